/** Steps that hold only in one case: "If it is above 5 °C, call the manager." */
import type { StepInput } from '../definition.ts';
import { clip, fold, wordsOf } from './fold.ts';
import { folding } from './folding.ts';
import type { InputInput } from './inputs.ts';
import { amountIn } from './inputs.ts';
import { sentencesOf } from './instruction.ts';
import { type Limit, limitsOf } from './measures.ts';
import type { Lexicon } from './words/lexicon.ts';
import { SMALL_WORDS } from './words/small-words.ts';

export interface Condition {
  /** As printed: "If it is above 5 °C". */
  readonly words: string;
  /** What is to be done then, as printed. */
  readonly act: string;
  /** What is to be done otherwise, as printed, if the text says so. */
  readonly otherwise?: string;
}

/** The condition of a step's own words, where its first sentence has one; `act` is what the sentence says besides. */
export function conditionOf(text: string, lexicon: Lexicon): Condition | undefined {
  const flat = text.slice(0, 1000).replace(/\s+/g, ' ').trim();
  const [first = ''] = sentencesOf(flat);
  const { folded, printed } = folding(first);
  const found = [...folded.matchAll(lexicon.signs.condition)][0];
  if (!found) return undefined;
  const from = found.index;
  // A condition in the middle of a long sentence is one of its details.
  if (from > 160) return undefined;
  const rest = folded.slice(from);
  const end = /,(?!\d)\s|[:;]\s|\b(?:then|dann|alors|entonces|entao|allora)\b/.exec(rest)?.index ?? rest.length;
  const words = printed(from, from + end);
  if (wordsOf(words).length < 2) return undefined;
  const after = `${printed(from + end)} ${flat.slice(first.length)}`
    .trim()
    .replace(/^[\s,:;]+/, '')
    .replace(/^(?:then|dann|alors|entonces|então|entao|allora)\s+/i, '');
  const before = printed(0, from).replace(/[\s,;–-]+$/, '');
  const rear = folding(after);
  const other = lexicon.signs.otherwise.exec(rear.folded);
  const act = (before || (other ? rear.printed(0, other.index) : after)).replace(/[.;,\s]+$/, '');
  const otherwise = other ? rear.printed(other.index + other[0].length).replace(/[.;,\s]+$/, '') : '';
  return {
    words: words.replace(/[.\s]+$/, ''),
    act,
    ...(otherwise.length > 2 && act.length > 2 ? { otherwise: sentencesOf(otherwise)[0] ?? otherwise } : {}),
  };
}

/**
 * The condition as an expression over what stands before the step: a decision taken, a value recorded, an amount asked
 * for at the start. Undefined where the words name nothing that a run would know.
 */
export function whenOf(
  words: string,
  earlier: readonly StepInput[],
  inputs: readonly InputInput[],
  lexicon: Lexicon,
): string | undefined {
  const negated = /^(?:unless|a moins|a menos|es sei denn|a meno|salvo|ausser)/.test(fold(words));
  const expression =
    onDecision(words, earlier) ?? onEvidence(words, earlier, lexicon) ?? onAmount(words, inputs, lexicon);
  return expression !== undefined && negated ? `!(${expression})` : expression;
}

/** "If refused, …" after a decision between granting and refusing. */
function onDecision(words: string, earlier: readonly StepInput[]): string | undefined {
  const said = wordsOf(words).map(stem);
  const found = earlier.toReversed().flatMap((step) =>
    (step.kind === 'decision' ? (step.options ?? []) : []).flatMap((option) => {
      const named = wordsOf(option.title)
        .filter((word) => word.length > 2 && !SMALL_WORDS.has(word))
        .map(stem);
      return named.length > 0 && named.every((word) => said.includes(word))
        ? [{ step, option, length: named.length }]
        : [];
    }),
  );
  const [best, ...others] = found.toSorted((a, b) => b.length - a.length);
  if (!best || others.some((one) => one.length === best.length && one.step === best.step)) return undefined;
  return `decisions.${best.step.id} == "${best.option.id}"`;
}

/** "refused", "refuse": enough of a word to tell it. */
function stem(word: string): string {
  return word.length > 5 ? word.slice(0, 5) : word;
}

function onEvidence(words: string, earlier: readonly StepInput[], lexicon: Lexicon): string | undefined {
  const [limit] = limitsOf(words, lexicon);
  if (limit?.of !== 'reading') return undefined;
  const said = wordsOf(words).filter((word) => word.length > 3);
  const numbers = earlier
    .toReversed()
    .flatMap((step, distance) => (step.evidence ?? []).map((item) => ({ item, distance })))
    .filter(({ item }) => item.type === 'number' && item.unit === limit.unit);
  const shared = numbers.find(({ item }) => item.id.split('_').some((part) => part.length > 3 && said.includes(part)));
  const found = shared ?? numbers.find(({ distance }) => distance === 0);
  return found ? compared(`evidence.${found.item.id}.value`, limit) : undefined;
}

function onAmount(words: string, inputs: readonly InputInput[], lexicon: Lexicon): string | undefined {
  const [limit] = limitsOf(words, lexicon);
  const amount = limit?.of === 'money' ? amountIn(inputs, words) : undefined;
  return limit && amount !== undefined ? compared(`inputs.${amount}`, limit) : undefined;
}

/** `value > 5`; undefined for a range, which one comparison does not say. */
export function compared(value: string, { min, max, strict }: Limit): string | undefined {
  if (min !== undefined && max !== undefined) return undefined;
  if (min !== undefined) return `${value} ${strict ? '>' : '>='} ${min}`;
  return max === undefined ? undefined : `${value} ${strict ? '<' : '<='} ${max}`;
}

/** A way as the title of a choice. */
export function wayTitle(words: string): string {
  const flat = words.replace(/\s+/g, ' ').trim();
  return clip(flat.charAt(0).toUpperCase() + flat.slice(1), 120);
}
