/**
 * Works share commits. Waiting for the disk is most of what a small transaction costs, so works that arrive while a
 * commit runs wait for the next one and share it.
 *
 *   waiting    in order of arrival, those that somebody waits for before the others, until there is a free commit and no
 *              work of the same stream is under way
 *   together   in one transaction with others; if all is well, all are done when it commits
 *   in halves  if anything in the shared transaction failed, it is rolled back and each half of its works gets a
 *              transaction of its own, and so on: in the end each work has an outcome of its own
 *
 * So a work may run more than once, and must do nothing but ask and write through its `tx`.
 */
import { setImmediate as turnOfTheLoop } from 'node:timers/promises';
import type { Database, Tx } from './database.ts';

/**
 * Resolves when the work is durably committed; rejects with what it threw, and then nothing of it was written.
 * `isAwaited`: somebody waits for the answer. At the full hour thousands of works are nobody's: those let theirs pass.
 */
export type Submit = <Value>(
  stream: string,
  work: (tx: Tx) => Promise<Value>,
  order?: { readonly isAwaited: boolean },
) => Promise<Value>;

/** The one queue of works of a database: the same for everybody who asks. */
export function commitTogether(db: Database): Submit {
  const known = queues.get(db);
  if (known) return known;
  const submit = queue(db);
  queues.set(db, submit);
  return submit;
}

const queues = new WeakMap<Database, Submit>();

interface Work {
  readonly stream: string;
  readonly work: (tx: Tx) => Promise<unknown>;
  readonly isAwaited: boolean;
  readonly resolve: (value: never) => void;
  readonly reject: (error: unknown) => void;
}

/** How many works nobody waits for may be in a commit that somebody waits for: a few, so that they go on as well. */
const BESIDE = 16;
/** How long works may run before others are heard, in milliseconds: one that somebody waits for can still join them. */
const SLICE = 5;

function queue(db: Database): Submit {
  const awaited: Work[] = [];
  const others: Work[] = [];
  let commits = 0;
  let isGathering = false;
  const underWay = new Set<string>();
  const waiting = () => awaited.length + others.length;

  // Not at once: requests that have already arrived are still being read, and can share the commit.
  const gather = () => {
    if (isGathering || commits >= db.batching.commits) return;
    isGathering = true;
    setImmediate(() => {
      isGathering = false;
      start();
    });
  };

  const start = () => {
    // A fair part of what waits for each free commit.
    const most = Math.min(db.batching.works, Math.ceil(waiting() / (db.batching.commits - commits)));
    const batch: Work[] = [];
    const join = (limit: number): boolean => {
      const work = batch.length < limit ? next(batch) : undefined;
      if (work) batch.push(work);
      return work !== undefined;
    };
    // Where works run one after the other, the others join while they do.
    const first = db.batching.together ? most : 1;
    while (join(first));
    if (batch.length === 0) return;
    commits += 1;
    void commitBatch(db, batch, () => join(db.batching.works)).then(() => {
      commits -= 1;
      for (const { stream } of batch) underWay.delete(stream);
      if (waiting() > 0) gather();
    });
    if (waiting() > 0) gather();
  };

  const next = (batch: readonly Work[]): Work | undefined => {
    const first = longestWaiting(awaited);
    if (first || (batch.length >= BESIDE && batch.some(({ isAwaited }) => isAwaited))) return first;
    return longestWaiting(others);
  };

  /** One of each stream: two of one stream would be decided on the same state. */
  const longestWaiting = (works: Work[]): Work | undefined => {
    const index = works.findIndex(({ stream }) => !underWay.has(stream));
    const [work] = index < 0 ? [] : works.splice(index, 1);
    if (work) underWay.add(work.stream);
    return work;
  };

  return (stream, work, { isAwaited } = { isAwaited: false }) =>
    new Promise((resolve, reject) => {
      (isAwaited ? awaited : others).push({ stream, work, isAwaited, resolve, reject });
      gather();
    });
}

/** Never rejects: every work of the batch hears its own outcome. `join` adds another work to the batch, if one may. */
async function commitBatch(db: Database, batch: readonly Work[], join = () => false): Promise<void> {
  try {
    const values = await db.transaction((tx) => (db.batching.together ? atOnce(tx, batch) : inTurn(tx, batch, join)));
    for (const [index, { resolve }] of batch.entries()) resolve(values[index] as never);
  } catch (error) {
    const half = Math.ceil(batch.length / 2);
    if (batch.length === 1) batch[0]?.reject(error);
    else for (const part of [batch.slice(0, half), batch.slice(half)]) await commitBatch(db, part);
  }
}

async function inTurn(tx: Tx, batch: readonly Work[], join: () => boolean): Promise<unknown[]> {
  const values: unknown[] = [];
  let since = performance.now();
  do {
    for (const { work } of batch.slice(values.length)) values.push(await work(tx));
    if (performance.now() - since < SLICE) continue;
    await turnOfTheLoop();
    since = performance.now();
  } while (join());
  return values;
}

async function atOnce(tx: Tx, batch: readonly Work[]): Promise<unknown[]> {
  // All must have stopped asking before the transaction may end.
  const settled = await Promise.allSettled(batch.map(({ work }) => work(tx)));
  return settled.map((each) => {
    if (each.status === 'rejected') throw each.reason;
    return each.value;
  });
}
