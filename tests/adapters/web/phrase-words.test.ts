/** What completion writes into the box: never the brackets that only explain. */
import { expect, test } from 'vitest';
import { PHRASES } from '../../../src/runtime/phrase.ts';

type Words = Readonly<Record<'alone' | 'sayable', (phrase: string) => string>>;
const { alone, sayable } = (await import(
  new URL('../../../src/adapters/web/assets/phrase-words.js', import.meta.url).href
)) as Words;

test.each([
  ['help', 'help', 'help'],
  ['run KEY', 'run', 'run KEY'],
  ['show KEY [steps 13-40]', 'show', 'show KEY'],
  ['role ROLE add|remove NAME', 'role', 'role ROLE add|remove NAME'],
  ['quiet [everybody] [20:00-07:00|off]', 'quiet', 'quiet'],
  ['away [until Friday, NAME stands in]', 'away', 'away'],
  ['routine KEY [weekdays 06:30 [in #channel]|pause]', 'routine', 'routine KEY'],
  ['run kitchen-opening', 'run kitchen-opening', 'run kitchen-opening'],
])('%s', (phrase, said, whole) => {
  expect(sayable(phrase)).toBe(said);
  expect(alone(phrase)).toBe(whole);
});

test('each phrase is offered as its word alone', () => {
  expect(PHRASES.map((one) => sayable(`${one.phrase} ${one.follows}`.trim()))).toEqual(
    PHRASES.map((one) => one.phrase),
  );
});
