/** A piece of ink that hangs together: a letter, a dot, a box, a rule. Edges are pixels, right and bottom included. */
export interface Shape {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  /** How many of its pixels are ink. */
  readonly ink: number;
}

/** A page with more pieces of ink than this is grain or a photo, not print. */
const MOST = 60_000;

/** The shapes of a picture of ink, smaller specks than `least` pixels left out; nothing where there are too many. */
export function shapesOf(ink: Uint8Array, width: number, least = 6): Shape[] {
  const runs = new Runs();
  let above: readonly [number, number] = [0, 0];
  const height = Math.floor(ink.length / width);
  for (let y = 0; y < height; y++) {
    const first = runs.count;
    let over = above[0];
    for (let x = 0; x < width; x++) {
      if (ink[y * width + x] !== 1) continue;
      const start = x;
      while (x < width && ink[y * width + x] === 1) x++;
      const run = runs.add(y, start, x - 1);
      while (over < above[1] && runs.end(over) < start - 1) over++;
      for (let other = over; other < above[1] && runs.start(other) <= x; other++) runs.join(run, other);
    }
    above = [first, runs.count];
  }
  const shapes = runs.shapes(least);
  return shapes.length > MOST ? [] : shapes;
}

/** Runs of ink in a row of pixels, each belonging to a root run of its shape. */
class Runs {
  count = 0;
  private readonly rows: number[] = [];
  private readonly starts: number[] = [];
  private readonly ends: number[] = [];
  private readonly parents: number[] = [];

  add(row: number, start: number, end: number): number {
    this.rows.push(row);
    this.starts.push(start);
    this.ends.push(end);
    this.parents.push(this.count);
    return this.count++;
  }

  start(run: number): number {
    return this.starts[run] ?? 0;
  }

  end(run: number): number {
    return this.ends[run] ?? 0;
  }

  join(one: number, other: number): void {
    const [a, b] = [this.root(one), this.root(other)];
    if (a !== b) this.parents[Math.max(a, b)] = Math.min(a, b);
  }

  shapes(least: number): Shape[] {
    const found = new Map<number, { left: number; top: number; right: number; bottom: number; ink: number }>();
    for (let run = 0; run < this.count; run++) {
      const [row, start, end] = [this.rows[run] ?? 0, this.start(run), this.end(run)];
      const root = this.root(run);
      const shape = found.get(root);
      if (!shape) {
        found.set(root, { left: start, top: row, right: end, bottom: row, ink: end - start + 1 });
        continue;
      }
      shape.left = Math.min(shape.left, start);
      shape.right = Math.max(shape.right, end);
      shape.bottom = row;
      shape.ink += end - start + 1;
    }
    return [...found.values()].filter((shape) => shape.ink >= least);
  }

  private root(run: number): number {
    let at = run;
    while (this.parents[at] !== at) {
      const parent = this.parents[at] ?? at;
      this.parents[at] = this.parents[parent] ?? parent;
      at = parent;
    }
    return at;
  }
}
