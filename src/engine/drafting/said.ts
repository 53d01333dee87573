/** What a model says of a step, as far as the document's own words bear it out. */
import type { DefinitionInput } from '../definition.ts';
import { duration, milliseconds } from '../duration.ts';
import { LIMITS } from '../limits.ts';
import { clip, fold } from './fold.ts';
import type { ProposedEntry } from './proposal.ts';
import { slug } from './slug.ts';

/** The role in the document's words: one that the draft has, or a new one if the document names it. */
export function roleNamed(roles: NonNullable<DefinitionInput['roles']>, entry: ProposedEntry, text: string) {
  if (entry.role === null) return undefined;
  const name = fold(entry.role);
  const known = roles.find((one) => fold(one.title ?? one.id.replaceAll('_', ' ')) === name);
  if (known) return known;
  const id = slug(entry.role, 5);
  const isPrinted = name.length >= 3 && text.includes(name);
  if (!isPrinted || id === '' || roles.length >= LIMITS.roles || roles.some((one) => one.id === id)) return undefined;
  const role = { id, title: clip(entry.role.trim(), LIMITS.title) };
  roles.push(role);
  return role;
}

/** Limits and units are taken only if the block's own words have the numbers. */
export function evidenceSaid(entry: ProposedEntry, words: string) {
  const isPrinted = (value: number | null): value is number => {
    if (value === null) return false;
    const plain = String(Math.abs(value));
    return words.includes(plain) || words.includes(plain.replace('.', ','));
  };
  return entry.evidence
    .filter((item) => item.type !== 'checkbox')
    .map(({ type, unit, min, max }) => {
      if (type !== 'number') return { type };
      return {
        type,
        ...(unit !== null && unit !== '' && words.includes(fold(unit)) ? { unit } : {}),
        ...(isPrinted(min) && (max === null || min <= max) ? { min } : {}),
        ...(isPrinted(max) ? { max } : {}),
      };
    });
}

export function dueSaid(entry: ProposedEntry, words: string): string | undefined {
  if (entry.due === null) return undefined;
  const parsed = duration.safeParse(entry.due);
  const digits = entry.due.match(/\d+/g) ?? [];
  const isPrinted = digits.length > 0 && digits.every((each) => words.includes(each));
  if (!parsed.success || !isPrinted || milliseconds(parsed.data) > LIMITS.durationMs) return undefined;
  return parsed.data;
}
