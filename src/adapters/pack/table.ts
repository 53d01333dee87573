/** Tables: their head stands again on each page, and a row is cut only if it is longer than half a page. */
import type { Column, Row } from '../../cards/pack/paper.ts';
import type { Line } from './lines.ts';
import {
  BODY,
  ensure,
  FULL,
  heightOf,
  INK,
  lines,
  PAGE,
  type Part,
  pageNow,
  part,
  room,
  type Sheet,
  SMALL,
  type Style,
  silent,
  turn,
  WIDTH,
  writeLine,
  writeLines,
} from './sheet.ts';

const CELL: Style = { ...BODY, size: 8.5 };
const HEAD: Style = { ...SMALL, weight: 'strong' };
const GROUP: Style = { ...CELL, weight: 'strong' };
const GAP = 10;
const PAD = 4;
/** For the number of a page. */
const NUMBER = 34;

interface Place {
  readonly x: number;
  readonly width: number;
}

/** Rows that are drawn without a pause. */
const AT_ONCE = 40;

/** Stops for breath after so many rows: whoever draws it decides what else is done meanwhile. */
export function* drawTable(
  sheet: Sheet,
  parent: Part,
  columns: readonly Column[],
  rows: readonly Row[],
): Generator<void> {
  const hasPages = rows.some((one) => 'to' in one && one.to !== undefined);
  const places = placesOf(columns, hasPages ? WIDTH - NUMBER : WIDTH);
  const table = part(sheet, parent, 'Table');
  const titles = titlesOf(sheet, columns, places, hasPages);
  let day: string | undefined;
  const again = () => drawHeadAgain(sheet, titles, day);
  const first = rows[0];
  ensure(
    sheet,
    40 + (first && 'cells' in first ? Math.min(FULL / 2, tallness(cellsOf(sheet, first.cells, places))) : 20),
  );
  drawHead(sheet, table, titles);
  for (const [index, row] of rows.entries()) {
    if (index % AT_ONCE === AT_ONCE - 1) yield;
    if ('group' in row) {
      // A day never stands alone at the foot of a page.
      if (ensure(sheet, 56)) drawHeadAgain(sheet, titles, undefined);
      day = row.group;
      drawGroup(sheet, table, row.group);
    } else drawRow(sheet, { table, row, places, head: again, isLast: index === rows.length - 1 });
  }
  // Its end ends what is in it, and numbers of pages are still to come.
  if (!hasPages) table.end();
  sheet.y += 12;
}

function placesOf(columns: readonly Column[], width: number): readonly Place[] {
  const shares = columns.reduce((sum, one) => sum + one.share, 0);
  const free = width - GAP * (columns.length - 1) - PAD;
  let x = PAGE.left + PAD;
  return columns.map(({ share }) => {
    const place = { x, width: (free * share) / shares };
    x += place.width + GAP;
    return place;
  });
}

interface Title {
  readonly x: number;
  readonly written: readonly Line[];
}

function titlesOf(
  sheet: Sheet,
  columns: readonly Column[],
  places: readonly Place[],
  hasPages: boolean,
): readonly Title[] {
  const titles = columns.map(({ title }, index) => {
    const { x, width } = places[index] ?? { x: PAGE.left, width: WIDTH };
    return { x, written: lines(sheet, title, HEAD, width) };
  });
  const page = { x: PAGE.left + WIDTH - NUMBER + 8, written: lines(sheet, 'Page', HEAD, NUMBER) };
  return hasPages ? [...titles, page] : titles;
}

function drawHead(sheet: Sheet, table: Part, titles: readonly Title[]): void {
  const row = part(sheet, table, 'TR');
  const height = drawGround(sheet, titles);
  for (const { x, written } of titles) {
    const cell = part(sheet, row, 'TH', { scope: 'Column' });
    writeLines(sheet, cell, written, { ...HEAD, x, y: sheet.y + 3 });
    cell.end();
  }
  row.end();
  sheet.y += height;
}

/** On the next page: what has been read out once is not read out again. */
function drawHeadAgain(sheet: Sheet, titles: readonly Title[], day: string | undefined): void {
  const height = drawGround(sheet, titles);
  const [first] = day === undefined ? [] : lines(sheet, `${day}, continued`, { ...GROUP, weight: 'plain' }, WIDTH);
  silent(sheet, () => {
    for (const { x, written } of titles) {
      for (const [index, one] of written.entries()) {
        writeLine(sheet, one, { ...HEAD, x, y: sheet.y + 3 + heightOf(index, HEAD) });
      }
    }
    if (first) writeLine(sheet, first, { ...GROUP, ink: INK.quiet, x: PAGE.left + PAD, y: sheet.y + height + 5 });
  });
  sheet.y += height + (first ? heightOf(1, GROUP) + 6 : 0);
}

function drawGround(sheet: Sheet, titles: readonly Title[]): number {
  const height = heightOf(Math.max(...titles.map((one) => one.written.length)), HEAD) + 6;
  silent(sheet, () => sheet.doc.rect(PAGE.left, sheet.y, WIDTH, height).fill(INK.faint));
  return height;
}

function drawGroup(sheet: Sheet, table: Part, text: string): void {
  const row = part(sheet, table, 'TR');
  const cell = part(sheet, row, 'TH', { scope: 'Row' });
  sheet.y += 6;
  writeLines(sheet, cell, lines(sheet, text, GROUP, WIDTH), { ...GROUP, x: PAGE.left + PAD, y: sheet.y });
  cell.end();
  row.end();
  sheet.y += heightOf(1, GROUP) + 2;
}

interface Drawing {
  readonly table: Part;
  readonly row: Extract<Row, { readonly cells: readonly string[] }>;
  readonly places: readonly Place[];
  readonly head: () => void;
  readonly isLast: boolean;
}

function drawRow(sheet: Sheet, { table, row: drawn, places, head, isLast }: Drawing): void {
  const cells = cellsOf(sheet, drawn.cells, places);
  const row = part(sheet, table, 'TR');
  const parts = cells.map(() => part(sheet, row, 'TD'));
  const each = heightOf(1, CELL);
  const most = Math.max(1, ...cells.map((one) => one.length));
  if (tallness(cells) <= FULL / 2 && ensure(sheet, tallness(cells))) head();
  for (let from = 0; from < most; ) {
    if (room(sheet) < each * Math.min(2, most - from) + 2 * PAD) {
      turn(sheet);
      head();
    }
    const fits = Math.max(1, Math.floor((room(sheet) - 2 * PAD) / each));
    const height = Math.min(fits, most - from) * each + 2 * PAD;
    const { tone } = drawn;
    silent(sheet, () => {
      if (tone && tone !== 'neutral') sheet.doc.rect(PAGE.left - 4, sheet.y + 2, 2.5, height - 4).fill(INK[tone]);
      const isEnd = from + fits >= most;
      if (!isEnd || !isLast) line(sheet, sheet.y + height);
    });
    cells.forEach((cell, index) => {
      const [owner, place] = [parts[index], places[index]];
      const some = cell.slice(from, from + fits);
      if (!owner || !place || some.length === 0) return;
      writeLines(sheet, owner, some, {
        ...CELL,
        ink: drawn.tone === 'neutral' ? INK.quiet : CELL.ink,
        x: place.x,
        y: sheet.y + PAD,
      });
    });
    if (from === 0 && drawn.to !== undefined) {
      const page = part(sheet, row, 'TD');
      sheet.wanted.push({
        to: drawn.to,
        page: pageNow(sheet),
        x: PAGE.left + WIDTH - NUMBER + 8,
        y: sheet.y + PAD,
        part: page,
      });
    }
    sheet.y += height;
    from += fits;
  }
  for (const one of parts) one.end();
}

function line({ doc }: Sheet, y: number): void {
  doc
    .moveTo(PAGE.left, y)
    .lineTo(PAGE.left + WIDTH, y)
    .lineWidth(0.5)
    .stroke(INK.line);
}

function cellsOf(sheet: Sheet, cells: readonly string[], places: readonly Place[]): readonly (readonly Line[])[] {
  return cells.map((text, index) => lines(sheet, text, CELL, places[index]?.width ?? WIDTH));
}

function tallness(cells: readonly (readonly Line[])[]): number {
  return heightOf(Math.max(1, ...cells.map((one) => one.length)), CELL) + 2 * PAD;
}
