/** Readings that a step asks for. */
import { type Ask, isAsked, type StepWords } from './asks.ts';
import { conditionOf } from './conditions.ts';
import { titled } from './evidence-title.ts';
import { fold } from './fold.ts';
import { folding } from './folding.ts';
import { type Limit, limitsOf, measuresOf } from './measures.ts';
import { bothOf } from './pair-asks.ts';
import { timedAsk } from './timed-ask.ts';
import { withoutIdentifiers } from './words/identifiers.ts';
import type { Lexicon } from './words/lexicon.ts';
import { SMALL_WORDS } from './words/small-words.ts';

/** More than these in one step are a table of limits rather than readings. */
const MOST = 4;

/** A value with a limit that something is measured against, or one that is to be written down. */
export function readingAsks(all: readonly string[], step: StepWords, lexicon: Lexicon): Ask[] {
  const sentences = all.filter((sentence) => !onlyIdentifies(sentence, lexicon));
  if (sentences.length === 0) return [];
  return readingsIn(sentences, step, lexicon);
}

/** "Enter the batch number of the milk": a number that is text. */
function onlyIdentifies(sentence: string, { signs }: Lexicon): boolean {
  const rest = withoutIdentifiers(fold(sentence));
  return rest !== undefined && !signs.measured.test(rest) && !signs.measures.test(rest);
}

function readingsIn(sentences: readonly string[], step: StepWords, lexicon: Lexicon): Ask[] {
  const { signs } = lexicon;
  const all = fold(sentences.join('\n'));
  const measured = signs.measured.test(all);
  const measuring = sentences.find((sentence) => signs.measures.test(fold(withoutCondition(sentence, lexicon))));
  const writing = sentences.some((sentence) => isAsked(signs.asks.text, fold(sentence)));
  const limits = [
    ...(step.limit ? limitsOf(step.limit, lexicon) : []),
    ...sentences.flatMap((one) => limitsOf(one, lexicon)),
  ];
  // Money and pieces are readings where they are counted; times where they are written down.
  const counted = measuring !== undefined;
  const readings = limits.filter(
    ({ of, min, max }) =>
      of === 'reading' ||
      (counted && of !== 'time') ||
      (writing && (of === 'money' || (min !== undefined && max !== undefined))),
  );
  const sure = readings.find((limit) => limit.conditional !== true);
  const [conditional] = readings;
  const reading = sure ?? (conditional ? beyond(conditional) : undefined);
  const checks = signs.checks.test(fold(step.text));
  const checked = checks || (sure !== undefined && (step.checkbox === true || step.limit !== undefined));
  const words = sentences.find((one) => signs.measured.test(fold(one))) ?? measuring ?? step.text;
  // "If it is above 5 °C, reject it" acts on a reading that was taken before.
  if (reading && ((measured && sure !== undefined) || counted || checked)) {
    const first: Ask = { type: 'number', words, limit: reading, confidence: sure ? 0.85 : 0.55, required: true };
    return sure ? several(sentences, first, lexicon) : [first];
  }
  const together = sentences.some((one) => signs.measured.test(fold(one)) && isAsked(signs.asks.text, fold(one)));
  if (measuring !== undefined || together || (measured && writing && sentences.length <= 3)) {
    const one: Ask = {
      type: 'number',
      words: measuring ?? words,
      confidence: measuring ? 0.75 : 0.65,
      required: true,
    };
    return [...bothOf(one, sentences, step.before ?? '', lexicon)];
  }
  return sentences.flatMap((sentence) => timedAsk(sentence, lexicon) ?? []).slice(0, 1);
}

/** "If the count is wrong, tell the manager" counts nothing: what is said of the case is no reading to take. */
function withoutCondition(sentence: string, lexicon: Lexicon): string {
  const condition = conditionOf(sentence, lexicon);
  return condition === undefined ? sentence : sentence.replace(condition.words, ' ');
}

/** "If it is above 5 °C, …" says that up to 5 °C is in order. */
function beyond(limit: Limit): Limit | undefined {
  const { min, max, ...rest } = limit;
  if (min !== undefined && max === undefined) return { ...rest, max: min };
  return max !== undefined && min === undefined ? { ...rest, min: max } : undefined;
}

/** "The fridge (2–8 °C) and the freezer (at most -18 °C)": two limits of one unit, each behind the name of its own thing. */
function eachOf(sentences: readonly string[], first: Ask, lexicon: Lexicon): Ask[] | undefined {
  for (const sentence of sentences) {
    const { folded, printed } = folding(sentence);
    const limited = measuresOf(sentence, lexicon).filter(({ limit }) => limit?.of === 'reading');
    if (limited.length !== 2 || limited.some(({ limit }) => limit?.conditional === true)) continue;
    let from = 0;
    const found = limited.flatMap(({ limit, before }): Ask[] => {
      const name = /([\p{L}][\p{L}\d-]{2,})[\s(:,]*$/u.exec(before)?.[1];
      const at = name === undefined ? -1 : folded.indexOf(name, from);
      if (name === undefined || limit === undefined || at < 0) return [];
      if (SMALL_WORDS.has(name) || lexicon.signs.measured.test(name)) return [];
      from = at + name.length;
      return [{ ...first, words: sentence, limit, title: titled(printed(at, from)) }];
    });
    const [one, other] = found;
    if (one && other && one.title !== other.title && !sameBounds(one, other)) return [one, other];
  }
  return undefined;
}

function sameBounds(one: Ask, other: Ask): boolean {
  return one.limit?.min === other.limit?.min && one.limit?.max === other.limit?.max;
}

/** "Chlorine 1–3 ppm and pH 7.2–7.6": a reading for each limit of another unit that has a noun of its own before it. */
function several(sentences: readonly string[], first: Ask, lexicon: Lexicon): Ask[] {
  const found = sentences.flatMap((sentence) =>
    measuresOf(sentence, lexicon).flatMap(({ limit, before }) => {
      const noun = [...before.matchAll(new RegExp(lexicon.signs.measured, 'gu'))].at(-1)?.[0];
      if (limit?.of !== 'reading' || limit.conditional === true || noun === undefined) return [];
      const { folded, printed } = folding(sentence);
      const at = folded.indexOf(noun);
      const title = at < 0 ? noun : printed(at, at + noun.length);
      return [{ ...first, words: sentence, limit, title: titled(title) }];
    }),
  );
  const units = new Set(found.map((one) => one.limit.unit));
  if (units.size < 2) return eachOf(sentences, first, lexicon) ?? [first];
  return found
    .filter((one, at) => found.findIndex((other) => other.limit.unit === one.limit.unit) === at)
    .slice(0, MOST);
}
