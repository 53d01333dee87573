/** The rows that real commands write, taken down as they are put, so that a peer can write the very same ones. */
import type { Database, Tx } from '../src/store/database.ts';
import type { Write } from '../src/store/write.ts';

export interface RowWrite {
  readonly write: Write<never>;
  readonly row: Readonly<Record<string, unknown>>;
}

export interface Recording {
  readonly db: Database;
  /** What was put since it was asked last. */
  taken(): readonly RowWrite[];
}

export function recording(db: Database): Recording {
  let rows: RowWrite[] = [];
  const listening = (tx: Tx): Tx => ({
    ...tx,
    put: (write, row) => {
      rows.push({ write, row: row as RowWrite['row'] });
      tx.put(write, row);
    },
  });
  return {
    db: { ...db, transaction: (work) => db.transaction((tx) => work(listening(tx))) },
    taken() {
      const now = rows;
      rows = [];
      return now;
    },
  };
}

/** The values of a row in the order that its statement binds them. */
export function valuesOf({ write, row }: RowWrite): readonly unknown[] {
  return write.columns.map((column) => row[column]);
}
