/** One workspace of the emulator, hosted here, so that its tables and its events are within reach. */
import { Store } from '@emulators/core';
import { Hono } from 'hono';
import { APP_ID, BOT_SCOPES, CLIENT_ID, CLIENT_SECRET, PERSON_SCOPES } from './app.ts';
import type { Json } from './json.ts';
import { slackChunk } from './plugin.ts';
import type { Rows } from './rows.ts';
import {
  CHANNELS,
  type ChannelSeed,
  channelId,
  GROUPS,
  groupId,
  PEOPLE,
  type PersonSeed,
  userId,
  type WorkspaceSeed,
} from './seed.ts';

export interface Group {
  readonly id: string;
  readonly handle: string;
  readonly name: string;
  people: readonly string[];
}

export interface Workspace {
  readonly id: string;
  readonly name: string;
  readonly domain: string;
  readonly rows: Rows;
  readonly groups: readonly Group[];
  /** Files that an app was given through a form, which lets it read them. */
  readonly given: Set<string>;
  /** What Slack says of a file, if it is not what the file is. */
  readonly misdescribed: Map<string, Json>;
  readonly bot: { readonly userId: string; readonly botId: string; readonly token: string };
  /** Tokens that are no more, and why Slack refuses them. */
  readonly revoked: Map<string, 'token_revoked' | 'account_inactive'>;
  tokenOf(person: string): string;
  fetch(request: Request): Promise<Response>;
}

/** `heard` is told of every change that the emulator makes an event of. */
export async function openWorkspace(
  seed: WorkspaceSeed,
  url: string,
  heard: (workspace: Workspace, event: Json) => void,
): Promise<Workspace> {
  const { slackPlugin, seedFromConfig, getSlackStore } = await slackChunk();
  const [app, store] = [new Hono(), new Store()];
  const id = seed.id ?? 'T0ACME000';
  const workspace: Workspace = {
    ...{ id, name: seed.name ?? 'Acme', domain: (seed.name ?? 'acme').toLowerCase() },
    rows: getSlackStore(store),
    groups: (seed.groups ?? GROUPS).map((one) => ({ ...one, id: groupId(one.handle), people: one.people.map(userId) })),
    bot: { userId: `U0BOT${id.slice(2)}`, botId: `B0BOT${id.slice(2)}`, token: `xoxb-${id}-bot` },
    ...{ given: new Set<string>(), misdescribed: new Map<string, Json>(), revoked: new Map() },
    tokenOf: (person) => `xoxp-${id}-${person}`,
    fetch: async (request) => app.fetch(request),
  };
  const events = {
    setHeaderFactory() {},
    async dispatch(_name: string, _action: string | undefined, payload: Json) {
      heard(workspace, payload.event as Json);
    },
    getSubscriptions: () => [],
    getDeliveries: () => [],
  };
  app.onError((error, c) => c.json({ ok: false, error: 'internal_error', detail: String(error.stack) }, 500));
  app.notFound((c) => c.json({ ok: false, error: 'unknown_method' }));
  slackPlugin.register(app, store, events, url, new Map());
  workspace.rows.teams.insert({ team_id: id, name: workspace.name, domain: workspace.domain });
  for (const person of seed.people ?? PEOPLE) addPerson(workspace, person);
  seedFromConfig(store, url, { strict_scopes: true, oauth_apps: [appOf(workspace)] });
  for (const channel of seed.channels ?? CHANNELS) addChannel(workspace, channel);
  if (seed.isInstalled !== false) addBotToken(workspace, seed.scopes ?? BOT_SCOPES);
  return workspace;
}

function appOf({ bot }: Workspace): Json {
  return {
    ...{ app_id: APP_ID, client_id: CLIENT_ID, client_secret: CLIENT_SECRET, name: 'Sopwith', redirect_uris: [] },
    ...{ bot_id: bot.botId, bot_user_id: bot.userId, bot_name: 'sopwith', scopes: [...BOT_SCOPES] },
  };
}

function addPerson(workspace: Workspace, seed: PersonSeed): void {
  const { name, realName, tz, locale, is } = seed;
  const email = `${name}@example.com`;
  const guest = is === 'guest' ? 'multi' : is === 'single-channel guest' ? 'single' : undefined;
  workspace.rows.users.insert({
    ...{ user_id: userId(name), team_id: workspace.id, name, real_name: realName, email, tz, locale },
    ...{ is_admin: is === 'admin', is_bot: is === 'bot', deleted: is === 'deactivated' },
    ...(guest === undefined ? {} : { guest }),
    profile: { display_name: name, real_name: realName, email, image_48: '', image_192: '' },
    ...{ presence: 'active', manual_presence: 'auto', connection_count: 1 },
  });
  workspace.rows.tokens.insert({
    ...{ token: workspace.tokenOf(name), token_type: 'user', team_id: workspace.id, user_id: userId(name) },
    ...{ scopes: PERSON_SCOPES, app_id: APP_ID },
  });
}

/** Adds a channel to a workspace that is open already. Gives its id. */
export function addChannel(workspace: Workspace, seed: ChannelSeed): string {
  const everybody = workspace.rows.users.all().filter((one) => !one.deleted && !one.is_bot && one.guest === undefined);
  const people = seed.people?.map(userId) ?? everybody.map((one) => one.user_id);
  const members = seed.hasBot === false ? people : [...people, workspace.bot.userId];
  const creator = people[0] ?? workspace.bot.userId;
  const blank = { value: '', creator, last_set: 0 };
  workspace.rows.channels.insert({
    ...{ channel_id: channelId(seed.name), team_id: workspace.id, name: seed.name },
    ...{ is_channel: seed.isPrivate !== true, is_private: seed.isPrivate === true },
    ...{ is_archived: seed.isArchived === true, topic: blank, purpose: blank },
    ...{ members, creator, num_members: members.length },
  });
  return channelId(seed.name);
}

function addBotToken({ rows, id, bot }: Workspace, scopes: readonly string[]): void {
  rows.tokens.insert({
    ...{ token: bot.token, token_type: 'bot', team_id: id, user_id: bot.userId, scopes: [...scopes], app_id: APP_ID },
    ...{ bot_id: bot.botId, bot_user_id: bot.userId },
  });
}
