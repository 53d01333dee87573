import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readSchedule } from '../../src/runtime/schedule/read.ts';
import { slots as someSlots } from '../engine/routine/slots.arbitrary.ts';
import { writeCron } from './write-cron.ts';

const read = (typed: string) => {
  const found = readSchedule(typed);
  return found.ok ? writeCron(found.slots) : found.problem;
};

describe('a schedule in words', () => {
  it.each([
    ['weekdays 06:30', '30 6 * * 1-5'],
    ['weekdays at 6:30 am', '30 6 * * 1-5'],
    ['every working day, 6.30 a.m.', '30 6 * * 1-5'],
    ['Workdays 18h30', '30 18 * * 1-5'],
    ['weekends 09:00', '0 9 * * 0,6'],
    ['daily 22:00', '0 22 * * *'],
    ['every day at 7', '0 7 * * *'],
    ['every day at 7, 12 and 18', '0 7,12,18 * * *'],
    ['at noon every day', '0 12 * * *'],
    ['every day at midnight', '0 0 * * *'],
    ['every day at 12 am', '0 0 * * *'],
    ['06:30 on weekdays', '30 6 * * 1-5'],
    ['twice a day at 9:00 and 17:00', '0 9,17 * * *'],
    ['once daily at 9:00', '0 9 * * *'],
    ['every morning at 7', '0 7 * * *'],
    ['Sunday evenings at 6pm', '0 18 * * 0'],
    ['every friday at 5 in the evening', '0 17 * * 5'],
    ['mon, wed, fri 08:00', '0 8 * * 1,3,5'],
    ['mon wed fri 0800', '0 8 * * 1,3,5'],
    ['mondays 9am', '0 9 * * 1'],
    ['tuesday 14:00', '0 14 * * 2'],
    ["thurs & sat @ 7 o'clock", '0 7 * * 4,6'],
    ['Mon–Sat 7:15', '15 7 * * 1-6'],
    ['from Monday to Friday at 9:00', '0 9 * * 1-5'],
    ['fri to mon 10:00', '0 10 * * 0,1,5,6'],
    ['mon-sun 10:00', '0 10 * * *'],
    ['once a week on friday at 16:00', '0 16 * * 5'],
    ['mondays and thursdays, 8:00 and 14:00', '0 8,14 * * 1,4'],
    ['mon-fri 06:30 and 14:00', '30 6 * * 1-5; 0 14 * * 1-5'],
    ['mondays in june, july and august 9:00', '0 9 * 6-8 1'],
    ['monthly on the 1st at 09:00', '0 9 1 * *'],
    ['1st of the month 09:00', '0 9 1 * *'],
    ['on the first day of every month at 9:00', '0 9 1 * *'],
    ['every 15th of the month, 9:00', '0 9 15 * *'],
    ['monthly on day 15, 9:00', '0 9 15 * *'],
    ['every month on the 1st and 15th at 8.30', '30 8 1,15 * *'],
    ['the 31st of each month at 17:00', '0 17 31 * *'],
    ['quarterly on the 1st at 8:00', '0 8 1 1,4,7,10 *'],
    ['every year on 1 March at 10:00', '0 10 1 3 *'],
    ['December 24 18:00', '0 18 24 12 *'],
    ['24th of December at 6 pm', '0 18 24 12 *'],
    ['on the 1st of the month and on Mondays at 9:00', '0 9 1 * 1'],
    ['hourly', '0 * * * *'],
    ['every 2 hours', '0 */2 * * *'],
    ['every other hour', '0 */2 * * *'],
    ['every half hour', '*/30 * * * *'],
    ['every 90 minutes', '0 0,3,6,9,12,15,18,21 * * *; 30 1,4,7,10,13,16,19,22 * * *'],
    ['every 4 hours from 8:00 to 20:00', '0 8,12,16,20 * * *'],
    ['every 5 hours between 8 and 20', '0 8,13,18 * * *'],
    ['every hour on the hour from 8am to 5pm, mon-fri', '0 8-17 * * 1-5'],
    ['weekdays every 30 minutes 9:00-10:30', '*/30 9,10 * * 1-5'],
    ['every 30 minutes from 8:00 to 18:00', '0,30 8-17 * * *; 0 18 * * *'],
    ['every hour from 22:00 to 02:00', '0 0-2,22,23 * * *'],
  ])('%s', (typed, cron) => {
    expect(read(typed)).toBe(cron);
  });

  it.each([
    ...[
      '',
      ' ',
      'soon',
      'weekdays',
      '06:30',
      'at 9',
      'mondays 9',
      'weekly at 9:00',
      'monthly 9:00',
      'yearly on the 1st 9:00',
    ],
    // Not every week or month, or not one that slots hold.
    ...[
      'every second monday at 9:00',
      '1st monday of the month 9:00',
      'monday the 1st at 9:00',
      'last day of the month 17:00',
    ],
    ...[
      'every other day at 9:00',
      'every 3 months on the 1st 9:00',
      'every two weeks on monday 9:00',
      'fortnightly 9:00',
      'weekdays except friday 9:00',
    ],
    // Two schedules in one.
    ...['mondays 9:00 and fridays 14:00', 'daily at 9:00 and on mondays at 14:00', 'every 2 hours at 9:00'],
    // Which half of the day, which day, how long?
    ...[
      'every evening at 6',
      'at 9 and 5pm every day',
      'every hour between 9 and 5pm',
      'every hour from 22:00 to 04:00 on fridays',
    ],
    ...[
      'weekdays 8:00-16:00',
      'every 5 hours',
      'every 0 hours',
      'every 24 hours',
      'every 5 hours from 8:00 to 12:00',
      'hourly 9:00-9:00',
      'hourly from 8:00',
      'twice a day at 9:00',
      'mon or tue 9:00',
    ],
    ...[
      'daily 24:00',
      'daily 9:60',
      'daily 13 pm',
      'daily 0 am',
      'daily 9:000',
      '32nd of the month 9:00',
      'daily 09:00x',
      'daily9:00',
    ],
    ...['weekdays 06:30; drop', 'weekdays 06:30 please', `daily 09:00${' '.repeat(300)}x`, '06:30 '.repeat(60)],
  ])('is not read from “%s”', (typed) => {
    expect(read(typed)).toBe('unclear');
  });
});

describe('a cron expression', () => {
  it.each([
    ['30 6 * * 1-5', '30 6 * * 1-5'],
    ['  05   09 * * MON,wed ', '5 9 * * 1,3'],
    ['0 8 * * 1,2,3,4,5', '0 8 * * 1-5'],
    ['0 7 * * *', '0 7 * * *'],
    ['*/15 8-17 * JAN-mar ?', '*/15 8-17 * 1-3 *'],
    ['0 22-2 * * fri-mon', '0 0-2,22,23 * * 0,1,5,6'],
    ['0 9 * * 7', '0 9 * * 0'],
    ['0 9 * * 0-7', '0 9 * * *'],
    ['0 9 1-31 * 1', '0 9 * * *'],
    ['0 9 1 * 1', '0 9 1 * 1'],
    ['0 9 30 2 1', '0 9 30 2 1'],
    ['0 9 29 2 *', '0 9 29 2 *'],
    ['@daily', '0 0 * * *'],
    ['@weekly', '0 0 * * 0'],
    ['@yearly', '0 0 1 1 *'],
    ['30 6 * * 1-5; 0 14 * * 1-5', '30 6 * * 1-5; 0 14 * * 1-5'],
    ['0 6 * * *;0 7 * * *', '0 6,7 * * *'],
  ])('%s', (typed, cron) => {
    expect(read(typed)).toBe(cron);
  });

  it.each([
    ...['0 9 L * *', '0 9 LW * *', '0 9 15W * *', '0 9 * * 1#2', '0 9 * * 5L', '0 9 */2 * 1', '@reboot', '@every'],
    ...[
      '0 30 6 * * 1-5',
      '30 6 * *',
      '60 6 * * *',
      '0 24 * * *',
      '0 9 0 * *',
      '0 9 * 13 *',
      '0 9 * * 8',
      '*/0 9 * * *',
    ],
    // It would be written out.
    ...['0-99999999 9 * * *', '0 9 * * *; 0 10 * * 1', '0 9 * * *;', ';'],
  ])('is not read from “%s”', (typed) => {
    expect(read(typed)).toBe('unclear');
  });
});

describe('what is read and may not be', () => {
  it.each(['0 9 30 2 *', '0 9 31 2,4,6,9,11 *', '30 February 9:00', '31st of April and June at 9:00'])(
    'never: %s',
    (typed) => {
      expect(read(typed)).toBe('never');
    },
  );

  it.each([
    ...['* * * * *', '*/10 * * * *', '0,50 * * * *', '55 23 * * *; 0 0 * * *', 'every 5 minutes', 'every 7 minutes'],
    ...['every minute', 'every 10 minutes from 9:00 to 9:20', 'daily 9:00 and 9:14', 'daily 23:50 and 00:00'],
  ])('too often: %s', (typed) => {
    expect(read(typed)).toBe('too_often');
  });

  it('a quarter of an hour apart is not too often', () => {
    expect(read('daily 9:00 and 9:15, 23:45 and 0:00')).toBe('0 0 * * *; 0,15 9 * * *; 45 23 * * *');
  });
});

describe('anything typed', () => {
  const word = fc.constantFrom(
    ...[
      'every',
      'on',
      'the',
      'and',
      'at',
      'from',
      'to',
      'between',
      'of',
      'in',
      'month',
      'day',
      'hour',
      'hours',
      'minutes',
      '-',
      ',',
    ],
    ...[
      'mon',
      'fridays',
      'weekdays',
      'daily',
      'hourly',
      'monthly',
      'weekly',
      'june',
      'may',
      '1st',
      '31st',
      '15th',
      'evening',
    ],
    ...[
      '9',
      '17',
      '30',
      '8:00',
      '14:30',
      '9am',
      '6pm',
      'noon',
      '*',
      '*/2',
      '1-5',
      '0',
      '1,3',
      ';',
      '@daily',
      'L',
      '1#2',
    ],
  );
  const typed = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc.array(word, { maxLength: 12 }).map((words) => words.join(' ')),
    fc.array(fc.constantFrom(...'0123456789*/,-;?LW#@ '), { maxLength: 40 }).map((letters) => letters.join('')),
    fc.tuple(word, fc.integer({ min: 1, max: 200 })).map(([one, times]) => `${one} `.repeat(times)),
  );

  it('is read or refused, and what is read is the same again as cron', () => {
    fc.assert(
      fc.property(typed, (text) => {
        const found = readSchedule(text);
        if (found.ok) expect(readSchedule(writeCron(found.slots))).toEqual(found);
      }),
      { numRuns: 3_000 },
    );
  });

  it('slots are the same again through cron', () => {
    fc.assert(
      fc.property(someSlots, (slots) => {
        const cron = writeCron(slots);
        // Many times one by one are longer than anybody types.
        fc.pre(cron.length <= 200);
        expect(readSchedule(cron)).toEqual({ ok: true, slots });
      }),
      { numRuns: 500 },
    );
  });
});
