import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonical, isSame } from '../../src/engine/canonical.ts';

describe('canonical JSON', () => {
  it('sorts keys at every depth and leaves out what is undefined', () => {
    const value = { b: [{ z: 1, a: null }], a: 'é"', c: undefined, 10: 'ten', 9: 'nine' };
    expect(canonical(value)).toBe('{"10":"ten","9":"nine","a":"é\\"","b":[{"a":null,"z":1}]}');
  });

  it('is the same again after it was parsed', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = canonical(value);
        expect(canonical(JSON.parse(text))).toBe(text);
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it('writes every text as JSON does, and every name', () => {
    const texts = fc.string({
      unit: fc.oneof(fc.constantFrom('"', '\\', '\n', '\0', '\u007f', '\u2028', '\ud800'), fc.string()),
    });
    fc.assert(
      fc.property(texts, (text) => {
        expect(canonical(text)).toBe(JSON.stringify(text));
        expect(canonical({ [text]: 1 })).toBe(JSON.stringify({ [text]: 1 }));
      }),
    );
  });

  it.each([undefined, Number.NaN, [undefined], () => 1])('refuses what JSON cannot say: %s', (value) => {
    expect(() => canonical(value)).toThrow(TypeError);
  });
});

it('two values are the same whatever the order of their keys, and what is undefined is absent', () => {
  expect(isSame({ a: 1, b: { c: 2, d: undefined } }, { b: { c: 2 }, a: 1 })).toBe(true);
  expect(isSame(undefined, undefined)).toBe(true);
  expect(isSame(undefined, null)).toBe(false);
  expect(isSame([1, 2], [2, 1])).toBe(false);
  expect(isSame({ a: null }, {})).toBe(false);
});
