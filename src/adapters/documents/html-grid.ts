import { attribute, type Element, elementsIn, isElement } from './html-tree.ts';
import { isVisible } from './html-visible.ts';

/** One cell of a table, at the place where it begins. */
export interface GridCell {
  readonly element: Element;
  readonly row: number;
  readonly column: number;
  readonly rows: number;
  readonly columns: number;
  /** Marked as the head of a column. */
  readonly head: boolean;
}

export interface Grid {
  readonly rows: number;
  readonly columns: number;
  readonly cells: readonly GridCell[];
}

/** More columns than this are no table that a person reads. */
const WIDEST = 200;

/** The places of a table's cells, with merged cells counted once. */
export function gridOf(table: Element): Grid {
  const lines = elementsIn(table, (one) => one.tagName === 'tr' || one.tagName === 'table').filter(
    (one) => one.tagName === 'tr',
  );
  const cells: GridCell[] = [];
  /** For each column, the first row that no cell from above reaches. */
  const free: number[] = [];
  lines.forEach((line, row) => {
    const inHead = line.parentNode !== null && 'tagName' in line.parentNode && line.parentNode.tagName === 'thead';
    const own = line.childNodes.filter(isElement).filter((one) => /^t[dh]$/.test(one.tagName) && isVisible(one));
    let column = 0;
    for (const element of own) {
      while ((free[column] ?? 0) > row) column++;
      const columns = Math.min(span(element, 'colspan'), WIDEST - column);
      if (columns < 1) break;
      const reach = span(element, 'rowspan');
      const rows = Math.min(reach === 0 ? lines.length : reach, lines.length - row);
      const head = inHead || (element.tagName === 'th' && attribute(element, 'scope') !== 'row');
      cells.push({ element, row, column, rows, columns, head });
      for (let at = column; at < column + columns; at++) free[at] = row + rows;
      column += columns;
    }
  });
  return { rows: lines.length, columns: free.length, cells };
}

function span(element: Element, name: string): number {
  const number = Number.parseInt(attribute(element, name) ?? '1', 10);
  return Number.isSafeInteger(number) && number >= 0 ? number : 1;
}
