/** A role that a text speaks of, wherever it stands: who approves, who is told. */
import { fold } from './fold.ts';
import { roleName } from './role-name.ts';
import type { RoleBook } from './roles.ts';
import { isThing } from './words/answering.ts';
import type { Lexicon } from './words/lexicon.ts';
import { SMALL_WORDS } from './words/small-words.ts';

/** The id of the first role that the text names, known to the book or by a noun for roles; new ones are added to the book. */
export function roleIn(text: string, book: RoleBook, lexicon: Lexicon): string | undefined {
  const words = plainWords(text).slice(0, 30);
  const known = book.mentioned(text);
  for (let at = 0; at < words.length; at++) {
    if (SMALL_WORDS.has(fold(words[at] ?? ''))) continue;
    const name = longestFrom(words, at, lexicon);
    if (name === undefined) continue;
    const noun =
      book.knows(name) ??
      book.mentioned(name) ??
      (known === undefined || before(text, name, known, book) ? book.named(name) : undefined);
    if (noun !== undefined) return noun;
  }
  return known;
}

/** Every name of a role in a text, by nouns for roles, as printed, and the word before it. */
export function rolesIn(text: string, lexicon: Lexicon): readonly { readonly name: string; readonly before: string }[] {
  const words = plainWords(text);
  const found: { name: string; before: string }[] = [];
  for (let at = 0; at < words.length; at++) {
    if (SMALL_WORDS.has(fold(words[at] ?? ''))) continue;
    const name = longestFrom(words, at, lexicon);
    if (name === undefined) continue;
    const next = words[at + name.split(' ').length] ?? '';
    // "The pilot app", "Pilot 2" are no pilots.
    if (!isThing(fold(next)) && !/^\d/.test(next)) found.push({ name, before: fold(words[at - 1] ?? '') });
    at += name.split(' ').length - 1;
  }
  return found;
}

function plainWords(text: string): string[] {
  return text
    .slice(0, 400)
    .replace(/['’]s\b/g, '')
    .replace(/\b[ldLD]['’](?=\p{L})/gu, '')
    .split(/\s+/)
    .slice(0, 60);
}

/** Whether the name stands before the role that is known already. */
function before(text: string, name: string, known: string, book: RoleBook): boolean {
  const upTo = text.slice(0, text.indexOf(name));
  return text.includes(name) && book.mentioned(upTo) !== known;
}

function longestFrom(words: readonly string[], at: number, lexicon: Lexicon): string | undefined {
  for (let length = Math.min(5, words.length - at); length > 0; length--) {
    const part = words.slice(at, at + length);
    if (part.slice(0, -1).some((word) => /[.,;:!?)]$/.test(word))) continue;
    const name = part.join(' ').replace(/[.,;:!?)]+$/, '');
    if (roleName(name, lexicon) === 1) return name;
  }
  return undefined;
}
