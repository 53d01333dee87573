/** A week against the week before it, in a sentence or two. */
import type { Counts } from '../../engine/run/account.ts';
import { type Digest, owedOf, totalOf } from '../digest.ts';
import { count } from '../sentence.ts';

const BEFORE = 'the week before';

/** `12 steps missed, 5 fewer than the week before. 88% were done, up from 81%.` Undefined where nothing can be compared. */
export function trendOf(digest: Digest): string | undefined {
  const { before } = digest;
  const total = totalOf(digest);
  if (!before || owedOf(before.total) === 0 || owedOf(total) === 0) return undefined;
  return `${missedWords(total.missed, before.total.missed)} ${doneWords(shareOf(total), shareOf(before.total))}`;
}

function missedWords(now: number, before: number): string {
  if (now === 0) {
    return before === 0 ? `Nothing was missed, as in ${BEFORE}.` : `Nothing was missed; ${BEFORE} it was ${before}.`;
  }
  const missed = `${count(now, 'step')} missed`;
  if (before === 0) return `${missed}, none ${BEFORE}.`;
  if (now === before) return `${missed}, as many as ${BEFORE}.`;
  const by = Math.abs(now - before);
  return `${missed}, ${by} ${now < before ? 'fewer' : 'more'} than ${BEFORE}.`;
}

function doneWords(now: number, before: number): string {
  if (now === before) return `${now}% were done, as before.`;
  return `${now}% were done, ${now > before ? 'up' : 'down'} from ${before}%.`;
}

/** In whole percent; all of it only if it was. */
function shareOf(counts: Counts): number {
  return Math.floor((100 * counts.done) / owedOf(counts));
}
