import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nextSlot, type Slots, slotsSchema } from '../../../src/engine/routine/slots.ts';
import { slots as someSlots } from './slots.arbitrary.ts';
import { CHANGING, clockIn, shownIn } from './year-of-clocks.ts';

const MINUTE = 60_000;
const daily = (...times: number[]): Slots => ({ times, days: [], months: [], weekdays: [] });
const at = (hour: number, minute = 0) => hour * 60 + minute;
const iso = (instant: number | undefined) =>
  instant === undefined ? undefined : new Date(instant).toISOString().slice(0, 16);

function walk(slots: Slots, zone: string, from: number, to: number): number[] {
  const found: number[] = [];
  for (
    let slot = nextSlot(slots, zone, from - 1);
    slot !== undefined && slot < to;
    slot = nextSlot(slots, zone, slot)
  ) {
    found.push(slot);
  }
  return found;
}

describe('a year of clocks', () => {
  const year = 2026;
  const [begin, end] = [Date.UTC(year, 0, 1), Date.UTC(year + 1, 0, 1)];
  /** Every quarter of an hour of the night, and noon. */
  const times = [...Array.from({ length: 20 }, (_, index) => index * 15), at(12)];

  it.each(CHANGING)('in %s: each time of each day once, at the change where clocks leave it out', (zone) => {
    const { slots: expected, skipped } = shownIn(zone, year, times);
    const [from, to] = [expected[0] ?? 0, expected.at(-1) ?? 0];
    expect(walk(daily(...times), zone, from, to + 1)).toEqual(expected);
    // 30 minutes on Lord Howe, an hour elsewhere.
    expect(skipped).toBe(zone === 'Australia/Lord_Howe' ? 2 : 4);
  });

  it.each(CHANGING)('in %s: 365 mornings', (zone) => {
    const local = nextSlot(daily(0), zone, begin - 86_400_000 / 2) ?? 0;
    const mornings = walk(daily(at(2, 15)), zone, local, nextSlot(daily(0), zone, end - 86_400_000 / 2) ?? 0);
    expect(mornings).toHaveLength(365);
    expect(new Set(mornings.map((slot) => clockIn(zone)(slot).slice(0, 10))).size).toBe(365);
  });
});

describe('clocks put forward and back', () => {
  it.each([
    // What clocks leave out is at the change.
    ['Europe/London', at(1, 30), '2026-03-28T12:00', '2026-03-29T01:00'],
    ['America/New_York', at(2, 30), '2026-03-07T12:00', '2026-03-08T07:00'],
    ['Australia/Lord_Howe', at(2, 15), '2026-10-03T00:00', '2026-10-03T15:30'],
    ['Africa/Casablanca', at(2, 30), '2026-03-21T12:00', '2026-03-22T02:00'],
    ['Africa/Cairo', at(0), '2026-04-23T00:00', '2026-04-23T22:00'],
    // A whole day was left out.
    ['Pacific/Apia', at(12), '2011-12-29T23:00', '2011-12-30T10:00'],
    // What comes twice is the first time.
    ['Europe/London', at(1, 30), '2026-10-24T12:00', '2026-10-25T00:30'],
    ['America/New_York', at(1, 30), '2026-10-31T12:00', '2026-11-01T05:30'],
    ['Australia/Lord_Howe', at(1, 45), '2026-04-04T00:00', '2026-04-04T14:45'],
    ['Africa/Casablanca', at(2, 30), '2026-02-14T12:00', '2026-02-15T01:30'],
    // The second half past one is not another.
    ['Europe/London', at(1, 30), '2026-10-25T00:30', '2026-10-26T01:30'],
    ['Europe/London', at(1, 30), '2026-10-25T01:15', '2026-10-26T01:30'],
    ['Asia/Kathmandu', at(6), '2026-05-01T00:00', '2026-05-01T00:15'],
    ['+05:30', at(6), '2026-05-01T00:00', '2026-05-01T00:30'],
  ])('%s', (zone, time, after, expected) => {
    expect(iso(nextSlot(daily(time), zone, Date.parse(`${after}Z`)))).toBe(expected);
  });

  it('an hour left out and the next are one slot', () => {
    const from = Date.UTC(2026, 2, 29, 0, 30);
    const hourly = daily(...Array.from({ length: 24 }, (_, hour) => at(hour)));
    expect(walk(hourly, 'Europe/London', from, from + 3 * 3_600_000).map(iso)).toEqual([
      ...['2026-03-29T01:00', '2026-03-29T02:00', '2026-03-29T03:00'],
    ]);
  });
});

describe('days that fit', () => {
  const at9 = daily(at(9));

  it.each<[string, Partial<Slots>, string | undefined]>([
    ['any', {}, '2026-01-31T09:00'],
    ['a weekday', { weekdays: [3] }, '2026-02-04T09:00'],
    ['the 1st', { days: [1] }, '2026-02-01T09:00'],
    ['the 30th, which February has not', { days: [30] }, '2026-03-30T09:00'],
    ['the 1st or a Wednesday', { days: [1], weekdays: [3] }, '2026-02-01T09:00'],
    ['the 10th or a Wednesday', { days: [10], weekdays: [3] }, '2026-02-04T09:00'],
    ['Christmas Eve', { days: [24], months: [12] }, '2026-12-24T09:00'],
    ['Sundays in June', { weekdays: [0], months: [6] }, '2026-06-07T09:00'],
    ['a leap day', { days: [29], months: [2] }, '2028-02-29T09:00'],
    ['no day ever', { days: [30], months: [2] }, undefined],
    ['the other of two times', { times: [at(8), at(20)] }, '2026-01-30T20:00'],
  ])('%s', (_what, some, expected) => {
    expect(iso(nextSlot({ ...at9, ...some }, 'UTC', Date.UTC(2026, 0, 30, 9)))).toBe(expected);
  });

  it('a slot in 2104 is too far from 2096', () => {
    expect(nextSlot({ ...at9, days: [29], months: [2] }, 'UTC', Date.UTC(2096, 1, 29, 9))).toBeUndefined();
  });

  it('a zone that is none is an error', () => {
    expect(() => nextSlot(at9, 'Middle/Earth', 0)).toThrow(RangeError);
  });
});

describe('any slots', () => {
  const zones = fc.constantFrom(
    ...CHANGING,
    'UTC',
    'Asia/Kathmandu',
    'America/Sao_Paulo',
    'Africa/Cairo',
    'Pacific/Chatham',
  );
  const instants = fc.integer({ min: Date.UTC(2015, 0, 1), max: Date.UTC(2035, 0, 1) });

  it('the next is later, shown by a clock or at a change, and nothing is left out before it', () => {
    fc.assert(
      fc.property(
        someSlots,
        zones,
        instants,
        fc.double({ min: 0, max: 1, noNaN: true }),
        (slots, zone, after, part) => {
          const next = nextSlot(slots, zone, after);
          if (next === undefined) return expect.unreachable(`${JSON.stringify(slots)} never comes`);
          expect(next).toBeGreaterThan(after);
          expect(next % MINUTE).toBe(0);
          const between = after + Math.floor((next - 1 - after) * part);
          expect(nextSlot(slots, zone, between)).toBe(next);
          const clock = clockIn(zone);
          const local = Date.parse(`${clock(next).replace(' ', 'T')}Z`);
          const isChange = local - Date.parse(`${clock(next - MINUTE).replace(' ', 'T')}Z`) > MINUTE;
          if (!isChange) expect(fits(slots, new Date(local))).toBe(true);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('keep in a record', () => {
    fc.assert(
      fc.property(someSlots, (slots) => {
        expect(slotsSchema.parse(slots)).toEqual(slots);
      }),
    );
  });

  function fits(slots: Slots, local: Date): boolean {
    const { days, months, weekdays } = slots;
    const isDay =
      (days.length === 0 && weekdays.length === 0) ||
      days.includes(local.getUTCDate()) ||
      weekdays.includes(local.getUTCDay());
    const isMonth = months.length === 0 || months.includes(local.getUTCMonth() + 1);
    return isDay && isMonth && slots.times.includes(at(local.getUTCHours(), local.getUTCMinutes()));
  }
});

describe('a record of slots', () => {
  const any = daily(at(9));

  it.each([
    ['out of order', { ...any, times: [540, 480] }],
    ['twice', { ...any, times: [540, 540] }],
    ['no time of a day', { ...any, times: [1440] }],
    ['no month', { ...any, months: [0] }],
    ['no time', { ...any, times: [] }],
    ['no times', { days: [], months: [], weekdays: [] }],
    ['97 times', { ...any, times: Array.from({ length: 97 }, (_, index) => index) }],
    ['something else', { ...any, seconds: [0] }],
  ])('is refused: %s', (_what, record) => {
    expect(slotsSchema.safeParse(record).success).toBe(false);
  });
});
