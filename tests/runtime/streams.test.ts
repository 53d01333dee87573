import { describe, expect, it } from 'vitest';
import { checkCommand } from '../../src/runtime/streams.ts';

describe('what is too much for a command', () => {
  it('is called a number of values when it is a list, and characters when it is a text', () => {
    const items = Array.from({ length: 5_000 }, (_, index) => ({ item: `e${index}`, value: 1 }));
    expect(checkCommand({ type: 'completeStep', run: 'r', step: 's', attempt: 1, items })).toEqual({
      refusal: { code: 'too_many', what: 'values' },
    });
    expect(checkCommand({ type: 'skipStep', run: 'r', step: 's', reason: 'x'.repeat(5_000) })).toMatchObject({
      refusal: { code: 'too_long', field: 'reason' },
    });
  });
});
