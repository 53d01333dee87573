import { hash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { open, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { filesInFolder } from '../adapters/files/folder.ts';
import { readConfig } from '../config.ts';
import { checkHistory } from '../runtime/check-history.ts';
import type { Files } from '../runtime/ports.ts';
import { checkTrailText } from '../runtime/read-trail.ts';
import { type History, listEvidenceFiles, listHistories } from '../store/audit.ts';
import { type Database, openDatabase } from '../store/database.ts';
import { pendingMigrations } from '../store/migrate.ts';
import { CliError } from './failure.ts';
import { oneLine } from './one-line.ts';
import { APART, verifyPack } from './verify-pack.ts';

/** Checks an evidence pack or trail, or a database. Fails, and says where, if a link does not hold. */
export async function verify(target: string, options: { pdf?: string } = {}): Promise<void> {
  if (/^postgres(ql)?:\/\//.test(target)) return verifyDatabase(await openDatabase({ url: target }), readConfig().data);
  if (!existsSync(target)) throw new CliError(`There is no file ${target}.`);
  const head = await headOf(target);
  if (head.startsWith('SQLite format 3')) return verifyFile(target);
  return head.startsWith('PK') ? verifyPack(target, options.pdf) : verifyTrail(target);
}

/** A table of ours that has other columns is another program's, by the same name. */
async function verifyFile(file: string): Promise<void> {
  try {
    await verifyDatabase(await openDatabase({ file, readOnly: true }), dirname(file));
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'SQLITE_ERROR')) throw error;
    throw new CliError(OTHER, { cause: error });
  }
}

/** The first bytes of a file, which say what it is. */
async function headOf(path: string): Promise<string> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(16), 0, 16, 0);
    return buffer.subarray(0, bytesRead).toString('latin1');
  } finally {
    await file.close();
  }
}

async function verifyTrail(path: string): Promise<void> {
  const { checked } = checkTrailText(await readFile(path, 'utf8'));
  switch (checked.status) {
    case 'not_a_trail':
      throw new CliError(
        `${path} is neither an evidence trail nor a pack of Sopwith. /sop evidence and sopwith pack make them.`,
      );
    case 'broken':
      throw new CliError(oneLine(`BROKEN: ${path}: ${checked.where}.`));
    case 'whole':
      process.stdout.write(
        `${oneLine(`Whole: “${checked.title}”, ${checked.events} events. Head ${checked.head}`)}\n${APART}`,
      );
  }
}

/** `data`: the folder that the evidence files lie in, under `files`. */
async function verifyDatabase(db: Database, data: string): Promise<void> {
  const broken: string[] = [];
  let events = 0;
  let histories: readonly History[];
  let files: readonly string[];
  try {
    await refuseOther(db);
    histories = await listHistories(db);
    for (const history of histories) {
      const checked = await checkHistory(db, history);
      if (checked.status === 'whole') events += checked.events;
      else broken.push(`${history.stream}: ${checked.where}`);
    }
    files = await listEvidenceFiles(db);
  } finally {
    await db.close();
  }
  const folder = join(data, 'files');
  const areHere = existsSync(folder);
  if (areHere) for (const file of files) broken.push(...(await wrongWith(filesInFolder(folder), file)));
  if (broken.length > 0) throw new CliError(broken.map((one) => oneLine(`BROKEN: ${one}.`)).join('\n'));
  process.stdout.write(
    `Whole: ${histories.length} histories with ${events} events; every saved state is what its events give.\n`,
  );
  if (files.length === 0) return;
  const count = `${files.length} evidence file${files.length === 1 ? '' : 's'}`;
  process.stdout.write(
    areHere ? `${count}, each as it was recorded.\n` : `Not checked: ${count}; there is no folder ${folder}.\n`,
  );
}

const OTHER = 'This is not a database of Sopwith: name the sopwith.db of a data folder, or an evidence file.';

/** Throws `CliError` unless the tables are the ones that this version knows. */
async function refuseOther(db: Database): Promise<void> {
  if (!(await db.hasTable('kysely_migration')) || !(await db.hasTable('events'))) {
    throw new CliError(OTHER);
  }
  if ((await pendingMigrations(db)).length === 0) return;
  throw new CliError('This database was made by an older version of Sopwith: run sopwith migrate on it first.');
}

/** What is wrong with a file of the file store, if anything. */
async function wrongWith(store: Files, file: string): Promise<string[]> {
  const bytes = await store.get(file);
  if (!bytes) return [`evidence file ${file}: it is missing`];
  return hash('sha256', bytes) === file ? [] : [`evidence file ${file}: its bytes were changed`];
}
