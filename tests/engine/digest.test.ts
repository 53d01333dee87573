/** When digests come by themselves, as given, when, then. */
import { describe, expect, it } from 'vitest';
import type { Actor } from '../../src/engine/actor.ts';
import type { DigestCommand } from '../../src/engine/digest/commands.ts';
import { type DigestContext, decideDigest } from '../../src/engine/digest/decide.ts';
import { type DigestEvent, type DigestKind, initialDigest } from '../../src/engine/digest/digest.ts';
import { evolveDigest } from '../../src/engine/digest/evolve.ts';
import { reactToDigest } from '../../src/engine/digest/react.ts';
import { dayToldAt, weekToldAt } from '../../src/engine/digest/times.ts';
import { specification } from './specification.ts';

/** From Monday, 2 March 2026 on. */
const at = (day: number, hour = 0, minute = 0) => Date.UTC(2026, 2, 2 + day, hour, minute);
const member = (id: string): Actor => ({ type: 'member', id, identity: `web:${id}` });
const TIMER: Actor = { type: 'timer' };
const people = { members: ['ana', 'ben'], holders: {}, standIns: {}, admins: [] };
const by = (actor: Actor, now: number, more: Partial<DigestContext> = {}): DigestContext => {
  return { now, actor, people, ...more };
};

const SEVEN = { at: 7 * 60, zone: 'UTC' };
const MONDAY = { ...SEVEN, weekday: 1 };
const set: DigestCommand = { type: 'setDigest', digest: 'd', place: 'web:kitchen', day: SEVEN, week: MONDAY };
const setDay: DigestCommand = { type: 'setDigest', digest: 'd', place: 'web:kitchen', day: { ...SEVEN, at: 8 * 60 } };
const begin: DigestCommand = { type: 'beginDigest', digest: 'd', place: 'web:kitchen', zone: 'Europe/Lisbon' };
const setOwn: DigestCommand = { type: 'setOwnDigest', digest: 'o', member: 'ana', place: 'web:kitchen', time: SEVEN };
const end: DigestCommand = { type: 'endDigest', digest: 'd' };
const fire = (slot: number, kind: DigestKind = 'day'): DigestCommand => ({
  type: 'fireDigest',
  digest: 'd',
  kind,
  slot,
});

const { given } = specification({ initial: initialDigest, decide: decideDigest, evolve: evolveDigest });
const both = given([]).when(set, by(member('ana'), at(0, 6))).events;
const own = given([]).when(setOwn, by(member('ana'), at(0, 6))).events;
const reactions = (events: readonly DigestEvent[]) =>
  reactToDigest(events.reduce(evolveDigest, initialDigest), events.slice(-1));

describe('setting a digest', () => {
  it('says when each is next, and who set it', () => {
    const first = given([]).when(set, by(member('ana'), at(0, 6)));
    first.then([
      { type: 'DigestSet', times: { day: { ...SEVEN, next: at(0, 7) }, week: { ...MONDAY, next: at(0, 7) } } },
    ]);
    const later = given([]).when(set, by(member('ana'), at(0, 7)));
    later.then([
      { type: 'DigestSet', times: { day: { ...SEVEN, next: at(1, 7) }, week: { ...MONDAY, next: at(7, 7) } } },
    ]);
    expect(first.state).toMatchObject({ status: 'active', times: { day: { setBy: member('ana') } } });
  });

  it('changes what is named and leaves the rest as it was', () => {
    const { state } = given(both).when(setDay, by(member('ben'), at(0, 9)));
    expect(state).toMatchObject({
      times: {
        day: { at: 480, next: at(1, 8), setBy: member('ben') },
        week: { next: at(0, 7), setBy: member('ana') },
      },
    });
  });

  it('comes with the first routine of a conversation, unless there is one or somebody ended it', () => {
    const begun = given([]).when(begin, by(member('ana'), at(0, 6)));
    begun.then([{ type: 'DigestSet', because: 'routine' }]);
    expect(begun.state).toMatchObject({
      times: { day: { at: 420, zone: 'Europe/Lisbon' }, week: { at: 420, weekday: 1 } },
    });
    given(begun.events)
      .when(begin, by(member('ana'), at(0, 6)))
      .then({ refused: 'digest_known' });
    const ended = given(begun.events).when(end, by(member('ben'), at(0, 6))).events;
    given(ended)
      .when(begin, by(member('ana'), at(0, 6)))
      .then({ refused: 'digest_known' });
    // Somebody who sets it by hand has it again, as theirs.
    const again = given(ended).when(setDay, by(member('ben'), at(0, 6))).state;
    expect(again).toMatchObject({ status: 'active', times: { day: { setBy: member('ben') } } });
    expect(again).not.toHaveProperty('times.week');
    expect(again).not.toHaveProperty('times.day.because');
  });

  it.each<[string, readonly DigestEvent[], DigestCommand, Actor, string]>([
    ['a stranger', [], set, member('zoe'), 'not_a_person'],
    ['an agent', [], set, { type: 'agent', id: 'x' }, 'not_a_person'],
    ['another conversation', both, { ...set, place: 'web:bar' }, member('ana'), 'digest_not_yours'],
    ['somebody else', [], setOwn, member('ben'), 'digest_not_yours'],
    [
      'whoever takes one of a conversation for theirs',
      both,
      { ...setOwn, digest: 'd' },
      member('ana'),
      'digest_not_yours',
    ],
    ['whoever ends that of somebody else', own, { ...end, digest: 'o' }, member('ben'), 'digest_not_yours'],
    ['ending one that there is not', [], end, member('ana'), 'digest_off'],
    ['ending half of it that there is not', both, { ...end, kind: 'own' }, member('ana'), 'digest_off'],
    ['firing it by hand', both, fire(at(0, 7)), member('ana'), 'not_a_timer'],
    ['firing one that there is not', [], fire(at(0, 7)), TIMER, 'digest_over'],
  ])('is refused for %s', (_, events, command, actor, refused) => {
    given(events)
      .when(command, by(actor, at(0, 6)))
      .then({ refused: refused as never });
  });

  it('of a member moves with them', () => {
    const { state } = given(own).when({ ...setOwn, place: 'web:bar' }, by(member('ana'), at(0, 6)));
    expect(state).toMatchObject({ of: { type: 'member', member: 'ana', place: 'web:bar' } });
  });

  it('ends in halves, or as a whole', () => {
    const half = given(both).when({ ...end, kind: 'week' }, by(member('ben'), at(0, 6)));
    expect(half.state).toMatchObject({ status: 'active', times: { day: SEVEN }, by: member('ben') });
    const rest = given(half.events).when({ ...end, kind: 'day' }, by(member('ben'), at(0, 6)));
    expect(rest.state).toMatchObject({ status: 'ended', by: member('ben') });
    expect(rest.state).not.toHaveProperty('times');
  });
});

describe('its time', () => {
  it('is fired once', () => {
    const said = given(both).when(fire(at(0, 7)), by(TIMER, at(0, 7, 1)));
    said.then([{ type: 'DigestDue', kind: 'day', slot: at(0, 7), next: at(1, 7) }]);
    given(said.events)
      .when(fire(at(0, 7)), by(TIMER, at(0, 7, 1)))
      .then({ refused: 'digest_over' });
  });

  it.each<[string, number, Partial<DigestEvent>]>([
    ['late on its day it is said', at(0, 23, 59), { type: 'DigestDue', slot: at(0, 7), next: at(1, 7) }],
    ['after midnight it is left', at(1, 0), { type: 'DigestLeft', slot: at(0, 7), next: at(1, 7) }],
    ['of several that passed, that of today is said', at(3, 9), { type: 'DigestDue', slot: at(3, 7), next: at(4, 7) }],
    ['before its time today nothing is', at(3, 6), { type: 'DigestLeft', slot: at(0, 7), next: at(3, 7) }],
    ['with a clock put back it has come all the same', at(0, 6), { type: 'DigestDue', slot: at(0, 7), next: at(1, 7) }],
    ['years later at once', at(2_000, 8), { type: 'DigestDue', slot: at(2_000, 7), next: at(2_001, 7) }],
  ])('%s', (_, now, event) => {
    given(both)
      .when(fire(at(0, 7)), by(TIMER, now))
      .then([event]);
  });

  it('of a week is on its day only', () => {
    given(both)
      .when(fire(at(0, 7), 'week'), by(TIMER, at(1, 8)))
      .then([{ type: 'DigestLeft', kind: 'week', slot: at(0, 7), next: at(7, 7) }]);
    given(both)
      .when(fire(at(0, 7), 'week'), by(TIMER, at(7, 9)))
      .then([{ type: 'DigestDue', kind: 'week', slot: at(7, 7), next: at(14, 7) }]);
  });

  it('of somebody who has left never comes again', () => {
    const gone = { people: { ...people, members: ['ben'] } };
    const left = given(own).when({ ...fire(at(0, 7), 'own'), digest: 'o' } as DigestCommand, by(TIMER, at(0, 7), gone));
    left.then([{ type: 'DigestEnded' }]);
    expect(reactions(left.events)).toEqual({ effects: [], timers: [] });
  });

  it('is that of its own clocks, on the days on which they change too', () => {
    // Clocks go from 02:00 to 03:00 on 29 March.
    const early = { at: 150, zone: 'Europe/Berlin' };
    const command = { ...set, day: early, week: undefined } as DigestCommand;
    const events = given([]).when(command, by(member('ana'), at(26, 12))).events;
    expect(given(events).state).toMatchObject({ times: { day: { next: at(27, 1) } } });
    expect(dayToldAt({ ...SEVEN, zone: 'Europe/Berlin' }, at(28, 5))).toEqual([at(26, 23), at(27, 22)]);
  });
});

describe('the days that it tells of', () => {
  it('are the day before, in the morning', () => {
    expect(dayToldAt(SEVEN, at(3, 7))).toEqual([at(2), at(3)]);
  });

  it('are those since the one before, from noon on: nothing falls between two', () => {
    const evening = { at: 18 * 60, zone: 'UTC' };
    expect(dayToldAt(evening, at(3, 18))).toEqual([at(2, 18), at(3, 18)]);
    expect(dayToldAt({ at: 12 * 60 - 1, zone: 'UTC' }, at(3, 11, 59))).toEqual([at(2), at(3)]);
  });

  it('are seven whole days for a week, and those before them', () => {
    expect(weekToldAt(MONDAY, at(7, 7))).toEqual([0, 1, 2, 3, 4, 5, 6, 7].map((day) => at(day)));
    expect(weekToldAt(MONDAY, at(7, 7), 1)).toEqual([-7, -6, -5, -4, -3, -2, -1, 0].map((day) => at(day)));
  });
});

describe('what follows', () => {
  const timer = (kind: DigestKind, slot: number, set: number) => ({
    ...{ id: `d:${kind}:${slot}:${set}`, due: slot },
    command: { type: 'fireDigest', digest: 'd', kind, slot },
  });

  it('is the word that it was set, and a timer for each that was', () => {
    expect(reactions(both)).toEqual({
      effects: [{ type: 'show', view: { view: 'digest_plan', digest: 'd', at: at(0, 6) } }],
      timers: [timer('day', at(0, 7), at(0, 6)), timer('week', at(0, 7), at(0, 6))],
    });
    expect(reactions(given(both).when(setDay, by(member('ben'), at(0, 9))).events).timers).toEqual([
      timer('day', at(1, 8), at(0, 9)),
    ]);
  });

  it('is a message of its own each time, and the next timer', () => {
    const said = given(both).when(fire(at(0, 7)), by(TIMER, at(0, 7))).events;
    expect(reactions(said)).toEqual({
      effects: [{ type: 'show', view: { view: 'digest', digest: 'd', kind: 'day', slot: at(0, 7) } }],
      timers: [timer('day', at(1, 7), at(0, 7))],
    });
    const left = given(both).when(fire(at(0, 7)), by(TIMER, at(1, 0))).events;
    expect(reactions(left)).toEqual({ effects: [], timers: [timer('day', at(1, 7), at(1, 0))] });
  });

  it('is no word where nobody asked for it, or where it is somebody’s own', () => {
    const begun = given([]).when(begin, by(member('ana'), at(0, 6))).events;
    expect(reactions(begun).effects).toEqual([]);
    expect(reactions(own).effects).toEqual([]);
    const ended = given(begun).when(end, by(member('ben'), at(0, 8))).events;
    expect(reactions(ended)).toEqual({
      effects: [{ type: 'show', view: { view: 'digest_plan', digest: 'd', at: at(0, 8) } }],
      timers: [],
    });
  });
});
