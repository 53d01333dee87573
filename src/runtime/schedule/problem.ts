/** What is wrong with a schedule that is understood. */
import { LEAST_APART, MINUTES_OF_DAY, type Slots } from '../../engine/routine/slots.ts';

const LONGEST_MONTHS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Why no routine may have such slots; undefined where it may. */
export function problemOf(slots: Slots): 'never' | 'too_often' | undefined {
  if (isNever(slots)) return 'never';
  return isTooOften(slots) ? 'too_often' : undefined;
}

function isNever({ days, months, weekdays }: Slots): boolean {
  if (days.length === 0 || weekdays.length > 0 || months.length === 0) return false;
  return !months.some((month) => days.some((day) => day <= (LONGEST_MONTHS[month - 1] ?? 0)));
}

/** Midnight counts like any other time: who starts one at 23:55 and one at 00:00 mostly does so day after day. */
function isTooOften({ times }: Slots): boolean {
  const [first = 0] = times;
  return times.some((time, index) => (times[index + 1] ?? first + MINUTES_OF_DAY) - time < LEAST_APART);
}
