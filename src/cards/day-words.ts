/** Days of the calendar, in words: dates, which no clock moves. */
import { clockFor } from './clock.ts';

/** `Fri 25 Dec`, or with its year: `Fri 25 Dec 2026`. Takes `2026-12-25`. */
export function dateWords(date: string, how: 'short' | 'year' = 'short'): string {
  const year = how === 'year' ? ({ year: 'numeric' } as const) : {};
  const format = { weekday: 'short', day: 'numeric', month: 'short', timeZone: 'UTC', ...year } as const;
  return clockFor('en-GB', format).format(Date.parse(date)).replace(',', '');
}

export interface NamedDay {
  readonly date: string;
  readonly name: string;
}

/** `Fri 25 Dec (Christmas Day)`, `Mon 28 Dec to Thu 31 Dec (stocktaking)`: those of one name in a row are one. */
export function dayRows(days: readonly NamedDay[]): readonly string[] {
  const years = new Set(days.map(({ date }) => date.slice(0, 4)));
  const words = (date: string) => dateWords(date, years.size > 1 ? 'year' : 'short');
  const rows: { from: string; to: string; name: string }[] = [];
  for (const { date, name } of days) {
    const open = rows.at(-1);
    if (open?.name === name) open.to = date;
    else rows.push({ from: date, to: date, name });
  }
  return rows.map(({ from, to, name }) => {
    return `${from === to ? words(from) : `${words(from)} to ${words(to)}`} (${name})`;
  });
}
