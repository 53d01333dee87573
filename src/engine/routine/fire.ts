/** What a routine's time brings: of all slots that have passed, one run starts at most. */
import type { Instant } from '../instant.ts';
import { LIMITS } from '../limits.ts';
import { type DayOff, type DaysOff, dayOff } from './days-off.ts';
import type { ActiveRoutine } from './routine.ts';
import { nextOf } from './schedule.ts';

/** Slots that have passed by now, the one that was next among them. */
export interface Passed {
  /** The last that was to start a run; absent if all of them fell on days off. */
  readonly last?: Instant;
  /** How many were to, as far as they were looked at. */
  readonly many: number;
  /** The days off among them, each with its last slot. */
  readonly rested: readonly (DayOff & { readonly slot: Instant })[];
}

/** Slots looked at at most: what lay still for longer is not counted to the end. */
const MOST_PASSED = 1_000;

export function passedBy({ next, schedule }: ActiveRoutine, now: Instant, days: DaysOff): Passed {
  const rested = new Map<string, DayOff & { readonly slot: Instant }>();
  let [last, many]: [Instant | undefined, number] = [undefined, 0];
  const look = (slot: Instant) => {
    const off = dayOff(days, schedule, slot);
    if (off) rested.set(off.date, { ...off, slot });
    else last = slot;
    return off ? 0 : 1;
  };
  let looked = 0;
  let at: Instant | undefined = next;
  for (; at !== undefined && at <= now && looked < MOST_PASSED; at = nextOf(schedule, at)) {
    many += look(at);
    looked += 1;
  }
  // As far back as any could be worth starting.
  if (at !== undefined && at <= now) at = nextOf(schedule, Math.max(at - 1, now - LIMITS.windowMs));
  for (; at !== undefined && at <= now; at = nextOf(schedule, at)) many += look(at);
  return { ...(last === undefined ? {} : { last }), many, rested: [...rested.values()] };
}
