/** The roles that a document names. */
import type { DefinitionInput } from '../definition.ts';
import { LIMITS } from '../limits.ts';
import type { Block } from './document.ts';
import { clip, fold, wordsOf } from './fold.ts';
import { labelLines } from './label-value.ts';
import type { Section } from './outline.ts';
import { Names } from './slug.ts';
import type { Lexicon } from './words/lexicon.ts';

type RoleInput = NonNullable<DefinitionInput['roles']>[number];

/** The roles of one SOP. A role is met again under its plural, with an article, or in other letters. */
export class RoleBook {
  private readonly roles = new Map<string, { id: string; title: string; duties: string }>();
  private readonly names = new Names();
  private readonly lexicon: Lexicon;

  constructor(lexicon: Lexicon) {
    this.lexicon = lexicon;
  }

  /** The id of a role, new or known; undefined where the words are no role or there are too many. */
  named(title: string, duties = ''): string | undefined {
    const clean = trimmed(title);
    const key = keyOf(clean);
    if (key === '' || clean.length > 60 || wordsOf(clean).length > 6 || NO_ROLE.test(fold(clean))) return undefined;
    const known = this.roles.get(key);
    if (known) return known.id;
    if (this.roles.size >= LIMITS.roles) return undefined;
    const id = this.names.take(singular(clean), 'role', 5);
    this.roles.set(key, { id, title: clip(clean.charAt(0).toUpperCase() + clean.slice(1), 100), duties });
    return id;
  }

  /** The known role whose name stands in the text, the one that stands first; of two at one place the longer name. */
  mentioned(text: string): string | undefined {
    const padded = ` ${wordsOf(text).map(singular).join(' ')} `;
    let best: { id: string; at: number; length: number } | undefined;
    for (const [key, role] of this.roles) {
      const at = padded.indexOf(` ${key} `);
      const better = !best || at < best.at || (at === best.at && key.length > best.length);
      if (at >= 0 && better) best = { id: role.id, at, length: key.length };
    }
    return best?.id;
  }

  knows(title: string): string | undefined {
    return this.roles.get(keyOf(trimmed(title)))?.id;
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

/** Reads a section about roles: "Shift lead: signs off …", rows of a table, or a plain list of names. */
export function readRoles(section: Section, book: RoleBook, lexicon: Lexicon): void {
  for (const block of section.blocks.flatMap((one) => linesOf(one, lexicon))) {
    const cell = block.table;
    if (cell && cell.column > 0) continue;
    const duties = cell ? (section.blocks.find((one) => sameRow(one, block) && one !== block)?.text ?? '') : '';
    const match = /^([^:–—]{2,60}?)\s*(?::|\s[–—-]\s)\s*(.*)$/.exec(block.text);
    const name = match?.[1] ?? block.text;
    if (block.kind === 'paragraph' && !match) continue;
    if (wordsOf(name).length <= 5) book.named(name, match?.[2] ?? duties);
  }
}

/** A paragraph of several lines as one block a line, without those that say by when or how often. */
function linesOf(block: Block, lexicon: Lexicon): Block[] {
  if (block.kind !== 'paragraph') return [block];
  const { due, frequency } = lexicon.columns;
  const timed = (part: string) => /^[^:]{2,30}:/.test(part) && (due.test(fold(part)) || frequency.test(fold(part)));
  return block.text
    .split('\n')
    .map((line) =>
      labelLines(line)
        .filter((part) => !timed(part))
        .join(' '),
    )
    .filter((line) => line.trim() !== '')
    .map((text) => ({ ...block, text }));
}

function sameRow(a: Section['blocks'][number], b: Section['blocks'][number]): boolean {
  return a.table !== undefined && a.table.id === b.table?.id && a.table.row === b.table.row;
}

/** Labels of authors and dates, places to fill in, contacts: what stands where a role could and is none. */
const NO_ROLE =
  /^(?:n\/?a|tbd|tbc|none|all|everyone|everybody|various|yes|no|alle|tous|todos|tutti)$|^(?:date|datum|fecha|data|name|version|revision|author|autor|auteur|autore|(?:prepared|written|issued|created|reviewed|approved|authori[sz]ed|drafted|updated) (?:by|on)|erstellt (?:von|am)|gepruft (?:von|am)|freigegeben (?:von|am)|redige par|approuve par|verifie par|elaborado (?:por|em)|aprobado por|aprovado por|revisado por|redatto da|approvato da|verificato da)\b|[@_]{1}|\d{4}|^\W*$/;

function trimmed(title: string): string {
  return title
    .replace(/\s+/g, ' ')
    .replace(
      /^(?:all|alle|tous les|toutes les|todos os|todas as|todos los|todas las|tutti gli|tutti i|tutte le)\s+(?=\p{L}+\s|\p{L}+$)/iu,
      '',
    )
    .replace(/^(?:the|an?|der|die|das|den|dem|des|le|la|les|el|los|las|il|lo|gli|o|os|as)\s+/i, '')
    .replace(/^l['’]/i, '')
    .replace(/[\s:.,;*([–-]+$/u, '')
    .replace(/^([^()[\]]*)[)\]]+$/, '$1')
    .replace(/^[^\p{L}]+/u, '');
}

function keyOf(title: string): string {
  return wordsOf(title).map(singular).join(' ');
}

function singular(word: string): string {
  // "Beauftragter", "Beauftragten"
  if (/(?:[bdfghklmnprtz]t|lich)e[rn]$/.test(word) && word.length > 8) return word.slice(0, -1);
  return word.length > 3 && word.endsWith('s') && !word.endsWith('ss') ? word.slice(0, -1) : word;
}
