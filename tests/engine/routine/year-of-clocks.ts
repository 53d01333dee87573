/** What clocks on the walls of a zone show in a year, looked at a quarter of an hour at a time. */
const MINUTE = 60_000;
const QUARTER = 15 * MINUTE;
const DAY = 24 * 60 * MINUTE;

/** Zones whose clocks are changed each year: by an hour, by half an hour, and around Ramadan. */
export const CHANGING = ['Europe/London', 'America/New_York', 'Australia/Lord_Howe', 'Africa/Casablanca'];

/** What a clock on the wall of a zone shows, as `2026-03-29 01:30`. */
export function clockIn(zone: string): (instant: number) => string {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' });
  return (instant) => format.format(instant);
}

/**
 * The instants at which a clock first shows each of some times of a day, on all days of a year: one that is never shown is at
 * the next that is. `times`: minutes since midnight, in quarters of an hour. `skipped`: how many are never shown.
 */
export function shownIn(zone: string, year: number, times: readonly number[]) {
  const [begin, end] = [Date.UTC(year, 0, 1), Date.UTC(year + 1, 0, 1)];
  const steps = Array.from({ length: (end - begin) / QUARTER + 400 }, (_, index) => begin + (index - 200) * QUARTER);
  const shown = steps.map(clockIn(zone));
  const first = new Map(shown.map((text, index) => [text, steps[index] ?? 0] as const).toReversed());
  const found = new Set<number>();
  let skipped = 0;
  for (let day = begin; day < end; day += DAY) {
    for (const time of times) {
      const wanted = new Date(day + time * MINUTE).toISOString().slice(0, 16).replace('T', ' ');
      const seen = first.get(wanted);
      if (seen === undefined) skipped += 1;
      found.add(seen ?? steps[shown.findIndex((text) => text > wanted)] ?? 0);
    }
  }
  return { slots: [...found].toSorted((one, other) => one - other), skipped };
}
