/**
 * Rows that are put for their own sake, in no transaction with anything else: those of one moment are one work
 * (`commit.ts`), however many put them. So cards that are delivered beside each other are registered together.
 */
import { commitTogether } from './commit.ts';
import type { Database } from './database.ts';
import type { Write } from './write.ts';

/** Resolves when the row is durably committed. */
export function putGathered<Row>(db: Database, write: Write<Row>, row: Row): Promise<void> {
  const lots = waiting.get(db) ?? new Map<Write<never>, Lot>();
  waiting.set(db, lots);
  const lot = lots.get(write) ?? begin(db, lots, write);
  lot.rows.push(row as never);
  return lot.done;
}

interface Lot {
  readonly rows: never[];
  readonly done: Promise<void>;
}

const waiting = new WeakMap<Database, Map<Write<never>, Lot>>();

function begin(db: Database, lots: Map<Write<never>, Lot>, write: Write<never>): Lot {
  const rows: never[] = [];
  const done = commitTogether(db)(`gathered:${write.order}`, async (tx) => {
    // What comes from now on is for the next lot: this work may run again, and must put the same then.
    if (lots.get(write)?.rows === rows) lots.delete(write);
    for (const row of rows) tx.put(write, row);
  });
  const lot = { rows, done };
  lots.set(write, lot);
  return lot;
}
