/** Days on which a routine rests: public holidays, and when the workspace is closed. A day is that of its own clocks. */
import type { Instant } from '../instant.ts';
import type { ClosedDays } from '../settings/settings.ts';
import { dayIn } from '../zone.ts';
import { nextOf, type Schedule } from './schedule.ts';

const DAY = 86_400_000;

export interface DaysOff {
  /** Names of public holidays by date: `2026-12-25`. */
  readonly holidays: Readonly<Record<string, string>>;
  readonly closed: readonly ClosedDays[];
  /** The last date up to which holidays are known. */
  readonly until: string;
}

/** A workspace that has set nothing is open every day. */
export const NO_DAYS_OFF: DaysOff = { holidays: {}, closed: [], until: '9999-12-31' };

export interface DayOff {
  readonly date: string;
  /** `Christmas Day`, or why the workspace is closed. */
  readonly name: string;
}

/** The day on which a slot falls, if the routine rests then. */
export function dayOff(days: DaysOff, { zone, holidays }: Schedule, slot: Instant): DayOff | undefined {
  if (holidays === 'also') return undefined;
  const date = dateIn(zone, slot);
  const holiday = Object.hasOwn(days.holidays, date) ? days.holidays[date] : undefined;
  if (holiday !== undefined) return { date, name: holiday };
  const closed = days.closed.find(({ from, to }) => from <= date && date <= to);
  return closed && { date, name: closed.reason === '' ? 'closed' : closed.reason };
}

/** The date that the clocks of a zone show: `2026-12-25`. */
export function dateIn(zone: string, at: Instant): string {
  return new Date(dayIn(zone, at) * DAY).toISOString().slice(0, 10);
}

/** What lies ahead: the times at which runs will really start, and the days in between on which they would have. */
export interface Ahead {
  readonly runs: readonly Instant[];
  readonly left: readonly DayOff[];
}

/** Slots that are looked at ahead at most: a routine of every hour, in a workspace that is closed for a month. */
const MOST_LOOKED = 800;

/** The next few times, from `next` on, that really start runs; fewer, where nothing is known of what comes after. */
export function ahead(days: DaysOff, schedule: Schedule, next: Instant, many: number): Ahead {
  const runs: Instant[] = [];
  const left = new Map<string, DayOff>();
  let at: Instant | undefined = next;
  for (let looked = 0; at !== undefined && runs.length < many && looked < MOST_LOOKED; looked++) {
    const off = dayOff(days, schedule, at);
    if (off) left.set(off.date, off);
    else if (schedule.holidays !== 'also' && dateIn(schedule.zone, at) > days.until) break;
    else runs.push(at);
    at = nextOf(schedule, at);
  }
  return { runs, left: [...left.values()] };
}
