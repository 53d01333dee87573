/** What a routine's events owe to the world: its card, the start of a run, a digest of where it runs, the timer of its next slot. */
import type { Effect, Reaction, Timer } from '../effect.ts';
import type { Instant } from '../instant.ts';
import { optional } from '../optional.ts';
import type { RoutineEvent, RoutineState } from './routine.ts';

export function reactToRoutine(state: RoutineState, events: readonly RoutineEvent[]): Reaction {
  if (state.status === 'none') return { effects: [], timers: [] };
  const { routine } = state;
  const view = { view: 'routine', routine } as const;
  // Bad news is said anew: an edited message tells nobody.
  const isNews = events.some(isBadNews);
  const shown: Effect = { type: 'show', view, ...(isNews ? { anew: true } : {}) };
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
    effects: [...begun, ...started, shown],
    timers: state.status === 'active' ? [timerOf(routine, state.next, events.at(-1)?.at ?? 0)] : [],
  };
}

function windowOf({ due, closes }: { readonly due?: Instant; readonly closes?: Instant }) {
  return { ...optional('due', due), ...optional('closes', closes) };
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
