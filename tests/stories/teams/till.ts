/** A run with everything that is said in Teams: a post, its thread, an approval in it and in two personal chats. */
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { parkedEffects } from '../../../src/store/effects.ts';
import type { Json } from '../../support/slack/json.ts';
import type { Call } from '../../support/teams/connector-proxy.ts';
import type { Message } from '../../support/teams/held.ts';
import { type Cafe, type CafeOptions, openCafe, readable } from './cafe.ts';

/** Ben does it, Cem and Dee agree, Ana answers for it. */
const TILL = `sop: till
title: Count the till
inputs:
  - {id: day, title: Day, type: text}
accountable_manager: manager
roles:
  - {id: opener, title: Opener}
  - {id: boss, title: Boss}
  - {id: manager, title: Manager}
steps:
  - id: count
    title: Count it
    role: opener
    evidence:
      - {id: sum, title: Sum, type: number, unit: EUR}
    approval: {role: boss, quorum: 2}
  - {id: lock, title: Lock it up, role: opener}
`;
const ROLES = { opener: ['ben'], boss: ['cem', 'dee'], manager: ['ana'] };

export interface Till {
  readonly cafe: Cafe;
  person(name: string): ReturnType<Cafe['teams']['person']>;
  /** The program's clock goes on by so many milliseconds, and it looks what is due. */
  later(ms: number): void;
  /** Ben starts a run. Gives the day it is about, which no other run is. */
  begins(place?: string): Promise<string>;
  /** The posts of a day's run. */
  runs(day: string, place?: string): Message[];
  /** Waits for the first of them. */
  started(day: string, place?: string): Promise<Message>;
  /** What stands in its thread and begins so. */
  cards(run: Message, title: string): Message[];
  /** Ben says the sum in its thread. Gives the step's card. */
  says(run: Message): Promise<Message>;
  /** … and presses Done on it. */
  counts(run: Message, step?: Message): Promise<void>;
  /** Presses it on the card as they see it. */
  approves(name: string, message: Message): Promise<void>;
  /** Why what could not be posted could not be. */
  parked(): Promise<readonly string[]>;
  /** What the operator has to look at. */
  errors(): readonly string[];
}

/** Opens the program for the tests of a block. Each test ends with what it let go wrong having happened. */
export function withTill(options: CafeOptions = {}): Till {
  let cafe: Cafe;
  let ahead = 0;
  let days = 0;
  const clock = { now: () => Date.now() + ahead };
  beforeAll(async () => {
    cafe = await openCafe({ parts: { clock }, ...options });
    await cafe.publishes(TILL, ROLES);
  });
  afterEach(() => {
    expect(cafe.teams.violations).toEqual([]);
    expect(cafe.teams.connector.left()).toBe(0);
  });
  afterAll(() => cafe.end());

  const till: Till = {
    get cafe() {
      return cafe;
    },
    person: (name) => cafe.teams.person(name),
    later(ms) {
      ahead += ms;
      cafe.app.worker.wake();
    },
    async begins(place = 'Kitchen') {
      days += 1;
      const day = `day-${days}.`;
      await till.person('ben').says(place, `@Sopwith run till day=${day}`);
      return day;
    },
    runs: (day, place = 'Kitchen') =>
      cafe.teams.messages(place).filter((one) => /of 2 steps/.test(readable(one)) && readable(one).includes(day)),
    started: (day, place) => cafe.teams.until(() => till.runs(day, place)[0], `the run of ${day}`, PATIENCE),
    cards: (run, title) => cafe.teams.thread(run).filter((one) => readable(one).startsWith(title)),
    async says(run) {
      const step = await cafe.answers(run, 'Count it');
      await till.person('ben').replies(run, '250');
      return cafe.becomes(step, '250');
    },
    async counts(run, said) {
      const step = said ?? (await till.says(run));
      const dialog = await till.person('ben').presses(step, 'Done');
      if (dialog?.task) await till.person('ben').submits(dialog, {}, { on: step });
    },
    async approves(name, message) {
      const card = await till.person(name).sees(message);
      await till.person(name).presses(message, 'Approve', {}, card ? { card } : {});
    },
    parked: async () => (await parkedEffects(cafe.app.db, cafe.workspace, 50)).map(({ error }) => error),
    errors: () => cafe.log.filter(({ level }) => level >= 50).map(({ msg }) => msg),
  };
  return till;
}

/** How long something may take on a busy machine, in milliseconds. */
const PATIENCE = 20_000;

/** Those of messages that ask for a decision. */
export function asking(messages: readonly Message[]): Message[] {
  return messages.filter((one) => readable(one).includes('of 2 approved'));
}

/** A post that begins a thread. */
export function beginning({ method, path, body }: Call): boolean {
  return method === 'POST' && path === '/v3/conversations' && (body as Json).isGroup === true;
}

/** Something with these words that is said in a place whose id begins so: in a chat, or in a thread of a channel. */
export function saidIn(place: string, words = ''): (call: Call) => boolean {
  return ({ method, path, body }) =>
    method === 'POST' && path.startsWith(`/v3/conversations/${place}`) && JSON.stringify(body).includes(words);
}
