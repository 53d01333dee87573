/** What charts are painted on: a sheet of its own colour, so that it reads the same in light and dark. */
import { type Canvas, createCanvas, type SKRSContext2D } from '@napi-rs/canvas';
import { LOOKS } from '../../cards/chart.ts';
import type { Words } from '../../cards/chart-drawing.ts';
import { clean } from '../../cards/text.ts';
import { font } from './fonts.ts';

export const INK = { strong: '#1d2530', quiet: '#667080', line: '#e6eaf0', paper: '#fbfcfe' } as const;

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

export function write(pen: SKRSContext2D, { text, x, y, size, ink, isBold, align, width = Infinity }: Words): void {
  pen.font = font(size, isBold ? 'strong' : 'plain');
  pen.fillStyle = ink === 'strong' || ink === 'quiet' ? INK[ink] : LOOKS[ink].ink;
  pen.textAlign = align ?? 'left';
  pen.textBaseline = 'middle';
  // What cannot be seen cannot be drawn either: one U+0000 and the whole picture fails.
  const seen = clean(text).replaceAll(/\s+/g, ' ');
  pen.fillText(fitting(pen, seen, width), x, y);
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
