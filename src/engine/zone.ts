/** Time zones: what a clock in one shows at an instant, and when it shows a given time. */
import type { Instant } from './instant.ts';

const DAY = 86_400_000;

/** What a zone's clocks do around one local time, which is given as milliseconds, as if it were UTC. */
export type Shown =
  /** Once, or twice where clocks are put back: then the first time. */
  | { readonly type: 'shown'; readonly at: Instant }
  /** Never, because clocks were put forward at `change`; `at` is as long after it as was asked for. */
  | { readonly type: 'skipped'; readonly change: Instant; readonly at: Instant };

/** Whether there is a zone of this name (IANA, or an offset such as `+02:00`). */
export function isZone(name: string): boolean {
  try {
    clockOf(name);
    return true;
  } catch {
    return false;
  }
}

/** A zone's name in its own capitals; what is no zone, and an older or newer name of one, stays as it is. */
export function spelled(name: string): string {
  if (!isZone(name)) return name;
  const { timeZone } = clockOf(name).resolvedOptions();
  return timeZone.toLowerCase() === name.toLowerCase() ? timeZone : name;
}

/** When clocks in `zone` show a local time. Throws a RangeError if there is no such zone. */
export function whenShown(local: number, zone: string): Shown {
  // No clock is a day off UTC, and none is changed twice within two days.
  const before = offset(local - DAY, zone);
  const after = offset(local + DAY, zone);
  const at = local - before;
  if (before === after || offset(at, zone) === before) return { type: 'shown', at };
  const later = local - after;
  if (offset(later, zone) === after) return { type: 'shown', at: later };
  return { type: 'skipped', change: changeBetween(later, at, zone), at };
}

/**
 * When clocks in `zone` first show a local time or a later one: a time that they leave out is the instant at which they are
 * put forward. Throws a RangeError if there is no such zone.
 */
export function firstShown(local: number, zone: string): Instant {
  const when = whenShown(local, zone);
  return when.type === 'shown' ? when.at : when.change;
}

/** How far ahead of UTC the clocks of a zone are, in milliseconds. Throws a RangeError if there is no such zone. */
export function offset(at: Instant, zone: string): number {
  return steadyOffset(Math.floor(at / DAY), zone) ?? offsetRead(at, zone);
}

/**
 * The offset all through a day of UTC; undefined on a day on which it changes. Reading a clock is dear, and at the full hour
 * thousands of routines ask about the same few days.
 */
function steadyOffset(day: number, zone: string): number | undefined {
  const name = `${zone} ${day}`;
  if (steady.has(name)) return steady.get(name);
  const first = offsetRead(day * DAY, zone);
  const known = first === offsetRead((day + 1) * DAY, zone) ? first : undefined;
  if (steady.size >= MOST_DAYS) steady.clear();
  steady.set(name, known);
  return known;
}

const steady = new Map<string, number | undefined>();
const MOST_DAYS = 10_000;

function offsetRead(at: Instant, zone: string): number {
  const [, sign, hours, minutes, seconds = '0'] = OFFSET.exec(clockOf(zone).format(at)) ?? [];
  if (sign === undefined) return 0;
  const ahead = Number(hours) * 3_600_000 + Number(minutes) * 60_000 + Number(seconds) * 1_000;
  return sign === '-' ? -ahead : ahead;
}

/** The day that a zone's clocks show, counted from 1970-01-01. */
export function dayIn(zone: string, at: Instant): number {
  return Math.floor((at + offset(at, zone)) / DAY);
}

/** As Intl writes a `longOffset`: `GMT+05:45`, `GMT-00:44:30`, and `GMT` where there is none. */
const OFFSET = /GMT([+-])(\d{2}):(\d{2})(?::(\d{2}))?$/;

/** The first instant of the new offset: after `from`, up to `to`, between which it changes once. */
function changeBetween(from: Instant, to: Instant, zone: string): Instant {
  const old = offset(from, zone);
  let [last, first] = [from, to];
  while (first - last > 1) {
    const middle = Math.floor((last + first) / 2);
    if (offset(middle, zone) === old) last = middle;
    else first = middle;
  }
  return first;
}

/** A clock costs a hundred times what reading it does. There are about 600 names of zones, and people may misspell case. */
const clocks = new Map<string, Intl.DateTimeFormat>();
const MOST_CLOCKS = 1_000;

function clockOf(zone: string): Intl.DateTimeFormat {
  const known = clocks.get(zone);
  if (known) return known;
  const clock = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' });
  if (clocks.size >= MOST_CLOCKS) clocks.clear();
  clocks.set(zone, clock);
  return clock;
}
