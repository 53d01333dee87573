/** Methods that the emulator lacks, or answers so differently from Slack that code which forgets a flag would pass. */
import { type Answered, type Call, granted, isYes, refused } from './call.ts';
import { dressedMessage, dressedUser } from './dress.ts';
import type { Workspace } from './emulator.ts';
import { type Json, text } from './json.ts';
import type { MessageRow } from './rows.ts';

export type Asked = Call & { readonly workspace: Workspace; readonly user: string; readonly scopes: readonly string[] };
type Method = (asked: Asked) => Answered;

export const LACKING: Readonly<Record<string, Method>> = {
  'auth.revoke': ({ workspace, token, args }) => {
    if (isYes(args.test)) return granted({ revoked: false });
    revoke(workspace, token, 'token_revoked');
    return granted({ revoked: true });
  },
  'users.info': (asked) =>
    withScope(asked, 'users:read', () => {
      const user = asked.workspace.rows.users.findOneBy('user_id', text(asked.args.user));
      return user === undefined ? refused('user_not_found') : granted({ user: dressedUser(user, asked) });
    }),
  'users.list': (asked) =>
    withScope(asked, 'users:read', () => {
      const { items, next } = page(asked.workspace.rows.users.all(), asked.args, 'user');
      return granted({
        members: items.map((one) => dressedUser(one, asked)),
        response_metadata: { next_cursor: next },
      });
    }),
  'users.conversations': (asked) => {
    const who = text(asked.args.user) || asked.user;
    const types = (text(asked.args.types) || 'public_channel').split(',');
    const rows = asked.workspace.rows.channels.all().filter((one) => {
      const type = one.is_im ? 'im' : one.is_mpim ? 'mpim' : one.is_private ? 'private_channel' : 'public_channel';
      const isWanted = types.includes(type) && !(isYes(asked.args.exclude_archived) && one.is_archived);
      return isWanted && one.members.includes(who);
    });
    const { items, next } = page(rows, asked.args, 'channel');
    const channels = items.map((one) => ({
      id: one.channel_id,
      name: one.name,
      is_private: one.is_private,
      is_archived: one.is_archived,
    }));
    return granted({ channels, response_metadata: { next_cursor: next } });
  },
  'usergroups.list': (asked) =>
    withScope(asked, 'usergroups:read', () => {
      const usergroups = asked.workspace.groups.map(({ id, handle, name, people }) => ({
        ...{ id, team_id: asked.workspace.id, is_usergroup: true, name, handle, date_delete: 0 },
        ...{ user_count: people.length, ...(isYes(asked.args.include_users) ? { users: people } : {}) },
      }));
      return granted({ usergroups });
    }),
  'usergroups.users.list': (asked) =>
    withScope(asked, 'usergroups:read', () => {
      const group = asked.workspace.groups.find((one) => one.id === asked.args.usergroup);
      return group === undefined ? refused('no_such_subteam') : granted({ users: group.people });
    }),
};

/** After the emulator has said that one may: a thread in pages, oldest first and its parent on every page. */
export function replies({ workspace, args }: Asked): Answered {
  const { rows } = workspace;
  const inChannel = rows.messages.findBy('channel_id', text(args.channel));
  const asked = text(args.ts);
  const reply = inChannel.find((one) => one.ts === asked && isReply(one));
  if (reply !== undefined) return granted({ messages: [dressedMessage(workspace, reply, args)], has_more: false });
  const parent = inChannel.find((one) => one.ts === asked);
  const thread = inChannel.filter((one) => one.thread_ts === asked && isReply(one)).sort(byTime);
  if (parent === undefined && thread.length === 0) return refused('thread_not_found');
  const head: Json = parent === undefined ? tombstone(asked) : dressedMessage(workspace, parent, args);
  const { items, next } = page(
    thread.filter((one) => isWithin(one, args)),
    args,
    'ts',
  );
  return granted({
    messages: [head, ...items.map((one) => dressedMessage(workspace, one, args))],
    ...{ has_more: next !== '', response_metadata: { next_cursor: next } },
  });
}

export function history({ workspace, args }: Asked): Answered {
  const rows = workspace.rows.messages
    .findBy('channel_id', text(args.channel))
    .filter((one) => !isReply(one) && isWithin(one, args))
    .sort((a, b) => byTime(b, a));
  const { items, next } = page(rows, args, 'ts');
  return granted({
    messages: items.map((one) => dressedMessage(workspace, one, args)),
    ...{ has_more: next !== '', response_metadata: { next_cursor: next } },
  });
}

export function members({ workspace, args }: Asked): Answered {
  const channel = workspace.rows.channels.findOneBy('channel_id', text(args.channel));
  const { items, next } = page(channel?.members ?? [], args, 'member');
  return granted({ members: items, response_metadata: { next_cursor: next } });
}

/** The token is refused from now on, with this error. */
export function revoke({ rows, revoked }: Workspace, token: string, why: 'token_revoked' | 'account_inactive'): void {
  const row = rows.tokens.findOneBy('token', token);
  if (row !== undefined) rows.tokens.delete(row.id);
  revoked.set(token, why);
}

function withScope({ scopes }: Asked, needed: string, answer: () => Answered): Answered {
  return scopes.includes(needed) ? answer() : refused('missing_scope', { needed, provided: scopes.join(',') });
}

/** Pages by a cursor that says nothing to the reader. 100 at a time, at most 1,000. */
function page<T>(all: readonly T[], args: Json, kind: string): { items: readonly T[]; next: string } {
  const limit = Math.max(1, Math.min(Number(args.limit ?? 0) || 100, 1_000));
  const cursor = Buffer.from(text(args.cursor), 'base64').toString('utf8');
  const start = cursor.startsWith(`${kind}:`) ? Number(cursor.slice(kind.length + 1)) : 0;
  const end = start + limit;
  return {
    items: all.slice(start, end),
    next: end < all.length ? Buffer.from(`${kind}:${end}`).toString('base64') : '',
  };
}

function isWithin({ ts }: MessageRow, { oldest, latest, inclusive }: Json): boolean {
  const [from, to] = [text(oldest), text(latest)];
  if (isYes(inclusive) && (ts === from || ts === to)) return true;
  return (from === '' || Number(ts) > Number(from)) && (to === '' || Number(ts) < Number(to));
}

function isReply(message: MessageRow): boolean {
  return message.thread_ts !== undefined && message.thread_ts !== message.ts;
}

function byTime(a: MessageRow, b: MessageRow): number {
  return Number(a.ts) - Number(b.ts);
}

function tombstone(ts: string): Json {
  return {
    type: 'message',
    subtype: 'tombstone',
    user: 'USLACKBOT',
    text: 'This message was deleted.',
    ts,
    thread_ts: ts,
    hidden: true,
  };
}
