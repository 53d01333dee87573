/** What came with a message: files that may be fetched, and files that Teams tells the bot nothing more of. */
import { z } from 'zod';
import { optional } from '../../engine/optional.ts';
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
const CARD = 'application/vnd.microsoft.card.';
const download = z.object({ downloadUrl: z.string().max(8_000) });
/** Files of one message that are looked at. */
export const MOST_FILES = 10;

/** The place of a file in the text, a picture, a quotation. What stands in a tag holds no other: each is looked at once. */
const TAG = /<(\/?)(blockquote|attachment|img)\b([^<>]*)/gi;
const REPLY = 'itemtype="http://schema.skype.com/Reply"';
/** They are pictures in HTML, and letters to whoever writes them. */
const EMOJI = 'itemtype="http://schema.skype.com/Emoji"';

export function attachedIn({ attachments, entities }: Activity): Attached {
  const all = attachments ?? [];
  const { places, pictures, foreign, replied } = standingIn(all.map(htmlIn).join('\n'));
  // A quotation brings the pictures of what it quotes.
  const sent = all.flatMap(sentIn).filter(({ url }) => !foreign.has(url));
  const told = all.filter(({ contentType }) => contentType === DOWNLOAD || contentType.startsWith(CARD)).length;
  const isHidden = places > told || (sent.length === 0 && pictures > 0);
  const quoted = (entities ?? []).map(quotedIn).find((one) => one !== undefined) ?? replied;
  return { sent: sent.slice(0, MOST_FILES), isHidden, ...optional('quoted', quoted) };
}

interface Standing {
  /** How many files and how many pictures have their place in the text. */
  readonly places: number;
  readonly pictures: number;
  /** Addresses of pictures in what is quoted. */
  readonly foreign: ReadonlySet<string>;
  readonly replied: string | undefined;
}

function standingIn(html: string): Standing {
  let [depth, places, pictures] = [0, 0, 0];
  let replied: string | undefined;
  const foreign = new Set<string>();
  for (const [, end, tag = '', attributes = ''] of html.matchAll(TAG)) {
    const isBegun = end === '';
    const source = SOURCE.exec(attributes)?.[1];
    switch (tag.toLowerCase()) {
      case 'blockquote': {
        const isReply = isBegun && attributes.includes(REPLY);
        if (isReply) replied ??= ID.exec(attributes)?.[1];
        // What people set apart by themselves is theirs.
        if (isReply || depth > 0) depth += isBegun ? 1 : -1;
        break;
      }
      case 'attachment':
        if (isBegun && depth === 0) places += 1;
        break;
      case 'img':
        if (source === undefined || attributes.includes(EMOJI)) break;
        if (depth > 0) foreign.add(source.replaceAll('&amp;', '&'));
        else pictures += 1;
        break;
    }
  }
  return { places, pictures, foreign, replied };
}

const ID = /\bitemid="(\d{1,30})"/;
const SOURCE = /\bsrc="([^"]*)"/;

const quotation = z.object({
  type: z.literal('quotedReply'),
  quotedReply: z.object({ messageId: z.string().regex(/^\d{1,30}$/) }),
});

/** Newer clients say what is quoted in words of their own too. */
function quotedIn(entity: unknown): string | undefined {
  return quotation.safeParse(entity).data?.quotedReply.messageId;
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
