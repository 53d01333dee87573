import type { ReadFailure } from '../../engine/import/import.ts';
import type { DefinitionProblem } from '../../engine/sop/refusals.ts';
import type { Progress, ReadDocument } from '../../runtime/ports.ts';

/** What the reader asks its process. */
export interface Job {
  readonly id: number;
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** What the process says of a job. */
export type Answer =
  | { readonly id: number; readonly type: 'progress'; readonly note: Progress }
  | { readonly id: number; readonly type: 'drafted'; readonly drafted: ReadDocument }
  | {
      readonly id: number;
      readonly type: 'unreadable';
      readonly failure: ReadFailure;
      readonly cause: string | undefined;
      readonly problems: readonly DefinitionProblem[];
    };
