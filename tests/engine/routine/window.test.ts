/** The three times of a shift: it starts, is due, and closes. */
import { describe, expect, it } from 'vitest';
import { reactToRoutine } from '../../../src/engine/routine/react.ts';
import type { RoutineEvent } from '../../../src/engine/routine/routine.ts';
import { type Closing, closingOf, windowOf, windowProblem } from '../../../src/engine/routine/window.ts';
import { at, by, DAILY, fire, given, HOUR, MINUTE, member, SHIFT, set, TIMER } from './given.ts';

describe('a window', () => {
  const shift = given([]).when({ ...set, schedule: SHIFT }, by(member('ana'), at(0, 6))).events;

  it('closes the run that its slot starts', () => {
    const fired = given(shift).when(fire(at(0, 7)), by(TIMER, at(0, 7)));
    fired.then([{ type: 'SlotFired', slot: at(0, 7), closes: at(0, 9) }]);
    const { decision, state } = fired;
    const events = decision.status === 'accepted' ? (decision.events as readonly RoutineEvent[]) : [];
    expect(reactToRoutine(state, events).effects[0]).toMatchObject({ type: 'start_run', closes: at(0, 9) });
  });

  it('is as long as a run is worth starting', () => {
    given(shift)
      .when(fire(at(0, 7)), by(TIMER, at(0, 8, 59)))
      .then([{ type: 'SlotFired', closes: at(0, 9) }]);
    given(shift)
      .when(fire(at(0, 7)), by(TIMER, at(0, 9)))
      .then([{ type: 'SlotMissed', missed: 1 }]);
    const long = given([]).when(
      { ...set, schedule: { ...DAILY, closes: { after: 5 * HOUR } } },
      by(member('ana'), at(0, 6)),
    );
    given(long.events)
      .when(fire(at(0, 7)), by(TIMER, at(0, 11)))
      .then([{ type: 'SlotFired', closes: at(0, 12) }]);
  });

  it.each([
    ['later that day', { at: 9 * 60 }, at(0, 7), at(0, 9)],
    ['after midnight', { at: 2 * 60 }, at(0, 22), at(1, 2)],
    ['a day later at the same time', { at: 7 * 60 }, at(0, 7), at(1, 7)],
    ['so long after', { after: 90 * MINUTE }, at(0, 7), at(0, 8, 30)],
  ])('that ends %s', (_, closes, slot, end) => {
    expect(closingOf(closes, slot, 'UTC')).toBe(end);
  });

  it('ends when clocks show its time, whatever they did since it began', () => {
    // London puts its clocks forward on 29 March 2026 at 01:00 UTC, and leaves out the hour from 01:00.
    const evening = Date.UTC(2026, 2, 28, 22);
    expect(closingOf({ at: 6 * 60 }, evening, 'Europe/London')).toBe(Date.UTC(2026, 2, 29, 5));
    expect(closingOf({ at: 90 }, evening, 'Europe/London')).toBe(Date.UTC(2026, 2, 29, 1));
  });
});

describe('a shift that is due before it closes', () => {
  const due = { ...SHIFT, due: { at: 8 * 60 } };
  const shift = given([]).when({ ...set, schedule: due }, by(member('ana'), at(0, 6))).events;

  it('says so to the run that its slot starts', () => {
    const fired = given(shift).when(fire(at(0, 7)), by(TIMER, at(0, 7)));
    fired.then([{ type: 'SlotFired', due: at(0, 8), closes: at(0, 9) }]);
    const { decision, state } = fired;
    const events = decision.status === 'accepted' ? (decision.events as readonly RoutineEvent[]) : [];
    expect(reactToRoutine(state, events).effects[0]).toMatchObject({ due: at(0, 8), closes: at(0, 9) });
  });

  it('is caught up on until it closes, though it was due before', () => {
    given(shift)
      .when(fire(at(0, 7)), by(TIMER, at(0, 8, 30)))
      .then([{ type: 'SlotFired', due: at(0, 8), closes: at(0, 9) }]);
  });

  it('is never due after it closes, whatever clocks do', () => {
    // London leaves out the hour from 01:00 on 29 March 2026: three hours after 23:00 it is 03:00 there.
    const evening = Date.UTC(2026, 2, 28, 23);
    const window = windowOf({ due: { after: 3 * HOUR }, closes: { at: 2 * 60 } }, evening, 'Europe/London');
    expect(window).toEqual({ due: Date.UTC(2026, 2, 29, 1), closes: Date.UTC(2026, 2, 29, 1) });
  });
});

describe('a window that cannot be', () => {
  const clock = (hour: number, minute = 0): Closing => ({ at: hour * 60 + minute });
  const hours = (many: number): Closing => ({ after: many * HOUR });

  it.each<[string, number[], { due?: Closing; closes?: Closing }, string]>([
    ['closes before it opens', [390], { closes: clock(5) }, 'closes_before_opens'],
    ['closes when it opens', [390], { closes: clock(6, 30) }, 'closes_before_opens'],
    ['closes before the second of its times', [390, 840], { closes: clock(9) }, 'closes_before_opens'],
    ['is due before it opens', [390], { due: clock(6), closes: clock(9) }, 'due_before_opens'],
    ['is due after it closes', [390], { due: clock(10), closes: clock(9) }, 'due_after_closes'],
    ['is due so long after that it is closed', [390], { due: hours(3), closes: clock(9) }, 'due_after_closes'],
    ['is due at a time when it is closed', [390], { due: clock(9), closes: hours(2) }, 'due_after_closes'],
    ['is due longer after than it is open', [390], { due: hours(3), closes: hours(2) }, 'due_after_closes'],
    ['is due in the morning after it closed at night', [1320], { due: clock(6), closes: clock(2) }, 'due_after_closes'],
  ])('%s', (_, times, window, problem) => {
    expect(windowProblem(times, window)).toMatchObject({ problem });
    const schedule = { ...DAILY, slots: { ...DAILY.slots, times }, ...window };
    given([])
      .when({ ...set, schedule }, by(member('ana'), at(0, 6)))
      .then({ refused: 'window_impossible', problem });
  });

  it.each<[string, number[], { due?: Closing; closes?: Closing }]>([
    ['the same morning', [390], { due: clock(7, 30), closes: clock(9) }],
    ['due when it closes', [390], { due: clock(9), closes: clock(9) }],
    ['through the night', [1320], { due: clock(1), closes: clock(6) }],
    ['from the evening to the next morning', [1080], { closes: clock(9) }],
    ['all day', [30], { closes: clock(23) }],
    ['a day later, where it is said how long', [390], { closes: hours(24) }],
    ['for a week', [390], { due: hours(100), closes: hours(168) }],
    ['without an end', [390], { due: clock(7, 30) }],
  ])('but not %s', (_, times, window) => {
    expect(windowProblem(times, window)).toBeUndefined();
  });
});
