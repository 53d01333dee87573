/**
 * What was begun because a platform told of it. It was answered at once, and does not tell again: a stop waits until it is
 * done.
 */
import { inTime } from './in-time.ts';

export interface UnderWay {
  /** Counts it until it ends, however it ends. */
  during<Value>(work: () => Promise<Value>): Promise<Value>;
  /** How many are left when all have ended, or after `patience` ms. */
  ended(patience: number): Promise<number>;
}

export function createUnderWay(): UnderWay {
  const open = new Set<Promise<unknown>>();
  /** What ends may have begun something else. */
  const all = async (): Promise<void> => {
    while (open.size > 0) await Promise.allSettled(open);
  };
  return {
    during(work) {
      const doing = work().finally(() => open.delete(doing));
      open.add(doing);
      return doing;
    },
    async ended(patience) {
      await inTime(all(), patience);
      return open.size;
    },
  };
}
