/**
 * Sees that webhooks are told. Rows decide what is due; waking only makes it prompt. Any number of processes may do it. Those of
 * one run are sent one after the other; one that has to be tried again holds up no other, so whoever receives them goes by `seq`.
 */
import type { Logger } from 'pino';
import { commitTogether } from '../../store/commit.ts';
import { nextDelivery, type Taken, takeDeliveries } from '../../store/webhook-deliveries.ts';
import { listListening } from '../../store/webhooks.ts';
import { isBehind, oweNext } from './owe.ts';
import { LEASE, putBack, type Sending, sendDelivery } from './send.ts';
import { settler } from './settling.ts';

/** How long what another process put may lie before it is seen, in milliseconds. */
const POLL = 500;
/** The same while somebody waits for the end of it. */
const SOON = 5;
/** The same where nobody has a webhook. */
const SELDOM = 5_000;
/** How many are sent at a time: more than all webhooks of one workspace can have under way. */
const HANDS = 2_048;
/** How many are taken together, and from how many under way on a webhook gets no more: who is slow holds up nobody else. */
const LOT = 64;
/** Whatever is begun later than this before the end of its lease may be taken by another meanwhile, in milliseconds. */
const SPARE = 20_000;

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

export function startDispatcher(given: Omit<Sending, 'signal' | 'settle'> & { readonly log: Logger }): Dispatcher {
  const { db, now, log } = given;
  const submit = commitTogether(db);
  const ended = new AbortController();
  const sending = { ...given, settle: settler(db), signal: ended.signal };
  const underWay = new Set<Promise<void>>();
  const busy = new Map<string, number>();
  /** When the last of each run that is under way has arrived: the next one of it waits for that. */
  const latest = new Map<string, Promise<void>>();
  const waiters: (() => void)[] = [];
  /** When all that is due for others than these full ones was taken last. */
  let searched: { readonly full: string; readonly at: number } | undefined;
  let isListening = false;
  let isWoken = true;
  let rouse: (() => void) | undefined;

  async function run(): Promise<void> {
    while (!ended.signal.aborted) {
      isWoken = false;
      const done = await turn().catch((error: unknown) => {
        log.error({ err: error }, 'what webhooks are owed could not be read; it is tried again');
        return undefined;
      });
      if (isWoken || ended.signal.aborted || (done ?? 0) > 0) continue;
      const isQuiet = done === 0 && underWay.size === 0 && waiters.length > 0 && !(await isAnyLeft());
      if (isQuiet && !isWoken) for (const resolve of waiters.splice(0)) resolve();
      await sleep();
    }
    await Promise.all(underWay);
    for (const resolve of waiters.splice(0)) resolve();
  }

  /** What happened while somebody else's transaction goes on is told once that has ended. */
  async function isAnyLeft(): Promise<boolean> {
    return isListening && (await isBehind(db).catch(() => true));
  }

  async function turn(): Promise<number> {
    isListening = (await listListening(db)).length > 0;
    const until = now() + LEASE;
    const full = [...busy].filter(([, many]) => many >= LOT).map(([webhook]) => webhook);
    const due = await nextDelivery(db);
    const isDue = due !== undefined && due <= now();
    const taken = isDue && underWay.size < HANDS && isWorthwhile(full) ? await taking(until, full) : [];
    for (const one of taken) begin(one, until);
    if (!isListening) return taken.length;
    // What is new begins at once, unless something older of its webhook waits.
    const isFull = isDue && (underWay.size >= HANDS || taken.length === LOT);
    if (isFull) searched = undefined;
    const mayBegin = isFull ? () => false : room(full);
    const owed = await oweNext(db, { now: now(), until, mayBegin, happened: given.happened });
    for (const one of owed.taken) begin(one, until);
    return taken.length + owed.looked;
  }

  /**
   * To find what is due for others, all that waits for full ones is passed over, which may be hundreds of thousands: that is done
   * again only once there is room for one of them, or a while later.
   */
  function isWorthwhile(full: readonly string[]): boolean {
    return full.length === 0 || full.join() !== searched?.full || performance.now() - searched.at >= POLL;
  }

  async function taking(until: number, full: readonly string[]): Promise<readonly Taken[]> {
    const taken = await submit('webhooks', (tx) => takeDeliveries(tx, { now: now(), until, limit: LOT, but: full }));
    searched = taken.length < LOT ? { full: full.join(), at: performance.now() } : undefined;
    return taken;
  }

  /** Counts what is begun for each webhook. `full`: those that older ones may wait for. */
  function room(full: readonly string[]): (webhook: string) => boolean {
    const planned = new Map(busy);
    let free = HANDS - underWay.size;
    return (webhook) => {
      const many = planned.get(webhook) ?? 0;
      planned.set(webhook, many + 1);
      if (full.includes(webhook)) return false;
      if (free <= 0 || many >= LOT) {
        // It is due now, and before what comes later.
        searched = undefined;
        return false;
      }
      free -= 1;
      return true;
    };
  }

  function begin(taken: Taken, until: number): void {
    const { webhook, event } = taken;
    const line = `${webhook} ${event?.run}`;
    const { promise: passed, resolve } = Promise.withResolvers<void>();
    let isPassed = false;
    const pass = () => {
      if (isPassed) return;
      isPassed = true;
      resolve();
      const left = (busy.get(webhook) ?? 1) - 1;
      if (left > 0) busy.set(webhook, left);
      else busy.delete(webhook);
      // Each look is a commit: half a lot is worth one.
      if (left === LOT / 2) rouseNow();
    };
    const done = (latest.get(line) ?? Promise.resolve())
      // One that has waited too long for those before it waits anew: by now another may take it.
      .then(() => (now() < until - SPARE ? sendDelivery(sending, taken, pass) : putBack(sending, taken)))
      .catch((error: unknown) =>
        log.error({ err: error, delivery: taken.id }, 'a webhook could not be told; it is tried again'),
      )
      .finally(() => {
        pass();
        underWay.delete(done);
        if (latest.get(line) === passed) latest.delete(line);
        rouseNow();
      });
    underWay.add(done);
    latest.set(line, passed);
    busy.set(webhook, (busy.get(webhook) ?? 0) + 1);
  }

  async function sleep(): Promise<void> {
    const due = await nextDelivery(db).catch(() => undefined);
    if (isWoken || ended.signal.aborted) return;
    // What is due and was not taken waits for a hand, and whoever gets one free wakes the loop.
    const until = due === undefined || due <= now() ? Number.POSITIVE_INFINITY : due - now();
    await new Promise<void>((resolve) => {
      const most = waiters.length > 0 && underWay.size === 0 ? SOON : isListening ? POLL : SELDOM;
      const timeout = setTimeout(resolve, Math.min(until, most)).unref();
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
