/** The one way out: performs one effect through a port. Whether it worked, must wait or never will is the answer. */
import type { Effect } from '../engine/effect.ts';
import { beginDigest } from './begin-digest.ts';
import { learn } from './learn.ts';
import type { Reading } from './read-document.ts';
import { refreshRoutines } from './refresh-routines.ts';
import { type Showing, show } from './show.ts';
import { startOfRoutine } from './start-of-routine.ts';
import { tellAbsence } from './tell-absence.ts';
import { type Telling, tellRuns } from './tell-runs.ts';

export interface Owed {
  readonly id: string;
  readonly workspace: string;
  readonly effect: Effect;
  /** Attempts before this one. More than none: it may have been said already. */
  readonly attempts: number;
}

export type Performing = Showing & Reading & Telling;

/**
 * Performs an effect. Throws `ChatError` if it could not be delivered; any other error is a fault of ours.
 * Performing again does no harm: a card that is up to date costs nothing, a document that was drafted stays so.
 */
export async function perform(parts: Performing, owed: Owed): Promise<void> {
  switch (owed.effect.type) {
    case 'show':
      return show(parts, { ...owed, view: owed.effect.view, anew: owed.effect.anew ?? false });
    case 'read_document': {
      // Loaded when there is something to read: a start waits for every file that is loaded.
      const { readDocument } = await import('./read-document.ts');
      return readDocument(parts, { ...owed, import: owed.effect.import });
    }
    case 'start_run':
      return startOfRoutine(parts, { ...owed, effect: owed.effect });
    case 'begin_digest':
      return beginDigest(parts, { ...owed, effect: owed.effect });
    case 'learn':
      return learn(parts, { ...owed, effect: owed.effect });
    case 'tell_runs':
      return tellRuns(parts, { ...owed, effect: owed.effect });
    case 'refresh_routines':
      return refreshRoutines(parts, owed.workspace);
    case 'tell_absence':
      return tellAbsence(parts, { ...owed, effect: owed.effect });
  }
}
