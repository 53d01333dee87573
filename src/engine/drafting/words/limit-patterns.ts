/** Patterns of ranges, highest and lowest values, made from the words of one language. For folded text. */
import { UNIT_SOURCE } from './units.ts';

export interface LimitPattern {
  readonly pattern: RegExp;
  /** What its groups `a` and `b` (numbers) are. `spread`: b around a. `amount`: a, no limit. */
  readonly form: 'range' | 'spread' | 'most' | 'least' | 'amount';
  /** Its words leave the number itself out: above, below. */
  readonly strict?: boolean;
  /** Counts only where a unit follows or the text says pH: "2-8". */
  readonly needsUnit?: boolean;
}

/** Alternations of words; no groups that capture. */
export interface LimitWords {
  readonly between: string;
  readonly and: string;
  /** Between two numbers, without a word before them: "2 bis 8 °C". */
  readonly to: string;
  readonly atMost: string;
  readonly below: string;
  readonly atLeast: string;
  readonly above: string;
  /** After the number. */
  readonly orLess: string;
  readonly orMore: string;
}

/** A number that is no part of another one, of a word or of a code. */
const number = (group: string) =>
  String.raw`(?<![\p{L}\d.,/])(?<${group}>[-+]?\d{1,3}(?:[.,']\d{3})+(?:[.,]\d+)?|[-+]?\d+(?:[.,]\d+)?)(?!\d)`;
const UNIT = String.raw`(?:\s*${UNIT_SOURCE})?`;
/** Small words between a word of comparison and its number. */
const FILLER = String.raw`\s*:?\s*(?:(?:of|than|to|the|de|da|di|a|al|los|las|les?|la|i|il|el|o|os|as|die|den|der|von|bei|auf|um|que|approx\.?|about|ca\.?|circa|environ|gbp|eur|usd|chf|€|\$|£)\s+|r?[€$£~])*`;

export function limitPatterns(words: LimitWords): readonly LimitPattern[] {
  const made = (source: string) => new RegExp(source, 'gu');
  const [a, b] = [number('a'), number('b')];
  const second = b.replace(String.raw`(?<![\p{L}\d.,/])`, '');
  const before = (alternatives: string) =>
    String.raw`(?<![\p{L}])(?:${alternatives})(?![\p{L}])${FILLER}${second.replace('<b>', '<a>')}`;
  const dash = String.raw`(?:-|–|—|÷|~|\.\.\.?|/)`;
  return [
    {
      form: 'range',
      pattern: made(
        String.raw`(?<![\p{L}])(?:${words.between})\s+${FILLER}${a}${UNIT}\s*(?:(?:${words.and})\s|${dash})\s*${FILLER}${second}`,
      ),
    },
    { form: 'spread', pattern: made(String.raw`${a}${UNIT}\s*(?:±|\+\s?/?\s?-|\+-)\s*${second}`) },
    {
      form: 'range',
      needsUnit: true,
      pattern: made(String.raw`${a}${UNIT}\s*(?:${dash}|\s(?:${words.to})\s)\s*${second}`),
    },
    { form: 'most', pattern: made(before(words.atMost)) },
    { form: 'most', strict: true, pattern: made(before(words.below)) },
    { form: 'most', pattern: made(String.raw`(?:≤|<=|=<|⩽)\s*${second.replace('<b>', '<a>')}`) },
    { form: 'most', strict: true, pattern: made(String.raw`<\s*${second.replace('<b>', '<a>')}`) },
    { form: 'least', pattern: made(before(words.atLeast)) },
    { form: 'least', strict: true, pattern: made(before(words.above)) },
    { form: 'least', pattern: made(String.raw`(?:≥|>=|=>|⩾)\s*${second.replace('<b>', '<a>')}`) },
    { form: 'least', strict: true, pattern: made(String.raw`>\s*${second.replace('<b>', '<a>')}`) },
    { form: 'most', pattern: made(String.raw`${a}${UNIT}\s*,?\s*\(?(?:${words.orLess})(?![\p{L}])(?!\s*[\d-])`) },
    { form: 'least', pattern: made(String.raw`${a}${UNIT}\s*,?\s*\(?(?:${words.orMore})(?![\p{L}])(?!\s*[\d-])`) },
    { form: 'amount', needsUnit: true, pattern: made(a) },
  ];
}
