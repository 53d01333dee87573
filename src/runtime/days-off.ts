/** On which days a workspace rests: its settings, and the holidays of the place that they name. */
import type { Instant } from '../engine/instant.ts';
import { type DaysOff, NO_DAYS_OFF } from '../engine/routine/days-off.ts';
import type { Settings } from '../engine/settings/settings.ts';
import type { Calendar } from './ports.ts';

/** Years that are looked at together at most. */
const MOST_YEARS = 8;

interface Years {
  readonly from: number;
  readonly to: number;
}

/** From some instants back to a year after: the days of a routine that lay still, and of what comes next. */
export function yearsAround(...instants: readonly Instant[]): Years {
  const years = instants.map((one) => new Date(one).getUTCFullYear());
  const last = Math.max(...years) + 1;
  // A day of the year's ends may be one of the next, or of the one before, by another clock.
  return { from: Math.max(Math.min(...years) - 1, last - MOST_YEARS), to: last };
}

export async function daysOffOf(
  { holidays: where, closed }: Settings,
  calendar: Calendar | undefined,
  { from, to }: Years,
): Promise<DaysOff> {
  if (!where || !calendar) return { ...NO_DAYS_OFF, closed };
  const years = Array.from({ length: to - from + 1 }, (_, index) => from + index);
  const days = (await Promise.all(years.map((year) => calendar.holidays(where, year)))).flat();
  const names = new Map<string, string>();
  for (const { date, name } of days) {
    const before = names.get(date);
    names.set(date, before === undefined ? name : `${before}, ${name}`);
  }
  return { holidays: Object.fromEntries(names), closed, until: `${to}-12-31` };
}
