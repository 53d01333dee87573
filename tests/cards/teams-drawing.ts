/** Where cards are read in Teams: everybody is known there, and pictures have an address. */
import type { Drawing } from '../../src/adapters/teams/drawing.ts';
import type { Card } from '../../src/cards/card.ts';
import { viewKey } from '../../src/engine/effect.ts';
import type { TeamsConversation } from '../../src/store/teams-conversations.ts';
import { PEOPLE } from './states.ts';

const bot = '28:c3a1f0d2-6e4b-4b8a-8f57-90d1e2b7a4f6';
const common = { workspace: 'teams-5f6c2a10-7b1e-4c55-9d0a-2f3b6a1c8e01', serviceUrl: 'https://smba.example/', bot };
const TEAM = '19:harbour-general@thread.tacv2';

export const CHANNEL: TeamsConversation = {
  ...{ ...common, kind: 'channel', id: '19:harbour-kitchen@thread.tacv2' },
  ...{ team: TEAM, group: '8d2e6b14-03c7-4f19-a9b2-51d0c4e8f733' },
};
export const GROUP: TeamsConversation = { ...common, kind: 'group', id: '19:shift-leads@thread.v2' };
export const PERSONAL: TeamsConversation = { ...common, kind: 'personal', id: 'a:ana-and-sopwith', member: 'ana' };

const NAMES: Readonly<Record<string, string>> = { ana: 'Ana', ben: 'Ben', cem: 'Cem', dee: 'Dee', eli: 'Eli' };
/** As long as those of Teams are. */
const teamsId = (member: string) => `29:1${member}${'x'.repeat(60)}`;
const IDS = new Map(PEOPLE.members.map((member) => [member, teamsId(member)]));

/** How this card is read in a channel, in clients with dialogs, unless something else is said. */
export function drawingOf({ way }: Pick<Card, 'way'> = {}, more: Partial<Drawing> = {}): Drawing {
  const posted = way && { [viewKey(way.to)]: { id: '1746340200001', thread: '1746340200000' } };
  return {
    ...{ names: NAMES, ids: IDS, zone: 'UTC', conversation: CHANNEL, dialogs: true },
    picture: (file) => `https://sopwith.example/teams/pictures/${file}`,
    ...(posted ? { posted } : {}),
    ...more,
  };
}
