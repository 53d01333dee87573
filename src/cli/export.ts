import { count } from '../cards/sentence.ts';
import { evidenceTrail } from '../runtime/evidence-trail.ts';
import { createMemory } from '../runtime/memory.ts';
import { listWorkspaces } from '../store/workspaces.ts';
import { openConfigured } from './database.ts';
import { CliError } from './failure.ts';
import { write } from './output.ts';

/** Writes the evidence trail of a run, whichever workspace it is in. */
export async function exportRun(run: string, options: { output?: string }): Promise<void> {
  const db = await openConfigured();
  try {
    for (const { id: workspace } of await listWorkspaces(db)) {
      const trail = await evidenceTrail(db, createMemory(), { workspace, run, now: Date.now() });
      if (!trail) continue;
      const what = `the evidence trail of the run (${count(trail.events.length, 'event')})`;
      return await write(`${JSON.stringify(trail, null, 2)}\n`, options.output, what);
    }
  } finally {
    await db.close();
  }
  throw new CliError(
    `There is no run ${run} in this database. /sop evidence in a channel gives the newest run's file.`,
  );
}
