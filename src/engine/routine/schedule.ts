/** When a routine starts its runs. */
import { z } from 'zod';
import type { Instant } from '../instant.ts';
import { LIMITS } from '../limits.ts';
import { isZone } from '../zone.ts';
import { nextSlot, slotsSchema } from './slots.ts';
import { closingOf, closingSchema } from './window.ts';

export const scheduleSchema = z.strictObject({
  /** As somebody typed it: `weekdays 06:30`. */
  typed: z.string().trim().min(1).max(LIMITS.schedule),
  slots: slotsSchema,
  /** IANA name of the time zone whose clocks count. */
  zone: z.string().max(LIMITS.zone).refine(isZone, 'is not a time zone'),
  /** When the work of each run is due, and when its window closes; absent: its runs stay open until they are done. */
  due: closingSchema.optional(),
  closes: closingSchema.optional(),
  /** Whether its runs start on holidays, and while the workspace is closed, too; absent: they do not. */
  holidays: z.enum(['except', 'also']).optional(),
});
export type Schedule = Readonly<z.output<typeof scheduleSchema>>;

/** How long after its time a run without a window is still worth starting, in milliseconds. */
const WORTH_STARTING = 2 * 3_600_000;

/** Until when a run of this slot is worth starting, if nothing could start it in time. */
export function worthUntil({ closes, zone }: Schedule, slot: Instant): Instant {
  return closes ? closingOf(closes, slot, zone) - 1 : slot + WORTH_STARTING;
}

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
