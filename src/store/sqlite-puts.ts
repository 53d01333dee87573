/** What a transaction puts, written when it is about to commit: rows of one write together, writes in their order. */
import type Sqlite from 'better-sqlite3';
import { VersionConflict } from './errors.ts';
import type { Write } from './write.ts';

/** Rows that one statement takes, the most first; each size is prepared once. */
const SIZES = [32, 16, 8, 4, 2] as const;

type Row = Readonly<Record<string, unknown>>;
type Prepare = (sql: string) => Sqlite.Statement<unknown[]>;

export class Puts {
  private readonly rows = new Map<Write<never>, Row[]>();

  add<Put>(write: Write<Put>, row: Put): void {
    const rows = this.rows.get(write);
    if (rows) rows.push(row as Row);
    else this.rows.set(write, [row as Row]);
  }

  /** Gives how many rows were written. Throws what SQLite throws, or `VersionConflict`. */
  write(prepare: Prepare): number {
    let written = 0;
    for (const [write, rows] of [...this.rows].sort(([a], [b]) => a.order - b.order)) {
      written += rows.length;
      let next = 0;
      for (const size of write.several ? SIZES : []) {
        while (rows.length - next >= size) {
          prepare(severalOf(write, size)).run(...valuesOf(write, rows, next, next + size));
          next += size;
        }
      }
      for (; next < rows.length; next++) {
        const { changes } = prepare(write.one).run(...valuesOf(write, rows, next, next + 1));
        if (write.expectAll && changes === 0) throw new VersionConflict('the row has another version by now');
      }
    }
    return written;
  }
}

function valuesOf(write: Write<never>, rows: readonly Row[], from: number, to: number): unknown[] {
  const values: unknown[] = [];
  for (let index = from; index < to; index++) {
    const row = rows[index];
    for (const column of write.columns) values.push(row?.[column]);
  }
  return values;
}

const texts = new Map<Write<never>, Map<number, string>>();

function severalOf(write: Write<never>, size: number): string {
  const known = texts.get(write) ?? new Map<number, string>();
  texts.set(write, known);
  const text = known.get(size) ?? write.several?.(size) ?? write.one;
  known.set(size, text);
  return text;
}
