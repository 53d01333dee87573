/** A whole year, fire by fire, where clocks are put forward and back: nothing is left out, and nothing comes twice. */
import { describe, expect, it } from 'vitest';
import { decideRoutine } from '../../../src/engine/routine/decide.ts';
import { evolveRoutine } from '../../../src/engine/routine/evolve.ts';
import { reactToRoutine } from '../../../src/engine/routine/react.ts';
import { initialRoutine, type RoutineEvent, type RoutineState } from '../../../src/engine/routine/routine.ts';
import { by, member, set, TIMER } from './given.ts';
import { CHANGING, clockIn, shownIn } from './year-of-clocks.ts';

const clock = (hour: number, minute = 0) => hour * 60 + minute;
/** Each quarter of the hours that are left out and come twice somewhere, and the morning. */
const TIMES = [...Array.from({ length: 13 }, (_, index) => index * 15), clock(6, 30)];

type Fired = Extract<RoutineEvent, { type: 'SlotFired' }>;

/** As the program does it: each timer that is set fires, a moment late, and what follows from it sets the next. */
function fires(zone: string, from: number, to: number): readonly Fired[] {
  const schedule = {
    ...{ typed: 'nights', slots: { times: TIMES, days: [], months: [], weekdays: [] }, zone },
    ...{ due: { after: 60_000 }, closes: { at: clock(7) } },
  };
  const fired: Fired[] = [];
  let state: RoutineState = initialRoutine;
  let [command, now]: [Parameters<typeof decideRoutine>[1], number] = [{ ...set, schedule }, from - 1];
  for (;;) {
    const context = command.type === 'setRoutine' ? by(member('ana'), now) : by(TIMER, now);
    const decision = decideRoutine(state, command, context);
    if (decision.status === 'refused') throw new Error(JSON.stringify(decision.refusal));
    state = decision.events.reduce(evolveRoutine, state);
    fired.push(...decision.events.filter((event) => event.type === 'SlotFired'));
    const [timer] = reactToRoutine(state, decision.events).timers;
    if (!timer || timer.due > to) return fired;
    [command, now] = [timer.command as typeof command, timer.due + (fired.length % 7) * 1_000];
  }
}

describe('a year', () => {
  it.each(CHANGING)(
    'in %s: each time of each day fires once, at the next instant where clocks leave it out',
    (zone) => {
      const { slots, skipped } = shownIn(zone, 2026, TIMES);
      expect(skipped).toBeGreaterThan(0);
      const fired = fires(zone, slots[0] ?? 0, slots.at(-1) ?? 0);
      expect(fired.map((one) => one.slot)).toEqual(slots);
      expect(fired.filter((one) => one.missed > 0)).toEqual([]);
      // Each window closes when clocks show it, on the day of its start or the next.
      const shows = clockIn(zone);
      const wrong = fired.filter(({ slot, due = 0, closes = 0 }) => {
        return !shows(closes).endsWith(' 07:00') || due !== slot + 60_000 || closes - slot > 9 * 3_600_000;
      });
      expect(wrong).toEqual([]);
      // Run ids come from slots: none is used twice.
      expect(new Set(fired.map((one) => one.run)).size).toBe(fired.length);
    },
  );
});
