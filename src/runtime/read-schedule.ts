/** A schedule as people type it, or as a cron expression. */
import type { Slots } from '../engine/routine/slots.ts';
import { isCron, readCron, writeCron } from './schedule-cron.ts';
import { readPhrase } from './schedule-phrase.ts';
import { problemOf, slotsOf } from './schedule-plan.ts';

export type ReadSchedule =
  | { readonly ok: true; readonly slots: Slots; readonly cron: string }
  | { readonly ok: false; readonly problem: 'unclear' | 'never' | 'too_often' };

const LONGEST = 200;

/**
 * `weekdays 06:30`, `mon, wed, fri 9am`, `1st of the month 09:00`, `every 2 hours from 8:00 to 18:00`, `30 6 * * 1-5`,
 * `@daily`. `cron` is the same in cron's words: one expression of five fields, or several with `; ` between them. It is
 * `unclear` if it is none of these or says what no slots hold (the last day of the month), `never` on 30 February, and
 * `too_often` if it starts runs less than a quarter of an hour apart. Never throws.
 */
export function readSchedule(typed: string): ReadSchedule {
  const text = typed.trim();
  const plan = text.length > LONGEST ? undefined : isCron(text) ? readCron(text) : readPhrase(text);
  if (!plan || plan.times.length === 0) return { ok: false, problem: 'unclear' };
  const problem = problemOf(plan);
  if (problem) return { ok: false, problem };
  const slots = slotsOf(plan);
  return { ok: true, slots, cron: writeCron(slots) };
}
