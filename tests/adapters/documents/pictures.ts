/** Pictures of checklists, drawn for tests: as sharp as a screenshot or as poor as a photo. */
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { type Canvas, createCanvas, GlobalFonts } from '@napi-rs/canvas';

const fonts = join(
  dirname(createRequire(import.meta.resolve('pdf-parse')).resolve('pdfjs-dist/package.json')),
  'standard_fonts',
);
GlobalFonts.registerFromPath(join(fonts, 'LiberationSans-Regular.ttf'), 'Plain');
GlobalFonts.registerFromPath(join(fonts, 'LiberationSans-Bold.ttf'), 'Strong');

export interface Look {
  readonly width?: number;
  readonly height?: number;
  /** Degrees clockwise. */
  readonly angle?: number;
  /** How far pixels are off at random, of 255. */
  readonly grain?: number;
  /** Light falls off towards the lower left. */
  readonly shadow?: boolean;
  readonly size?: number;
}

/** Lines of text, the first one large; `☐ ` draws a box, `• ` a dot, `▌` a dark panel with light letters. */
export function drawn(lines: readonly string[], look: Look = {}): Canvas {
  const { width = 1100, height = 800, angle = 0, size = 26 } = look;
  const canvas = createCanvas(width, height);
  const context = canvas.getContext('2d');
  context.fillStyle = '#fff';
  context.fillRect(0, 0, width, height);
  context.translate(width / 2, height / 2);
  context.rotate((angle * Math.PI) / 180);
  context.translate(-width / 2, -height / 2);
  let y = 90;
  for (const [index, line] of lines.entries()) {
    context.fillStyle = '#222';
    context.font = index === 0 ? `${size * 1.6}px Strong` : `${size}px Plain`;
    const words = line.replace(/^[☐•▌] ?/u, '');
    if (line.startsWith('☐')) {
      context.strokeStyle = '#222';
      context.lineWidth = 3;
      context.strokeRect(90, y - size * 0.8, size * 0.85, size * 0.85);
    } else if (line.startsWith('•')) {
      context.beginPath();
      context.arc(100, y - size * 0.28, size * 0.16, 0, Math.PI * 2);
      context.fill();
    } else if (line.startsWith('▌')) {
      context.fillRect(70, y - size * 1.2, width - 200, size * 1.8);
      context.fillStyle = '#fff';
    }
    context.fillText(words, 90 + (/^[☐•]/u.test(line) ? size * 1.5 : 0), y);
    y += size * (line === '' ? 0.9 : line.startsWith('▌') ? 2.2 : 1.6);
  }
  if (look.grain || look.shadow) worsen(canvas, look.grain ?? 0, look.shadow ?? false);
  return canvas;
}

function worsen(canvas: Canvas, grain: number, shadow: boolean): void {
  const context = canvas.getContext('2d');
  const { width, height } = canvas;
  const picture = context.getImageData(0, 0, width, height);
  let seed = 12345;
  for (let at = 0; at < picture.data.length; at += 4) {
    seed = (seed * 1103515245 + 12345) & 0x7fffffff;
    const off = (((seed >> 8) % 1000) / 1000 - 0.5) * grain;
    const [x, y] = [(at / 4) % width, Math.floor(at / 4 / width)];
    const light = shadow ? 0.55 + 0.45 * (x / width) * (1 - (0.4 * y) / height) : 1;
    for (const color of [0, 1, 2])
      picture.data[at + color] = Math.max(0, Math.min(255, (picture.data[at + color] ?? 0) * light + off));
  }
  context.putImageData(picture, 0, 0);
}

/** Hills, a sun and grain: no document. */
export function landscape(): Canvas {
  const canvas = createCanvas(900, 600);
  const context = canvas.getContext('2d');
  context.fillStyle = '#9cc7ee';
  context.fillRect(0, 0, 900, 600);
  context.fillStyle = '#ffe08a';
  context.beginPath();
  context.arc(700, 120, 60, 0, Math.PI * 2);
  context.fill();
  for (const [index, shade] of ['#5d8a4a', '#48703a', '#33552a'].entries()) {
    context.fillStyle = shade;
    context.beginPath();
    context.moveTo(0, 600);
    for (let x = 0; x <= 900; x += 30) context.lineTo(x, 300 + index * 80 + Math.sin(x / (60 + index * 25)) * 40);
    context.lineTo(900, 600);
    context.fill();
  }
  worsen(canvas, 60, false);
  return canvas;
}
