import type { Grey } from './grey.ts';
import type { Shape } from './shapes.ts';

/** A box to tick or a bullet, as drawn on the page; recognisers of letters take them for letters. */
export interface Mark {
  readonly shape: Shape;
  readonly text: '☐' | '☑' | '•';
}

/** The boxes and bullets among the shapes. `letter` is the height of most letters, in pixels. */
export function marksOf(shapes: readonly Shape[], ink: Uint8Array, width: number, letter: number): readonly Mark[] {
  const marks: Mark[] = [];
  for (const shape of shapes) {
    const size = Math.max(widthOf(shape), heightOf(shape));
    const uneven = Math.abs(widthOf(shape) - heightOf(shape));
    if (uneven > size * 0.25 + 1) continue;
    if (size >= letter * 0.9 && size <= letter * 2.8) {
      const box = stands(shape, shapes, letter * 0.3) ? boxAt(shape, ink, width) : undefined;
      if (box) marks.push({ shape, text: box });
    } else if (size >= Math.max(4, letter * 0.25) && size <= letter * 0.8 && isBullet(shape, shapes, letter)) {
      marks.push({ shape, text: '•' });
    }
  }
  return marks.filter((mark) => !marks.some((other) => other !== mark && within(mark.shape, other.shape)));
}

/** Solid rules and bars: an underline that is near to its words makes one thing with them for what reads letters. */
export function rulesOf(shapes: readonly Shape[], letter: number): readonly Shape[] {
  return shapes.filter((shape) => {
    const [long, thin] = [Math.max(widthOf(shape), heightOf(shape)), Math.min(widthOf(shape), heightOf(shape))];
    return long > letter * 6 && thin < letter * 1.2 && thin < long / 8 && shape.ink > long * thin * 0.5;
  });
}

/** The picture without these shapes. */
export function without(grey: Grey, shapes: readonly Shape[]): Grey {
  const pixels = grey.pixels.slice();
  for (const shape of shapes) {
    const [left, right] = [Math.max(0, shape.left - 2), Math.min(grey.width, shape.right + 3)];
    for (let y = Math.max(0, shape.top - 2); y <= Math.min(grey.height - 1, shape.bottom + 2); y++)
      pixels.fill(255, y * grey.width + left, y * grey.width + right);
  }
  return { ...grey, pixels };
}

/** Whether nothing of the same row is nearer than `room` to its left or right: a letter has neighbours. */
function stands(shape: Shape, shapes: readonly Shape[], room: number): boolean {
  return !shapes.some(
    (other) =>
      other.left <= shape.right + room &&
      other.right >= shape.left - room &&
      Math.min(other.bottom, shape.bottom) - Math.max(other.top, shape.top) > heightOf(shape) * 0.3 &&
      !within(other, shape),
  );
}

/** A box has four sides, four corners and, until it is ticked, nothing in it. An O has no corners. */
function boxAt(shape: Shape, ink: Uint8Array, width: number): '☐' | '☑' | undefined {
  const [w, h] = [widthOf(shape), heightOf(shape)];
  const band = Math.max(2, Math.round(Math.min(w, h) * 0.2));
  const has = (left: number, top: number, right: number, bottom: number) => {
    for (let y = top; y <= bottom; y++) for (let x = left; x <= right; x++) if (ink[y * width + x] === 1) return true;
    return false;
  };
  const { left, right, top, bottom } = shape;
  let sides = 0;
  for (let x = left; x <= right; x++)
    sides += Number(has(x, top, x, top + band - 1)) + Number(has(x, bottom - band + 1, x, bottom));
  for (let y = top; y <= bottom; y++)
    sides += Number(has(left, y, left + band - 1, y)) + Number(has(right - band + 1, y, right, y));
  if (sides < (w + h) * 2 * 0.93) return undefined;
  const corner = Math.max(1, Math.round(Math.min(w, h) * 0.12)) - 1;
  const corners =
    has(left, top, left + corner, top + corner) &&
    has(right - corner, top, right, top + corner) &&
    has(left, bottom - corner, left + corner, bottom) &&
    has(right - corner, bottom - corner, right, bottom);
  if (!corners) return undefined;
  let inside = 0;
  let all = 0;
  for (let y = top + band + 1; y < bottom - band; y++) {
    for (let x = left + band + 1; x < right - band; x++) {
      inside += ink[y * width + x] ?? 0;
      all++;
    }
  }
  if (all === 0 || inside > all * 0.75) return undefined;
  return inside > all * 0.08 ? '☑' : '☐';
}

/** A full dot at half the height of the letter that follows it, with nothing before it. */
function isBullet(shape: Shape, shapes: readonly Shape[], letter: number): boolean {
  if (shape.ink < widthOf(shape) * heightOf(shape) * 0.68) return false;
  const middle = (shape.top + shape.bottom) / 2;
  let follower: Shape | undefined;
  for (const other of shapes) {
    if (
      other === shape ||
      heightOf(other) > letter * 5 ||
      other.bottom < middle - letter ||
      other.top > middle + letter
    )
      continue;
    const beside = other.top <= middle && other.bottom >= middle;
    if (other.right < shape.left && other.right > shape.left - letter * 8 && beside) return false;
    const gap = other.left - shape.right;
    const below = other.left <= shape.right && other.right >= shape.left;
    // The dot of an i or of an umlaut, a colon.
    if (below && Math.max(other.top - shape.bottom, shape.top - other.bottom) < letter * 1.2) return false;
    if (gap > letter * 0.3 && gap < letter * 6 && beside && (!follower || other.left < follower.left)) follower = other;
  }
  if (!follower || heightOf(follower) < letter * 0.7) return false;
  return middle > follower.top + 1 && middle < follower.bottom - heightOf(follower) * 0.2;
}

function widthOf(shape: Shape): number {
  return shape.right - shape.left + 1;
}

function heightOf(shape: Shape): number {
  return shape.bottom - shape.top + 1;
}

function within(inner: Shape, outer: Shape): boolean {
  return (
    inner.left >= outer.left && inner.right <= outer.right && inner.top >= outer.top && inner.bottom <= outer.bottom
  );
}
