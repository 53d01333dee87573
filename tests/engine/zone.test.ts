import { describe, expect, it } from 'vitest';
import { isZone, offset, spelled, whenShown } from '../../src/engine/zone.ts';

const HOUR = 3_600_000;
const summer = Date.UTC(2026, 6, 1);

describe('a time zone', () => {
  it.each(['Europe/London', 'UTC', 'Asia/Kathmandu', 'America/Argentina/Ushuaia', '+02:00'])('%s is one', (name) => {
    expect(isZone(name)).toBe(true);
  });

  it.each([
    ['europe/lisbon', 'Europe/Lisbon'],
    ['utc', 'UTC'],
    ['Asia/Kolkata', 'Asia/Kolkata'],
    ['middle/earth', 'middle/earth'],
  ])('%s is spelled %s', (typed, name) => {
    expect(spelled(typed)).toBe(name);
  });

  it.each(['', 'Middle/Earth', 'Europe/London ', 'GMT+25', '+99:00', '__proto__'])('“%s” is none', (name) => {
    expect(isZone(name)).toBe(false);
    expect(() => offset(summer, name)).toThrow(RangeError);
  });

  it.each([
    ['UTC', 0],
    ['Europe/London', 1],
    ['America/New_York', -4],
    ['Asia/Kathmandu', 5.75],
    ['Australia/Lord_Howe', 10.5],
    ['Pacific/Kiritimati', 14],
    ['-03:30', -3.5],
  ])('%s is %d hours ahead in July', (zone, hours) => {
    expect(offset(summer, zone) / HOUR).toBe(hours);
  });

  it.each(['Europe/London', 'America/New_York', 'Australia/Lord_Howe', 'Africa/Casablanca', 'Antarctica/Troll'])(
    '%s has at every hour the offset that its clocks show',
    (zone) => {
      const clock = new Intl.DateTimeFormat('en-GB', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' });
      for (let at = Date.UTC(2026, 0, 1); at < Date.UTC(2027, 0, 1); at += 3 * HOUR - 1_000) {
        const [, day, month, year, time] = /^(\d+)\/(\d+)\/(\d+), (.+)$/.exec(clock.format(at)) ?? [];
        expect(offset(at, zone)).toBe(Date.parse(`${year}-${month}-${day}T${time}Z`) - at);
      }
    },
  );

  it('had offsets of seconds', () => {
    expect(offset(Date.UTC(1971, 0, 1), 'Africa/Monrovia') / 1_000).toBe(-(44 * 60 + 30));
  });
});

describe('a local time', () => {
  it('is shown', () => {
    expect(whenShown(summer, 'Europe/London')).toEqual({ type: 'shown', at: summer - HOUR });
  });

  it('comes twice: the first', () => {
    const [local, london, newYork] = [Date.UTC(2026, 9, 25, 1, 30), 'Europe/London', 'America/New_York'];
    expect(whenShown(local, london)).toEqual({ type: 'shown', at: local - HOUR });
    const later = Date.UTC(2026, 10, 1, 1, 30);
    expect(whenShown(later, newYork)).toEqual({ type: 'shown', at: later + 4 * HOUR });
  });

  it('is left out: the change, and an hour later', () => {
    const local = Date.UTC(2026, 2, 29, 1, 20);
    const change = Date.UTC(2026, 2, 29, 1);
    expect(whenShown(local, 'Europe/London')).toEqual({ type: 'skipped', change, at: change + HOUR / 3 });
  });
});
