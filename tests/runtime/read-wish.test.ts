/** What is said behind `/sop routine KEY`, taken apart. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readWish, type Wish } from '../../src/runtime/schedule/wish.ts';

const NONE: Wish = { schedule: '', due: '', closes: '', shift: '' };

it.each<[string, Partial<Wish>]>([
  ['weekdays 06:30', { schedule: 'weekdays 06:30' }],
  ['weekdays 06:30 due 07:30 until 09:00', { schedule: 'weekdays 06:30', due: '07:30', closes: '09:00' }],
  ['weekdays 06:30 until 09:00 due 1h', { schedule: 'weekdays 06:30', due: '1h', closes: '09:00' }],
  ['daily 22:00 for 2h Europe/Lisbon', { schedule: 'daily 22:00', closes: '2h', zone: 'Europe/Lisbon' }],
  ['daily 22:00 Europe/Lisbon for 2h', { schedule: 'daily 22:00', closes: '2h', zone: 'Europe/Lisbon' }],
  ['30 6 * * 1-5 due 07:30 UTC', { schedule: '30 6 * * 1-5', due: '07:30', zone: 'UTC' }],
  ['Daily 22:00 UNTIL 9 am', { schedule: 'Daily 22:00', closes: '9 am' }],
  ['weekdays 06:30 for @Ana until 09:00', { schedule: 'weekdays 06:30', shift: '@Ana', closes: '09:00' }],
  ['weekdays 06:30 for 2h for shift_lead', { schedule: 'weekdays 06:30', shift: 'shift_lead', closes: '2h' }],
  ['weekdays 06:30 for the shift lead UTC', { schedule: 'weekdays 06:30', shift: 'the shift lead', zone: 'UTC' }],
  ['weekdays 06:30 except holidays', { schedule: 'weekdays 06:30', holidays: 'except' }],
  ['weekdays 06:30 due 1h, also on holidays', { schedule: 'weekdays 06:30', due: '1h', holidays: 'also' }],
  ['weekdays 06:30 not on public holidays UTC', { schedule: 'weekdays 06:30', holidays: 'except', zone: 'UTC' }],
  ['0 6 * * * and on bank holidays until 9:00', { schedule: '0 6 * * *', holidays: 'also', closes: '9:00' }],
  // What is a schedule by itself stays one.
  ['every 2 hours from 8:00 until 18:00', { schedule: 'every 2 hours from 8:00 until 18:00' }],
  ['every 2 hours from 8:00 until 18:00 for 1h', { schedule: 'every 2 hours from 8:00 until 18:00', closes: '1h' }],
  // What is said twice, and what is no schedule, is said to be unclear.
  ['daily 22:00 until 23:00 until 24:00', { schedule: 'daily 22:00 until 23:00', closes: '24:00' }],
  ['now and then until 9:00', { schedule: 'now and then', closes: '9:00' }],
  ['until 9:00', { schedule: 'until 9:00' }],
])('%j', (typed, wish) => {
  expect(readWish(typed)).toEqual({ ...NONE, ...wish });
});

it('takes any text, of any length, in no time', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 60 }), (typed) => {
      expect(readWish(typed).schedule.length).toBeLessThanOrEqual(typed.length);
    }),
  );
  for (const long of [' '.repeat(50_000), `daily 06:30 ${'until '.repeat(10_000)}`, `daily${' '.repeat(900)}6:30 x`]) {
    expect(readWish(long).closes).toBe('');
  }
});
