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

describe('a digest', () => {
  const set = { type: 'setDigest', digest: 'd', place: 'web:kitchen' };
  const day = { at: 420, zone: 'UTC' };

  it.each<[string, object]>([
    ['sets something', set],
    ['has a time of the day', { ...set, day: { ...day, at: 7.5 } }],
    ['is in a time zone', { ...set, day: { ...day, zone: 'Mars' } }],
    ['has a day of the week, of a week', { ...set, week: day }],
    ['has none otherwise', { ...set, day: { ...day, weekday: 1 } }],
  ])('%s', (_, command) => {
    expect(checkCommand({ ...set, day })).toEqual({ command: { ...set, day } });
    expect(checkCommand(command)).toMatchObject({ refusal: { code: 'malformed' } });
  });
});
