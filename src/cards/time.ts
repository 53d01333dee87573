import { clockFor } from './clock.ts';
import type { Words } from './text.ts';

/**
 * Instants as a clock in this zone (IANA name) shows them: `06:45`, `3 May 2026`, `3 May 2026, 06:45`, `Sun 3 May, 06:45`.
 * `locale`: a BCP 47 tag of whoever alone reads it, which says whether their clock has twelve hours; words stay English.
 */
export function timeIn(zone: string, locale = 'en-GB'): Words['time'] {
  const english = /^en\b/i.test(locale) ? locale : 'en-GB';
  const { hour12 = false } = clockFor(locale, { hour: 'numeric' }).resolvedOptions();
  return (at, style) => {
    const clock = style === 'date' ? {} : { hour12 };
    return clockFor(english, { timeZone: zone, ...STYLES[style], ...clock }).format(at);
  };
}

const STYLES = {
  time: { timeStyle: 'short' },
  date: { dateStyle: 'medium' },
  date_time: { dateStyle: 'medium', timeStyle: 'short' },
  day_time: { weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' },
} as const;
