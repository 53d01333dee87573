/** Which steps of a newer document are which of the older one's: by their words, and by their order where words are alike. */
import { wordsOf } from './fold.ts';

export interface Worded {
  readonly title: string;
  readonly instructions?: string | undefined;
  readonly source?: { readonly quote: string } | undefined;
}

/** Steps that stay in order are the same from here on; those that moved must be alike in nearly every word. */
const SAME = 0.5;
const MOVED = 0.8;

/** For each newer step the index of the older one that it was, or undefined if it is new. Each older step at most once. */
export function matchSteps(older: readonly Worded[], newer: readonly Worded[]): readonly (number | undefined)[] {
  const [before, after] = [older.map(bagsOf), newer.map(bagsOf)];
  const alike = after.map((bags) => before.map((others) => likeness(bags, others)));
  const matched = inOrder(alike, before.length);
  const used = new Set(matched);
  for (const [index, row] of alike.entries()) {
    if (matched[index] !== undefined) continue;
    const best = bestOf(row, used);
    if (best === undefined) continue;
    matched[index] = best;
    used.add(best);
  }
  return matched;
}

/** The pairs of the highest total likeness of which none crosses another. */
function inOrder(alike: readonly (readonly number[])[], count: number): (number | undefined)[] {
  const totals = Array.from({ length: alike.length + 1 }, () => new Float64Array(count + 1));
  const at = (row: number, column: number) => totals[row]?.[column] ?? 0;
  for (let row = alike.length - 1; row >= 0; row--) {
    for (let column = count - 1; column >= 0; column--) {
      const pair = pairing(alike, row, column);
      const both = pair === 0 ? 0 : pair + at(row + 1, column + 1);
      const line = totals[row];
      if (line) line[column] = Math.max(both, at(row + 1, column), at(row, column + 1));
    }
  }
  const matched: (number | undefined)[] = alike.map(() => undefined);
  for (let row = 0, column = 0; row < alike.length && column < count; ) {
    const pair = pairing(alike, row, column);
    if (pair > 0 && at(row, column) === pair + at(row + 1, column + 1)) matched[row++] = column++;
    else if (at(row, column) === at(row + 1, column)) row += 1;
    else column += 1;
  }
  return matched;
}

function pairing(alike: readonly (readonly number[])[], row: number, column: number): number {
  const value = alike[row]?.[column] ?? 0;
  return value >= SAME ? value : 0;
}

function bestOf(row: readonly number[], used: ReadonlySet<number | undefined>): number | undefined {
  let best: number | undefined;
  for (const [column, value] of row.entries()) {
    if (value >= MOVED && !used.has(column) && value > (best === undefined ? 0 : (row[best] ?? 0))) best = column;
  }
  return best;
}

interface Bags {
  readonly title: ReadonlySet<string>;
  readonly whole: ReadonlySet<string>;
}

/** Instructions are often rewritten where the step stays, and what a person added has no quotation. */
function bagsOf(step: Worded): Bags {
  const title = wordsOf(step.title);
  return { title: new Set(title), whole: new Set([...title, ...wordsOf(step.source?.quote ?? '')]) };
}

function likeness(one: Bags, other: Bags): number {
  return Math.max(
    similarity(one.title, other.title),
    similarity(one.whole, other.whole),
    begins(one.title, other.title),
  );
}

/** One title is the beginning of the other: said more fully, not otherwise. */
function begins(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  const [short, long] = one.size <= other.size ? [one, other] : [other, one];
  if (short.size < 3) return 0;
  const first = [...long].slice(0, short.size);
  return first.every((word) => short.has(word)) ? MOVED : 0;
}

/** Dice's coefficient: twice the shared words over all words. */
function similarity(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  if (one.size === 0 || other.size === 0) return 0;
  let shared = 0;
  for (const word of one) if (other.has(word)) shared += 1;
  return (2 * shared) / (one.size + other.size);
}
