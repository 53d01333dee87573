/** Times in words, for the clock of whoever reads them. */
import { describe, expect, it } from 'vitest';
import { timeIn } from '../../src/cards/time.ts';

const EVENING = Date.UTC(2026, 4, 3, 18, 45);

describe('a time in words', () => {
  it.each([
    [undefined, '20:45', '3 May 2026, 20:45'],
    ['de-DE', '20:45', '3 May 2026, 20:45'],
    ['es-LA', '20:45', '3 May 2026, 20:45'],
    ['en-US', '8:45 PM', 'May 3, 2026, 8:45 PM'],
    ['en-AU', '8:45 pm', '3 May 2026, 8:45 pm'],
    ['hi-IN', '8:45 pm', '3 May 2026, 8:45 pm'],
  ])('for %s', (locale, time, both) => {
    const say = timeIn('Europe/Berlin', locale);
    // Which spaces stand in it, and whether the hour has two digits, is the language data's own affair.
    const said = (style: 'time' | 'date_time') => say(EVENING, style).replaceAll(/\s/gu, ' ').replace(/\b08:/, '8:');
    expect([said('time'), said('date_time')]).toEqual([time, both]);
    expect(say(EVENING, 'date')).toBe(both.split(/, \d+:/)[0]);
    expect(say(EVENING, 'day_time').replaceAll(/\s/gu, ' ')).toMatch(/^Sun,? (3 May|May 3), (20:45|0?8:45 [Pp][Mm])$/);
  });
});
