import { describe, expect, it, test } from 'vitest';
import { readDay } from '../../src/runtime/day.ts';
import { readAbsence } from '../../src/runtime/read-absence.ts';
import { readQuiet } from '../../src/runtime/rest-asked.ts';
import { effortOf } from '../support/effort.ts';

/** Wednesday, 4 March 2026, 23:30 in Lisbon. */
const now = Date.parse('2026-03-04T23:30:00Z');
const day = (typed: string, zone = 'Europe/Lisbon') => {
  const at = readDay(typed, { now, zone });
  return at === undefined ? undefined : new Date(at).toISOString().slice(0, 16);
};

describe('a day to come', () => {
  it.each([
    ['Friday', '2026-03-06T00:00'],
    ['fri', '2026-03-06T00:00'],
    // Who says Wednesday on a Wednesday means the next one.
    ['Wednesday', '2026-03-11T00:00'],
    ['on Thursday', '2026-03-05T00:00'],
    ['through Friday', '2026-03-07T00:00'],
    ['including 24 December', '2026-12-25T00:00'],
    ['tomorrow', '2026-03-05T00:00'],
    ['2026-12-24', '2026-12-24T00:00'],
    ['24 December', '2026-12-24T00:00'],
    ['Dec 24th', '2026-12-24T00:00'],
    ['the 1st of March', '2027-03-01T00:00'],
    ['29 February', '2028-02-29T00:00'],
    // Clocks are an hour further by then.
    ['1 August', '2026-07-31T23:00'],
    ['3d', '2026-03-07T23:30'],
    ['tomorrow 9:00', '2026-03-05T09:00'],
  ])('%s', (typed, at) => {
    expect(day(typed)).toBe(at);
  });

  it('is that of whoever says it', () => {
    expect(day('Friday', 'Asia/Tokyo')).toBe('2026-03-05T15:00');
  });

  it.each(['', 'soon', '30 February', '2026-02-30', '2020-01-01', 'today', '24', 'next year', `${'9'.repeat(200)}`])(
    'nothing to come: %s',
    (typed) => {
      expect(day(typed)).toBeUndefined();
    },
  );
});

describe('who is away', () => {
  const isTime = (text: string) => readDay(text, { now, zone: 'UTC' }) !== undefined;

  test.each([
    ['until Friday, Ana stands in', { until: 'Friday', standIn: 'Ana' }],
    ['until friday ana', { until: 'friday', standIn: 'ana' }],
    ['until 24 December Ana Lopes covers', { until: '24 December', standIn: 'Ana Lopes' }],
    ['from Monday until Friday, @Ana', { from: 'Monday', until: 'Friday', standIn: '@Ana' }],
    ['through Friday, Ana stands in for me.', { until: 'through Friday', standIn: 'Ana' }],
    ['Ben until tomorrow 17:00, Ana fills in', { member: 'Ben', until: 'tomorrow 17:00', standIn: 'Ana' }],
    ['Ben, Ana stands in', { member: 'Ben', standIn: 'Ana' }],
    ['from tomorrow, Ana', { from: 'tomorrow', standIn: 'Ana' }],
    ['Ana stands in', { standIn: 'Ana' }],
    ['Ana stands in until Friday', { until: 'Friday', standIn: 'Ana' }],
    ['Ana covers for me from Monday until Friday', { from: 'Monday', until: 'Friday', standIn: 'Ana' }],
    ['today, Ana stands in', { until: 'through today', standIn: 'Ana' }],
    ['tomorrow Ana', { from: 'tomorrow', until: 'through tomorrow', standIn: 'Ana' }],
    ['on Friday, Ana covers', { from: 'Friday', until: 'through Friday', standIn: 'Ana' }],
    // No Friday, but somebody of that name.
    ['Frida, Ana stands in', { member: 'Frida', standIn: 'Ana' }],
  ])('%s', (typed, said) => {
    expect(readAbsence(typed, isTime)).toEqual(said);
  });

  test.each(['until Friday', 'from Monday until Friday', 'today', 'Friday', 'until', 'stands in', ', stands in'])(
    'nobody: %s',
    (typed) => {
      expect(readAbsence(typed, isTime)).toBeUndefined();
    },
  );

  test('takes any text, of any length, in no time', () => {
    for (const long of [',', 'until ', 'a ', 'from x ']) {
      expect(readAbsence(`until Friday ${long.repeat(50_000 / long.length)} Ana`, isTime)).toBeUndefined();
    }
  });
});

test('pages of commas hold up nobody', () => {
  const pages = `Ben${','.repeat(20_000)} Ana`;
  // Taken apart, they took more than ten seconds.
  expect(effortOf(() => readAbsence(pages, () => false))).toBeLessThan(1_000);
  expect(readAbsence(pages, () => false)).toBeUndefined();
});

describe('quiet hours', () => {
  test.each([
    ['20:00-07:00', { from: 1_200, to: 420 }],
    ['8 pm to 7 am', { from: 1_200, to: 420 }],
    ['from 22.00 until 6:30', { from: 1_320, to: 390 }],
    ['off', 'none'],
    ['20-7', { from: 1_200, to: 420 }],
    ['9-17', { from: 540, to: 1_020 }],
    // Of the morning or of the evening?
    ['8-7', undefined],
    ['8 to 7am', undefined],
    ['20:00', undefined],
    ['always', undefined],
    ['20:00-07:00 please', undefined],
  ])('%s', (typed, hours) => {
    expect(readQuiet(typed)).toEqual(hours);
  });
});
