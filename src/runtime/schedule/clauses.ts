/** The parts of a schedule in words, each read off the beginning of a text: which days, what times, how often. */
import { MONTHS, WEEKDAYS } from '../../cards/schedule-words.ts';
import { type Clock, type Taken, takeClock, takeList } from './times.ts';

/** What the clauses of one schedule said. */
export interface Said {
  readonly daily?: true;
  /** Times a day: `twice a day`. */
  readonly count?: number;
  readonly weekdays?: readonly number[];
  /** The weekdays came with an `and`: `the 1st of the month and on Mondays`. */
  readonly isJoined?: boolean;
  readonly days?: readonly number[];
  readonly months?: readonly number[];
  readonly period?: 'weekly' | 'monthly' | 'quarterly' | 'yearly';
  readonly part?: (typeof PARTS)[number];
  /** Minutes from one run to the next. */
  readonly every?: number;
  readonly window?: { readonly from: number; readonly to: number };
  readonly clocks?: readonly number[];
}

/** A clause at the beginning of a text in small letters; undefined if it begins otherwise. */
type Clause = (text: string) => Taken<Said> | undefined;

/** In this order: `every 2 hours` before `every day`, and `8:00 to 18:00` before `8:00`. */
export const CLAUSES: readonly Clause[] = [
  every,
  window,
  period,
  counted,
  daily,
  weekdays,
  part,
  date,
  dates,
  months,
  clocks,
];

const INTERVAL =
  /^(?:hourly\b|(?:every|each) (?:(?:(\d{1,4}|other|half an|half|quarter of an) ?)?(hours?|hrs?|h|minutes?|mins?|m)\b))(?: on the hour\b)?/;

function every(text: string): Taken<Said> | undefined {
  const [found, count, unit = 'hour'] = INTERVAL.exec(text) ?? [];
  if (found === undefined) return undefined;
  const parts: Readonly<Record<string, number>> = { other: 2, 'half an': 0.5, half: 0.5, 'quarter of an': 0.25 };
  const number = count === undefined ? 1 : (parts[count] ?? Number(count));
  const minutes = number * (unit.startsWith('h') ? 60 : 1);
  return Number.isInteger(minutes) && minutes > 0 ? { value: { every: minutes }, length: found.length } : undefined;
}

function window(text: string): Taken<Said> | undefined {
  const [lead = '', word] = /^(?:(from|between) )?/.exec(text) ?? [];
  const from = takeClock(text.slice(lead.length));
  if (!from) return undefined;
  const rest = text.slice(lead.length + from.length);
  const [until] = (word === 'between' ? /^(?: ?- ?| (?:and|to) )/ : /^(?: ?- ?| (?:to|until|till) )/).exec(rest) ?? [];
  const to = until === undefined ? undefined : takeClock(rest.slice(until.length));
  if (until === undefined || !to || !isPlain([from.value, to.value], true)) return undefined;
  const length = lead.length + from.length + until.length + to.length;
  return { value: { window: { from: from.value.time, to: to.value.time } }, length };
}

function period(text: string): Taken<Said> | undefined {
  const found = /^(?:(week|month|quarter|year)ly|annually|(?:every|each|once (?:a|every)) (week|month|quarter|year))\b/;
  const [all, adverb, noun = adverb] = found.exec(text) ?? [];
  if (all === undefined) return undefined;
  const periods = { week: 'weekly', month: 'monthly', quarter: 'quarterly' } as const;
  const named = noun === 'week' || noun === 'month' || noun === 'quarter' ? periods[noun] : 'yearly';
  return { value: { period: named }, length: all.length };
}

const DAILY =
  /^(?:daily|everyday|(?:on )?all days|(?:every|each)(?: (?:single )?day|(?= (?:morning|afternoon|evening|night)\b)))\b/;

function counted(text: string): Taken<Said> | undefined {
  const [found, times] = /^(once|twice|three times|four times) (?:daily|(?:a|every|each) day)\b/.exec(text) ?? [];
  const count = ['once', 'twice', 'three times', 'four times'].indexOf(times ?? '') + 1;
  return found === undefined ? undefined : { value: { daily: true, count }, length: found.length };
}

/** Every morning is every day, and its morning is read next. */
function daily(text: string): Taken<Said> | undefined {
  const [found] = DAILY.exec(text) ?? [];
  return found === undefined ? undefined : { value: { daily: true }, length: found.length };
}

/** `on Monday mornings`, `every evening` */
function part(text: string): Taken<Said> | undefined {
  const [found, name] = /^(morning|afternoon|evening|night)s?\b/.exec(text) ?? [];
  const part = PARTS.find((one) => one === name);
  return found === undefined || !part ? undefined : { value: { part }, length: found.length };
}

const PARTS = ['morning', 'afternoon', 'evening', 'night'] as const;

const ON = /^(?:(and) )?(?:(?:on|from|every|each|only) ){0,3}/;
const WORKDAYS = /^(?:weekdays?|(?:work|working|business) ?days?)\b/;
const WEEKEND = /^(?:weekends?|weekend days)\b/;

function weekdays(text: string): Taken<Said> | undefined {
  const [lead = '', and] = ON.exec(text) ?? [];
  const rest = text.slice(lead.length);
  const [group] = WORKDAYS.exec(rest) ?? WEEKEND.exec(rest) ?? [];
  const grouped = group?.startsWith('weekend') ? [6, 0] : [1, 2, 3, 4, 5];
  const found =
    group === undefined ? takeList(rest, takeWeekday, around(0, 6)) : { value: grouped, length: group.length };
  if (!found) return undefined;
  return { value: { weekdays: found.value, isJoined: and !== undefined }, length: lead.length + found.length };
}

const ORDINAL = /^(\d{1,2})(?:st|nd|rd|th)\b|^first\b|^day (\d{1,2})(?![\w:.])/;
const OF_MONTH = /^(?: day)?(?: (?:of|in) (?:the|each|every|a) month)?\b/;

/** Days of the month: `on the 1st and 15th of the month`. */
function dates(text: string): Taken<Said> | undefined {
  const [lead = ''] = /^(?:on |every |each )?(?:the )?/.exec(text) ?? [];
  const found = takeList(text.slice(lead.length), takeOrdinal, (from, to) =>
    from < to ? inOrder(from, to) : undefined,
  );
  if (!found) return undefined;
  const length = lead.length + found.length;
  return { value: { days: found.value }, length: length + (OF_MONTH.exec(text.slice(length))?.[0].length ?? 0) };
}

/** A day and its month: `24 December`, `December 24`, `24th of December`. */
function date(text: string): Taken<Said> | undefined {
  const [lead = '', day] = /^(?:on )?(?:the )?(?:(\d{1,2}) (?:of )?)?/.exec(text) ?? [];
  const month = takeMonth(text.slice(lead.length));
  if (!month) return undefined;
  const after = lead.length + month.length;
  const [number = '', dayAfter] =
    day === undefined ? (/^ (?:the )?(\d{1,2})(?![\w:.])/.exec(text.slice(after)) ?? []) : [];
  const found = Number(day ?? dayAfter);
  if (!(found >= 1 && found <= 31)) return undefined;
  return { value: { days: [found], months: [month.value] }, length: after + number.length };
}

function months(text: string): Taken<Said> | undefined {
  const [lead = ''] = /^(?:(?:in|of|from|during|every|each) )?/.exec(text) ?? [];
  const found = takeList(text.slice(lead.length), takeMonth, around(1, 12));
  return found && { value: { months: found.value }, length: lead.length + found.length };
}

function clocks(text: string): Taken<Said> | undefined {
  const [lead = ''] = /^(?:at |@ ?)?/.exec(text) ?? [];
  const found = takeList(text.slice(lead.length), takeClock, () => undefined);
  if (!found || !isPlain(found.value, lead !== '')) return undefined;
  return { value: { clocks: found.value.map((clock) => clock.time) }, length: lead.length + found.length };
}

/** Whether each of several times is sure: a 9 alone needs a word before it, and nothing beside it that halves the day. */
function isPlain(clocks: readonly Clock[], isLed: boolean): boolean {
  const has = (kind: Clock['kind']) => clocks.some((clock) => clock.kind === kind);
  return !has('bare') || (isLed && !has('half'));
}

function takeWeekday(text: string): Taken<number> | undefined {
  const [word] = /^[a-z]+/.exec(text) ?? [];
  if (word === undefined) return undefined;
  const day = WEEKDAYS.findIndex((name) => isNamed(word.replace(/s$/, ''), name) || isNamed(word, name));
  return day < 0 ? undefined : { value: day, length: word.length };
}

function takeMonth(text: string): Taken<number> | undefined {
  const [word] = /^[a-z]+/.exec(text) ?? [];
  const month = word === undefined ? -1 : MONTHS.findIndex((name) => isNamed(word, name));
  return word === undefined || month < 0 ? undefined : { value: month + 1, length: word.length };
}

/** `mon`, `tues`, `thurs`, `september`: a name, or its first three to five letters. */
function isNamed(word: string, name: string): boolean {
  const whole = name.toLowerCase();
  return word === whole || (word.length >= 3 && word.length <= 5 && whole.startsWith(word));
}

function takeOrdinal(text: string): Taken<number> | undefined {
  const [found, number, counted = number] = ORDINAL.exec(text) ?? [];
  if (found === undefined) return undefined;
  const day = Number(counted ?? 1);
  return day >= 1 && day <= 31 ? { value: day, length: found.length } : undefined;
}

function inOrder(from: number, to: number): readonly number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}

/** From one to another, past the end if need be: Friday to Monday, November to February. */
function around(least: number, most: number): (from: number, to: number) => readonly number[] {
  return (from, to) => (from <= to ? inOrder(from, to) : [...inOrder(from, most), ...inOrder(least, to)]);
}
