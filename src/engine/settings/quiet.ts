/** Hours in which nobody is reminded. */
import { z } from 'zod';
import type { Instant } from '../instant.ts';
import { dayIn, firstShown } from '../zone.ts';

const DAY = 86_400_000;
const MINUTE = 60_000;

const minutes = z.number().int().min(0).max(1_439);

/** Minutes since midnight, in the clocks of whoever is not to be called; `to` may be of the next day: 20:00 to 07:00. */
export const quietHoursSchema = z.strictObject({ from: minutes, to: minutes });
export type QuietHours = Readonly<z.output<typeof quietHoursSchema>>;

/**
 * When it stops being quiet, if it is quiet now in `zone` (IANA); undefined if it is not. Throws a RangeError if there is no
 * such zone.
 */
export function quietUntil({ from, to }: QuietHours, zone: string, now: Instant): Instant | undefined {
  const today = dayIn(zone, now);
  const at = (day: number, minute: number) => firstShown(day * DAY + minute * MINUTE, zone);
  // Of yesterday, where it goes through the night.
  for (const day of [today - 1, today]) {
    const [begins, ends] = [at(day, from), at(from < to ? day : day + 1, to)];
    if (begins <= now && now < ends) return ends;
  }
  return undefined;
}
