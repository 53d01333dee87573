import type { DigestKind } from '../engine/digest/digest.ts';

/** What was typed is no moment to come, no day or no schedule, or names no person or no time zone. */
export type UnclearRefusal =
  | { readonly code: 'when_unclear'; readonly typed: string }
  | { readonly code: 'member_unknown'; readonly typed: string }
  | { readonly code: 'schedule_unclear'; readonly typed: string; readonly problem: 'unclear' | 'never' | 'too_often' }
  | { readonly code: 'zone_unknown'; readonly typed: string }
  | { readonly code: 'shift_unclear'; readonly typed: string; readonly nearest?: string }
  | { readonly code: 'due_unclear'; readonly typed: string }
  | { readonly code: 'closing_unclear'; readonly typed: string }
  /** `nearest`: places whose holidays are known. `of`: the country, where only its region is not known. */
  | {
      readonly code: 'holidays_unknown';
      readonly typed: string;
      readonly nearest: readonly string[];
      readonly of?: string;
    }
  | { readonly code: 'day_unclear'; readonly typed: string }
  /** Somebody is away, and nobody is named who stands in. */
  | { readonly code: 'stand_in_missing' }
  | { readonly code: 'quiet_unclear'; readonly typed: string }
  | { readonly code: 'digest_time_unclear'; readonly typed: string; readonly kind: DigestKind }
  /** Whoever asks cannot be written to alone. */
  | { readonly code: 'no_direct_messages' };

/** A run of a conversation that they are not in, or of which it could not be found out whether they are. */
export type UnseenRefusal = { readonly code: 'run_unseen' } | { readonly code: 'sight_unknown' };
