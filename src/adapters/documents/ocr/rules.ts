import type { Rule } from '../pdf/rulings.ts';

/** Pixels of paper that a rule may be broken by. */
const GAP = 2;

/**
 * Straight rules in a picture of ink, in pixels: runs of ink that are longer than letters are. A thick rule, or one that
 * is a little askew, is many runs; the caller joins those that are near.
 * @param least how long a run must be.
 */
export function rulesIn(ink: Uint8Array, width: number, least: number): Rule[] {
  const height = Math.floor(ink.length / width);
  const rules: Rule[] = [];
  const look = (isAcross: boolean, at: number, length: number, has: (place: number) => boolean) => {
    let from = -1;
    let last = -1;
    for (let place = 0; place <= length; place++) {
      if (place < length && has(place)) {
        if (from < 0) from = place;
        last = place;
      } else if (from >= 0 && (place - last > GAP || place === length)) {
        if (last - from >= least) rules.push({ isAcross, at, from, to: last });
        from = -1;
      }
    }
  };
  for (let y = 0; y < height; y++) look(true, y, width, (x) => ink[y * width + x] === 1);
  for (let x = 0; x < width; x++) look(false, x, height, (y) => ink[y * width + x] === 1);
  return rules;
}

/** Runs of one rule as one: those that touch or nearly touch, `thick` pixels apart at most. */
export function thinned(rules: readonly Rule[], thick: number): Rule[] {
  const found: { isAcross: boolean; first: number; at: number; from: number; to: number }[] = [];
  for (const rule of rules.toSorted((a, b) => a.at - b.at)) {
    const same = found.find(
      (one) =>
        one.isAcross === rule.isAcross &&
        rule.at - one.at <= thick &&
        rule.from <= one.to + thick * 4 &&
        rule.to >= one.from - thick * 4,
    );
    if (!same) {
      found.push({ ...rule, first: rule.at });
      continue;
    }
    same.at = rule.at;
    same.from = Math.min(same.from, rule.from);
    same.to = Math.max(same.to, rule.to);
  }
  return found.map(({ isAcross, first, at, from, to }) => ({ isAcross, at: (first + at) / 2, from, to }));
}

/** The pixels of a picture with `blank` where the runs of rules are, and a pixel about them. */
export function withoutRules(
  picture: { readonly pixels: Uint8Array; readonly width: number },
  rules: readonly Rule[],
  blank: number,
): Uint8Array {
  const { width } = picture;
  const pixels = picture.pixels.slice();
  const height = Math.floor(pixels.length / width);
  for (const { isAcross, at, from, to } of rules) {
    for (let near = Math.max(0, at - 1); near <= Math.min(at + 1, (isAcross ? height : width) - 1); near++) {
      if (isAcross) pixels.fill(blank, near * width + from, near * width + to + 1);
      else for (let y = from; y <= to; y++) pixels[y * width + near] = blank;
    }
  }
  return pixels;
}
