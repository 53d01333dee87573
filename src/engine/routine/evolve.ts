import { isSame } from '../canonical.ts';
import type { Instant } from '../instant.ts';
import { optional } from '../optional.ts';
import type { KnownRoutine, LastSlot, RoutineEvent, RoutineState } from './routine.ts';

/** What an event makes of a routine. An event that does not belong to the state leaves it as it is. */
export function evolveRoutine(state: RoutineState, event: RoutineEvent): RoutineState {
  if (event.type === 'RoutineSet') {
    const { routine, sop, key, title, place, schedule, inputs, shift, next, actor: setBy, at: setAt } = event;
    const last = state.status === 'none' ? undefined : state.last;
    // Whoever changes only the time makes no other request: nobody is rid of theirs by that.
    const isKept = state.status !== 'none' && isSame(state.inputs, inputs);
    const inputsBy = isKept ? (state.inputsBy ?? state.setBy) : undefined;
    const who = { setBy, setAt, ...optional('inputsBy', inputsBy) };
    const facts = { routine, sop, key, title, place, schedule, inputs, ...optional('shift', shift) };
    return { ...facts, ...who, ...optional('last', last), status: 'active', next };
  }
  if (state.status === 'none') return state;
  const { actor: by, at } = event;
  switch (event.type) {
    case 'RoutinePaused':
      return { ...factsOf(state), status: 'paused', by, at, ...optional('because', event.because) };
    case 'RoutineResumed':
      return { ...factsOf(state), status: 'active', next: event.next };
    case 'SlotSkipped':
      return after(state, { slot: event.slot, outcome: 'skipped', by }, event);
    case 'SlotRestored': {
      const { last: _, ...facts } = factsOf(state);
      return { ...facts, status: 'active', next: event.next ?? event.slot };
    }
    case 'SlotFired':
      return after(
        state,
        {
          ...{ slot: event.slot, outcome: 'started', run: event.run, missed: event.missed },
          ...optional('unmanned', event.unmanned),
        },
        event,
      );
    case 'SlotRested':
      return after(state, { slot: event.slot, outcome: 'rested', day: event.day }, event);
    case 'SlotMissed':
      return after(state, { slot: event.slot, outcome: 'missed', missed: event.missed }, event);
    case 'NotStarted':
      if (state.last && event.slot < state.last.slot) return state;
      return { ...state, last: { slot: event.slot, outcome: 'not_started', why: event.why } };
    case 'RoutineEnded':
      return { ...factsOf(state), status: 'ended', by, at };
  }
}

/** A schedule without another slot has done its work: it is as if somebody had paused it. */
function after(
  state: KnownRoutine,
  last: LastSlot,
  { next, actor: by, at }: { readonly next?: Instant; readonly actor: RoutineEvent['actor']; readonly at: Instant },
): KnownRoutine {
  const facts = { ...factsOf(state), last };
  if (next === undefined) return { ...facts, status: 'paused', by, at, because: 'never_again' };
  return { ...facts, status: 'active', next };
}

function factsOf(state: KnownRoutine) {
  const { routine, sop, key, title, place, schedule, inputs, shift, setBy, setAt, inputsBy, last } = state;
  const who = { ...optional('shift', shift), setBy, setAt, ...optional('inputsBy', inputsBy) };
  return { routine, sop, key, title, place, schedule, inputs, ...who, ...optional('last', last) };
}
