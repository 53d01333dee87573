/**
 * PostgreSQL through pg. Round trips are what costs, so connections run in pipeline mode: what is asked at once travels
 * at once.
 */
import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import type { Database } from './database.ts';
import { DatabaseError } from './errors.ts';
import { explainConnecting, isLost } from './postgres-errors.ts';
import { question, send } from './postgres-questions.ts';
import { inTransaction } from './postgres-transaction.ts';
import type { Query } from './query.ts';

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
    batching: { commits: 3, works: 32, together: true },
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
