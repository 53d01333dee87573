import { existsSync } from 'node:fs';
import { open, readFile } from 'node:fs/promises';
import { brokenSentence, checkTrail } from '../runtime/check-trail.ts';
import { replayDiffers } from '../runtime/replay.ts';
import { type Verdict, verifyChain } from '../store/chain.ts';
import { type Database, openDatabase } from '../store/database.ts';
import { listStreams, readEvents } from '../store/events.ts';
import { listWorkspaces } from '../store/workspaces.ts';
import { CliError } from './failure.ts';

/** Checks an evidence trail or a database. Fails, and says where, if a link does not hold. */
export async function verify(target: string): Promise<void> {
  if (/^postgres(ql)?:\/\//.test(target)) return verifyDatabase(await openDatabase({ url: target }));
  if (!existsSync(target)) throw new CliError(`There is no file ${target}.`);
  if (await isSqlite(target)) return verifyDatabase(await openDatabase({ file: target }));
  return verifyTrail(target);
}

async function isSqlite(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(16), 0, 16, 0);
    return buffer.subarray(0, bytesRead).toString('latin1').startsWith('SQLite format 3');
  } finally {
    await file.close();
  }
}

async function verifyTrail(path: string): Promise<void> {
  const checked = checkTrail(parsed(await readFile(path, 'utf8')));
  switch (checked.status) {
    case 'not_a_trail':
      throw new CliError(`${path} is not an evidence trail of Sopwith. /sop evidence and sopwith export make one.`);
    case 'broken':
      throw new CliError(`BROKEN: ${path}: ${checked.where}.`);
    case 'whole':
      process.stdout.write(`Whole: “${checked.title}”, ${checked.events} events. Head ${checked.head}\n`);
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

async function verifyDatabase(db: Database): Promise<void> {
  let chains = 0;
  let events = 0;
  try {
    for (const { id: workspace } of await listWorkspaces(db)) {
      for (const stream of await listStreams(db, workspace)) {
        const history = await readEvents(db, workspace, stream);
        report(stream, verifyChain(history));
        const differs = await replayDiffers(db, workspace, stream, history);
        if (differs)
          throw new CliError(`BROKEN: ${stream}: its saved state is not what its ${history.length} events give.`);
        chains += 1;
        events += history.length;
      }
    }
  } finally {
    await db.close();
  }
  process.stdout.write(
    `Whole: ${chains} histories with ${events} events; every saved state is what its events give.\n`,
  );
}

function report(what: string, verdict: Verdict): void {
  if (verdict.status === 'broken') throw new CliError(`BROKEN: ${what}: ${brokenSentence(verdict)}.`);
}
