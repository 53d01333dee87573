/** A chart as PNG, at twice the size that it is shown in. */
import type { SKRSContext2D } from '@napi-rs/canvas';
import { BAR_PARTS, type Bar, type BarPart, type Chart } from '../../cards/chart.ts';
import { INK, LOOKS, newPaper, write } from './paper.ts';

/** No wider: its words are still read where a phone shows it at half of this. */
const WIDTH = 560;
const EDGE = 22;
const HEAD = 84;
const FOOT = 48;
const ROW = 34;
const COLUMNS = 230;

export async function drawPng(chart: Chart): Promise<Uint8Array> {
  const body = chart.layout === 'rows' ? chart.bars.length * ROW : COLUMNS;
  const height = HEAD + body + FOOT;
  const { canvas, pen } = newPaper(WIDTH, height);
  write(pen, chart.title, { x: EDGE, y: 34, size: 19, ink: INK.strong, weight: 'strong', width: WIDTH - 2 * EDGE });
  write(pen, chart.subtitle, { x: EDGE, y: 59, size: 13, ink: INK.quiet, width: WIDTH - 2 * EDGE });
  if (chart.layout === 'rows') drawRows(pen, chart.bars);
  else drawColumns(pen, chart.bars);
  drawLegend(pen, chart.bars, height - FOOT / 2 - 1);
  return canvas.encode('png');
}

function owed({ parts }: Bar): number {
  return BAR_PARTS.reduce((sum, part) => sum + parts[part], 0);
}

/** How much of what: done of all that was owed. */
function share(bar: Bar): string {
  return `${bar.parts.done} of ${owed(bar)}`;
}

function largest(bars: readonly Bar[]): number {
  return Math.max(1, ...bars.map(owed));
}

function drawRows(pen: SKRSContext2D, bars: readonly Bar[]): void {
  const [label, total, thickness] = [180, 64, 20];
  const room = WIDTH - 2 * EDGE - label - total;
  const unit = room / largest(bars);
  for (const [row, bar] of bars.entries()) {
    const y = HEAD + row * ROW + ROW / 2;
    write(pen, bar.label, { x: EDGE, y, size: 13.5, ink: INK.strong, width: label - 14 });
    const x = EDGE + label;
    const end = drawBar(pen, bar, { x, y: y - thickness / 2, thickness, unit, upright: false });
    write(pen, share(bar), { x: end + 10, y, size: 12.5, ink: INK.quiet });
  }
}

function drawColumns(pen: SKRSContext2D, bars: readonly Bar[]): void {
  const [thickness, below, above] = [40, 30, 22];
  const foot = HEAD + COLUMNS - below;
  const unit = (COLUMNS - below - above) / largest(bars);
  const step = (WIDTH - 2 * EDGE) / Math.max(1, bars.length);
  pen.fillStyle = INK.line;
  pen.fillRect(EDGE, foot, WIDTH - 2 * EDGE, 1);
  for (const [column, bar] of bars.entries()) {
    const middle = EDGE + (column + 0.5) * step;
    write(pen, bar.label, { x: middle, y: foot + 17, size: 12.5, ink: INK.quiet, align: 'center', width: step - 2 });
    const end = drawBar(pen, bar, { x: middle - thickness / 2, y: foot, thickness, unit, upright: true });
    const said = owed(bar) > 0 ? share(bar) : '–';
    write(pen, said, { x: middle, y: end - 11, size: 12.5, ink: INK.quiet, align: 'center' });
  }
}

interface Where {
  readonly x: number;
  readonly y: number;
  readonly thickness: number;
  /** How long one step is. */
  readonly unit: number;
  /** It grows upwards from `y`; else to the right from `x`. */
  readonly upright: boolean;
}

/** Gives where it ends. */
function drawBar(pen: SKRSContext2D, bar: Bar, { x, y, thickness, unit, upright }: Where): number {
  const length = owed(bar) * unit;
  pen.save();
  pen.beginPath();
  pen.roundRect(
    x,
    upright ? y - length : y,
    upright ? thickness : length,
    upright ? length : thickness,
    corners(upright),
  );
  pen.clip();
  let from = 0;
  for (const part of BAR_PARTS) {
    const long = bar.parts[part] * unit;
    const at = upright ? { x, y: y - from - long } : { x: x + from, y };
    drawPart(pen, part, { ...at, width: upright ? thickness : long, height: upright ? long : thickness }, bar);
    from += long;
  }
  pen.restore();
  return upright ? y - length : x + length;
}

/** Round at the end only. */
function corners(upright: boolean): [number, number, number, number] {
  return upright ? [5, 5, 0, 0] : [0, 5, 5, 0];
}

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

function drawPart(pen: SKRSContext2D, part: BarPart, { x, y, width, height }: Box, { parts }: Bar): void {
  const { fill, ink } = LOOKS[part];
  pen.fillStyle = fill;
  pen.fillRect(x, y, width, height);
  if (parts[part] > 0 && width >= 16 && height >= 15) {
    const middle = { x: x + width / 2, y: y + height / 2 };
    write(pen, String(parts[part]), { ...middle, size: 12, ink, weight: 'strong', align: 'center' });
  }
}

/** Of what there is to be seen. */
function drawLegend(pen: SKRSContext2D, bars: readonly Bar[], y: number): void {
  let x = EDGE;
  for (const part of BAR_PARTS.filter((one) => bars.some(({ parts }) => parts[one] > 0))) {
    const { name, fill } = LOOKS[part];
    pen.fillStyle = fill;
    pen.beginPath();
    pen.roundRect(x, y - 6, 12, 12, 3);
    pen.fill();
    write(pen, name, { x: x + 18, y, size: 12.5, ink: INK.quiet });
    x += 18 + pen.measureText(name).width + 22;
  }
}
