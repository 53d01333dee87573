/** The steps of one section: its lists, tables, and sentences that instruct. */
import type { Candidate } from './candidate.ts';
import type { Block } from './document.ts';
import { elementsOf } from './elements.ts';
import { fold, wordsOf } from './fold.ts';
import { instructionIn, isImperative, sentencesOf } from './instruction.ts';
import { stepsOfList } from './list-steps.ts';
import type { Section } from './outline.ts';
import { stepsOfTable } from './table-steps.ts';
import { isRemark } from './words/callout.ts';
import type { Lexicon } from './words/lexicon.ts';

export function stepsOfSection(section: Section, headings: ReadonlySet<string>, lexicon: Lexicon): Candidate[] {
  const elements = elementsOf(section.blocks);
  const found: Candidate[] = [];
  const lists = elements.some((element) => element.type === 'list' || element.type === 'table');
  const own = headingStep(section, lexicon, lists);
  if (own) return [own];
  elements.forEach((element, index) => {
    switch (element.type) {
      case 'list': {
        const lead = element.lead ?? (index === 0 ? section.heading : undefined);
        found.push(...stepsOfList(element.items, { section, lead, lexicon, headings }));
        break;
      }
      case 'table':
        found.push(...stepsOfTable(element.rows, section, lexicon));
        break;
      case 'text': {
        const next = elements[index + 1];
        const leads = next?.type === 'list' && next.lead === element.block;
        if (!leads && sentenceIsStep(element.block, section, lexicon, lists))
          found.push(candidateOf(element.block, section));
        break;
      }
    }
  });
  return found;
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

function sentenceIsStep(block: Block, section: Section, lexicon: Lexicon, lists: boolean): boolean {
  if (section.kind !== 'steps' && section.kind !== 'other') return false;
  const [first] = sentencesOf(block.text);
  if (first === undefined || block.text.length > 900 || /:$/.test(block.text)) return false;
  const folded = fold(first);
  if (/\?$/.test(first) || isRemark(folded) || lexicon.pointer.test(folded)) return false;
  if (isImperative(first, lexicon)) return !lists || block.fontSize !== undefined || section.kind === 'steps';
  const alone =
    section.blocks.filter((one) => one.kind === 'paragraph').length <= 2 && wordsOf(block.text).length <= 45;
  const printed = block.fontSize !== undefined || section.kind === 'steps';
  // A subtitle or a label obliges nobody: what does is a sentence.
  const sentence = /[.!)"'”»]$/.test(block.text);
  return sentence && instructionIn(first, lexicon, 1) === 'obligation' && alone && (printed || !lists);
}

function candidateOf(block: Block, section: Section): Candidate {
  return {
    block,
    text: block.text,
    details: [],
    columns: {},
    heading: section.heading,
    confidence: 0.6,
    nested: [],
  };
}
