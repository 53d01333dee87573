/** Whether words tell somebody to do something. */
import { fold, wordsOf } from './fold.ts';
import type { Lexicon } from './words/lexicon.ts';

/** `imperative`: "Check the fridge". `obligation`: "The area must be washed". */
export type Instruction = 'imperative' | 'obligation';

/** Sentences longer than this many characters are judged by their beginning. */
const LONGEST = 600;

/** What a text's first sentences tell; only the first where `sentences` is 1. */
export function instructionIn(text: string, lexicon: Lexicon, sentences = 2): Instruction | undefined {
  const parts = sentencesOf(text).slice(0, sentences);
  if (parts.some((part) => isImperative(part, lexicon))) return 'imperative';
  return parts.some((part) => lexicon.obligation.test(fold(part))) ? 'obligation' : undefined;
}

/** The sentences of a text. An abbreviation ("approx. 5") does not end one, because no capital follows. */
export function sentencesOf(text: string): string[] {
  return text.split(/(?<=[.!?]["'”»)]?)\s+(?=["'“«(]?\p{Lu})/u).filter((part) => part.trim() !== '');
}

export function isImperative(sentence: string, lexicon: Lexicon): boolean {
  if (/\?\s*$/.test(sentence)) return false;
  if (sentence.length > LONGEST) return isImperative(sentence.slice(0, LONGEST), lexicon);
  return clauses(fold(sentence).replace(/^[^\p{L}\p{N}]+/u, ''), lexicon).some((clause) => verbFirst(clause, lexicon));
}

/** The sentence, and what follows an opening circumstance ("If it rains, close …") or a label ("Storage: close …"). */
function clauses(folded: string, lexicon: Lexicon): string[] {
  const found = [folded.replace(/^\([^)]{1,40}\)\s*/, '')];
  const label = /^[^:.]{2,60}:\s+(.+)$/.exec(folded)?.[1];
  if (label && folded.indexOf(':') < 60 && folded.slice(0, folded.indexOf(':')).split(' ').length <= 5)
    found.push(label);
  for (const clause of [...found]) {
    const first = wordsOf(clause)[0] ?? '';
    if (!lexicon.openers.has(first)) continue;
    for (const [index, char] of [...clause].entries()) {
      if ((char === ',' || char === ':') && index < 260) found.push(clause.slice(index + 1).trim());
    }
    if (lexicon.conditions.has(first)) found.push(clause.replace(/^.*?\bthen\b/, ''));
  }
  return found;
}

function verbFirst(clause: string, lexicon: Lexicon): boolean {
  const words = clause.match(/[\p{L}\p{N}]+(?:['-][\p{L}]+)*/gu) ?? [];
  let at = 0;
  while (at < 4 && at < words.length - 1 && lexicon.before.has(words[at] ?? '')) at++;
  const first = words[at];
  if (first === undefined) return false;
  if (words.length > 1 && (lexicon.instructs.test(clause) || lexicon.instructs.test(words.slice(at).join(' '))))
    return true;
  if (lexicon.verbs.has(first) || lexicon.verbs.has(stem(first)))
    return (words.length > 1 || first.includes('-')) && !isNoun(clause, first);
  if (lexicon.firstForm?.test(stem(first)) === true) return true;
  if (lexicon.finite?.test(clause) === true) return false;
  const last = words.at(-1);
  return lexicon.lastForm !== undefined && last !== undefined && words.length > 1 && lexicon.lastForm.test(last);
}

/** "Fermez-la": the verb without its pronoun. */
function stem(word: string): string {
  return word.replace(/-(?:la|le|les|vous|moi|lui|leur|y|en|se|lo|o|a|os|as|me|te)$/, '');
}

/** "Check-list", "Contact details of", "Access to …": a verb's form followed by what makes it a noun. */
function isNoun(clause: string, first: string): boolean {
  return new RegExp(`^${first}(?:ing|s)?\\s+(?:of|is|are|was|were|has|may|might|can|will|means|details)\\b`).test(
    clause,
  );
}
