import type { Grey } from './grey.ts';

/** Side of the squares in which the shade of the paper is taken, as a part of the picture's longer side. */
const SQUARES = 90;
/** Paper in shadow is lifted to white, but not what is darker than this part of the lightest: that is print. */
const DARKEST_PAPER = 0.35;
/** A panel darker than this part of the lightest paper can only hold light print. */
const DARK_PANEL = 0.45;
/** A panel lighter than this holds dark print. */
const LIGHT_PANEL = 0.75;

/**
 * The picture as if it lay on white paper under even light: grain smoothed, shadows and yellowing divided out. What
 * follows can then tell ink from paper by one threshold. Dark panels stay dark.
 */
export function onWhitePaper(grey: Grey): Grey {
  const smooth = isGrainy(grey) ? smoothed(smoothed(grey)) : grey;
  const { width, height, pixels } = smooth;
  const side = Math.max(12, Math.ceil(Math.max(width, height) / SQUARES));
  const { rows, columns, shades } = paperOf(smooth, side);
  const drawn = new Uint8Array(pixels.length);
  for (let y = 0; y < height; y++) {
    const fy = Math.min(Math.max(y / side - 0.5, 0), rows - 1);
    const top = Math.floor(fy) * columns;
    const below = Math.min(Math.floor(fy) + 1, rows - 1) * columns;
    for (let x = 0; x < width; x++) {
      const fx = Math.min(Math.max(x / side - 0.5, 0), columns - 1);
      const left = Math.floor(fx);
      const right = Math.min(left + 1, columns - 1);
      const upper = mixed(shades[top + left] ?? 255, shades[top + right] ?? 255, fx - left);
      const lower = mixed(shades[below + left] ?? 255, shades[below + right] ?? 255, fx - left);
      const shade = mixed(upper, lower, fy - Math.floor(fy));
      drawn[y * width + x] = Math.min(255, ((pixels[y * width + x] ?? 255) * 250) / shade);
    }
  }
  return { width, height, pixels: drawn };
}

/** Which pixels are ink: 1 or 0 for each, by the threshold that parts the two shades best (Otsu's). */
export function inkOf(grey: Grey): Uint8Array {
  const counts = new Float64Array(256);
  for (const value of grey.pixels) counts[value] = (counts[value] ?? 0) + 1;
  const threshold = Math.min(Math.max(otsu(counts, grey.pixels.length), 60), 225);
  return grey.pixels.map((value) => (value <= threshold ? 1 : 0));
}

function otsu(counts: Float64Array, total: number): number {
  const sum = counts.reduce((all, count, value) => all + count * value, 0);
  let dark = 0;
  let darkSum = 0;
  let best = { threshold: 128, spread: 0 };
  for (const [value, count] of counts.entries()) {
    dark += count;
    darkSum += count * value;
    const light = total - dark;
    if (dark === 0 || light === 0) continue;
    const spread = dark * light * (darkSum / dark - (sum - darkSum) / light) ** 2;
    if (spread > best.spread) best = { threshold: value, spread };
  }
  return best.threshold;
}

/** Grain shows as neighbours that differ nearly everywhere; print and edges differ in few places only. */
function isGrainy({ width, height, pixels }: Grey): boolean {
  const differences = new Float64Array(256);
  let total = 0;
  for (let y = 1; y < height - 1; y += 3) {
    for (let x = 1; x < width - 1; x += 3) {
      const at = y * width + x;
      const difference = Math.abs((pixels[at] ?? 0) - (pixels[at + 1] ?? 0));
      differences[difference] = (differences[difference] ?? 0) + 1;
      total++;
    }
  }
  return quantile(differences, total, 0.5) >= 4;
}

function smoothed({ width, height, pixels }: Grey): Grey {
  const across = new Uint8Array(pixels.length);
  for (let at = 0; at < pixels.length; at++)
    across[at] = ((pixels[at - 1] ?? 255) + (pixels[at] ?? 255) * 2 + (pixels[at + 1] ?? 255)) >> 2;
  const both = new Uint8Array(pixels.length);
  for (let at = 0; at < pixels.length; at++)
    both[at] = ((across[at - width] ?? 255) + (across[at] ?? 255) * 2 + (across[at + width] ?? 255)) >> 2;
  return { width, height, pixels: both };
}

interface Paper {
  readonly rows: number;
  readonly columns: number;
  /** The shade of the paper of each square, row after row. */
  readonly shades: Float64Array;
}

/** The shade of the paper in each square: a light one of its own pixels, or of its neighbours' where print fills it. */
function paperOf({ width, height, pixels }: Grey, side: number): Paper {
  const columns = Math.ceil(width / side);
  const rows = Math.ceil(height / side);
  const light = new Float64Array(rows * columns);
  const usual = new Float64Array(rows * columns);
  const lean = new Float64Array(rows * columns);
  const counts = new Float64Array(256);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      counts.fill(0);
      let total = 0;
      for (let y = row * side; y < Math.min(height, (row + 1) * side); y += 2) {
        for (let x = column * side; x < Math.min(width, (column + 1) * side); x += 2) {
          const value = pixels[y * width + x] ?? 255;
          counts[value] = (counts[value] ?? 0) + 1;
          total++;
        }
      }
      const middle = quantile(counts, total, 0.5);
      light[row * columns + column] = quantile(counts, total, 0.8);
      usual[row * columns + column] = middle;
      lean[row * columns + column] =
        quantile(counts, total, 0.98) - middle - 2 * (middle - quantile(counts, total, 0.02));
    }
  }
  const brightest = Math.max(1, [...light].sort((a, b) => a - b)[Math.floor(light.length * 0.9)] ?? 255);
  const around = (values: Float64Array, take: (near: number[]) => number) =>
    values.map((_, index) => {
      const near: number[] = [];
      const [row, column] = [Math.floor(index / columns), index % columns];
      for (let y = Math.max(0, row - 1); y <= Math.min(rows - 1, row + 1); y++)
        for (let x = Math.max(0, column - 1); x <= Math.min(columns - 1, column + 1); x++)
          near.push(values[y * columns + x] ?? 255);
      return take(near);
    });
  const dark = usual.map((shade, index) =>
    Number(shade < brightest * DARK_PANEL || (shade < brightest * LIGHT_PANEL && (lean[index] ?? 0) > 60)),
  );
  const panels = around(dark, meanOf);
  const lightest = around(light, (near) => Math.max(...near, brightest * DARKEST_PAPER));
  const shades = lightest.map((shade, index) => ((panels[index] ?? 0) > 0.5 ? brightest : shade));
  return { rows, columns, shades: around(shades, meanOf) };
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function quantile(counts: Float64Array, total: number, part: number): number {
  let seen = 0;
  for (const [value, count] of counts.entries()) {
    seen += count;
    if (seen >= total * part) return value;
  }
  return 255;
}

function mixed(first: number, second: number, part: number): number {
  return first * (1 - part) + second * part;
}
