import fc from 'fast-check';
import { expect, it } from 'vitest';
import { closingTyped } from '../../src/cards/closing-words.ts';
import { closingSchema } from '../../src/engine/routine/window.ts';
import { readClosing } from '../../src/runtime/schedule/closing.ts';

const MINUTE = 60_000;

it.each([
  ['09:00', { at: 540 }],
  ['9 am', { at: 540 }],
  ['midnight', { at: 0 }],
  ['2h', { after: 120 * MINUTE }],
  ['2 h 30 min', { after: 150 * MINUTE }],
  ['PT45M', { after: 45 * MINUTE }],
  ['9', undefined],
  ['8 days', undefined],
  ['30s', undefined],
  ['late', undefined],
  ['', undefined],
])('%j', (typed, closing) => {
  expect(readClosing(typed)).toEqual(closing);
});

it('reads what it would be typed as, and nothing that a routine would not take', () => {
  const minutes = fc.integer({ min: 1, max: 7 * 1_440 }).map((after) => ({ after: after * MINUTE }));
  const clock = fc.integer({ min: 0, max: 1_439 }).map((at) => ({ at }));
  fc.assert(
    fc.property(fc.oneof(minutes, clock), (closing) => {
      // Two units are said: what is over after days and hours is not.
      fc.pre(!('after' in closing) || closing.after < 1_440 * MINUTE);
      expect(readClosing(closingTyped(closing))).toEqual(closing);
    }),
  );
  fc.assert(
    fc.property(fc.string(), (typed) => {
      const closing = readClosing(typed);
      if (closing) expect(closingSchema.safeParse(closing).success).toBe(true);
    }),
  );
});
