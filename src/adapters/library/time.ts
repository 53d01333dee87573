/**
 * Instants on pages. The server does not know which zone somebody reads in: it writes UTC, and a small script
 * (`assets/times.js`) says the same in the reader's zone. Without scripts UTC stays, and says so.
 */
import { html } from 'hono/html';

/** `day_time`: days near by go by their name. */
export type TimeStyle = 'date_time' | 'date' | 'time' | 'day_time';

export function time(at: number, style: TimeStyle = 'date_time') {
  return html`<time datetime="${new Date(at).toISOString()}" data-style="${style}">${utc(at, style)}</time>`;
}

function utc(at: number, style: TimeStyle): string {
  if (style === 'date') return DATE.format(at);
  return `${style === 'time' ? '' : `${DATE.format(at)}, `}${CLOCK.format(at)} UTC`;
}

const DATE = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });
const CLOCK = new Intl.DateTimeFormat('en-GB', {
  ...{ hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone: 'UTC' },
});
