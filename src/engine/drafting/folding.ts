import { fold } from './fold.ts';

/** A folded text with the way back to what is printed. */
export interface Folding {
  readonly folded: string;
  /** What is printed where the folded text has `from` to `to`. */
  readonly printed: (from: number, to?: number) => string;
}

const SPACE = /\s/;

/** Folds text as `fold` does, character by character: "ß" becomes two, an accent none. */
export function folding(text: string): Folding {
  let folded = '';
  const places: number[] = [];
  let at = 0;
  for (const char of text) {
    const plain = SPACE.test(char) ? (folded === '' || folded.endsWith(' ') ? '' : ' ') : fold(char);
    for (let index = 0; index < plain.length; index++) places.push(at);
    folded += plain;
    at += char.length;
  }
  return {
    folded: folded.trimEnd(),
    printed: (from, to = folded.length) => text.slice(places[from] ?? text.length, places[to] ?? text.length).trim(),
  };
}
