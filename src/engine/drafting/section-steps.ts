/** The steps of one section: its lists, tables, and sentences that instruct. */
import type { Candidate } from './candidate.ts';
import type { Block } from './document.ts';
import { type Element, elementsOf, type Item } from './elements.ts';
import { fold, wordsOf } from './fold.ts';
import { instructionIn, isImperative } from './instruction.ts';
import { detailsOf, instructive, stepsOfList } from './list-steps.ts';
import type { Section } from './outline.ts';
import { stepsOfText } from './sentence-steps.ts';
import { stepsOfTable } from './table-steps.ts';
import { isPerhaps, isRemark } from './words/callout.ts';
import type { Lexicon } from './words/lexicon.ts';

type List = Extract<Element, { type: 'list' }>;

/** What the sections of one document share. */
export interface Place {
  readonly lexicon: Lexicon;
  /** Headings of the document, folded. */
  readonly headings: ReadonlySet<string>;
  /** Headings above all others, with sections of steps below them. */
  readonly titles: ReadonlySet<Block | undefined>;
  readonly checklist: boolean;
  /** What is numbered is a step in this document, whatever its words. */
  readonly numbered: boolean;
  /** Its lists name actions with nouns. */
  readonly nouns: boolean;
}

export function stepsOfSection(section: Section, place: Place): Candidate[] {
  const { lexicon } = place;
  const elements = elementsOf(section.blocks);
  const lists = elements.some((element) => element.type === 'list' || element.type === 'table');
  const own = headingStep(section, lexicon, lists);
  if (own) return [own];
  const ofLists = elements.map((element, index) => {
    if (element.type === 'table') return stepsOfTable(element.rows, section, place);
    if (element.type === 'text') return [];
    const lead = element.lead ?? (index === 0 ? section.heading : undefined);
    const steps = stepsOfList(element.items, { ...place, section, lead });
    return asksForThese(element, steps, section, lexicon) ? [stepOver(element.lead, element.items, section)] : steps;
  });
  // Sentences explain the lists beside them, unless these are no steps.
  const listed = ofLists.some((steps) => steps.length > 0);
  return elements.flatMap((element, index) => {
    const next = elements[index + 1];
    if (element.type !== 'text') return ofLists[index] ?? [];
    const leads = next?.type === 'list' && next.lead === element.block;
    const held =
      ofLists[index + 1]?.length !== 0
        ? obligesAlone(element.block.text, lexicon)
        : isImperative(element.block.text, lexicon);
    if (leads && !held) return [];
    return stepsOfText(element.block, { section, lexicon, lists: listed, intro: place.titles.has(section.heading) });
  });
}

/** "The form must be filled in by the fifth." above further steps; "The following steps must be done." only leads to them. */
function obligesAlone(text: string, lexicon: Lexicon): boolean {
  const told = fold(text);
  return /[.!]$/.test(text) && instructionIn(text, lexicon, 1) === 'obligation' && !lexicon.sections.steps.test(told);
}

/** "Check the list for:" above names: the line is the step, the names say what it looks at. */
function asksForThese(
  list: List,
  steps: readonly Candidate[],
  section: Section,
  lexicon: Lexicon,
): list is List & { readonly lead: Block } {
  const { lead, items } = list;
  if (lead?.kind !== 'paragraph' || !/:$/.test(lead.text) || !MAY_ASK.has(section.kind)) return false;
  const apart = ({ block }: Item) => block.checkbox === true || block.ordered === true || block.link === true;
  const told = fold(lead.text);
  if (items.some(apart) || !isImperative(lead.text, lexicon)) return false;
  if (isRemark(told) || isPerhaps(told) || lexicon.pointer.test(told)) return false;
  if (OPEN.test(told)) return instructive(items, lexicon) < 0.6;
  return steps.length === 0 && instructive(items, lexicon) < 0.35;
}

/** The line ends in the middle of its sentence, which the items end. */
const OPEN = / (?:for|about|on|auf|nach|uber|fur|pour|sur|para|por|sobre|per|su):$/;
const MAY_ASK: ReadonlySet<Section['kind']> = new Set(['other', 'steps', 'approval']);

function stepOver(lead: Block, items: readonly Item[], section: Section): Candidate {
  return {
    block: lead,
    text: lead.text,
    details: detailsOf(items),
    columns: {},
    heading: section.heading,
    confidence: 0.75,
    nested: items.map((item) => item.block.text),
  };
}

/**
 * A bold line in the size of the text that is itself the instruction ("**Block known addresses**"): what stands below it
 * explains it. Real headings (larger, or `#`) name sections.
 */
function headingStep(section: Section, lexicon: Lexicon, lists: boolean): Candidate | undefined {
  const { heading } = section;
  if (!heading || heading.fontSize === undefined || heading.ordered === true) return undefined;
  if (section.kind !== 'other' && section.kind !== 'steps') return undefined;
  if (wordsOf(heading.text).length < 3 || !isImperative(heading.text, lexicon)) return undefined;
  if (isRemark(fold(heading.text)) || inTitleCase(heading.text)) return undefined;
  if (heading.text === heading.text.toUpperCase() || section.above.length === 0) return undefined;
  const weak = section.above.every((one) => (one.fontSize ?? 99) > (heading.fontSize ?? 0) - 1.5);
  if (!weak || (lists && /^\p{L}+ (?:the )?\p{L}+:?$/u.test(heading.text))) return undefined;
  const details = section.blocks.map((block) => (block.kind === 'item' ? `- ${block.text}` : block.text));
  return {
    block: heading,
    text: heading.text,
    details,
    columns: {},
    heading: section.above.at(-1),
    confidence: 0.7,
    nested: [],
  };
}

/** "Post-Flight Sensor Configuration": every long word with a capital, as in titles and not in sentences. */
function inTitleCase(text: string): boolean {
  const long = text.match(/\p{L}[\p{L}'’-]{3,}/gu) ?? [];
  return long.length >= 2 && long.every((word) => /^\p{Lu}/u.test(word));
}
