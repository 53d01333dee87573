import type { WorkBook, WorkSheet } from '@e965/xlsx';
import type { Block, ReaderNote } from '../../../engine/drafting/document.ts';
import { fold } from '../../../engine/drafting/fold.ts';
import { LIMITS } from '../../../engine/limits.ts';
import { DocumentUnreadable } from '../../../runtime/ports.ts';
import { type ReadFormat, TextBudget } from '../format.ts';
import { openWorkbook } from './open-workbook.ts';
import { regionsOf } from './regions.ts';
import { sheetBlocks } from './sheet-blocks.ts';
import { sheetRows } from './sheet-rows.ts';

/** The name that a program gives a sheet: "Sheet1", "Tabelle 1", "Feuille 2". */
const GIVEN_NAME = /^(?:sheet|tabelle|blatt|feuil|feuille|hoja|planilha|folha|foglio|arkusz|blad)\s*\(?\d{0,3}\)?$/;

/** Reads a workbook: each sheet that is shown is a page, its name a heading, its rows tables. Macros are never run. */
export const readSpreadsheet: ReadFormat = async (bytes, name, progress) => {
  progress({ doing: 'opening' });
  const book = await openWorkbook(bytes);
  const shown = book.SheetNames.filter((_, index) => !isHiddenSheet(book, index));
  if (shown.length > LIMITS.documentPages) throw new DocumentUnreadable('too_many_pages');
  const budget = new TextBudget(LIMITS.documentText, () => new DocumentUnreadable('too_large'));
  const blocks: Block[] = [];
  const notes: ReaderNote[] = [];
  const away = book.SheetNames.length - shown.length;
  if (away > 0) notes.push({ code: 'hidden_sheets', count: away });
  let tables = 0;
  let cells = 0;
  shown.forEach((sheetName, index) => {
    const page = index + 1;
    progress({ doing: 'reading', page, pages: shown.length });
    const sheet = book.Sheets[sheetName];
    if (!isWorksheet(sheet)) return;
    const { rows, hidden } = sheetRows(book, sheet);
    cells += rows.reduce((sum, row) => sum + row.length, 0);
    if (cells > LIMITS.documentCells) throw new DocumentUnreadable('too_large');
    const regions = regionsOf(rows, {
      row: (row) => sheet['!rows']?.[row]?.hidden === true,
      column: (column) => sheet['!cols']?.[column]?.hidden === true,
    });
    const named = regions.length > 0 && !GIVEN_NAME.test(fold(sheetName));
    const found = sheetBlocks(regions, { page, firstTable: tables, titleLevel: named && shown.length > 1 ? 2 : 1 });
    const titled = shown.length === 1 && found[0]?.kind === 'heading';
    if (named && !titled) blocks.push({ page, kind: 'heading', text: sheetName.trim(), level: 1 });
    for (const block of found) budget.spend(block.text);
    blocks.push(...found);
    tables += regions.length;
    notes.push(...notesOf(found, hidden, page));
  });
  return { name, pages: shown.length, blocks, ...(notes.length > 0 ? { notes } : {}) };
};

function isHiddenSheet(book: WorkBook, index: number): boolean {
  return (book.Workbook?.Sheets?.[index]?.Hidden ?? 0) !== 0;
}

/** Sheets of charts and of old dialogs have no cells. */
function isWorksheet(sheet: WorkSheet | undefined): sheet is WorkSheet {
  return sheet !== undefined && (sheet['!type'] ?? 'sheet') === 'sheet';
}

function notesOf(
  blocks: readonly Block[],
  hidden: { readonly rows: ReadonlySet<number>; readonly columns: ReadonlySet<number> },
  page: number,
): ReaderNote[] {
  const notes: ReaderNote[] = [
    { code: 'hidden_rows', count: hidden.rows.size, page },
    { code: 'hidden_columns', count: hidden.columns.size, page },
    { code: 'formulas', count: blocks.filter((block) => block.unresolved === 'formula').length, page },
    { code: 'errors', count: blocks.filter((block) => block.unresolved === 'error').length, page },
  ];
  return notes.filter((note) => note.count > 0);
}
