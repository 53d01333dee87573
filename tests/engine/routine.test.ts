/** The life of a routine, as given, when, then. */
import { describe, expect, it } from 'vitest';
import type { RoutineCommand } from '../../src/engine/routine/commands.ts';
import type { RoutineContext } from '../../src/engine/routine/decide.ts';
import { evolveRoutine } from '../../src/engine/routine/evolve.ts';
import { reactToRoutine } from '../../src/engine/routine/react.ts';
import { initialRoutine, type RoutineEvent } from '../../src/engine/routine/routine.ts';
import {
  at,
  by,
  DAY,
  daily,
  end,
  fire,
  given,
  HOURLY,
  hourly,
  member,
  NEVER,
  pause,
  people,
  resume,
  SERVICE,
  SHIFT,
  SOP,
  set,
  skip,
  TIMER,
} from './routine/given.ts';

describe('setting a routine', () => {
  it('says when it is next, with inputs as they are read', () => {
    given([])
      .when(set, by(member('ana'), at(0, 6)))
      .then([{ type: 'RoutineSet', next: at(0, 7), inputs: { cups: 3 } }]);
    given([])
      .when(set, by(member('ana'), at(0, 7)))
      .then([{ type: 'RoutineSet', next: at(1, 7) }]);
  });

  it.each<[string, RoutineCommand, RoutineContext, string]>([
    ['a stranger', set, by(member('zoe'), 0), 'not_a_person'],
    ['an agent', set, by({ type: 'agent', id: 'x' }, 0), 'not_a_person'],
    ['an SOP that is not there', set, { now: 0, actor: member('ana'), people }, 'sop_not_found'],
    ['a draft', set, by(member('ana'), 0, { sop: { ...SOP, status: 'draft' } }), 'sop_not_active'],
    ['an archived SOP', set, by(member('ana'), 0, { sop: { ...SOP, status: 'archived' } }), 'sop_not_active'],
    ['a second one there', set, by(member('ana'), 0, { other: 'q' }), 'routine_exists'],
    ['a day that never comes', { ...set, schedule: NEVER }, by(member('ana'), 0), 'schedule_never'],
    ['an input that is missing', { ...set, inputs: {} }, by(member('ana'), 0), 'routine_inputs_invalid'],
    ['an input that does not fit', { ...set, inputs: { cups: 0 } }, by(member('ana'), 0), 'routine_inputs_invalid'],
  ])('is refused for %s', (_, command, context, refused) => {
    given([])
      .when(command, context)
      .then({ refused: refused as never });
  });

  it('is for one SOP in one place, whoever changes it', () => {
    const other = { ...SOP, id: 'other' };
    given(daily)
      .when({ ...set, sop: 'other' }, by(member('ana'), at(0, 6), { sop: other }))
      .then({ refused: 'routine_unknown' });
    given(daily)
      .when({ ...set, place: 'web:bar' }, by(member('ana'), at(0, 6)))
      .then({ refused: 'routine_unknown' });
  });

  it('nothing else is done with a routine that is not there', () => {
    for (const command of [pause, resume, end, skip(1), fire(1)]) {
      given([])
        .when(command, by(member('ana'), 0))
        .then({ refused: 'routine_unknown' });
    }
  });
});

describe('whoever set it, who answers for its SOP, and nobody else', () => {
  const nobody = by(member('eva'), at(0, 6), { people: { ...people, holders: {} } });
  it.each<[string, RoutineContext]>([
    ['the one who set it', by(member('ana'), at(0, 6))],
    ['the accountable manager', by(member('cem'), at(0, 6))],
    ['an administrator where nobody is that', nobody],
  ])('%s changes, pauses, leaves out and ends it', (_, context) => {
    given(daily)
      .when(pause, context)
      .then([{ type: 'RoutinePaused' }]);
    given(daily)
      .when(end, context)
      .then([{ type: 'RoutineEnded' }]);
    given(daily)
      .when(skip(at(0, 7)), context)
      .then([{ type: 'SlotSkipped', slot: at(0, 7), next: at(1, 7) }]);
    given(daily)
      .when({ ...set, schedule: HOURLY }, context)
      .then([{ type: 'RoutineSet', next: at(0, 7) }]);
  });

  it.each<[string, RoutineContext]>([
    ['another member', by(member('ben'), at(0, 6))],
    ['an administrator where somebody is the manager', by(member('eva'), at(0, 6))],
  ])('%s does not', (_, context) => {
    for (const command of [pause, end, skip(at(0, 7)), set]) {
      given(daily)
        .when(command, context)
        .then({ refused: 'routine_not_yours', setBy: member('ana'), role: 'lead' });
    }
  });

  it('whoever has left does not either', () => {
    const left = by(member('ana'), at(0, 6), { people: { ...people, members: ['ben'] } });
    given(daily).when(pause, left).then({ refused: 'not_a_person' });
  });
});

describe('its time', () => {
  it('starts a run once, and sets the next timer', () => {
    const fired = given(daily).when(fire(at(0, 7)), by(TIMER, at(0, 7, 1)));
    fired.then([{ type: 'SlotFired', slot: at(0, 7), run: `r-${at(0, 7)}`, missed: 0, next: at(1, 7) }]);
    given(fired.events)
      .when(fire(at(0, 7)), by(TIMER, at(0, 7, 2)))
      .then({ refused: 'slot_over' });
    const { decision, state } = fired;
    const events = decision.status === 'accepted' ? (decision.events as readonly RoutineEvent[]) : [];
    expect(reactToRoutine(state, events)).toEqual({
      effects: [
        { type: 'start_run', routine: 'r', slot: at(0, 7), run: `r-${at(0, 7)}` },
        { type: 'show', view: { view: 'routine', routine: 'r' } },
      ],
      timers: [{ id: `routine:r:${at(1, 7)}:${at(0, 7, 1)}`, due: at(1, 7), command: fire(at(1, 7)) }],
    });
  });

  it('brings a digest to its conversation when it is set, and by nothing else', () => {
    const begun = (events: readonly RoutineEvent[]) =>
      reactToRoutine(events.reduce(evolveRoutine, initialRoutine), events.slice(-1)).effects[0];
    const begin = { type: 'begin_digest', place: 'web:kitchen', zone: 'UTC', by: member('ana') };
    expect(begun(daily)).toEqual(begin);
    expect(begun(given(daily).when(pause, by(member('ana'), at(0, 6))).events)).toMatchObject({ type: 'show' });
  });

  it('is come when its timer says so: refused because a clock was put back meanwhile, it would never be fired again', () => {
    given(daily)
      .when(fire(at(0, 7)), by(TIMER, at(0, 6, 59)))
      .then([{ type: 'SlotFired', slot: at(0, 7), missed: 0, next: at(1, 7) }]);
  });

  it('is nobody’s to bring about', () => {
    for (const actor of [member('ana'), SERVICE]) {
      given(daily)
        .when(fire(at(0, 7)), by(actor, at(0, 7)))
        .then({ refused: 'not_a_timer' });
    }
  });

  it('starts one run for all times that passed, for the last; those before are missed', () => {
    given(hourly)
      .when(fire(at(0, 7)), by(TIMER, at(0, 9, 30)))
      .then([{ type: 'SlotFired', slot: at(0, 9), missed: 2, next: at(0, 10) }]);
  });

  it('is missed once a run is not worth starting any more', () => {
    given(daily)
      .when(fire(at(0, 7)), by(TIMER, at(0, 9)))
      .then([{ type: 'SlotFired', missed: 0 }]);
    given(daily)
      .when(fire(at(0, 7)), by(TIMER, at(0, 9) + 1))
      .then([{ type: 'SlotMissed', slot: at(0, 7), missed: 1, next: at(1, 7) }]);
    given(daily)
      .when(fire(at(0, 7)), by(TIMER, at(3, 12)))
      .then([{ type: 'SlotMissed', slot: at(3, 7), missed: 4, next: at(4, 7) }]);
  });

  it('after a year of silence starts the last one all the same', () => {
    given(hourly)
      .when(fire(at(0, 7)), by(TIMER, at(365, 7, 30)))
      .then([{ type: 'SlotFired', slot: at(365, 7), next: at(365, 8) }]);
  });

  it('pauses it when its SOP is not in force any more', () => {
    const archived = by(TIMER, at(0, 7), { sop: { ...SOP, status: 'archived' } });
    const paused = given(daily).when(fire(at(0, 7)), archived);
    paused.then([{ type: 'RoutinePaused', because: 'sop_not_active' }]);
    given(paused.events)
      .when(resume, by(member('ana'), at(0, 8), { sop: { ...SOP, status: 'archived' } }))
      .then({ refused: 'sop_not_active', status: 'archived' });
    given(paused.events)
      .when(resume, by(member('ana'), at(0, 8)))
      .then([{ type: 'RoutineResumed', next: at(1, 7) }]);
  });

  it('is over while it is paused, and once it has ended', () => {
    for (const command of [pause, end]) {
      const rests = given(daily).when(command, by(member('ana'), at(0, 6))).events;
      given(rests)
        .when(fire(at(0, 7)), by(TIMER, at(0, 7)))
        .then({ refused: 'slot_over' });
    }
  });
});

describe('leaving one out', () => {
  it('is of the next only, and before it comes', () => {
    given(daily)
      .when(skip(at(1, 7)), by(member('ana'), at(0, 6)))
      .then({ refused: 'slot_over', next: at(0, 7) });
    given(daily)
      .when(skip(at(0, 7)), by(member('ana'), at(0, 7)))
      .then({ refused: 'slot_over' });
    const left = given(daily).when(skip(at(0, 7)), by(member('ana'), at(0, 6))).events;
    // A second tap on the same card leaves out no other.
    given(left)
      .when(skip(at(0, 7)), by(member('ana'), at(0, 6)))
      .then({ refused: 'slot_over', next: at(1, 7) });
    given(left)
      .when(fire(at(0, 7)), by(TIMER, at(0, 7)))
      .then({ refused: 'slot_over' });
  });

  it('outlives a pause, and a change that would start it as the next', () => {
    const left = given(daily).when(skip(at(0, 7)), by(member('ana'), at(0, 6))).events;
    const paused = given(left).when(pause, by(member('ana'), at(0, 6, 10))).events;
    const ana = by(member('ana'), at(0, 6, 20));
    given(paused)
      .when(resume, ana)
      .then([{ type: 'RoutineResumed', next: at(1, 7) }]);
    // Its time is over: nothing is left out but what was.
    given(paused)
      .when(resume, by(member('ana'), at(1, 8)))
      .then([{ type: 'RoutineResumed', next: at(2, 7) }]);
    given(left)
      .when({ ...set, schedule: SHIFT }, ana)
      .then([{ type: 'RoutineSet', next: at(1, 7) }]);
    // What comes before it is not left out for its sake.
    given(left)
      .when({ ...set, schedule: HOURLY }, by(member('ana'), at(0, 5, 30)))
      .then([{ type: 'RoutineSet', next: at(0, 6) }]);
  });

  it('is taken back before its time, and not after', () => {
    const left = given(daily).when(skip(at(0, 7)), by(member('ana'), at(0, 6))).events;
    const restore: RoutineCommand = { type: 'restoreSlot', routine: 'r', slot: at(0, 7) };
    const back = given(left).when(restore, by(member('cem'), at(0, 6, 30)));
    back.then([{ type: 'SlotRestored', slot: at(0, 7) }]);
    given(back.events)
      .when(restore, by(member('ana'), at(0, 6, 40)))
      .then({ refused: 'slot_over' });
    given(back.events)
      .when(fire(at(0, 7)), by(TIMER, at(0, 7)))
      .then([{ type: 'SlotFired', slot: at(0, 7) }]);
    given(left)
      .when(restore, by(member('ana'), at(0, 7)))
      .then({ refused: 'slot_over' });
    given(left)
      .when(restore, by(member('ben'), at(0, 6)))
      .then({ refused: 'routine_not_yours' });
  });

  it('is nothing to do while it is paused', () => {
    const paused = given(daily).when(pause, by(member('ana'), at(0, 6))).events;
    given(paused)
      .when(skip(at(0, 7)), by(member('ana'), at(0, 6)))
      .then({ refused: 'routine_paused' });
    given(paused)
      .when(pause, by(member('ana'), at(0, 6)))
      .then({ refused: 'routine_paused' });
    given(daily)
      .when(resume, by(member('ana'), at(0, 6)))
      .then({ refused: 'routine_running' });
  });
});

describe('a run that was refused', () => {
  const fired = given(daily).when(fire(at(0, 7)), by(TIMER, at(0, 7))).events;
  const note: RoutineCommand = { type: 'noteNotStarted', routine: 'r', slot: at(0, 7), why: 'run_in_flight' };

  it('is on record, said by the program itself and once', () => {
    const noted = given(fired).when(note, by(SERVICE, at(0, 7)));
    noted.then([{ type: 'NotStarted', slot: at(0, 7), why: 'run_in_flight' }]);
    given(noted.events)
      .when(note, by(SERVICE, at(0, 7)))
      .then({ refused: 'slot_over' });
    given(fired)
      .when(note, by(member('ana'), at(0, 7)))
      .then({ refused: 'not_a_timer' });
  });

  it('is on record too when the next slot was faster, which it does not hide', () => {
    const next = given(fired).when(fire(at(1, 7)), by(TIMER, at(1, 7)));
    const noted = given(next.events).when(note, by(SERVICE, at(1, 7)));
    noted.then([{ type: 'NotStarted', slot: at(0, 7) }]);
    expect(noted.state).toEqual(next.state);
  });

  it('is said as a new message, and nothing else that goes as it should', () => {
    const shows = (events: readonly RoutineEvent[]) => {
      const state = events.reduce(evolveRoutine, initialRoutine);
      return reactToRoutine(state, events.slice(-1)).effects.at(-1);
    };
    const view = { view: 'routine', routine: 'r' };
    expect(shows(given(fired).when(note, by(SERVICE, at(0, 7))).events)).toEqual({ type: 'show', view, anew: true });
    expect(shows(fired)).toEqual({ type: 'show', view });
    const missed = given(daily).when(fire(at(0, 7)), by(TIMER, at(0, 7) + DAY)).events;
    expect(shows(missed)).toEqual({ type: 'show', view, anew: true });
  });
});

it('once it has ended, only setting it begins it again', () => {
  const ended = given(daily).when(end, by(member('ana'), at(0, 6))).events;
  for (const command of [pause, resume, skip(at(0, 7)), end]) {
    given(ended)
      .when(command, by(member('ana'), at(0, 6)))
      .then({ refused: 'routine_ended' });
  }
  given(ended)
    .when(set, by(member('ben'), at(0, 6)))
    .then([{ type: 'RoutineSet', next: at(0, 7) }]);
});
