/** Numbers with a unit and the limits that a text sets them. */
import { fold } from './fold.ts';
import type { Lexicon } from './words/lexicon.ts';
import type { LimitPattern } from './words/limit-patterns.ts';
import { type Unit, type UnitOf, unitAt } from './words/units.ts';

export interface Limit {
  readonly min?: number;
  readonly max?: number;
  /** As people write it: `°C`, `%`, `minutes`. Absent where no unit follows the number. */
  readonly unit?: string;
  /** What the unit measures; only a `reading` can be evidence with min and max. */
  readonly of: UnitOf;
  /** The number itself is outside: above, below, `<`. */
  readonly strict?: boolean;
  /** It stands in a condition: "if it is above 5 °C". */
  readonly conditional?: boolean;
}

/** A number with its unit, whether or not a limit. */
export interface Measure {
  /** Absent where the text gives a bare amount: "heat to 180 °C". */
  readonly limit?: Limit;
  readonly amount?: number;
  readonly unit?: string;
  readonly of: UnitOf;
  /** Folded, as the text says it. */
  readonly words: string;
  /** Folded, what stands between the measure before and this one. */
  readonly before: string;
}

interface Match {
  readonly at: number;
  readonly end: number;
  readonly measure: Omit<Measure, 'before'>;
}

/** The limits that a text sets, in its order. A range the wrong way round is not one. */
export function limitsOf(text: string, lexicon: Lexicon): Limit[] {
  return measuresOf(text, lexicon).flatMap((one) => one.limit ?? []);
}

/** Limits and bare amounts with a unit, in the text's order. */
export function measuresOf(text: string, lexicon: Lexicon): Measure[] {
  const folded = digits(plainNumbers(fold(text)), lexicon);
  const conditions = conditionsIn(folded, lexicon);
  const matches = lexicon.limits.flatMap((pattern) =>
    [...folded.matchAll(pattern.pattern)].flatMap((match) => {
      const measure = measureOf(match, pattern, folded, lexicon);
      if (!measure) return [];
      const { index: at } = match;
      const conditional = conditions.some((one) => at >= one.at && at < one.end);
      const limit = measure.limit && conditional ? { ...measure.limit, conditional } : measure.limit;
      return [{ at, end: at + match[0].length, measure: limit ? { ...measure, limit } : measure }];
    }),
  );
  return apart(matches).map(({ at, measure }, index, kept) => ({
    ...measure,
    before: folded.slice(kept[index - 1]?.end ?? 0, at),
  }));
}

/** Of matches that overlap, the one that begins first, then the longest. */
function apart(matches: readonly Match[]): Match[] {
  const kept: Match[] = [];
  for (const match of [...matches].sort((a, b) => a.at - b.at || b.end - a.end)) {
    if (match.at >= (kept.at(-1)?.end ?? 0)) kept.push(match);
  }
  return kept;
}

/** One kind of minus and degree; "minus 18" as -18. */
export function plainNumbers(folded: string): string {
  return folded
    .replaceAll('º', '°')
    .replaceAll('−', '-')
    .replace(/(?<![\d%c°]\s?)[–—](?=\d)/g, '-')
    .replace(/(?<!\b(?:au|al|pelo|por lo|no|o|ou|or) )\b(?:minus|moins|menos|meno)\s+(?=\d)/g, '-');
}

/** "Five minutes", "an hour" in digits; other words for numbers count nothing that is measured. */
function digits(folded: string, { numbers }: Lexicon): string {
  const words = Object.keys(numbers).join('|');
  return folded.replace(new RegExp(String.raw`(?<![\p{L}])(an?|${words})(?=[\s-]+${TIME})`, 'gu'), (word) =>
    String(numbers[word] ?? 1),
  );
}

const TIME = String.raw`(?:seconds?|minutes?|hours?|days?|weeks?|sekunden?|minuten?|stunden?|tagen?|tage|wochen?|secondes?|heures?|jours?|semaines?|segundos?|minutos?|horas?|dias?|semanas?|second[oi]|minut[oi]|or[ae]|giorn[oi]|settiman[ae])(?![\p{L}])`;

function measureOf(
  match: RegExpMatchArray,
  { form, strict, needsUnit }: LimitPattern,
  folded: string,
  lexicon: Lexicon,
): Omit<Measure, 'before'> | undefined {
  const at = match.index ?? 0;
  const end = at + match[0].length;
  const a = numberOf(match.groups?.a, lexicon.decimal);
  const b = numberOf(match.groups?.b, lexicon.decimal);
  const unit = unitOf(folded, at, end);
  if (a === undefined || (needsUnit && unit === undefined)) return undefined;
  const words = `${match[0]}${/^\s*\S{1,10}/.exec(folded.slice(end))?.[0] ?? ''}`.trim();
  const base = { ...(unit ? { unit: unit.name } : {}), of: unit?.of ?? ('count' as const) };
  if (form === 'amount') return { ...base, amount: a, words };
  const bounds = boundsOf(form, a, b);
  if (!bounds) return undefined;
  return { ...base, words, limit: { ...bounds, ...base, ...(strict ? { strict } : {}) } };
}

function boundsOf(
  form: LimitPattern['form'],
  a: number,
  b: number | undefined,
): Pick<Limit, 'min' | 'max'> | undefined {
  switch (form) {
    case 'range':
      return b === undefined || a > b ? undefined : { min: a, max: b };
    case 'spread':
      return b === undefined || b < 0 ? undefined : { min: rounded(a - b), max: rounded(a + b) };
    case 'most':
      return { max: a };
    case 'least':
      return { min: a };
    case 'amount':
      return undefined;
  }
}

/** 5.2 - 0.1 without the dust of binary fractions. */
function rounded(value: number): number {
  return Number(value.toFixed(6));
}

/** The unit after the number, else the currency before it, the unit after the first number of a range, or pH before it. */
function unitOf(folded: string, at: number, end: number): Unit | undefined {
  const after = unitAt(folded.slice(end, end + 30));
  if (after) return after;
  const money = /r\$|[€$£]|\b(?:eur|usd|gbp|chf)\b/.exec(folded.slice(Math.max(0, at - 4), end))?.[0];
  if (money) return { name: money.toUpperCase(), of: 'money' };
  const between = /\d\s*([°%\p{L}].*)$/u.exec(folded.slice(at, end))?.[1];
  const first = between === undefined ? undefined : unitAt(between);
  if (first) return first;
  return /\bph\b[^.;]{0,28}$/.test(folded.slice(Math.max(0, at - 30), at)) ? { name: 'pH', of: 'reading' } : undefined;
}

function numberOf(text: string | undefined, decimal: '.' | ','): number | undefined {
  if (text === undefined) return undefined;
  const grouping =
    decimal === '.' ? /^[-+]?[1-9]\d{0,2}(?:[,']\d{3})+(?:\.\d+)?$/ : /^[-+]?[1-9]\d{0,2}(?:[.']\d{3})+(?:,\d+)?$/;
  const plain = grouping.test(text) ? text.replace(decimal === '.' ? /[,']/g : /[.']/g, '') : text;
  const value = Number(plain.replace(',', '.'));
  return Number.isFinite(value) && Math.abs(value) < 1e12 ? value : undefined;
}

/** Where the folded text states conditions: from the word that opens one to the comma or the end of the sentence. */
function conditionsIn(folded: string, lexicon: Lexicon): { at: number; end: number }[] {
  return [...folded.matchAll(lexicon.signs.condition)].map((match) => {
    const from = match.index + match[0].length;
    const rest = folded.slice(from);
    const length =
      /,(?!\d)|[;:!?]|\.(?!\d)|\b(?:then|dann|alors|entonces|entao|allora)\b/.exec(rest)?.index ?? rest.length;
    return { at: match.index, end: from + length };
  });
}

/** A limit in words (`0 to 5 °C`, `at most 63 °C`). */
export function limitInWords(limit: Limit): string {
  const unit = limit.unit ? ` ${limit.unit}` : '';
  if (limit.min !== undefined && limit.max !== undefined) return `${limit.min} to ${limit.max}${unit}`;
  return limit.max === undefined ? `at least ${limit.min}${unit}` : `at most ${limit.max}${unit}`;
}

/** A measure in words; a bare amount as it is (`180 °C`). */
export function measureInWords({ limit, amount, unit }: Pick<Measure, 'limit' | 'amount' | 'unit'>): string {
  return limit ? limitInWords(limit) : `${amount}${unit ? ` ${unit}` : ''}`;
}
