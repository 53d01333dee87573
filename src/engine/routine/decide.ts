import { type Actor, memberOf } from '../actor.ts';
import { accepted, type Decision, refused } from '../decider.ts';
import type { Definition } from '../definition.ts';
import type { Instant } from '../instant.ts';
import { optional } from '../optional.ts';
import { readInputs } from '../run/answers.ts';
import type { People } from '../run/context.ts';
import type { RunRefusal } from '../run/refusals.ts';
import type { Shift } from '../run/shift.ts';
import { accountableMembers } from '../sop/accountable.ts';
import type { RoutineCommand } from './commands.ts';
import { ahead, type DaysOff, NO_DAYS_OFF } from './days-off.ts';
import { passedBy } from './fire.ts';
import { leavesNothing, type Unmanned, unmanned } from './on-shift.ts';
import type { KnownRoutine, RoutineEvent, RoutineFact, RoutineState } from './routine.ts';
import { nextOf, type Schedule, worthUntil } from './schedule.ts';
import { type Closing, type WindowProblem, windowOf, windowProblem } from './window.ts';

export interface RoutineContext {
  readonly now: Instant;
  readonly actor: Actor;
  readonly people: People;
  /** The routine's SOP as it is now; absent if there is none. */
  readonly sop?: {
    readonly id: string;
    readonly key: string;
    readonly title: string;
    readonly status: 'draft' | 'active' | 'archived';
    /** The active revision's. */
    readonly definition?: Definition;
  };
  /** The days on which routines of the workspace rest; absent: none. */
  readonly days?: DaysOff;
  /** Another routine of the same SOP in the same place. */
  readonly other?: string;
}

/** Why a routine's command was not done. */
export type RoutineRefusal =
  | Extract<RunRefusal, { code: 'sop_not_found' | 'sop_not_active' | 'not_a_person' }>
  | { code: 'routine_unknown' }
  | { code: 'routine_inputs_invalid'; problems: Extract<RunRefusal, { code: 'inputs_invalid' }>['problems'] }
  | { code: 'routine_exists'; title: string }
  | { code: 'routine_ended'; title: string }
  /** `role`: who answers for the SOP; absent: an administrator. */
  | { code: 'routine_not_yours'; title: string; setBy: Actor; role?: string }
  | { code: 'routine_paused'; title: string }
  | { code: 'routine_running'; title: string }
  /** The slot is over, or is not the next. */
  | { code: 'slot_over'; title: string; next?: Instant }
  | { code: 'schedule_never'; typed: string }
  /** What was wished for both times, as far as it was. */
  | ({ code: 'window_impossible'; due?: Closing; closes?: Closing } & WindowProblem)
  /** Whoever is to be on shift is no member, or holds no role of the work. */
  | { code: 'shift_unable'; member: string; title: string; why: Unmanned }
  /** Every step names a role of its own. */
  | { code: 'shift_idle'; role: string; title: string }
  | { code: 'not_a_timer' };

type RoutineDecision = Decision<RoutineEvent, RoutineRefusal>;

/**
 * The life of a routine. Any member may set one, as any member may start a run. Whoever set it, who answers for its SOP and,
 * where there is nobody, the administrators change it, pause it, leave one out and end it.
 */
export function decideRoutine(state: RoutineState, command: RoutineCommand, context: RoutineContext): RoutineDecision {
  if (command.type === 'setRoutine') return set(state, command, context);
  if (state.status === 'none') return refused({ code: 'routine_unknown' });
  if (command.type === 'fireRoutine') return fire(state, command.slot, context);
  if (command.type === 'noteNotStarted') return noteNotStarted(state, command, context);
  if (command.type === 'notePlaceGone') return notePlaceGone(state, context);
  const stranger = refusalToManage(state, context);
  if (stranger) return refused(stranger);
  const { title } = state;
  if (state.status === 'ended') return refused({ code: 'routine_ended', title });
  switch (command.type) {
    case 'pauseRoutine':
      if (state.status === 'paused') return refused({ code: 'routine_paused', title });
      return happened(context, { type: 'RoutinePaused' });
    case 'resumeRoutine':
      return state.status === 'active' ? refused({ code: 'routine_running', title }) : resume(state, context);
    case 'skipSlot':
      return skip(state, command.slot, context);
    case 'restoreSlot':
      return restore(state, command.slot, context);
    case 'endRoutine':
      return happened(context, { type: 'RoutineEnded' });
  }
}

type Running = Exclude<KnownRoutine, { status: 'ended' }>;
type SetRoutine = Extract<RoutineCommand, { type: 'setRoutine' }>;

function set(state: RoutineState, command: SetRoutine, context: RoutineContext): RoutineDecision {
  const { sop, other, now } = context;
  const { schedule, place, routine } = command;
  if (!isPerson(context)) return refused({ code: 'not_a_person' });
  if (!sop) return refused({ code: 'sop_not_found', sop: command.sop });
  const { id, key, title, definition } = sop;
  if (sop.status !== 'active' || !definition) {
    return refused({ code: 'sop_not_active', status: sop.status === 'active' ? 'draft' : sop.status, title });
  }
  if (other !== undefined) return refused({ code: 'routine_exists', title });
  // Who may change it hangs on its SOP, and who sees it on its place: neither is another one's.
  if (state.status !== 'none' && (state.sop !== id || state.place !== place)) {
    return refused({ code: 'routine_unknown' });
  }
  const isChanged = state.status !== 'none' && state.status !== 'ended';
  const stranger = isChanged ? refusalToManage(state, context) : undefined;
  if (stranger) return refused(stranger);
  const { due, closes } = schedule;
  const impossible = windowProblem(schedule.slots.times, schedule);
  if (impossible) {
    return refused({
      code: 'window_impossible',
      ...impossible,
      ...optional('due', due),
      ...optional('closes', closes),
    });
  }
  const unfit = refusalOfShift(command.shift, definition, context.people);
  if (unfit) return refused(unfit);
  const read = readInputs(definition, command.inputs);
  if ('problems' in read) return refused({ code: 'routine_inputs_invalid', problems: read.problems });
  const next = isChanged ? nextBut(state, schedule, context) : nextOf(schedule, now);
  if (next === undefined) return refused({ code: 'schedule_never', typed: schedule.typed });
  return happened(context, {
    ...{ type: 'RoutineSet', routine, sop: id, key, title, place, schedule, inputs: read.values, next },
    ...optional('shift', command.shift),
  });
}

/** What was left out stays so where it would still be the next: whoever changes only who is on shift skipped it all the same. */
function nextBut({ last }: KnownRoutine, schedule: Schedule, { now, days }: RoutineContext): Instant | undefined {
  const next = nextOf(schedule, now);
  if (next === undefined || last?.outcome !== 'skipped' || last.slot <= now) return next;
  const [first] = ahead(days ?? NO_DAYS_OFF, schedule, next, 1).runs;
  return first === last.slot ? nextOf(schedule, first) : next;
}

function refusalOfShift(shift: Shift | undefined, definition: Definition, people: People): RoutineRefusal | undefined {
  const { title } = definition;
  const why = unmanned(shift, definition, people);
  if (why && shift && 'member' in shift) return { code: 'shift_unable', member: shift.member, title, why };
  if (shift && 'role' in shift && leavesNothing(shift, definition))
    return { code: 'shift_idle', role: shift.role, title };
  return undefined;
}

/**
 * Its time has come. Of several slots that passed while nothing could fire them one run starts, for the last; what is
 * not worth starting any more is on record as missed, and what fell on a day off as that.
 */
function fire(state: KnownRoutine, slot: Instant, context: RoutineContext): RoutineDecision {
  const { actor, sop, people } = context;
  const { title } = state;
  // A clock that is put back between the timer's look at it and this one: refused, nothing would ever fire it again.
  const now = Math.max(context.now, slot);
  if (actor.type !== 'timer') return refused({ code: 'not_a_timer' });
  if (state.status !== 'active' || state.next !== slot) return refused({ code: 'slot_over', title });
  if (sop?.status !== 'active') return happened(context, { type: 'RoutinePaused', because: 'sop_not_active' });
  const { schedule } = state;
  const { last, many, rested } = passedBy(state, now, context.days ?? NO_DAYS_OFF);
  const next = optional('next', nextOf(schedule, now));
  const rests = rested.map(({ slot, name: day }): RoutineFact => ({ type: 'SlotRested', slot, day, ...next }));
  if (last === undefined) return happened(context, ...rests);
  if (now > worthUntil(schedule, last)) {
    return happened(context, ...rests, { type: 'SlotMissed', slot: last, missed: many, ...next });
  }
  const run = `${state.routine}-${last}`;
  const nobody = optional('unmanned', sop.definition && unmanned(state.shift, sop.definition, people));
  return happened(context, ...rests, {
    ...{ type: 'SlotFired', slot: last, run, missed: many - 1, ...next },
    ...{ ...windowOf(schedule, last, schedule.zone), ...nobody },
  });
}

function resume(state: KnownRoutine, context: RoutineContext): RoutineDecision {
  const { sop, now } = context;
  if (sop?.status !== 'active') {
    const status = sop?.status === 'draft' ? 'draft' : 'archived';
    return refused({ code: 'sop_not_active', status, title: state.title });
  }
  // What was left out before it was paused is not made up for.
  const skipped = state.last?.outcome === 'skipped' ? state.last.slot : now;
  const next = nextOf(state.schedule, Math.max(now, skipped));
  return next === undefined
    ? refused({ code: 'schedule_never', typed: state.schedule.typed })
    : happened(context, { type: 'RoutineResumed', next });
}

/** Left out is the next that would start a run. The days off before it are on record then, as if they had come. */
function skip(state: Running, slot: Instant, context: RoutineContext): RoutineDecision {
  const { title, schedule } = state;
  if (state.status === 'paused') return refused({ code: 'routine_paused', title });
  const days = context.days ?? NO_DAYS_OFF;
  const [first] = ahead(days, schedule, state.next, 1).runs;
  if (first !== slot || slot <= context.now) {
    return refused({ code: 'slot_over', title, ...optional('next', first) });
  }
  const next = nextOf(schedule, slot);
  if (next === undefined) return refused({ code: 'schedule_never', typed: schedule.typed });
  const rested = passedBy(state, slot, days).rested;
  const rests = rested.map(({ slot, name: day }): RoutineFact => ({ type: 'SlotRested', slot, day, next }));
  return happened(context, ...rests, { type: 'SlotSkipped', slot, next });
}

/** Whatever comes before it again is looked at again: a day off may be none any more. */
function restore(state: Running, slot: Instant, context: RoutineContext): RoutineDecision {
  const { title, last, status, schedule } = state;
  if (status === 'paused') return refused({ code: 'routine_paused', title });
  const isSkipped = last?.outcome === 'skipped' && last.slot === slot && slot > context.now;
  if (!isSkipped) return refused({ code: 'slot_over', title });
  const next = nextOf(schedule, context.now);
  return happened(context, {
    ...{ type: 'SlotRestored', slot },
    ...(next !== undefined && next < slot ? { next } : {}),
  });
}

function noteNotStarted(
  state: KnownRoutine,
  { slot, why }: Extract<RoutineCommand, { type: 'noteNotStarted' }>,
  context: RoutineContext,
): RoutineDecision {
  if (context.actor.type !== 'service') return refused({ code: 'not_a_timer' });
  const { last, title } = state;
  const isOfLast = last?.outcome === 'started' && last.slot === slot;
  // The next slot may have fired before anybody could say it: it is on record all the same.
  const isOlder = last !== undefined && slot < last.slot;
  if (!isOfLast && !isOlder) return refused({ code: 'slot_over', title });
  return happened(context, { type: 'NotStarted', slot, why });
}

/** It rests until somebody resumes it, in a conversation that is there again, or sets another elsewhere. */
function notePlaceGone(state: KnownRoutine, context: RoutineContext): RoutineDecision {
  const { title, status } = state;
  if (context.actor.type !== 'service') return refused({ code: 'not_a_timer' });
  if (status === 'active') return happened(context, { type: 'RoutinePaused', because: 'place_gone' });
  return refused({ code: status === 'ended' ? 'routine_ended' : 'routine_paused', title });
}

function refusalToManage(state: KnownRoutine, context: RoutineContext): RoutineRefusal | undefined {
  const member = memberOf(context.actor);
  if (member === undefined || !isPerson(context)) return { code: 'not_a_person' };
  if (member === memberOf(state.setBy)) return undefined;
  const { members, role } = accountableMembers(context.sop?.definition, context.people);
  if (members.includes(member)) return undefined;
  return { code: 'routine_not_yours', title: state.title, setBy: state.setBy, ...optional('role', role) };
}

function isPerson({ actor, people }: RoutineContext): boolean {
  const member = memberOf(actor);
  return member !== undefined && people.members.includes(member);
}

function happened(context: RoutineContext, ...facts: readonly RoutineFact[]): RoutineDecision {
  return accepted<RoutineEvent>(facts.map((fact) => ({ ...fact, at: context.now, actor: context.actor })));
}
