/** Messages as Graph gives them (learn.microsoft.com/graph/api/resources/chatmessage). */
import type { Json } from '../slack/json.ts';
import { htmlOf } from './activities.ts';
import { htmlWithFiles, imageOf } from './attachments.ts';
import { fileAnswer } from './files.ts';
import type { Part } from './graph.ts';
import { page } from './graph-pages.ts';
import { refused } from './graph-refusal.ts';
import { type Held, isBots, type Message } from './held.ts';
import { reference } from './invokes.ts';
import { APP_ID, BOT, CHANNELS, PEOPLE, SHIFT_LEADS, TEAM, TENANT_ID } from './seed.ts';
import type { Answered, Asked } from './serve.ts';

const PATH = new RegExp(
  [
    '^/(?:teams/(?<team>[^/]+)/channels/(?<channel>[^/]+)|chats/(?<chat>[^/]+))/messages',
    '(?:/(?<id>[^/]+)(?:(?<replies>/replies)(?:/(?<reply>[^/]+))?)?)?',
    String.raw`(?:/hostedContents/(?<picture>[^/]+)/\$value)?$`,
  ].join(''),
);

/** Newest first, twenty to a page if nobody says and fifty at most. */
const SIZE = { usual: 20, most: 50 };

/** The posts of a channel, the replies to one, the messages of a group chat, one of them, or a picture in one. */
export function messagesAsked(asked: Asked, path: string, held: Held): Part | undefined {
  const parts = PATH.exec(path)?.groups;
  if (parts === undefined) return undefined;
  const { channel, chat, id, replies, reply, picture } = parts;
  const isThere =
    chat === SHIFT_LEADS.id || (parts.team === TEAM.aadGroupId && CHANNELS.some((one) => one.id === channel));
  const where = chat ?? (id === undefined ? `${channel}` : `${channel};messageid=${id}`);
  const one = replies === undefined ? id : reply;
  const answer = (): Answered => {
    const messages = held.messages(where);
    if (!isThere) return refused(404, 'NotFound');
    if (one === undefined)
      return listed(
        asked,
        messages.filter((message) => message.id !== id),
      );
    const found = messages.find((message) => message.id === one);
    if (picture !== undefined) return pictureIn(found, picture);
    if (found !== undefined) return { status: 200, body: chatMessage(found, asked.origin) };
    return held.deleted().includes(one) ? { status: 200, body: deletedMessage(one) } : refused(404, 'NotFound');
  };
  return { kind: chat === undefined ? 'channel messages' : 'chat messages', answer };
}

function listed(asked: Asked, messages: readonly Message[]): Answered {
  const newestFirst = messages.map((one) => chatMessage(one, asked.origin)).reverse();
  return page(asked, newestFirst, SIZE);
}

function pictureIn(message: Message | undefined, id: string): Answered {
  const found = message?.pictures.find((one) => one.id === id);
  return found === undefined ? refused(404, 'NotFound') : fileAnswer(found);
}

function chatMessage(message: Message, origin: string): Json {
  const [where = '', thread] = message.conversation.split(';messageid=');
  const { id, at, changedAt } = message;
  const changed = changedAt === undefined ? null : new Date(changedAt).toISOString();
  return {
    ...{ id, etag: id, messageType: 'message', replyToId: thread === undefined || thread === id ? null : thread },
    ...{ createdDateTime: new Date(at).toISOString(), lastModifiedDateTime: changed ?? new Date(at).toISOString() },
    ...{ lastEditedDateTime: changed, deletedDateTime: null, subject: null, summary: null, importance: 'normal' },
    ...{ locale: 'en-us', chatId: thread === undefined ? where : null, policyViolation: null, eventDetail: null },
    channelIdentity: thread === undefined ? null : { teamId: TEAM.aadGroupId, channelId: where },
    from: fromOf(message),
    body: { contentType: 'html', content: bodyOf(message, origin) },
    attachments: [...message.attachments.map(card), ...message.files.map(reference)],
    mentions: message.mentions.map((one, index) => ({ id: index, mentionText: one.name, mentioned: whoOf(one.id) })),
    reactions: [],
  };
}

/** What is left of one that was deleted. */
function deletedMessage(id: string): Json {
  const now = new Date().toISOString();
  return {
    id,
    messageType: 'message',
    deletedDateTime: now,
    body: { contentType: 'html', content: '' },
    attachments: [],
    mentions: [],
  };
}

function fromOf(message: Message): Json {
  return isBots(message) ? { ...whoOf(BOT.id), user: null } : { application: null, ...whoOf(message.by) };
}

function whoOf(id: string): Json {
  if (id === BOT.id) return { application: { id: APP_ID, displayName: BOT.name, applicationIdentityType: 'bot' } };
  const found = PEOPLE.find((one) => one.id === id);
  const user = { id: found?.aadObjectId ?? id, displayName: found?.name ?? null };
  return { user: { ...user, userIdentityType: 'aadUser', tenantId: TENANT_ID } };
}

function bodyOf({ text, files, pictures, attachments, id, conversation }: Message, origin: string): string {
  const [place = '', thread] = conversation.split(';messageid=');
  const root = thread === undefined ? `chats/${place}` : `teams/${TEAM.aadGroupId}/channels/${place}`;
  const message = thread === undefined || thread === id ? id : `${thread}/replies/${id}`;
  const contents = `${origin}/v1.0/${root}/messages/${message}/hostedContents`;
  const images = pictures.map((one) => imageOf(`${contents}/${one.id}/$value`, one)).join('');
  const cards = attachments.map((_one, index) => `<attachment id="${attachmentId(index)}"></attachment>`).join('');
  return htmlWithFiles(htmlOf(text, at), files) + images + cards;
}

const at = (number: number, name: string) => `<at id="${number}">${name}</at>`;

/** A card is the text of its JSON here, unlike everywhere else in Teams. */
function card({ contentType, content, contentUrl, name }: Message['attachments'][number], index: number): Json {
  const said = content === undefined ? null : JSON.stringify(content);
  return {
    id: attachmentId(index),
    contentType,
    contentUrl: contentUrl ?? null,
    content: said,
    name: name ?? null,
    thumbnailUrl: null,
  };
}

function attachmentId(index: number): string {
  return `74d20c7f34aa4a7fb74e2b30004247c${index}`;
}
