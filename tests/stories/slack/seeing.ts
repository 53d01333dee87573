/** What one person in the office sees, waited for. */
import { expect } from 'vitest';
import type { Message, View } from '../../support/slack/surface.ts';
import { type Office, readable } from './office.ts';

/** On a busy machine, in milliseconds. */
const PATIENCE = 8_000;

export interface Seeing {
  /** A message that this person alone sees, that says this and was not asked for before. */
  whisper(name: string, words: string | RegExp): Promise<Message>;
  /** The modal on top, once it says this. */
  modal(name: string, words: string | RegExp): Promise<View>;
  /** App Home, once it says this. */
  home(name: string, words: string | RegExp): Promise<View>;
  /** What the bot said to this person alone, in their direct messages. */
  direct(name: string, words: string | RegExp): Promise<Message>;
  /** Waits for the tick below a message. */
  ticked(message: Message): Promise<void>;
  /** Nothing is left to be done, nothing of it was in bad form, and only these errors were logged. */
  quiet(expected?: readonly string[]): Promise<void>;
}

export function seeing({ slack, app, log }: Office): Seeing {
  const person = (name: string) => slack.person(name);
  const seen = new Set<string>();
  const look = <Seen extends { readonly blocks: readonly object[] }>(
    all: () => readonly (Seen | undefined)[],
    words: string | RegExp,
    what: string,
  ): Promise<Seen> => {
    const shown = () => all().filter((one) => one !== undefined);
    const said = (one: Seen) => whole(one as never);
    return slack.until(
      () => shown().findLast((one) => (typeof words === 'string' ? said(one).includes(words) : words.test(said(one)))),
      () => `${words} in ${what}; there is:\n${shown().map(said).join('\n--\n')}`,
      PATIENCE,
    );
  };
  return {
    whisper: async (name, words) => {
      const unseen = () =>
        person(name)
          .whispers()
          .filter((one) => !seen.has(`${one.channel} ${one.ts}`));
      const whisper = await look(unseen, words, `what ${name} alone sees`);
      seen.add(`${whisper.channel} ${whisper.ts}`);
      return whisper;
    },
    modal: (name, words) => look(() => [person(name).modal()], words, `the modal of ${name}`),
    home: (name, words) => look(() => [person(name).home()], words, `the home of ${name}`),
    direct: (name, words) => look(() => person(name).direct(), words, `the direct messages of ${name}`),
    async ticked(message) {
      const isTicked = () => slack.message(message)?.reactions.some((one) => one.name === 'white_check_mark');
      await slack.until(isTicked, `a tick below ${message.text}`, PATIENCE);
    },
    async quiet(expected = []) {
      await app.worker.idle();
      expect(slack.violations).toEqual([]);
      expect(log.filter((line) => line.level >= 50).map((line) => line.msg)).toEqual(expected);
    },
  };
}

function whole(surface: Message | View): string {
  return `${'title' in surface ? `${surface.title}\n` : ''}${readable(surface)}`;
}
