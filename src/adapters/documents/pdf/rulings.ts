/** Ruled boxes and tables of a page: which lines are drawn, and the cells that they part. */
import type { Place } from './drawn-marks.ts';

/** Lines nearer to each other than this, in points, are one line or meet. */
const NEAR = 3;
/** More lines than this are a drawing. */
const MOST = 3_000;

/** A straight line across or down the page. */
export interface Rule {
  readonly isAcross: boolean;
  /** Its height if it runs across, else its distance from the left. */
  readonly at: number;
  readonly from: number;
  readonly to: number;
}

export interface RuledCell extends Place {
  readonly row: number;
  readonly column: number;
  readonly rows: number;
  readonly columns: number;
}

/** Cells that hang together: a frame has one, a table several. */
export interface RuledRegion extends Place {
  readonly cells: readonly RuledCell[];
}

/** The regions that the rules enclose, smallest first. */
export function ruledRegions(rules: readonly Rule[]): RuledRegion[] {
  if (rules.length > MOST) return [];
  const whole = [...joined(rules.filter((rule) => rule.isAcross)), ...joined(rules.filter((rule) => !rule.isAcross))];
  return clusters(whole)
    .flatMap((cluster) => regionOf(cluster) ?? [])
    .sort((a, b) => area(a) - area(b));
}

/** Pieces of a line that follow each other, as the border of each cell may be drawn alone. */
function joined(rules: readonly Rule[]): Rule[] {
  const lines: Rule[] = [];
  for (const rule of rules.toSorted((a, b) => a.from - b.from)) {
    const at = lines.findIndex((line) => Math.abs(line.at - rule.at) < NEAR / 2 && rule.from <= line.to + NEAR);
    const line = lines[at];
    if (line) lines[at] = { ...line, to: Math.max(line.to, rule.to) };
    else lines.push(rule);
  }
  return lines.filter((line) => line.to - line.from > 8);
}

function clusters(rules: readonly Rule[]): Rule[][] {
  const left = new Set(rules);
  const found: Rule[][] = [];
  for (const first of rules) {
    if (!left.delete(first)) continue;
    const cluster = [first];
    for (const rule of cluster) {
      for (const other of left) {
        if (!meet(rule, other)) continue;
        left.delete(other);
        cluster.push(other);
      }
    }
    found.push(cluster);
  }
  return found;
}

function meet(one: Rule, other: Rule): boolean {
  if (one.isAcross === other.isAcross) return false;
  const isOn = (rule: Rule, at: number) => at >= rule.from - NEAR && at <= rule.to + NEAR;
  return isOn(one, other.at) && isOn(other, one.at);
}

function regionOf(rules: readonly Rule[]): RuledRegion | undefined {
  const xs = places(rules.filter((rule) => !rule.isAcross));
  const ys = places(rules.filter((rule) => rule.isAcross));
  if (xs.length < 2 || ys.length < 2 || xs.length * ys.length > 4_000) return undefined;
  const isParted = (isAcross: boolean, at: number, from: number, to: number) =>
    rules.some(
      (rule) =>
        rule.isAcross === isAcross &&
        Math.abs(rule.at - at) < NEAR &&
        Math.min(rule.to, to) - Math.max(rule.from, from) > (to - from) * 0.6,
    );
  const taken = new Set<string>();
  const cells: RuledCell[] = [];
  for (let row = 0; row + 1 < ys.length; row++) {
    for (let column = 0; column + 1 < xs.length; column++) {
      if (taken.has(`${row}:${column}`)) continue;
      const [left = 0, top = 0] = [xs[column], ys[row]];
      let columns = 1;
      while (column + columns + 1 < xs.length && !isParted(false, xs[column + columns] ?? 0, top, ys[row + 1] ?? 0))
        columns++;
      const right = xs[column + columns] ?? 0;
      let rows = 1;
      while (row + rows + 1 < ys.length && !isParted(true, ys[row + rows] ?? 0, left, right)) rows++;
      const bottom = ys[row + rows] ?? 0;
      for (let y = row; y < row + rows; y++) for (let x = column; x < column + columns; x++) taken.add(`${y}:${x}`);
      cells.push({ row, column, rows, columns, left, right, top, bottom });
    }
  }
  const edges = { left: xs[0] ?? 0, right: xs.at(-1) ?? 0, top: ys[0] ?? 0, bottom: ys.at(-1) ?? 0 };
  return edges.right - edges.left > 40 && edges.bottom - edges.top > 12 ? { ...edges, cells } : undefined;
}

function places(rules: readonly Rule[]): number[] {
  const found: number[] = [];
  for (const { at } of rules.toSorted((a, b) => a.at - b.at)) if (at - (found.at(-1) ?? -NEAR) >= NEAR) found.push(at);
  return found;
}

function area({ left, right, top, bottom }: Place): number {
  return (right - left) * (bottom - top);
}
