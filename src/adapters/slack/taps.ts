/** A button that is tapped twice at once is meant once. */
import type { Clock } from '../../runtime/ports.ts';
import { remember } from './remember.ts';

export interface Taps {
  /** Whether the same was tapped a moment ago. */
  isSecond(tap: string): boolean;
}

/** So soon nobody means it once more, in milliseconds. */
const SOON = 3_000;
const MOST = 5_000;

export function createTaps(clock: Clock): Taps {
  const last = new Map<string, number>();
  return {
    isSecond(tap) {
      const before = last.get(tap);
      const now = clock.now();
      if (before !== undefined && now - before < SOON) return true;
      remember(MOST, last, [tap, now]);
      return false;
    },
  };
}
