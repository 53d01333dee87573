/** Numbers with a unit and the limits that a text sets them. */
import { fold } from './fold.ts';
import type { Lexicon } from './words/lexicon.ts';

export interface Limit {
  readonly min?: number;
  readonly max?: number;
  /** As people write it: `°C`, `%`, `minutes`. Absent where no unit follows the number. */
  readonly unit?: string;
  /** What the unit measures; only a `reading` can be evidence with min and max. */
  readonly of: 'reading' | 'time' | 'money' | 'count';
}

const UNITS: readonly (readonly [RegExp, string, Limit['of']])[] = [
  [/^(?:°|deg(?:rees)?|grad|degres?|grados|graus|gradi)?\s*c(?:elsius)?\b|^°\s*c/, '°C', 'reading'],
  [/^(?:°|deg(?:rees)?)\s*f(?:ahrenheit)?\b|^f\b/, '°F', 'reading'],
  [/^%|^(?:percent|prozent)/, '%', 'reading'],
  [
    /^(?:km\/h|m\/s|kg|mg|g\b|ml|l\b|cm|mm|km|m\b|bar\b|psi|kpa|hpa|ppm|v\b|volts?|ma\b|w\b|kw|hz|lux|db)/,
    '',
    'reading',
  ],
  [/^(?:seconds?|sec\b|s\b|sekunden?|secondes?|segundos?|secondi)/, 'seconds', 'time'],
  [/^(?:minutes?|mins?\b|minuten?|minutos?|minuti)/, 'minutes', 'time'],
  [/^(?:hours?|hrs?\b|h\b|stunden?|heures?|horas?|ore\b)/, 'hours', 'time'],
  [/^(?:(?:working |business |calendar )?days?|tage?n?\b|jours?|dias?\b|giorni)/, 'days', 'time'],
  [/^(?:eur\b|euros?|€|usd|dollars?|\$|gbp|pounds?|£|chf)/, '', 'money'],
];

/** The limits that a text sets, in its order. A range the wrong way round is not one. */
export function limitsOf(text: string, lexicon: Lexicon): Limit[] {
  const folded = fold(text).replaceAll('º', '°').replaceAll('−', '-');
  const found: { at: number; end: number; limit: Limit }[] = [];
  for (const { pattern, low, high } of lexicon.limits) {
    for (const match of folded.matchAll(new RegExp(pattern, 'g'))) {
      const end = match.index + match[0].length;
      if (found.some((one) => match.index < one.end && end > one.at)) continue;
      const limit = limitOf(match, low, high, folded.slice(end), folded.slice(Math.max(0, match.index - 2), end));
      if (limit) found.push({ at: match.index, end, limit });
    }
  }
  return found.sort((a, b) => a.at - b.at).map((one) => one.limit);
}

function limitOf(
  match: RegExpExecArray,
  low: number | undefined,
  high: number | undefined,
  after: string,
  whole: string,
): Limit | undefined {
  const min = low === undefined ? undefined : numberOf(match[low]);
  const max = high === undefined ? undefined : numberOf(match[high]);
  if (min === undefined && max === undefined) return undefined;
  if (min !== undefined && max !== undefined && min > max) return undefined;
  const { unit, of } = unitOf(after, whole);
  return {
    ...(min === undefined ? {} : { min }),
    ...(max === undefined ? {} : { max }),
    ...(unit ? { unit } : {}),
    of,
  };
}

function unitOf(after: string, whole: string): { unit?: string; of: Limit['of'] } {
  const rest = after.replace(/^\s+/, '');
  for (const [pattern, name, of] of UNITS) {
    const match = pattern.exec(rest) ?? (name !== '' ? null : null);
    if (match) return { unit: name || symbol(match[0]), of };
  }
  const before = /[€$£]/.exec(whole)?.[0];
  if (before) return { unit: before, of: 'money' };
  const inside = /\d\s*(°\s*[cf]|%)/.exec(whole)?.[1];
  if (inside) return { unit: inside.replace(/\s/g, '').toUpperCase(), of: 'reading' };
  return { of: 'count' };
}

function symbol(unit: string): string {
  return /^(?:eur|usd|gbp|chf)$/.test(unit) ? unit.toUpperCase() : unit;
}

function numberOf(text: string | undefined): number | undefined {
  const value = Number((text ?? '').replace(',', '.'));
  return text !== undefined && Number.isFinite(value) && Math.abs(value) < 1e12 ? value : undefined;
}

/** A limit in words (`0 to 5 °C`, `at most 63 °C`). */
export function limitInWords(limit: Limit): string {
  const unit = limit.unit ? ` ${limit.unit}` : '';
  if (limit.min !== undefined && limit.max !== undefined) return `${limit.min} to ${limit.max}${unit}`;
  return limit.max === undefined ? `at least ${limit.min}${unit}` : `at most ${limit.max}${unit}`;
}

/** The deadline that a text sets, as an ISO 8601 duration. */
export function dueOf(text: string, lexicon: Lexicon): string | undefined {
  const match = lexicon.within.exec(fold(text));
  if (!match) return undefined;
  const [, amount = '', unit = ''] = match;
  const count = /^\d+$/.test(amount) ? Number(amount) : /^(?:an?|one)$/.test(amount) ? 1 : lexicon.numbers[amount];
  // A longer one is not a deadline of a step: "within 10 years" speaks of something else.
  if (count === undefined || count < 1 || count > 1000) return undefined;
  if (lexicon.units.minute.test(unit)) return `PT${count}M`;
  if (lexicon.units.hour.test(unit)) return `PT${count}H`;
  if (lexicon.units.day.test(unit)) return `P${count}D`;
  return lexicon.units.week.test(unit) && count <= 100 ? `P${count}W` : undefined;
}
