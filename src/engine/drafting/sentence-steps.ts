/** Which sentences of a paragraph are steps. */

import { namesAction } from './action-nouns.ts';
import type { Candidate } from './candidate.ts';
import type { Block } from './document.ts';
import { fold, wordsOf } from './fold.ts';
import { instructionIn, isImperative, isStatement, sentencesOf } from './instruction.ts';
import { headingWords, type Section } from './outline.ts';
import { areRules, intends, isAbout, isDescribed, isOnItself } from './words/about.ts';
import { isProhibition, isRemark } from './words/callout.ts';
import { isThanks } from './words/courtesy.ts';
import type { Lexicon } from './words/lexicon.ts';
import { isNext } from './words/sequence.ts';
import { UNIT_SOURCE } from './words/units.ts';

export interface TextPlace {
  readonly section: Section;
  readonly lexicon: Lexicon;
  /** The section has lists or tables, so that what stands between them mostly explains. */
  readonly lists: boolean;
  /** The section is the title's own, above the others: what is told there introduces them. */
  readonly intro: boolean;
}

/** Longer paragraphs explain; what they instruct is left to the reviewer. */
const LONGEST = 1200;

/** One step for each sentence that instructs, with the sentences that follow it and only explain. */
export function stepsOfText(block: Block, place: TextPlace): Candidate[] {
  const { section, lexicon } = place;
  if (section.kind !== 'steps' && section.kind !== 'other' && section.kind !== 'approval') return [];
  if (block.text.length > LONGEST || /:$/.test(block.text) || isForm(block.text)) return [];
  if (isSpeech(block.text) || isIntent(block, section)) return [];
  const told = fold(block.text);
  if (isRemark(told) || isThanks(told) || isOnItself(told) || isFact(block.text, lexicon)) return [];
  const sentences = sentencesOf(block.text);
  const [first] = sentences;
  if (first === undefined) return [];
  if (!place.intro && !place.lists && tellsInTurn(sentences)) return split(block, sentences, place, isInTurn);
  if (!place.intro && isProtocol(place) && tellsTheWay(sentences, place)) return split(block, sentences, place, says);
  if (isImperative(first, lexicon) && !isPointer(first, lexicon)) {
    const wanted = !place.lists || block.fontSize !== undefined || section.kind === 'steps';
    if (!wanted) return [];
    return block.fontSize === undefined
      ? split(block, sentences, place, tells)
      : [candidateOf(block, block.text, place)];
  }
  if (section.kind === 'approval') {
    return sentences.some((one) => says(one, lexicon)) ? [candidateOf(block, block.text, place)] : [];
  }
  if (!place.intro && tellsTheWay(sentences, place)) return split(block, sentences, place, says);
  const orders = sentences.filter((one) => tells(one, lexicon)).length;
  if (orders >= 2 && orders * 2 >= sentences.length && !place.lists) return split(block, sentences, place, tells);
  if (isPointer(first, lexicon) || /\?$/.test(first)) return [];
  return !place.intro && obliges(block, first, place) ? [candidateOf(block, block.text, place)] : [];
}

/**
 * A section of sentences on what is done, where steps are told: below "Procedure", or in a short last part such as
 * "Release" or "Lessons learned".
 */
function tellsTheWay(sentences: readonly string[], place: TextPlace): boolean {
  const { section, lexicon, lists } = place;
  if (lists || section.heading === undefined || sentences.length > 12) return false;
  // A subtitle obliges nobody.
  if (sentences.length === 1 && !/[.!?)"'”»]$/.test(sentences[0] ?? '')) return false;
  const told = sentences.filter((one) => says(one, lexicon));
  if (told.length < sentences.length * 0.6) return false;
  if (section.kind === 'steps' || isProtocol(place)) return true;
  const last = fewParagraphs(section) && sentences.length <= 4 && lexicon.part.test(headingWords(section.heading.text));
  return last && told.some((one) => !isDescribed(fold(one)));
}

/** Prose below the name of an action that says how much, how hot and how long: a protocol told in sentences. */
function isProtocol({ section, lexicon }: TextPlace): boolean {
  if (section.kind !== 'other' || !namesAction(headingWords(section.heading?.text ?? ''), lexicon, 1)) return false;
  const sentences = section.blocks
    .slice(0, 12)
    .flatMap(({ kind, text }) => (kind === 'paragraph' ? sentencesOf(text) : []));
  const told = sentences.some((one) => instructionIn(one, lexicon, 1) !== undefined);
  return told && sentences.filter((one) => isMeasured(one, lexicon)).length >= 2;
}

/** "The tubes are spun at 2,000 rpm for 15 minutes." */
function isMeasured(sentence: string, lexicon: Lexicon): boolean {
  const folded = fold(sentence);
  return QUANTITY.test(folded) && (lexicon.passive.test(folded) || instructionIn(sentence, lexicon, 1) !== undefined);
}

const QUANTITY = new RegExp(String.raw`\d\s?(?:${UNIT_SOURCE}|x g(?![a-z]))`, 'u');

/** Somebody tells what comes after what: most sentences from the first such one on say so. */
function tellsInTurn(sentences: readonly string[]): boolean {
  const next = sentences.map((one) => isNext(fold(one)));
  const from = next.indexOf(true);
  const count = next.filter(Boolean).length;
  return count >= 3 && sentences.length <= 15 && count * 2 > sentences.length - from;
}

function isInTurn(sentence: string, lexicon: Lexicon): boolean {
  return isNext(fold(sentence)) || instructionIn(sentence, lexicon, 1) !== undefined;
}

function says(sentence: string, lexicon: Lexicon): boolean {
  if (instructionIn(sentence, lexicon, 1) !== undefined) return true;
  return isStatement(sentence, lexicon) && (!isAbout(fold(sentence)) || isMeasured(sentence, lexicon));
}

function tells(sentence: string, lexicon: Lexicon): boolean {
  return isImperative(sentence, lexicon) && !isPointer(sentence, lexicon) && !forbids(sentence);
}

function split(
  block: Block,
  sentences: readonly string[],
  place: TextPlace,
  isStep: (sentence: string, lexicon: Lexicon) => boolean,
): Candidate[] {
  const found: { text: string; details: string[] }[] = [];
  for (const sentence of sentences) {
    const told = isStep(sentence, place.lexicon);
    const last = found.at(-1);
    if (told || (!last && isImperative(sentence, place.lexicon))) found.push({ text: sentence, details: [] });
    else last?.details.push(sentence);
  }
  return found.map(({ text, details }) => ({ ...candidateOf(block, text, place), details }));
}

function obliges(block: Block, first: string, place: TextPlace): boolean {
  const { section, lexicon, lists } = place;
  const alone = fewParagraphs(section) && wordsOf(block.text).length <= 45;
  const printed = block.fontSize !== undefined || section.kind === 'steps';
  // A subtitle or a label obliges nobody: what does is a sentence.
  const sentence = /[.!)"'”»]$/.test(block.text);
  const general = areRules(headingWords(section.heading?.text ?? ''));
  return !general && sentence && instructionIn(first, lexicon, 1) === 'obligation' && alone && (printed || !lists);
}

/** At most two; it stops at the third, as a chat has thousands. */
function fewParagraphs(section: Section): boolean {
  let count = 0;
  for (const block of section.blocks) if (block.kind === 'paragraph' && ++count > 2) return false;
  return true;
}

/** "Document owner: the controller": a label of a word or two and what stands for it. */
function isFact(text: string, lexicon: Lexicon): boolean {
  const [, label = '', value = ''] = /^([^:.]{2,40}):\s+(\S.*)$/s.exec(text) ?? [];
  if (value === '' || wordsOf(label).length > 2) return false;
  return OWNER.test(fold(label)) || !isImperative(value, lexicon);
}

/** Who stands behind such a label may be called what an order begins with ("Owner: Shop manager"). */
const OWNER =
  /^(?:(?:document |process |policy )?owners?|author|approver|maintainer|prepared by|contact|verantwortlich|eigentumer|autor|verfasser|redacteur|auteur|responsable|proprietaire|autor|responsavel|autore|responsabile)$/;

function isPointer(sentence: string, lexicon: Lexicon): boolean {
  const folded = fold(sentence);
  return lexicon.pointer.test(folded) || LEARN.test(folded);
}

/** "To know more about the doses, see …" */
const LEARN =
  /^(?:for (?:more|further|full|additional) |to (?:know|learn|find out) (?:more|which|what) |(?:fur|um) (?:mehr|weitere|nahere) |weitere (?:informationen|details)|pour (?:connaitre|en savoir|plus de?) |para (?:conocer|conhecer|saber|mas|mais) |per (?:conoscere|sapere|maggiori|ulteriori) )[^.]*,/;

/** A warning after an instruction belongs to it. */
function forbids(sentence: string): boolean {
  const folded = fold(sentence);
  return isRemark(folded) || isProhibition(folded);
}

/** What somebody is to say, in quotation marks. */
function isSpeech(text: string): boolean {
  return /^["“”«„].{12,}["”“»]$/su.test(text.trim());
}

/** The line below a document's title that says what for ("Ensure a safe start of the day"). */
function isIntent(block: Block, section: Section): boolean {
  if (section.above.length > 0 || section.blocks[0] !== block || block.fontSize !== undefined) return false;
  return intends(fold(block.text));
}

/** "Name: ______ Date: ____": lines to fill in. */
function isForm(text: string): boolean {
  return /_{4,}|\.{8,}|…{3,}/.test(text);
}

function candidateOf(block: Block, text: string, place: TextPlace): Candidate {
  return { block, text, details: [], columns: {}, heading: place.section.heading, confidence: 0.6, nested: [] };
}
