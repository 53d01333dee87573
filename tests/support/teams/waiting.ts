/** What stands in the conversations, and waiting for it. */
import type { Message } from './held.ts';
import { readable } from './reading.ts';
import { ME } from './seed.ts';
import type { Watch } from './watch.ts';
import { placeCalled, type World } from './world.ts';

export interface Reading {
  /** The messages of the group chat (`group`) or of any chat by its id, or the posts of a channel (`Kitchen`); oldest first. */
  messages(place: string): Message[];
  /** The replies in the thread that a message stands in, oldest first. */
  thread(of: Message): Message[];
  /** As it is now; undefined once it is deleted. */
  message(of: Pick<Message, 'id'>): Message | undefined;
  /** Waits for a message in a place that says this; the newest one. */
  says(place: string, words: string | RegExp): Promise<Message>;
  /** The same in the thread of a message. */
  answers(to: Message, words: string | RegExp): Promise<Message>;
  /** Waits until a message that was said says this. */
  becomes(message: Message, words: string | RegExp): Promise<Message>;
}

/** How long something may take on a busy machine, in milliseconds. */
const PATIENCE = 20_000;

export function readingOf(world: World, watch: Watch): Reading {
  const { held } = world;
  const messages = (place: string) => held.messages(/^(a:|19:)|@test\.user$/.test(place) ? place : idOf(world, place));
  const thread = ({ conversation }: Message) =>
    held.messages(conversation).filter(({ id }) => !conversation.endsWith(`;messageid=${id}`));
  const look = (shown: () => readonly Message[], words: string | RegExp, where: string) =>
    watch.until(
      () => shown().findLast((one) => matches(readable(one), words)),
      () => `“${words}” in ${where}; there is:\n${shown().map(readable).join('\n--\n')}`,
      PATIENCE,
    );
  return {
    messages,
    thread,
    message: ({ id }) => held.message(id),
    says: (place, words) => look(() => messages(place), words, place),
    answers: (to, words) => look(() => thread(to), words, 'the thread'),
    becomes: ({ id }, words) => look(() => [held.message(id)].filter((one) => one !== undefined), words, 'it'),
  };
}

function idOf(world: World, place: string): string {
  return placeCalled(world, ME, place).id;
}

function matches(said: string, words: string | RegExp): boolean {
  return typeof words === 'string' ? said.includes(words) : words.test(said);
}
