import type { Drafting } from '../../engine/drafting/draft.ts';
import type { ReadFailure } from '../../engine/import/import.ts';
import type { Progress } from '../../runtime/ports.ts';

/** What the reader asks its thread. */
export interface Job {
  readonly id: number;
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** What the thread says of a job. */
export type Answer =
  | { readonly id: number; readonly type: 'progress'; readonly note: Progress }
  | { readonly id: number; readonly type: 'drafted'; readonly drafted: Drafting & { readonly pages: number } }
  | {
      readonly id: number;
      readonly type: 'unreadable';
      readonly failure: ReadFailure;
      readonly cause: string | undefined;
    };
