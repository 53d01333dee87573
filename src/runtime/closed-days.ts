/** Days in a row as people type them, with why: `24 December to 26 December stocktaking`. */
import { dayNumber } from './day.ts';

const DAY = 86_400_000;
/** Nobody says it in more. */
const LONGEST = 300;
/** Words of one day at most: `24th of December 2026`. */
const MOST_WORDS = 4;

export interface Days {
  /** `2026-12-24` */
  readonly from: string;
  readonly to: string;
  /** Why, in the words that follow. */
  readonly rest: string;
}

/**
 * A day, or the first and the last, at the beginning of a text; a day without its year is the next such one from `date` on
 * (`2026-12-01`). Undefined if it begins otherwise.
 */
export function readDays(typed: string, date: string): Days | undefined {
  const text = typed
    .slice(0, LONGEST)
    .trim()
    .replaceAll(/\s*[–—]\s*/g, ' to ');
  const words = text.replace(/^(\d{1,2})-(\d{1,2})\b/, '$1 to $2').split(/\s+/);
  const today = numberOf(date);
  return inOneMonth(words, today) ?? fromTo(words, today);
}

const RANGE = /^(?:to|until|till|through|-)$/i;

function fromTo(words: readonly string[], today: number): Days | undefined {
  const from = takeDay(words, today);
  if (!from) return undefined;
  const after = words.slice(from.words);
  const isRange = RANGE.test(after[0] ?? '');
  // The last day is on or after the first: 30 December to 2 January.
  const to = isRange ? takeDay(after.slice(1), from.day) : { day: from.day, words: 0 };
  if (!to) return undefined;
  const rest = reason(after.slice(isRange ? to.words + 1 : 0));
  return { from: dateOf(from.day), to: dateOf(to.day), rest };
}

/** `24 to 26 December` */
function inOneMonth([first = '', range = '', ...words]: readonly string[], today: number): Days | undefined {
  const [, day] = /^(\d{1,2})(?:st|nd|rd|th)?$/.exec(first) ?? [];
  const to = day !== undefined && RANGE.test(range) ? takeDay(words, today) : undefined;
  if (day === undefined || !to) return undefined;
  const last = dateOf(to.day);
  const from = `${last.slice(0, 8)}${day.padStart(2, '0')}`;
  return Number(day) > 0 && from <= last ? { from, to: last, rest: reason(words.slice(to.words)) } : undefined;
}

function reason(words: readonly string[]): string {
  return words.join(' ').replace(/^[-:,;]+\s*/, '');
}

/** The longest beginning that is a day: `Friday` is one, and so is `24 December 2026`. */
function takeDay(
  words: readonly string[],
  today: number,
): { readonly day: number; readonly words: number } | undefined {
  for (let many = Math.min(MOST_WORDS, words.length); many > 0; many--) {
    const text = words
      .slice(0, many)
      .join(' ')
      .toLowerCase()
      .replace(/[:,;]$/, '');
    const day = dayNumber(text.replace(/^(?:on )?(?:the )?/, ''), today);
    if (day !== undefined) return { day, words: many };
  }
  return undefined;
}

function numberOf(date: string): number {
  return Date.parse(date) / DAY;
}

function dateOf(day: number): string {
  return new Date(day * DAY).toISOString().slice(0, 10);
}
