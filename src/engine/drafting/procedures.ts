/** Cuts a document into its procedures. */
import { codedSections } from './coded-headings.ts';
import type { Block, SourceDocument } from './document.ts';
import { clip, fold, wordsOf } from './fold.ts';
import { headingWords, type Section } from './outline.ts';
import { SectionTree } from './section-tree.ts';
import { nameAsTitle, namesAnSop, titleOf, withoutChatter } from './title.ts';
import { areRules } from './words/about.ts';
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
  const title = titleApart(document.blocks, sections, { heads, lexicon: at.lexicon });
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

/** The document's title; where that is the name of one of its procedures, the first heading of what is in none of them. */
function titleApart(
  blocks: readonly Block[],
  sections: readonly Section[],
  at: { readonly heads: ReadonlySet<Block>; readonly lexicon: Lexicon },
): string | undefined {
  const title = titleOf(blocks, at.lexicon);
  const taken = [...at.heads].some((head) => head.text === title);
  if (!taken) return title;
  const free = sections.find(({ heading, above, kind }) => heading && kind === 'other' && above.length === 0);
  return free?.heading && !at.heads.has(free.heading) ? free.heading.text : undefined;
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
    title: named === undefined ? nameAsTitle(name) : clip(named.replace(/\s*:$/, ''), 200),
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
  const tree = new SectionTree(sections, steps);
  const named = highest(sections.filter((section) => section.heading && namesAnSop(section.heading.text)));
  if (named.filter((section) => tree.stepsBelow(section) > 0).length >= 2)
    return { heads: headingsOf(named), apart: false };
  const coded = codedSections(tree);
  if (coded) return { heads: headingsOf(coded), apart: false };
  const whole = repeated(tree, lexicon) ?? situations(tree, lexicon) ?? chapters(tree, lexicon);
  const gathered = groups(tree, lexicon, headingsOf(whole ?? []));
  // What stands under "Emergency procedures" rather than that heading itself.
  const outer = new Set(gathered.flatMap((section) => section.above));
  const single = whole?.filter((section) => !section.heading || !outer.has(section.heading)) ?? [];
  const heads = headingsOf([...single, ...gathered, ...appendices(tree, lexicon)]);
  return { heads, apart: whole === undefined && gathered.length === 0 };
}

/** Sections beside each other of which each says its own purpose, scope or roles. */
function repeated(tree: SectionTree, lexicon: Lexicon): Section[] | undefined {
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
function situations(tree: SectionTree, lexicon: Lexicon): Section[] | undefined {
  const found = tree.sections.filter((section) => {
    const words = headingWords(section.heading?.text ?? '');
    return (CASE.test(words) || lexicon.conditions.has(words.split(' ')[0] ?? '')) && tree.stepsBelow(section) >= 2;
  });
  const alike = found.filter((section) => section.above.at(-1) === found[0]?.above.at(-1));
  return alike.length >= 2 ? alike : undefined;
}

const CASE = /^(?:in case|in the event|bei |im falle? |en cas |en caso |em caso |in caso |no caso )/;

/**
 * Procedures under headings that gather them ("Main processes", "Emergency procedures"), in a document that is a
 * collection by its title, has several such headings or is cut beside them (`heads`). One alone may hold phases.
 */
function groups(tree: SectionTree, lexicon: Lexicon, heads: ReadonlySet<Block>): Section[] {
  const found = tree.sections.filter((section) => {
    if (!section.heading || section.above.length > 2 || tree.stepsIn(section) > 0) return false;
    if (isOne(tree.below(section.above.at(-1)))) return false;
    return gathers(section.heading.text, lexicon) && namedBelow(section, tree, lexicon) !== undefined;
  });
  const first = tree.below(undefined)[0]?.heading;
  const titled = first !== undefined && gathers(first.text, lexicon);
  const inner = found.filter((section) => section.heading !== first);
  const beside = inner.some((section) => section.heading && heads.has(section.heading));
  const members = inner.flatMap((section) => namedBelow(section, tree, lexicon) ?? []);
  return (titled || beside || inner.length >= 2) && members.length >= 2 ? members : [];
}

/** The procedures right below a heading, where most of what bears steps there has the name of one. */
function namedBelow(section: Section, tree: SectionTree, lexicon: Lexicon): Section[] | undefined {
  const bearing = tree.below(section.heading).filter((one) => tree.stepsBelow(one) > 0);
  const named = bearing.filter((one) => standsAlone(one, lexicon) || isNamed(one));
  return named.length > 0 && named.length >= bearing.length * 0.6 ? named : undefined;
}

function gathers(heading: string, lexicon: Lexicon): boolean {
  const text = fold(heading);
  return lexicon.handbook.test(text) && !lexicon.checklist.test(text);
}

/** The chapters of a handbook, or headings beside each other where the document has no title of its own. */
function chapters(tree: SectionTree, lexicon: Lexicon): Section[] | undefined {
  let level = tree.below(undefined);
  let collection = false;
  for (let depth = 0; depth < 6; depth++) {
    const [title] = level;
    if (!title?.heading) return undefined;
    const text = fold(title.heading.text);
    // The headings of a checklist are its parts.
    if (level.length === 1 && lexicon.checklist.test(text)) return undefined;
    const many = gathers(title.heading.text, lexicon);
    // A line above all others is the title, though it is no larger than them.
    const beside = level.length > 1 && many && tree.stepsBelow(title) === 0;
    if (level.length > 1 && !beside) break;
    // The title of the page around the document (level 0) is none of the procedure in it.
    if (title.heading.level > 0 && !collection && !many) return undefined;
    collection = true;
    level = beside ? level.slice(1) : tree.below(title.heading);
    if (beside && level.length > 1) break;
  }
  return beside(level, { tree, lexicon, collection });
}

function beside(
  level: readonly Section[],
  at: { readonly tree: SectionTree; readonly lexicon: Lexicon; readonly collection: boolean },
): Section[] | undefined {
  const { tree, lexicon, collection } = at;
  if (isOne(level)) return undefined;
  const bearing = level.filter((section) => tree.stepsBelow(section) > 0);
  const alone = bearing.filter((section) => standsAlone(named(section, tree), lexicon));
  const members = collection ? bearing.filter((section) => alone.includes(section) || isNamed(section)) : alone;
  if (alone.length < 2 || members.length < bearing.length * 0.6) return undefined;
  if (collection) return members;
  const first = level[0]?.heading;
  const [top] = level.filter((section) => section.kind !== 'skip');
  if (first && top && tree.stepsBelow(top) === 0 && !standsAlone(top, lexicon)) return undefined;
  const numbered = bearing.filter(
    (section) => section.heading?.ordered === true || /^\d/.test(section.heading?.text ?? ''),
  );
  return numbered.length * 2 > bearing.length ? undefined : alone;
}

/** What a sheet is called by the only title on it, rather than by its tab. */
function named(section: Section, tree: SectionTree): Section {
  const [only, ...more] = tree.below(section.heading);
  return only?.heading && more.length === 0 && section.blocks.length === 0 ? only : section;
}

/** Chapters of which one says what for and another one who: they are parts of one procedure. */
function isOne(level: readonly Section[]): boolean {
  const kinds = new Set(level.map((section) => section.kind));
  return [...kinds].filter((kind) => kind === 'purpose' || kind === 'scope' || kind === 'roles').length >= 2;
}

/** In a collection, "Cleaning of the rooms" and "Daily schedule" are procedures, not phases of one. */
function isNamed({ heading, kind }: Section): boolean {
  if (!heading || !MAY_HEAD.has(kind)) return false;
  const words = headingWords(heading.text);
  return wordsOf(words).length >= 2 && !PHASE.test(words) && !areRules(words) && !HINTS.test(words);
}

const MAY_HEAD: ReadonlySet<Section['kind']> = new Set(['other', 'steps', 'approval', 'materials']);
const PHASE =
  /^(?:phases?|stages?|part|section|step|before|during|after|stufe|teil|abschnitt|schritt|vor|wahrend|nach|etape|partie|avant|pendant|apres|fase|etapa|parte|seccion|secao|paso|passo|antes|durante|despues|depois|apos|prima|dopo|general|allgemein|important|wichtig|notes?\b|hinweise|remarques|notas)/;

/** Its heading is the name of a procedure: no phase, no part that every procedure has. */
function standsAlone(section: Section, lexicon: Lexicon): boolean {
  if (!section.heading || !isFree(section)) return false;
  const words = headingWords(section.heading.text);
  if (words === '' || HINTS.test(words)) return false;
  return section.kind === 'approval' || !lexicon.part.test(words);
}

/** "Approval form for trips" is about more than an approval. */
function isFree({ heading, kind }: Section): boolean {
  if (kind === 'approval') return wordsOf(heading?.text ?? '').length >= 4;
  return kind === 'other' || kind === 'steps';
}

const HINTS =
  /^(?:(?:important |wichtige )?(?:notes?|hinweise?|remarques?|notas?(?: importantes)?|note importanti)$|when to|wann|(?:quand|cuando|quando) [a-z]+re?|step[- ]by[- ]step|schritt fur schritt|pas a pas|paso a paso|passo a passo|tips?|tipps?|conseils?|consejos?|dicas?|consigli)\b/;

const APPENDIX =
  /^(?:reference|appendix|annex|anhang|anlage|annexe|anexo|allegato|apendice|appendice)\b[^:–—]{0,12}\s*[:–—-]\s*\S/;
const APPENDICES =
  /^(?:appendix|appendices|annex(?:es)?|anhange?|anlagen?|anexos?|apendices?|allegat[oi]|appendic[ei])$/;

/** "Appendix B: Calibrating the scale", or what stands under "Appendices": a procedure beside the document's own. */
function appendices(tree: SectionTree, lexicon: Lexicon): Section[] {
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
