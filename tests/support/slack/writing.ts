/** What a person writes, sends and reacts with. Each is done in the emulator, and its events reach the app. */
import type { Json } from './json.ts';
import { objects, text } from './json.ts';
import { messageOf } from './reading.ts';
import type { Message } from './surface.ts';
import { inside } from './web-api.ts';
import { acts, channelNamed, type World } from './world.ts';

/** `says` is what Slack tells of the file where that is not the truth (`url_private`, `size`, `mimetype` …). */
export interface Upload {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly says?: Json;
}

export interface Writing {
  /** Posts in a channel, by name or id. */
  says(channel: string, text: string): Promise<Message>;
  /** Answers in the thread of a message. */
  replies(to: Message, text: string, files?: readonly Upload[]): Promise<Message>;
  drops(channel: string, files: Upload | readonly Upload[], comment?: string): Promise<Message>;
  edits(message: Message, text: string): Promise<void>;
  deletes(message: Message): Promise<void>;
  /** `emoji` without colons. */
  reacts(to: Message, emoji: string): Promise<void>;
  archives(channel: string): Promise<void>;
  /** Lets somebody into a channel, or puts them out: a person's name, or `sopwith`. */
  invites(channel: string, who: string): Promise<void>;
  removes(channel: string, who: string): Promise<void>;
  /** The conversation with the app alone. Gives its channel id. */
  opensDirect(): Promise<string>;
}

export function writing(world: World, token: string): Writing {
  const { workspace } = world;
  const id = (channel: string) => channelNamed(world, channel).channel_id;
  const act = (method: string, args: Json) => acts(world, token, method, args);
  const held = (ts: unknown): Message => {
    const row = workspace.rows.messages.findOneBy('ts', text(ts));
    if (row === undefined) throw new Error(`There is no message ${String(ts)}`);
    return messageOf(workspace, row);
  };
  const whose = (who: string) =>
    who === 'sopwith' ? workspace.bot.userId : (workspace.rows.users.findOneBy('name', who)?.user_id ?? who);

  const share = async (files: readonly Upload[], where: Json): Promise<Message> => {
    const ids = await Promise.all(files.map((file) => uploaded(world, token, file)));
    const list = files.map((file, i) => ({ id: ids[i], title: file.name }));
    await act('files.completeUploadExternal', { ...where, files: list });
    const last = workspace.rows.messages.all().findLast((one) => one.files?.some((file) => ids.includes(file.file_id)));
    return held(last?.ts);
  };

  return {
    says: async (channel, said) => {
      if (said.startsWith('/')) throw new Error('Slack takes this for a command: use slash()');
      return held((await act('chat.postMessage', { channel: id(channel), text: said })).ts);
    },
    replies: async ({ channel, ts, thread }, said, files = []) => {
      const thread_ts = thread ?? ts;
      if (files.length > 0) return share(files, { channel_id: channel, thread_ts, initial_comment: said });
      return held((await act('chat.postMessage', { channel, text: said, thread_ts })).ts);
    },
    drops: async (channel, files, comment = '') =>
      share('name' in files ? [files] : files, { channel_id: id(channel), initial_comment: comment }),
    edits: async ({ channel, ts }, said) => void (await act('chat.update', { channel, ts, text: said })),
    deletes: async ({ channel, ts }) => {
      // Whoever administers a workspace may delete what the app posted; the emulator lets only the author.
      const author = workspace.rows.messages.findOneBy('ts', ts)?.user;
      const theirs = workspace.rows.tokens.findBy('user_id', author ?? '')[0]?.token;
      await acts(world, theirs ?? token, 'chat.delete', { channel, ts });
    },
    reacts: async ({ channel, ts }, name) => void (await act('reactions.add', { channel, timestamp: ts, name })),
    archives: async (channel) => void (await act('conversations.archive', { channel: id(channel) })),
    invites: async (channel, who) =>
      void (await act('conversations.invite', { channel: id(channel), users: whose(who) })),
    removes: async (channel, who) => void (await act('conversations.kick', { channel: id(channel), user: whose(who) })),
    opensDirect: async () => {
      const { channel } = await act('conversations.open', { users: workspace.bot.userId });
      return text((channel as Json).id);
    },
  };
}

/** Brings bytes to Slack without sharing them yet. Gives the file's id. */
export async function uploaded(world: World, token: string, { name, bytes, says }: Upload): Promise<string> {
  const { workspace } = world;
  const asked = await inside(workspace, token, 'files.getUploadURLExternal', { filename: name, length: bytes.length });
  const id = text(asked.body.file_id);
  const headers = { 'content-type': 'application/octet-stream' };
  const request = new Request(`http://emulator/upload/v1/${id}`, {
    method: 'POST',
    headers,
    body: new Uint8Array(bytes),
  });
  const answer = await workspace.fetch(request);
  if (!answer.ok) throw new Error(`${name}: ${answer.status} ${await answer.text()}`);
  if (says !== undefined) workspace.misdescribed.set(id, says);
  return id;
}

/** Puts files into a form's field: nobody but the app may read them. Gives what `state.values` says of them. */
export async function given(world: World, token: string, files: readonly Upload[]): Promise<string[]> {
  const ids = await Promise.all(files.map((file) => uploaded(world, token, file)));
  const list = files.map((file, i) => ({ id: ids[i], title: file.name }));
  const { body } = await inside(world.workspace, token, 'files.completeUploadExternal', { files: list });
  for (const id of ids) world.workspace.given.add(id);
  return objects(body.files).map((file) => text(file.id));
}
