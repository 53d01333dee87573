/** What a message in a chat is: a phrase, something that was meant as one, or talk between people. */
import { nearest } from '../engine/nearest.ts';
import { PHRASES, parsePhrase } from './phrase.ts';

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

export type Addressed = { readonly type: 'evidence' } | { readonly type: 'phrase'; readonly text: string };

interface Said {
  readonly text: string;
  readonly hasFiles: boolean;
  /** The run in whose thread it is said. */
  readonly run?: string | undefined;
}

/**
 * What is said to Sopwith by name, or alone with it: a phrase, with or without `/sop`; in a run's thread also what it is to
 * record; a document alone is to be imported.
 */
export function addressedIn({ text, hasFiles, run }: Said): Addressed {
  const bare = text.trim().replace(/^\/?sop\s+/i, '');
  const phrase = parsePhrase(bare);
  const isWordless = bare === '' && hasFiles;
  const isUnknown = phrase.type === 'unknown' && phrase.phrase === undefined;
  if (run !== undefined && (isWordless || isUnknown)) return { type: 'evidence' };
  // In a run's thread these are about that run, whichever is the newest of the conversation.
  const isOfRun = (phrase.type === 'evidence' || phrase.type === 'cancel') && phrase.run === undefined;
  if (run !== undefined && isOfRun) return { type: 'phrase', text: `${phrase.type} ${run}` };
  return { type: 'phrase', text: isWordless ? 'import' : bare };
}
