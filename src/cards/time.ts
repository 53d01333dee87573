import type { Words } from './text.ts';

/** Instants as a clock in this zone (IANA name) shows them: `06:45`, `3 May 2026`, `3 May 2026, 06:45`. */
export function timeIn(zone: string): Words['time'] {
  return (at, style) => new Intl.DateTimeFormat('en-GB', { timeZone: zone, ...STYLES[style] }).format(at);
}

const STYLES = {
  time: { timeStyle: 'short' },
  date: { dateStyle: 'medium' },
  date_time: { dateStyle: 'medium', timeStyle: 'short' },
} as const;
