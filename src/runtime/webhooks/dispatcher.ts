/**
 * Sees that webhooks are told. Rows decide what is due; waking only makes it prompt. Any number of processes may do it. Those of
 * one run are sent one after the other; one that has to be tried again holds up no other, so whoever receives them goes by `seq`.
 */
import type { Logger } from 'pino';
import { nextDelivery, type Taken, takeDeliveries } from '../../store/webhook-deliveries.ts';
import { listListening } from '../../store/webhooks.ts';
import { oweNext } from './owe.ts';
import { LEASE, type Sending, sendDelivery } from './send.ts';

/** How long what another process put may lie before it is seen, in milliseconds. */
const POLL = 500;
/** The same where nobody has a webhook. */
const SELDOM = 5_000;
/** How many are sent at a time. */
const HANDS = 64;
/** How many are taken together, and from how many under way on a webhook gets no more: who is slow holds up nobody else. */
const LOT = 8;

export interface Dispatcher {
  /** Something has happened in a run. */
  wake(): void;
  /** A webhook was made or changed. */
  look(): void;
  /** Sends one that somebody took by hand. */
  send(taken: Taken): Promise<void>;
  /** Resolves once nothing is due or under way; for tests and for a clean stop. */
  idle(): Promise<void>;
  stop(): Promise<void>;
}

export function startDispatcher(given: Omit<Sending, 'signal'> & { readonly log: Logger }): Dispatcher {
  const { db, now, log } = given;
  const ended = new AbortController();
  const sending = { ...given, signal: ended.signal };
  const underWay = new Set<Promise<void>>();
  const busy = new Map<string, number>();
  /** The last of each run that is under way: the next one of it waits for that. */
  const latest = new Map<string, Promise<void>>();
  const waiters: (() => void)[] = [];
  let isListening = false;
  let isWoken = true;
  let rouse: (() => void) | undefined;

  async function run(): Promise<void> {
    while (!ended.signal.aborted) {
      isWoken = false;
      const done = await turn().catch((error: unknown) => {
        log.error({ err: error }, 'what webhooks are owed could not be read; it is tried again');
        return 0;
      });
      if (done > 0 || isWoken || ended.signal.aborted) continue;
      if (underWay.size === 0) for (const resolve of waiters.splice(0)) resolve();
      await sleep();
    }
    await Promise.all(underWay);
    for (const resolve of waiters.splice(0)) resolve();
  }

  async function turn(): Promise<number> {
    const listening = await listListening(db);
    isListening = listening.length > 0;
    const owed = isListening ? await oweNext(db, listening, now()) : 0;
    const due = underWay.size < HANDS ? await nextDelivery(db) : undefined;
    if (due === undefined || due > now()) return owed;
    const but = [...busy].filter(([, many]) => many >= LOT).map(([webhook]) => webhook);
    const taken = await takeDeliveries(db, { now: now(), until: now() + LEASE, limit: LOT, but });
    for (const one of taken) begin(one);
    return owed + taken.length;
  }

  function begin(taken: Taken): void {
    const { webhook, event } = taken;
    const line = `${webhook} ${event?.run}`;
    const before = latest.get(line);
    const done = (before ?? Promise.resolve())
      .then(() => sendDelivery(sending, taken))
      .catch((error: unknown) =>
        log.error({ err: error, delivery: taken.id }, 'a webhook could not be told; it is tried again'),
      )
      .finally(() => {
        underWay.delete(done);
        if (latest.get(line) === done) latest.delete(line);
        const left = (busy.get(webhook) ?? 1) - 1;
        if (left > 0) busy.set(webhook, left);
        else busy.delete(webhook);
        rouseNow();
      });
    underWay.add(done);
    latest.set(line, done);
    busy.set(webhook, (busy.get(webhook) ?? 0) + 1);
  }

  async function sleep(): Promise<void> {
    const due = await nextDelivery(db).catch(() => undefined);
    if (isWoken || ended.signal.aborted) return;
    // What is due and was not taken waits for a hand, and whoever gets one free wakes the loop.
    const until = due === undefined || due <= now() ? Number.POSITIVE_INFINITY : due - now();
    await new Promise<void>((resolve) => {
      const timeout = setTimeout(resolve, Math.min(until, isListening ? POLL : SELDOM)).unref();
      rouse = () => {
        clearTimeout(timeout);
        resolve();
      };
    });
    rouse = undefined;
  }

  function rouseNow(): void {
    isWoken = true;
    rouse?.();
  }

  const running = run();
  return {
    wake: () => {
      if (isListening) rouseNow();
    },
    look: rouseNow,
    send: (taken) => sendDelivery(sending, taken),
    idle: () =>
      new Promise((resolve) => {
        waiters.push(resolve);
        rouseNow();
      }),
    stop: async () => {
      ended.abort();
      rouseNow();
      await running;
    },
  };
}
