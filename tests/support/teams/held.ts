/** What stands in the conversations: everything that was said, as it is now. */
import { isJson, type Json, objects, text } from '../slack/json.ts';
import type { HeldFile } from './files.ts';
import { BOT } from './seed.ts';

export interface Message {
  readonly id: string;
  /** A chat, or the thread of a channel (`…;messageid=…`). */
  readonly conversation: string;
  /** Who said it, as the Bot Framework calls them. */
  readonly by: string;
  readonly text: string;
  readonly attachments: readonly Attachment[];
  readonly mentions: readonly Mention[];
  /** What people put with it. */
  readonly files: readonly HeldFile[];
  /** What they set into the text itself. */
  readonly pictures: readonly HeldFile[];
  readonly at: number;
  /** When it was changed last; absent if it never was. */
  readonly changedAt?: number;
}

export type Content = Pick<Message, 'text' | 'attachments' | 'mentions'>;

export interface Attachment {
  readonly contentType: string;
  readonly content?: unknown;
  readonly contentUrl?: string;
  readonly name?: string;
}

export interface Mention {
  /** `<at>Ana Silva</at>` */
  readonly text: string;
  readonly id: string;
  readonly name: string;
}

export type Said = Pick<Message, 'id' | 'conversation' | 'by' | 'text'> & Partial<Message>;

export interface Held {
  add(said: Said): Message;
  change(id: string, to: Partial<Content>): void;
  remove(id: string): void;
  /** As it is now; undefined once it is deleted, or if it never was. */
  message(id: string): Message | undefined;
  /** A chat's messages, the posts that begin a channel's threads, or a whole thread with its post; oldest first. */
  messages(conversation: string): Message[];
  /** Everything in all conversations, oldest first. */
  all(): Message[];
  /** The ids of those that were deleted. */
  deleted(): readonly string[];
}

export function createHeld(): Held {
  const all = new Map<string, Message>();
  const gone = new Map<string, Message>();
  return {
    add: (said) => {
      const blank = { attachments: [], mentions: [], files: [], pictures: [], at: timeIn(said.id) };
      const message = { ...blank, ...said };
      all.set(said.id, message);
      return message;
    },
    change: (id, to) => {
      const before = all.get(id);
      if (before !== undefined) all.set(id, { ...before, ...to, changedAt: Date.now() });
    },
    remove: (id) => {
      const before = all.get(id);
      if (before !== undefined) gone.set(id, before);
      all.delete(id);
    },
    message: (id) => all.get(id),
    messages: (conversation) => {
      const isChannel = conversation.endsWith('@thread.tacv2');
      const isThere = (one: Message) =>
        one.conversation === (isChannel ? `${conversation};messageid=${one.id}` : conversation);
      return [...all.values()].filter(isThere).sort(byTime);
    },
    all: () => [...all.values()].sort(byTime),
    deleted: () => [...gone.keys()],
  };
}

/** An id is the millisecond in which it was said; what was said later in the same one has a longer id. */
function byTime(one: Message, other: Message): number {
  return one.at - other.at || one.id.length - other.id.length;
}

function timeIn(id: string): number {
  return /^\d{13}/.test(id) ? Number.parseInt(id, 10) : Date.now();
}

export function isBots({ by }: Pick<Message, 'by'>): boolean {
  return by === BOT.id;
}

/** What is read of an activity. */
export function contentOf(activity: Json): Content {
  const attachments = objects(activity.attachments).map((one) => ({ ...one, contentType: text(one.contentType) }));
  const mentions = objects(activity.entities)
    .filter((one) => isJson(one.mentioned))
    .map((one) => ({
      text: text(one.text),
      id: text((one.mentioned as Json).id),
      name: text((one.mentioned as Json).name),
    }));
  return { text: text(activity.text), attachments, mentions };
}
