/** Source documents for tests, written as text: `# heading`, `1. item`, `  a) item`, `  - item`, `[ ] box`, `a | b` table row, else a paragraph. */
import type { Block, SourceDocument } from '../../../src/engine/drafting/document.ts';

export function documentOf(text: string, name = 'a.pdf'): SourceDocument {
  let header: string[] | undefined;
  let row = 0;
  const blocks = text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .flatMap((line): Block[] => {
      if (!line.includes(' | ')) header = undefined;
      const heading = /^(#+) (.*)$/.exec(line);
      if (heading) return [{ page: 1, kind: 'heading', level: heading[1]?.length ?? 1, text: heading[2] ?? '' }];
      if (line.includes(' | ')) {
        const cells = line.split(' | ').map((cell) => cell.trim());
        if (!header) {
          header = cells;
          row = 0;
          return [];
        }
        const columns = header;
        const at = row++;
        return cells.map((cell, column) => {
          const title = columns[column] ?? '';
          return { page: 1, kind: 'cell', level: 0, text: cell, table: { id: 0, row: at, column, header: title } };
        });
      }
      const item = /^( *)(\d+\.|[a-z]\)|-|\[ \]) (.*)$/.exec(line);
      if (!item) return [{ page: 1, kind: 'paragraph', level: 0, text: line.trim() }];
      const [, indent = '', marker = '', words = ''] = item;
      const base = {
        page: 1,
        kind: 'item',
        level: indent.length / 2,
        marker,
        ordered: /^[\da-z]/.test(marker),
        text: words,
      } as const;
      return [marker === '[ ]' ? { ...base, checkbox: true } : base];
    });
  return { name, pages: 1, blocks };
}
