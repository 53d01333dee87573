/** A workspace's settings. Who is away changes who may do what, so everybody who remembers that is told. */
import type { SettingsCommand } from '../engine/settings/commands.ts';
import { decideSettings } from '../engine/settings/decide.ts';
import { evolveSettings } from '../engine/settings/evolve.ts';
import { reactToSettings } from '../engine/settings/react.ts';
import type { Settings } from '../engine/settings/settings.ts';
import type { Tx } from '../store/database.ts';
import { peopleChanged } from '../store/people.ts';
import type { Asked, Outcome } from './decide-on.ts';
import type { Memory } from './memory.ts';
import { saveSettings } from './save.ts';

export async function decideOnSettings(
  tx: Tx,
  memory: Memory,
  asked: Asked,
  command: SettingsCommand,
  before: Settings,
): Promise<Outcome> {
  const { workspace, actor, now } = asked;
  const people = await memory.people(tx, workspace);
  const decision = decideSettings(before, command, { now, actor, people });
  if (decision.status === 'refused') return decision;
  const { events } = decision;
  const after = events.reduce(evolveSettings, before);
  if (after.away !== before.away) await peopleChanged(tx, workspace);
  return {
    ...{ status: 'accepted', events, after },
    reaction: reactToSettings(after, events),
    save: (tx, head, from) => saveSettings(tx, { workspace, after, head, from, now }),
    channel: '',
  };
}
