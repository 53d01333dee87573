/** A shift: its run starts, is due, and closes. What is not done by the end is missed. */
import { z } from 'zod';
import type { Instant } from '../instant.ts';
import { LIMITS } from '../limits.ts';
import { optional } from '../optional.ts';
import { dayIn, firstShown } from '../zone.ts';

const MINUTE = 60_000;
const DAY = 86_400_000;
const MINUTES_OF_DAY = 1_440;

/** So long after the run starts, in milliseconds; or when clocks next show a time, in minutes since midnight. */
export const closingSchema = z.union([
  z.strictObject({ after: z.number().int().min(MINUTE).max(LIMITS.windowMs) }),
  z.strictObject({
    at: z
      .number()
      .int()
      .min(0)
      .max(MINUTES_OF_DAY - 1),
  }),
]);
export type Closing = Readonly<z.output<typeof closingSchema>>;

/** When work of the shift is due, and when it closes. Absent `closes`: its runs stay open until they are done. */
export interface Window {
  readonly due?: Closing | undefined;
  readonly closes?: Closing | undefined;
}

/** When the window of a slot closes: always after it, within a day where a time of day is meant. */
export function closingOf(closing: Closing, slot: Instant, zone: string): Instant {
  if ('after' in closing) return slot + closing.after;
  const day = dayIn(zone, slot);
  const at = (days: number) => firstShown(days * DAY + closing.at * MINUTE, zone);
  const today = at(day);
  return today > slot ? today : at(day + 1);
}

/** When the shift of a slot is due and closes: never due after it closes, whatever clocks do in between. */
export function windowOf({ due, closes }: Window, slot: Instant, zone: string): { due?: Instant; closes?: Instant } {
  const end = closes && closingOf(closes, slot, zone);
  const wanted = due && closingOf(due, slot, zone);
  return {
    ...optional('due', wanted !== undefined && end !== undefined ? Math.min(wanted, end) : wanted),
    ...optional('closes', end),
  };
}

/** Why no shift may be so. `opens`: the time of day that it does not fit, in minutes since midnight. */
export interface WindowProblem {
  readonly problem: 'closes_before_opens' | 'due_before_opens' | 'due_after_closes';
  readonly opens: number;
}

/**
 * Nobody works through a night for longer than this, in minutes: a time of day that is further off past midnight was meant
 * for the same day, before the shift opens. Whoever means it says how long.
 */
const LONGEST_NIGHT = 16 * 60;

/** What is wrong with the window of runs that start at these times of a day; undefined if nothing is. */
export function windowProblem(times: readonly number[], { due, closes }: Window): WindowProblem | undefined {
  for (const opens of times) {
    if (closes && isBefore(closes, opens)) return { problem: 'closes_before_opens', opens };
    if (due && isBefore(due, opens)) return { problem: 'due_before_opens', opens };
    if (due && closes && lengthOf(due, opens) > lengthOf(closes, opens)) return { problem: 'due_after_closes', opens };
  }
  return undefined;
}

function isBefore(closing: Closing, opens: number): boolean {
  return 'at' in closing && closing.at <= opens && lengthOf(closing, opens) > LONGEST_NIGHT;
}

/** From a time of day until a shift that opens then is over, in minutes. */
function lengthOf(closing: Closing, opens: number): number {
  if ('after' in closing) return closing.after / MINUTE;
  return closing.at > opens ? closing.at - opens : closing.at + MINUTES_OF_DAY - opens;
}
