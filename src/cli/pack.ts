import { extname, join } from 'node:path';
import { filesInFolder } from '../adapters/files/folder.ts';
import { createPacks } from '../adapters/pack/packs.ts';
import { readConfig } from '../config.ts';
import { packOf } from '../runtime/evidence-pack.ts';
import { createMemory } from '../runtime/memory.ts';
import { listWorkspaces } from '../store/workspaces.ts';
import { openConfigured } from './database.ts';
import { CliError } from './failure.ts';
import { writeChunks } from './output.ts';

/** Writes the evidence pack of a run, whichever workspace it is in: a PDF where the file is called so, else the ZIP. */
export async function packRun(run: string, options: { output?: string }): Promise<void> {
  const as = extname(options.output ?? '').toLowerCase() === '.pdf' ? 'pdf' : 'zip';
  const files = filesInFolder(join(readConfig().data, 'files'));
  const db = await openConfigured();
  try {
    const parts = { db, memory: createMemory(), files, packs: createPacks() };
    for (const { id: workspace } of await listWorkspaces(db)) {
      const pack = await packOf(parts, { workspace, run, as, now: Date.now() });
      if (!pack) continue;
      const file = options.output ?? pack.name;
      await writeChunks(pack.chunks, file);
      const check = as === 'zip' ? ` Check it with: sopwith verify ${file}` : '';
      process.stderr.write(`Wrote the evidence pack to ${file}.${check}\n`);
      return;
    }
  } finally {
    await db.close();
  }
  throw new CliError(
    `There is no run ${run} in this database. /sop evidence in a channel names the newest run's file after it.`,
  );
}
