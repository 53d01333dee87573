import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fieldOf } from '../../src/cards/adaptive-forms.ts';
import { inRow, lasting } from '../../src/cards/sentence.ts';
import { capital, clean, clip, plain, UNNAMED } from '../../src/cards/text.ts';

describe('clipping', () => {
  it.each([
    ['short enough', 20, 'short enough'],
    ['Read the fridge with the door closed', 20, 'Read the fridge…'],
    ['Read the fridge', 9, 'Read the…'],
    ['Donaudampfschifffahrtsgesellschaft', 10, 'Donaudamp…'],
    ['four', 4, 'four'],
    ['four', 0, ''],
    ['ab 👩‍🍳👩‍🍳', 7, 'ab…'],
  ])('%s to %i', (text, budget, clipped) => {
    expect(clip(text, budget)).toBe(clipped);
  });

  it('keeps its budget and never cuts a character in two', () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 60 });
    fc.assert(
      fc.property(text, fc.integer({ min: 0, max: 40 }), (typed, budget) => {
        const clipped = clip(typed, budget);
        expect(clipped.length).toBeLessThanOrEqual(Math.max(budget, 0));
        expect(clipped.isWellFormed()).toBe(true);
      }),
    );
  });
});

describe('cleaning', () => {
  it.each([
    ['a\u202Eb\u2066c', 'abc'],
    ['one\r\ntwo\rthree\u2028four', 'one\ntwo\nthree\nfour'],
    ['a\u0000b\u001B[31mc', 'ab[31mc'],
    ['half \uD83D', 'half \uFFFD'],
    ['شكرا', 'شكرا'],
    ['👩‍🍳', '👩‍🍳'],
  ])('%j', (typed, cleaned) => {
    expect(clean(typed)).toBe(cleaned);
  });
});

describe('sentences', () => {
  it.each([
    [0, 'less than a minute'],
    [59_999, 'less than a minute'],
    [60_000, '1 min'],
    [3_600_000, '1 h'],
    [3_900_000, '1 h 5 min'],
    [86_400_000, '1 day'],
    [3 * 86_400_000 + 7_200_000, '3 days 2 h'],
  ])('%i ms last %s', (ms, words) => {
    expect(lasting(ms)).toBe(words);
  });

  it('names stand in a row', () => {
    const row = (...names: string[]) => plain(inRow(names), UNNAMED);
    expect([row(), row('Ana'), row('Ana', 'Ben'), row('Ana', 'Ben', 'Cem')]).toEqual([
      '',
      'Ana',
      'Ana and Ben',
      'Ana, Ben and Cem',
    ]);
  });

  it('begin with a capital', () => {
    expect([capital('ångström'), capital('“x”'), capital('')]).toEqual(['Ångström', '“x”', '']);
  });
});

describe('the field of an input', () => {
  it.each([
    ['a0.reason', 'reason'],
    ['a12.fridge_temp', 'fridge_temp'],
    ['a3._choice', '_choice'],
    ['a1.receipt:file', 'receipt'],
    ['a1-image.counter_photo:file', 'counter_photo'],
    ['reason', 'reason'],
    ['a0', 'a0'],
  ])('%s is %s', (input, field) => {
    expect(fieldOf(input)).toBe(field);
  });
});
