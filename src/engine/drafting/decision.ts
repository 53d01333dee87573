/** Steps that choose between ways. */
import type { DefinitionInput } from '../definition.ts';
import { clip, fold, wordsOf } from './fold.ts';
import { sentencesOf } from './instruction.ts';
import { Names } from './slug.ts';
import type { Lexicon } from './words/lexicon.ts';

export type OptionInput = NonNullable<NonNullable<DefinitionInput['steps']>[number]['options']>[number];

/** Whether the words ask for a decision. */
export function isDecision(text: string, lexicon: Lexicon): boolean {
  return lexicon.decision.test(fold(text).replace(/^(?:then|next|please) /, ''));
}

/** The ways to choose from: "…: full refund, partial refund or refuse", or short sub-bullets. At least two, or none. */
export function optionsOf(text: string, nested: readonly string[], lexicon: Lexicon): OptionInput[] {
  const [first = ''] = sentencesOf(text);
  const listed = /:\s*([^:]+?)[.]?$/.exec(first)?.[1];
  const parts = listed === undefined ? [] : listed.split(/[,;]|\s\/\s/).flatMap((part) => part.split(lexicon.or));
  const named = (parts.length >= 2 ? parts : nested.map((one) => one.split(/[:–—]/)[0] ?? one))
    .map((part) => part.trim().replace(/[.;,]$/, ''))
    .filter((part) => part !== '');
  if (
    named.length < 2 ||
    named.length > 8 ||
    named.some((part) => wordsOf(part).length > 7 || wordsOf(part).length === 0)
  )
    return [];
  const names = new Names();
  return named.map((part) => ({
    id: names.take(part, 'option', 3),
    title: clip(part.charAt(0).toUpperCase() + part.slice(1), 200),
  }));
}
