/** What a message in a chat is: a phrase, something that was meant as one, or talk between people. */
import { nearest } from '../engine/nearest.ts';
import { PHRASES } from './phrase.ts';

export type Message =
  | { readonly type: 'talk' }
  /** `text`: what follows `/sop`. */
  | { readonly type: 'phrase'; readonly text: string }
  /** Only looks like a phrase: `meant` is how it is typed. */
  | { readonly type: 'mistyped'; readonly meant: string };

/**
 * `/sop …` in any case is a phrase. Mistyped are a word behind a slash that is nearly `sop` (`/sopp run`) or a phrase
 * itself (`/run opening-checks`), and `sop run …` without a slash, where a phrase follows.
 */
export function readMessage(text: string): Message {
  const phrase = /^\/sop(?:\s+|$)/i.exec(text);
  if (phrase) return { type: 'phrase', text: text.slice(phrase[0].length) };
  const [, slash = '', first = '', rest = ''] = /^([/\\]?)\s*([a-z]{1,20})(?:[\s:]+(.*))?$/is.exec(text) ?? [];
  const word = first.toLowerCase();
  if (slash === '') return word === 'sop' && isPhrase(rest) ? mistyped(rest) : TALK;
  if (isPhrase(first)) return mistyped(`${first} ${rest}`);
  return isNearlySop(word) ? mistyped(rest) : TALK;
}

/** One letter wrong, or two that changed places. */
function isNearlySop(word: string): boolean {
  return nearest(word, ['sop']) !== undefined || [...word].sort().join('') === 'ops';
}

const TALK: Message = { type: 'talk' };

/** The nearest phrase with what followed; without one, help. */
function mistyped(follows: string): Message {
  const [next = '', ...more] = follows.trim().split(/\s+/);
  const known = isPhrase(next) ? next.toLowerCase() : nearest(next.toLowerCase(), WORDS);
  const meant = known === undefined ? 'help' : [known, ...more].join(' ');
  return { type: 'mistyped', meant: `/sop ${meant.trim()}` };
}

const WORDS: readonly string[] = PHRASES.map((one) => one.phrase);

function isPhrase(text: string): boolean {
  return WORDS.includes((text.trim().split(/\s+/, 1)[0] ?? '').toLowerCase());
}
