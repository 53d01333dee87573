/** What a change of settings owes to the world: open runs learn who is away, and clocks are set. */
import type { Effect, Reaction, Timer } from '../effect.ts';
import { optional } from '../optional.ts';
import { SETTINGS, type Settings, type SettingsEvent } from './settings.ts';

export function reactToSettings(state: Settings, events: readonly SettingsEvent[]): Reaction {
  const effects = events.flatMap((event): readonly Effect[] => {
    if (event.type !== 'AwayBegan' && event.type !== 'AwayEnded') return [];
    // Whoever stands in next is told, and takes over from the one before.
    if (event.type === 'AwayEnded' && event.why === 'changed') return [];
    const { member, standIn, actor: by } = event;
    const change = event.type === 'AwayBegan' ? 'away' : 'back';
    return [{ type: 'tell_absence', member, standIn, change, by }];
  });
  return { effects, timers: events.flatMap((event) => timersOf(state, event)) };
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
