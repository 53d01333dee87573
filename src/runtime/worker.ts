/**
 * Performs what is owed. Rows decide what is due; waking only makes it prompt. The loop is in one of three states:
 *
 *   taking    fires due timers and leases due effects, as many as it has hands for, until there are none
 *   asleep    until woken, or until the next row falls due, or for POLL at most (another process may have put rows)
 *   stopped   what was leased is finished, nothing more is taken
 *
 * Effects are performed beside each other, those of one stream one after the other (the lease sees to that). Documents
 * have hands of their own: however many there are and however long they take, no card waits for them.
 */
import { setImmediate as turnOfTheLoop } from 'node:timers/promises';
import type { View } from '../engine/effect.ts';
import { DOCUMENTS } from '../store/effects.ts';
import type { DueTimer, LeasedEffect } from '../store/jobs.ts';
import { attempt, backoff, type Held, type Working } from './attempt.ts';
import { outdatedCards } from './outdated.ts';
import { refresh } from './show.ts';
import { parseCommand } from './streams.ts';

/** How long a row put by another process may lie before it is seen, in milliseconds. */
const POLL = 1_000;
/** How long a timer may be late while all hands are full, in milliseconds. */
const BUSY = 50;
/** How many effects are under way at a time, besides documents. */
const HANDS = 64;
/**
 * How many documents are: those that are being read, a few that a model is asked about, and the next ones. Each has its
 * bytes in memory.
 */
const DOCUMENT_HANDS = 8;
/** How many timers are fired at a time: they share a commit. More of them gain little, and people wait for each lot. */
const LOT = 128;
/** How many cards are drawn before the loop turns. */
const AT_ONCE = 8;
/** How often a lease that is still worked on begins again, in milliseconds: well within the lease loop's 30 s. */
const RENEW = 10_000;

export interface Worker {
  /** Something may be due now. */
  wake(): void;
  /** Brings a view's posted cards up to date at once, besides what is owed: progress, which nobody misses if it is lost. */
  refresh(due: { readonly workspace: string; readonly view: View }): Promise<void>;
  /** Resolves once nothing is due or under way; for tests and for a clean stop. */
  idle(): Promise<void>;
  stop(): Promise<void>;
}

export function startWorker(given: Working): Worker {
  const outdated = outdatedCards(given);
  const parts = { ...given, outdated };
  const underWay = new Set<Promise<void>>();
  /** Effects that are worked on, by id: one that is given back is not, though its commit may still be on the way. */
  const working = new Map<string, LeasedEffect>();
  /** Documents that are under way, and those of them that wait for a hand. */
  const documents = new Set<string>();
  const waiting: (() => void)[] = [];
  const held: Held = new Map();
  let isStopped = false;
  /** Timers that could not be fired: they stay due, and rest until they are tried again. */
  const resting = new Map<string, { readonly tries: number; readonly until: number }>();
  let isWoken = true;
  let rouse: (() => void) | undefined;
  const waiters: (() => void)[] = [];

  async function run(): Promise<void> {
    while (!isStopped) {
      isWoken = false;
      const taken = await take().catch((error: unknown) => {
        parts.log.error({ err: error }, 'what is due could not be read; it is tried again');
        return 0;
      });
      if (taken > 0 || isWoken || isStopped) continue;
      if (underWay.size === 0) for (const resolve of waiters.splice(0)) resolve();
      await sleep();
    }
    await Promise.all(underWay);
    for (const resolve of waiters.splice(0)) resolve();
  }

  async function take(): Promise<number> {
    const now = parts.now();
    for (const [channel, until] of held) if (until <= now) held.delete(channel);
    const timers = await awakeTimers(now);
    // After a pause many fall due together: of one step the latest counts, and makes the earlier ones stale. Those of one
    // moment stay in the order of their ids, in which rows are appended fastest.
    const latestFirst = timers.toSorted((one, other) => other.due - one.due);
    await Promise.all(latestFirst.map((timer) => fireOrRest(timer)));
    await outdated.owe(now);
    // At the full hour thousands of timers crowd in: all of them are fired before the first card is drawn.
    const begun = timers.length < LOT ? await beginDue(now) : 0;
    return timers.length + begun;
  }

  async function beginDue(now: number): Promise<number> {
    const free = freeHands();
    const leased = free > 0 ? await parts.jobs.lease(now, free, leftAlone()) : [];
    if (isStopped) return giveBack(leased);
    // A lease may run out while the work goes on: taken again, it is renewed, and not done twice at once.
    const begun = leased.filter((effect) => !working.has(effect.id));
    for (const [index, effect] of begun.entries()) {
      // Cards take a while to draw: people are heard in between.
      if (index % AT_ONCE === 0 && effect.effect.type === 'show') await turnOfTheLoop();
      begin(effect);
    }
    return begun.length;
  }

  /** What was taken as it was stopped is for whoever takes next. */
  async function giveBack(leased: readonly LeasedEffect[]): Promise<number> {
    const fresh = leased.filter((effect) => !working.has(effect.id));
    await Promise.all(fresh.map(({ id }) => parts.jobs.postpone(id, parts.now())));
    return 0;
  }

  /** Due timers that do not rest, looking past those that do: however many rest, they hold up no other. */
  async function awakeTimers(now: number): Promise<readonly DueTimer[]> {
    const due = await parts.jobs.dueTimers(now, LOT + resting.size);
    const names = new Set(due.map(nameOf));
    for (const name of resting.keys()) if (!names.has(name)) resting.delete(name);
    return due.filter((timer) => (resting.get(nameOf(timer))?.until ?? now) <= now).slice(0, LOT);
  }

  async function fireOrRest(timer: DueTimer): Promise<void> {
    const name = nameOf(timer);
    const tries = resting.get(name)?.tries ?? 0;
    if (await fire(parts, timer)) resting.delete(name);
    else resting.set(name, { tries: tries + 1, until: parts.now() + backoff(tries) });
  }

  function freeHands(): number {
    return HANDS - (underWay.size - documents.size);
  }

  /** Channels from which nothing is taken now. */
  function leftAlone(): readonly string[] {
    return documents.size < DOCUMENT_HANDS ? [...held.keys()] : [...held.keys(), DOCUMENTS];
  }

  /** Resolves when there is a hand for it: many documents may be taken at once. */
  function handFor({ id, effect }: LeasedEffect): Promise<void> {
    if (effect.type !== 'read_document') return Promise.resolve();
    documents.add(id);
    const isFree = documents.size - waiting.length <= DOCUMENT_HANDS;
    return isFree ? Promise.resolve() : new Promise((resolve) => waiting.push(resolve));
  }

  function begin(effect: LeasedEffect): void {
    working.set(effect.id, effect);
    const letGo = () => {
      if (working.get(effect.id) === effect) working.delete(effect.id);
    };
    const done = handFor(effect)
      .then(() => attempt(parts, effect, held, letGo))
      .catch((error: unknown) => {
        parts.log.error(
          { err: error, effect: effect.id },
          'the outcome of an effect could not be noted; its lease runs out',
        );
      })
      .finally(() => {
        letGo();
        underWay.delete(done);
        if (documents.delete(effect.id)) waiting.shift()?.();
        wake();
      });
    underWay.add(done);
  }

  async function sleep(): Promise<void> {
    const next = await parts.jobs.nextDue(leftAlone()).catch(() => undefined);
    if (isWoken || isStopped) return;
    const dues = [next, ...held.values()].filter((due) => due !== undefined);
    // A resting timer is due already: when the next row is, it does not say.
    // Without a hand there is nothing to do about what is due, and whoever gets one wakes the loop.
    const soonest = freeHands() > 0 ? 1 : BUSY;
    const wait = resting.size > 0 ? POLL : Math.min(POLL, ...dues.map((due) => Math.max(soonest, due - parts.now())));
    await new Promise<void>((resolve) => {
      const timeout = setTimeout(resolve, wait);
      rouse = () => {
        clearTimeout(timeout);
        resolve();
      };
    });
    rouse = undefined;
  }

  function wake(): void {
    isWoken = true;
    rouse?.();
  }

  const renewing = setInterval(() => {
    parts.jobs.renew([...working.keys()], parts.now()).catch((error: unknown) => {
      parts.log.warn({ err: error }, 'leases could not be renewed');
    });
  }, RENEW).unref();

  const running = run();
  return {
    wake,
    refresh: (due) => refresh(parts, due),
    idle: () => {
      const idle = new Promise<void>((resolve) => waiters.push(resolve));
      wake();
      return idle;
    },
    stop: async () => {
      isStopped = true;
      wake();
      await running;
      clearInterval(renewing);
    },
  };
}

/**
 * A timer is forgotten in the transaction that handles its command. False if it could not be fired now; it stays due and
 * holds up nothing else. So does one whose command cannot be read: a newer version may have set it.
 */
async function fire(parts: Working, timer: DueTimer): Promise<boolean> {
  const { workspace, id } = timer;
  try {
    const command = parseCommand(timer.command);
    const reply = await parts.handle({ workspace, key: `timer:${id}`, actor: { type: 'timer' }, command, timer: id });
    return !(reply.status === 'refused' && reply.refusal.code === 'busy');
  } catch (error) {
    parts.log.error({ err: error, timer: id, workspace }, 'a timer could not be fired; it is tried again later');
    return false;
  }
}

/** Timer ids are unique in their workspace. */
function nameOf({ workspace, id }: DueTimer): string {
  return `${workspace}:${id}`;
}
