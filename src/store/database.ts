/**
 * The database, as the rest of the store sees it. Which database it is was decided when it was opened; this file and
 * the job driver are the only ones that ask.
 */
import type { Kysely } from 'kysely';
import { VersionConflict } from './errors.ts';
import { refuseNewer } from './migrate.ts';
import type { Dialect, Query } from './query.ts';
import type { Write } from './write.ts';

/** Something that can be asked: the database itself, or a transaction. */
export interface Db {
  readonly dialect: Dialect;
  all<Params, Row>(query: Query<Params, Row>, params: Params): Promise<readonly Row[]>;
  /** The first row, if there is one. */
  one<Params, Row>(query: Query<Params, Row>, params: Params): Promise<Row | undefined>;
  /** How many rows were changed. Throws `VersionConflict` where a unique index says no. */
  run<Params>(query: Query<Params, unknown>, params: Params): Promise<number>;
}

export interface Tx extends Db {
  /**
   * A write whose answer nobody waits for. It may be sent as late as the commit: what was put cannot be read back in the
   * same transaction, and its `VersionConflict` may come from the transaction instead of from here.
   */
  put<Row>(write: Write<Row>, row: Row): void;
}

export interface Database extends Db {
  /**
   * All or nothing. Inside, ask only `tx`, never the database around it: on SQLite there is one writer, and a write that
   * waits for it in its own transaction waits for ever. No network inside: everybody else would wait for it.
   */
  transaction<Value>(work: (tx: Tx) => Promise<Value>): Promise<Value>;
  /** How works share a commit (`commit.ts`). */
  readonly batching: Batching;
  /** A plain kysely for migrations, alone on the database until `work` ends, and all or nothing. */
  alone<Value>(work: (db: Kysely<unknown>) => Promise<Value>): Promise<Value>;
  /** Whether there is a table of this name. */
  hasTable(name: string): Promise<boolean>;
  close(): Promise<void>;
}

export interface Batching {
  /** Commits under way at once. */
  readonly commits: number;
  /** Works that share one commit, at most. */
  readonly works: number;
  /** Works of a batch run at once, so that what they ask travels together; else one after the other. */
  readonly together: boolean;
}

export type Where = { readonly url: string } | { readonly file: string; readonly readOnly?: boolean };

/**
 * Opens a SQLite file (made if it is not there) or connects to PostgreSQL. Does not migrate. Throws `DatabaseError` if
 * it cannot be reached or read, or was made by a newer version of the software. `readOnly`: a file must be there, and
 * not a byte of it is changed.
 */
export async function openDatabase(where: Where): Promise<Database> {
  const db = await opened(where);
  try {
    await refuseNewer(db);
  } catch (error) {
    await db.close();
    throw error;
  }
  return db;
}

/** Loads only the driver that is asked for: a start waits for every file that is loaded. */
async function opened(where: Where): Promise<Database> {
  if ('url' in where) return (await import('./postgres.ts')).openPostgres(where.url);
  return (await import('./sqlite.ts')).openSqlite(where.file, where);
}

/** Whether trying the whole work again is the answer: somebody was faster, and nothing of it was written. */
export function isConflict(error: unknown): boolean {
  return error instanceof VersionConflict;
}
