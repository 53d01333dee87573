/** Turns in a channel, whoever comes, however late. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createPace } from '../../../src/adapters/slack/pace.ts';

describe('the pace of a channel', () => {
  it('lets everybody speak once, at least a second apart, and hardly later than that', () => {
    const waits = fc.array(fc.integer({ min: 0, max: 700 }), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(waits, (late) => {
        let now = 0;
        const pace = createPace({ now: () => now });
        const waiting = late.map((by, who) => ({ who: String(who), by, at: 0 }));
        const said: number[] = [];
        while (waiting.length > 0) {
          waiting.sort((a, b) => a.at - b.at);
          const next = waiting.shift();
          if (!next) break;
          now = Math.max(now, next.at);
          const wait = pace.turn('T1 C1', next.who);
          if (wait === 0) said.push(now);
          // Whoever must wait comes back at their time, or a little late.
          else waiting.push({ ...next, at: now + wait + next.by });
        }
        expect(said).toHaveLength(late.length);
        for (const [index, at] of said.entries())
          if (index > 0) expect(at - (said[index - 1] ?? 0)).toBeGreaterThanOrEqual(1_000);
        expect(said.at(-1)).toBeLessThanOrEqual(late.length * (1_050 + 700));
      }),
    );
  });

  it('of one channel is not that of another, nor of the same channel in another workspace', () => {
    const pace = createPace({ now: () => 0 });
    expect(['T1 C1', 'T1 C2', 'T2 C1'].map((channel) => pace.turn(channel, 'one'))).toEqual([0, 0, 0]);
    expect(pace.turn('T1 C1', 'two')).toBeGreaterThan(0);
  });

  it('keeps the turn of whoever asks again too soon', () => {
    let now = 0;
    const pace = createPace({ now: () => now });
    expect(pace.turn('T1 C1', 'a')).toBe(0);
    const second = pace.turn('T1 C1', 'b');
    now = 100;
    expect(pace.turn('T1 C1', 'b')).toBe(second - 100);
    now = second;
    expect(pace.turn('T1 C1', 'b')).toBe(0);
  });

  it('is silent as long as Slack says: posts in one channel, other methods in the workspace', () => {
    let now = 0;
    const pace = createPace({ now: () => now });
    pace.hold('chat.postMessage', 'T1 C1', 3_000);
    pace.hold('chat.update', 'T1 C1', 2_000);
    const pauses = () =>
      ['T1 C1', 'T1 C2', 'T2 C1'].map((channel) => [
        pace.pause('chat.postMessage', channel),
        pace.pause('chat.update', channel),
      ]);
    expect(pauses()).toEqual([
      [3_000, 2_000],
      [0, 2_000],
      [0, 0],
    ]);
    now = 3_000;
    expect(pauses().flat()).toEqual([0, 0, 0, 0, 0, 0]);
  });
});
