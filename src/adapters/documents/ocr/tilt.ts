import type { Shape } from './shapes.ts';

export interface Tilt {
  /** Quarters of a turn, clockwise, that set the page upright. */
  readonly quarters: number;
  /** The small turn that is needed after those: clockwise, in radians. */
  readonly radians: number;
}

const STEP = Math.PI / 360;
/** Photos are held straighter than this; a page that lies further askew reads no better turned by a guess. */
const MOST = 12 * STEP * 2;
/** How much better another side must line up before the page is turned by a quarter or a half. */
const SURE = 1.25;
/** Fewer letters than this tell nothing. */
const FEW = 40;

/**
 * How a page lies, by its letters: they stand on their lines, so on an upright page their lower edges fall on few
 * heights, while their upper edges are spread by ascenders. The side on which they line up is the lower one.
 */
export function tiltOf(letters: readonly Shape[]): Tilt {
  if (letters.length < FEW) return { quarters: 0, radians: 0 };
  const size = median(letters.map(({ top, bottom, left, right }) => Math.max(bottom - top, right - left)));
  const sides = [
    // The lower edge is below; to the right; above; to the left.
    letters.map(({ left, right, bottom }) => [(left + right) / 2, bottom] as const),
    letters.map(({ top, bottom, right }) => [(top + bottom) / -2, right] as const),
    letters.map(({ left, right, top }) => [(left + right) / -2, -top] as const),
    letters.map(({ top, bottom, left }) => [(top + bottom) / 2, -left] as const),
  ];
  const found = sides.map((points, quarters) => ({ quarters, ...straightest(points, Math.max(2, size / 5)) }));
  const upright = found[0];
  const best = found.toSorted((a, b) => b.score - a.score)[0];
  if (!upright || !best) return { quarters: 0, radians: 0 };
  const { quarters, radians } = best.score > upright.score * SURE ? best : upright;
  return { quarters, radians };
}

/** The angle at which the points fall on the fewest lines, and how well they do. */
function straightest(points: readonly (readonly [number, number])[], thickness: number) {
  let best = { radians: 0, score: scoreAt(points, 0, thickness) };
  const look = (radians: number) => {
    const score = scoreAt(points, radians, thickness);
    if (score > best.score * 1.001) best = { radians, score };
  };
  for (let radians = -MOST; radians <= MOST; radians += STEP) look(radians);
  const about = best.radians;
  for (let part = -5; part <= 5; part++) look(about + (part * STEP) / 6);
  return best;
}

function scoreAt(points: readonly (readonly [number, number])[], radians: number, thickness: number): number {
  const [sin, cos] = [Math.sin(radians), Math.cos(radians)];
  const counts = new Map<number, number>();
  let score = 0;
  for (const [x, y] of points) {
    const line = Math.floor((x * sin + y * cos) / thickness);
    const count = counts.get(line) ?? 0;
    counts.set(line, count + 1);
    score += 2 * count + 1;
  }
  return score;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
