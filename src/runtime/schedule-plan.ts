/** What a schedule says, before it is slots: what is wrong with it, and its one form. */
import type { Slots } from '../engine/routine/slots.ts';

/** When a routine starts its runs: all minutes since midnight, on days and in months of which none means any. */
export interface Plan {
  readonly times: readonly number[];
  readonly days: readonly number[];
  readonly months: readonly number[];
  /** Sunday 0 to Saturday 6. */
  readonly weekdays: readonly number[];
}

/** A routine starts its runs at least so many minutes apart. */
const LEAST_APART = 15;
const DAY = 1_440;
const LONGEST_MONTHS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Why nobody may plan so; undefined where they may. */
export function problemOf(plan: Plan): 'never' | 'too_often' | undefined {
  if (isNever(plan)) return 'never';
  return isTooOften(plan) ? 'too_often' : undefined;
}

/** One form for whatever says the same: what is all is empty, and times are hours and minutes where these say it. */
export function slotsOf(plan: Plan): Slots {
  const times = inOrderOnce(plan.times);
  const hours = inOrderOnce(times.map((time) => Math.floor(time / 60)));
  const minutes = inOrderOnce(times.map((time) => time % 60));
  const months = unlessAll(inOrderOnce(plan.months), 12);
  const [days, weekdays] = [inOrderOnce(plan.days), inOrderOnce(plan.weekdays)];
  // Either will do, so where one of them is all the other says nothing.
  const isEveryDay = days.length === 31 || weekdays.length === 7;
  const onDays = isEveryDay ? { days: [], weekdays: [] } : { days, weekdays };
  if (hours.length * minutes.length !== times.length) return { minutes: [], hours: [], ...onDays, months, times };
  return { minutes: unlessAll(minutes, 60), hours: unlessAll(hours, 24), ...onDays, months };
}

function unlessAll(list: readonly number[], all: number): readonly number[] {
  return list.length === all ? [] : list;
}

function inOrderOnce(list: readonly number[]): readonly number[] {
  return [...new Set(list)].toSorted((one, other) => one - other);
}

function isNever({ days, months, weekdays }: Plan): boolean {
  if (days.length === 0 || weekdays.length > 0 || months.length === 0) return false;
  return !months.some((month) => days.some((day) => day <= (LONGEST_MONTHS[month - 1] ?? 0)));
}

/** Midnight counts like any other time: who starts one at 23:55 and one at 00:00 mostly does so day after day. */
function isTooOften({ times }: Plan): boolean {
  const inOrder = inOrderOnce(times);
  const [first = 0] = inOrder;
  if (inOrder.length < 2) return false;
  return inOrder.some((time, index) => (inOrder[index + 1] ?? first + DAY) - time < LEAST_APART);
}
