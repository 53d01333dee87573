/** The Chat port on Teams by itself: the real connector client against the stand-in, over a database of its own. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { authenticationOf, type Tokens } from '../../../src/adapters/teams/bot.ts';
import { createConnector } from '../../../src/adapters/teams/chat.ts';
import { createGraph } from '../../../src/adapters/teams/graph.ts';
import { createPace } from '../../../src/adapters/teams/pace.ts';
import { createTeamsChat } from '../../../src/adapters/teams/port.ts';
import { createSight } from '../../../src/adapters/teams/sight.ts';
import type { Card } from '../../../src/cards/card.ts';
import type { Chat, Outgoing } from '../../../src/runtime/ports.ts';
import { type Database, openDatabase } from '../../../src/store/database.ts';
import { migrate } from '../../../src/store/migrate.ts';
import { saveTeamsConversation, type TeamsConversation } from '../../../src/store/teams-conversations.ts';
import { saveTeamsPerson } from '../../../src/store/teams-people.ts';
import { saveWorkspace } from '../../../src/store/workspaces.ts';
import { BOT, GENERAL, KITCHEN, PEOPLE, SHIFT_LEADS, TEAM, TENANT_ID } from '../../support/teams/seed.ts';
import type { Teams } from '../../support/teams/teams.ts';
import { tokenFor } from '../../support/teams/token.ts';

export const WORKSPACE = `teams-${TENANT_ID}`;

export interface Speaking {
  readonly chat: Chat;
  readonly db: Database;
  /** Cards that Teams did not accept. */
  readonly undrawn: readonly object[];
  /** Moves the clock, in milliseconds. */
  later(ms: number): void;
  /** A message to Kitchen, unless it says otherwise. */
  message(card: string | Card, more?: Partial<Outgoing>): Outgoing;
  /** Makes somebody's chat with Sopwith known, by their key. */
  knowsChat(name: string): Promise<string>;
  end(): Promise<void>;
}

export interface SpeakingOptions {
  readonly dialogs?: boolean;
  /** How long Teams may take for one call, in milliseconds. */
  readonly patience?: number;
  /** In place of the stand-in's login. */
  readonly tokens?: Tokens;
  /** Where Sopwith is; both channels and the group chat if absent. */
  readonly places?: readonly Pick<TeamsConversation, 'id' | 'kind'>[];
}

const CHANNEL = { kind: 'channel', team: TEAM.id, group: TEAM.aadGroupId } as const;
const EVERYWHERE = [
  { id: KITCHEN.id, ...CHANNEL },
  { id: GENERAL.id, ...CHANNEL },
  { id: SHIFT_LEADS.id, kind: 'group' },
] as const;

/** What stood in the conversations before is removed. Ana, Ben, Cem and Dee are known; Eva and Max are not. */
export async function openSpeaking(teams: Teams, options: SpeakingOptions = {}): Promise<Speaking> {
  const { dialogs = true, patience = 5_000, places = EVERYWHERE } = options;
  const tokens = options.tokens ?? ((audience: string) => tokenFor(teams.settings, audience));
  for (const { id } of teams.held.all()) teams.held.remove(id);
  const folder = await mkdtemp(join(tmpdir(), 'sopwith-chat-'));
  const db = await openDatabase({ file: join(folder, 'sopwith.db') });
  await migrate(db);
  let now = Date.now();
  const clock = { now: () => now };
  const { appId = '', graphUrl, openIdUrl } = teams.settings;
  const more = { patience, standIn: teams.url, admins: [], isPlain: !dialogs };
  const settings = { appId, graphUrl, openIdUrl, tenant: TENANT_ID, ...more };
  const authentication = authenticationOf(settings, tokens);
  const connector = createConnector(authentication, settings);
  const graph = createGraph({ settings, connector, isFileHost: () => false });
  const undrawn: object[] = [];
  const parts = { db, clock, connector, graph, settings, picture: undefined };
  const chat = createTeamsChat({
    ...{ ...parts, pace: createPace(clock), sight: createSight(clock, connector) },
    undrawable: (_, about) => void undrawn.push(about),
  });

  const there = { workspace: WORKSPACE, serviceUrl: teams.serviceUrl, bot: BOT.id, at: now };
  await saveWorkspace(db, { id: WORKSPACE, name: 'Harbour Café', timeZone: 'UTC', at: now });
  for (const place of places) await saveTeamsConversation(db, { ...there, ...place });
  for (const { key, aadObjectId, id } of PEOPLE) {
    if (['eva', 'max'].includes(key)) continue;
    await saveTeamsPerson(db, { workspace: WORKSPACE, member: aadObjectId, teamsId: id });
  }
  return {
    ...{ chat, db, undrawn },
    later: (ms) => {
      now += ms;
    },
    message: (card, rest = {}) => ({
      ...{ workspace: WORKSPACE, place: KITCHEN.id, effect: 'e1', names: {} },
      ...{ card: typeof card === 'string' ? plainCard(card) : card, ...rest },
    }),
    knowsChat: async (name) => {
      const { chat: id, aadObjectId: member } = teams.person(name);
      await saveTeamsConversation(db, { ...there, id, kind: 'personal', member });
      return id;
    },
    end: async () => {
      await db.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function plainCard(title: string): Card {
  return { title, tone: 'neutral', elements: [], actions: [], fallback: title };
}
