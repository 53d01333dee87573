import type { Block } from '../../../engine/drafting/document.ts';
import type { Segment } from './lines.ts';
import type { Cell, Table } from './tables.ts';

/** A table as it is printed on one page. */
export interface PrintedTable {
  readonly page: number;
  readonly table: Table;
  /** It goes on a table that ended the page before. */
  readonly isRest: boolean;
}

/** How the lines of a cell become its text, and where it stands. */
export interface CellText {
  text(lines: readonly Segment[]): string;
  place(lines: readonly Segment[]): Pick<Block, 'box' | 'confidence'>;
}

/** Tables to cells. A table that goes on over the page keeps its number, its rows and its headers. */
export class TableBlocks {
  private readonly how: CellText;
  private id = -1;
  private rows = 0;
  private headers = new Map<number, string>();

  constructor(how: CellText) {
    this.how = how;
  }

  blocks({ page, table, isRest }: PrintedTable): Block[] {
    const first = Math.min(...table.cells.map((cell) => cell.row));
    const top = table.cells.filter((cell) => cell.row === first);
    const titles = new Map(top.map((cell) => [cell.column, this.how.text(cell.lines)]));
    const isAgain = isRest && [...titles].every(([column, title]) => this.headers.get(column) === title);
    const hasHeader = isAgain || (!isRest && isHeader(table, first));
    if (!isRest) {
      this.id++;
      this.rows = 0;
      this.headers = hasHeader ? titles : new Map();
    }
    const begin = this.rows - first - (hasHeader ? 1 : 0);
    const cells = table.cells.filter((cell) => !(hasHeader && cell.row === first));
    this.rows = Math.max(this.rows, ...cells.map((cell) => cell.row + begin + 1));
    return cells.map((cell) => {
      const header = this.headers.get(cell.column);
      return {
        page,
        kind: 'cell' as const,
        text: this.how.text(cell.lines),
        level: 0,
        table: {
          id: this.id,
          row: cell.row + begin,
          column: cell.column,
          ...(header ? { header } : {}),
          ...(cell.span ? { span: cell.span } : {}),
        },
        ...this.how.place(cell.lines),
      };
    });
  }
}

/** The first row names the columns: in bold where the rest is not, or in words that are short where the rest is not. */
function isHeader({ cells }: Table, first: number): boolean {
  const top = cells.filter((cell) => cell.row === first);
  const rest = cells.filter((cell) => cell.row !== first);
  if (top.length < 2) return false;
  if (top.every(isBold)) return !rest.every(isBold);
  const words = (some: readonly Cell[]) =>
    some.map((cell) =>
      cell.lines
        .map((line) => line.text)
        .join(' ')
        .trim(),
    );
  const isTitle = (text: string) =>
    /\p{L}/u.test(text) && text.split(/\s+/).length <= 5 && !/\p{L}{5}[.!?]$/u.test(text) && !/^\d+[.)]?$/.test(text);
  // In a table of two columns a bold first one holds names, each with its value beside it.
  const isNamed = top.length === 2 && rest.filter((cell) => cell.column === top[0]?.column).some(isBold);
  return words(top).every(isTitle) && !isNamed;
}

function isBold(cell: Cell): boolean {
  return cell.lines.every((line) => line.bold);
}
