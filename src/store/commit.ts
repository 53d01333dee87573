/**
 * Works share commits. Waiting for the disk is most of what a small transaction costs, so works that arrive while a
 * commit runs wait for the next one and share it.
 *
 *   waiting    in order of arrival, until there is a free commit and no work of the same stream is under way
 *   together   in one transaction with others; if all is well, all are done when it commits
 *   alone      if anything in the shared transaction failed, it is rolled back and each of its works gets a transaction
 *              of its own, and with it an outcome of its own
 *
 * So a work may run more than once, and must do nothing but ask and write through its `tx`.
 */
import type { Database, Tx } from './database.ts';

/** Resolves when the work is durably committed; rejects with what it threw, and then nothing of it was written. */
export type Submit = <Value>(stream: string, work: (tx: Tx) => Promise<Value>) => Promise<Value>;

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
  readonly resolve: (value: never) => void;
  readonly reject: (error: unknown) => void;
}

function queue(db: Database): Submit {
  let waiting: Work[] = [];
  let commits = 0;
  let isGathering = false;
  const underWay = new Set<string>();

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
    const batch = next();
    if (batch.length === 0) return;
    commits += 1;
    void commitBatch(db, batch).then(() => {
      commits -= 1;
      for (const { stream } of batch) underWay.delete(stream);
      if (waiting.length > 0) gather();
    });
    if (waiting.length > 0) gather();
  };

  /**
   * The longest waiting works, a fair part of them for each free commit. One of each stream: two of one stream would be
   * decided on the same state.
   */
  const next = (): Work[] => {
    const free = db.batching.commits - commits;
    const most = Math.min(db.batching.works, Math.ceil(waiting.length / free));
    const batch: Work[] = [];
    const left: Work[] = [];
    let seen = 0;
    for (; seen < waiting.length && batch.length < most; seen++) {
      const work = waiting[seen];
      if (!work) break;
      if (underWay.has(work.stream)) {
        left.push(work);
      } else {
        underWay.add(work.stream);
        batch.push(work);
      }
    }
    waiting = left.concat(waiting.slice(seen));
    return batch;
  };

  return (stream, work) =>
    new Promise((resolve, reject) => {
      waiting.push({ stream, work, resolve, reject });
      gather();
    });
}

/** Never rejects: every work of the batch hears its own outcome. */
async function commitBatch(db: Database, batch: readonly Work[]): Promise<void> {
  try {
    const values = await db.transaction((tx) => runAll(db, tx, batch));
    for (const [index, { resolve }] of batch.entries()) resolve(values[index] as never);
  } catch (error) {
    if (batch.length === 1) batch[0]?.reject(error);
    else for (const work of batch) await commitBatch(db, [work]);
  }
}

async function runAll(db: Database, tx: Tx, batch: readonly Work[]): Promise<unknown[]> {
  if (!db.batching.together) {
    const values: unknown[] = [];
    for (const { work } of batch) values.push(await work(tx));
    return values;
  }
  // All must have stopped asking before the transaction may end.
  const settled = await Promise.allSettled(batch.map(({ work }) => work(tx)));
  return settled.map((each) => {
    if (each.status === 'rejected') throw each.reason;
    return each.value;
  });
}
