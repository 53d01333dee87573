/** The routines of an SOP as somebody may see them: when each runs next, and what they may do with it. */
import { memberOf } from '../../engine/actor.ts';
import type { Instant } from '../../engine/instant.ts';
import { optional } from '../../engine/optional.ts';
import { decideRoutine } from '../../engine/routine/decide.ts';
import type { KnownRoutine } from '../../engine/routine/routine.ts';
import type { KnownSop } from '../../engine/sop/state.ts';
import { routinesOfSop } from '../../store/reads/library.ts';
import type { Refusal } from '../command.ts';
import { nextRunOf } from '../routine-scene.ts';
import { seesRoutine } from '../routine-sight.ts';
import type { Looking } from '../sight.ts';
import type { Caller } from './caller.ts';
import type { LibrarySop } from './sops.ts';

export interface ShownRoutine {
  readonly state: KnownRoutine;
  /** When it starts its next run, days off left out; absent: it rests. */
  readonly next?: Instant;
  /** Why whoever looks may not change it; absent: they may. */
  readonly refusal?: Refusal;
}

/** Routines of one SOP that are looked through. */
const MOST = 20;

/** What is next first, what is paused last. `hidden`: how many are in conversations that are closed to whoever looks. */
export async function routinesShown(
  looking: Looking,
  caller: Caller,
  sop: LibrarySop,
): Promise<{ readonly routines: readonly ShownRoutine[]; readonly hidden: number }> {
  const { workspace } = caller;
  const rows = await routinesOfSop(looking.db, { workspace, sop: sop.sop, limit: MOST });
  const theirs = await routinesSeen(looking, caller, sop, rows);
  const routines = await Promise.all(theirs.map((state) => shown(looking, caller, sop, state)));
  return { routines, hidden: rows.length - theirs.length };
}

/** Of so many routines of an SOP, as their streams were saved, those that the caller sees, in their order. */
export async function routinesSeen(
  looking: Looking,
  { workspace, actor }: Caller,
  { active }: KnownSop,
  rows: readonly { readonly state: unknown }[],
): Promise<readonly KnownRoutine[]> {
  const member = memberOf(actor);
  const states = rows.map(({ state }) => state as KnownRoutine);
  if (member === undefined) return states;
  const seen = await Promise.all(states.map((state) => seesRoutine(looking, { workspace, member }, state, active)));
  return states.filter((_, index) => seen[index]);
}

async function shown(looking: Looking, caller: Caller, sop: LibrarySop, state: KnownRoutine): Promise<ShownRoutine> {
  const { workspace, actor } = caller;
  const [next, people] = await Promise.all([
    nextRunOf(looking, workspace, state),
    looking.memory.people(looking.db, workspace),
  ]);
  // Asked of the engine with the one change that every routine takes from whoever may change it.
  const probe = { type: 'endRoutine', routine: state.routine } as const;
  const { sop: id, key, title, status } = sop;
  const about = { id, key, title, status, ...optional('definition', sop.active) };
  const decision = decideRoutine(state, probe, { now: looking.now(), actor, people, sop: about });
  return {
    state,
    ...optional('next', next),
    ...(decision.status === 'refused' ? { refusal: decision.refusal } : {}),
  };
}
