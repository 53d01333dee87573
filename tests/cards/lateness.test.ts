import { expect, it } from 'vitest';
import { latenessText, outdatedAt } from '../../src/cards/lateness.ts';
import { at, CAFE_RUNS, open, owed, WIPE, waits } from './states.ts';

const MINUTE = 60_000;

it.each([
  [1, 'late'],
  [59_000, 'late'],
  [MINUTE, '1 min late'],
  [12.9 * MINUTE, '12 min late'],
  [125 * MINUTE, '2 h 5 min late'],
  [27 * 60 * MINUTE, '1 day 3 h late'],
])('after %d milliseconds: %s', (by, text) => {
  expect(latenessText(by)).toBe(text);
});

/** Lines due at these minutes. */
const due = (...minutes: readonly number[]) =>
  open(
    WIPE,
    minutes.map((minute, index) => owed(`s${index}`, { due: at(minute) })),
  );

it.each<[string, readonly number[], now: number, next: number | undefined]>([
  ['when it becomes late', [35], 5, 35 + 1 / MINUTE],
  ['a minute later', [35], 35.1, 36.1],
  ['then every five minutes', [35], 36.5, 40],
  ['also where it was drawn in between', [35], 47, 50],
  ['after an hour every quarter', [35], 97, 110],
  ['after four hours every hour', [0], 250, 300],
  ['after a day every day', [0], 1_500, 2_880],
  ['when the first of them changes', [60, 35, 50], 5, 35 + 1 / MINUTE],
  ['at most once a minute', [35, 36], 35.5, 36.5],
  ['never without a deadline', [], 5, undefined],
])('a list is out of date %s', (_when, minutes, now, next) => {
  const expected = next === undefined ? undefined : Math.round(at(next));
  expect(outdatedAt(due(...minutes), at(now))).toBe(expected);
});

it('what is not owed changes by nothing but an event', () => {
  expect(outdatedAt(open(WIPE, [waits('tables')]), at(5))).toBeUndefined();
  expect(outdatedAt(CAFE_RUNS.cancelled, at(50))).toBeUndefined();
});
