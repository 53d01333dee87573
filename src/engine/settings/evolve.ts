import { optional } from '../optional.ts';
import type { Absence, Settings, SettingsEvent } from './settings.ts';

/** What an event makes of a workspace's settings. */
export function evolveSettings(state: Settings, event: SettingsEvent): Settings {
  const { status: _, ...facts } = state;
  const set: Settings = { status: 'set', ...facts };
  switch (event.type) {
    case 'HolidaysSet':
      return { ...set, holidays: { country: event.country, ...optional('region', event.region) } };
    case 'HolidaysCleared': {
      const { holidays: _none, ...rest } = set;
      return rest;
    }
    case 'DaysClosed': {
      const { from, to, reason } = event;
      const closed = [...state.closed, { from, to, reason }];
      return { ...set, closed: closed.toSorted((one, other) => (one.from < other.from ? -1 : 1)) };
    }
    case 'DaysOpened': {
      const at = state.closed.findIndex((one) => one.from === event.from);
      return { ...set, closed: state.closed.filter((_one, index) => index !== at) };
    }
    case 'QuietHoursSet': {
      const { quiet: _none, ...rest } = set;
      return { ...rest, ...optional('quiet', event.quiet) };
    }
    case 'OwnSettingsChanged': {
      const own = { ...optional('calls', event.calls), ...optional('quiet', event.quiet) };
      return { ...set, own: { ...state.own, [event.member]: own } };
    }
    case 'AwaySet': {
      const { standIn, from, until, reason, actor: by } = event;
      const time = { from, ...optional('until', until), ...optional('reason', reason) };
      return withAbsence(set, event.member, { standIn, ...time, by, status: 'planned' });
    }
    case 'AwayBegan': {
      const absence = state.away[event.member];
      return absence ? withAbsence(set, event.member, { ...absence, status: 'begun' }) : set;
    }
    case 'AwayEnded': {
      const { [event.member]: _ended, ...away } = state.away;
      return { ...set, away };
    }
  }
}

function withAbsence(state: Settings, member: string, absence: Absence): Settings {
  return { ...state, away: { ...state.away, [member]: absence } };
}
