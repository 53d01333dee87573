/** How much is said in a conversation of Teams, and for how long it is silent when Teams asks for it. */
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { createPace, type Pace } from '../../../src/adapters/teams/pace.ts';

const [KITCHEN, OFFICE, ELSEWHERE] = ['19:kitchen', '19:office', 'a:ana'] as const;
const HOUR = 3_600_000;

let now: number;
let pace: Pace;
beforeEach(() => {
  now = 1_764_000_000_000;
  pace = createPace({ now: () => now });
});

/** Says so many things there as fast as it may. Gives when each was said, counted from now. */
function said(conversation: string, count: number): number[] {
  const begin = now;
  return Array.from({ length: count }, () => {
    for (let wait = pace.turn(conversation); wait > 0; wait = pace.turn(conversation)) now += wait;
    return now - begin;
  });
}

describe('a conversation', () => {
  it('is told seven things a second, and a little less since they arrive unevenly', () => {
    const seven = (at: number) => Array.from({ length: 7 }, () => at);
    expect(said(KITCHEN, 22)).toEqual([...seven(0), ...seven(1_100), ...seven(2_200), 3_300]);
  });

  it('has its eighth turn 1.1 seconds after the first of the seven, and no turn is lost by asking', () => {
    for (let at = 0; at < 7; at += 1) {
      expect(pace.turn(KITCHEN)).toBe(0);
      now += 100;
    }
    expect([pace.turn(KITCHEN), pace.turn(KITCHEN)]).toEqual([400, 400]);
    now += 399;
    expect(pace.turn(KITCHEN)).toBe(1);
    now += 1;
    expect(pace.turn(KITCHEN)).toBe(0);
  });

  it('is told 1,800 things an hour, however slowly they came', () => {
    for (let count = 0; count < 1_800; count += 1) {
      expect(pace.turn(KITCHEN)).toBe(0);
      now += 1_000;
    }
    expect(pace.turn(KITCHEN)).toBe(HOUR - 1_800_000);
    now += HOUR - 1_800_000;
    expect(pace.turn(KITCHEN)).toBe(0);
    expect(pace.turn(KITCHEN)).toBe(1_000);
  });

  it('gives everybody who waits a turn, and keeps to both limits whoever comes when', () => {
    const pauses = fc.array(fc.integer({ min: 0, max: 400 }), { minLength: 10, maxLength: 60 });
    fc.assert(
      fc.property(pauses, (between) => {
        pace = createPace({ now: () => now });
        const times = between.map((pause) => {
          now += pause;
          for (let wait = pace.turn(KITCHEN); wait > 0; wait = pace.turn(KITCHEN)) now += wait;
          return now;
        });
        for (const [index, at] of times.entries())
          if (index >= 7) expect(at - (times[index - 7] ?? 0)).toBeGreaterThanOrEqual(1_100);
      }),
    );
  });

  it('holds up no other', () => {
    said(KITCHEN, 7);
    pace.hold(OFFICE, 30_000);
    expect([KITCHEN, OFFICE, ELSEWHERE].map((one) => pace.turn(one))).toEqual([1_100, 30_000, 0]);
  });
});

describe('when Teams asks for silence', () => {
  it('it is as long as Teams says', () => {
    expect(pace.hold(KITCHEN, 17_000)).toBe(17_000);
    now += 16_999;
    expect(pace.turn(KITCHEN)).toBe(1);
    now += 1;
    expect(pace.turn(KITCHEN)).toBe(0);
  });

  it('is twice as long each time where Teams does not say, five minutes at most', () => {
    const pauses = Array.from({ length: 10 }, () => {
      const pause = pace.hold(KITCHEN, undefined);
      now += pause;
      expect(pace.turn(KITCHEN)).toBe(0);
      return pause;
    });
    expect(pauses).toEqual([2, 4, 8, 16, 32, 64, 128, 256, 300, 300].map((seconds) => seconds * 1_000));
  });

  it('begins anew once Teams has taken everything for five minutes, and for each conversation', () => {
    now += pace.hold(KITCHEN, undefined);
    now += pace.hold(KITCHEN, undefined) + 299_999;
    expect(pace.hold(OFFICE, undefined)).toBe(2_000);
    expect(pace.hold(KITCHEN, undefined)).toBe(8_000);
    now += 8_000 + 300_000;
    expect(pace.hold(KITCHEN, undefined)).toBe(2_000);
  });

  it('counts what Teams refused among what was said: it may have counted it too', () => {
    expect(pace.turn(KITCHEN)).toBe(0);
    pace.hold(KITCHEN, 100);
    now += 100;
    expect(said(KITCHEN, 7)).toEqual([0, 0, 0, 0, 0, 0, 1_000]);
  });
});
