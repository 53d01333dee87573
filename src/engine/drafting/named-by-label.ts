import { isImperative } from './instruction.ts';
import { roleParts } from './role-list.ts';
import { roleName } from './role-name.ts';
import type { RoleBook } from './roles.ts';
import type { Lexicon } from './words/lexicon.ts';

/** Labels that are as often followed by what is to be done. */
const ABOUT =
  /^(?:responsibilit|responsabilit|responsabilid|responsabilites?\b|verantwort(?:ung|lichkeit)\b|zustandigkeit|accountabilit)/;

/**
 * The id of the role, or the first of several, that stands after a folded label; undefined where the label tells what to do:
 * "Responsibility: oversight" says for what, "Responsibility: pharmacist" says who.
 */
export function namedByLabel(label: string, value: string, book: RoleBook, lexicon: Lexicon): string | undefined {
  const sure = (name: string) => (book.knows(name) === undefined ? roleName(name, lexicon) : 1);
  const known = roleParts(value, sure).every((name) => sure(name) > 0);
  // "Support agent" begins like a command.
  return known || !(ABOUT.test(label) || isImperative(value, lexicon)) ? book.listed(value) : undefined;
}
