import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readDays } from '../../src/runtime/closed-days.ts';

/** A Tuesday. */
const TODAY = '2026-12-01';

describe('days in a row, and why', () => {
  it.each<[string, string, string, string]>([
    ['2026-12-24 to 2026-12-26 stocktaking', '2026-12-24', '2026-12-26', 'stocktaking'],
    ['24 December to 26 December: stocktaking', '2026-12-24', '2026-12-26', 'stocktaking'],
    ['24 to 26 December stocktaking', '2026-12-24', '2026-12-26', 'stocktaking'],
    ['24-26 Dec', '2026-12-24', '2026-12-26', ''],
    ['24th of December – 2 January', '2026-12-24', '2027-01-02', ''],
    ['24 December 2027', '2027-12-24', '2027-12-24', ''],
    ['Dec 24, 2027 until Dec 26, 2027, the kitchen is painted', '2027-12-24', '2027-12-26', 'the kitchen is painted'],
    ['December 24 the boiler', '2026-12-24', '2026-12-24', 'the boiler'],
    ['24 November', '2027-11-24', '2027-11-24', ''],
    ['tomorrow', '2026-12-02', '2026-12-02', ''],
    ['today we paint', '2026-12-01', '2026-12-01', 'we paint'],
    ['Friday to Sunday', '2026-12-04', '2026-12-06', ''],
    ['29 February', '2028-02-29', '2028-02-29', ''],
  ])('%s', (typed, from, to, rest) => {
    expect(readDays(typed, TODAY)).toEqual({ from, to, rest });
  });

  it.each([
    '',
    'soon',
    '2026-13-01',
    '30 February',
    'stocktaking on Friday',
    '24',
    '26 to 24 December',
    'Friday to soon',
  ])('is none: “%s”', (typed) => expect(readDays(typed, TODAY)).toBeUndefined());

  it('is read of any text, in no time', () => {
    fc.assert(
      fc.property(fc.string(), (typed) => {
        const days = readDays(typed, TODAY);
        if (days) expect(days.from <= days.to).toBe(true);
      }),
    );
    expect(readDays('24 '.repeat(50_000), TODAY)).toBeUndefined();
  });
});
