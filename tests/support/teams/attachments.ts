/** What people put with a message, as a bot is told of it: files only in the personal chat, pictures everywhere. */
import { randomUUID } from 'node:crypto';
import { extname } from 'node:path';
import type { Json } from '../slack/json.ts';
import { htmlOf } from './activities.ts';
import { downloadUrl, type HeldFile } from './files.ts';
import type { Message } from './held.ts';
import type { Someone } from './seed.ts';

/** A file in the personal chat, with an address to fetch it from. */
export function fileInfo(origin: string, file: HeldFile): Json {
  const { id: uniqueId, name, contentUrl } = file;
  const content = { downloadUrl: downloadUrl(origin, file), uniqueId, fileType: extname(name).slice(1), etag: '"{1}"' };
  return { contentType: 'application/vnd.microsoft.teams.file.download.info', contentUrl, name, content };
}

/** A picture in the text: the bot fetches it from the service, with its token. What kind it is Teams does not say. */
export function inlinePicture(serviceUrl: string, picture: HeldFile): Json {
  return { contentType: 'image/*', contentUrl: pictureUrl(serviceUrl, picture) };
}

export function pictureUrl(serviceUrl: string, { id }: HeldFile): string {
  return `${serviceUrl.replace(/\/+$/, '')}/v3/attachments/${id}/views/original`;
}

export function imageOf(src: string, { id, name }: HeldFile): string {
  return `<img alt="${name}" src="${src}" itemid="${id}" itemscope itemtype="http://schema.skype.com/AMSImage">`;
}

/** With a place for each file, whose ids are those that Graph lists them by. */
export function htmlWithFiles(html: string, files: readonly HeldFile[]): string {
  return html + files.map(({ id }) => `<attachment id="${id}"></attachment>`).join('');
}

/** The text of a reply that quotes another message: in chats, which have no threads. */
export function htmlQuoting(
  { id, text }: Pick<Message, 'id' | 'text'>,
  author: Pick<Someone, 'id' | 'name'>,
  reply: string,
): string {
  const who = `<strong itemprop="mri" itemid="${author.id}">${author.name}</strong><span itemprop="time" itemid="${id}"></span>`;
  const quote = `<blockquote itemscope itemtype="http://schema.skype.com/Reply" itemid="${id}">${who}<p itemprop="preview">${text}</p></blockquote>`;
  return `${quote}${htmlOf(reply)}`;
}

/** What the same quote is as an attachment beside the text. */
export function quoteReference(
  { id, text }: Pick<Message, 'id' | 'text'>,
  { id: user, name }: Pick<Someone, 'id' | 'name'>,
): Json {
  const sender = { user: { id: user, displayName: name } };
  return {
    contentType: 'messageReference',
    id: randomUUID(),
    content: { messageId: id, messagePreview: text, messageSender: sender },
  };
}
