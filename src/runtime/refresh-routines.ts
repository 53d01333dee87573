import { LIMITS } from '../engine/limits.ts';
import { listRoutines } from '../store/routines.ts';
import { ChatError } from './ports.ts';
import { refresh, type Showing } from './show.ts';

/**
 * Brings the cards of a workspace's routines up to date: other days are off now. Done again, it changes nothing. Throws
 * `ChatError` where one could not be reached now, once all others are done.
 */
export async function refreshRoutines(parts: Showing, workspace: string): Promise<void> {
  const failures: unknown[] = [];
  for (const { id } of await listRoutines(parts.db, workspace, LIMITS.routines)) {
    await refresh(parts, { workspace, view: { view: 'routine', routine: id } }).catch((error: unknown) => {
      // A card that can never be reached again misses nothing: its routine's next run will tell.
      if (!(error instanceof ChatError && error.outcome === 'never')) failures.push(error);
    });
  }
  if (failures.length > 0) throw failures[0];
}
