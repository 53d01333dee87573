import { describe, expect, test } from 'vitest';
import type { SettingsCommand } from '../../src/engine/settings/commands.ts';
import { settingsCommandSchema } from '../../src/engine/settings/commands.ts';
import { decideSettings, type SettingsContext, type SettingsRefusal } from '../../src/engine/settings/decide.ts';
import { evolveSettings } from '../../src/engine/settings/evolve.ts';
import { quietUntil } from '../../src/engine/settings/quiet.ts';
import { reactToSettings } from '../../src/engine/settings/react.ts';
import { initialSettings, type SettingsEvent } from '../../src/engine/settings/settings.ts';
import { HOUR, MONDAY, PEOPLE, person, TIMER } from './run-story.ts';
import { freeze, specification } from './specification.ts';

type Unaddressed<Command> = Command extends unknown ? Omit<Command, 'settings'> : never;
type Asked = Unaddressed<SettingsCommand>;

const spec = specification({ initial: initialSettings, decide: decideSettings, evolve: evolveSettings });
const DAY = 24 * HOUR;

/** Settings that change command by command. */
function settings(events: readonly SettingsEvent[] = [], now = MONDAY, people = PEOPLE) {
  const state = spec.fold(events);
  const ask = (actor: string | typeof TIMER, asked: Asked) => {
    const context: SettingsContext = { now, actor: typeof actor === 'string' ? person(actor) : actor, people };
    return spec.given(events).when(freeze({ ...asked, settings: 'settings' } as SettingsCommand), context);
  };
  return {
    ...{ state, events },
    by(actor: string | typeof TIMER, asked: Asked) {
      const { decision, events: after } = ask(actor, asked);
      if (decision.status === 'refused') throw new Error(JSON.stringify(decision.refusal));
      return settings(after, now, people);
    },
    refuses(actor: string | typeof TIMER, asked: Asked, code: SettingsRefusal['code'], facts: object = {}) {
      ask(actor, asked).then({ refused: code, ...facts });
      return this;
    },
    later: (ms: number) => settings(events, now + ms, people),
    /** What the last `count` events owe. */
    owes: (count: number) => reactToSettings(state, events.slice(-count)),
  };
}

const away = (member: string, standIn: string, times: { from?: number; until?: number } = {}): Asked => ({
  ...{ type: 'setAway', member, standIn, ...times },
});

describe('what holds for everybody', () => {
  test('is for administrators', () => {
    const asked: Asked[] = [
      { type: 'setHolidays', country: 'DE', region: 'BY' },
      { type: 'clearHolidays' },
      { type: 'closeDays', from: '2026-12-24', to: '2026-12-26', reason: 'stocktaking' },
      { type: 'setQuietHours', quiet: { from: 1_200, to: 420 } },
    ];
    for (const one of asked) {
      settings().refuses('ana', one, 'not_administrator', { who: ['ada'] });
      settings().refuses(TIMER, one, 'not_a_person').refuses('ghost', one, 'not_a_person');
      settings().by('ada', one);
    }
  });

  test('holidays of a country and its region, and none again', () => {
    const set = settings().by('ada', { type: 'setHolidays', country: 'DE', region: 'BY' });
    expect(set.state.holidays).toEqual({ country: 'DE', region: 'BY' });
    expect(set.by('ada', { type: 'clearHolidays' }).state.holidays).toBeUndefined();
  });

  test('closed days stand in order, and any of them opens them again', () => {
    const close = (from: string, to = from): Asked => ({ type: 'closeDays', from, to, reason: 'x' });
    const set = settings().by('ada', close('2026-12-24', '2026-12-26')).by('ada', close('2026-08-03'));
    expect(set.state.closed.map((one) => one.from)).toEqual(['2026-08-03', '2026-12-24']);
    set.refuses('ada', close('2026-12-02', '2026-12-01'), 'days_backwards');
    set.refuses('ada', { type: 'openDays', from: '2026-12-27' }, 'days_not_closed');
    expect(set.by('ada', { type: 'openDays', from: '2026-12-25' }).state.closed).toHaveLength(1);
    const both = set.by('ada', close('2026-12-25')).by('ada', { type: 'openDays', from: '2026-12-25' });
    expect(both.state.closed.map((one) => one.to)).toEqual(['2026-08-03', '2026-12-26']);
  });

  test('a day that the calendar does not have is none', () => {
    const days = { type: 'closeDays', settings: 'settings', to: '2026-02-28', reason: '' };
    expect(settingsCommandSchema.safeParse({ ...days, from: '2026-02-28' }).success).toBe(true);
    for (const from of ['2026-02-30', '2026-13-01', '24.12.2026']) {
      expect(settingsCommandSchema.safeParse({ ...days, from }).success).toBe(false);
    }
  });
});

describe('quiet hours', () => {
  test('through the night, in the clocks of a zone, over a change of clocks', () => {
    const night = { from: 20 * 60, to: 7 * 60 };
    const london = (text: string) => quietUntil(night, 'Europe/London', Date.parse(text));
    expect(london('2026-03-28T19:59:00Z')).toBeUndefined();
    // Clocks go forward in that night: seven in the morning is six in UTC.
    expect(london('2026-03-28T20:00:00Z')).toBe(Date.parse('2026-03-29T06:00:00Z'));
    expect(london('2026-03-29T05:59:59Z')).toBe(Date.parse('2026-03-29T06:00:00Z'));
    expect(london('2026-03-29T06:00:00Z')).toBeUndefined();
    expect(quietUntil({ from: 12 * 60, to: 13 * 60 }, 'UTC', MONDAY + 4 * HOUR)).toBe(MONDAY + 5 * HOUR);
  });

  test('somebody’s own are theirs alone, and never all day', () => {
    const own = (member: string, quiet: object | string): Asked =>
      ({ type: 'changeOwnSettings', member, quiet }) as Asked;
    settings().refuses('ben', own('ana', 'none'), 'not_own_settings');
    settings().refuses('ana', own('ana', { from: 60, to: 60 }), 'quiet_all_day');
    settings().refuses('ada', { type: 'setQuietHours', quiet: { from: 0, to: 0 } }, 'quiet_all_day');
    // A minute a day in which somebody can be called is none: what calls only them would be said to nobody.
    settings()
      .refuses('ana', own('ana', { from: 1, to: 0 }), 'quiet_all_day')
      .by('ana', own('ana', { from: 0, to: 1_200 }));
    settings().refuses('ana', own('ana', { from: 600, to: 361 }), 'quiet_all_day');
    const set = settings().by('ana', own('ana', 'none'));
    expect(set.state.own.ana).toEqual({ quiet: 'none' });
    const called = set.by('ana', { type: 'changeOwnSettings', member: 'ana', calls: 'direct' });
    expect(called.state.own.ana).toEqual({ calls: 'direct', quiet: 'none' });
    expect(called.by('ana', own('ana', 'workspace')).state.own.ana).toEqual({ calls: 'direct' });
  });
});

describe('away', () => {
  const until = MONDAY + 4 * DAY;

  test('from now on: runs are told, whoever stands in is told, a timer ends it', () => {
    const set = settings().by('ana', away('ana', 'ben', { until }));
    expect(set.state.away.ana).toMatchObject({ standIn: 'ben', from: MONDAY, until, status: 'begun' });
    const { effects, timers } = set.owes(2);
    expect(effects).toMatchObject([
      { type: 'tell_absence', member: 'ana', standIn: 'ben', change: 'away' },
      { type: 'show', view: { view: 'absence', member: 'ana', standIn: 'ben', from: MONDAY } },
    ]);
    expect(timers).toMatchObject([{ due: until, command: { type: 'overAway', member: 'ana', from: MONDAY, until } }]);
    for (const { command } of timers) expect(settingsCommandSchema.parse(command)).toEqual(command);
    const over: Asked = { type: 'overAway', member: 'ana', from: MONDAY, until };
    set.refuses(TIMER, over, 'timer_stale').refuses('ana', over, 'not_a_timer');
    const back = set.later(4 * DAY).by(TIMER, over);
    expect(back.state.away).toEqual({});
    expect(back.owes(1).effects[0]).toMatchObject({ type: 'tell_absence', change: 'back' });
  });

  test('planned: nothing changes before it begins', () => {
    const from = MONDAY + DAY;
    const set = settings().by('ana', away('ana', 'ben', { from, until }));
    expect(set.state.away.ana).toMatchObject({ status: 'planned', from });
    expect(set.owes(1)).toMatchObject({ effects: [], timers: [{ due: from }, { due: until }] });
    const begin: Asked = { type: 'beginAway', member: 'ana', from };
    set.refuses(TIMER, begin, 'timer_stale');
    expect(set.later(DAY).by(TIMER, begin).state.away.ana).toMatchObject({ status: 'begun' });
    // Nothing ran until it was over.
    expect(set.later(5 * DAY).by(TIMER, begin).state.away).toEqual({});
  });

  test('said by themself, or by an administrator, who does not stand in by that', () => {
    settings().refuses('ben', away('ana', 'lea'), 'not_own_absence', { who: ['ada'] });
    settings().refuses('ada', away('ana', 'ada'), 'stand_in_by_own_word');
    settings().refuses('ana', away('ana', 'ana'), 'substitute_self');
    settings().refuses('ana', away('ana', 'ghost'), 'stand_in_unknown', { member: 'ghost' });
    settings().refuses('ada', away('__proto__', 'ben'), 'stand_in_unknown');
    expect(settings().by('ada', away('ana', 'ben')).state.away.ana).toMatchObject({ by: { id: 'ada' } });
  });

  test('not backwards, not in the past', () => {
    settings().refuses('ana', away('ana', 'ben', { until: MONDAY }), 'due_past');
    settings().refuses('ana', away('ana', 'ben', { from: until, until: MONDAY + DAY }), 'away_backwards');
  });

  test('nobody stands in who is away then, and who stands in is not away then', () => {
    const set = settings().by('ben', away('ben', 'lea', { until }));
    set.refuses('ana', away('ana', 'ben'), 'stand_in_away', { member: 'ben', until });
    set.refuses('lea', away('lea', 'leo', { until: MONDAY + DAY }), 'stands_in_already', { member: 'lea', for: 'ben' });
    set.by('ana', away('ana', 'ben', { from: until, until: until + DAY }));
    set.by('lea', away('lea', 'leo', { from: until }));
  });

  test('somebody else takes over: the runs are told once, by the new one', () => {
    const set = settings().by('ana', away('ana', 'ben', { until }));
    const changed = set.later(HOUR).by('ana', away('ana', 'lea', { until }));
    expect(changed.owes(3).effects.filter((one) => one.type === 'tell_absence')).toMatchObject([{ standIn: 'lea' }]);
    changed.later(4 * DAY).refuses(TIMER, { type: 'overAway', member: 'ana', from: MONDAY, until }, 'timer_stale');
  });

  test('said again and again, it calls nobody to every open run each time', () => {
    const set = settings().by('ana', away('ana', 'ben', { until }));
    const again = set.later(HOUR).by('ana', away('ana', 'ben', { until: until + DAY }));
    expect(again.state.away.ana).toMatchObject({ from: MONDAY, until: until + DAY, status: 'begun' });
    const { effects, timers } = again.owes(2);
    expect(effects).toEqual([{ type: 'show', view: { view: 'absence', member: 'ana', standIn: 'ben', from: MONDAY } }]);
    expect(timers).toMatchObject([{ due: until + DAY, command: { type: 'overAway' } }]);
    again.later(4 * DAY).refuses(TIMER, { type: 'overAway', member: 'ana', from: MONDAY, until }, 'timer_stale');
    const over: Asked = { type: 'overAway', member: 'ana', from: MONDAY, until: until + DAY };
    expect(again.later(5 * DAY).by(TIMER, over).state.away).toEqual({});
  });

  test('back: by themself, or by an administrator, once', () => {
    const set = settings().by('ana', away('ana', 'ben'));
    set.refuses('ben', { type: 'endAway', member: 'ana' }, 'not_own_absence');
    const back = set.by('ana', { type: 'endAway', member: 'ana' });
    expect(back.owes(1).effects).toMatchObject([{ type: 'tell_absence', change: 'back' }, { type: 'show' }]);
    back.refuses('ana', { type: 'endAway', member: 'ana' }, 'not_away');
  });
});
