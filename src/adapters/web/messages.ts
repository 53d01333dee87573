/** Reading a place's messages, and saying something in it: a message for all, or `/sop …` to Sopwith. */
import { randomUUID } from 'node:crypto';
import { type Context, Hono } from 'hono';
import { doneElsewhere } from '../../runtime/answering.ts';
import type { StoredFile } from '../../runtime/conversation.ts';
import { readMessage } from '../../runtime/message.ts';
import { elsewhere } from '../../runtime/phrase.ts';
import { VersionConflict } from '../../store/errors.ts';
import { saveFileRow } from '../../store/files.ts';
import { addWebFile, listRecentWebFiles } from '../../store/web-files.ts';
import { addWebMessage, findWebMessage, findWebMessageByRequest, listWebMessages } from '../../store/web-messages.ts';
import { listWebChannels, markWebRead, webReadPosition } from '../../store/web-places.ts';
import type { WebMessageRow } from '../../store/web-tables.ts';
import { Failure } from '../http/failure.ts';
import { receiveUpload } from '../http/upload.ts';
import { drawAnswer, drawMessages } from './draw.ts';
import type { Parts } from './parts.ts';
import { placeOf } from './place.ts';
import { readerOf } from './reader.ts';
import { recorded } from './recording.ts';
import { checked, jsonBody, messageBody, requestKey } from './requests.ts';
import { actingMember } from './session.ts';

/** Messages of one page of a place. */
const PAGE = 60;
/** Files of a conversation that a `/sop` phrase could mean. */
const RECENT_FILES = 10;

interface Post {
  readonly channel: string;
  readonly thread: string;
  readonly member: string;
  readonly text: string;
  readonly files: readonly StoredFile[];
  readonly key: string;
}

export function messageRoutes(parts: Parts): Hono {
  const { db, workspace, conversation, files } = parts;
  const draw = async (c: Context, rows: readonly WebMessageRow[]) => drawMessages(db, workspace, rows, readerOf(c));
  /** The message as it was posted, and what became of it in a run's thread. */
  const posted = async (c: Context, message: Post) => {
    const row = await post(parts, message);
    const taken = await recorded(parts, message);
    const answer = taken && taken.answer.type !== 'none' ? { answer: drawAnswer(taken.answer, readerOf(c)) } : {};
    return c.json({ message: (await draw(c, [row]))[0], recorded: taken?.recorded ?? false, ...answer });
  };

  return new Hono()
    .get('/:channel/messages', async (c) => {
      const { id: member } = await actingMember(c, parts);
      const { channel, thread } = await placeOf(parts, c.req.param('channel'), c.req.query('thread'));
      const before = Number(c.req.query('before') ?? Number.MAX_SAFE_INTEGER);
      if (!Number.isSafeInteger(before)) throw new Failure(400, 'This request cannot be read.');
      const rows = await listWebMessages(db, { workspace, channel, thread, before, limit: PAGE + 1 });
      const root = thread ? await findWebMessage(db, { workspace, id: thread }) : undefined;
      const [first] = root ? await draw(c, [root]) : [];
      return c.json({
        messages: await draw(c, rows.slice(0, PAGE).reverse()),
        earlier: rows.length > PAGE,
        readOrder: await webReadPosition(db, { workspace, member, channel, thread }),
        ...(first && { root: first }),
      });
    })

    .post('/:channel/messages', async (c) => {
      const { id: member } = await actingMember(c, parts);
      const body = await jsonBody(c, messageBody);
      const { channel, thread } = await placeOf(parts, c.req.param('channel'), body.thread ?? undefined);
      const key = requestKey(c, member);
      const text = body.text.trim();
      const read = readMessage(text);
      if (read.type === 'talk') return posted(c, { channel, thread, member, text, files: [], key });
      const other = read.type === 'phrase' ? elsewhere(read.text) : undefined;
      const there = other ? await channelCalled(parts, other.channel) : channel;
      const said = read.type === 'phrase' ? { text: other?.phrase ?? read.text } : { text, meant: read.meant };
      const lying = await lyingFiles(parts, channel, thread);
      const asking = { workspace, member, place: `web:${there}`, isElsewhere: other !== undefined };
      const answer = await conversation.say({ ...asking, ...said, files: lying, key });
      if (!other) return c.json({ answer: drawAnswer(answer, readerOf(c)) });
      // A form that asks for more is sent there too.
      return c.json({ answer: drawAnswer(doneElsewhere(answer), readerOf(c)), channel: there });
    })

    .post('/:channel/files', async (c) => {
      const { id: member } = await actingMember(c, parts);
      const key = requestKey(c, member);
      const upload = await receiveUpload(c.req.raw, files);
      const { channel, thread } = await placeOf(parts, c.req.param('channel'), upload.fields.thread || undefined);
      const { text } = upload.fields.text ? checked(messageBody, { text: upload.fields.text }) : { text: '' };
      return posted(c, { channel, thread, member, text: text.trim(), files: upload.files, key });
    });
}

/** Throws `Failure` if there is none. */
async function channelCalled({ db, workspace }: Parts, name: string): Promise<string> {
  const channels = await listWebChannels(db, workspace);
  const found = channels.find((one) => one.id === name || one.name.toLowerCase() === name.toLowerCase());
  if (!found) throw new Failure(404, `There is no channel #${name}. Choose one of the list at the side.`);
  return found.id;
}

/** What `/sop import` could mean, newest first: in a thread its own files stand before the channel's. */
async function lyingFiles({ db, workspace }: Parts, channel: string, thread: string): Promise<StoredFile[]> {
  const own = thread === '' ? [] : await listRecentWebFiles(db, { workspace, channel, thread, limit: RECENT_FILES });
  const all = await listRecentWebFiles(db, { workspace, channel, limit: RECENT_FILES });
  return [...own, ...all].map(({ file, name, mime, bytes }) => ({ file, name, mime, bytes: Number(bytes) }));
}

/** Posts a message, or gives the one that was posted under this key before. */
async function post({ db, workspace, clock, pulse }: Parts, message: Post): Promise<WebMessageRow> {
  const { channel, thread, member, text, files, key } = message;
  const again = () => findWebMessageByRequest(db, { workspace, requestKey: key });
  const id = randomUUID();
  const at = clock.now();
  const row = {
    workspace,
    id,
    channel,
    thread,
    author: member,
    text,
    card: null,
    mentions: [],
    effect: null,
    requestKey: key,
    at,
  };
  const before = await again();
  if (before) return before;
  try {
    await db.transaction(async (tx) => {
      await addWebMessage(tx, row);
      for (const [position, file] of files.entries()) {
        const { file: sha, ...rest } = file;
        await saveFileRow(tx, { workspace, id: sha, ...rest, at });
        await addWebFile(tx, { ...file, workspace_id: workspace, message_id: id, position });
      }
    });
  } catch (error) {
    if (!(error instanceof VersionConflict) || !(await again())) throw error;
  }
  const posted = await again();
  if (!posted) throw new Error('a posted message cannot be found');
  // What I say I have read, and all before it.
  await markWebRead(db, { workspace, member, channel, thread, position: Number(posted.position) });
  pulse.wake(workspace);
  return posted;
}
