/** Tries to reach Slack until it lets us in: soon at first, then every half minute. */
import { setTimeout } from 'node:timers/promises';

const SOONEST = 500;
const LATEST = 30_000;

export interface Reaching {
  /**
   * Resolves with true once `attempt` has succeeded; with false if trying again is no use, or after `stop`. `told` hears of
   * a failure, and says whether it is final.
   */
  reach(attempt: () => Promise<unknown>, told: (error: unknown) => 'final' | 'passing'): Promise<boolean>;
  /** Resolves after a while, or after `stop`. */
  rest(ms: number): Promise<void>;
  isStopped(): boolean;
  stop(): void;
}

export function createReaching(): Reaching {
  const stopping = new AbortController();
  const { signal } = stopping;
  const rest = async (ms: number): Promise<void> => {
    // It rejects when it is stopped, and then there is nothing to wait for.
    await setTimeout(ms, undefined, { signal, ref: false }).catch(() => undefined);
  };
  return {
    rest,
    isStopped: () => signal.aborted,
    stop: () => stopping.abort(),
    async reach(attempt, told) {
      for (let wait = SOONEST; !signal.aborted; wait = Math.min(LATEST, wait * 2)) {
        try {
          await attempt();
          return true;
        } catch (error) {
          if (signal.aborted || told(error) === 'final') return false;
        }
        await rest(wait);
      }
      return false;
    },
  };
}
