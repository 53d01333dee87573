/** Why a case is outside the procedure, as facts: what people read of it is worded in `cards/cause.ts`. */
import type { Unknown } from '../expression.ts';
import type { EvidenceValue } from './values.ts';

export type Cause =
  /** Somebody said so, in their own words. */
  | { readonly type: 'reported'; readonly note: string }
  | { readonly type: 'out_of_limits'; readonly readings: readonly OutOfLimits[] }
  /** `unknown`: with these values the boundary cannot be told, which must not pass as harmless. */
  | {
      readonly type: 'boundary';
      readonly boundary: string;
      readonly saw: readonly Seen[];
      readonly unknown?: Unknown;
    }
  /** Whether the step is to be done cannot be told. */
  | { readonly type: 'condition_unknown'; readonly unknown: Unknown }
  /** The time of an approval on the way to the step ran out. */
  | { readonly type: 'not_approved'; readonly gate: string }
  /** Too few people can do the step, or approve it. */
  | { readonly type: 'nobody'; readonly role: string; readonly wanted: 'doer' | 'approver' }
  /** An approval said no, and there is no work before it that could be done again. */
  | { readonly type: 'rejected'; readonly reason: string };

/** A reading, with the limits that it was compared with. */
export interface OutOfLimits {
  readonly evidence: string;
  readonly item: string;
  readonly value: number;
  readonly unit?: string;
  readonly min?: number;
  readonly max?: number;
}

/** What a question was answered with. Without a value: nothing was given, recorded or decided. */
export interface Seen {
  readonly of: 'input' | 'evidence' | 'decision';
  readonly id: string;
  readonly value?: EvidenceValue;
}

/** How its owner lets it be: work is accepted as it is (`override`); what stopped the run, or a step, is let go on. */
export function lettingGo({ type }: Cause): 'override' | 'go_on' {
  switch (type) {
    case 'reported':
    case 'out_of_limits':
    case 'nobody':
    case 'rejected':
      return 'override';
    case 'boundary':
    case 'condition_unknown':
    case 'not_approved':
      return 'go_on';
  }
}
