import type { Segment } from './lines.ts';

export interface Cell {
  readonly row: number;
  readonly column: number;
  readonly lines: Segment[];
  /** Rows and columns that it holds for, where that is more than one of each. */
  readonly span?: { readonly rows: number; readonly columns: number };
}

export interface Table {
  /** How many of the given segments it takes. */
  readonly length: number;
  readonly cells: readonly Cell[];
}

/**
 * A table that begins at `from`: at least three rows whose segments start at the same two or more places. Lines that
 * fall into one column between two rows are the rest of a cell's text.
 */
export function tableAt(segments: readonly Segment[], from: number): Table | undefined {
  const first = rowAt(segments, from);
  if (first.length < 2) return undefined;
  const columns = first.map((one) => one.x);
  const columnOf = (segment: Segment) => {
    const at = columns.findLastIndex((x) => segment.x >= x - 6);
    const next = columns[at + 1];
    return at < 0 || (next !== undefined && segment.right > next + 2) ? -1 : at;
  };
  const cells: Cell[] = [];
  let index = from;
  let row = -1;
  let full = 0;
  let last = first[0];
  while (index < segments.length) {
    const line = rowAt(segments, index);
    const places = line.map(columnOf);
    const head = line[0];
    if (!head || places.includes(-1) || new Set(places).size !== places.length) break;
    if (last && (head.baseline - last.baseline > head.size * 4 || head.baseline < last.baseline)) break;
    const begins = row < 0 || places.includes(0) || (line.length >= 2 && places.length >= columns.length - 1);
    if (begins && line.length < 2 && !continues(segments, index, head, last)) break;
    const opens = begins && (line.length >= 2 || row < 0);
    if (opens) {
      row++;
      full++;
    }
    line.forEach((segment, at) => {
      const column = places[at] ?? 0;
      const cell = cells.find((one) => one.row === row && one.column === column);
      if (cell) cell.lines.push(segment);
      else cells.push({ row, column, lines: [segment] });
    });
    last = line.at(-1);
    index += line.length;
  }
  return full >= 3 ? { length: index - from, cells } : undefined;
}

/** A lone line in the first column is the rest of its cell only if it follows closely. */
function continues(segments: readonly Segment[], index: number, head: Segment, last: Segment | undefined): boolean {
  const close = last !== undefined && head.baseline - last.baseline < head.size * 1.6;
  return close && rowAt(segments, index + 1).length >= 1;
}

function rowAt(segments: readonly Segment[], from: number): Segment[] {
  const first = segments[from];
  if (!first) return [];
  const row: Segment[] = [];
  for (let index = from; index < segments.length; index++) {
    const one = segments[index];
    if (!one || Math.abs(one.baseline - first.baseline) > first.size * 0.35) break;
    row.push(one);
  }
  return row;
}
