/** The end of a shift: what is not done by then is missed. */
import { z } from 'zod';
import type { Instant } from '../instant.ts';
import { LIMITS } from '../limits.ts';
import { dayIn, firstShown } from '../zone.ts';

const MINUTE = 60_000;
const DAY = 86_400_000;

/** So long after the run starts, in milliseconds; or when clocks next show a time, in minutes since midnight. */
export const closingSchema = z.union([
  z.strictObject({ after: z.number().int().min(MINUTE).max(LIMITS.windowMs) }),
  z.strictObject({ at: z.number().int().min(0).max(1_439) }),
]);
export type Closing = Readonly<z.output<typeof closingSchema>>;

/** When the window of a slot closes: always after it, within a day where a time of day is meant. */
export function closingOf(closing: Closing, slot: Instant, zone: string): Instant {
  if ('after' in closing) return slot + closing.after;
  const day = dayIn(zone, slot);
  const at = (days: number) => firstShown(days * DAY + closing.at * MINUTE, zone);
  const today = at(day);
  return today > slot ? today : at(day + 1);
}
