/** What a routine's events owe to the world: its card, the start of a run, a digest of where it runs, the timer of its next slot. */
import type { Effect, Reaction, Timer } from '../effect.ts';
import type { Instant } from '../instant.ts';
import { optional } from '../optional.ts';
import { initialRoutine, type KnownRoutine, type RoutineEvent, type RoutineState } from './routine.ts';

/** `before`: as it was. */
export function reactToRoutine(
  state: RoutineState,
  events: readonly RoutineEvent[],
  before: RoutineState = initialRoutine,
): Reaction {
  if (state.status === 'none') return { effects: [], timers: [] };
  const { routine } = state;
  const view = { view: 'routine', routine } as const;
  // Bad news is said anew: an edited message tells nobody.
  const isNews = events.some(isBadNews);
  // What cannot be said where it belongs is told to people alone.
  const at = strandedAt(state);
  const shown: Effect =
    at !== undefined
      ? { type: 'show', view: { view: 'stranded', routine, at } }
      : { type: 'show', view, ...(isNews ? { anew: true } : {}) };
  const started = events.flatMap((event): readonly Effect[] =>
    event.type === 'SlotFired'
      ? [{ type: 'start_run', routine, slot: event.slot, run: event.run, ...windowOf(event) }]
      : [],
  );
  const begun = events.flatMap(({ type, actor: by }): readonly Effect[] => {
    const { place, schedule } = state;
    return type === 'RoutineSet' ? [{ type: 'begin_digest', place, zone: schedule.zone, by }] : [];
  });
  return {
    effects: [...begun, ...started, shown, ...seenTo(state, before)],
    timers: state.status === 'active' ? [timerOf(routine, state.next, events.at(-1)?.at ?? 0)] : [],
  };
}

function windowOf({ due, closes }: { readonly due?: Instant; readonly closes?: Instant }) {
  return { ...optional('due', due), ...optional('closes', closes) };
}

/** Since when nothing can be said where its runs start. */
function strandedAt(state: RoutineState): Instant | undefined {
  return state.status === 'paused' && state.because === 'place_gone' ? state.at : undefined;
}

/** Whoever was told that it rests for that reads that somebody saw to it. */
function seenTo(state: KnownRoutine, before: RoutineState): readonly Effect[] {
  const at = strandedAt(before);
  if (at === undefined || strandedAt(state) === at) return [];
  return [{ type: 'show', view: { view: 'stranded', routine: state.routine, at } }];
}

function isBadNews(event: RoutineEvent): boolean {
  switch (event.type) {
    case 'SlotMissed':
    case 'NotStarted':
      return true;
    case 'SlotFired':
      return event.missed > 0 || event.unmanned !== undefined;
    case 'RoutinePaused':
      return event.because !== undefined;
    case 'RoutineSet':
    case 'RoutineResumed':
    case 'SlotSkipped':
    case 'SlotRestored':
    case 'SlotRested':
    case 'RoutineEnded':
      return false;
  }
}

/**
 * Named also by when it was set: where a clock was put back and somebody sets the routine anew, the next slot may be one that
 * was fired before, and whatever has that one's name is taken for done.
 */
function timerOf(routine: string, slot: Instant, setAt: Instant): Timer {
  return { id: `routine:${routine}:${slot}:${setAt}`, due: slot, command: { type: 'fireRoutine', routine, slot } };
}
