import { markerOf, ordinal } from '../marker.ts';
import type { Segment } from './lines.ts';

/** A gutter narrower than this many points is a space, not the room between columns. */
const GUTTER = 10;
const LINES = 4;
/** A page with more pieces of text than this is no page that people lay out in columns. */
const MOST = 4000;

/**
 * The segments of a page in the order in which a person reads them. A white strip from top to bottom parts columns,
 * the left one first; lines that cross the strip (titles, full-width paragraphs) part the page into bands. A table has
 * such strips too: there, rows are read across, because its cells are short and stand on common baselines.
 */
export function inReadingOrder(segments: readonly Segment[], depth = 0): Segment[] {
  const plain = [...segments].sort((a, b) => a.baseline - b.baseline || a.x - b.x);
  if (depth > 4 || segments.length < LINES * 2 || segments.length > MOST) return plain;
  const gutter = widestGutter(plain);
  if (!gutter) return plain;
  const crossing = plain.filter((one) => one.x < gutter.at && one.right > gutter.at);
  if (crossing.length === 0) {
    const left = plain.filter((one) => one.right <= gutter.at);
    const right = plain.filter((one) => one.x >= gutter.at);
    if (isTable(left, right)) return plain;
    return [...inReadingOrder(left, depth + 1), ...inReadingOrder(right, depth + 1)];
  }
  const ordered: Segment[] = [];
  let band: Segment[] = [];
  for (const one of plain) {
    if (crossing.includes(one)) {
      ordered.push(...inReadingOrder(band, depth + 1), one);
      band = [];
    } else band.push(one);
  }
  return [...ordered, ...inReadingOrder(band, depth + 1)];
}

/** The strip with most lines on both sides and fewest across it. */
function widestGutter(segments: readonly Segment[]): { at: number } | undefined {
  const edges = segments.map((one) => one.right).sort((a, b) => a - b);
  let best: { at: number; score: number } | undefined;
  for (const edge of new Set(edges)) {
    const next = Math.min(...segments.filter((one) => one.x > edge + GUTTER).map((one) => one.x));
    if (!Number.isFinite(next)) continue;
    const at = (edge + next) / 2;
    const across = segments.filter((one) => one.x < at && one.right > at).length;
    const left = segments.filter((one) => one.right <= at).length;
    const right = segments.filter((one) => one.x >= at).length;
    if (Math.min(left, right) < LINES && !endsText(segments, at)) continue;
    if (across > Math.min(left, right) / 2) continue;
    const score = Math.min(left, right) - across * 2 + (next - edge) / 100;
    if (!best || score > best.score) best = { at, score };
  }
  return best;
}

/** The last column of a text may hold no more than the end of a sentence; facts beside a title are no sentence. */
function endsText(segments: readonly Segment[], at: number): boolean {
  const right = segments.filter((one) => one.x >= at);
  const left = segments.filter((one) => one.right <= at);
  if (right.length < 2 || left.length < LINES * 3) return false;
  const [first] = right;
  if (right.some((one) => Math.abs(one.x - (first?.x ?? 0)) > 2)) return false;
  return right.slice(1).every((one) => wraps(one, right)) && filled(right);
}

/**
 * Rows on common baselines with short left cells are a table; lines that fill their column are text. So are lists that
 * are counted downwards on both sides, and sentences that wrap on one side where a new one begins on the other.
 */
function isTable(left: readonly Segment[], right: readonly Segment[]): boolean {
  const pairs = right.flatMap((one) => {
    const other = left.find((line) => Math.abs(line.baseline - one.baseline) < 2);
    return other ? [{ one, other }] : [];
  });
  if (pairs.length < Math.min(left.length, right.length) * 0.5) return false;
  if (countsDown(left) && countsDown(right)) return false;
  const uneven = pairs.filter(({ one, other }) => wraps(one, right) !== wraps(other, left)).length;
  if (uneven >= 3 && uneven >= pairs.length * 0.25) return false;
  return !filled(left) || !filled(right);
}

/** Whether the numbers of a list follow upon each other at every place where numbers stand. */
function countsDown(column: readonly Segment[]): boolean {
  const places = new Map<number, number[]>();
  for (const { text, x } of column) {
    const marker = markerOf(text);
    const number = marker?.class === 'number' && marker.length < text.length ? ordinal(marker.marker) : undefined;
    if (number === undefined) continue;
    const place = [...places.keys()].find((one) => Math.abs(one - x) < 8) ?? x;
    places.set(place, [...(places.get(place) ?? []), number]);
  }
  const lists = [...places.values()];
  return (
    lists.some((numbers) => numbers.length >= 2) &&
    lists.every((numbers) => numbers.every((one, index) => index === 0 || one === (numbers[index - 1] ?? 0) + 1))
  );
}

/** Whether a line goes on with the sentence of the one above it in its column. */
function wraps(line: Segment, column: readonly Segment[]): boolean {
  if (!/^\p{Ll}/u.test(line.text) || markerOf(line.text)) return false;
  return column.some((other) => other.baseline < line.baseline - 1 && line.baseline - other.baseline < line.size * 1.7);
}

function filled(column: readonly Segment[]): boolean {
  const x = Math.min(...column.map((one) => one.x));
  const right = Math.max(...column.map((one) => one.right));
  const full = column.filter((one) => one.right - x > (right - x) * 0.8).length;
  return full >= column.length * 0.4 && right - x > 90;
}
