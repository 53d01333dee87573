/** Instants in the reader's own zone and language; the clock has 24 hours, as it has on the cards. */

const clock = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
const long = new Intl.DateTimeFormat(undefined, { dateStyle: 'full', timeStyle: 'short', hourCycle: 'h23' });
const weekday = new Intl.DateTimeFormat(undefined, { weekday: 'long', day: 'numeric', month: 'long' });
const dated = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'long', year: 'numeric' });

export const time = (at) => clock.format(at);
export const fullTime = (at) => long.format(at);
export const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;

export const sameDay = (a, b) => new Date(a).toDateString() === new Date(b).toDateString();

/** Today, Yesterday, Monday 3 March, or with the year when it is not this one. */
export function dayName(at, now = Date.now()) {
  if (sameDay(at, now)) return 'Today';
  if (sameDay(at, now - 24 * 60 * 60 * 1000)) return 'Yesterday';
  return new Date(at).getFullYear() === new Date(now).getFullYear() ? weekday.format(at) : dated.format(at);
}

/** The clock for today, else the day: for "last reply". */
export function when(at) {
  return sameDay(at, Date.now()) ? time(at) : `${dayName(at)}, ${time(at)}`;
}
