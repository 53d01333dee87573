/** The times at which a routine starts its runs, as clocks and calendars show them. */
import { z } from 'zod';
import type { Instant } from '../instant.ts';
import { offset, whenShown } from '../zone.ts';

const DAY = 86_400_000;
const MINUTE = 60_000;
const MINUTES_OF_DAY = 1_440;
const FARTHEST = 5 * 366 * DAY;

/**
 * Every list that is not empty must fit, but of `days` and `weekdays` either will do where both are given, as in cron. An
 * empty list means any.
 */
export interface Slots {
  readonly minutes: readonly number[];
  readonly hours: readonly number[];
  /** Of the month, from 1. */
  readonly days: readonly number[];
  /** From 1. */
  readonly months: readonly number[];
  /** Sunday 0 to Saturday 6. */
  readonly weekdays: readonly number[];
  /** Minutes since midnight, where `minutes` and `hours` cannot say it (06:30 and 14:00): both are empty then. */
  readonly times?: readonly number[] | undefined;
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

export const slotsSchema = z
  .strictObject({
    minutes: among(0, 59),
    hours: among(0, 23),
    days: among(1, 31),
    months: among(1, 12),
    weekdays: among(0, 6),
    times: among(0, MINUTES_OF_DAY - 1)
      .refine((list) => list.length > 0, 'is empty')
      .optional(),
  })
  .refine(
    ({ times, minutes, hours }) => times === undefined || minutes.length + hours.length === 0,
    'times stand instead of minutes and hours',
  );

/**
 * The next instant after one at which a clock in `zone` (IANA) shows a time that fits. Where clocks are put forward, a
 * time that they leave out is the instant at which they are; where they are put back, a time that comes twice is the first.
 * Undefined if there is none within five years (30 February). Throws a RangeError if there is no such zone.
 */
export function nextSlot(slots: Slots, zone: string, after: Instant): Instant | undefined {
  const shown = after + offset(after, zone);
  const last = after + FARTHEST;
  let from = Math.floor((modulo(shown, DAY) + MINUTE) / MINUTE);
  for (let day = shown - modulo(shown, DAY); day <= last + DAY; day = nextDay(slots, day)) {
    for (let time = timeFrom(slots, from, day); time !== undefined; time = timeFrom(slots, time + 1, day)) {
      const when = whenShown(day + time * MINUTE, zone);
      const at = when.type === 'shown' ? when.at : when.change;
      // While clocks show an hour for the second time, what fits in it is over.
      if (at > after) return at <= last ? at : undefined;
    }
    from = 0;
  }
  return undefined;
}

/** Minutes since midnight of all times of a day that fits, in order. */
export function timesOf(slots: Slots): readonly number[] {
  const times: number[] = [];
  for (let time = timeAtOrAfter(slots, 0); time !== undefined; time = timeAtOrAfter(slots, time + 1)) times.push(time);
  return times;
}

function timeFrom(slots: Slots, minute: number, day: number): number | undefined {
  return fitsDay(slots, new Date(day)) ? timeAtOrAfter(slots, minute) : undefined;
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

function timeAtOrAfter(slots: Slots, minute: number): number | undefined {
  const { times, hours, minutes } = slots;
  if (times) return atOrAfter(times, minute, MINUTES_OF_DAY);
  const hour = atOrAfter(hours, Math.floor(minute / 60), 24);
  if (hour === undefined) return undefined;
  const inHour = atOrAfter(minutes, Math.max(minute - hour * 60, 0), 60);
  return inHour === undefined ? timeAtOrAfter(slots, (hour + 1) * 60) : hour * 60 + inHour;
}

/** The least of `list` that is `from` or more; of an empty list, `from` itself if it is below `end`. */
function atOrAfter(list: readonly number[], from: number, end: number): number | undefined {
  if (list.length === 0) return from < end ? from : undefined;
  return list.find((value) => value >= from);
}

function modulo(value: number, by: number): number {
  return value - Math.floor(value / by) * by;
}
