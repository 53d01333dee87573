/** What a step is to a reader: something done, verified, written down, decided or approved. */
import type { StepKind } from './draft.ts';
import { fold } from './fold.ts';
import { type Found, says } from './found.ts';
import type { Lexicon } from './words/lexicon.ts';

/** "Every Monday check …": when it is done, before what is done. */
const OFTEN =
  /^(?:every|each|ogni|cada|chaque|jeden|jede|toda?|todos os|todas as|todos los|todas las|tous les|toutes les) [a-z-]+,? /;

/** What the words themselves say; a decision or an approval is found before (`decision.ts`, `approval.ts`). */
export function kindOf(
  text: string,
  checkbox: boolean,
  lexicon: Lexicon,
): Found<Extract<StepKind, 'task' | 'check' | 'record'>> {
  const folded = fold(text)
    .replace(/^[^\p{L}]+/u, '')
    .replace(OFTEN, '');
  const opening = folded.split(' ').slice(0, 8).join(' ');
  const { checks, asks } = lexicon.signs;
  if (checks.test(folded) && !/^\S+-(?:in|out|up)\b/.test(folded))
    return { value: 'check', confidence: 0.85, reason: says(opening, 'it begins') };
  const records = (['text', 'photo', 'file', 'checkbox'] as const).some((type) => {
    const found = asks[type].says.exec(asks[type].not ? folded.replace(asks[type].not, ' ') : folded);
    return found !== null && found.index <= 2;
  });
  if (records) return { value: 'record', confidence: 0.8, reason: says(opening, 'it begins') };
  if (checkbox && !lexicon.verbs.has(folded.split(' ')[0] ?? '') && folded.split(' ').length <= 6) {
    return { value: 'check', confidence: 0.65, reason: 'it is a box to tick with no verb' };
  }
  return { value: 'task', confidence: 0.7, reason: says(opening, 'it says') };
}
