/** Whose duties a heading or a title lists. */
import type { Candidate } from './candidate.ts';
import type { Block } from './document.ts';
import { doerOf } from './doer.ts';
import { wordsOf } from './fold.ts';
import { folding } from './folding.ts';
import { type Found, says } from './found.ts';
import { isImperative } from './instruction.ts';
import { roleName } from './role-name.ts';
import type { RoleBook } from './roles.ts';
import type { Lexicon } from './words/lexicon.ts';

/**
 * The role that a heading is about, the nearest first: "### Supervisor", "Duties of the shift lead", "Kitchen staff: opening".
 * What stands under it is that role's.
 */
export function headingRole(headings: readonly Block[], book: RoleBook, lexicon: Lexicon): Found<string> | undefined {
  for (const [index, heading] of headings.entries()) {
    const role = roleOfHeading(heading.text, book, lexicon);
    if (role !== undefined) {
      return { value: role, confidence: index === 0 ? 0.8 : 0.7, reason: says(heading.text, 'it stands under') };
    }
  }
  return undefined;
}

/** The role that the item above the step names: "The cashier:", "Kitchen staff must:". */
export function underRole({ under }: Candidate, book: RoleBook, lexicon: Lexicon): Found<string> | undefined {
  if (under === undefined) return undefined;
  const role = doerOf(under, [], book, lexicon).role?.value ?? roleOfHeading(under, book, lexicon);
  return role === undefined ? undefined : { value: role, confidence: 0.75, reason: says(under, 'it stands under') };
}

function roleOfHeading(text: string, book: RoleBook, lexicon: Lexicon): string | undefined {
  const plain = text
    .replace(/^[\s\d.)#]+|^[a-z][.)]\s+/i, '')
    .replace(/\s*\([^)]*\)\s*$/, '')
    .replace(/[\s:.]+$/, '');
  const inside = /\(([^()]+)\)\s*$/.exec(text)?.[1];
  const [bracketed = ''] = (inside ?? '').replace(BY, '').split(/\s[–—-]\s|\s*[,;+&→/]\s*|\s(?:and|und|et|y|e)\s/);
  if (book.knows(bracketed) !== undefined || (wordsOf(bracketed).length <= 4 && roleName(bracketed, lexicon) >= 0.5))
    return book.named(bracketed);
  const parts = [plain, ...plain.split(/\s*(?::|\s[–—-]\s)\s*/)].map((part) => part.trim());
  for (const part of parts) {
    const kept = part.replace(/\s+/g, ' ');
    if (kept === '' || wordsOf(kept).length > 8) continue;
    const known = book.knows(kept) ?? dutiesOf(kept, book, lexicon);
    if (known !== undefined) return known;
    if (wordsOf(kept).length <= 4 && roleName(kept, lexicon) === 1 && !isImperative(kept, lexicon))
      return book.named(kept);
  }
  return undefined;
}

/** "(directly by the treasurer)". */
const BY =
  /^(?:\p{Ll}+ )?(?:by|durch|von|vom|par|por|pel[oa]|da|dal|dalla)\s+(?:the |der |die |den |dem |le |la |el |il )?/u;

/** The id of the role in "Duties of the cashier", "Cashier checklist", "User actions for outages", "Tareas del cajero al cierre". */
export function dutiesOf(title: string, book: RoleBook, lexicon: Lexicon): string | undefined {
  const flat = title
    .replace(/['’]s\b/g, '')
    .replace(/\s+/g, ' ')
    .trim();
  const { folded, printed } = folding(flat);
  const matches = [...folded.matchAll(lexicon.signs.duties)];
  const [first] = matches;
  if (!first) return undefined;
  if (first.index > 0) {
    const before = printed(0, first.index);
    return FOR.test(first[0]) ? undefined : named(before, book, lexicon, 0.5);
  }
  let end = 0;
  for (const match of matches) if (match.index <= end + 1) end = match.index + match[0].length;
  const words = printed(end)
    .replace(/^\s*(?:the|an?|all|your)\s/i, '')
    .trim()
    .split(' ');
  const opening = folded.slice(0, end);
  // "Closing the bar" is done to the bar; "Duties of the bar" is done by it.
  const sure = DUTY.test(opening) ? 0.25 : /[a-z]{5}/.test(opening) ? 0.5 : 1;
  for (let length = Math.min(5, words.length); length > 0; length--) {
    const role = named(words.slice(0, length).join(' '), book, lexicon, sure);
    if (role !== undefined) return role;
  }
  return undefined;
}

/** "Lunch for the team" lists no duties of a lunch. */
const FOR =
  /^(?:for|fur|der|des|die|den|das|pour|para|per|du|de la|del|do|da|dos|das|della|dei|degli|le|la|les|el|los|las)\b/;

const DUTY =
  /^(?:role|dut(?:y|ies)|responsib|tasks|aufgabe|pflicht|rolle|zustandig|verantw|tache|mission|func|tarea|rol\b|tarefa|atribu|papel|compit|mansion|ruolo)/;

function named(words: string, book: RoleBook, lexicon: Lexicon, sure: number): string | undefined {
  return book.knows(words) ?? (roleName(words, lexicon) >= sure ? book.named(words) : undefined);
}
