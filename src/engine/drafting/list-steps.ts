/** Which items of a list are steps. */
import type { Candidate } from './candidate.ts';
import type { Block } from './document.ts';
import type { Item } from './elements.ts';
import { fold, wordsOf } from './fold.ts';
import { instructionIn } from './instruction.ts';
import type { Section } from './outline.ts';
import type { Lexicon } from './words/lexicon.ts';

export interface ListPlace {
  readonly section: Section;
  readonly lead: Block | undefined;
  readonly lexicon: Lexicon;
  /** Headings of the document, folded: a list of them is a table of contents. */
  readonly headings: ReadonlySet<string>;
}

export function stepsOfList(items: readonly Item[], place: ListPlace): Candidate[] {
  const { section, lexicon } = place;
  if (isContents(items, place.headings)) return [];
  const boxes = items.some((item) => item.block.checkbox === true);
  const ordered = items.filter((item) => item.block.ordered === true).length * 2 > items.length;
  const share = instructive(items, lexicon);
  if (!boxes) {
    if (section.kind === 'skip' || section.kind === 'contents' || section.kind === 'scope') return [];
    if (
      section.kind === 'purpose' ||
      section.kind === 'roles' ||
      section.kind === 'exceptions' ||
      section.kind === 'inputs'
    )
      return [];
    if (section.kind === 'materials' && share < 0.6) return [];
    if (items.every((item) => item.block.link === true)) return [];
    if (questions(items) > items.length / 2) return [];
  }
  const lead = place.lead ? fold(place.lead.text) : '';
  const announced = lead !== '' && lexicon.notSteps.test(lastSentence(lead));
  if (announced && (boxes ? literature(items) : share < 0.8)) return boxes || share < 0.35 ? [] : chosen(items, place);
  if (boxes || (ordered && share >= 0.3) || share >= 0.7) return items.flatMap((item) => stepsOfItem(item, place));
  return chosen(items, place);
}

/** In a list that mixes instructions and remarks, only the instructions. */
function chosen(items: readonly Item[], place: ListPlace): Candidate[] {
  return items.flatMap((item) => {
    if (instructionIn(item.block.text, place.lexicon) === 'imperative') return stepsOfItem(item, place);
    if (item.children.length > 0 && isLabel(item, place))
      return stepsOfList(item.children, { ...place, lead: item.block });
    return instructionIn(item.block.text, place.lexicon, 1) === 'obligation' ? stepsOfItem(item, place) : [];
  });
}

/** A label over complete instructions is not a step, they are; else the item is, and what is below explains it. */
function stepsOfItem(item: Item, place: ListPlace): Candidate[] {
  if (isLabel(item, place)) {
    const inner = stepsOfList(item.children, { ...place, lead: item.block });
    if (inner.length > 0) return inner;
  }
  return [candidateOf(item, place)];
}

function isLabel(item: Item, place: ListPlace): boolean {
  const { children, block } = item;
  if (children.length === 0) return false;
  const { lexicon } = place;
  const share = instructive(children, lexicon);
  if (children.filter((child) => child.block.ordered === true).length * 2 > children.length) {
    return block.ordered === true && share >= 0.5 && questions(children) === 0;
  }
  if (share < 0.6) return false;
  if (block.checkbox === true && children.every((child) => child.block.checkbox === true))
    return /[:,]$/.test(block.text);
  if (/,$/.test(block.text)) return true;
  return instructionIn(block.text, lexicon, 1) === undefined && wordsOf(block.text).length <= 8;
}

function candidateOf(item: Item, place: ListPlace): Candidate {
  const details = [...item.notes.map((note) => note.text), ...item.children.flatMap((child) => below(child, 0))];
  const told = instructionIn(item.block.text, place.lexicon);
  const sure = item.block.checkbox || told === 'imperative' ? 0.95 : item.block.ordered ? 0.85 : told ? 0.75 : 0.6;
  return {
    block: item.block,
    text: item.block.text,
    details,
    columns: {},
    heading: place.section.heading,
    confidence: sure,
    nested: item.children.map((child) => child.block.text),
  };
}

function below(item: Item, depth: number): string[] {
  const own = `${'  '.repeat(Math.min(depth, 6))}- ${item.block.text}`;
  return [own, ...item.notes.map((note) => note.text), ...item.children.flatMap((child) => below(child, depth + 1))];
}

function instructive(items: readonly Item[], lexicon: Lexicon): number {
  if (items.length === 0) return 0;
  return items.filter((item) => instructionIn(item.block.text, lexicon) !== undefined).length / items.length;
}

function questions(items: readonly Item[]): number {
  return items.filter((item) => /\?\s*(?:\([^)]*\))?\s*$/.test(item.block.text)).length;
}

/** Items that begin with the document's own headings. */
function isContents(items: readonly Item[], headings: ReadonlySet<string>): boolean {
  if (items.length < 3) return false;
  const named = items.filter((item) => {
    const text = fold(item.block.text).replace(/[.\s\d]+$/, '');
    const start = text.split(/\s*(?::| [-–—] )/)[0] ?? text;
    return headings.has(text) || headings.has(start);
  });
  return (
    named.length >= items.length * 0.5 ||
    items.filter((item) => /\.{4,}\s*\d+$/.test(item.block.text)).length > items.length / 2
  );
}

/** "RKI: recommendation for …": what is cited, not what is done. */
function literature(items: readonly Item[]): boolean {
  return items.filter((item) => /^\p{Lu}[\p{L}\d .&-]{1,30}: /u.test(item.block.text)).length * 2 > items.length;
}

function lastSentence(text: string): string {
  return text.split(/(?<=[.!?])\s+/).at(-1) ?? text;
}
