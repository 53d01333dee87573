/** By when a step must be done. */
import { fold } from './fold.ts';
import { type Found, says } from './found.ts';
import { type TimeOfDay, timeOfDay } from './time-of-day.ts';
import type { Lexicon } from './words/lexicon.ts';
import { unitAt } from './words/units.ts';

/** The deadline that a text sets, as an ISO 8601 duration from the moment the step can begin. */
export function dueOf(text: string, lexicon: Lexicon): Found<string> | undefined {
  const found = spanAfter(fold(text), lexicon, 'within');
  return found && { value: found.duration, confidence: WEAK.test(found.words) ? 0.5 : 0.8, reason: says(found.words) };
}

/** The same of a cell below "Deadline", where "4 hours" alone is one; "1 h before opening" is none. */
export function columnDueOf(cell: string, lexicon: Lexicon): Found<string> | undefined {
  const told = dueOf(cell, lexicon);
  if (told) return told;
  const folded = fold(cell)
    .trim()
    .replace(/^(?:≤|<=?|max(?:\.|imal|imum)?|ca\.|approx\.?|~)\s*/, '');
  const amount = new RegExp(String.raw`^(?:${amountsIn(lexicon)})(?=[\s-]*\p{L})`, 'u').exec(folded)?.[0];
  if (amount === undefined) return undefined;
  const rest = folded
    .slice(amount.length)
    .replace(/^[\s-]+/, '')
    .replace(BUSINESS, '');
  if (!/^[\p{L}. ]{1,24}$/u.test(rest)) return undefined;
  const unit = unitAt(rest);
  const words = rest.replace(/^(?:working|business|calendar) /, '').replace(/\.$/, '');
  const duration =
    unit?.of === 'time' && !words.includes(' ') ? durationOf(amountOf(amount, lexicon), unit.name) : undefined;
  return duration === undefined
    ? undefined
    : { value: duration, confidence: 0.85, reason: says(cell, 'its column says') };
}

/** How long is waited before something else is done: "after 15 minutes", "for two hours". */
export function waitOf(text: string, lexicon: Lexicon): string | undefined {
  return spanAfter(fold(text), lexicon, 'after')?.duration;
}

function spanAfter(
  folded: string,
  lexicon: Lexicon,
  what: 'within' | 'after',
): { duration: string; words: string } | undefined {
  for (const match of folded.matchAll(patternOf(lexicon, what))) {
    const rest = folded.slice(match.index + match[0].length);
    const unit = unitAt(rest.replace(/^[\s-]+/, '').replace(BUSINESS, ''));
    const amount = amountOf(match.groups?.amount ?? '', lexicon);
    const duration = unit?.of === 'time' ? durationOf(amount, unit.name) : undefined;
    if (duration !== undefined) return { duration, words: `${match[0]}${/^[\s-]*\S+/.exec(rest)?.[0] ?? ''}` };
  }
  return undefined;
}

/** A time of day by which it must be done ("before 07:00"). A deadline in a run counts from its start, so this is for a person to turn into one. */
export function clockDueOf(text: string, lexicon: Lexicon): Found<TimeOfDay> | undefined {
  const folded = fold(text);
  for (const match of folded.matchAll(new RegExp(String.raw`(?<![\p{L}])(?:${lexicon.signs.before})\s+`, 'gu'))) {
    const time = timeOfDay(folded.slice(match.index + match[0].length));
    if (time) return { value: time, confidence: 0.7, reason: says(`${match[0]}${time.words}`) };
  }
  return undefined;
}

const PATTERNS = new WeakMap<Lexicon, Readonly<Record<'within' | 'after', RegExp>>>();
const AFTER =
  'after|for|in|within|en|em|dans|entro|nach|seit|apres|depuis|pendant|tras|despues de|durante|apos|depois de|por|dopo|da|per';

function patternOf(lexicon: Lexicon, what: 'within' | 'after'): RegExp {
  const known = PATTERNS.get(lexicon);
  if (known) return known[what];
  const amounts = amountsIn(lexicon);
  const articles =
    'the|die|der|den|le|la|las|los|i|as|os|next|first|nachsten|ersten|prochaines?|maximal|maximum|max\\.?';
  const made = (words: string) =>
    new RegExp(String.raw`(?<![\p{L}])(?:${words})\s+(?:(?:${articles})\s+){0,2}(?<amount>${amounts})(?![\d:])`, 'gu');
  const patterns = { within: made(lexicon.signs.within), after: made(AFTER) };
  PATTERNS.set(lexicon, patterns);
  return patterns[what];
}

function amountsIn({ numbers }: Lexicon): string {
  return [String.raw`\d+(?:[.,]\d+)?`, 'half an', 'an?', ...Object.keys(numbers)].join('|');
}

/** "Up to 5 minutes" limits how long it takes rather than by when it is done. */
const WEAK = /^(?:up to|under|maximum of|max|ate |inside)/;
const BUSINESS = /^(?:working|business|calendar|full|volle[rn]?|ouvres?)[\s-]+/;

function amountOf(words: string, lexicon: Lexicon): number {
  if (words === 'half an') return 0.5;
  if (/^an?$/.test(words)) return 1;
  return lexicon.numbers[words] ?? Number(words.replace(',', '.'));
}

/** A longer one is not a deadline of a step: "within 10 years" speaks of something else. */
function durationOf(count: number, unit: string): string | undefined {
  if (!(count > 0) || count > 1000) return undefined;
  const whole = Number.isInteger(count);
  switch (unit) {
    case 'seconds':
      return whole ? `PT${count}S` : undefined;
    case 'minutes':
      return whole ? `PT${count}M` : undefined;
    case 'hours':
      return whole ? `PT${count}H` : `PT${Math.round(count * 60)}M`;
    case 'days':
      return whole ? `P${count}D` : undefined;
    case 'weeks':
      return whole && count <= 100 ? `P${count}W` : undefined;
    case 'months':
      return whole && count <= 24 ? `P${count * 30}D` : undefined;
    default:
      return undefined;
  }
}
