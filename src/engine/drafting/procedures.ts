/** Cuts a document into its procedures. */
import type { Block, SourceDocument } from './document.ts';
import { clip, fold } from './fold.ts';
import { DEEPEST, headingWords, type Section } from './outline.ts';
import { nameAsTitle, namesAnSop, titleOf, withoutChatter } from './title.ts';
import type { Lexicon } from './words/lexicon.ts';

export interface Procedure {
  readonly title: string;
  /** The title was made from the file's name. */
  readonly untitled: boolean;
  readonly sections: readonly Section[];
}

/**
 * One procedure, unless headings name several: by number ("SOP 7", "SOP 7A"), each with a purpose and steps of its own,
 * as the chapters of a handbook, or beside each other under no title. Phases of one procedure stay together.
 *
 * @param steps how many steps each section holds.
 */
export function proceduresOf(
  document: SourceDocument,
  sections: readonly Section[],
  at: { readonly steps: ReadonlyMap<Section, number>; readonly lexicon: Lexicon },
): Procedure[] {
  const { heads, apart } = headsOf(sections, at.steps, at.lexicon);
  const title = titleOf(document.blocks, at.lexicon);
  const whole: Cut = { title: title ?? nameAsTitle(document.name), untitled: title === undefined, sections: [] };
  const titled = titles(sections);
  const cuts = new Map<Block, Cut>();
  let last = whole;
  for (const section of sections) {
    const head =
      section.heading && heads.has(section.heading) ? section.heading : section.above.findLast((one) => heads.has(one));
    const cut =
      head === undefined
        ? apart
          ? whole
          : last
        : (cuts.get(head) ?? beginning(titled.get(head) ?? head.text, document.name));
    if (head) cuts.set(head, cut);
    cut.sections.push(section);
    last = cut;
  }
  return [whole, ...cuts.values()];
}

/** A heading right above another one, the only one below it, leaves the name to that one: a sheet's name and its title. */
function titles(sections: readonly Section[]): ReadonlyMap<Block, string> {
  const below = new Map<Block, Section[]>();
  for (const section of sections) {
    const parent = section.above.at(-1);
    const inside = parent === undefined ? undefined : below.get(parent);
    if (inside) inside.push(section);
    else if (parent) below.set(parent, [section]);
  }
  const found = new Map<Block, string>();
  for (const { heading, blocks } of sections) {
    const [only, ...more] = heading ? (below.get(heading) ?? []) : [];
    if (heading && only?.heading && more.length === 0 && blocks.length === 0) found.set(heading, only.heading.text);
  }
  return found;
}

function beginning(title: string, name: string): Cut {
  const named = withoutChatter(title);
  return {
    title: named === undefined ? nameAsTitle(name) : clip(named, 200),
    untitled: named === undefined,
    sections: [],
  };
}

interface Cut extends Procedure {
  readonly sections: Section[];
}

/** The headings that begin a procedure; `apart`: what is not below one of them belongs to the document's own. */
function headsOf(
  sections: readonly Section[],
  steps: ReadonlyMap<Section, number>,
  lexicon: Lexicon,
): { readonly heads: ReadonlySet<Block>; readonly apart: boolean } {
  const tree = new Tree(sections, steps);
  const named = highest(sections.filter((section) => section.heading && namesAnSop(section.heading.text)));
  if (named.filter((section) => tree.stepsBelow(section) > 0).length >= 2)
    return { heads: headingsOf(named), apart: false };
  const whole = repeated(tree, lexicon) ?? situations(tree, lexicon) ?? chapters(tree, lexicon);
  return { heads: headingsOf([...(whole ?? []), ...appendices(tree, lexicon)]), apart: whole === undefined };
}

class Tree {
  readonly sections: readonly Section[];
  /** Steps in a section and below it, by its heading. */
  private readonly counts = new Map<Block, number>();
  /** Sections right below a heading. */
  private readonly inside = new Map<Block | undefined, Section[]>();
  private readonly kinds = new Map<Block, Set<Section['kind']>>();

  constructor(sections: readonly Section[], steps: ReadonlyMap<Section, number>) {
    this.sections = sections;
    for (const section of sections) {
      const count = steps.get(section) ?? 0;
      const line = section.heading ? [...section.above, section.heading] : section.above;
      for (const heading of line) this.counts.set(heading, (this.counts.get(heading) ?? 0) + count);
      if (!section.heading) continue;
      if (section.heading.level < DEEPEST)
        for (const heading of section.above) {
          const kinds = this.kinds.get(heading);
          if (kinds) kinds.add(section.kind);
          else this.kinds.set(heading, new Set([section.kind]));
        }
      const parent = section.above.at(-1);
      const siblings = this.inside.get(parent);
      if (siblings) siblings.push(section);
      else this.inside.set(parent, [section]);
    }
  }

  stepsBelow(section: Section): number {
    return section.heading ? (this.counts.get(section.heading) ?? 0) : 0;
  }

  below(heading: Block | undefined): readonly Section[] {
    return this.inside.get(heading) ?? [];
  }

  kindsBelow(section: Section): ReadonlySet<Section['kind']> {
    return (section.heading && this.kinds.get(section.heading)) || new Set();
  }
}

/** Sections beside each other of which each says its own purpose, scope or roles. */
function repeated(tree: Tree, lexicon: Lexicon): Section[] | undefined {
  const own = tree.sections.filter((section) => {
    const kinds = tree.kindsBelow(section);
    const told = ['purpose', 'scope', 'roles', 'materials'].filter((kind) => kinds.has(kind as Section['kind'])).length;
    return told > 0 && standsAlone(section, lexicon) && tree.stepsBelow(section) >= 2;
  });
  // The outermost ones hold the others; what counts is the deepest level that still has several.
  const deepest = own.filter(
    (section) => !own.some((other) => section.heading && other.above.includes(section.heading)),
  );
  const beside = deepest.filter((section) => section.above.at(-1) === deepest[0]?.above.at(-1));
  return beside.length >= 2 ? beside : undefined;
}

/** "In case of fire", "In case of an earthquake", beside each other: to each its own procedure. */
function situations(tree: Tree, lexicon: Lexicon): Section[] | undefined {
  const found = tree.sections.filter((section) => {
    const words = headingWords(section.heading?.text ?? '');
    return (CASE.test(words) || lexicon.conditions.has(words.split(' ')[0] ?? '')) && tree.stepsBelow(section) >= 2;
  });
  const alike = found.filter((section) => section.above.at(-1) === found[0]?.above.at(-1));
  return alike.length >= 2 ? alike : undefined;
}

const CASE = /^(?:in case|in the event|bei |im falle? |en cas |en caso |em caso |in caso |no caso )/;

/** The chapters of a handbook, or headings beside each other where the document has no title of its own. */
function chapters(tree: Tree, lexicon: Lexicon): Section[] | undefined {
  let level = tree.below(undefined);
  let collection = false;
  for (let depth = 0; depth < 6; depth++) {
    const [title] = level;
    if (!title?.heading) return undefined;
    const text = fold(title.heading.text);
    // The headings of a checklist are its parts.
    if (level.length === 1 && lexicon.checklist.test(text)) return undefined;
    const many = lexicon.handbook.test(text) && !lexicon.checklist.test(text);
    // A line above all others is the title, though it is no larger than them.
    const beside = level.length > 1 && many && tree.stepsBelow(title) === 0;
    if (level.length > 1 && !beside) break;
    // The title of the page around the document (level 0) is none of the procedure in it.
    if (title.heading.level > 0 && !collection && !many) return undefined;
    collection = true;
    level = beside ? level.slice(1) : tree.below(title.heading);
    if (beside) break;
  }
  return beside(level, { tree, lexicon, collection });
}

function beside(
  level: readonly Section[],
  at: { readonly tree: Tree; readonly lexicon: Lexicon; readonly collection: boolean },
): Section[] | undefined {
  const { tree, lexicon, collection } = at;
  const bearing = level.filter((section) => tree.stepsBelow(section) > 0);
  const alone = bearing.filter((section) => standsAlone(section, lexicon));
  if (alone.length < 2 || alone.length < bearing.length * 0.6) return undefined;
  if (collection) return alone;
  const first = level[0]?.heading;
  const [top] = level.filter((section) => section.kind !== 'skip');
  if (first && top && tree.stepsBelow(top) === 0 && !standsAlone(top, lexicon)) return undefined;
  const numbered = bearing.filter(
    (section) => section.heading?.ordered === true || /^\d/.test(section.heading?.text ?? ''),
  );
  return numbered.length * 2 > bearing.length ? undefined : alone;
}

/** Its heading is the name of a procedure: no phase, no part that every procedure has. */
function standsAlone(section: Section, lexicon: Lexicon): boolean {
  if (!section.heading || (section.kind !== 'other' && section.kind !== 'steps')) return false;
  const words = headingWords(section.heading.text);
  return words !== '' && !lexicon.part.test(words) && !HINTS.test(words);
}

const HINTS =
  /^(?:when to|wann|(?:quand|cuando|quando) [a-z]+re?|step[- ]by[- ]step|schritt fur schritt|pas a pas|paso a paso|passo a passo|tips?|tipps?|conseils?|consejos?|dicas?|consigli)\b/;

const APPENDIX =
  /^(?:reference|appendix|annex|anhang|anlage|annexe|anexo|allegato|apendice|appendice)\b[^:–—]{0,12}\s*[:–—-]\s*\S/;
const APPENDICES =
  /^(?:appendix|appendices|annex(?:es)?|anhange?|anlagen?|anexos?|apendices?|allegat[oi]|appendic[ei])$/;

/** "Appendix B: Calibrating the scale", or what stands under "Appendices": a procedure beside the document's own. */
function appendices(tree: Tree, lexicon: Lexicon): Section[] {
  return tree.sections.filter((section) => {
    const text = fold(section.heading?.text ?? '');
    if (lexicon.checklist.test(text) || tree.stepsBelow(section) < 3) return false;
    const above = headingWords(section.above.at(-1)?.text ?? '');
    return APPENDIX.test(text) || (APPENDICES.test(above) && standsAlone(section, lexicon));
  });
}

function highest(sections: readonly Section[]): Section[] {
  const level = sections.reduce((least, section) => Math.min(least, section.heading?.level ?? 99), 99);
  return sections.filter((section) => section.heading?.level === level);
}

function headingsOf(sections: readonly Section[]): ReadonlySet<Block> {
  return new Set(sections.flatMap((section) => (section.heading ? [section.heading] : [])));
}
