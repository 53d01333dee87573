/** What came with a message: files that may be fetched, and files that Teams tells the bot nothing more of. */
import { z } from 'zod';
import type { Activity, Attachment } from './activity.ts';

export type Sent =
  /** A file in a personal chat: its address is the right to it, for some minutes. */
  | { readonly type: 'download'; readonly name: string; readonly url: string }
  /** A picture that lies with Teams: the bot's token fetches it. */
  | { readonly type: 'picture'; readonly name: string; readonly url: string; readonly mime: string };

export interface Attached {
  readonly sent: readonly Sent[];
  /** A file or picture is in the message, and only Graph tells which. */
  readonly isHidden: boolean;
  /** The message that it answers by quoting it. */
  readonly quoted?: string;
}

const DOWNLOAD = 'application/vnd.microsoft.teams.file.download.info';
const download = z.object({ downloadUrl: z.string().max(8_000) });
/** Files of one message. */
const MOST = 10;

export function attachedIn({ attachments }: Activity): Attached {
  const all = attachments ?? [];
  const html = all.map(htmlIn).join('\n');
  const quoted = /<blockquote[^>]*itemtype="http:\/\/schema\.skype\.com\/Reply"[^>]*itemid="(\d{1,30})"/.exec(
    html,
  )?.[1];
  // A quotation brings the pictures of what it quotes.
  const own = html.replaceAll(/<blockquote[\s\S]*?<\/blockquote>/g, '');
  const sent = all.flatMap(sentIn).slice(0, MOST);
  const isHidden = sent.length === 0 && /<attachment\s+id=|<img\s[^>]*src=/i.test(own);
  return { sent, isHidden, ...(quoted === undefined ? {} : { quoted }) };
}

function sentIn({ contentType, content, contentUrl, name }: Attachment): readonly Sent[] {
  if (contentType === DOWNLOAD) {
    const read = download.safeParse(content);
    return read.success ? [{ type: 'download', name: name ?? 'file', url: read.data.downloadUrl }] : [];
  }
  if (!contentType.startsWith('image/') || contentUrl === undefined) return [];
  return [{ type: 'picture', name: name ?? `picture${endingOf(contentType)}`, url: contentUrl, mime: contentType }];
}

/** `image/*` is what Teams says of pictures that are pasted. */
function endingOf(contentType: string): string {
  return /^image\/(png|jpeg|gif|webp)$/.test(contentType) ? `.${contentType.slice('image/'.length)}` : '';
}

function htmlIn({ contentType, content }: Attachment): string {
  return contentType === 'text/html' && typeof content === 'string' ? content.slice(0, 100_000) : '';
}
