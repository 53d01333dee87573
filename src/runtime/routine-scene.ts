import type { RoutineScene } from '../cards/views/routine-last.ts';
import { AHEAD } from '../cards/views/routine-words.ts';
import type { Instant } from '../engine/instant.ts';
import { ahead, type DaysOff } from '../engine/routine/days-off.ts';
import type { KnownRoutine } from '../engine/routine/routine.ts';
import { nextFew } from '../engine/routine/schedule.ts';
import type { Db } from '../store/database.ts';
import { routinesElsewhere } from '../store/routines.ts';
import { yearsAround } from './days-off.ts';
import { definitionInForce } from './definition-in-force.ts';
import type { Memory } from './memory.ts';

/** What the card of a routine is drawn from. */
export async function routineScene(
  parts: { readonly db: Db; readonly memory: Memory; readonly now: () => number },
  workspace: string,
  state: KnownRoutine,
): Promise<RoutineScene> {
  const definition = await definitionInForce(parts, workspace, state.sop);
  const people = await parts.memory.people(parts.db, workspace);
  const days = await daysAhead(parts, workspace, state);
  const others = definition.one_at_a_time ? await routinesElsewhere(parts.db, workspace, state) : 0;
  return { definition, people, days, others };
}

/** When a routine starts its next run, days off left out; undefined if it rests, or nobody knows yet. */
export async function nextRunOf(
  parts: { readonly db: Db; readonly memory: Memory; readonly now: () => number },
  workspace: string,
  state: KnownRoutine,
): Promise<Instant | undefined> {
  if (state.status !== 'active') return undefined;
  return ahead(await daysAhead(parts, workspace, state), state.schedule, state.next, 1).runs[0];
}

/** The days off that lie before the next few times of a routine. */
export async function daysAhead(
  { db, memory, now }: { readonly db: Db; readonly memory: Memory; readonly now: () => number },
  workspace: string,
  { schedule }: Pick<KnownRoutine, 'schedule'>,
): Promise<DaysOff> {
  const few = nextFew(schedule, now(), AHEAD);
  return memory.daysOff(db, workspace, yearsAround(now(), ...few));
}
