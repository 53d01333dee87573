/** What a model says of a step, as far as the document's own words bear it out. */
import type { DefinitionInput } from '../definition.ts';
import { duration, milliseconds } from '../duration.ts';
import { LIMITS } from '../limits.ts';
import { clip, fold, hasWords } from './fold.ts';
import { plainNumbers } from './measures.ts';
import type { ProposedEntry } from './proposal.ts';
import { slug } from './slug.ts';
import { unitAt } from './words/units.ts';

/**
 * The role that a model names: one of `roles`, or a new one, which is added to them, if `text` (folded) names it.
 * Undefined if the document does not.
 */
export function roleNamed(roles: NonNullable<DefinitionInput['roles']>, entry: ProposedEntry, text: string) {
  if (entry.role === null) return undefined;
  const name = fold(entry.role);
  const known = roles.find((one) => fold(one.title ?? one.id.replaceAll('_', ' ')) === name);
  if (known) return known;
  const id = slug(entry.role, 5);
  const isPrinted = name.length >= 3 && hasWords(text, name);
  if (!isPrinted || id === '' || roles.length >= LIMITS.roles || roles.some((one) => one.id === id)) return undefined;
  const role = { id, title: clip(entry.role.trim(), LIMITS.title) };
  roles.push(role);
  return role;
}

/** What is to be recorded. Limits and units are taken only if the block's own words (folded) have them. */
export function evidenceSaid(entry: ProposedEntry, words: string) {
  const printed = new Set(numbersIn(words).map((one) => one.value));
  const isPrinted = (value: number | null): value is number => value !== null && printed.has(value);
  return entry.evidence
    .filter((item) => item.type !== 'checkbox')
    .map(({ type, unit, min, max }) => {
      if (type !== 'number') return { type };
      return {
        type,
        ...(unit !== null && hasWords(words, fold(unit)) ? { unit } : {}),
        ...(isPrinted(min) && (max === null || min <= max) ? { min } : {}),
        ...(isPrinted(max) ? { max } : {}),
      };
    });
}

/** The deadline as an ISO 8601 duration, if the block's own words (folded) have that length of time in figures. */
export function dueSaid(entry: ProposedEntry, words: string): string | undefined {
  if (entry.due === null) return undefined;
  const parsed = duration.safeParse(entry.due);
  if (!parsed.success) return undefined;
  const asked = milliseconds(parsed.data);
  const isPrinted = numbersIn(words).some(({ value, rest }) => {
    const unit = unitAt(rest.replace(/^[\s-]+/, ''));
    return unit?.of === 'time' && value * (UNIT_MS[unit.name] ?? 0) === asked;
  });
  return isPrinted && asked > 0 && asked <= LIMITS.durationMs ? parsed.data : undefined;
}

/** By the names that `unitAt` gives; a month has no fixed length. */
const UNIT_MS: Readonly<Record<string, number>> = {
  ...{ seconds: 1_000, minutes: 60_000, hours: 3_600_000, days: 86_400_000, weeks: 604_800_000 },
};

/** A minus between two numbers, behind a unit or inside a word is none. */
const NUMBER = /(?<![\d.,])(?:(?<![\d%°]\s?|°\s?[cf]\s?|\p{L})-)?\d+(?:[.,]\d+)*/gu;
const GROUPED = /^-?\d{1,3}(?:[.,]\d{3})+$/;

/** The numbers of folded words, each with what follows it. `1,500` is one and a half, or fifteen hundred. */
function numbersIn(words: string): readonly { readonly value: number; readonly rest: string }[] {
  const plain = plainNumbers(words);
  return [...plain.matchAll(NUMBER)].flatMap(({ 0: text, index }) => {
    const rest = plain.slice(index + text.length, index + text.length + 30);
    const values = [Number(text.replace(',', '.')), ...(GROUPED.test(text) ? [Number(text.replace(/[.,]/g, ''))] : [])];
    return values.filter((value) => Number.isFinite(value)).map((value) => ({ value, rest }));
  });
}
