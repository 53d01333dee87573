/** What a change of settings owes to the world: open runs learn who is away, routines which days are off, clocks are set. */
import type { Effect, Reaction, Timer } from '../effect.ts';
import { optional } from '../optional.ts';
import { SETTINGS, type Settings, type SettingsEvent } from './settings.ts';

export function reactToSettings(state: Settings, events: readonly SettingsEvent[]): Reaction {
  return {
    effects: events.flatMap((event) => [...telling(event), ...showing(state, event), ...resting(event)]),
    timers: events.flatMap((event) => timersOf(state, event)),
  };
}

function telling(event: SettingsEvent): readonly Effect[] {
  if (event.type !== 'AwayBegan' && event.type !== 'AwayEnded') return [];
  // Whoever stands in next is told, and takes over from the one before.
  if (event.type === 'AwayEnded' && event.why === 'changed') return [];
  // The runs know already: told again, whoever stands in would be called to all of it once more.
  if (event.type === 'AwayBegan' && event.again) return [];
  const { member, standIn, actor: by } = event;
  return [{ type: 'tell_absence', member, standIn, change: event.type === 'AwayBegan' ? 'away' : 'back', by }];
}

/** Whoever stands in is told so themself, and when it is over. */
function showing(state: Settings, event: SettingsEvent): readonly Effect[] {
  if (event.type !== 'AwayBegan' && event.type !== 'AwayEnded') return [];
  const { member, standIn } = event;
  const from = event.type === 'AwayEnded' ? event.from : (state.away[member]?.from ?? event.at);
  return [{ type: 'show', view: { view: 'absence', member, standIn, from } }];
}

/** The cards of routines say when they really run. */
function resting({ type }: SettingsEvent): readonly Effect[] {
  const isOfDays =
    type === 'HolidaysSet' || type === 'HolidaysCleared' || type === 'DaysClosed' || type === 'DaysOpened';
  return isOfDays ? [{ type: 'refresh_routines' }] : [];
}

/** Named by its times too: an absence that is changed has clocks of its own. */
function timersOf(state: Settings, event: SettingsEvent): readonly Timer[] {
  if (event.type !== 'AwaySet') return [];
  const { member, from, until, at } = event;
  const about = { settings: SETTINGS, member, from };
  const name = `away:${member}:${from}`;
  const isPlanned = state.away[member]?.status === 'planned';
  const begins: Timer[] = isPlanned ? [{ id: name, due: from, command: { type: 'beginAway', ...about } }] : [];
  const ends = optional('until', until);
  const over: Timer[] =
    until === undefined
      ? []
      : [{ id: `${name}:${until}:${at}`, due: until, command: { type: 'overAway', ...about, ...ends } }];
  return [...begins, ...over];
}
