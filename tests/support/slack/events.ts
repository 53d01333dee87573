/** Makes of a change in the emulator the events that Slack would send to the app, as Slack sends them. */
import { randomUUID } from 'node:crypto';
import { APP_ID } from './app.ts';
import { dressedMessage } from './dress.ts';
import type { Workspace } from './emulator.ts';
import { isJson, type Json, text } from './json.ts';
import type { ChannelRow } from './rows.ts';

/** What an app can subscribe to, as a manifest names it. All of it, where a test says nothing else. */
export const EVENTS: readonly string[] = [
  ...['message.channels', 'message.groups', 'message.im', 'message.mpim', 'app_mention', 'app_home_opened'],
  ...['reaction_added', 'reaction_removed', 'file_shared', 'member_joined_channel', 'member_left_channel'],
  ...['channel_archive', 'channel_unarchive', 'channel_rename', 'group_archive', 'group_unarchive', 'group_rename'],
  ...['app_uninstalled', 'tokens_revoked', 'user_change', 'team_join', 'subteam_members_changed'],
];

/** The events of one change: none if the app may not see it, two for a message that mentions it. */
export function eventsOf(workspace: Workspace, change: Json, subscribed: ReadonlySet<string>): Json[] {
  const channel = workspace.rows.channels.findOneBy('channel_id', placeOf(change));
  if (placeOf(change) !== '' && !channel?.members.includes(workspace.bot.userId)) return [];
  const event = told(workspace, change, channel);
  const name = text(event.type) === 'message' ? `message.${kindOf(channel)}` : text(event.type);
  const sent = subscribed.has(name) ? [event] : [];
  const isMention =
    event.type === 'message' &&
    event.user !== workspace.bot.userId &&
    (event.subtype === undefined || event.subtype === 'file_share') &&
    channel?.is_im !== true &&
    text(event.text).includes(`<@${workspace.bot.userId}>`);
  const { channel_type: _, ...mention } = { channel_type: '', ...event, type: 'app_mention' };
  return isMention && subscribed.has('app_mention') ? [...sent, mention] : sent;
}

export function envelope(workspace: Workspace, event: Json): Json {
  const { id, bot } = workspace;
  return {
    ...{ token: 'no-longer-used', team_id: id, context_team_id: id, context_enterprise_id: null, api_app_id: APP_ID },
    ...{ event, type: 'event_callback', event_id: `Ev${randomUUID().replaceAll('-', '')}` },
    ...{ event_time: Math.floor(Date.now() / 1_000), is_ext_shared_channel: false, event_context: randomUUID() },
    authorizations: [
      { enterprise_id: null, team_id: id, user_id: bot.userId, is_bot: true, is_enterprise_install: false },
    ],
  };
}

function told(workspace: Workspace, change: Json, channel: ChannelRow | undefined): Json {
  const event_ts = text(change.event_ts) || text(change.ts) || `${Date.now() / 1_000}`;
  switch (change.type) {
    case 'message':
      return { ...message(workspace, change), channel: change.channel, event_ts, channel_type: typeOf(channel) };
    case 'file_shared':
      return {
        ...{ type: 'file_shared', channel_id: change.channel_id, file_id: change.file_id, event_ts },
        ...{ user_id: isJson(change.file) ? change.file.user : '', file: { id: change.file_id } },
      };
    case 'reaction_added':
    case 'reaction_removed': {
      const ts = isJson(change.item) ? text(change.item.ts) : '';
      return { ...change, item_user: workspace.rows.messages.findOneBy('ts', ts)?.user, event_ts };
    }
    default:
      return { ...change, event_ts };
  }
}

function message(workspace: Workspace, change: Json): Json {
  const { subtype, ...plain } = change;
  if (subtype !== undefined && subtype !== 'file_share') return change;
  const row = workspace.rows.messages.findOneBy('ts', text(change.ts));
  if (row === undefined) return plain;
  return { ...dressedMessage(workspace, row), ...(row.bot_id === undefined ? { client_msg_id: randomUUID() } : {}) };
}

/** The channel id that a change happened in, or ''. */
function placeOf(change: Json): string {
  if (isJson(change.item)) return text(change.item.channel);
  if (isJson(change.channel)) return text(change.channel.id);
  return text(change.channel) || text(change.channel_id);
}

function kindOf(channel: ChannelRow | undefined): string {
  return channel?.is_im ? 'im' : channel?.is_mpim ? 'mpim' : channel?.is_private ? 'groups' : 'channels';
}

function typeOf(channel: ChannelRow | undefined): string {
  return channel?.is_im ? 'im' : channel?.is_mpim ? 'mpim' : channel?.is_private ? 'group' : 'channel';
}
