/**
 * Who may read a conversation, as Slack says: a public channel every full member of the workspace, any other whoever is in
 * it, and guests only where they are. Asked once in a while, and told when somebody leaves.
 */
import type { webApi } from '@slack/bolt';
import { optional } from '../../engine/optional.ts';
import type { Clock } from '../../runtime/ports.ts';
import { remember } from '../../runtime/remember.ts';
import { codeOf } from './chat-errors.ts';
import type { Team } from './teams.ts';

export interface Sight {
  /** Throws what the client throws, and `TooMany` where the conversation has more members than are looked through. */
  sees(team: Team, user: string, channel: string): Promise<boolean>;
  /** They did something in it just now: so they are there. */
  isThere(team: string, user: string, channel: string): void;
  left(team: string, user: string, channel: string): void;
  /** The app is not in the workspace any more. */
  forget(team: string): void;
}

/** More people than are looked through are in it: whether somebody is cannot be told. */
export class TooMany extends Error {}

/** For so long an answer is taken for true, in milliseconds. */
const FRESH = 60_000;
/** Answers that are remembered: about people in conversations, about conversations, about guests. */
const MOST_PEOPLE = 20_000;
const MOST_CHANNELS = 2_000;
/** Of one page, and pages looked through. */
const MEMBERS = 500;
const MOST_PAGES = 20;

/** `none`: there is no such conversation for the bot. */
type Kind = 'public' | 'closed' | 'none';

export function createSight(clock: Clock): Sight {
  /** By team, channel and person. */
  const there = createFresh<boolean>(clock, MOST_PEOPLE);
  const kinds = createFresh<Promise<Kind>>(clock, MOST_CHANNELS);
  const guests = createFresh<Promise<boolean>>(clock, MOST_PEOPLE);
  /** Who has left lately: whatever they do there now comes from a screen that is out of date. */
  const gone = createFresh<true>(clock, MOST_PEOPLE);
  /** Lists that are being read: whoever asks meanwhile waits for the same. */
  const reading = new Map<string, Promise<ReadonlySet<string>>>();

  const isIn = async (team: Team, user: string, channel: string): Promise<boolean> => {
    const known = there.get(nameOf(team.id, channel, user));
    if (known !== undefined) return known;
    const name = nameOf(team.id, channel);
    const list = reading.get(name) ?? membersOf(team, channel).finally(() => reading.delete(name));
    reading.set(name, list);
    const members = await list;
    if (!members.has(user)) there.set(nameOf(team.id, channel, user), false);
    for (const member of members) {
      const name = nameOf(team.id, channel, member);
      // Whoever left while the list was read may still be on it.
      if (!gone.get(name)) there.set(name, true);
    }
    return members.has(user);
  };

  return {
    async sees(team, user, channel) {
      const known = there.get(nameOf(team.id, channel, user));
      if (known !== undefined) return known;
      // Slack tells the bot nothing of direct messages without a further scope: its own are told by their address.
      if (channel.startsWith('D')) return isOwn(team, user, channel, there);
      // What was asked for outside of any channel is in the direct messages of whoever did.
      if (/^[UW]/.test(channel)) return channel === user;
      const kind = await kinds.once(nameOf(team.id, channel), () => kindOf(team, channel));
      if (kind === 'none') return false;
      const isFull = kind === 'public' && !(await guests.once(nameOf(team.id, user), () => isGuest(team.client, user)));
      return isFull || isIn(team, user, channel);
    },
    isThere(team, user, channel) {
      const name = nameOf(team, channel, user);
      // Slack is asked again then: they may have come back.
      if (gone.get(name)) there.drop(name);
      else there.set(name, true);
    },
    left(team, user, channel) {
      const name = nameOf(team, channel, user);
      there.drop(name);
      gone.set(name, true);
    },
    forget(team) {
      for (const known of [there, kinds, guests, gone]) known.forget(`${team} `);
    },
  };
}

async function isOwn(team: Team, user: string, channel: string, there: Fresh<boolean>): Promise<boolean> {
  const own = await team.client.conversations.open({ users: user });
  const isTheirs = own.channel?.id === channel;
  there.set(nameOf(team.id, channel, user), isTheirs);
  return isTheirs;
}

async function kindOf({ client }: Team, channel: string): Promise<Kind> {
  try {
    const { channel: about } = await client.conversations.info({ channel });
    return about?.is_channel === true && about.is_private !== true ? 'public' : 'closed';
  } catch (error) {
    if (isClosed(error)) return 'none';
    throw error;
  }
}

async function membersOf({ client }: Team, channel: string): Promise<ReadonlySet<string>> {
  const members = new Set<string>();
  let cursor: string | undefined;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const asked = client.conversations.members({ channel, limit: MEMBERS, ...optional('cursor', cursor) });
    const listed = await asked.catch((error: unknown) => {
      if (isClosed(error)) return { members: [], response_metadata: { next_cursor: '' } };
      throw error;
    });
    for (const member of listed.members ?? []) members.add(member);
    cursor = listed.response_metadata?.next_cursor;
    if (!cursor) return members;
  }
  throw new TooMany(`more than ${MEMBERS * MOST_PAGES} people are in ${channel}`);
}

async function isGuest(client: { readonly users: webApi.WebClient['users'] }, user: string): Promise<boolean> {
  const { user: about } = await client.users.info({ user });
  return about?.is_restricted === true || about?.is_ultra_restricted === true;
}

/** The bot is not there, so it hears of nobody who is. */
function isClosed(error: unknown): boolean {
  return ['channel_not_found', 'not_in_channel', 'method_not_supported_for_channel_type'].includes(codeOf(error));
}

/** Ids have no spaces. */
function nameOf(...ids: readonly string[]): string {
  return ids.join(' ');
}

interface Fresh<Value> {
  get(name: string): Value | undefined;
  set(name: string, value: Value): void;
  /** What is known, else what `ask` gives: asked once by however many. What fails is not remembered. */
  once(name: string, ask: () => Value): Value;
  drop(name: string): void;
  /** All whose names begin so. */
  forget(prefix: string): void;
}

/** What was found out within the last minute. */
function createFresh<Value>(clock: Clock, most: number): Fresh<Value> {
  const known = new Map<string, { readonly at: number; readonly value: Value }>();
  const get = (name: string): Value | undefined => {
    const before = known.get(name);
    if (!before) return undefined;
    const age = clock.now() - before.at;
    // A clock that was put back makes nothing fresh for longer.
    return age >= 0 && age < FRESH ? before.value : undefined;
  };
  const set = (name: string, value: Value) => remember(most, known, [name, { at: clock.now(), value }]);
  return {
    get,
    set,
    once(name, ask) {
      const before = get(name);
      if (before !== undefined) return before;
      const value = ask();
      set(name, value);
      if (value instanceof Promise) value.catch(() => known.delete(name));
      return value;
    },
    drop: (name) => void known.delete(name),
    forget(prefix) {
      for (const name of known.keys()) if (name.startsWith(prefix)) known.delete(name);
    },
  };
}
