/** Cron expressions of five fields, which node-cron reads, and slots as such. */
import cron from 'node-cron';
import { type Slots, timesOf } from '../engine/routine/slots.ts';
import type { Plan } from './schedule-plan.ts';

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
 * expression, or has what no plan holds: the last day of the month (`L`), the second Monday (`#`), the nearest working
 * day (`W`), days of the month in steps that must be weekdays as well.
 */
export function readCron(text: string): Plan | undefined {
  const plans = text.split(';').map((one) => readOne(spaced(one)));
  const [first] = plans;
  if (!first) return undefined;
  const days = (plan: Plan | undefined) => JSON.stringify([plan?.days, plan?.months, plan?.weekdays]);
  if (plans.some((plan) => days(plan) !== days(first))) return undefined;
  return { ...first, times: plans.flatMap((plan) => plan?.times ?? []) };
}

/** The expression for slots; several with `; ` between them where one cannot say their times. */
export function writeCron(slots: Slots): string {
  const days = [slots.days, slots.months, slots.weekdays].map((list) => written(list)).join(' ');
  if (!slots.times) return `${inSteps(slots.minutes, 60)} ${inSteps(slots.hours, 24)} ${days}`;
  const hoursOf = Map.groupBy(timesOf(slots), (time) => Math.floor(time / 60));
  const alike = Map.groupBy(hoursOf, ([, times]) => written(times.map((time) => time % 60)));
  return [...alike].map(([minutes, hours]) => `${minutes} ${written(hours.map(([hour]) => hour))} ${days}`).join('; ');
}

function readOne(text: string): Plan | undefined {
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

/** A star and a step, where the numbers go round a day or an hour evenly. */
function inSteps(numbers: readonly number[], end: number): string {
  const step = end / numbers.length;
  const isEven = numbers.length > 1 && numbers.every((number, index) => number === index * step);
  return isEven ? `*/${step}` : written(numbers);
}

/** `1-5`, `0,15,30,45`; `*` for any. */
function written(numbers: readonly number[]): string {
  if (numbers.length === 0) return '*';
  const runs: number[][] = [];
  for (const number of numbers) {
    const run = runs.at(-1);
    if (run?.at(-1) === number - 1) run?.push(number);
    else runs.push([number]);
  }
  return runs.map((run) => (run.length > 2 ? `${run[0]}-${run.at(-1)}` : run.join(','))).join(',');
}

function spaced(text: string): string {
  return text.trim().replaceAll(/\s+/g, ' ');
}
