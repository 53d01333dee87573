import type { Block } from './document.ts';
import type { Row } from './elements.ts';

/** Cells that are merged over several rows, as an area over its tasks: they say the same of each of those rows. */
export class MergedCells {
  private readonly open = new Map<number, { readonly cell: Block; readonly last: number }>();
  private readonly step: number;

  /** @param step the column of the steps: a step over several rows is one step. */
  constructor(step: number) {
    this.step = step;
  }

  see(row: Row): void {
    for (const cell of row.cells) {
      const { table } = cell;
      if (!table || table.column === this.step) continue;
      const rows = table.span?.rows ?? 1;
      if (rows > 1) this.open.set(table.column, { cell, last: table.row + rows - 1 });
      else this.open.delete(table.column);
    }
  }

  /** The row with what the merged cells above say of it, left to right. */
  fill(row: Row): Row {
    const at = row.cells[0]?.table?.row ?? 0;
    const own = new Set(row.cells.map((cell) => cell.table?.column));
    const above = [...this.open].flatMap(([column, { cell, last }]) => (last >= at && !own.has(column) ? [cell] : []));
    if (above.length === 0) return row;
    return { cells: [...row.cells, ...above].sort((a, b) => (a.table?.column ?? 0) - (b.table?.column ?? 0)) };
  }
}
