/** What Sopwith says, waited for: each message once. */
import { expect } from 'vitest';
import { isBots, type Message } from '../../support/teams/held.ts';
import { buttonsOf, type Cafe, readable } from './cafe.ts';
import { saidAll } from './said-all.ts';

export interface Seeing {
  /** What was said in a place (`Kitchen`, `group`), and was not asked for before. */
  place(name: string, words: string | RegExp): Promise<Message>;
  /** The same in the thread of a message; in chats, which have none, beside it. */
  thread(of: Message, words: string | RegExp): Promise<Message>;
  /** The same in somebody's own chat. */
  chat(name: string, words: string | RegExp): Promise<Message>;
  /** What stands now is not asked for any more. */
  past(): void;
  /** Everything that was heard until now is done, and nothing more comes of it. */
  done(): Promise<void>;
  /** It is done, nothing of it was in bad form, and no error was logged but for what may be. */
  quiet(maybe?: readonly string[]): Promise<void>;
}

/** On a busy machine, in milliseconds. */
const PATIENCE = 10_000;

export function seeing(cafe: Cafe): Seeing {
  const { teams, log } = cafe;
  const seen = new Set<string>();
  const look = async (all: () => readonly Message[], words: string | RegExp, where: string): Promise<Message> => {
    const unseen = () => all().filter((one) => isBots(one) && !seen.has(one.id));
    const says = (one: Message) => matches(whole(one), words);
    const found = await teams.until(
      () => unseen().findLast(says),
      () => `${words} in ${where}; there is:\n${unseen().map(whole).join('\n--\n')}`,
      PATIENCE,
    );
    seen.add(found.id);
    return found;
  };
  const done = async () => {
    await teams.desk.idle();
    // What was heard is answered at once and done afterwards: a stop waits for it.
    await cafe.stops();
    await cafe.starts();
    await saidAll(cafe, PATIENCE);
  };
  return {
    place: (name, words) => look(() => teams.messages(name), words, name),
    thread: (of, words) => {
      const isPost = of.conversation.includes(';messageid=');
      return look(() => (isPost ? teams.thread(of) : teams.messages(of.conversation)), words, 'the thread');
    },
    chat: (name, words) => look(() => teams.person(name).direct(), words, `the chat of ${name}`),
    past: () => {
      for (const { id } of teams.held.all()) seen.add(id);
    },
    done,
    async quiet(maybe = []) {
      await done();
      expect(teams.violations).toEqual([]);
      const errors = log.filter((line) => line.level >= 50 && !maybe.includes(line.msg));
      expect(errors.map(({ msg, err }) => `${msg}: ${err?.message}`)).toEqual([]);
    },
  };
}

/** What a message says, then its buttons: `[Fill in]`. */
export function whole(message: Message): string {
  return `${readable(message)}\n${buttonsOf(message)
    .map((one) => `[${one}]`)
    .join(' ')}`;
}

export function matches(said: string, words: string | RegExp): boolean {
  return typeof words === 'string' ? said.includes(words) : words.test(said);
}
