/**
 * Draws the icons of the Teams app at the two sizes that Teams wants: steps, and the tick of the workspace's own mark
 * (src/adapters/web/assets/mark.svg), in its colour.
 *
 *   node scripts/teams-icons.ts
 */
import { writeFileSync } from 'node:fs';
import { createCanvas, type SKRSContext2D } from '@napi-rs/canvas';

/** What both are drawn in, 32 units to a side. On whole units, so that the small one is sharp. */
const STEPS = [
  [5, 6, 17, 6],
  [5, 12, 12, 12],
] as const;
const TICK = [5.25, 18.5, 12.5, 25.75, 27, 9.5] as const;

const folder = new URL('../teams-app/', import.meta.url);
writeFileSync(new URL('color.png', folder), color());
writeFileSync(new URL('outline.png', folder), outline());

/** To the edge: Teams rounds the corners itself. */
function color(): Buffer {
  const { canvas, pen } = paper(192);
  const light = pen.createLinearGradient(0, 0, 32, 32);
  light.addColorStop(0, '#5a68e0');
  light.addColorStop(1, '#3540ad');
  pen.fillStyle = light;
  pen.fillRect(0, 0, 32, 32);
  // Teams cuts icons round in some places: the mark keeps to the middle.
  pen.translate(16, 16);
  pen.scale(0.7, 0.7);
  pen.translate(-16, -16);
  pen.globalAlpha = 0.55;
  for (const step of STEPS) line(pen, 3, step);
  pen.globalAlpha = 1;
  line(pen, 4.2, TICK);
  return canvas.toBuffer('image/png');
}

/** White on nothing: Teams gives it its colour. */
function outline(): Buffer {
  const { canvas, pen } = paper(32);
  for (const step of STEPS) line(pen, 2, step);
  line(pen, 2.5, TICK);
  return canvas.toBuffer('image/png');
}

function paper(size: number) {
  const canvas = createCanvas(size, size);
  const pen = canvas.getContext('2d');
  pen.scale(size / 32, size / 32);
  pen.strokeStyle = '#ffffff';
  pen.lineCap = 'round';
  pen.lineJoin = 'round';
  return { canvas, pen };
}

/** `points`: x and y of each, in turn. */
function line(pen: SKRSContext2D, width: number, points: readonly number[]): void {
  pen.lineWidth = width;
  pen.beginPath();
  for (let at = 0; at < points.length; at += 2) pen.lineTo(points[at] ?? 0, points[at + 1] ?? 0);
  pen.stroke();
}
