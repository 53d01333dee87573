/** What a workspace holds, as tests read it. */
import { fileOf } from './dress.ts';
import type { Workspace } from './emulator.ts';
import { type Json, text } from './json.ts';
import type { MessageRow, ViewRow } from './rows.ts';
import { type Message, type View, words } from './surface.ts';

export interface HeldFile {
  readonly id: string;
  readonly name: string;
  readonly mimetype: string;
  readonly user: string;
  readonly bytes: Buffer;
  /** Where it was shared. */
  readonly channels: readonly string[];
  readonly thread?: string;
}

export function messageOf(workspace: Workspace, row: MessageRow): Message {
  const isReply = row.thread_ts !== undefined && row.thread_ts !== row.ts;
  return {
    ...{ channel: row.channel_id, ts: row.ts, user: row.user, text: row.text, blocks: row.blocks ?? [] },
    ...(isReply && row.thread_ts !== undefined ? { thread: row.thread_ts } : {}),
    ...(row.subtype === undefined ? {} : { subtype: row.subtype }),
    ...(row.metadata === undefined ? {} : { metadata: row.metadata }),
    files: (row.files ?? []).map((file) => named(fileOf(workspace, file))),
    ...{ reactions: row.reactions, isEdited: row.edited !== undefined },
    ...(row.target_user === undefined ? {} : { onlyFor: row.target_user }),
  };
}

export function viewRead(row: ViewRow): View {
  return {
    ...{ id: row.view_id, type: row.type, user: row.user_id, title: words(row.title), callbackId: row.callback_id },
    ...{ metadata: row.private_metadata, blocks: row.blocks, hash: row.hash },
  };
}

/** What stands in a channel itself, oldest first; with `thread` the replies to that message. */
export function messagesIn(workspace: Workspace, channel: string, thread?: string): Message[] {
  return workspace.rows.messages
    .findBy('channel_id', channel)
    .map((row) => messageOf(workspace, row))
    .filter((one) => one.thread === thread)
    .sort((a, b) => Number(a.ts) - Number(b.ts));
}

export function filesIn(workspace: Workspace): HeldFile[] {
  return workspace.rows.files
    .all()
    .filter((row) => !row.deleted)
    .map((row) => ({
      ...named(fileOf(workspace, row)),
      ...{ user: row.user, bytes: Buffer.from(row.content_base64 ?? '', 'base64') },
      channels: [...row.channels, ...row.groups, ...row.ims],
      ...(row.thread_ts === undefined ? {} : { thread: row.thread_ts }),
    }));
}

function named(file: Json) {
  return { id: text(file.id), name: text(file.name), mimetype: text(file.mimetype) };
}
