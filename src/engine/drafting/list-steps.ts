/** Which items of a list are steps. */

import { namesAction } from './action-nouns.ts';
import type { Candidate } from './candidate.ts';
import type { Block } from './document.ts';
import type { Item } from './elements.ts';
import { fold, wordsOf } from './fold.ts';
import { instructionIn, isImperative, isStatement } from './instruction.ts';
import { headingWords, type Section } from './outline.ts';
import { isCase, isLearning, isTime } from './words/about.ts';
import { isPerhaps, isRemark } from './words/callout.ts';
import type { Lexicon } from './words/lexicon.ts';

export interface ListPlace {
  readonly section: Section;
  readonly lead: Block | undefined;
  readonly lexicon: Lexicon;
  /** Headings of the document, folded: a list of them is a table of contents. */
  readonly headings: ReadonlySet<string>;
  /** The document calls itself a checklist: what it lists is to be done, even nouns. */
  readonly checklist: boolean;
  /** What is numbered is a step in this document, whatever its words. */
  readonly numbered: boolean;
  /** Its lists name actions with nouns. */
  readonly nouns: boolean;
}

/** Sections whose lists say what, who or why, never what to do. */
const TELLING: ReadonlySet<Section['kind']> = new Set([
  'skip',
  'contents',
  'scope',
  'purpose',
  'roles',
  'exceptions',
  'inputs',
]);

export function stepsOfList(all: readonly Item[], place: ListPlace): Candidate[] {
  const { section, lexicon } = place;
  // What is crossed out is shown as wrong.
  const items = all.filter((item) => !/^[❌🚫⛔]/u.test(item.block.text));
  if (items.length === 0 || isContents(items, place)) return [];
  const boxes = items.some((item) => item.block.checkbox === true);
  const ordered = items.filter((item) => item.block.ordered === true).length * 2 > items.length;
  const share = instructive(items, lexicon);
  if (section.kind === 'purpose' && isLearning(headingWords(section.heading?.text ?? ''))) return [];
  if (!boxes) {
    if (TELLING.has(section.kind)) return [];
    if (section.kind === 'materials' && share < 0.75) return [];
    if (items.every((item) => item.block.link === true)) return [];
    if (questions(items) > items.length / 2) return [];
  }
  const lead = place.lead ? fold(place.lead.text) : '';
  const announced = lead !== '' && lexicon.notSteps.test(lastSentence(lead));
  if (announced && (boxes ? literature(items) : share < 0.8)) return boxes || share < 0.35 ? [] : chosen(items, place);
  const each = () =>
    items.flatMap((item) => (boxes || ordered || !explains(item, lexicon) ? stepsOfItem(item, place) : []));
  if (boxes || (ordered && share >= 0.3) || share >= 0.7) return each();
  if (isExpected(items, place, { ordered, lead })) return each();
  return chosen(items, place);
}

/** Where steps are announced, what somebody does or what is to be there is a step too. */
function isExpected(
  items: readonly Item[],
  place: ListPlace,
  list: { readonly ordered: boolean; readonly lead: string },
): boolean {
  const { section, lexicon } = place;
  // A number before it makes one word enough ("3. Confirmation").
  const least = place.numbered && list.ordered && section.kind !== 'materials' ? 1 : 2;
  const told =
    items.filter((item) => tells(item, lexicon) || namesAction(item.block.text, lexicon, least)).length / items.length;
  const duty = lexicon.duty.test(list.lead);
  if (section.kind === 'approval') return told >= 0.6;
  if (listOfTerms(items)) return false;
  if (place.nouns && section.kind !== 'materials' && told >= 0.5) return true;
  const timed = section.kind === 'other' && isTime(headingWords(section.heading?.text ?? ''));
  if ((place.checklist || timed) && section.kind !== 'materials' && !numbersOnly(items)) return true;
  if (place.numbered && list.ordered && section.kind !== 'materials')
    return items.length >= 2 && (wordy(items) || told >= 0.6);
  if (list.ordered) return section.kind === 'steps' || duty || (told >= 0.4 && items.length > 1);
  if (isCase(list.lead) && told >= 0.6) return true;
  if (/:$/.test(list.lead) && items.every((item) => isAct(item, lexicon))) return true;
  return (section.kind === 'steps' || duty) && (told >= 0.5 || (duty && told >= 0.3));
}

/** A whole sentence among instructions that only says what may be. */
function explains(item: Item, lexicon: Lexicon): boolean {
  const { text } = item.block;
  const folded = fold(text);
  if (isRemark(folded)) return true;
  return /[.!]$/.test(text) && isPerhaps(folded) && instructionIn(text, lexicon) === undefined;
}

/** "The nurse:" over "takes the pulse", "calls the doctor". */
function isAct(item: Item, lexicon: Lexicon): boolean {
  const [first = ''] = wordsOf(item.block.text);
  return lexicon.acts.has(first) || tells(item, lexicon);
}

/** "Provision of a laptop", "Introduction to the team": what is done, as nouns. */
function nameActions(items: readonly Item[], place: ListPlace): boolean {
  const { lexicon } = place;
  const named = items.filter((item) => namesAction(item.block.text, lexicon) || tells(item, lexicon));
  return items.length >= (place.nouns ? 1 : 2) && named.length >= items.length * 0.6;
}

function tells(item: Item, lexicon: Lexicon): boolean {
  return instructionIn(item.block.text, lexicon) !== undefined || isStatement(item.block.text, lexicon);
}

/** In a list that mixes instructions and remarks, only the instructions. */
function chosen(items: readonly Item[], place: ListPlace): Candidate[] {
  const few = items.length >= 3 && orders(items, place.lexicon) * items.length < 2;
  const named = items.filter(({ block }) => namesAction(block.text, place.lexicon)).length / items.length;
  // "Generar el reporte" beside "Conciliación de tarjetas": both are done.
  const mixed = named > 0 && orders(items, place.lexicon) > 0 && orders(items, place.lexicon) + named >= 0.5;
  return items.flatMap((item) => {
    if (few && item.children.length === 0 && mayName(item.block.text)) return [];
    if (isFact(item.block.text, place.lexicon)) return [];
    if (instructionIn(item.block.text, place.lexicon) === 'imperative') return stepsOfItem(item, place);
    if (item.children.length > 0 && isLabel(item, place)) return stepsBelow(item, place);
    if (mixed && namesAction(item.block.text, place.lexicon)) return stepsOfItem(item, place);
    return instructionIn(item.block.text, place.lexicon, 1) === 'obligation' ? stepsOfItem(item, place) : [];
  });
}

/** "Author: the controller", "Value: n/a": a word and what stands for it. */
function isFact(text: string, lexicon: Lexicon): boolean {
  const [, label = '', value = ''] = /^([^:.]{2,40}):\s+(\S.*)$/s.exec(text) ?? [];
  return wordsOf(label).length === 1 && value !== '' && wordsOf(value).length <= 3 && !isImperative(value, lexicon);
}

/** A label over complete instructions is not a step, they are; else the item is, and what is below explains it. */
function stepsOfItem(item: Item, place: ListPlace): Candidate[] {
  if (isLabel(item, place)) {
    const inner = stepsBelow(item, place);
    if (inner.length > 0) return inner;
  }
  return [candidateOf(item, place)];
}

/** The steps below a label. Its words go with the first of them, a condition with each. */
function stepsBelow(item: Item, place: ListPlace): Candidate[] {
  const { text } = item.block;
  const each = place.lexicon.conditions.has(wordsOf(text)[0] ?? '');
  return stepsOfList(item.children, { ...place, lead: item.block }).map((step, index) =>
    each || index === 0 ? { ...step, under: step.under === undefined ? text : `${text}\n${step.under}` } : step,
  );
}

/** "a)" to "d)" below a whole instruction say how it is done; "2.1" and "2.2" are steps of their own. */
function spellsOut(item: Item, told: string | undefined): boolean {
  const letters = item.children.filter((child) => /^\(?[a-z]{1,4}[.)]?$/i.test(child.block.marker ?? ''));
  return told !== undefined && !/[:,]$/.test(item.block.text) && letters.length * 2 > item.children.length;
}

function isLabel(item: Item, place: ListPlace): boolean {
  const { children, block } = item;
  if (children.length === 0) return false;
  const { lexicon, section } = place;
  const boxes = children.filter((child) => child.block.checkbox === true).length;
  if (boxes * 2 > children.length && block.checkbox !== true) return true;
  if (boxes === children.length) return /[:,]$/.test(block.text);
  const share = instructive(children, lexicon);
  const told = instructionIn(block.text, lexicon, 1);
  const short = wordsOf(block.text).length <= 8;
  if (children.filter((child) => child.block.ordered === true).length * 2 > children.length) {
    if (questions(children) > 0) return false;
    if (told === undefined && short && !/[.;]$/.test(block.text)) {
      return share >= 0.3 || children.filter((child) => tells(child, lexicon)).length >= children.length * 0.5;
    }
    return block.ordered === true && !spellsOut(item, told) && share >= 0.5 && orders(children, lexicon) >= 0.6;
  }
  if (
    told === undefined &&
    (section.kind === 'steps' || place.nouns) &&
    /:$/.test(block.text) &&
    nameActions(children, place)
  )
    return true;
  if (share < 0.6) return false;
  if (/,$/.test(block.text) || leadsIn(item, lexicon)) return true;
  return told === undefined && short;
}

/** "Sort out the shift:" above several whole instructions: they are what is done. */
function leadsIn({ block, children }: Item, lexicon: Lexicon): boolean {
  const whole = children.filter(
    (child) => wordsOf(child.block.text).length >= 3 && instructionIn(child.block.text, lexicon, 1) === 'imperative',
  );
  return /:$/.test(block.text) && whole.length >= 2 && whole.length >= children.length * 0.75;
}

function candidateOf(item: Item, place: ListPlace): Candidate {
  const details = [...item.notes.map((note) => note.text), ...detailsOf(item.children)];
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

/** Items and what stands below them as lines of a step's instructions. */
export function detailsOf(items: readonly Item[]): string[] {
  return items.flatMap((item) => below(item, 0));
}

function below(item: Item, depth: number): string[] {
  const own = `${'  '.repeat(Math.min(depth, 6))}- ${item.block.text}`;
  return [own, ...item.notes.map((note) => note.text), ...item.children.flatMap((child) => below(child, depth + 1))];
}

/** The share of the items that instruct. */
export function instructive(items: readonly Item[], lexicon: Lexicon): number {
  if (items.length === 0) return 0;
  return items.filter((item) => instructionIn(item.block.text, lexicon) !== undefined).length / items.length;
}

/** "Email gateway console": among names, a short line that begins with a word for a thing too is a name. */
function mayName(text: string): boolean {
  return wordsOf(text).length <= 4 && !/[.;!]$/.test(text) && NAMES.test(fold(text));
}

const NAMES =
  /^(?:access|address|alarm|alert|audit|balance|block|board|book|box|call|change|charge|check|code|contact|control|copy|cover|cut|date|design|display|document|drill|drive|e-?mail|file|filter|fire|focus|form|group|guide|hand|heat|help|issue|key|label|lead|light|list|load|lock|log|mail|map|mark|match|measure|monitor|network|note|number|order|pack|page|paper|park|patch|phone|photo|place|plan|point|position|post|power|print|process|program|project|pump|question|range|record|report|request|research|review|ring|route|rule|run|sample|scale|scan|schedule|score|screen|seal|search|sense|service|set|share|show|sign|sort|sound|spray|stage|stamp|start|state|stock|store|supply|support|switch|table|tag|tape|target|task|test|time|tool|touch|track|train|transfer|transport|travel|trigger|type|update|use|view|visit|watch|water|work) /;

function orders(items: readonly Item[], lexicon: Lexicon): number {
  return items.filter((item) => instructionIn(item.block.text, lexicon) === 'imperative').length / items.length;
}

function questions(items: readonly Item[]): number {
  return items.filter((item) => /[?؟]\s*(?:\([^)]*\))?\s*$/.test(item.block.text)).length;
}

/** "Term: what it means", in most of the items. */
function listOfTerms(items: readonly Item[]): boolean {
  return items.filter((item) => /^[^:–]{2,40}(?::| [–—-]) \S/.test(item.block.text)).length > items.length * 0.6;
}

/** Three words or so on average, or letters that are not parted into words. */
function wordy(items: readonly Item[]): boolean {
  const words = items.reduce((sum, item) => sum + wordsOf(item.block.text).length, 0);
  return words >= items.length * 2.5 || items.every((item) => /\p{Lo}{4}/u.test(item.block.text));
}

/** "Fire brigade 112": names with numbers to call. */
function numbersOnly(items: readonly Item[]): boolean {
  return items.filter((item) => /\d[\d ()/+-]{1,}$/.test(item.block.text)).length > items.length / 2;
}

/** Items that begin with the document's own headings. */
function isContents(items: readonly Item[], { headings, lexicon }: ListPlace): boolean {
  if (items.length <= 3 && items.some((item) => lexicon.sections.contents.test(fold(item.block.text)))) return true;
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
