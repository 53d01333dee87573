/** A routine's schedule as people say it. What it says of the usual kinds, `/sop routine` understands. */
import type { Slots } from '../engine/routine/slots.ts';

export const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'] as const;
export const MONTHS = [
  ...['January', 'February', 'March', 'April', 'May', 'June', 'July'],
  ...['August', 'September', 'October', 'November', 'December'],
] as const;

/** Times in a row at the same distance: this many are told by the distance. */
const LEAST_IN_A_ROW = 5;
/** Times told one by one at most, where all hours have the same minutes, which says it shorter. */
const MOST_TOLD = 8;

/** `every weekday at 06:30`, `on Mondays and Thursdays at 08:00 and 14:00`, `every hour from 08:00 to 20:00`. */
export function scheduleWords(slots: Slots): string {
  const isEveryDay = slots.days.length + slots.weekdays.length === 0;
  const times = isEveryDay && stepOf(slots.times) === undefined ? throughNight(slots.times) : slots.times;
  const step = stepOf(times);
  if (step === undefined) return `${daysWords(slots)} ${timesWords(slots.times)}`;
  const isWhole = times[0] === 0 && times.length * step === 1_440;
  const window = isWhole ? '' : ` from ${clock(times[0])} to ${clock(times.at(-1))}`;
  const days = daysWords(slots);
  const on = days === 'every day' ? '' : days === 'every weekday' ? ' on weekdays' : ` ${days}`;
  return `${stepWords(step)}${window}${on}`;
}

function daysWords({ days, weekdays, months }: Slots): string {
  const dates = days.length === 0 ? undefined : `on the ${inRow(runs(days, ordinal))}`;
  if (dates !== undefined && weekdays.length === 0) {
    return `${dates} of ${months.length === 0 ? 'the month' : inRow(monthNames(months))}`;
  }
  if (weekdays.length === 0) return `every day${inMonths(months)}`;
  return `${dates === undefined ? '' : `${dates} of the month and `}${weekdaysWords(weekdays)}${inMonths(months)}`;
}

function inMonths(months: readonly number[]): string {
  const names = monthNames(months);
  if (names.length === 0) return '';
  return ` ${names.length === 1 && months.length > 1 ? 'from' : 'in'} ${inRow(names)}`;
}

function weekdaysWords(weekdays: readonly number[]): string {
  const fromMonday = weekdays.map((day) => (day + 6) % 7).toSorted((one, other) => one - other);
  const [first = 0, last = 0] = [fromMonday[0], fromMonday.at(-1)];
  const name = (day: number) => WEEKDAYS[(day + 1) % 7] ?? '';
  const isRun = last - first === fromMonday.length - 1;
  if (isRun && first === 0 && last === 4) return 'every weekday';
  if (isRun && fromMonday.length > 3) return `from ${name(first)} to ${name(last)}`;
  return `on ${inRow(fromMonday.map((day) => `${name(day)}s`))}`;
}

function monthNames(months: readonly number[]): readonly string[] {
  return runs(months, (month) => MONTHS[month - 1] ?? '');
}

function timesWords(times: readonly number[]): string {
  const hours = [...new Set(times.map((time) => Math.floor(time / 60)))];
  const minutes = [...new Set(times.map((time) => time % 60))];
  const isAlike = hours.length * minutes.length === times.length;
  if (times.length <= MOST_TOLD || !isAlike) return `at ${inRow(times.map(clock))}`;
  const past = inRow(minutes.map(twoDigits));
  const each = hours.length === 24 ? 'every hour' : `the hours ${inRow(runs(hours, twoDigits))}`;
  return `at ${past} minutes past ${each}`;
}

/** The minutes from each time to the next, where they are the same and many enough. */
function stepOf(times: readonly number[]): number | undefined {
  const [first = 0, second = 0] = times;
  const isEven = times.every((time, index) => time === first + index * (second - first));
  return isEven && times.length >= LEAST_IN_A_ROW ? second - first : undefined;
}

/** The times from after the longest break, past midnight: 22:00, 23:00, 24:00. */
function throughNight(times: readonly number[]): readonly number[] {
  const breaks = times.map((time, index) => time - (times[index - 1] ?? (times.at(-1) ?? 0) - 1_440));
  const first = breaks.indexOf(Math.max(...breaks));
  return [...times.slice(first), ...times.slice(0, first).map((time) => time + 1_440)];
}

function stepWords(minutes: number): string {
  if (minutes === 60) return 'every hour';
  if (minutes === 1) return 'every minute';
  return minutes % 60 === 0 ? `every ${minutes / 60} hours` : `every ${minutes} minutes`;
}

/** Three or more numbers without a gap as `1st to 3rd`, others alone. */
function runs(numbers: readonly number[], word: (number: number) => string): readonly string[] {
  const ends: [number, number][] = [];
  for (const number of numbers) {
    const open = ends.at(-1);
    if (open?.[1] === number - 1) open[1] = number;
    else ends.push([number, number]);
  }
  return ends.flatMap(([from, to]) => {
    if (to - from > 1) return [`${word(from)} to ${word(to)}`];
    return from === to ? [word(from)] : [word(from), word(to)];
  });
}

function inRow(items: readonly string[]): string {
  return items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;
}

function ordinal(day: number): string {
  const ending = day > 10 && day < 14 ? 'th' : (['th', 'st', 'nd', 'rd'][day % 10] ?? 'th');
  return `${day}${ending}`;
}

function clock(time = 0): string {
  return `${twoDigits(Math.floor(time / 60) % 24)}:${twoDigits(time % 60)}`;
}

function twoDigits(number: number): string {
  return String(number).padStart(2, '0');
}
