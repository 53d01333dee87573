/**
 * SQLite through better-sqlite3, synchronously on prepared statements. One connection writes; a second one only reads,
 * while a transaction is open, so that a question asked outside of it neither waits for it nor sees what is not committed.
 */
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import Sqlite from 'better-sqlite3';
import { Kysely, SqliteDialect } from 'kysely';
import type { Database, Tx } from './database.ts';
import type { Query } from './query.ts';
import { explained, isBusy } from './sqlite-errors.ts';
import { Puts } from './sqlite-puts.ts';

/** `readOnly`: the file's bytes stay as they are, and it must be there. Throws `DatabaseError`. */
export async function openSqlite(
  file: string,
  { readOnly = false }: { readonly readOnly?: boolean } = {},
): Promise<Database> {
  const [writer, reader] = await patiently(file, () => (readOnly ? connectReading(file) : connect(file)));
  const write = prepared(writer);
  const read = prepared(reader);
  const begin = writer.prepare('begin immediate');
  const commit = writer.prepare('commit');
  const turn = turns();
  const checkpoints = checkpointer(file);

  const beginWriting = () => patiently(file, () => begin.run());

  const inside = <Value>(work: () => Value): Value => {
    try {
      return work();
    } catch (error) {
      throw explained(error, file);
    }
  };

  const transaction = async <Value>(work: (tx: Tx) => Promise<Value>): Promise<Value> => {
    const done = await turn();
    let open = true;
    const statement = (sql: string) => {
      if (!open) throw new Error(ENDED);
      return write(sql);
    };
    const puts = new Puts();
    let asked = 0;
    let failed: { readonly error: unknown } | undefined;
    const inTx = <Value>(ask: () => Value): Value => {
      asked += 1;
      try {
        return inside(ask);
      } catch (error) {
        failed ??= { error };
        throw error;
      }
    };
    const tx: Tx = {
      dialect: 'sqlite',
      all: async (query, params) => inTx(() => rowsOf(statement(sqlOf(query)), query.values('sqlite', params))),
      one: async (query, params) => inTx(() => firstOf(statement(sqlOf(query)), query.values('sqlite', params))),
      run: async (query, params) => inTx(() => statement(sqlOf(query)).run(...query.values('sqlite', params)).changes),
      put: (write, row) => {
        if (!open) throw new Error(ENDED);
        puts.add(write, row);
      },
    };
    try {
      await beginWriting();
      const value = await work(tx);
      // As on PostgreSQL: a transaction in which a statement failed does not commit, even if nobody listened.
      if (failed) throw failed.error;
      const written = inside(() => puts.write(write));
      inside(() => commit.run());
      checkpoints.wrote(asked + written);
      return value;
    } finally {
      open = false;
      // Not committed, for whichever reason; SQLite itself may have rolled back already (a full disk).
      if (writer.inTransaction) writer.exec('rollback');
      done();
    }
  };

  /** The writer has in memory what it wrote; the reader must read it again from the log after every commit. */
  const outside = <Value>(sql: string, ask: (statement: Prepared) => Value): Value => {
    try {
      if (!writer.inTransaction) return ask(write(sql));
    } catch (error) {
      // The writer never waits, not even for another process that is opening or closing the file. The reader does.
      if (!isBusy(error)) throw explained(error, file);
    }
    return inside(() => ask(read(sql)));
  };

  const changes = (sql: string): boolean => !inside(() => read(sql)).readonly;

  return {
    dialect: 'sqlite',
    batching: { commits: 1, works: 160, together: false },
    transaction,
    all: async (query, params) => {
      const sql = sqlOf(query);
      if (changes(sql)) return transaction((tx) => tx.all(query, params));
      return outside(sql, (statement) => rowsOf(statement, query.values('sqlite', params)));
    },
    one: async (query, params) => {
      const sql = sqlOf(query);
      if (changes(sql)) return transaction((tx) => tx.one(query, params));
      return outside(sql, (statement) => firstOf(statement, query.values('sqlite', params)));
    },
    run: (query, params) => transaction((tx) => tx.run(query, params)),
    alone: async (work) => {
      const done = await turn();
      try {
        await beginWriting();
        const value = await work(new Kysely({ dialect: new SqliteDialect({ database: writer }) }));
        inside(() => commit.run());
        return value;
      } finally {
        if (writer.inTransaction) writer.exec('rollback');
        done();
      }
    },
    hasTable: async (name) =>
      inside(() => read("select 1 from sqlite_schema where type = 'table' and name = ?").get(name)) !== undefined,
    close: async () => {
      const done = await turn();
      await checkpoints.stop();
      reader.close();
      writer.close();
      done();
    },
  };
}

/** How long to wait for another process that is writing, and how long between two attempts, in milliseconds. */
const PATIENCE = 5_000;
const PAUSE = 2;

/** Tries again while somebody else holds the file, without blocking: the other one may be in this very process. */
async function patiently<Value>(file: string, attempt: () => Value): Promise<Value> {
  const until = performance.now() + PATIENCE;
  for (;;) {
    try {
      return attempt();
    } catch (error) {
      if (!isBusy(error) || performance.now() >= until) throw explained(error, file);
    }
    await setTimeout(PAUSE);
  }
}

/** Reads wait inside SQLite: they are asked without a promise, and another process holds them up for an instant at most. */
const BLOCKING = `busy_timeout = ${PATIENCE}`;

type Connection = Sqlite.Database;
type Prepared = Sqlite.Statement<unknown[]>;

const ENDED = 'This transaction has ended: what is asked of it now would belong to another.';

function connect(file: string): [writer: Connection, reader: Connection] {
  const opened: Connection[] = [];
  const open = (): Connection => {
    const connection = new Sqlite(file, { timeout: 0 });
    opened.push(connection);
    // Two that turn a new file to WAL in the same moment: SQLite tells one of them at once that it is busy (`patiently`).
    connection.pragma('journal_mode = WAL');
    // An approval that was acknowledged is on the disk, whatever happens to the power.
    connection.pragma('synchronous = FULL');
    connection.pragma('foreign_keys = ON');
    // What undoes half of a statement is a few pages: not worth a file.
    connection.pragma('temp_store = MEMORY');
    // Checkpoints are made beside (`checkpointer`); this is for when that one cannot keep up.
    connection.pragma('wal_autocheckpoint = 40000');
    // What a shared commit touches must fit in memory (64 MiB), or it is written twice.
    connection.pragma('cache_size = -65536');
    connection.prepare('select count(*) from sqlite_schema').get();
    return connection;
  };
  try {
    mkdirSync(dirname(file), { recursive: true });
    const writer = open();
    const reader = open();
    reader.pragma('query_only = ON');
    reader.pragma(BLOCKING);
    return [writer, reader];
  } catch (error) {
    for (const connection of opened) connection.close();
    throw error;
  }
}

/** One connection for both. Sets nothing that is kept in the file. */
function connectReading(file: string): [writer: Connection, reader: Connection] {
  let connection: Connection | undefined;
  try {
    connection = new Sqlite(file, { readonly: true, fileMustExist: true, timeout: 0 });
    connection.prepare('select count(*) from sqlite_schema').get();
    connection.pragma(BLOCKING);
    return [connection, connection];
  } catch (error) {
    connection?.close();
    throw error;
  }
}

/** After so many statements in transactions a checkpoint is due: the log is some ten thousand pages then. */
const CHECKPOINT = 8_000;

/** Asks a worker thread for a checkpoint now and then. The thread is started when there is something for it to do. */
function checkpointer(file: string): { wrote: (statements: number) => void; stop: () => Promise<void> } {
  let worker: Worker | undefined;
  let isBusy = false;
  let written = 0;
  const start = (): Worker => {
    const started = new Worker(new URL('./sqlite-checkpoint.ts', import.meta.url), { workerData: file });
    started.unref();
    started.on('message', () => {
      isBusy = false;
    });
    // It stays busy then, and SQLite makes checkpoints by itself (`wal_autocheckpoint`).
    started.on('error', () => undefined);
    return started;
  };
  return {
    wrote: (statements) => {
      written += statements;
      if (written < CHECKPOINT || isBusy) return;
      written = 0;
      isBusy = true;
      worker ??= start();
      worker.postMessage('checkpoint');
    },
    stop: async () => {
      await worker?.terminate();
    },
  };
}

/** Statements by their SQL. There are few hundred; the ones with lists of values in them may be more, so it is bounded. */
function prepared(connection: Connection): (sql: string) => Prepared {
  const statements = new Map<string, Prepared>();
  return (sql) => {
    const known = statements.get(sql);
    if (known) return known;
    if (statements.size >= 1_000) statements.clear();
    const statement = connection.prepare<unknown[]>(sql);
    statements.set(sql, statement);
    return statement;
  };
}

function sqlOf(query: Query<never, unknown>): string {
  return query.statement('sqlite').sql;
}

function rowsOf<Row>(statement: Prepared, values: readonly unknown[]): readonly Row[] {
  return statement.all(...values) as readonly Row[];
}

function firstOf<Row>(statement: Prepared, values: readonly unknown[]): Row | undefined {
  return statement.get(...values) as Row | undefined;
}

/** One at a time, in the order of asking. The answer is to be called when the turn is over. */
function turns(): () => Promise<() => void> {
  const waiting: (() => void)[] = [];
  let taken = false;
  const over = () => {
    const next = waiting.shift();
    if (next) next();
    else taken = false;
  };
  return async () => {
    if (taken) await new Promise<void>((resolve) => waiting.push(resolve));
    taken = true;
    return over;
  };
}
