import { writeFile } from 'node:fs/promises';
import { evidenceTrail } from '../runtime/evidence-trail.ts';
import { createMemory } from '../runtime/memory.ts';
import { listWorkspaces } from '../store/workspaces.ts';
import { openConfigured } from './database.ts';
import { CliError } from './failure.ts';

/** Writes the evidence trail of a run, whichever workspace it is in. */
export async function exportRun(run: string, options: { output?: string }): Promise<void> {
  const db = await openConfigured();
  try {
    for (const { id: workspace } of await listWorkspaces(db)) {
      const trail = await evidenceTrail(db, createMemory(), { workspace, run, now: Date.now() });
      if (!trail) continue;
      const text = `${JSON.stringify(trail, null, 2)}\n`;
      if (options.output === undefined) process.stdout.write(text);
      else await writeFile(options.output, text);
      return;
    }
  } finally {
    await db.close();
  }
  throw new CliError(
    `There is no run ${run} in this database. /sop evidence in a channel gives the newest run's file.`,
  );
}
