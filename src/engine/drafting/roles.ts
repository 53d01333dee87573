/** The roles that a document names. */
import type { DefinitionInput } from '../definition.ts';
import { LIMITS } from '../limits.ts';
import type { Acronym } from './acronyms.ts';
import { clip, fold, wordsOf } from './fold.ts';
import { roleParts } from './role-list.ts';
import { roleName } from './role-name.ts';
import { Names } from './slug.ts';
import type { Lexicon } from './words/lexicon.ts';

type RoleInput = NonNullable<DefinitionInput['roles']>[number];

/** The roles of one SOP. A role is met again under its plural, with an article, or in other letters. */
export class RoleBook {
  private readonly roles = new Map<string, { id: string; title: string; duties: string }>();
  /** Other keys of a role, by which it is met again: without its brackets, a short form. */
  private readonly aliases = new Map<string, string>();
  /** What short forms stand for, by the key of the long form. */
  private readonly explained = new Map<string, string>();
  private readonly names = new Names();
  private readonly lexicon: Lexicon;

  constructor(lexicon: Lexicon, acronyms: readonly Acronym[] = []) {
    this.lexicon = lexicon;
    for (const { short, long } of acronyms) {
      const key = keyOf(trimmed(long));
      this.aliases.set(keyOf(short), key);
      this.explained.set(key, `${trimmed(long)} (${short})`);
    }
  }

  /** The id of a role, new or known; undefined where the words are no role or there are too many. */
  named(title: string, duties = ''): string | undefined {
    const clean = trimmed(title);
    const key = keyOf(clean);
    if (key === '' || clean.length > 60 || wordsOf(clean).length > 6 || NO_ROLE.test(fold(clean))) return undefined;
    const known = this.find(clean);
    if (known) {
      if (known.duties === '') known.duties = duties;
      // "Applicant (helped by HR)" was the applicant, and something about them.
      if (
        keyOf(bracketed(known.title).plain) === key &&
        !this.explained.has(key) &&
        bracketed(known.title).short === ''
      )
        known.title = bracketed(known.title).plain;
      return known.id;
    }
    if (this.roles.size >= LIMITS.roles) return undefined;
    const full = this.aliases.get(key) ?? key;
    const printed = this.explained.get(full) ?? clean;
    const id = this.names.take(singular(clean), 'role', 5);
    this.roles.set(full, { id, title: clip(printed.charAt(0).toUpperCase() + printed.slice(1), 100), duties });
    const { plain, short } = bracketed(clean);
    for (const other of [keyOf(plain), short]) {
      if (other !== '' && other !== full && !this.roles.has(other) && !this.aliases.has(other))
        this.aliases.set(other, full);
    }
    return id;
  }

  /** The first id of the roles that a phrase lists ("QA, production"), each new or known. */
  listed(phrase: string): string | undefined {
    const isRole = (name: string) => (this.knows(name) === undefined ? roleName(trimmed(name), this.lexicon) : 1);
    return roleParts(phrase, isRole)
      .map((name) => this.named(name))
      .find((id) => id !== undefined);
  }

  /** The known role whose name stands in the text, the one that stands first; of two at one place the longer name. */
  mentioned(text: string): string | undefined {
    const padded = ` ${wordsOf(text).map(singular).join(' ')} `;
    let best: { id: string; at: number; length: number } | undefined;
    const keys = [...this.roles, ...[...this.aliases].map(([key, full]) => [key, this.roles.get(full)] as const)];
    for (const [key, role] of keys) {
      if (!role) continue;
      const at = padded.indexOf(` ${key} `);
      const better = !best || at < best.at || (at === best.at && key.length > best.length);
      if (at >= 0 && better) best = { id: role.id, at, length: key.length };
    }
    return best?.id;
  }

  knows(title: string): string | undefined {
    return this.find(trimmed(title))?.id;
  }

  private find(clean: string): { id: string; title: string; duties: string } | undefined {
    const key = keyOf(clean);
    const known = this.roles.get(this.aliases.get(key) ?? key);
    if (known) return known;
    // "Shift lead (morning)" is the shift lead, where there is no other one.
    const { plain } = bracketed(clean);
    return plain === clean ? undefined : this.roles.get(keyOf(plain));
  }

  /** Whether the words stand in the name of a role. */
  speaksOf(words: string): boolean {
    const key = ` ${keyOf(trimmed(words))} `;
    return [...this.roles.keys()].some((known) => ` ${known} `.includes(key));
  }

  /** As people say it; the id if nothing else is known. */
  titleOf(id: string): string {
    return [...this.roles.values()].find((role) => role.id === id)?.title ?? id;
  }

  get size(): number {
    return this.roles.size;
  }

  /** The role whose duties say that it works through the steps; the first of them. */
  doer(): string | undefined {
    return [...this.roles.values()].find((role) => role.duties !== '' && this.lexicon.doer.test(fold(role.duties)))?.id;
  }

  /** Roles in the order met, each with what its own description says that it is for. */
  list(): RoleInput[] {
    return [...this.roles.values()].map(({ id, title, duties }) => {
      const purpose = this.purpose(title, duties);
      return { id, title, ...(purpose ? { for: purpose } : {}) };
    });
  }

  /** The role whose description matches, as `accountable_manager` or `exception_owner` of the SOP. */
  matching(pattern: RegExp): string | undefined {
    return [...this.roles.values()].find((role) => pattern.test(fold(`${role.title}. ${role.duties}`)))?.id;
  }

  private purpose(title: string, duties: string): RoleInput['for'] {
    const folded = fold(`${title}. ${duties}`);
    if (this.lexicon.accountable.test(folded)) return 'accountable_manager';
    if (this.lexicon.approval.test(folded)) return 'approver';
    return this.lexicon.exceptions.test(folded) ? 'exception_owner' : undefined;
  }
}

/** Labels of authors and dates, places to fill in, contacts: what stands where a role could and is none. */
const NO_ROLE =
  /^(?:n\/?a|tbd|tbc|none|all|everyone|everybody|various|yes|no|alle|tous|todos|tutti)$|^(?:date|datum|fecha|data|name|version|revision|author|autor|auteur|autore|(?:prepared|written|issued|created|reviewed|approved|authori[sz]ed|drafted|updated) (?:by|on)|erstellt (?:von|am)|gepruft (?:von|am)|freigegeben (?:von|am)|redige par|approuve par|verifie par|elaborado (?:por|em)|aprobado por|aprovado por|revisado por|redatto da|approvato da|verificato da)\b|[@_"“”„«»[\]]|^[^(]*\)|\d{4}|^\W*$/;

function trimmed(title: string): string {
  return (
    title
      .replace(/\s+/g, ' ')
      .replace(
        /^(?:all|every|each|alle|jeder?|tous les|toutes les|tout le|chaque|todos os|todas as|todo o|todos los|todas las|todo el|todo|cada|tutti gli|tutti i|tutte le|tutto il|ogni)\s+(?=\p{L}+\s|\p{L}+$)/iu,
        '',
      )
      .replace(/^(?:the|an?|der|die|das|den|dem|des|le|la|les|el|los|las|il|lo|gli|o|os|as)\s+/i, '')
      .replace(/^l['’]/i, '')
      // "The storekeeper. Deputy: …"
      .replace(/(?<=\p{L}{4})\.\s+\p{Lu}.*$/u, '')
      .replace(/[\s:.,;*([–-]+$/u, '')
      .replace(/^([^()[\]]*)[)\]]+$/, '$1')
      .replace(/^[^\p{L}]+/u, '')
  );
}

/** A name without what stands in brackets after it, and the key of a short form there. */
function bracketed(title: string): { plain: string; short: string } {
  const match = /^(\S.*?)\s*\(([^()]+)\)$/.exec(title);
  const [, plain = title, inside = ''] = match ?? [];
  return { plain, short: /^\p{Lu}{2,6}$/u.test(inside) ? keyOf(inside) : '' };
}

function keyOf(title: string): string {
  return wordsOf(title).map(singular).join(' ');
}

function singular(word: string): string {
  // "Beauftragter", "Beauftragten"
  if (/(?:[bdfghklmnprtz]t|lich)e[rn]$/.test(word) && word.length > 8) return word.slice(0, -1);
  return word.length > 3 && word.endsWith('s') && !word.endsWith('ss') ? word.slice(0, -1) : word;
}
