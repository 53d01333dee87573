import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ActionValue, decodeAction, encodeAction, VERBS } from '../../src/cards/action.ts';

/** As buttons of version 1 lie in channels: these must be read for ever. */
const VERSION_1: readonly [string, ActionValue][] = [
  [
    '{"v":1,"verb":"complete","run":"r1","step":"fridge","attempt":1}',
    { v: 1, verb: 'complete', run: 'r1', step: 'fridge', attempt: 1 },
  ],
  [
    '{"v":1,"verb":"approve","run":"r1","step":"pay","attempt":2}',
    { v: 1, verb: 'approve', run: 'r1', step: 'pay', attempt: 2 },
  ],
  ['{"v":1,"verb":"resolve","run":"r1","exception":"x1"}', { v: 1, verb: 'resolve', run: 'r1', exception: 'x1' }],
  ['{"v":1,"verb":"publish","sop":"s1","draft":3}', { v: 1, verb: 'publish', sop: 's1', draft: 3 }],
  ['{"v":1,"verb":"retry_import","import":"i1"}', { v: 1, verb: 'retry_import', import: 'i1' }],
];

describe('the value of a button', () => {
  it.each(VERSION_1)('of version 1 is still read: %s', (raw, value) => {
    expect(decodeAction(raw)).toEqual(value);
    expect(decodeAction(JSON.parse(raw))).toEqual(value);
  });

  it.each([
    ['nothing', undefined],
    ['null', null],
    ['an empty text', ''],
    ['text that is no JSON', '{"v":1'],
    ['a list', []],
    ['another version', { v: 2, verb: 'approve' }],
    ['no version', { verb: 'approve' }],
    ['a verb that is not ours', { v: 1, verb: 'drop_tables' }],
    ['more than ours', { v: 1, verb: 'approve', member: 'ana' }],
    ['an id of no length', { v: 1, verb: 'approve', run: '' }],
    ['an id that is too long', { v: 1, verb: 'approve', run: 'r'.repeat(61) }],
    ['an attempt that is none', { v: 1, verb: 'approve', attempt: 0 }],
    ['a resolution that is none', { v: 1, verb: 'resolve', resolution: 'forget' }],
  ])('is not read from %s', (_what, raw) => {
    expect(decodeAction(raw)).toBeUndefined();
  });

  it('never throws, whatever is pressed', () => {
    fc.assert(
      fc.property(fc.oneof(fc.anything(), fc.json(), fc.string()), (raw) => void decodeAction(raw)),
      { numRuns: 500 },
    );
  });

  it('fits into 255 characters at its longest', () => {
    const id = '0192a3b4-c5d6-7e8f-9012-3456789abcde';
    const longest = {
      v: 1,
      verb: 'complete',
      run: id,
      step: 's'.repeat(60),
      attempt: 9_999,
      choice: 'c'.repeat(60),
    } as const;
    expect(encodeAction(longest).length).toBeLessThanOrEqual(255);
    expect(VERBS.every((verb) => encodeAction({ ...longest, verb }).length <= 255)).toBe(true);
  });
});
