/** How late something is, in words, and when these words are out of date: time alone changes them. */
import type { Instant } from '../engine/instant.ts';
import { isOwed } from '../engine/run/live.ts';
import type { EndedRun, OpenRun } from '../engine/run/state.ts';
import { lasting } from './sentence.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** `late` in the first minute, then `12 min late`, `2 h 5 min late`. `by`: milliseconds since the deadline. */
export function latenessText(by: number): string {
  return by < MINUTE ? 'late' : `${lasting(by)} late`;
}

/** From this late on it is drawn again every so often. Until then, when it becomes late and a minute after. */
const PACES: readonly (readonly [from: number, every: number])[] = [
  [DAY, DAY],
  [4 * HOUR, HOUR],
  [HOUR, 15 * MINUTE],
  [MINUTE, 5 * MINUTE],
];

/**
 * When a run's lines must be drawn again though nothing happened: one becomes late, or has been so for noticeably
 * longer. Undefined if none has a deadline. At most once a minute.
 */
export function outdatedAt(run: OpenRun | EndedRun, now: Instant): Instant | undefined {
  if (run.status === 'ended') return undefined;
  const changes = run.steps.flatMap((step) => (isOwed(step) && step.due !== undefined ? [nextOf(step.due, now)] : []));
  return changes.length === 0 ? undefined : Math.max(now + MINUTE, Math.min(...changes));
}

function nextOf(due: Instant, now: Instant): Instant {
  const by = now - due;
  if (by <= 0) return due + 1;
  const every = PACES.find(([from]) => by >= from)?.[1] ?? MINUTE;
  return due + (Math.floor(by / every) + 1) * every;
}
