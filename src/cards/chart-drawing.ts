/**
 * A chart as shapes on a sheet, in units of which one is a pixel of a plain screen. Pure: what paints it (`chart-svg.ts`, and
 * `png.ts` in letters of its own) only paints, so that both show the same.
 */
import { BAR_PARTS, type Bar, type BarPart, type Chart, LOOKS } from './chart.ts';

export interface Drawing {
  readonly width: number;
  readonly height: number;
  readonly shapes: readonly Shape[];
}

export type Shape =
  | Words
  /** In the colour of a part. */
  | (Box & { readonly type: 'box'; readonly part: BarPart; readonly corners: Corners })
  /** What everything stands on. */
  | (Box & { readonly type: 'ground' })
  /** How much it was the week before: a line across the bar. */
  | (Box & { readonly type: 'before' });

/** How round: top left, top right, bottom right, bottom left. */
export type Corners = readonly [number, number, number, number];

const SQUARE: Corners = [0, 0, 0, 0];
const SWATCH: Corners = [3, 3, 3, 3];

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Words {
  readonly type: 'words';
  readonly text: string;
  readonly x: number;
  /** Of the middle of its letters. */
  readonly y: number;
  readonly size: number;
  /** A part: written on its colour. */
  readonly ink: 'strong' | 'quiet' | BarPart;
  readonly isBold?: true;
  readonly align?: 'center';
  /** What is wider is cut. */
  readonly width?: number;
}

export interface Sheet {
  readonly width: number;
  /** Left free around it. */
  readonly edge: number;
  /** What is around it says already what it is called, and what it comes to. */
  readonly isBare: boolean;
}

/** Narrower, labels stand above their bars, and are shorter. */
const ROOMY = 420;

export function drawn(chart: Chart, sheet: Sheet): Drawing {
  const head = headOf(chart, sheet);
  const body = chart.layout === 'rows' ? rows(chart.bars, sheet, head.end) : columns(chart.bars, sheet, head.end);
  const foot = legend(chart.bars, sheet, body.end);
  const { width, edge } = sheet;
  return { width, height: Math.ceil(foot.end + edge), shapes: [...head.shapes, ...body.shapes, ...foot.shapes] };
}

interface Part {
  readonly shapes: readonly Shape[];
  /** Where the next one begins. */
  readonly end: number;
}

function headOf({ title, subtitle, trend }: Chart, { width, edge, isBare }: Sheet): Part {
  const room = { x: edge, width: width - 2 * edge };
  if (isBare) return { shapes: [], end: edge };
  const lines = [subtitle, ...(trend === undefined ? [] : [trend])];
  const shapes: readonly Shape[] = [
    { type: 'words', text: title, ...room, y: edge + 12, size: 19, ink: 'strong', isBold: true },
    ...lines.map(
      (text, line): Shape => ({ type: 'words', text, ...room, y: edge + 37 + line * 19, size: 13, ink: 'quiet' }),
    ),
  ];
  return { shapes, end: edge + 43 + lines.length * 19 };
}

export function owed({ parts }: Bar): number {
  return BAR_PARTS.reduce((sum, part) => sum + parts[part], 0);
}

/** How much of what: done of all that was owed. */
function share(bar: Bar): string {
  return owed(bar) > 0 ? `${bar.parts.done} of ${owed(bar)}` : '–';
}

function largest(bars: readonly Bar[]): number {
  return Math.max(1, ...bars.map((bar) => Math.max(owed(bar), bar.before ?? 0)));
}

const ROW = 34;
const NARROW_ROW = 50;
const THICK = 20;

/** Each label beside its bar; above it, where there is no room beside. */
function rows(bars: readonly Bar[], { width, edge }: Sheet, top: number): Part {
  const isNarrow = width < ROOMY;
  const label = isNarrow ? 0 : 180;
  const total = Math.max(64, 16 + wide(Math.max(...bars.map((bar) => share(bar).length)), 12.5));
  const height = isNarrow ? NARROW_ROW : ROW;
  const unit = (width - 2 * edge - label - total) / largest(bars);
  const shapes = bars.flatMap((bar, row): readonly Shape[] => {
    const y = top + row * height;
    const middle = isNarrow ? y + 32 : y + height / 2;
    const x = edge + label;
    const room = isNarrow ? width - 2 * edge : label - 14;
    return [
      {
        type: 'words',
        text: bar.label,
        x: edge,
        y: isNarrow ? y + 11 : middle,
        size: 13.5,
        ink: 'strong',
        width: room,
      },
      ...stacked(bar, { x, y: middle - THICK / 2, unit, isUpright: false }),
      { type: 'words', text: share(bar), x: x + owed(bar) * unit + 10, y: middle, size: 12.5, ink: 'quiet' },
    ];
  });
  return { shapes, end: top + bars.length * height + 10 };
}

const COLUMNS = 230;
/** Room below the columns for their labels, and above them for what they come to. */
const BELOW = 30;
const ABOVE = 22;

function columns(bars: readonly Bar[], { width, edge }: Sheet, top: number): Part {
  const isNarrow = width < ROOMY;
  const foot = top + COLUMNS - BELOW;
  const unit = (COLUMNS - BELOW - ABOVE) / largest(bars);
  const step = (width - 2 * edge) / Math.max(1, bars.length);
  const thick = isNarrow ? Math.min(28, step - 8) : 40;
  const shapes = bars.flatMap((bar, column): readonly Shape[] => {
    const middle = edge + (column + 0.5) * step;
    const x = middle - thick / 2;
    const [label, said] = isNarrow ? [bar.label.slice(0, 3), shortly(bar)] : [bar.label, share(bar)];
    const at = { x: middle, align: 'center', ink: 'quiet' } as const;
    const end = foot - Math.max(owed(bar), 0) * unit;
    return [
      ...stacked(bar, { x, y: foot, unit, isUpright: true, thick }),
      ...(bar.before === undefined ? [] : [before(x, foot - bar.before * unit, thick)]),
      { type: 'words', text: label, ...at, y: foot + 17, size: 12.5, width: step - 2 },
      { type: 'words', text: said, ...at, y: clearOf(end - 11, bar, foot, unit), size: 12.5, width: step - 2 },
    ];
  });
  const ground: Shape = { type: 'ground', x: edge, y: foot, width: width - 2 * edge, height: 1 };
  return { shapes: [ground, ...shapes], end: top + COLUMNS + 4 };
}

/** `9/14` */
function shortly(bar: Bar): string {
  return owed(bar) > 0 ? `${bar.parts.done}/${owed(bar)}` : '–';
}

function before(x: number, y: number, thick: number): Shape {
  return { type: 'before', x: x - 5, y: y - 1, width: thick + 10, height: 2 };
}

/** What a column comes to stands above the line of the week before, where that would go through it. */
function clearOf(y: number, { before: week }: Bar, foot: number, unit: number): number {
  const line = week === undefined ? undefined : foot - week * unit;
  return line !== undefined && Math.abs(line - y) < 9 ? line - 10 : y;
}

interface Where {
  readonly x: number;
  readonly y: number;
  /** How long one step is. */
  readonly unit: number;
  /** It grows upwards from `y`; else to the right from `x`. */
  readonly isUpright: boolean;
  readonly thick?: number;
}

/** Its parts from the foot to the end, each with its number where there is room for that. */
function stacked(bar: Bar, { x, y, unit, isUpright, thick = THICK }: Where): readonly Shape[] {
  const there = BAR_PARTS.filter((part) => bar.parts[part] > 0);
  let from = 0;
  return there.flatMap((part): readonly Shape[] => {
    const long = bar.parts[part] * unit;
    const box = isUpright
      ? { x, y: y - from - long, width: thick, height: long }
      : { x: x + from, y, width: long, height: thick };
    from += long;
    const corners = part === there.at(-1) ? endOf(isUpright, Math.min(long, thick / 2)) : SQUARE;
    return [{ type: 'box', part, ...box, corners }, ...numbered(part, bar.parts[part], box)];
  });
}

/** A bar is round at its end only. */
function endOf(isUpright: boolean, most: number): Corners {
  const round = Math.min(5, most);
  return isUpright ? [round, round, 0, 0] : [0, round, round, 0];
}

/** How wide a letter is for its height, on average: generous, so that nothing runs into something else. */
const LETTER = 0.54;

/** So many letters of this height. */
function wide(letters: number, size: number): number {
  return letters * size * LETTER;
}

function numbered(part: BarPart, many: number, { x, y, width, height }: Box): readonly Shape[] {
  const text = String(many);
  if (width < 8 + wide(text.length, 12) || height < 15) return [];
  const at = { x: x + width / 2, y: y + height / 2, align: 'center' } as const;
  return [{ type: 'words', text, ...at, size: 12, ink: part, isBold: true }];
}

const LEGEND_ROW = 22;

/** Of what there is to be seen, in as many rows as it takes. */
function legend(bars: readonly Bar[], { width, edge }: Sheet, top: number): Part {
  const parts = BAR_PARTS.filter((part) => bars.some((bar) => bar.parts[part] > 0));
  const isCompared = bars.some((bar) => bar.before !== undefined);
  const entries = [...parts, ...(isCompared ? (['before'] as const) : [])];
  const shapes: Shape[] = [];
  let [x, y] = [edge, top + 10];
  for (const entry of entries) {
    const name = entry === 'before' ? 'Done a week before' : LOOKS[entry].name;
    const long = 18 + wide(name.length, 12.5);
    if (x > edge && x + long > width - edge) [x, y] = [edge, y + LEGEND_ROW];
    if (entry === 'before') shapes.push({ type: 'before', x, y: y - 1, width: 12, height: 2 });
    else shapes.push({ type: 'box', part: entry, x, y: y - 6, width: 12, height: 12, corners: SWATCH });
    shapes.push({ type: 'words', text: name, x: x + 18, y, size: 12.5, ink: 'quiet' });
    x += long + 16;
  }
  return { shapes, end: entries.length > 0 ? y + 10 : top };
}
