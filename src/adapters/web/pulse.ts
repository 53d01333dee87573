/**
 * Tells who listens that something may have changed. What this process writes is told at once; what another process on
 * the same database writes is found by looking at one row now and then, and only while somebody listens.
 */
import type { Db } from '../../store/database.ts';
import { currentWebSeq } from '../../store/web-messages.ts';

/** How often another process's changes are looked for, in ms. */
const EVERY = 500;

export interface Pulse {
  /** Something of this workspace was just committed by this process. */
  wake(workspace: string): void;
  /** Calls `listener` after changes, until the returned function is called. */
  listen(workspace: string, listener: () => void): () => void;
}

/** `failed` hears of a database that could not be asked; it is asked again. */
export function createPulse(db: Db, failed: (error: unknown) => void, every = EVERY): Pulse {
  const listeners = new Map<string, Set<() => void>>();
  const known = new Map<string, number>();
  let timer: NodeJS.Timeout | undefined;

  const wake = (workspace: string) => {
    for (const listener of listeners.get(workspace) ?? []) listener();
  };

  async function look(): Promise<void> {
    for (const workspace of listeners.keys()) {
      const seq = await currentWebSeq(db, workspace);
      const before = known.get(workspace);
      known.set(workspace, seq);
      if (before !== seq) wake(workspace);
    }
  }

  function again(): void {
    timer = setTimeout(() => {
      look()
        .catch(failed)
        .finally(() => (listeners.size ? again() : rest()));
    }, every).unref();
  }

  function rest(): void {
    clearTimeout(timer);
    timer = undefined;
    known.clear();
  }

  return {
    wake,
    listen(workspace, listener) {
      const own = listeners.get(workspace) ?? new Set();
      listeners.set(workspace, own.add(listener));
      if (timer === undefined) again();
      return () => {
        own.delete(listener);
        if (own.size === 0) listeners.delete(workspace);
      };
    },
  };
}
