import { existsSync } from 'node:fs';
import { open, readFile } from 'node:fs/promises';
import { clean } from '../cards/text.ts';
import { checkHistory } from '../runtime/check-history.ts';
import { checkTrail } from '../runtime/check-trail.ts';
import { type History, listHistories } from '../store/audit.ts';
import { type Database, openDatabase } from '../store/database.ts';
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
      throw new CliError(line(`BROKEN: ${path}: ${checked.where}.`));
    case 'whole':
      process.stdout.write(
        `${line(`Whole: “${checked.title}”, ${checked.events} events. Head ${checked.head}`)}\n${APART}`,
      );
  }
}

const APART = 'Not in the chain: what people are called, and when the file was made.\n';

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

async function verifyDatabase(db: Database): Promise<void> {
  const broken: string[] = [];
  let events = 0;
  let histories: readonly History[];
  try {
    histories = await listHistories(db);
    for (const history of histories) {
      const checked = await checkHistory(db, history);
      if (checked.status === 'whole') events += checked.events;
      else broken.push(`BROKEN: ${history.stream}: ${checked.where}.`);
    }
  } finally {
    await db.close();
  }
  if (broken.length > 0) throw new CliError(broken.map(line).join('\n'));
  process.stdout.write(
    `Whole: ${histories.length} histories with ${events} events; every saved state is what its events give.\n`,
  );
}

/** What came out of a file or a database is not to move the cursor of whoever reads it, or to write lines of its own. */
function line(text: string): string {
  return clean(text).replaceAll(/\s+/g, ' ');
}
