/**
 * Teams takes seven messages a second and 1,800 an hour in a conversation, and may ask for silence
 * (learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit). Whoever must wait goes back to the queue.
 */
import type { Clock } from '../../runtime/ports.ts';
import { remember } from '../../runtime/remember.ts';

export interface Pace {
  /** How long to wait before something may be said in a conversation, in milliseconds; 0: now, and it is counted. */
  turn(conversation: string): number;
  /** Teams asks for silence in it; `ms`: for how long, if it says so. */
  hold(conversation: string, ms: number | undefined): number;
}

/** A tenth longer than a second: what leaves evenly arrives unevenly. */
const SECOND = { ms: 1_100, most: 7 };
const HOUR = { ms: 3_600_000, most: 1_800 };
/** Where Teams does not say for how long: twice as long each time, in milliseconds. */
const SHORTEST = 2_000;
const LONGEST = 5 * 60_000;
const MOST_CONVERSATIONS = 2_000;

export function createPace(clock: Clock): Pace {
  /** When something was said, oldest first, within the last hour. */
  const said = new Map<string, readonly number[]>();
  const held = new Map<string, { readonly until: number; readonly pause: number }>();

  return {
    turn(conversation) {
      const now = clock.now();
      const silence = (held.get(conversation)?.until ?? 0) - now;
      if (silence > 0) return silence;
      const times = (said.get(conversation) ?? []).filter((at) => at > now - HOUR.ms);
      const wait = Math.max(waitFor(times, now, SECOND), waitFor(times, now, HOUR));
      if (wait > 0) return wait;
      remember(MOST_CONVERSATIONS, said, [conversation, [...times, now]]);
      return 0;
    },
    hold(conversation, ms) {
      const now = clock.now();
      const before = held.get(conversation);
      // Asked again soon after the last silence: it was too short.
      const isAgain = before !== undefined && now < before.until + LONGEST;
      const pause = ms ?? Math.min(LONGEST, isAgain ? before.pause * 2 : SHORTEST);
      remember(MOST_CONVERSATIONS, held, [conversation, { until: now + pause, pause }]);
      return pause;
    },
  };
}

function waitFor(times: readonly number[], now: number, { ms, most }: typeof SECOND): number {
  const first = times.at(-most);
  return first === undefined ? 0 : Math.max(0, first + ms - now);
}
