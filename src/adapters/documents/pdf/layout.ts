/** The text of a page by its ruled boxes and tables, and the order in which all of it is read. */
import { markerOf } from '../marker.ts';
import type { Place } from './drawn-marks.ts';
import { type Segment, segmentsOf } from './lines.ts';
import type { Run } from './open.ts';
import { inReadingOrder } from './reading-order.ts';
import { type Rule, type RuledCell, ruledRegions } from './rulings.ts';
import type { Table } from './tables.ts';

/** What is read next: a line, or a whole table. */
export type Piece = Segment | Table;

export interface Area {
  readonly segments: readonly Segment[];
  readonly boxes: readonly Box[];
}

/** A ruled region with text in it. */
interface Box extends Place {
  readonly cells: readonly (Area & { readonly cell: RuledCell })[];
}

/** Parts the text of a page by the cells that its rules enclose; text is never joined across a rule. */
export function areaOf(runs: readonly Run[], rules: readonly Rule[]): Area {
  const held = ruledRegions(rules).map((region) => ({
    region,
    cells: region.cells.map((cell) => ({ cell, runs: [] as Run[], boxes: [] as Box[] })),
  }));
  const free: Run[] = [];
  for (const run of runs) {
    const place = { x: run.x + Math.min(run.width, run.size) / 2, y: run.baseline - run.size * 0.3 };
    const holding = held.flatMap(({ region, cells }) =>
      holds(region, place) ? cells.filter((one) => holds(one.cell, place)).map((cell) => ({ cell, cells })) : [],
    )[0];
    if (run.isAlone && (holding?.cells.length ?? 0) < 3) continue;
    (holding?.cell.runs ?? free).push(run);
  }
  const loose: Box[] = [];
  // The smallest come first, so that a box is filled before the cell that it stands in is looked at.
  for (const [index, { region, cells }] of held.entries()) {
    if (cells.every((cell) => cell.runs.length === 0 && cell.boxes.length === 0)) continue;
    const filled = cells.map(({ cell, runs: own, boxes }) => ({ cell, segments: segmentsOf(own), boxes }));
    const box = { ...region, cells: filled };
    const middle = { x: (box.left + box.right) / 2, y: (box.top + box.bottom) / 2 };
    const around = held.slice(index + 1).find((other) => holds(other.region, middle));
    (around?.cells.find((one) => holds(one.cell, middle))?.boxes ?? loose).push(box);
  }
  return { segments: segmentsOf(free), boxes: loose };
}

/** All lines of an area, in no order. */
export function linesOf(area: Area): Segment[] {
  return [...area.segments, ...area.boxes.flatMap((box) => box.cells.flatMap(linesOf))];
}

/** The lines and tables of an area in reading order, some lines left out. */
export function piecesOf(area: Area, without: ReadonlySet<Segment>): Piece[] {
  const segments = area.segments.filter((line) => !without.has(line));
  const boxes = new Map<Segment, Box>();
  for (const box of area.boxes) {
    const first = box.cells
      .flatMap(linesOf)
      .filter((line) => !without.has(line))
      .sort((a, b) => a.baseline - b.baseline)[0];
    if (first)
      boxes.set({ ...first, x: box.left, right: box.right, baseline: after(box, first.baseline, segments) }, box);
  }
  return inReadingOrder([...segments, ...boxes.keys()]).flatMap((one) => {
    const box = boxes.get(one);
    return box ? boxPieces(box, without) : [one];
  });
}

/** A box beside a column of text is read after that column, not in the midst of it. */
function after(box: Place, top: number, segments: readonly Segment[]): number {
  const beside = segments.filter(
    (line) => line.right <= box.left + 2 && line.baseline > box.top && line.baseline < box.bottom + line.size,
  );
  return beside.length < 2 ? top : Math.max(...beside.map((line) => line.baseline)) + 0.01;
}

function boxPieces(box: Box, without: ReadonlySet<Segment>): Piece[] {
  const cells = box.cells.map((area) => ({ cell: area.cell, pieces: piecesOf(area, without) }));
  const full = cells.filter(({ pieces }) => pieces.length > 0);
  const lines = (pieces: readonly Piece[]) =>
    pieces.flatMap((one) => ('cells' in one ? one.cells.flatMap((cell) => cell.lines) : one));
  const marked = full.map(({ pieces }) => lines(pieces).filter((line) => markerOf(line.text)).length);
  const rows = new Set(full.map(({ cell }) => cell.row)).size;
  // Columns that are empty, to be ticked or filled in by hand, make a table of a list.
  const columns = new Set((rows >= 3 ? cells : full).map(({ cell }) => cell.column)).size;
  const isCounted =
    full.filter(({ cell, pieces }) => cell.column === 0 && /^\d+[.)]?$/.test(lines(pieces)[0]?.text ?? '')).length >= 2;
  const lists =
    marked.filter((count) => count >= 2).length >= full.length * 0.3 ||
    (columns === 2 && marked.some((count) => count >= 3));
  // Cells that hold lists are boxes of a layout: each is read as text of its own.
  if (rows < 2 || columns < 2 || (lists && !isCounted)) return full.flatMap(({ pieces }) => pieces);
  return [
    {
      length: 0,
      cells: full.map(({ cell, pieces }) => ({
        row: cell.row,
        column: cell.column,
        lines: lines(pieces),
        ...(cell.rows * cell.columns > 1 ? { span: { rows: cell.rows, columns: cell.columns } } : {}),
      })),
    },
  ];
}

function holds({ left, right, top, bottom }: Place, { x, y }: { readonly x: number; readonly y: number }): boolean {
  return x >= left && x <= right && y >= top && y <= bottom;
}
