import { type CellObject, type Range, utils, type WorkBook, type WorkSheet } from '@e965/xlsx';
import { formulaText } from './formula-text.ts';
import { type SheetCell, type SheetRow, shownText } from './sheet-cell.ts';
import { writtenCell } from './written-cell.ts';

interface SheetRows {
  readonly rows: readonly SheetRow[];
  /** Rows and columns that hold something and are hidden. */
  readonly hidden: { readonly rows: ReadonlySet<number>; readonly columns: ReadonlySet<number> };
}

/** A copy of a copy of a copy …: further than this is a circle. */
const DEEPEST = 8;

/** What is filled and shown of a sheet, row by row. */
export function sheetRows(book: WorkBook, sheet: WorkSheet): SheetRows {
  const spans = spansOf(sheet['!merges'] ?? []);
  const hiddenRows = new Set<number>();
  const hiddenColumns = new Set<number>();
  const rows: SheetRow[] = [];
  (sheet['!data'] ?? []).forEach((cells, row) => {
    const found: SheetCell[] = [];
    cells?.forEach((cell, column) => {
      const shown = cell ? shownCell(book, sheet, cell) : undefined;
      if (shown === undefined || shown.text === '') return;
      if (sheet['!cols']?.[column]?.hidden === true) hiddenColumns.add(column);
      else if (sheet['!rows']?.[row]?.hidden === true) hiddenRows.add(row);
      else {
        const span = spans.get(`${row},${column}`);
        found.push({ ...shown, row, column, ...(span ? { span } : {}) });
      }
    });
    if (found.length > 0) rows.push(found);
  });
  return { rows, hidden: { rows: hiddenRows, columns: hiddenColumns } };
}

function spansOf(merges: readonly Range[]): ReadonlyMap<string, { rows: number; columns: number }> {
  return new Map(
    merges.map(({ s, e }) => [
      `${s.r},${s.c}`,
      { rows: Math.max(1, e.r - s.r + 1), columns: Math.max(1, e.c - s.c + 1) },
    ]),
  );
}

type Shown = Pick<SheetCell, 'text' | 'checkbox' | 'unresolved'>;

function shownCell(book: WorkBook, sheet: WorkSheet, cell: CellObject, depth = 0): Shown | undefined {
  switch (cell.t) {
    case 'z':
      return cell.f === undefined ? undefined : formula(book, sheet, cell.f, depth);
    case 'b':
      // What a formula finds true is a result; what a person sets is a tick.
      if (cell.f !== undefined) return { text: cell.w ?? String(cell.v).toUpperCase() };
      return { text: cell.v === true ? '☑' : '☐', checkbox: true };
    case 'e':
      return { text: cell.w ?? '#VALUE!', unresolved: 'error' };
    case 'n':
    case 'd':
      if (cell.v === undefined && cell.f !== undefined) return formula(book, sheet, cell.f, depth);
      return { text: shownText(cell.w ?? String(cell.v ?? '')) };
    case 's':
      return writtenCell(String(cell.v ?? ''));
  }
}

function formula(book: WorkBook, sheet: WorkSheet, source: string, depth: number): Shown {
  const known =
    depth < DEEPEST
      ? formulaText(source, (address, name) => {
          const other = name === undefined ? sheet : book.Sheets[name];
          const { r, c } = utils.decode_cell(address);
          const cell = other?.['!data']?.[r]?.[c];
          const shown = other && cell ? shownCell(book, other, cell, depth + 1) : undefined;
          return shown?.unresolved === undefined ? shown?.text : undefined;
        })
      : undefined;
  return known === undefined ? { text: `=${source.slice(0, 200)}`, unresolved: 'formula' } : { text: shownText(known) };
}
