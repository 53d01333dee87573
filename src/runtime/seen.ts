/**
 * Events that came already: a platform sends one again when it is unsure whether it was heard. What an event did is protected
 * by receipts for as long as a run is kept; this keeps private answers from being said twice.
 */
import { remember } from './remember.ts';

export interface Seen {
  /** Whether it came before; from now on it has. */
  before(event: string): boolean;
}

const MOST = 20_000;

export function createSeen(): Seen {
  const events = new Map<string, true>();
  return {
    before(event) {
      if (events.has(event)) return true;
      remember(MOST, events, [event, true]);
      return false;
    },
  };
}
