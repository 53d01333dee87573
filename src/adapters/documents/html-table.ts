import type { Block } from '../../engine/drafting/document.ts';

/** More cells than this are a spreadsheet, not a list of steps. */
const CELLS = 20_000;

/**
 * The cells of the tables in a piece of HTML, as Markdown files contain it. Only tags and text are told apart: whatever
 * else HTML can do has no place inside a Markdown table.
 */
export function htmlTables(html: string, firstId: number, plain: (markup: string) => string): Block[] {
  const blocks: Block[] = [];
  let id = firstId;
  for (const table of html.split(/<table\b/i).slice(1)) {
    const rows = (table.split(/<\/table\s*>/i)[0] ?? '')
      .split(/<tr\b[^>]*>/i)
      .slice(1)
      .map(cellsOf);
    const header = rows[0]?.every((cell) => cell.head) ? rows.shift() : undefined;
    rows.forEach((row, at) => {
      row.forEach((cell, column) => {
        const text = plain(cell.text);
        if (text === '' || blocks.length >= CELLS) return;
        const named = plain(header?.[column]?.text ?? '');
        blocks.push({
          page: 1,
          kind: 'cell',
          text,
          level: 0,
          table: { id, row: at, column, ...(named ? { header: named } : {}) },
        });
      });
    });
    id++;
  }
  return blocks;
}

function cellsOf(row: string): { head: boolean; text: string }[] {
  return row
    .split(/<(?=t[hd]\b)/i)
    .slice(1)
    .map((cell) => ({
      head: /^th/i.test(cell),
      text: cell
        .replace(/^[^>]*>/, '')
        .replace(/<[^>]*>/g, ' ')
        .replace(/\s+/g, ' ')
        .trim(),
    }));
}
