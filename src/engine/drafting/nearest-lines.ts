/** Which of some lines a few words mean. */
import { wordsOf } from './fold.ts';
import { SMALL_WORDS } from './words/small-words.ts';

/**
 * The lines with the most words in common, or the one whose number is named. Of several the one that has no other words
 * is meant; none if no line has any.
 */
export function nearestLines(lines: readonly string[], about: string): readonly number[] {
  const number = /^\s*(?:\p{L}+\s+)?(\d{1,3})\s*$/u.exec(about)?.[1];
  if (number !== undefined) return Number(number) <= lines.length ? [Number(number) - 1] : [];
  const wanted = new Set(wordsThatTell(about));
  const bags = lines.map((line) => [...new Set(wordsThatTell(line))]);
  const shared = bags.map((words) => words.filter((word) => wanted.has(word)).length);
  const most = Math.max(0, ...shared);
  const best = shared.flatMap((count, at) => (most > 0 && count === most ? [at] : []));
  const whole = best.filter((at) => bags[at]?.length === wanted.size && most === wanted.size);
  return whole.length === 1 ? whole : best;
}

function wordsThatTell(text: string): readonly string[] {
  return wordsOf(text).filter((word) => word.length > 2 && !SMALL_WORDS.has(word));
}
