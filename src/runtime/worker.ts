/**
 * Performs what is owed. Rows decide what is due; waking only makes it prompt. The loop is in one of three states:
 *
 *   taking    fires due timers and leases due effects, as many as it has hands for, until there are none
 *   asleep    until woken, or until the next row falls due, or for POLL at most (another process may have put rows)
 *   stopped   what was leased is finished, nothing more is taken
 *
 * Effects are performed beside each other, those of one stream one after the other (the lease sees to that), so a long
 * document holds up nothing but its own import.
 */
import type { Logger } from 'pino';
import type { View } from '../engine/effect.ts';
import type { DueTimer, Jobs, LeasedEffect } from '../store/jobs.ts';
import { type Performing, perform } from './perform.ts';
import { ChatError } from './ports.ts';
import { refresh } from './show.ts';
import { parseCommand } from './streams.ts';

/** How long a row put by another process may lie before it is seen, in milliseconds. */
const POLL = 1_000;
/** How many effects are under way at a time. */
const HANDS = 64;
const TIMERS = 100;
const MOST_ATTEMPTS = 12;
const LONGEST_WAIT = 5 * 60_000;
/** How often a lease that is still worked on begins again, in milliseconds; a third of it. */
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

export interface Working extends Performing {
  readonly jobs: Jobs;
  readonly log: Logger;
}

export function startWorker(parts: Working): Worker {
  const underWay = new Map<string, Promise<void>>();
  /** Channels that a rate limit holds back, and until when. */
  const held = new Map<string, number>();
  let isStopped = false;
  let isWoken = true;
  /** A timer could not be fired and stays due: it is tried again in a while, not at once. */
  let isStuck = false;
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
    await Promise.all(underWay.values());
    for (const resolve of waiters.splice(0)) resolve();
  }

  async function take(): Promise<number> {
    const now = parts.now();
    for (const [channel, until] of held) if (until <= now) held.delete(channel);
    const timers = await parts.jobs.dueTimers(now, TIMERS);
    // After a pause many fall due together: of one step the latest counts, and makes the earlier ones stale.
    const fired = await Promise.all(timers.toReversed().map((timer) => fire(parts, timer)));
    isStuck = fired.includes(false);
    const free = HANDS - underWay.size;
    const leased = free > 0 ? await parts.jobs.lease(now, free, [...held.keys()]) : [];
    for (const effect of leased) begin(effect);
    return fired.filter(Boolean).length + leased.length;
  }

  function begin(effect: LeasedEffect): void {
    const done = attempt(parts, effect, held)
      .catch((error: unknown) => {
        parts.log.error(
          { err: error, effect: effect.id },
          'the outcome of an effect could not be noted; its lease runs out',
        );
      })
      .finally(() => {
        underWay.delete(effect.id);
        wake();
      });
    underWay.set(effect.id, done);
  }

  async function sleep(): Promise<void> {
    const next = await parts.jobs.nextDue([...held.keys()]).catch(() => undefined);
    if (isWoken || isStopped) return;
    const dues = [next, ...held.values()].filter((due) => due !== undefined);
    const wait = isStuck ? POLL : Math.min(POLL, ...dues.map((due) => Math.max(1, due - parts.now())));
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
    parts.jobs.renew([...underWay.keys()], parts.now()).catch((error: unknown) => {
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
 * A timer is forgotten after its command was handled: if the process ends in between, the receipt remembers. False if it
 * could not be fired now; it stays due and holds up nothing else.
 */
async function fire(parts: Working, timer: DueTimer): Promise<boolean> {
  const { workspace, id } = timer;
  try {
    const command = parseCommand(timer.command);
    const reply = await parts.handle({ workspace, key: `timer:${id}`, actor: { type: 'timer' }, command });
    if (reply.status === 'refused' && reply.refusal.code === 'busy') return false;
  } catch (error) {
    parts.log.error({ err: error, timer: id, workspace }, 'a timer could not be fired');
    if (!isOurFault(error)) return false;
  }
  await parts.jobs.forgetTimer(timer);
  return true;
}

/** A command in a timer's row that cannot be read will never be: keeping the row would only fail again. */
function isOurFault(error: unknown): boolean {
  return error instanceof Error && error.name === 'ZodError';
}

/** What fails is tried again later, or parked where trying again will not help. */
async function attempt(parts: Working, leased: LeasedEffect, held: Map<string, number>): Promise<void> {
  const { id, workspace, stream, channel, attempts } = leased;
  try {
    await perform(parts, leased);
    await parts.jobs.complete([id]);
  } catch (error) {
    const about = { err: error, effect: id, workspace, stream, attempts };
    const said = error instanceof Error ? error.message : String(error);
    const isHopeless = error instanceof ChatError && error.outcome === 'never';
    if (isHopeless || attempts + 1 >= MOST_ATTEMPTS) {
      parts.log.error(about, 'an effect is parked; requeue it when the cause is mended');
      return parts.jobs.park(id, said);
    }
    const asked = error instanceof ChatError ? error.after : undefined;
    const due = parts.now() + (asked ?? backoff(attempts));
    if (asked !== undefined) held.set(channel, due);
    parts.log.warn({ ...about, due }, 'an effect failed; it is tried again');
    await parts.jobs.retry(id, due, said);
  }
}

/** 1 s, 2 s, 4 s … 5 min. */
function backoff(attempts: number): number {
  return Math.min(LONGEST_WAIT, 1_000 * 2 ** attempts);
}
