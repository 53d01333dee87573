/** A chart as PNG, at twice the size that it is shown in. */
import type { SKRSContext2D } from '@napi-rs/canvas';
import { type Chart, LOOKS } from '../../cards/chart.ts';
import { drawn, type Shape } from '../../cards/chart-drawing.ts';
import { INK, newPaper, write } from './paper.ts';

/** No wider: its words are still read where a phone shows it at half of this. */
const WIDTH = 560;
const EDGE = 22;

export async function drawPng(chart: Chart): Promise<Uint8Array> {
  const { width, height, shapes } = drawn(chart, { width: WIDTH, edge: EDGE, isBare: false });
  const { canvas, pen } = newPaper(width, height);
  for (const shape of shapes) paint(pen, shape);
  return canvas.encode('png');
}

function paint(pen: SKRSContext2D, shape: Shape): void {
  switch (shape.type) {
    case 'words':
      write(pen, shape);
      break;
    case 'box':
      pen.fillStyle = LOOKS[shape.part].fill;
      pen.beginPath();
      pen.roundRect(shape.x, shape.y, shape.width, shape.height, [...shape.corners]);
      pen.fill();
      break;
    case 'ground':
    case 'before':
      pen.fillStyle = shape.type === 'ground' ? INK.line : INK.strong;
      pen.fillRect(shape.x, shape.y, shape.width, shape.height);
      break;
  }
}
