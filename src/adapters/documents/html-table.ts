import type { Block } from '../../engine/drafting/document.ts';
import { type GridCell, gridOf } from './html-grid.ts';
import { attribute, type Element, elementsIn } from './html-tree.ts';

interface Cell extends GridCell {
  readonly blocks: readonly Block[];
  readonly text: string;
}

interface Table {
  readonly id: number;
  readonly columns: number;
  readonly rows: readonly (readonly Cell[])[];
  /** Rows that name the columns. */
  readonly heads: readonly (readonly Cell[])[];
  /** It holds no data, but arranges the page. */
  readonly arranges: boolean;
}

/** A header is a few words. */
const HEADER_LENGTH = 50;

/**
 * A table as cells with their headers. A table that only arranges the page (a box around text, lists side by side) gives
 * the blocks in its cells instead, row by row. Tables in cells follow after the row they stand in. `id` is the first
 * free number for a table, `inside` reads a cell.
 */
export function tableBlocks(element: Element, id: number, inside: (cell: Element) => Block[]): Block[] {
  const table = tableOf(element, id, inside);
  const headers = Array.from({ length: table.columns }, (_none, column) => headerOf(table.heads, column));
  const begins = table.heads[0] ? table.rows.indexOf(table.heads[0]) + table.heads.length : 0;
  const caption = elementsIn(element, (one) => one.tagName === 'caption').flatMap(inside);
  const body = table.rows.flatMap((row, at) => {
    if (table.heads.includes(row)) return [];
    if (isBand(row, table.columns))
      return row.flatMap((cell) => cell.blocks.map((block) => ({ ...block, bold: true })));
    if (table.arranges) return row.flatMap((cell) => arranged(cell, headers[cell.column] ?? ''));
    const cells = row
      .filter((cell) => cell.text !== '')
      .map((cell) => placed(cell, { id, row: at - begins, header: headers[cell.column] ?? '' }));
    return [...cells, ...row.flatMap((cell) => cell.blocks.filter((block) => block.table !== undefined))];
  });
  return [...caption, ...body];
}

function tableOf(element: Element, id: number, inside: (cell: Element) => Block[]): Table {
  const { cells, rows: count, columns } = gridOf(element);
  const rows: Cell[][] = Array.from({ length: count }, () => []);
  let free = id + 1;
  for (const cell of cells) {
    const first = free;
    const blocks = inside(cell.element).map((block) => {
      if (!block.table) return block;
      free = Math.max(free, first + block.table.id + 1);
      return { ...block, table: { ...block.table, id: first + block.table.id } };
    });
    rows[cell.row]?.push({ ...cell, blocks, text: written(blocks) });
  }
  const presented = /^(?:presentation|none)$/.test(attribute(element, 'role') ?? '');
  const heads = presented ? [] : headerRows(rows, columns);
  const unnamed = heads.length === 0;
  const lists = rows.some((row) => row.some((cell) => boxes(cell) >= 2 || (unnamed && isText(cell))));
  return { id, columns, rows, heads, arranges: presented || (columns < 2 && unnamed) || lists };
}

/** One cell across the table. */
function isBand(row: readonly Cell[], columns: number): boolean {
  return columns > 1 && row.length === 1 && row[0]?.columns === columns;
}

function arranged(cell: Cell, header: string): Block[] {
  if (header === '') return [...cell.blocks];
  const page = cell.blocks[0]?.page ?? 1;
  return [{ page, kind: 'paragraph', text: header, level: 0, bold: true }, ...cell.blocks];
}

/** The rows that name the columns: marked as such, or the first row if it looks like it. */
function headerRows(rows: readonly (readonly Cell[])[], columns: number): (readonly Cell[])[] {
  const first = rows.findIndex((row) => row.some((cell) => cell.text !== '') && !isBand(row, columns));
  if (first < 0) return [];
  const end = rows.findIndex((row, at) => at >= first && !(row.length > 0 && row.every((cell) => cell.head)));
  if (end > first) return rows.slice(first, end);
  const row = rows[first] ?? [];
  const named = row.filter((cell) => cell.text !== '');
  const bolds = named.filter((cell) => cell.blocks.every((block) => block.bold === true)).length;
  const looks =
    rows.length > first + 1 &&
    named.length >= 2 &&
    named.every(looksLikeHeader) &&
    (bolds === 0 || bolds === named.length);
  return looks ? [row] : [];
}

function looksLikeHeader(cell: Cell): boolean {
  const [only, ...more] = cell.blocks;
  if (!only || more.some((block) => block.kind !== 'paragraph') || only.kind === 'item') return false;
  return cell.text.length <= HEADER_LENGTH && /\p{L}/u.test(cell.text) && !/[.;!:☐☑☒]$|:\s/u.test(cell.text);
}

function headerOf(heads: readonly (readonly Cell[])[], column: number): string {
  const over = heads.flatMap((row) =>
    row.filter((cell) => cell.column <= column && column < cell.column + cell.columns && cell.text !== ''),
  );
  return over.map((cell) => cell.text.replace(/\s+/g, ' ')).join(' ');
}

function boxes(cell: Cell): number {
  return cell.blocks.filter((block) => block.checkbox === true).length;
}

/** More than a cell's few words: headings, lists, tables. */
function isText(cell: Cell): boolean {
  const items = cell.blocks.filter((block) => block.kind === 'item').length;
  return items >= 2 || cell.blocks.some((block) => block.kind === 'heading' || block.kind === 'cell');
}

function placed(cell: Cell, at: { readonly id: number; readonly row: number; readonly header: string }): Block {
  const own = cell.blocks.filter((block) => block.table === undefined);
  const [first] = own;
  const item = first?.kind === 'item' && own.length === 1 && first.text !== '' ? first : undefined;
  const { id, row, header } = at;
  return {
    page: first?.page ?? 1,
    kind: 'cell',
    text: item?.text ?? cell.text,
    level: 0,
    ...(item?.marker === undefined ? {} : { marker: item.marker, ordered: item.ordered === true }),
    ...(item?.checkbox ? { checkbox: true } : {}),
    ...(own.every((block) => block.bold === true) ? { bold: true } : {}),
    ...(own.every((block) => block.link === true) ? { link: true } : {}),
    table: {
      id,
      row,
      column: cell.column,
      ...(header === '' ? {} : { header }),
      ...(cell.rows > 1 || cell.columns > 1 ? { span: { rows: cell.rows, columns: cell.columns } } : {}),
    },
  };
}

/** The text of a cell, a line for each paragraph and item. */
function written(blocks: readonly Block[]): string {
  return blocks
    .filter((block) => block.table === undefined)
    .map((block) => {
      if (block.marker === undefined) return block.text;
      const mark = block.ordered || block.checkbox ? block.marker : '-';
      return `${'  '.repeat(Math.min(block.level, 6))}${mark} ${block.text}`.trimEnd();
    })
    .join('\n');
}
