/** The times at which a routine starts its runs, as clocks and calendars show them. */
import { z } from 'zod';
import type { Instant } from '../instant.ts';
import { firstShown, offset } from '../zone.ts';

const DAY = 86_400_000;
const MINUTE = 60_000;
const FARTHEST = 5 * 366 * DAY;

export const MINUTES_OF_DAY = 1_440;
/** A routine starts its runs at least so many minutes apart. */
export const LEAST_APART = 15;

/**
 * The times of a day, and its days. Every list of days that is not empty must fit, but of `days` and `weekdays` either will
 * do where both are given, as in cron; an empty one means any.
 */
export interface Slots {
  /** Minutes since midnight, in order, at least one. */
  readonly times: readonly number[];
  /** Of the month, from 1. */
  readonly days: readonly number[];
  /** From 1. */
  readonly months: readonly number[];
  /** Sunday 0 to Saturday 6. */
  readonly weekdays: readonly number[];
}

const among = (least: number, most: number) =>
  z
    .array(z.number().int().min(least).max(most))
    .max(most - least + 1)
    .refine(
      (list) => list.every((value, index) => index === 0 || value > (list[index - 1] ?? value)),
      'is not in order',
    )
    .readonly();

export const slotsSchema = z.strictObject({
  times: among(0, MINUTES_OF_DAY - 1).refine(
    (list) => list.length > 0 && list.length <= MINUTES_OF_DAY / LEAST_APART,
    'is empty or too long',
  ),
  days: among(1, 31),
  months: among(1, 12),
  weekdays: among(0, 6),
});

/**
 * The next instant after one at which a clock in `zone` (IANA) shows a time that fits. Where clocks are put forward, a
 * time that they leave out is the instant at which they are; where they are put back, a time that comes twice is the first.
 * Undefined if there is none within five years (30 February). Throws a RangeError if there is no such zone.
 */
export function nextSlot(slots: Slots, zone: string, after: Instant): Instant | undefined {
  const shown = after + offset(after, zone);
  const last = after + FARTHEST;
  for (let day = shown - modulo(shown, DAY); day <= last + DAY; day = nextDay(slots, day)) {
    if (!fitsDay(slots, new Date(day))) continue;
    for (const time of slots.times) {
      if (day + time * MINUTE <= shown) continue;
      const at = firstShown(day + time * MINUTE, zone);
      // While clocks show an hour for the second time, what fits in it is over.
      if (at > after) return at <= last ? at : undefined;
    }
  }
  return undefined;
}

/** The day after; where the month does not fit, the first of the next. */
function nextDay({ months }: Slots, day: number): number {
  const date = new Date(day);
  if (months.length === 0 || months.includes(date.getUTCMonth() + 1)) return day + DAY;
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1);
}

function fitsDay({ days, months, weekdays }: Slots, date: Date): boolean {
  if (months.length > 0 && !months.includes(date.getUTCMonth() + 1)) return false;
  if (days.length === 0 && weekdays.length === 0) return true;
  return days.includes(date.getUTCDate()) || weekdays.includes(date.getUTCDay());
}

function modulo(value: number, by: number): number {
  return value - Math.floor(value / by) * by;
}
