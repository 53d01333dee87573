/** One workspace as tests see it: who and what is there, and what its administrators do. */

import { dressedUser } from './dress.ts';
import { addChannel, type Group, type Workspace } from './emulator.ts';
import { envelope } from './events.ts';
import type { Json } from './json.ts';
import { revoke } from './lacking.ts';
import { type Person, personOf } from './person.ts';
import { filesIn, type HeldFile, messageOf, messagesIn, viewRead } from './reading.ts';
import { type ChannelSeed, userId } from './seed.ts';
import type { Message, View } from './surface.ts';
import { brings, channelNamed, type World } from './world.ts';

export interface Team {
  readonly id: string;
  readonly bot: Workspace['bot'];
  readonly workspace: Workspace;
  /** By the name that the seed gives. The same person each time. */
  person(name: string): Person;
  /** The id of a channel. */
  channel(name: string): string;
  addChannel(seed: ChannelSeed): string;
  /** What stands in a channel itself, oldest first. */
  messages(channel: string): Message[];
  /** The replies to a message, oldest first. */
  thread(parent: { readonly channel: string; readonly ts: string }): Message[];
  /** The message as it is now; undefined once it is deleted. */
  message(of: { readonly channel: string; readonly ts: string }): Message | undefined;
  files(): HeldFile[];
  views(): View[];
  group(handle: string): Group;
  /** Changes who is in a group, and tells the app. */
  setGroup(handle: string, people: readonly string[]): Promise<void>;
  /** Closes somebody's account, and tells the app. */
  deactivates(name: string): Promise<void>;
  /** Takes the app off the workspace: its tokens end, and it is told. */
  uninstalls(): Promise<void>;
  /** What the bot's tokens are granted from now on. */
  grants(scopes: readonly string[]): void;
}

export function teamOf(world: World): Team {
  const { workspace } = world;
  const { rows } = workspace;
  const people = new Map<string, Person>();
  const id = (channel: string) => channelNamed(world, channel).channel_id;
  const tell = (event: Json) =>
    brings(world, 'events_api', envelope(workspace, { ...event, event_ts: `${Date.now() / 1_000}` }));
  const group = (handle: string) => {
    const found = workspace.groups.find((one) => one.handle === handle);
    if (found === undefined) throw new Error(`There is no group ${handle}`);
    return found;
  };
  const find = (name: string) => {
    const row = rows.users.findOneBy('user_id', userId(name));
    if (row === undefined) throw new Error(`There is nobody called ${name} in ${workspace.id}`);
    return row;
  };
  const botTokens = () => rows.tokens.all().filter((one) => one.token_type === 'bot');

  return {
    ...{ id: workspace.id, bot: workspace.bot, workspace, group },
    person: (name) => {
      const person = people.get(name) ?? personOf(world, find(name));
      people.set(name, person);
      return person;
    },
    channel: id,
    addChannel: (seed) => addChannel(workspace, seed),
    messages: (channel) => messagesIn(workspace, id(channel)),
    thread: ({ channel, ts }) => messagesIn(workspace, channel, ts),
    message: ({ channel, ts }) => {
      const row = rows.messages.findBy('ts', ts).find((one) => one.channel_id === channel);
      return row === undefined ? undefined : messageOf(workspace, row);
    },
    files: () => filesIn(workspace),
    views: () => rows.views.all().map(viewRead),
    setGroup: async (handle, names) => {
      const changed = group(handle);
      const before = changed.people;
      changed.people = names.map(userId);
      await tell({
        ...{ type: 'subteam_members_changed', subteam_id: changed.id, team_id: workspace.id },
        added_users: changed.people.filter((one) => !before.includes(one)),
        removed_users: before.filter((one) => !changed.people.includes(one)),
      });
    },
    deactivates: async (name) => {
      const row = rows.users.update(find(name).id, { deleted: true }) ?? find(name);
      await tell({ type: 'user_change', user: dressedUser(row, { args: {}, scopes: [] }), cache_ts: 0 });
    },
    uninstalls: async () => {
      for (const { token } of botTokens()) revoke(workspace, token, 'account_inactive');
      await tell({ type: 'tokens_revoked', tokens: { bot: [workspace.bot.userId] } });
      await tell({ type: 'app_uninstalled' });
    },
    grants: (scopes) => {
      for (const one of botTokens()) rows.tokens.update(one.id, { scopes: [...scopes] });
    },
  };
}
