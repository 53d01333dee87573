/** Where something belongs that an API caller begins without saying where. */
import { memberOf } from '../../engine/actor.ts';
import type { KnownSop } from '../../engine/sop/state.ts';
import { openRunsOf, routinesOfSop } from '../../store/reads/library.ts';
import { listRuns } from '../../store/runs.ts';
import { type Looking, placesSeen } from '../sight.ts';
import type { Caller } from './caller.ts';

/** Where it ran last, else where a routine starts it, else where its draft is. Undefined: nothing says, or it is closed to the caller. */
export async function placeFor(looking: Looking, caller: Caller, sop: KnownSop): Promise<string | undefined> {
  const { workspace } = caller;
  const about = { workspace, sop: sop.sop, limit: 1 };
  const [[open], [run], [routine]] = await Promise.all([
    openRunsOf(looking.db, about),
    listRuns(looking.db, workspace, { sop: sop.sop, limit: 1 }),
    routinesOfSop(looking.db, about),
  ]);
  const place = open?.place ?? run?.place ?? routine?.place ?? sop.draft?.place;
  return place !== undefined && (await seesPlace(looking, caller, place)) ? place : undefined;
}

/** Whether the caller may read a conversation, and so begin something in it. */
export async function seesPlace(looking: Looking, { workspace, actor }: Caller, place: string): Promise<boolean> {
  const member = memberOf(actor);
  return member === undefined || (await placesSeen(looking, { workspace, member }, new Set([place]))).has(place);
}
