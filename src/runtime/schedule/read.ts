/** A schedule as people type it, or as a cron expression. */
import { LIMITS } from '../../engine/limits.ts';
import type { Slots } from '../../engine/routine/slots.ts';
import { isCron, readCron } from './cron.ts';
import { readPhrase } from './phrase.ts';
import { problemOf } from './problem.ts';

export type ReadSchedule =
  | { readonly ok: true; readonly slots: Slots }
  | { readonly ok: false; readonly problem: 'unclear' | 'never' | 'too_often' };

/**
 * `weekdays 06:30`, `mon, wed, fri 9am`, `1st of the month 09:00`, `every 2 hours from 8:00 to 18:00`, `30 6 * * 1-5`,
 * `@daily`. It is `unclear` if it is none of these or says what no slots hold (the last day of the month), `never` on
 * 30 February, and `too_often` if it starts runs less than a quarter of an hour apart. Never throws.
 */
export function readSchedule(typed: string): ReadSchedule {
  const text = typed.trim();
  const said = text.length > LIMITS.schedule ? undefined : isCron(text) ? readCron(text) : readPhrase(text);
  if (!said || said.times.length === 0) return { ok: false, problem: 'unclear' };
  const slots = inOneForm(said);
  const problem = problemOf(slots);
  return problem ? { ok: false, problem } : { ok: true, slots };
}

/** The same for whatever says the same: each list in order, and empty where it is all. */
function inOneForm(said: Slots): Slots {
  const [times, days, weekdays] = [inOrderOnce(said.times), inOrderOnce(said.days), inOrderOnce(said.weekdays)];
  const months = inOrderOnce(said.months);
  // Either will do, so where one of them is all the other says nothing.
  const isEveryDay = days.length === 31 || weekdays.length === 7;
  const onDays = isEveryDay ? { days: [], weekdays: [] } : { days, weekdays };
  return { times, ...onDays, months: months.length === 12 ? [] : months };
}

function inOrderOnce(list: readonly number[]): readonly number[] {
  return [...new Set(list)].toSorted((one, other) => one - other);
}
