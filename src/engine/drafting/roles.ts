/** Who does what: the roles that a document names, and the one that a step names. */
import type { DefinitionInput } from '../definition.ts';
import { LIMITS } from '../limits.ts';
import type { Block } from './document.ts';
import { clip, fold, wordsOf } from './fold.ts';
import { isImperative } from './instruction.ts';
import type { Section } from './outline.ts';
import { Names, slug } from './slug.ts';
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
    const clean = title
      .replace(/^(?:the|der|die|das|le|la|el|il|o|a)\s+/i, '')
      .replace(/[\s:.,;*–-]+$/u, '')
      .replace(/^[^\p{L}]+/u, '');
    const key = keyOf(clean);
    if (key === '' || clean.length > 60 || wordsOf(clean).length > 6) return undefined;
    const known = this.roles.get(key);
    if (known) return known.id;
    if (this.roles.size >= LIMITS.roles) return undefined;
    const id = this.names.take(singular(clean), 'role', 5);
    this.roles.set(key, { id, title: clip(clean.charAt(0).toUpperCase() + clean.slice(1), 100), duties });
    return id;
  }

  /** The known role whose name stands in the text, the one that stands first. */
  mentioned(text: string): string | undefined {
    const padded = ` ${wordsOf(text).map(singular).join(' ')} `;
    let best: { id: string; at: number } | undefined;
    for (const [key, role] of this.roles) {
      const at = padded.indexOf(` ${key} `);
      if (at >= 0 && (!best || at < best.at)) best = { id: role.id, at };
    }
    return best?.id;
  }

  knows(title: string): string | undefined {
    return this.roles.get(keyOf(title))?.id;
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
export function readRoles(section: Section, book: RoleBook): void {
  for (const block of section.blocks) {
    const cell = block.table;
    if (cell && cell.column > 0) continue;
    const duties = cell ? (section.blocks.find((one) => sameRow(one, block) && one !== block)?.text ?? '') : '';
    const match = /^([^:–—]{2,60}?)\s*(?::|\s[–—-]\s)\s*(.*)$/.exec(block.text);
    const name = match?.[1] ?? block.text;
    if (block.kind === 'paragraph' && !match) continue;
    if (wordsOf(name).length <= 5) book.named(name, match?.[2] ?? duties);
  }
}

function sameRow(a: Block, b: Block): boolean {
  return a.table !== undefined && a.table.id === b.table?.id && a.table.row === b.table.row;
}

export interface Doer {
  readonly role: string | undefined;
  /** The step's words without the mention of the doer at their beginning or end. */
  readonly text: string;
}

/** Who a step names as its doer: "Chef: …", "… (Chef)", "Responsible: Chef" below, "The chef signs …". */
export function doerOf(text: string, details: readonly string[], book: RoleBook, lexicon: Lexicon): Doer {
  const prefix = /^([\p{L}][\p{L}\p{N}'’&/ .-]{1,40}?)\s*(?::|\s[–—]\s)\s*(\S.*)$/su.exec(text);
  if (prefix?.[1] !== undefined && prefix[2] !== undefined) {
    const known = book.knows(prefix[1]);
    if (known) return { role: known, text: capital(prefix[2]) };
    const title = wordsOf(prefix[1]).length <= 3 && /^\p{Lu}/u.test(prefix[1]) && ROLE_NAME.test(fold(prefix[1]));
    if (title && isImperative(prefix[2], lexicon)) return { role: book.named(prefix[1]), text: capital(prefix[2]) };
  }
  const suffix = /^(.*\S)\s*[([]([\p{L}][\p{L} /&'’-]{1,40})[)\]]\.?$/su.exec(text);
  if (suffix?.[1] !== undefined && suffix[2] !== undefined) {
    const known =
      book.knows(suffix[2]) ??
      (ROLE_NAME.test(fold(suffix[2])) && wordsOf(suffix[2]).length <= 3 ? book.named(suffix[2]) : undefined);
    if (known) return { role: known, text: suffix[1] };
  }
  for (const detail of details) {
    const folded = fold(detail.replace(/^[\s-]+/, ''));
    const said = lexicon.responsible.exec(folded)?.[0];
    if (said !== undefined)
      return {
        role: book.named(
          detail
            .replace(/^[\s-]+/, '')
            .slice(said.length)
            .split(/[.,;(]/)[0] ?? '',
        ),
        text,
      };
  }
  if (isImperative(text, lexicon)) return { role: undefined, text };
  const start = wordsOf(text).slice(0, 6).join(' ');
  return { role: book.mentioned(start) ?? subject(text, book), text };
}

/** "The duty manager will …": a subject that is the name of a role. */
function subject(text: string, book: RoleBook): string | undefined {
  const words =
    /^(?:(?:a|one) member of )?(?:the|your|a|an|der|die|das|le|la|el|il|o|a)\s+((?:[\p{L}\p{N}-]+\s+){1,4})(?:will|must|shall|should|is|are|muss|soll|doit|debe|deve)\b/iu
      .exec(text)?.[1]
      ?.trim();
  return words !== undefined && ROLE_NAME.test(fold(words)) ? book.named(words) : undefined;
}

/** Words that names of roles end in, in six languages. Needed only where the document does not list its roles. */
const ROLE_NAME =
  /(?:manager|lead|leader|chef|cook|agent|officer|supervisor|director|coordinator|technician|operator|nurse|doctor|physician|engineer|analyst|owner|team|staff|assistant|clerk|cashier|waiter|cleaner|driver|secretary|administrator|commander|buyer|approver|reviewer|accountant|pharmacist|teacher|host|server|bartender|head|department|office|leiter(?:in)?|leitung|mitarbeiter(?:in)?|koch|kuche|verantwortliche[rn]?|beauftragte[rn]?|arzt|pflege|responsable|directeur|gerant|cuisinier|technicien|infirmier|agente?|gerente|encargad[oa]|jefe|supervisora?|cocinero|tecnico|enfermer[oa]|coordinador|coordenador|cozinheir[oa]|chefe|responsavel|responsabile|direttore|cuoco|infermiere|operatore|addetto|capo)s?$/;

function keyOf(title: string): string {
  return wordsOf(title.replace(/^(?:the|der|die|das|le|la|el|il)\s+/i, ''))
    .map(singular)
    .join(' ');
}

function singular(word: string): string {
  return word.length > 3 && word.endsWith('s') && !word.endsWith('ss') ? word.slice(0, -1) : word;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Whether a heading is the name of a role ("### Supervisor"): what stands under it is that role's. */
export function roleHeading(heading: Block | undefined, book: RoleBook): string | undefined {
  if (!heading) return undefined;
  const words = wordsOf(heading.text);
  if (words.length === 0 || words.length > 4) return undefined;
  return (
    book.knows(heading.text) ??
    (ROLE_NAME.test(fold(heading.text)) && slug(heading.text) !== '' ? book.named(heading.text) : undefined)
  );
}
