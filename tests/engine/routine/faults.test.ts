/** What gets in a routine's way: its own runs, a conversation that is gone, a clock that is put back. */
import { describe, expect, it } from 'vitest';
import { overlapOf } from '../../../src/engine/routine/overlap.ts';
import { reactToRoutine } from '../../../src/engine/routine/react.ts';
import { initialRoutine } from '../../../src/engine/routine/routine.ts';
import {
  at,
  by,
  DAILY,
  DAY,
  daily,
  fire,
  given,
  HOUR,
  HOURLY,
  hourly,
  MINUTE,
  member,
  resume,
  SERVICE,
  TIMER,
} from './given.ts';

describe('runs of one routine that get in each other’s way', () => {
  const clocks = (...times: number[]) => ({ ...DAILY, slots: { ...DAILY.slots, times } });
  it.each([
    ['none without an end', HOURLY, undefined],
    ['none a day apart', { ...DAILY, closes: { after: 20 * HOUR } }, undefined],
    ['none that ends as the next begins', { ...HOURLY, closes: { after: HOUR } }, undefined],
    ['the first of a day', { ...HOURLY, closes: { after: 90 * MINUTE } }, [at(0, 7), at(0, 8, 30), at(0, 8)]],
    [
      'two that are near each other',
      { ...clocks(420, 480, 1200), closes: { after: 2 * HOUR } },
      [at(0, 7), at(0, 9), at(0, 8)],
    ],
    ['a shift longer than a day', { ...DAILY, closes: { after: 2 * DAY } }, [at(0, 7), at(2, 7), at(1, 7)]],
  ])('%s', (_, schedule, expected) => {
    const found = overlapOf(schedule, at(0, 7));
    expect(found && [found.slot, found.closes, found.then]).toEqual(expected);
  });

  it('none of a schedule that has no time left', () => {
    const leap = { ...DAILY, slots: { ...DAILY.slots, days: [29], months: [2] }, closes: { after: HOUR } };
    expect(overlapOf(leap, Date.UTC(2096, 1, 29, 7))).toBeUndefined();
  });
});

describe('a conversation in which nothing can be said any more', () => {
  const gone = { type: 'notePlaceGone', routine: 'r' } as const;

  it('pauses the routine, which the program itself says, once', () => {
    for (const actor of [member('ana'), TIMER]) {
      given(daily)
        .when(gone, by(actor, at(0, 7)))
        .then({ refused: 'not_a_timer' });
    }
    const paused = given(daily).when(gone, by(SERVICE, at(0, 7, 1)));
    paused.then([{ type: 'RoutinePaused', because: 'place_gone' }]);
    given(paused.events)
      .when(gone, by(SERVICE, at(0, 7, 2)))
      .then({ refused: 'routine_paused' });
    given(paused.events)
      .when(fire(at(0, 7)), by(TIMER, at(0, 7, 3)))
      .then({ refused: 'slot_over' });
  });

  it('is told to people alone, and no more once somebody saw to it', () => {
    const before = given(daily).state;
    const paused = given(daily).when(gone, by(SERVICE, at(0, 7, 1)));
    const stranded = { view: 'stranded', routine: 'r', at: at(0, 7, 1) } as const;
    expect(reactToRoutine(paused.state, paused.events.slice(-1), before)).toEqual({
      effects: [{ type: 'show', view: stranded }],
      timers: [],
    });
    const resumed = given(paused.events).when(resume, by(member('ana'), at(0, 8)));
    expect(reactToRoutine(resumed.state, resumed.events.slice(-1), paused.state).effects).toEqual([
      { type: 'show', view: { view: 'routine', routine: 'r' } },
      { type: 'show', view: stranded },
    ]);
    expect(reactToRoutine(resumed.state, resumed.events.slice(-1), initialRoutine).effects).toHaveLength(1);
  });
});

describe('a clock that is put back', () => {
  it('between firing and the next time fires nothing twice, and loses nothing', () => {
    const fired = given(hourly).when(fire(at(0, 7)), by(TIMER, at(0, 7))).events;
    // Three hours back: what was fired is over, and the next comes when clocks show it again.
    given(fired)
      .when(fire(at(0, 7)), by(TIMER, at(0, 4)))
      .then({ refused: 'slot_over' });
    given(fired)
      .when(fire(at(0, 8)), by(TIMER, at(0, 8)))
      .then([{ type: 'SlotFired', slot: at(0, 8), missed: 0, next: at(0, 9) }]);
  });

  it('while it fires changes nothing: the slot is what its timer says, and the next is the one after it', () => {
    const late = given(hourly).when(fire(at(0, 7)), by(TIMER, at(0, 3)));
    late.then([{ type: 'SlotFired', slot: at(0, 7), run: `r-${at(0, 7)}`, missed: 0, next: at(0, 8) }]);
    expect(late.decision.status === 'accepted' && late.decision.events[0]).toMatchObject({ at: at(0, 3) });
  });

  it('and put forward again counts each time once, however it jumps', () => {
    let events = hourly;
    const fired: number[] = [];
    const jumps = [0, -5 * HOUR, 3 * MINUTE, -2 * DAY, 0, -1, 59 * MINUTE];
    for (let slot = at(0, 7), turn = 0; slot <= at(1, 7); turn++) {
      const now = slot + (jumps[turn % jumps.length] ?? 0);
      const { decision, events: after } = given(events).when(fire(slot), by(TIMER, now));
      const [event] = decision.status === 'accepted' ? decision.events : [];
      if (event?.type !== 'SlotFired') throw new Error(JSON.stringify(decision));
      fired.push(event.slot);
      events = after;
      slot = event.next ?? Infinity;
    }
    expect(fired).toEqual(Array.from({ length: 25 }, (_, index) => at(0, 7) + index * HOUR));
  });
});
