/**
 * A transaction in few round trips: `begin` goes with the first question, lookups that are asked in one turn go as one
 * statement, and what was put goes with the commit.
 */
import type pg from 'pg';
import type { Tx } from './database.ts';
import { isLost } from './postgres-errors.ts';
import { bulk, many, question, type Result, send } from './postgres-questions.ts';
import type { Query } from './query.ts';
import type { Write } from './write.ts';

export async function inTransaction<Value>(client: pg.PoolClient, work: (tx: Tx) => Promise<Value>): Promise<Value> {
  const began = send(client, { text: 'begin' });
  const lookUp = gatheredLookups(client);
  const puts = new Map<Write<never>, object[]>();
  let failed: unknown;
  let isOpen = true;
  const mustBeOpen = () => {
    if (!isOpen) throw new Error('This transaction has ended: what is asked of it now would belong to another.');
  };
  const ask = async <Params, Row>(query: Query<Params, Row>, params: Params): Promise<Answer<Row>> => {
    mustBeOpen();
    try {
      return await (query.isLookup ? lookUp(query, params) : send<Row>(client, question(query, params)));
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

type Answer<Row> = Pick<Result<Row>, 'rows' | 'rowCount'>;
type LookUp = <Params, Row>(query: Query<Params, Row>, params: Params) => Promise<Answer<Row>>;

interface Asked {
  readonly params: unknown;
  readonly resolve: (answer: Answer<never>) => void;
  readonly reject: (error: unknown) => void;
}

/** Works that share a transaction ask the same things at the same moment: what is asked in one turn goes as one. */
function gatheredLookups(client: pg.PoolClient): LookUp {
  let gathered = new Map<Query<never, unknown>, Asked[]>();

  const flush = () => {
    const now = gathered;
    gathered = new Map();
    for (const [query, asked] of now) {
      void answer(client, query, asked).catch((error: unknown) => {
        for (const each of asked) each.reject(error);
      });
    }
  };

  return (query, params) =>
    new Promise((resolve, reject) => {
      // The next tick comes after all promises that are settled by now have run on.
      if (gathered.size === 0) process.nextTick(flush);
      const asked = gathered.get(query);
      if (asked) asked.push({ params, resolve, reject });
      else gathered.set(query, [{ params, resolve, reject }]);
    });
}

async function answer(client: pg.PoolClient, query: Query<never, unknown>, asked: readonly Asked[]): Promise<void> {
  const [only] = asked;
  if (only && asked.length === 1) {
    only.resolve(await send<never>(client, question(query, only.params as never)));
    return;
  }
  const { rows } = await send<{ asked: number }>(
    client,
    many(
      query,
      asked.map(({ params }) => params as object),
    ),
  );
  const answers: object[][] = asked.map(() => []);
  for (const { asked: index, ...row } of rows) answers[index]?.push(row);
  for (const [index, { resolve }] of asked.entries()) {
    const found = answers[index] ?? [];
    resolve({ rows: found as never[], rowCount: found.length });
  }
}
