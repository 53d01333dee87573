/**
 * Instants on pages. The server does not know which zone somebody reads in: it writes UTC, and a small script
 * (`assets/times.js`) says the same in the reader's zone. Without scripts UTC stays, and says so.
 */
import { html } from 'hono/html';
import { lasting } from '../../cards/sentence.ts';

/** `day_time`: days near by go by their name. `day`: a whole day, with its weekday. */
export type TimeStyle = 'date_time' | 'date' | 'time' | 'day_time' | 'day';

export function time(at: number, style: TimeStyle = 'date_time') {
  return html`<time datetime="${new Date(at).toISOString()}" data-style="${style}">${utc(at, style)}</time>`;
}

/** How long it has been, which goes on while the page is open (`assets/elapsed.js`). */
export function elapsed(since: number, now: number) {
  return html`<span data-lasting="${now - since}">${lasting(now - since)}</span>`;
}

function utc(at: number, style: TimeStyle): string {
  if (style === 'day') return DAY.format(at);
  if (style === 'date') return DATE.format(at);
  return `${style === 'time' ? '' : `${DATE.format(at)}, `}${CLOCK.format(at)} UTC`;
}

const DATE = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });
const DAY = new Intl.DateTimeFormat('en-GB', {
  ...{ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' },
});
const CLOCK = new Intl.DateTimeFormat('en-GB', {
  ...{ hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone: 'UTC' },
});
