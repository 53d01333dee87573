/** What a digest is called, and how it counts. */
import type { Instant } from '../../engine/instant.ts';
import type { Counts } from '../../engine/run/account.ts';
import type { Span } from '../card.ts';
import { clockFor } from '../clock.ts';
import { type Digest, type DigestDays, endOf, owedOf } from '../digest.ts';
import { count } from '../sentence.ts';
import { clip } from '../text.ts';

export const TITLES: Readonly<Record<DigestDays, string>> = {
  today: 'Today’s digest',
  yesterday: 'Yesterday’s digest',
  week: 'Digest of the last seven days',
  since: 'Today’s digest',
};

/** `Sunday 31 May`, `25 May to 31 May`, `since Saturday 30 May at 18:00` */
export function datesOf({ span, marks, zone }: Digest): string {
  const first = marks[0] ?? 0;
  if (span === 'since') {
    const clock = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
    return `since ${dated(first, zone, { weekday: 'long', day: 'numeric', month: 'long', ...clock })}`;
  }
  if (span !== 'week') return dated(first, zone, { weekday: 'long', day: 'numeric', month: 'long' });
  const style = { day: 'numeric', month: 'long' } as const;
  return `${dated(first, zone, style)} to ${dated(endOf({ marks }) - 1, zone, style)}`;
}

/** `Mon 25 May` */
export function dayLabel(at: Instant, zone: string): string {
  return dated(at, zone, { weekday: 'short', day: 'numeric', month: 'short' });
}

/** `Mon 25`, where there is little room. */
export function shortDay(at: Instant, zone: string): string {
  return dated(at, zone, { weekday: 'short', day: 'numeric' });
}

/** `Mon` */
export function weekday(at: Instant, zone: string): string {
  return dated(at, zone, { weekday: 'short' });
}

function dated(at: Instant, zone: string, style: Intl.DateTimeFormatOptions): string {
  return clockFor('en-GB', { timeZone: zone, ...style })
    .format(at)
    .replaceAll(',', '');
}

/** The time alone of what happened on the digest's one day. */
export function momentIn({ span, marks }: Digest, at: Instant): Span {
  return { type: 'time', at, style: span === 'week' || at < (marks[0] ?? 0) ? 'day_time' : 'time' };
}

/** So long that what is said of the run still fits beside it. */
export function shortTitle({ title }: { readonly title: string }): string {
  return clip(title, 60);
}

/** `9 of 14 due steps done, 2 skipped, 1 missed, 2 still open`; `owed`: what was to be done, if not all of it is named. */
export function counted(counts: Counts, owed = owedOf(counts)): string {
  return [`${counts.done} of ${count(owed, 'due step')} done`, ...othersIn(counts)].join(', ');
}

/** `9 of 14 done, 2 skipped`, for a line among others. */
export function shortly(counts: Counts): string {
  const owed = owedOf(counts);
  return owed > 0 ? [`${counts.done} of ${owed} done`, ...othersIn(counts)].join(', ') : 'nothing';
}

function othersIn({ skipped, missed, open, notApplicable }: Counts): readonly string[] {
  return [
    ...(skipped > 0 ? [`${skipped} skipped`] : []),
    ...(missed > 0 ? [`${missed} missed`] : []),
    ...(open > 0 ? [`${open} still open`] : []),
    ...(notApplicable > 0 ? [`${notApplicable} not applicable`] : []),
  ];
}
