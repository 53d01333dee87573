/** What words ask to produce, before it is evidence. */
import type { Limit } from './measures.ts';
import type { Asked } from './words/signs/signs.ts';

/** What is known of a step's words. */
export interface StepWords {
  readonly text: string;
  /** What stands below it or beside it, as printed. */
  readonly details: readonly string[];
  /** A table's column of evidence, of limits. */
  readonly evidence?: string;
  readonly limit?: string;
  /** Headers of columns to fill in. */
  readonly blank?: readonly string[];
  /** Headers of columns of which one is ticked. */
  readonly choices?: readonly string[];
  /** What the step before it says. */
  readonly before?: string;
  /** It is a box to tick. */
  readonly checkbox?: boolean;
}

export interface Ask {
  readonly type: Asked | 'number' | 'choice';
  readonly words: string;
  readonly confidence: number;
  readonly required: boolean;
  readonly title?: string;
  readonly limit?: Limit;
  /** What a choice is between, as printed. */
  readonly options?: readonly string[];
}

/** A pattern, in a text from which what it does not mean is taken out. */
export function isAsked(
  { says: pattern, not }: { readonly says: RegExp; readonly not?: RegExp },
  folded: string,
): boolean {
  return pattern.test(without(not, folded));
}

export function without(not: RegExp | undefined, folded: string): string {
  return not ? folded.replace(not, ' … ') : folded;
}
