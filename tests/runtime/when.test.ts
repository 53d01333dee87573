import { describe, expect, it } from 'vitest';
import { readWhen } from '../../src/runtime/when.ts';

/** Saturday, 23:30 in Berlin: at two in the morning its clocks are put forward. */
const now = Date.UTC(2026, 2, 28, 22, 30);
const read = (typed: string, zone = 'Europe/Berlin') => {
  const at = readWhen(typed, { now, zone });
  return at === undefined ? undefined : new Date(at).toISOString().slice(0, 16);
};

describe('a moment to come', () => {
  it.each([
    ['30m', '2026-03-28T23:00'],
    ['2 hours', '2026-03-29T00:30'],
    ['1h 30m', '2026-03-29T00:00'],
    ['1d, 12h', '2026-03-30T10:30'],
    ['PT45M', '2026-03-28T23:15'],
    ['23:45', '2026-03-28T22:45'],
    ['17:30', '2026-03-29T15:30'],
    ['9.15', '2026-03-29T07:15'],
    ['5 pm', '2026-03-29T15:00'],
    ['12:05 am', '2026-03-28T23:05'],
    ['tomorrow 9:00', '2026-03-29T07:00'],
    ['today 23:59', '2026-03-28T22:59'],
    ['2026-05-31 17:30', '2026-05-31T15:30'],
    // The clocks never show it: an hour later.
    ['2026-03-29 02:30', '2026-03-29T01:30'],
  ])('%s', (typed, at) => {
    expect(read(typed)).toBe(at);
  });

  it('is that of the zone', () => {
    expect(read('17:30', 'America/New_York')).toBe('2026-03-29T21:30');
    expect(read('17:30', 'Asia/Kathmandu')).toBe('2026-03-29T11:45');
  });

  it.each([
    ...[
      '',
      'soon',
      '17',
      '25:00',
      '17:60',
      '13 pm',
      '0 am',
      '0m',
      'today 1:00',
      '2026-02-30 10:00',
      '2025-01-01 10:00',
    ],
    ...['99999d', '-30m', '30m ago', '17:30; drop', '1e3m', `${'0'.repeat(100)}5m`],
  ])('is not read from “%s”', (typed) => {
    expect(read(typed)).toBeUndefined();
  });
});
