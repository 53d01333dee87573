/**
 * PostgreSQL through pg. Round trips are what costs, so connections run in pipeline mode: what is asked at once travels
 * at once, `begin` goes with the first question, and what was put goes with the commit.
 */
import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import type { Database, Tx } from './database.ts';
import { DatabaseError } from './errors.ts';
import { explainConnecting, explainQuery, isLost } from './postgres-errors.ts';
import type { Query } from './query.ts';
import type { Write } from './write.ts';

/** Connects once to see that it can. Throws `DatabaseError`. */
export async function openPostgres(url: string): Promise<Database> {
  const settings: pg.PoolConfig = {
    connectionString: checked(url),
    application_name: 'sopwith',
    connectionTimeoutMillis: 5_000,
    keepAlive: true,
    // No question here takes long. One that does waits for a lock that will not come, and holds others up.
    statement_timeout: 30_000,
    idle_in_transaction_session_timeout: 30_000,
    types: { getTypeParser },
  };
  const pool = quietPool({ ...settings, max: 10, pipeline: true });

  const connection = async (): Promise<pg.PoolClient> => {
    try {
      return await pool.connect();
    } catch (error) {
      throw explainConnecting(error, url);
    }
  };

  const borrow = async <Value>(use: (client: pg.PoolClient) => Promise<Value>): Promise<Value> => {
    const client = await connection();
    let failure: unknown;
    try {
      return await use(client);
    } catch (error) {
      failure = error;
      throw error;
    } finally {
      client.release(isLost(failure));
    }
  };
  const ask = <Params, Row>(query: Query<Params, Row>, params: Params) =>
    borrow((client) => send<Row>(client, question(query, params)));

  const db: Database = {
    dialect: 'postgres',
    batching: { commits: 4, works: 32, together: true },
    transaction: (work) => borrow((client) => inTransaction(client, work)),
    all: async (query, params) => (await ask(query, params)).rows,
    one: async (query, params) => (await ask(query, params)).rows[0],
    run: async (query, params) => (await ask(query, params)).rowCount ?? 0,
    alone: async (work) => {
      const single = quietPool({ ...settings, statement_timeout: 0, max: 1 });
      const kysely = new Kysely<unknown>({ dialect: new PostgresDialect({ pool: single }) });
      try {
        return await work(kysely);
      } finally {
        await kysely.destroy();
      }
    },
    hasTable: async (name) => {
      const seen = await borrow((client) =>
        send(client, { text: 'select 1 where to_regclass($1) is not null', values: [name] }),
      );
      return seen.rowCount === 1;
    },
    close: () => pool.end(),
  };
  try {
    (await connection()).release();
  } catch (error) {
    await db.close();
    throw error;
  }
  return db;
}

type Result<Row> = { readonly rows: readonly Row[]; readonly rowCount: number | null; readonly command: string };

interface Question {
  readonly text: string;
  readonly name?: string;
  readonly values?: readonly unknown[];
}

async function inTransaction<Value>(client: pg.PoolClient, work: (tx: Tx) => Promise<Value>): Promise<Value> {
  const began = send(client, { text: 'begin' });
  const puts = new Map<Write<never>, object[]>();
  let failed: unknown;
  let isOpen = true;
  const mustBeOpen = () => {
    if (!isOpen) throw new Error('This transaction has ended: what is asked of it now would belong to another.');
  };
  const ask = async <Params, Row>(query: Query<Params, Row>, params: Params) => {
    mustBeOpen();
    try {
      return await send<Row>(client, question(query, params));
    } catch (error) {
      failed ??= error;
      throw error;
    }
  };
  const tx: Tx = {
    dialect: 'postgres',
    all: async (query, params) => (await ask(query, params)).rows,
    one: async (query, params) => (await ask(query, params)).rows[0],
    run: async (query, params) => (await ask(query, params)).rowCount ?? 0,
    put: (write, row) => {
      mustBeOpen();
      const rows = puts.get(write);
      if (rows) rows.push(row as object);
      else puts.set(write, [row as object]);
    },
  };
  try {
    const [value] = await Promise.all([work(tx), began]);
    isOpen = false;
    const last = [...puts]
      .sort(([a], [b]) => a.order - b.order)
      .map(([write, rows]) => send(client, bulk(write, rows)));
    // A write that fails ends the transaction: the commit that follows it then only rolls back.
    const [committed, ...written] = await Promise.allSettled([send(client, { text: 'commit' }), ...last]);
    for (const each of written) if (each.status === 'rejected') throw each.reason;
    if (committed.status === 'rejected') throw committed.reason;
    // A statement had failed, and whoever asked said nothing: the database rolled back all the same.
    if (committed.value.command !== 'COMMIT') throw failed;
    return value;
  } catch (error) {
    isOpen = false;
    // If even this fails the connection is gone, and with it the transaction.
    await send(client, { text: 'rollback' }).catch((lost: unknown) => {
      throw isLost(error) ? error : lost;
    });
    throw error;
  }
}

function send<Row>(client: pg.PoolClient, question: Question): Promise<Result<Row>> {
  return new Promise((resolve, reject) => {
    client.query(question as pg.QueryConfig, (error: Error | null, result) => {
      if (error) reject(explainQuery(error));
      else resolve(result as unknown as Result<Row>);
    });
  });
}

function question<Params, Row>(query: Query<Params, Row>, params: Params): Question {
  const { sql, name } = query.statement('postgres');
  const values = query.values('postgres', params).map((value) => (typeof value === 'string' ? storable(value) : value));
  return name === undefined ? { text: sql, values } : { text: sql, name, values };
}

/** One statement for all rows of a write. */
function bulk(write: Write<never>, rows: readonly object[]): Question {
  const json = storableJson(merged(write.key, rows as readonly Cells[]));
  const values = write.expectAll ? [json, rows.length] : [json];
  return { text: write.many, name: `w${write.order}`, values };
}

type Cells = Readonly<Record<string, unknown>>;

/** Rows of one key as one, the latest; in the order of their keys, so that transactions take row locks in one order. */
function merged(key: readonly string[], rows: readonly Cells[]): readonly Cells[] {
  if (key.length === 0 || rows.length === 1) return rows;
  const byKey = new Map<string, Cells>();
  for (const row of rows) byKey.set(key.map((column) => row[column]).join('\0'), row);
  return [...byKey].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
}

/** PostgreSQL stores neither U+0000 nor half a surrogate pair: they become U+FFFD, as on a screen. */
function storable(text: string): string {
  return text.replaceAll('\0', '\uFFFD').toWellFormed();
}

function storableJson(rows: readonly Cells[]): string {
  const json = JSON.stringify(rows);
  if (!/\\u(?:0000|d[89a-f])/.test(json)) return json;
  return JSON.stringify(rows, (_, value: unknown) => (typeof value === 'string' ? storable(value) : value));
}

// Counts and instants are bigint in the database and stay far below 2^53.
const BIGINT = 20;
const getTypeParser: pg.CustomTypesConfig['getTypeParser'] = (oid, format) =>
  oid === BIGINT ? Number : pg.types.getTypeParser(oid, format);

/** A connection that breaks is replaced by the pool, and whoever used it hears of it; unheard it would end the process. */
function quietPool(settings: pg.PoolConfig): pg.Pool {
  const pool = new pg.Pool(settings);
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  return pool;
}

function checked(url: string): string {
  if (/^postgres(ql)?:\/\/[^/]/.test(url) && URL.canParse(url)) return url;
  throw new DatabaseError(
    'DATABASE_URL is not the address of a PostgreSQL database: write it as postgres://user:password@host:5432/database.',
  );
}
