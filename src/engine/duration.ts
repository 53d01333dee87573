import { z } from 'zod';

const ISO = /^P(?!$)(?:(\d+)W)?(?:(\d+)D)?(?:T(?!$)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/;
const TYPED = /^(\d+)\s*(s|sec|seconds?|m|min|minutes?|h|hours?|d|days?|w|weeks?)$/i;
const UNIT = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 } as const;

/** Years and months have no fixed length, so only retention takes them (`calendarPeriod`). */
const CALENDAR = /^P(?!$)(?:\d+Y)?(?:\d+M)?(?:\d+D)?$/;

/** An ISO 8601 duration of weeks to seconds (`PT30M`, `P1DT12H`). People may type `30m`; it is kept as `PT30M`. */
export const duration = z
  .string()
  .trim()
  .transform((typed, ctx) => {
    const iso = toIso(typed);
    if (iso) return iso;
    ctx.addIssue({ code: 'custom', message: `"${typed}" is not a duration; write for example 30m, 2h, 1d or PT30M` });
    return z.NEVER;
  });

/** An ISO 8601 calendar period for retention (`P7Y`, `P18M`, `P90D`). */
export const calendarPeriod = z
  .string()
  .trim()
  .regex(CALENDAR, 'is not a period; write for example P7Y for seven years or P90D for ninety days');

/** Milliseconds of a valid ISO duration. Throws on anything else: durations are checked when they enter. */
export function milliseconds(iso: string): number {
  const known = lengths.get(iso) ?? lengthOf(iso);
  if (lengths.size >= MOST_LENGTHS) lengths.clear();
  lengths.set(iso, known);
  return known;
}

/** Every start of a run asks for those of its steps again. */
const lengths = new Map<string, number>();
const MOST_LENGTHS = 1_000;

function lengthOf(iso: string): number {
  const parts = ISO.exec(iso);
  if (!parts) throw new Error(`not an ISO 8601 duration: ${iso}`);
  const [, w, d, h, m, s] = parts.map((part) => Number(part ?? 0));
  return (w ?? 0) * UNIT.w + (d ?? 0) * UNIT.d + (h ?? 0) * UNIT.h + (m ?? 0) * UNIT.m + (s ?? 0) * UNIT.s;
}

const NAMES = { W: 'week', D: 'day', H: 'hour', M: 'minute', S: 'second' } as const;

/** A valid ISO duration as people say it: `30 minutes`, `1 day 12 hours`. */
export function durationInWords(iso: string): string {
  const parts = [...iso.matchAll(/(\d+)([WDHMS])/g)].map(([, count, letter]) => {
    const name = NAMES[letter as keyof typeof NAMES];
    return Number(count) === 1 ? `1 ${name}` : `${Number(count)} ${name}s`;
  });
  return parts.join(' ');
}

function toIso(typed: string): string | undefined {
  if (ISO.test(typed)) return typed;
  const match = TYPED.exec(typed);
  if (!match) return undefined;
  const [, count, unit] = match;
  const letter = (unit ?? '').charAt(0).toUpperCase();
  return letter === 'D' || letter === 'W' ? `P${count}${letter}` : `PT${count}${letter}`;
}
