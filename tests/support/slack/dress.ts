/** What Slack's answers hold and the emulator's lack. */
import { APP_ID } from './app.ts';
import { isYes } from './call.ts';
import type { Workspace } from './emulator.ts';
import type { Json } from './json.ts';
import { mimetypeOf } from './mimetype.ts';
import type { FileRow, MessageRow, UserRow } from './rows.ts';

export function dressedUser(user: UserRow, { args, scopes }: { args: Json; scopes: readonly string[] }): Json {
  const { email, ...profile } = user.profile;
  const tz = user.tz ?? 'America/Los_Angeles';
  return {
    ...{ id: user.user_id, team_id: user.team_id, name: user.name, real_name: user.real_name, deleted: user.deleted },
    profile: scopes.includes('users:read.email') ? { ...profile, email } : profile,
    ...{ is_bot: user.is_bot, is_app_user: false, updated: 1_700_000_000 },
    // A deactivated account has lost its rights and its time zone.
    ...(user.deleted
      ? {}
      : {
          ...{ tz, tz_label: tz, tz_offset: offsetOf(tz) },
          ...{ is_admin: user.is_admin, is_owner: false, is_primary_owner: false },
          ...{ is_restricted: user.guest !== undefined, is_ultra_restricted: user.guest === 'single' },
        }),
    ...(isYes(args.include_locale) ? { locale: user.locale ?? 'en-US' } : {}),
  };
}

/** `args` says whether metadata was asked for; without the flag Slack gives none. */
export function dressedMessage(workspace: Workspace, row: MessageRow, args: Json = {}): Json {
  const { rows, id } = workspace;
  const isParent = row.reply_count > 0;
  const isReply = row.thread_ts !== undefined && row.thread_ts !== row.ts;
  const replies = isParent
    ? rows.messages.findBy('channel_id', row.channel_id).filter((one) => one.thread_ts === row.ts)
    : [];
  const parent = isReply ? rows.messages.findOneBy('ts', row.thread_ts ?? '') : undefined;
  return {
    ...{ type: 'message', user: row.user, text: row.text, ts: row.ts, team: id },
    ...(row.subtype === undefined ? {} : { subtype: row.subtype }),
    ...(row.bot_id === undefined ? {} : { bot_id: row.bot_id, app_id: row.app_id, bot_profile: botProfile(workspace) }),
    ...(row.blocks === undefined ? {} : { blocks: row.blocks }),
    ...(row.files === undefined ? {} : { files: row.files.map((file) => fileOf(workspace, file)), upload: true }),
    ...(row.edited === undefined ? {} : { edited: row.edited }),
    ...(isYes(args.include_all_metadata) && row.metadata !== undefined ? { metadata: row.metadata } : {}),
    ...(row.reactions.length > 0 ? { reactions: row.reactions } : {}),
    ...(isReply ? { thread_ts: row.thread_ts, ...(parent === undefined ? {} : { parent_user_id: parent.user }) } : {}),
    ...(isParent
      ? {
          ...{ thread_ts: row.ts, reply_count: row.reply_count, reply_users: row.reply_users },
          ...{ reply_users_count: row.reply_users.length, latest_reply: replies.at(-1)?.ts ?? row.ts },
          ...{ is_locked: false, subscribed: false },
        }
      : {}),
  };
}

/** The emulator knows few kinds of files; the end of the name says more. */
export function fileOf({ misdescribed }: Workspace, row: FileRow): Json {
  return {
    ...{ id: row.file_id, name: row.name, title: row.title, mimetype: mimetypeOf(row.name), filetype: row.filetype },
    ...{ user: row.user, size: row.size, mode: row.mode, is_external: row.is_external, file_access: 'visible' },
    ...{ url_private: row.url_private, url_private_download: row.url_private_download },
    ...{ channels: row.channels, groups: row.groups, ims: row.ims },
    ...misdescribed.get(row.file_id),
  };
}

function botProfile({ bot, id }: Workspace): Json {
  return { id: bot.botId, name: 'Sopwith', app_id: APP_ID, team_id: id, deleted: false, icons: {} };
}

/** Seconds from UTC now. */
function offsetOf(tz: string): number {
  const parts = new Intl.DateTimeFormat('en-US', { timeZone: tz, timeZoneName: 'longOffset' }).formatToParts(
    new Date(),
  );
  const name = parts.find((part) => part.type === 'timeZoneName')?.value ?? 'GMT';
  const found = /([+-])(\d\d):(\d\d)/.exec(name);
  if (found === null) return 0;
  const [, sign, hours, minutes] = found;
  return (sign === '-' ? -1 : 1) * (Number(hours) * 3_600 + Number(minutes) * 60);
}
