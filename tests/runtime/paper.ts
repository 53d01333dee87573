/** A chat on paper: a platform of a test's own, which can fail, stand still and lose answers when the test says so. */
import { type Chat, ChatError, type Outgoing } from '../../src/runtime/ports.ts';

export interface Sheet {
  readonly id: string;
  readonly place: string;
  readonly thread: string | undefined;
  readonly effect: string;
  /** The titles it has shown, oldest first; the last is how it looks now. */
  readonly shown: Outgoing['card'][];
}

export interface Paper {
  readonly chat: Chat;
  readonly sheets: Sheet[];
  /** Every call in order: `post Kitchen opening`. */
  readonly calls: string[];
  /** Asked before each call; throws what the platform would answer, waits as long as the platform would. */
  before: (call: { readonly what: 'post' | 'update'; readonly message: Outgoing }) => Promise<void>;
  /** Asked after a post is on the paper: throwing here loses the answer, not the message. */
  after: (message: Outgoing) => Promise<void>;
  /** A person throws a message away. */
  remove(sheet: Sheet | undefined): void;
}

export function paperChat(platform = 'paper'): Paper {
  let posts = 0;
  const nothing = () => Promise.resolve();
  const paper: Paper = {
    sheets: [],
    calls: [],
    before: nothing,
    after: nothing,
    remove(sheet) {
      if (!sheet) throw new Error('there is no such message');
      paper.sheets.splice(paper.sheets.indexOf(sheet), 1);
    },
    chat: {
      platform,
      async post(message) {
        paper.calls.push(`post ${titleOf(message)}`);
        await paper.before({ what: 'post', message });
        const { place, thread, effect, card } = message;
        const id = `${platform}-${++posts}`;
        paper.sheets.push({ id, place, thread, effect, shown: [card] });
        await paper.after(message);
        return { id };
      },
      async update(id, message) {
        paper.calls.push(`update ${titleOf(message)}`);
        await paper.before({ what: 'update', message });
        const sheet = paper.sheets.find((one) => one.id === id);
        if (!sheet) throw new ChatError('gone', 'The message was deleted.');
        sheet.shown.push(message.card);
      },
      find: async ({ place, thread, effect }) => {
        return paper.sheets.find((one) => one.place === place && one.thread === thread && one.effect === effect)?.id;
      },
    },
  };
  return paper;
}

export function titleOf({ card }: Pick<Outgoing, 'card'>): string {
  return typeof card.title === 'string' ? card.title : '';
}

/** The title that a message has now. */
export function titleOn(sheet: Sheet): string {
  const title = sheet.shown.at(-1)?.title;
  return typeof title === 'string' ? title : '';
}

/** A promise that the test resolves. */
export function gate(): { readonly opened: Promise<void>; open(): void } {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { opened: promise, open: resolve };
}
