/** Runs of one routine that get in each other's way. */
import type { Instant } from '../instant.ts';
import { nextOf, type Schedule } from './schedule.ts';
import { closingOf } from './window.ts';

/** Slots looked at: those of a few days, or of some weeks where there is one a day. */
const LOOKED = 30;

/** The first slot from `next` on whose window is still open when the one after it comes; undefined if there is none soon. */
export function overlapOf(
  schedule: Schedule,
  next: Instant,
): { readonly slot: Instant; readonly closes: Instant; readonly then: Instant } | undefined {
  const { closes, zone } = schedule;
  if (!closes) return undefined;
  let slot = next;
  for (let looked = 0; looked < LOOKED; looked++) {
    const then = nextOf(schedule, slot);
    if (then === undefined) return undefined;
    const end = closingOf(closes, slot, zone);
    if (end > then) return { slot, closes: end, then };
    slot = then;
  }
  return undefined;
}
