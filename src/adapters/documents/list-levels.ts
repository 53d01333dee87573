import { type Marker, ordinal } from './marker.ts';

interface Open {
  readonly x: number;
  readonly class: Marker['class'];
  count: number | undefined;
  readonly level: number;
}

/**
 * Nesting of list items that are known by indent and marker only. An item is deeper than the one above it when it is
 * indented further, or when bullets or letters begin at the indent of a number.
 */
export class ListLevels {
  private open: Open[] = [];
  private readonly tolerance: number;

  /** @param tolerance indents that differ by less are the same, in the caller's unit. */
  constructor(tolerance: number) {
    this.tolerance = tolerance;
  }

  /** A heading or a new page of a different list ends all lists. */
  end(): void {
    this.open = [];
  }

  /**
   * The text goes on at the top of another column, where every indent is another: a list that counts on goes on, any
   * other list begins anew.
   */
  moveTo(marker: Marker, x: number): void {
    const count = ordinal(marker.marker);
    const following = this.open.find((one) => one.class === marker.class && isNext(one.count, count));
    const by = following ? x - following.x : 0;
    this.open = following ? this.open.map((one) => ({ ...one, x: one.x + by })) : [];
  }

  levelOf(marker: Marker, x: number): number {
    const count = ordinal(marker.marker);
    const following = this.open.findLastIndex(
      (one) =>
        one.class === marker.class &&
        marker.class !== 'bullet' &&
        marker.class !== 'checkbox' &&
        isNext(one.count, count) &&
        Math.abs(one.x - x) <= this.tolerance * 4,
    );
    if (following >= 0) {
      this.open.length = following + 1;
      const top = this.open[following];
      if (top) {
        top.count = count;
        return top.level;
      }
    }
    while (this.open.length > 0 && (this.open.at(-1)?.x ?? 0) > x + this.tolerance) this.open.pop();
    const same = this.open.findIndex((one) => Math.abs(one.x - x) <= this.tolerance && one.class === marker.class);
    if (same >= 0) {
      this.open.length = same + 1;
      const top = this.open[same];
      if (top) {
        top.count = count;
        return top.level + marker.depth * Number(marker.class === 'checkbox');
      }
    }
    const above = this.open.at(-1);
    const sibling =
      above && Math.abs(above.x - x) <= this.tolerance && !(isCounted(above.class) && !isCounted(marker.class));
    if (sibling) this.open.pop();
    const level = sibling ? above.level : above ? above.level + 1 : 0;
    const depth = marker.class === 'dotted' ? Math.max(level, Math.min(marker.depth - 1, level + 1)) : level;
    this.open.push({ x, class: marker.class, count, level: depth });
    return depth + marker.depth * Number(marker.class === 'checkbox');
  }
}

function isNext(before: number | undefined, count: number | undefined): boolean {
  return before !== undefined && count === before + 1;
}

function isCounted(kind: Marker['class']): boolean {
  return kind === 'number' || kind === 'dotted' || kind === 'word';
}
