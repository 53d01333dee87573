import type { Grey } from './grey.ts';
import { inkOf } from './paper.ts';
import { type Shape, shapesOf } from './shapes.ts';

/** Pixels at the edge of a panel that are neither its colour nor the paper's. */
const RIM = 3;

/** Light print on dark panels becomes dark print on white. `letter` is the height of most letters, in pixels. */
export function withPanelsTurned(grey: Grey, letter: number): Grey {
  const { width, height } = grey;
  const ink = inkOf(grey);
  const pixels = grey.pixels.slice();
  for (const panel of shapesOf(ink, width, letter * letter * 8).filter((shape) => isPanel(shape, letter))) {
    const shade = shadeOf(grey, ink, panel);
    for (let y = Math.max(0, panel.top - 1); y <= Math.min(height - 1, panel.bottom + 1); y++) {
      const row = y * width;
      let left = panel.left;
      let right = panel.right;
      while (left < right && ink[row + left] !== 1) left++;
      while (right > left && ink[row + right] !== 1) right--;
      const isRim = y < panel.top + RIM || y > panel.bottom - RIM;
      for (let x = Math.max(0, left - 1); x <= Math.min(width - 1, right + 1); x++) {
        const atEdge = isRim || x < left + RIM || x > right - RIM;
        pixels[row + x] = atEdge ? 255 : 255 - (Math.max(0, (grey.pixels[row + x] ?? 0) - shade) * 255) / (255 - shade);
      }
    }
  }
  return { ...grey, pixels };
}

/** The mean shade of a panel, its print left out. */
function shadeOf({ width, pixels }: Grey, ink: Uint8Array, { left, right, top, bottom }: Shape): number {
  let sum = 0;
  let count = 0;
  for (let y = top; y <= bottom; y++) {
    for (let at = y * width + left; at <= y * width + right; at++) {
      if (ink[at] !== 1) continue;
      sum += pixels[at] ?? 0;
      count++;
    }
  }
  return Math.min(sum / Math.max(1, count), 250);
}

/** Wider and higher than letters are, and mostly full. */
function isPanel({ left, right, top, bottom, ink }: Shape, letter: number): boolean {
  const [width, height] = [right - left + 1, bottom - top + 1];
  if (Math.min(width, height) < letter * 1.6 || Math.max(width, height) < letter * 8) return false;
  return ink > width * height * 0.55;
}
