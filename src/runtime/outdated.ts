/**
 * Run cards that time alone changes: a line becomes late, and later. When that is, is known as soon as a card is drawn,
 * and only this process remembers it: lost with it is nothing but a redraw, which the next reminder brings as well.
 */
import type { Logger } from 'pino';
import type { Instant } from '../engine/instant.ts';
import type { RunState } from '../engine/run/state.ts';
import { commitTogether } from '../store/commit.ts';
import type { Database } from '../store/database.ts';
import { parkedOfStream, putAgain } from '../store/effects.ts';
import { VersionConflict } from '../store/errors.ts';
import type { Memory } from './memory.ts';
import { remember } from './remember.ts';

/** Runs that are remembered: what was drawn last is kept. */
const MOST = 5_000;

export interface Outdated {
  /** A run's card was drawn, and is out of date at `at`; undefined: by nothing but an event. */
  note(drawn: { readonly workspace: string; readonly run: string; readonly at: Instant | undefined }): void;
  /** Owes the cards that are out of date by now, in the order of all that is said of their runs. Gives how many. */
  owe(now: Instant): Promise<number>;
}

interface Parts {
  readonly db: Database;
  readonly memory: Memory;
  readonly log: Logger;
}

export function outdatedCards(parts: Parts): Outdated {
  const known = new Map<string, { readonly workspace: string; readonly run: string; readonly at: Instant }>();
  let soonest = Number.POSITIVE_INFINITY;
  return {
    note({ workspace, run, at }) {
      const name = `${workspace}:${run}`;
      known.delete(name);
      if (at === undefined) return;
      remember(MOST, known, [name, { workspace, run, at }]);
      soonest = Math.min(soonest, at);
    },
    async owe(now) {
      if (now < soonest) return 0;
      const due = [...known].filter(([, { at }]) => at <= now);
      for (const [name] of due) known.delete(name);
      soonest = Math.min(Number.POSITIVE_INFINITY, ...[...known.values()].map(({ at }) => at));
      await Promise.all(due.map(([, { workspace, run }]) => oweCard(parts, { workspace, run, now })));
      return due.length;
    },
  };
}

async function oweCard(
  { db, memory, log }: Parts,
  { workspace, run, now }: { readonly workspace: string; readonly run: string; readonly now: Instant },
): Promise<void> {
  try {
    const saved = await memory.stream(db, { workspace, kind: 'run', id: run });
    const state = saved?.state as RunState | undefined;
    if (!saved || state?.status !== 'open') return;
    // What cannot be said there is not tried again with every minute that passes: each time would be parked, too.
    if ((await parkedOfStream(db, workspace, run)).length > 0) return;
    const effect = { type: 'show', view: { view: 'run', run } } as const;
    const owed = { workspace, stream: run, version: saved.version, channel: state.place, effect, now };
    // Thousands may be late at one moment: they share commits, and people's are not kept waiting.
    await commitTogether(db)(run, async (tx) => putAgain(tx, owed));
  } catch (error) {
    // Another process owes it already.
    if (error instanceof VersionConflict) return;
    log.warn({ err: error, workspace, run }, 'a card could not be brought up to date; the next event does it');
  }
}
