/** The steps of one section: its lists, tables, and sentences that instruct. */
import type { Candidate } from './candidate.ts';
import { elementsOf } from './elements.ts';
import { fold, wordsOf } from './fold.ts';
import { isImperative } from './instruction.ts';
import { stepsOfList } from './list-steps.ts';
import type { Section } from './outline.ts';
import { stepsOfText } from './sentence-steps.ts';
import { stepsOfTable } from './table-steps.ts';
import { isRemark } from './words/callout.ts';
import type { Lexicon } from './words/lexicon.ts';

/** What the sections of one document share. */
export interface Place {
  readonly lexicon: Lexicon;
  /** Headings of the document, folded. */
  readonly headings: ReadonlySet<string>;
  readonly checklist: boolean;
  /** What is numbered is a step in this document, whatever its words. */
  readonly numbered: boolean;
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
    return stepsOfList(element.items, { ...place, section, lead });
  });
  // Sentences explain the lists beside them, unless these are no steps.
  const listed = ofLists.some((steps) => steps.length > 0);
  return elements.flatMap((element, index) => {
    const next = elements[index + 1];
    if (element.type !== 'text') return ofLists[index] ?? [];
    const leads = next?.type === 'list' && next.lead === element.block;
    if (leads && (ofLists[index + 1]?.length !== 0 || !isImperative(element.block.text, lexicon))) return [];
    return stepsOfText(element.block, { section, lexicon, lists: listed });
  });
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
