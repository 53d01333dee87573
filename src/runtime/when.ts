/** A moment to come, as people type it. */
import { duration, milliseconds } from '../engine/duration.ts';
import type { Instant } from '../engine/instant.ts';
import { LIMITS } from '../engine/limits.ts';
import { dayIn, whenShown } from '../engine/zone.ts';

const CLOCK =
  /^(?:(\d{4})-(\d{2})-(\d{2})[ T]+|(today|tomorrow)[ ,]+)?(?:at +)?(\d{1,2})(?:[:.h](\d{2}))?\s*(am|pm)?$/i;
const DAY = 86_400_000;
const LONGEST = 100;

/**
 * `30m`, `2h`, `1d 12h` from now; `17:30` or `5 pm`, the next time a clock in `zone` (IANA) shows that; `tomorrow 9:00`;
 * `2026-05-31 17:30`. Undefined if it is none of these, not to come, or further away than any deadline may be. A time
 * that a clock skips when it is put forward is an hour later.
 */
export function readWhen(typed: string, { now, zone }: { now: Instant; zone: string }): Instant | undefined {
  // Nobody says it in more; looking for a time in pages of digits takes seconds.
  if (typed.length > LONGEST) return undefined;
  const text = typed.trim();
  const after = readDuration(text);
  const at = after === undefined ? readClock(text, now, zone) : now + after;
  return at !== undefined && at > now && at - now <= LIMITS.durationMs ? at : undefined;
}

/** `30m`, `1d 12h`, `PT30M`, in milliseconds. */
export function readDuration(text: string): number | undefined {
  const parts = text.match(/\d+\s*[a-z]+/gi) ?? [];
  const isAll = parts.join('') === text.replaceAll(/(?<=[a-z])[\s,]+(?=\d)/gi, '');
  const read = (isAll && parts.length > 0 ? parts : [text]).map((part) => duration.safeParse(part));
  const known = read.flatMap((one) => (one.success ? [milliseconds(one.data)] : []));
  return known.length === read.length ? known.reduce((sum, one) => sum + one, 0) : undefined;
}

function readClock(text: string, now: Instant, zone: string): Instant | undefined {
  const [found, year, month, day, word, hours = '', minutes, half] = CLOCK.exec(text) ?? [];
  // A number alone may be minutes, hours or a day: it is asked about.
  if (found === undefined || (minutes === undefined && half === undefined)) return undefined;
  const hour = half === undefined ? Number(hours) : (Number(hours) % 12) + (half.toLowerCase() === 'pm' ? 12 : 0);
  const time = (hour * 60 + Number(minutes ?? 0)) * 60_000;
  const isTime =
    hour < 24 && Number(minutes ?? 0) < 60 && (half === undefined || (Number(hours) > 0 && Number(hours) <= 12));
  if (!isTime) return undefined;
  if (year !== undefined) {
    const date = Date.UTC(Number(year), Number(month) - 1, Number(day));
    const isDate = new Date(date).toISOString().startsWith(`${year}-${month}-${day}`);
    return isDate ? whenShown(date + time, zone).at : undefined;
  }
  const today = dayIn(zone, now) * DAY;
  if (word?.toLowerCase() === 'tomorrow') return whenShown(today + DAY + time, zone).at;
  const at = whenShown(today + time, zone).at;
  return at > now || word !== undefined ? at : whenShown(today + DAY + time, zone).at;
}
