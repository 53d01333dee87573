/** Tables that say who does what: a column of names, or names as headers over R, A, C and I. */
import type { Block } from './document.ts';
import { fold, wordsOf } from './fold.ts';
import type { Section } from './outline.ts';
import type { RoleBook } from './roles.ts';
import type { Lexicon } from './words/lexicon.ts';

/** Headers of tables of people who sign the document, whatever else they list. */
const SIGNED =
  /^(?:signatures?|signed|unterschrift|firma|assinatura|visa|date|datum|fecha|data|name|nom|nombre|nome|version|revision|e-?mail|telefono?|phone|telefon|telephone)\b/;
const RACI = /^[racis](?:\s*[/,]\s*[racis])*$/;

/** Adds the roles that columns of the document's tables name. */
export function readRoleColumns(sections: readonly Section[], book: RoleBook, lexicon: Lexicon): void {
  for (const { kind, blocks } of sections) {
    if (kind === 'skip' || kind === 'contents') continue;
    for (const cells of tablesOf(blocks)) {
      const column = roleColumn(cells, lexicon);
      if (column !== undefined) for (const cell of cells) if (cell.table?.column === column) book.listed(cell.text);
      for (const header of assigned(cells)) book.listed(header);
    }
  }
}

/** The column that names who does what; undefined where there is none, or where it holds sentences or names of signers. */
export function roleColumn(cells: readonly Block[], lexicon: Lexicon): number | undefined {
  const headers = headersOf(cells);
  if (headers.some(([, header]) => SIGNED.test(header))) return undefined;
  return headers
    .filter(([, header]) => lexicon.columns.role.test(header))
    .map(([column]) => column)
    .sort((a, b) => a - b)
    .find((column) => {
      const texts = cells.filter((cell) => cell.table?.column === column).map((cell) => cell.text);
      return texts.filter((text) => wordsOf(text).length <= 6).length >= texts.length * 0.7;
    });
}

/** Headers over cells that hold nothing but R, A, C and I. */
function assigned(cells: readonly Block[]): readonly string[] {
  return headersOf(cells).flatMap(([column]) => {
    const own = cells.filter((cell) => cell.table?.column === column);
    const letters = own.filter((cell) => RACI.test(fold(cell.text)));
    const header = own[0]?.table?.header;
    return column > 0 && header !== undefined && letters.length >= 2 && letters.length >= own.length * 0.6
      ? [header]
      : [];
  });
}

function headersOf(cells: readonly Block[]): [number, string][] {
  const found = new Map<number, string>();
  for (const { table } of cells) if (table?.header) found.set(table.column, fold(table.header));
  return [...found];
}

export function tablesOf(blocks: readonly Block[]): readonly (readonly Block[])[] {
  const tables = new Map<number, Block[]>();
  for (const block of blocks) {
    if (!block.table) continue;
    const cells = tables.get(block.table.id) ?? [];
    cells.push(block);
    tables.set(block.table.id, cells);
  }
  return [...tables.values()];
}
