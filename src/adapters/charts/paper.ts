/** What charts are drawn with: a sheet of its own colour, so that it reads the same in light and dark. */
import { type Canvas, createCanvas, type SKRSContext2D } from '@napi-rs/canvas';
import type { BarPart } from '../../cards/chart.ts';
import { clean } from '../../cards/text.ts';
import { font } from './fonts.ts';

export const INK = { strong: '#1d2530', quiet: '#667080', line: '#e6eaf0', paper: '#fbfcfe' } as const;

interface Look {
  readonly name: string;
  readonly fill: string;
  /** Of what is written on it. */
  readonly ink: string;
}

/** Apart in lightness too: who sees no red and green tells them apart, and each has its number. */
export const LOOKS: Readonly<Record<BarPart, Look>> = {
  done: { name: 'Done', fill: '#2f8a68', ink: '#ffffff' },
  open: { name: 'Still open', fill: '#c6d1df', ink: '#3d4856' },
  skipped: { name: 'Skipped', fill: '#e9bf62', ink: '#4a3a10' },
  missed: { name: 'Missed', fill: '#c04f3d', ink: '#ffffff' },
};

/** Pixels for each unit that is drawn: sharp on screens of today. */
const SCALE = 2;

export interface Paper {
  readonly canvas: Canvas;
  readonly pen: SKRSContext2D;
}

export function newPaper(width: number, height: number): Paper {
  const canvas = createCanvas(width * SCALE, height * SCALE);
  const pen = canvas.getContext('2d');
  pen.scale(SCALE, SCALE);
  pen.fillStyle = INK.paper;
  pen.beginPath();
  pen.roundRect(0.5, 0.5, width - 1, height - 1, 12);
  pen.fill();
  pen.strokeStyle = INK.line;
  pen.lineWidth = 1;
  pen.stroke();
  return { canvas, pen };
}

interface Written {
  readonly x: number;
  /** Of its middle. */
  readonly y: number;
  readonly size: number;
  readonly ink: string;
  readonly weight?: 'plain' | 'strong';
  readonly align?: 'left' | 'center' | 'right';
  /** What is wider ends with `…`. */
  readonly width?: number;
}

export function write(pen: SKRSContext2D, text: string, how: Written): void {
  pen.font = font(how.size, how.weight);
  pen.fillStyle = how.ink;
  pen.textAlign = how.align ?? 'left';
  pen.textBaseline = 'middle';
  // What cannot be seen cannot be drawn either: one U+0000 and the whole picture fails.
  const seen = clean(text).replaceAll(/\s+/g, ' ');
  pen.fillText(fitting(pen, seen, how.width ?? Infinity), how.x, how.y);
}

/** Cut between whole characters, as people see them. */
function fitting(pen: SKRSContext2D, text: string, width: number): string {
  if (pen.measureText(text).width <= width) return text;
  const characters = [...new Intl.Segmenter().segment(text)].map((one) => one.segment);
  let [fits, tooMany] = [0, characters.length];
  while (tooMany - fits > 1) {
    const middle = Math.floor((fits + tooMany) / 2);
    if (pen.measureText(`${characters.slice(0, middle).join('').trimEnd()}…`).width <= width) fits = middle;
    else tooMany = middle;
  }
  return `${characters.slice(0, fits).join('').trimEnd()}…`;
}
