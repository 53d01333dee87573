/** Holidays and closed days: what falls on them is neither missed nor skipped, and is told by its name. */
import { describe, expect, it } from 'vitest';
import { ahead, type DaysOff, dayOff, NO_DAYS_OFF } from '../../../src/engine/routine/days-off.ts';
import { reactToRoutine } from '../../../src/engine/routine/react.ts';
import type { RoutineEvent } from '../../../src/engine/routine/routine.ts';
import { at, by, DAILY, daily, fire, given, HOURLY, hourly, member, resume, set, skip, TIMER } from './given.ts';

/** Tuesday is a holiday, Thursday and Friday are closed. */
const DAYS: DaysOff = {
  holidays: { '2026-03-03': 'Carnival' },
  closed: [{ from: '2026-03-05', to: '2026-03-06', reason: 'stocktaking' }],
  until: '2027-12-31',
};
const timer = (now: number, days = DAYS) => by(TIMER, now, { days });
const ana = (now: number, days = DAYS) => by(member('ana'), now, { days });

describe('a time on a day off', () => {
  it('starts nothing, and names the day', () => {
    const tuesday = given(daily).when(fire(at(0, 7)), timer(at(0, 7)));
    const rested = given(tuesday.events).when(fire(at(1, 7)), timer(at(1, 7)));
    rested.then([{ type: 'SlotRested', slot: at(1, 7), day: 'Carnival', next: at(2, 7) }]);
    expect(rested.state).toMatchObject({
      status: 'active',
      last: { outcome: 'rested', day: 'Carnival' },
      next: at(2, 7),
    });
    const reaction = reactToRoutine(rested.state, rested.events.slice(-1));
    // It is as it should be: the card says so, and calls nobody.
    expect(reaction.effects).toEqual([{ type: 'show', view: { view: 'routine', routine: 'r' } }]);
    expect(reaction.timers).toMatchObject([{ due: at(2, 7) }]);
    given(rested.events)
      .when(fire(at(2, 7)), timer(at(2, 7)))
      .then([{ type: 'SlotFired', slot: at(2, 7), missed: 0 }]);
  });

  it('starts its run where the routine runs on holidays too', () => {
    const also = given([]).when({ ...set, schedule: { ...DAILY, holidays: 'also' } }, ana(at(0, 8)));
    given(also.events)
      .when(fire(at(1, 7)), timer(at(1, 7)))
      .then([{ type: 'SlotFired', slot: at(1, 7) }]);
  });

  it('starts its run again once the day is none any more', () => {
    const before = given(daily).when(fire(at(0, 7)), timer(at(0, 7))).events;
    given(before)
      .when(fire(at(1, 7)), timer(at(1, 7), NO_DAYS_OFF))
      .then([{ type: 'SlotFired', slot: at(1, 7) }]);
  });

  it('is one of the routine’s own clocks', () => {
    const zone = (name: string) => ({ ...DAILY, zone: name });
    // 22:30 UTC on Monday: Tuesday in Lisbon's summer is not, in Kyiv it is.
    expect(dayOff(DAYS, zone('Europe/Lisbon'), at(0, 22, 30))).toBeUndefined();
    expect(dayOff(DAYS, zone('Europe/Kyiv'), at(0, 22, 30))).toEqual({ date: '2026-03-03', name: 'Carnival' });
    expect(dayOff(DAYS, zone('America/New_York'), at(2, 3))).toMatchObject({ name: 'Carnival' });
    expect(dayOff(DAYS, zone('UTC'), at(2, 0))).toBeUndefined();
  });

  it('of several names is called by the holiday; without a reason it is closed', () => {
    const days = { ...DAYS, closed: [{ from: '2026-03-03', to: '2026-03-04', reason: '' }] };
    expect(dayOff(days, DAILY, at(1, 7))?.name).toBe('Carnival');
    expect(dayOff(days, DAILY, at(2, 7))?.name).toBe('closed');
  });
});

describe('what passed while nothing ran', () => {
  it('leaves days off out of what was missed, and names each', () => {
    given(daily)
      .when(fire(at(0, 7)), timer(at(4, 12)))
      .then([
        { type: 'SlotRested', slot: at(1, 7), day: 'Carnival', next: at(5, 7) },
        { type: 'SlotRested', slot: at(3, 7), day: 'stocktaking' },
        { type: 'SlotRested', slot: at(4, 7), day: 'stocktaking' },
        // Monday and Wednesday.
        { type: 'SlotMissed', slot: at(2, 7), missed: 2, next: at(5, 7) },
      ]);
  });

  it('is only days off: nothing is missed', () => {
    const monday = given(daily).when(fire(at(0, 7)), timer(at(0, 7))).events;
    const after = given(monday).when(fire(at(1, 7)), timer(at(1, 20)));
    after.then([{ type: 'SlotRested', day: 'Carnival' }]);
  });

  it('still starts the last that was to run, though a day off began since', () => {
    given(hourly)
      .when(fire(at(0, 7)), timer(at(1, 0, 10)))
      .then([
        { type: 'SlotRested', slot: at(1, 0), day: 'Carnival' },
        { type: 'SlotFired', slot: at(0, 23), missed: 16, next: at(1, 1) },
      ]);
  });

  it('tells a day of many times once', () => {
    const monday = given(hourly).when(fire(at(0, 7)), timer(at(0, 23, 30))).events;
    const events = given(monday).when(fire(at(1, 0)), timer(at(2, 0, 30)));
    events.then([
      { type: 'SlotRested', slot: at(1, 23), day: 'Carnival' },
      { type: 'SlotFired', slot: at(2, 0), missed: 0 },
    ]);
  });

  it('ends, however long it was and however much of it was closed', () => {
    const closed = { ...NO_DAYS_OFF, closed: [{ from: '2026-03-02', to: '2028-01-01', reason: '' }] };
    const { decision } = given(hourly).when(fire(at(0, 7)), timer(at(400, 12), closed));
    expect(decision.status === 'accepted' && decision.events.every((one) => one.type === 'SlotRested')).toBe(true);
    const later = { ...closed, closed: [{ from: '2026-03-02', to: '2026-12-31', reason: '' }] };
    const after = given(hourly).when(fire(at(0, 7)), timer(at(400, 12), later));
    expect(after.events.at(-1)).toMatchObject({ type: 'SlotFired', slot: at(400, 12) });
    expect((after.events.at(-1) as Extract<RoutineEvent, { type: 'SlotFired' }>).missed).toBeGreaterThan(0);
  });
});

describe('leaving one out around days off', () => {
  const monday = given(daily).when(fire(at(0, 7)), timer(at(0, 7))).events;

  it('is of the next that would really run; the days off before it are on record', () => {
    given(monday)
      .when(skip(at(1, 7)), ana(at(0, 8)))
      .then({ refused: 'slot_over', next: at(2, 7) });
    const left = given(monday).when(skip(at(2, 7)), ana(at(0, 8)));
    left.then([
      { type: 'SlotRested', slot: at(1, 7), day: 'Carnival', next: at(3, 7) },
      { type: 'SlotSkipped', slot: at(2, 7), next: at(3, 7) },
    ]);
    given(left.events)
      .when(fire(at(1, 7)), timer(at(1, 7)))
      .then({ refused: 'slot_over' });
  });

  it('is taken back with all before it, which may be no day off any more', () => {
    const left = given(monday).when(skip(at(2, 7)), ana(at(0, 8))).events;
    const back = given(left).when({ type: 'restoreSlot', routine: 'r', slot: at(2, 7) }, ana(at(0, 9)));
    back.then([{ type: 'SlotRestored', slot: at(2, 7), next: at(1, 7) }]);
    given(back.events)
      .when(fire(at(1, 7)), timer(at(1, 7), NO_DAYS_OFF))
      .then([{ type: 'SlotFired', slot: at(1, 7) }]);
    const later = given(left).when({ type: 'restoreSlot', routine: 'r', slot: at(2, 7) }, ana(at(1, 9)));
    expect(later.state).toMatchObject({ next: at(2, 7) });
  });

  it('goes on where it was paused over them', () => {
    const paused = given(monday).when({ type: 'pauseRoutine', routine: 'r' }, ana(at(0, 8))).events;
    given(paused)
      .when(resume, ana(at(0, 9)))
      .then([{ type: 'RoutineResumed', next: at(1, 7) }]);
  });
});

describe('what lies ahead', () => {
  it('are the times that really run, and what is left out in between, each day once', () => {
    expect(ahead(DAYS, DAILY, at(1, 7), 3)).toEqual({
      runs: [at(2, 7), at(5, 7), at(6, 7)],
      left: [
        { date: '2026-03-03', name: 'Carnival' },
        { date: '2026-03-05', name: 'stocktaking' },
        { date: '2026-03-06', name: 'stocktaking' },
      ],
    });
    expect(ahead(DAYS, HOURLY, at(0, 23), 2)).toEqual({
      runs: [at(0, 23), at(2, 0)],
      left: [{ date: '2026-03-03', name: 'Carnival' }],
    });
    expect(ahead(DAYS, { ...DAILY, holidays: 'also' }, at(1, 7), 2)).toEqual({ runs: [at(1, 7), at(2, 7)], left: [] });
  });

  it('is not told beyond what is known of holidays', () => {
    const christmas = { ...DAILY, slots: { ...DAILY.slots, days: [25], months: [12] } };
    const days = {
      holidays: { '2026-12-25': 'Christmas Day', '2027-12-25': 'Christmas Day' },
      closed: [],
      until: '2027-12-31',
    };
    const next = Date.UTC(2026, 11, 25, 7);
    expect(ahead(days, christmas, next, 3)).toMatchObject({
      runs: [],
      left: [{ date: '2026-12-25' }, { date: '2027-12-25' }],
    });
    expect(ahead(NO_DAYS_OFF, christmas, next, 3).runs).toHaveLength(3);
  });

  it('is looked for in no time, however long all is closed', () => {
    const closed = { ...NO_DAYS_OFF, closed: [{ from: '2026-01-01', to: '2099-12-31', reason: '' }] };
    expect(ahead(closed, HOURLY, at(0, 7), 3).runs).toEqual([]);
  });
});
