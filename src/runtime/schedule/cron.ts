/** Cron expressions of five fields, which node-cron reads. */
import cron from 'node-cron';
import type { Slots } from '../../engine/routine/slots.ts';

const NAMED = /^@[a-z]+$/i;
/** Minute and hour, then what may hold names: no phrase begins so. */
const FIELDS = /^[\d*][\d*,/-]* [\d*?][\d*,/-]* \S+ \S+ \S+$/;
/** node-cron writes out every range, also one up to 99999999. */
const LARGE = /\d{3}/;

export function isCron(text: string): boolean {
  return NAMED.test(text) || text.split(';').every((one) => FIELDS.test(spaced(one)));
}

/**
 * What an expression says, or several with `;` between them that differ in their times alone. Undefined if it is no cron
 * expression, or has what no slots hold: the last day of the month (`L`), the second Monday (`#`), the nearest working
 * day (`W`), days of the month in steps that must be weekdays as well.
 */
export function readCron(text: string): Slots | undefined {
  const all = text.split(';').map((one) => readOne(spaced(one)));
  const [first] = all;
  if (!first) return undefined;
  const days = (slots: Slots | undefined) => JSON.stringify([slots?.days, slots?.months, slots?.weekdays]);
  if (all.some((slots) => days(slots) !== days(first))) return undefined;
  return { ...first, times: all.flatMap((slots) => slots?.times ?? []) };
}

function readOne(text: string): Slots | undefined {
  if (LARGE.test(text)) return undefined;
  const [minute = '', hour = '', day = '', month = '', weekday = ''] = text.split(' ');
  // 30 February is no mistake in writing, as which node-cron refuses it: the month is read apart.
  const isNamed = NAMED.test(text);
  const fields = fieldsOf(isNamed ? text : `${minute} ${hour} ${day} * ${weekday}`);
  const months = isNamed ? fields : fieldsOf(`0 0 * ${month} *`);
  if (!fields || !months) return undefined;
  const [days, weekdays] = [numbers(fields.dayOfMonth), numbers(fields.dayOfWeek)];
  if (!days || !weekdays) return undefined;
  const [anyDay, anyWeekday] = isNamed
    ? [days.length === 31, weekdays.length === 7]
    : [ANY.test(day), ANY.test(weekday)];
  // Some say that both must fit then, and some that either will do.
  if (!anyDay && !anyWeekday && `${day} ${weekday}`.includes('*')) return undefined;
  return {
    times: fields.hour.flatMap((hour) => fields.minute.map((minute) => hour * 60 + minute)),
    days: anyDay ? [] : days,
    months: months.month.length === 12 ? [] : months.month,
    weekdays: anyWeekday ? [] : weekdays,
  };
}

const ANY = /^[*?]$/;

function fieldsOf(expression: string) {
  const read = cron.validateDetailed(expression);
  return read.valid ? read.fields : undefined;
}

function numbers(field: readonly (number | string)[]): readonly number[] | undefined {
  const found = field.filter((value) => typeof value === 'number');
  return found.length === field.length ? found : undefined;
}

function spaced(text: string): string {
  return text.trim().replaceAll(/\s+/g, ' ');
}
