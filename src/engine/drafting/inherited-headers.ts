/** Blank rows cut a sheet into tables, and only the first of them may have a header. */
import { headerOf } from './columns.ts';
import type { Block } from './document.ts';
import type { Row } from './elements.ts';
import type { Lexicon } from './words/lexicon.ts';

type Headers = ReadonlyMap<number, string>;

/** Cells of a table without a header take those of the table above it on the page, where its columns are among them. */
export function withInheritedHeaders(blocks: readonly Block[], lexicon: Lexicon): readonly Block[] {
  const tables = tablesOf(blocks);
  if (tables.length < 2) return blocks;
  const inherited = new Map<number, Headers>();
  let above: { readonly page: number; readonly headers: Headers } | undefined;
  for (const { id, page, rows } of tables) {
    const own = headerOf(rows, lexicon);
    const columns = rows.flatMap((row) => row.cells.map((cell) => cell.table?.column ?? -1));
    if (own) above = { page, headers: own };
    else if (above?.page === page && columns.every((column) => above?.headers.has(column)))
      inherited.set(id, above.headers);
    else above = undefined;
  }
  if (inherited.size === 0) return blocks;
  return blocks.map((block) => {
    const { table } = block;
    const header = table && block.kind === 'cell' ? inherited.get(table.id)?.get(table.column) : undefined;
    return table && header !== undefined ? { ...block, table: { ...table, header } } : block;
  });
}

interface Table {
  readonly id: number;
  readonly page: number;
  readonly rows: Row[];
}

/** Tables of several columns whose readers found no header, in reading order. */
function tablesOf(blocks: readonly Block[]): Table[] {
  const tables = new Map<number, { id: number; page: number; rows: { cells: Block[] }[] }>();
  for (const block of blocks) {
    const { table, page } = block;
    if (block.kind !== 'cell' || !table || table.header !== undefined) continue;
    const found = tables.get(table.id) ?? { id: table.id, page, rows: [] };
    tables.set(table.id, found);
    const row = found.rows.at(-1);
    if (row && row.cells[0]?.table?.row === table.row) row.cells.push(block);
    else found.rows.push({ cells: [block] });
  }
  return [...tables.values()].filter((one) => one.rows.some((row) => row.cells.length > 1));
}
