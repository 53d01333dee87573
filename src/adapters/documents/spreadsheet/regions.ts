import { fold } from '../../../engine/drafting/fold.ts';
import { markerOf } from '../marker.ts';
import type { SheetCell, SheetRow } from './sheet-cell.ts';
import { BOX_ALONE } from './sheet-cell.ts';

/**
 * The tables and lone lines of a sheet, in reading order: blank rows separate them. Rows with nothing but boxes to tick
 * are blank, as spreadsheets put boxes into rows for later. What is hidden separates nothing.
 */
export function regionsOf(rows: readonly SheetRow[], hidden: Hidden): SheetRow[][] {
  const filled = rows.filter((row) => row.some((cell) => !BOX_ALONE.test(cell.text)));
  return joined(bandsOf(filled, hidden.row)).flatMap((band) => sideBySide(band, hidden.column));
}

interface Hidden {
  readonly row: (row: number) => boolean;
  readonly column: (column: number) => boolean;
}

function bandsOf(rows: readonly SheetRow[], isHidden: (row: number) => boolean): SheetRow[][] {
  const bands: SheetRow[][] = [];
  // The last row that the band reaches: a merged cell fills the rows that it covers.
  let reach = -1;
  for (const row of rows) {
    const at = rowOf(row);
    let next = reach + 1;
    while (next < at && isHidden(next)) next++;
    const band = bands.at(-1);
    if (band && next >= at) band.push(row);
    else bands.push([row]);
    reach = Math.max(reach, ...row.map((cell) => cell.row + (cell.span?.rows ?? 1) - 1));
  }
  return bands;
}

/** Some sheets put an empty row below every row, to look airy: one row each, with the same columns, is one table. */
function joined(bands: readonly SheetRow[][]): SheetRow[][] {
  const found: { rows: SheetRow[]; airy: boolean }[] = [];
  for (const band of bands) {
    const above = found.at(-1);
    const [first] = band;
    const last = above?.rows.at(-1);
    if (above?.airy && band.length === 1 && first && last && first.length > 1 && follows(last, first)) {
      above.rows.push(first);
    } else found.push({ rows: [...band], airy: band.length === 1 && (first?.length ?? 0) > 1 });
  }
  return found.map((one) => one.rows);
}

function follows(above: SheetRow, below: SheetRow): boolean {
  const columns = new Set(above.map((cell) => cell.column));
  return rowOf(below) - rowOf(above) <= 3 && below.every((cell) => columns.has(cell.column));
}

/**
 * Two lists that stand side by side: an empty column between them, and on both sides the same headers, or one column
 * of boxes, numbers or sentences. An empty column within one table is only space.
 */
function sideBySide(rows: SheetRow[], isHidden: (column: number) => boolean): SheetRow[][] {
  const columns = [...new Set(rows.flatMap((row) => row.map((cell) => cell.column)))].sort((a, b) => a - b);
  const gap = columns.findIndex((column, at) => {
    let before = column - 1;
    while (at > 0 && isHidden(before)) before--;
    return at > 0 && before > (columns[at - 1] ?? 0);
  });
  if (gap < 0) return [rows];
  const from = columns[gap] ?? 0;
  const left = part(rows, (cell) => cell.column < from);
  const right = part(rows, (cell) => cell.column >= from);
  const lists = gap === 1 && columns.length === 2 && isList(left) && isList(right);
  return lists || sameHeaders(left, right) ? [left, ...sideBySide(right, isHidden)] : [rows];
}

/** A column of which nearly every cell under the first begins with a box or number, or says more than a name does. */
function isList(rows: readonly SheetRow[]): boolean {
  const cells = rows.slice(1).flat();
  const items = cells.filter(
    (cell) => cell.checkbox || markerOf(cell.text) !== undefined || cell.text.split(' ').length > 2,
  );
  return cells.length > 0 && items.length >= cells.length * 0.7;
}

function part(rows: readonly SheetRow[], within: (cell: SheetCell) => boolean): SheetRow[] {
  return rows.map((row) => row.filter(within)).filter((row) => row.length > 0);
}

function sameHeaders(left: readonly SheetRow[], right: readonly SheetRow[]): boolean {
  const ours = left.find((row) => row.length > 1)?.map((cell) => fold(cell.text));
  const theirs = right.find((row) => row.length > 1)?.map((cell) => fold(cell.text));
  return ours !== undefined && theirs !== undefined && ours.length > 1 && ours.join('\t') === theirs.join('\t');
}

function rowOf(row: SheetRow): number {
  return row[0]?.row ?? 0;
}
