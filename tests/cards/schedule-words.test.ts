import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scheduleWords } from '../../src/cards/schedule-words.ts';
import { readSchedule } from '../../src/runtime/schedule/read.ts';
import { slots as someSlots } from '../engine/routine/slots.arbitrary.ts';

describe('a schedule in words', () => {
  it.each([
    ['30 6 * * 1-5', 'every weekday at 06:30'],
    ['0 22 * * *', 'every day at 22:00'],
    ['0 8,14 * * 1,4', 'on Mondays and Thursdays at 08:00 and 14:00'],
    ['0 9 * * 0', 'on Sundays at 09:00'],
    ['0 9 * * 0,6', 'on Saturdays and Sundays at 09:00'],
    ['0 9 * * 1-6', 'from Monday to Saturday at 09:00'],
    ['0 9 * * 0,1,5,6', 'on Mondays, Fridays, Saturdays and Sundays at 09:00'],
    ['30 6 * * 1-5; 0 14 * * 1-5', 'every weekday at 06:30 and 14:00'],
    ['0 9 1 * *', 'on the 1st of the month at 09:00'],
    ['0 9 2,3,11,12,13,21,22,23 * *', 'on the 2nd, 3rd, 11th to 13th and 21st to 23rd of the month at 09:00'],
    ['0 18 24 12 *', 'on the 24th of December at 18:00'],
    ['0 8 1 1,4,7,10 *', 'on the 1st of January, April, July and October at 08:00'],
    ['0 9 1 * 1', 'on the 1st of the month and on Mondays at 09:00'],
    ['0 9 * 6-8 1-5', 'every weekday from June to August at 09:00'],
    ['0 9 1 1,6-8 *', 'on the 1st of January and June to August at 09:00'],
    ['0 9 * 12 *', 'every day in December at 09:00'],
    ['0 * * * *', 'every hour'],
    ['0 */2 * * *', 'every 2 hours'],
    ['15 * * * *', 'every hour from 00:15 to 23:15'],
    ['*/30 * * * 1-5', 'every 30 minutes on weekdays'],
    ['0 8-20 * * *', 'every hour from 08:00 to 20:00'],
    ['0 8-20 * * 1,3', 'every hour from 08:00 to 20:00 on Mondays and Wednesdays'],
    ['0 8,12,16,20 * * *', 'every day at 08:00, 12:00, 16:00 and 20:00'],
    ['0 0-4,22,23 * * *', 'every hour from 22:00 to 04:00'],
    ['0 0-4,22,23 * * 1', 'on Mondays at 00:00, 01:00, 02:00, 03:00, 04:00, 22:00 and 23:00'],
    ['5,25 8-12,17 * * *', 'every day at 05 and 25 minutes past the hours 08 to 12 and 17'],
    ['5,25 * * * *', 'every day at 05 and 25 minutes past every hour'],
  ])('%s: %s', (cron, words) => {
    const read = readSchedule(cron);
    expect(read.ok && scheduleWords(read.slots)).toBe(words);
  });

  it('is understood when it is typed', () => {
    fc.assert(
      fc.property(someSlots, (slots) => {
        const words = scheduleWords(slots);
        const isOdd = words.includes('minutes past') || words.length > 200;
        fc.pre(!isOdd);
        const read = readSchedule(words);
        expect(read.ok && read.slots, words).toEqual(slots);
      }),
      { numRuns: 1_000 },
    );
  });

  it('tells each time, or how far apart they are', () => {
    fc.assert(
      fc.property(someSlots, (slots) => {
        const words = scheduleWords(slots);
        const told = words.match(/\d\d:\d\d/g) ?? [];
        const isEach = told.length === slots.times.length;
        expect(isEach || /every (?:hour|\d+ (?:hours|minutes))|minutes past/.test(words), words).toBe(true);
      }),
    );
  });
});
