/** A conversation is no more: what would start runs in it by itself rests, and whoever answers for it is told elsewhere. */
import type { View } from '../engine/effect.ts';
import { LIMITS } from '../engine/limits.ts';
import type { KnownRoutine } from '../engine/routine/routine.ts';
import type { LeasedEffect } from '../store/jobs.ts';
import { routinesOfPlace } from '../store/routines.ts';
import { loadRoutine, loadRun } from './talking.ts';
import type { Telling } from './tell-runs.ts';

/** Pauses the routines of the place in which an effect could not be said. Done again, it pauses none twice. */
export async function notePlaceGone(parts: Telling, { id, workspace, effect }: LeasedEffect): Promise<void> {
  const place = effect.type === 'show' ? await placeOf(parts, workspace, effect.view) : undefined;
  if (place === undefined) return;
  for (const { id: routine, state } of await routinesOfPlace(parts.db, workspace, { place, limit: LIMITS.routines })) {
    const known = state as KnownRoutine;
    if (known.status !== 'active') continue;
    const reply = await parts.handle({
      // What is noted again was resumed since, and is another time.
      ...{ workspace, key: `gone:${routine}:${known.next}:${id}`, actor: { type: 'service', id: 'routine' } },
      command: { type: 'notePlaceGone', routine },
    });
    if (reply.status === 'refused' && reply.refusal.code === 'busy')
      throw new Error(`routine ${routine} was not paused`);
  }
}

/** Where a view belongs; undefined for what is told to people alone, and for what has nothing to do with runs. */
async function placeOf(parts: Pick<Telling, 'db'>, workspace: string, view: View): Promise<string | undefined> {
  if (view.view === 'routine') return (await loadRoutine(parts, workspace, view.routine))?.place;
  const isSaidThere = 'run' in view && view.view !== 'undelivered';
  return isSaidThere ? (await loadRun(parts, workspace, view.run))?.place : undefined;
}
