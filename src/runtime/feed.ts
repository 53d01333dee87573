/**
 * Tells who listens what changed, whichever process changed it: this one wakes the feed, another one's rows are found by
 * looking now and then, and only while somebody listens.
 */
import { setImmediate } from 'node:timers/promises';
import { type Change, changesSince, type Position, presentPosition } from '../store/changes.ts';
import type { Database } from '../store/database.ts';

/** How often another process's changes are looked for, in ms. */
const EVERY = 500;
/** Changes read at a time, and kept for all who listen. */
const PAGE = 500;
const KEPT = 2_000;
/** Who listens is told in lots of so many. */
const AT_A_TIME = 50;

export interface Feed {
  /** This process has just committed something. */
  wake(): void;
  /**
   * Changes of a workspace after a position (absent: from now on), oldest first, each once, until `signal` is aborted. Throws
   * if the database cannot be asked.
   */
  changes(workspace: string, signal: AbortSignal, from?: Position): AsyncGenerator<Change, void, void>;
}

/** `failed` hears of a database that could not be asked; it is asked again. */
export function createFeed(db: Database, failed: (error: unknown) => void): Feed {
  const bells = new Set<() => void>();
  /** The newest that were read, for all who listen, and what they come after; absent while nobody does. */
  let recent: { readonly after: Position; readonly changes: readonly Change[] } | undefined;
  let timer: NodeJS.Timeout | undefined;
  let isLooking = false;
  let isAgain = false;
  let isWoken = false;

  const look = async (): Promise<void> => {
    const known = recent;
    if (!known) return;
    const found = await changesSince(db, known.changes.at(-1)?.at ?? known.after, PAGE);
    if (found.length === 0 || recent !== known) return;
    const all = [...known.changes, ...found];
    const old = Math.max(0, all.length - KEPT);
    recent = { after: all[old - 1]?.at ?? known.after, changes: all.slice(old) };
    isAgain ||= found.length === PAGE;
    await ringAll();
  };

  /** Some at a time: whoever waits for an answer meanwhile does not wait for all who listen. */
  const ringAll = async (): Promise<void> => {
    const all = [...bells];
    for (let from = 0; from < all.length; from += AT_A_TIME) {
      if (from > 0) await setImmediate();
      for (const ring of all.slice(from, from + AT_A_TIME)) ring();
    }
  };

  const lookNow = async (): Promise<void> => {
    isAgain = true;
    if (isLooking) return;
    isLooking = true;
    while (isAgain) {
      isAgain = false;
      await look().catch(failed);
    }
    isLooking = false;
  };

  /** Out of what is known to all, or from the database where somebody is further behind. */
  const next = async (position: Position): Promise<readonly Change[]> => {
    if (!recent || isBefore(position, recent.after)) return changesSince(db, position, PAGE);
    const from = recent.changes.findLastIndex(({ at }) => !isBefore(position, at)) + 1;
    return recent.changes.slice(from);
  };

  return {
    wake: () => {
      if (bells.size === 0 || isWoken) return;
      isWoken = true;
      // After whoever made the change has their answer, and once for all that was made until then.
      void setImmediate().then(() => {
        isWoken = false;
        return lookNow();
      });
    },
    async *changes(workspace, signal, from) {
      let position = from ?? (await presentPosition(db));
      const bell = createBell(signal);
      recent ??= { after: await presentPosition(db), changes: [] };
      bells.add(bell.ring);
      timer ??= setInterval(() => void lookNow(), EVERY).unref();
      try {
        while (!signal.aborted) {
          const found = await next(position);
          for (const change of found) {
            if (signal.aborted) return;
            position = change.at;
            if (change.workspace === workspace) yield change;
          }
          if (found.length === 0) await bell.rung();
        }
      } finally {
        bells.delete(bell.ring);
        if (bells.size === 0) {
          clearInterval(timer);
          timer = undefined;
          recent = undefined;
        }
      }
    },
  };
}

function isBefore(one: Position, other: Position): boolean {
  return one.xact < other.xact || (one.xact === other.xact && one.seq < other.seq);
}

/** Rung while nobody waits, it is heard by whoever waits next: nothing falls between a look and a wait. */
function createBell(signal: AbortSignal): { readonly ring: () => void; readonly rung: () => Promise<void> } {
  let isRung = false;
  let wake: (() => void) | undefined;
  const ring = (): void => {
    isRung = true;
    wake?.();
  };
  signal.addEventListener('abort', ring, { once: true });
  return {
    ring,
    async rung() {
      if (!isRung)
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      isRung = false;
      wake = undefined;
    },
  };
}
