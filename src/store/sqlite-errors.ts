/** What SQLite's result codes (sqlite.org/rescode.html) mean here. */
import { DatabaseError, VersionConflict } from './errors.ts';

/** Somebody else is writing. */
export function isBusy(error: unknown): boolean {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_BUSY');
}

/** What SQLite's refusals mean for whoever runs Sopwith; what is none of them stays as it is. */
export function explained(error: unknown, file: string): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const advice = (text: string) => new DatabaseError(text, { cause: error });
  if (code.startsWith('SQLITE_CONSTRAINT_PRIMARYKEY') || code === 'SQLITE_CONSTRAINT_UNIQUE') {
    return new VersionConflict('the row is there already', { cause: error });
  }
  if (isBusy(error)) return new VersionConflict('another process is writing', { cause: error });
  if (code === 'SQLITE_NOTADB' || code.startsWith('SQLITE_CORRUPT')) {
    return advice(
      `The file ${file} is damaged or is not a database of Sopwith: put a backup in its place, or move it away to start empty.`,
    );
  }
  if (code === 'SQLITE_FULL')
    return advice(`The disk of ${file} is full: make room, then try again; nothing was lost.`);
  if (code.startsWith('SQLITE_READONLY'))
    return advice(`The file ${file} cannot be written: allow this user to write it.`);
  if (code.startsWith('SQLITE_CANTOPEN') || code === 'EACCES' || code === 'ENOTDIR' || code === 'EEXIST') {
    return advice(
      `The file ${file} cannot be opened: check that its folder exists and that this user may write there.`,
    );
  }
  if (code.startsWith('SQLITE_IOERR')) {
    return advice(`The disk failed while reading or writing ${file}: check the disk, then start again.`);
  }
  return error;
}
