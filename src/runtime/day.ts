/** A day to come, as people say it. */
import { MONTHS, WEEKDAYS } from '../cards/schedule-words.ts';
import type { Instant } from '../engine/instant.ts';
import { dayIn, firstShown } from '../engine/zone.ts';
import { readWhen } from './when.ts';

const DAY = 86_400_000;
const LONGEST = 100;

interface Reading {
  readonly now: Instant;
  readonly zone: string;
}

/**
 * When a day begins in `zone` (IANA): `Friday`, `tomorrow`, `24 December`, `Dec 24`, `2026-12-24`; with `including` or `the end
 * of` before it, when it is over. Also what `readWhen` reads: `3d`, `tomorrow 9:00`. Undefined if it is none of these, or not
 * to come; a day of the year without a year is the next such day.
 */
export function readDay(typed: string, { now, zone }: Reading): Instant | undefined {
  if (typed.length > LONGEST) return undefined;
  const text = typed.trim().toLowerCase();
  const [lead = ''] = /^(?:(?:through|including|incl\.?|the end of|end of) )?(?:on )?(?:the )?/.exec(text) ?? [];
  const isOver = /through|incl|end of/.test(lead);
  const day = dayNumber(text.slice(lead.length), dayIn(zone, now));
  if (day === undefined) return isOver ? undefined : readWhen(typed, { now, zone });
  const at = firstShown((isOver ? day + 1 : day) * DAY, zone);
  return at > now ? at : undefined;
}

/** A day that is named, in small letters, counted from 1970-01-01; undefined if it is none. */
export function dayNumber(text: string, today: number): number | undefined {
  if (text === 'tomorrow') return today + 1;
  if (text === 'today') return today;
  const weekday = WEEKDAYS.findIndex((name) => isNamed(text, name));
  // 1 January 1970 was a Thursday. Who says Friday on a Friday means the next one.
  if (weekday >= 0) return today + (((weekday - ((today + 4) % 7) + 6) % 7) + 1);
  const [iso] = /^\d{4}-\d{2}-\d{2}$/.exec(text) ?? [];
  if (iso !== undefined) return numberOf(Number(iso.slice(0, 4)), Number(iso.slice(5, 7)), Number(iso.slice(8)));
  return ofYear(text, today);
}

/** `24 december`, `dec 24th`: the next one; `24 december 2026`. */
function ofYear(text: string, today: number): number | undefined {
  const [, before, word, after, year] = OF_YEAR.exec(text) ?? [];
  const month = word === undefined ? -1 : MONTHS.findIndex((name) => isNamed(word, name));
  const date = Number(before ?? after);
  if (month < 0 || !(date >= 1) || (before !== undefined && after !== undefined)) return undefined;
  if (year !== undefined) return numberOf(Number(year), month + 1, date);
  const now = new Date(today * DAY).getUTCFullYear();
  // The 29th of February may be some years away.
  const days = [0, 1, 2, 3, 4, 5, 6, 7, 8].map((ahead) => numberOf(now + ahead, month + 1, date));
  return days.find((day) => day !== undefined && day >= today);
}

const OF_YEAR = /^(?:(\d{1,2})(?:st|nd|rd|th)?\.? (?:of )?)?([a-z]+)(?: (\d{1,2})(?:st|nd|rd|th)?)?(?:,? (\d{4}))?$/;

function numberOf(year: number, month: number, date: number): number | undefined {
  const at = Date.UTC(year, month - 1, date);
  return new Date(at).getUTCDate() === date && new Date(at).getUTCMonth() === month - 1 ? at / DAY : undefined;
}

/** A name, or its first three to five letters. */
function isNamed(word: string, name: string): boolean {
  const whole = name.toLowerCase();
  return word === whole || (word.length >= 3 && word.length <= 5 && whole.startsWith(word));
}
