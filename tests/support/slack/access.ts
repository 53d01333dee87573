/** Where a bot may act. The emulator lets it into every public channel, and knows archived channels only when it posts. */
import { type Answered, type Call, refused } from './call.ts';
import type { Workspace } from './emulator.ts';
import type { ChannelRow } from './rows.ts';

const POSTS = ['chat.postMessage', 'chat.postEphemeral', 'chat.scheduleMessage', 'files.completeUploadExternal'];
const CHANGES = ['chat.update', 'chat.delete'];
const MEMBERS_ONLY = [...POSTS, 'conversations.history', 'conversations.replies', 'reactions.add', 'pins.add'];

/** Undefined where the bot may. */
export function denied(
  { method, args, workspace }: Call & { workspace: Workspace },
  scopes: readonly string[],
): Answered | undefined {
  const channel = channelOf(workspace, String(args.channel ?? args.channel_id ?? ''));
  if (channel === undefined) return unreachable(workspace, method, String(args.channel ?? ''));
  const isIn = channel.members.includes(workspace.bot.userId);
  const isHidden = channel.is_private || channel.is_im === true || channel.is_mpim === true;
  if (!isIn && isHidden && method !== 'conversations.join') return refused('channel_not_found');
  if (channel.is_archived && (POSTS.includes(method) || method === 'reactions.add')) return refused('is_archived');
  if (channel.is_archived && CHANGES.includes(method)) return refused('is_inactive');
  const mayAnyway = method === 'chat.postMessage' && scopes.includes('chat:write.public');
  return !isIn && MEMBERS_ONLY.includes(method) && !mayAnyway ? refused('not_in_channel') : undefined;
}

/** Nobody talks to a deactivated account. */
function unreachable({ rows }: Workspace, method: string, user: string): Answered | undefined {
  const isGone = rows.users.findOneBy('user_id', user)?.deleted === true;
  return method === 'chat.postMessage' && isGone ? refused('channel_not_found') : undefined;
}

export function channelOf({ rows }: Workspace, channel: string): ChannelRow | undefined {
  return rows.channels.findOneBy('channel_id', channel) ?? rows.channels.findOneBy('name', channel.replace(/^#/, ''));
}
