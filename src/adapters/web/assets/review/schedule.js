/** Schedules that people choose, and the five fields (minute, hour, day of month, month, day of week) that they stand for. */

export const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const NUMBER = /^\d{1,2}$/;

/** { every: 'day' | 'week' | 'month', at: '07:30', days: [1…7], date } of such a schedule; undefined of any other. */
export function readSchedule(text) {
  const [minute, hour, date, month, days, more] = inFields(text.trim()).split(/\s+/);
  if (more !== undefined || month !== '*' || !NUMBER.test(minute) || !NUMBER.test(hour)) return undefined;
  if (Number(minute) > 59 || Number(hour) > 23) return undefined;
  const at = `${hour.padStart(2, '0')}:${minute.padStart(2, '0')}`;
  if (date === '*' && days === '*') return { every: 'day', at, days: [], date: 1 };
  if (date === '*') {
    const some = daysIn(days);
    return some && { every: 'week', at, days: some, date: 1 };
  }
  if (days !== '*' || !NUMBER.test(date) || date < 1 || date > 31) return undefined;
  return { every: 'month', at, days: [], date: Number(date) };
}

const DAY_WORDS = { daily: '*', 'every day': '*', weekdays: '1-5', weekends: '6,7' };

/** Times as people write them, in the five fields; what is neither stays as it is. */
function inFields(text) {
  const [, when, hour, minute] = /^(.+) (\d{1,2}):(\d{2})$/.exec(text.toLowerCase()) ?? [];
  if (when === undefined) return text;
  const [, date] = /^(\d{1,2})(?:st|nd|rd|th) of the month$/.exec(when) ?? [];
  if (date !== undefined) return `${Number(minute)} ${Number(hour)} ${date} * *`;
  const named = when.split(/, ?/).every((day) => NAMES.includes(day)) ? when.replaceAll(' ', '') : undefined;
  const days = DAY_WORDS[when] ?? named;
  return days === undefined ? text : `${Number(minute)} ${Number(hour)} * * ${days}`;
}

export function writeSchedule({ every, at, days, date }) {
  const [hour, minute] = at.split(':').map(Number);
  switch (every) {
    case 'day':
      return `${minute} ${hour} * * *`;
    case 'week':
      return `${minute} ${hour} * * ${days.toSorted((one, other) => one - other).join(',')}`;
    case 'month':
      return `${minute} ${hour} ${date} * *`;
  }
}

/** `every day at 07:00` */
export function scheduleWords(text) {
  const found = readSchedule(text);
  if (!found) return text;
  const { every, at, days, date } = found;
  switch (every) {
    case 'day':
      return `every day at ${at}`;
    case 'week':
      return `${days.map((day) => DAYS[day - 1]).join(', ')} at ${at}`;
    case 'month':
      return `on day ${date} of each month at ${at}`;
  }
}

const NAMES = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

/** `1-5`, `mon,wed`, `0,6`: Monday is 1, Sunday 7. */
function daysIn(text) {
  const found = new Set();
  for (const part of text.toLowerCase().split(',')) {
    const [from, to = from, more] = part.split('-').map(dayOf);
    if (more !== undefined || from === undefined || to === undefined || from > to) return undefined;
    for (let day = from; day <= to; day += 1) found.add(day === 0 ? 7 : day);
  }
  return [...found].toSorted((one, other) => one - other);
}

function dayOf(text) {
  const named = NAMES.indexOf(text);
  if (named >= 0) return named;
  return /^[0-7]$/.test(text) ? Number(text) : undefined;
}
