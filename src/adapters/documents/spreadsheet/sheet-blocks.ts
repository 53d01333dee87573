import type { Block } from '../../../engine/drafting/document.ts';
import { markerOf } from '../marker.ts';
import { textBlocks } from '../text-blocks.ts';
import type { SheetCell, SheetRow } from './sheet-cell.ts';

interface SheetPlace {
  readonly page: number;
  /** Id of the sheet's first table in the document. */
  readonly firstTable: number;
  /** Level of the line that is the sheet's title. */
  readonly titleLevel: number;
}

/**
 * The regions of a sheet as blocks: a region of several columns is a table (cells, its head included, as finding the
 * header is the drafter's); lines above it are headings or paragraphs; a region of one column is text or a list. Every
 * block says its row and column.
 */
export function sheetBlocks(regions: readonly (readonly SheetRow[])[], place: SheetPlace): Block[] {
  const maker = new Maker(place);
  return regions.flatMap((rows) => maker.region(rows));
}

class Maker {
  private readonly place: SheetPlace;
  private id: number;
  /** No heading yet: the first line may be the sheet's title. */
  private first = true;

  constructor(place: SheetPlace) {
    this.place = place;
    this.id = place.firstTable - 1;
  }

  region(rows: readonly SheetRow[]): Block[] {
    this.id++;
    return rows.some((row) => row.length > 1) ? this.table(rows) : this.lines(rows.flat());
  }

  private table(rows: readonly SheetRow[]): Block[] {
    const first = rows.findIndex((row) => row.length > 2 || (row.length === 2 && !isLabelled(row)));
    const head = first < 0 ? rows.length : first;
    return [
      ...rows.slice(0, head).flatMap((row) => this.above(row)),
      ...rows.slice(head).flatMap((row) => row.map((cell) => this.cell(cell))),
    ];
  }

  /** A column of lines: what is marked are items; where nothing is, all but the first line are. */
  private lines(cells: readonly SheetCell[]): Block[] {
    const [first, ...others] = cells;
    if (!first) return [];
    if (others.length === 0) return this.line(first);
    const marked = cells.some((cell) => cell.checkbox || markerOf(cell.text) !== undefined);
    const headed = isHeading(first, this.first);
    const list = headed ? others : cells;
    return [
      ...(headed ? [this.heading(first)] : []),
      ...list.flatMap((cell) => {
        const bare = cell.checkbox || (!marked && !/\n|:$/.test(cell.text) && list.length > 1);
        if (!bare) return this.text(cell);
        const marker = cell.checkbox ? '☐' : '•';
        const item = { ...this.base(cell), kind: 'item', level: 0, marker, ordered: false } as const;
        return [cell.checkbox ? { ...item, checkbox: true } : item];
      }),
    ];
  }

  private above(row: SheetRow): Block[] {
    const [first, second] = row;
    if (!first) return [];
    if (!second) return this.line(first);
    return [{ ...this.base(first), kind: 'paragraph', level: 0, text: `${first.text} ${second.text}` }];
  }

  private line(cell: SheetCell): Block[] {
    return isHeading(cell, this.first) ? [this.heading(cell)] : this.text(cell);
  }

  private heading(cell: SheetCell): Block {
    const level = this.first ? this.place.titleLevel : this.place.titleLevel + 1;
    this.first = false;
    return { ...this.base(cell), kind: 'heading', level };
  }

  private text(cell: SheetCell): Block[] {
    const blocks = textBlocks(cell.text.split('\n'), 'message');
    return blocks.map((block) => ({
      ...block,
      page: this.place.page,
      table: this.base(cell).table,
      ...(block.kind === 'heading' ? { level: this.place.titleLevel + 1 } : {}),
    }));
  }

  private cell(cell: SheetCell): Block {
    return { ...this.base(cell), kind: 'cell', level: 0, ...(cell.checkbox ? { checkbox: true } : {}) };
  }

  private base({ text, row, column, span, unresolved }: SheetCell) {
    const table = { id: this.id, row, column, ...(span ? { span } : {}) };
    return { page: this.place.page, text, table, ...(unresolved ? { unresolved } : {}) };
  }
}

/** "Version:" and what it is, in two cells. */
function isLabelled(row: SheetRow): boolean {
  return /:$/.test(row[0]?.text ?? '') && row[1]?.checkbox !== true;
}

/** A short line that ends in no sentence, tells no value and is no item of a list. */
function isHeading(cell: SheetCell, first: boolean): boolean {
  const { text } = cell;
  if (cell.checkbox || cell.unresolved || text.length > 100 || /\n|[.,;!?]$/.test(text)) return false;
  // "Location: Bern" tells a value; as the sheet's first line it is "Cleaning schedule: Kitchen".
  if (!first && /:\s+\S/.test(text)) return false;
  const marker = markerOf(text);
  return /\p{L}/u.test(text) && (marker === undefined || marker.class === 'letter');
}
