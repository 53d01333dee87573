/** Looking for what may have been said: others can write the same mark on a message of theirs. */
import { expect, it } from 'vitest';
import { createSlackChat } from '../../../src/adapters/slack/chat.ts';
import { createPace } from '../../../src/adapters/slack/pace.ts';
import type { Team, Teams } from '../../../src/adapters/slack/teams.ts';

const marked = (ts: string, bot_id: string, effect = 'e1') => ({
  ...{ ts, bot_id },
  metadata: { event_type: 'sopwith_effect', event_payload: { effect } },
});

it.each([
  ['of another app is none of ours', [marked('1.1', 'BOTHER')], undefined],
  ['of ours is found behind it', [marked('1.1', 'BOTHER'), marked('1.2', 'BOURS')], '1.2'],
  ['of ours with another effect is not it', [marked('1.3', 'BOURS', 'e2')], undefined],
])('a message %s', async (_, messages, found) => {
  const client = { conversations: { history: async () => ({ ok: true, messages }) } };
  const team = { id: 'T1', workspace: 'slack-T1', botId: 'BOURS', client } as unknown as Team;
  const teams = { ofWorkspace: async () => team } as unknown as Teams;
  const sight = { sees: async () => true };
  const pictures = async () => new Map<string, string>();
  const never = { pictures, unpictured: () => undefined };
  const quiet = { ...never, undrawable: () => undefined, unsure: () => undefined, changed: () => undefined };
  const chat = createSlackChat({ teams, pace: createPace({ now: () => 0 }), sight, ...quiet });
  expect(await chat.find?.({ workspace: 'slack-T1', place: 'C1', effect: 'e1' })).toBe(found);
});
