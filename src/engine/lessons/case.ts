/** A case that a lesson is learned from, and what a lesson is about. */
import type { Instant } from '../instant.ts';
import type { Trouble } from '../run/trouble.ts';

/** Trouble with a step, in a run. */
export type Case = Trouble & { readonly run: string };

/** Where a case is on record. Its words stay there: a proposal is part of its SOP's history, which more people may read. */
export interface CaseRef {
  readonly run: string;
  readonly ref: string;
  readonly at: Instant;
}

/** Each is a row of the table in `rules.ts`. `asked`: somebody who decided over a case says that the procedure should change. */
export const RULES = [
  ...(['limits', 'tool_failed', 'source_stale', 'out_of_limits', 'out_of_policy', 'other'] as const),
  ...(['skipped', 'rejected', 'late', 'missed', 'asked'] as const),
] as const;
export type Rule = (typeof RULES)[number];

export interface About {
  readonly rule: Rule;
  /** What is recorded, for `limits`. */
  readonly item?: string;
}

/** The same trouble again and again in one run is one. */
export function runsOf(cases: readonly Pick<Case, 'run'>[]): number {
  return new Set(cases.map((one) => one.run)).size;
}
