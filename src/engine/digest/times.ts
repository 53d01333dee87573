/** When a digest is said, and which days it then tells of. */
import { z } from 'zod';
import type { Instant } from '../instant.ts';
import { LIMITS } from '../limits.ts';
import { nextSlot } from '../routine/slots.ts';
import { dayIn, firstShown, isZone } from '../zone.ts';

const MINUTE = 60_000;
const DAY = 86_400_000;
const NOON = 12 * 60;

/** Minutes since midnight at which digests come that nobody set; and Monday. */
export const USUAL_TIME = 7 * 60;
export const USUAL_WEEKDAY = 1;

const at = z.number().int().min(0).max(1_439);
export const zoneSchema = z.string().max(LIMITS.zone).refine(isZone, 'is not a time zone');

/** Each day when clocks in `zone` (IANA) show `at`, in minutes since midnight. */
export const dailySchema = z.strictObject({ at, zone: zoneSchema });
/** On this day only: Sunday 0 to Saturday 6. */
export const weeklySchema = z.strictObject({ at, zone: zoneSchema, weekday: z.number().int().min(0).max(6) });

export interface DigestTime {
  readonly at: number;
  readonly zone: string;
  readonly weekday?: number;
}

/** The first time after an instant. */
export function nextTime({ at: time, zone: clocks, weekday }: DigestTime, after: Instant): Instant {
  const slots = { times: [time], days: [], months: [], weekdays: weekday === undefined ? [] : [weekday] };
  const next = nextSlot(slots, clocks, after);
  // Every day and every week comes.
  if (next === undefined) throw new Error(`no day at ${time} in ${clocks}`);
  return next;
}

/** Today's time, if it has come by now: what was to be said on another day is not worth saying any more. */
export function timeOfToday(time: DigestTime, now: Instant): Instant | undefined {
  const midnight = firstShown(dayIn(time.zone, now) * DAY, time.zone);
  const today = nextTime(time, midnight - 1);
  return today <= now ? today : undefined;
}

/** Whether it tells of the day before: later in the day people would hear of the day that it is. */
export function tellsDayBefore({ at: time }: Pick<DigestTime, 'at'>): boolean {
  return time < NOON;
}

/**
 * When the days begin that are told at `slot`, and when the last one ends. In the morning it is the day before; from noon
 * on it is what happened since the digest before, so that nothing falls between two of them.
 */
export function dayToldAt({ at: time, zone: clocks }: DigestTime, slot: Instant): readonly Instant[] {
  const today = dayIn(clocks, slot);
  const begins = (day: number) => firstShown(day * DAY, clocks);
  if (tellsDayBefore({ at: time })) return [begins(today - 1), begins(today)];
  return [firstShown((today - 1) * DAY + time * MINUTE, clocks), slot];
}

/** The seven days before the one of `slot`; `weeksAgo`: as many weeks earlier. */
export function weekToldAt({ zone: clocks }: DigestTime, slot: Instant, weeksAgo = 0): readonly Instant[] {
  const today = dayIn(clocks, slot) - 7 * weeksAgo;
  return [7, 6, 5, 4, 3, 2, 1, 0].map((before) => firstShown((today - before) * DAY, clocks));
}
