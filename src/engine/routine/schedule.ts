/** When a routine starts its runs. */
import { z } from 'zod';
import type { Instant } from '../instant.ts';
import { isZone } from '../zone.ts';
import { nextSlot, slotsSchema } from './slots.ts';

export const scheduleSchema = z.strictObject({
  /** As somebody typed it: `weekdays 06:30`. */
  typed: z.string().trim().min(1).max(200),
  slots: slotsSchema,
  /** IANA name of the time zone whose clocks count. */
  zone: z.string().max(60).refine(isZone, 'is not a time zone'),
});
export type Schedule = Readonly<z.output<typeof scheduleSchema>>;

/** How long after its time a run is still worth starting, if nothing could start it then, in milliseconds. */
export const WORTH_STARTING = 2 * 3_600_000;

export function nextOf({ slots, zone }: Schedule, after: Instant): Instant | undefined {
  return nextSlot(slots, zone, after);
}

/** The slots after one, up to some number. */
export function nextFew(schedule: Schedule, after: Instant, many: number): readonly Instant[] {
  const found: Instant[] = [];
  for (let at = nextOf(schedule, after); at !== undefined && found.length < many; at = nextOf(schedule, at)) {
    found.push(at);
  }
  return found;
}
