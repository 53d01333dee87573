/** Headings and items that a reader could not tell from paragraphs: only their words and their neighbours show it. */
import type { Block } from './document.ts';
import { fold, wordsOf } from './fold.ts';
import { instructionIn } from './instruction.ts';
import { headingWords, labelIn, NAMED } from './outline.ts';
import type { Lexicon } from './words/lexicon.ts';

const NUMBERED =
  /^(\(?\d{1,2}[.)°º](?:\d{1,2}[.)]?){0,3}|\d{1,2}(?:\.\d{1,2}){1,3}|\(?[a-z]\)|(?:step|schritt|etape|étape|paso|passo|etapa|fase|phase)\s*(?:n[o°º]\.?\s*)?\d{1,2}\s*[:.)–—-])\s*[:–—-]?\s*(?=\S)/iu;
/** Words of a heading at most. */
const SHORT = 10;

/** The blocks, with paragraphs turned into what their look says they are. The words stay as they are, without the number. */
export function promoted(blocks: readonly Block[], lexicon: Lexicon): Block[] {
  const numbers = sequences(blocks);
  const shouting = mostlyCapitals(blocks);
  let deepest = 1;
  return indented(
    blocks.flatMap((block, index): Block[] => {
      if (block.kind === 'heading') deepest = Math.max(1, block.level);
      if (block.kind === 'item') return [counted(block)];
      if (block.kind !== 'paragraph' || block.repeated) return [block];
      const next = blocks[index + 1];
      const number = numbers.get(index);
      if (number) return [numbered(block, { number, next, below: deepest, lexicon })];
      if (namesList(block, next, lexicon)) {
        const above = blocks.slice(0, index).findLastIndex((one) => one.kind === 'heading');
        const beside = above >= 0 && blocks.slice(above + 1, index).some((one) => one.kind === 'item');
        return [{ ...block, kind: 'heading', level: beside ? deepest : deepest + 1 }];
      }
      if (isTitle(block, shouting, lexicon) || isBoldLine(block, next))
        return [{ ...block, kind: 'heading', level: deepest + 1 }];
      return inlineList(block) ?? [block];
    }),
  );
}

/** Bullets between "1." and "2." at the same depth, or after "Step 1", say more of the number above them. */
function indented(blocks: readonly Block[]): Block[] {
  let above: Block | undefined;
  return blocks.map((block, index) => {
    if (block.kind !== 'item') {
      above = undefined;
      return block;
    }
    if (block.ordered === true) {
      if (above === undefined || block.level <= above.level) above = numberGoesOn(blocks, index) ? block : undefined;
      return block;
    }
    return above && block.level >= above.level && block.checkbox !== true
      ? { ...block, level: block.level + 1 }
      : block;
  });
}

/** Whether the number of an item is a word's, or the next one at its depth stands below bullets of that depth. */
function numberGoesOn(blocks: readonly Block[], index: number): boolean {
  const item = blocks[index];
  if (item === undefined) return false;
  if (/\p{L}{3}/u.test(item.marker ?? '')) return true;
  for (let at = index + 1; at < Math.min(blocks.length, index + 30); at++) {
    const one = blocks[at];
    if (one?.kind !== 'item' || one.level < item.level) break;
    if (one.level === item.level && one.ordered === true) {
      const [number, next] = [lastNumber(item.marker ?? ''), lastNumber(one.marker ?? '')];
      // Bullets in between make Markdown begin again at 1.
      return at > index + 1 && (next === number + 1 || next === 1);
    }
  }
  // The last number, where bullets below the number before it stand deeper.
  const before = blocks[index - 1];
  return before?.kind === 'item' && before.ordered !== true && before.level > item.level;
}

/** "[03] Close the valve": a number that no list has set. */
function counted(block: Block): Block {
  const [mark, number] = /^\[(\d{1,3})\]\s+(?=\S)/.exec(block.text) ?? [];
  if (mark === undefined || number === undefined || block.checkbox === true) return block;
  return { ...block, text: block.text.slice(mark.length), marker: `${number}.`, ordered: true };
}

/** "Reimbursement Procedure" right above a list. */
function namesList(block: Block, next: Block | undefined, lexicon: Lexicon): boolean {
  if (next?.kind !== 'item' || block.level > 0 || !/^\p{Lu}[^.:;!?,]*[\p{L})]$/u.test(block.text)) return false;
  const words = wordsOf(block.text);
  if (words.length < 2 || words.length > 6 || instructionIn(block.text, lexicon, 1) !== undefined) return false;
  const [first = '', last = ''] = [words[0], words.at(-1)];
  const named = lexicon.language === 'en' || lexicon.language === 'de' ? last : first;
  return lexicon.sections.steps.test(named);
}

/** A short bold line of its own above text that is not bold. */
function isBoldLine(block: Block, next: Block | undefined): boolean {
  if (block.bold !== true || block.level > 0 || block.fontSize !== undefined || next === undefined) return false;
  if (next.kind === 'heading' || next.kind === 'cell' || next.bold === true) return false;
  return wordsOf(block.text).length <= 6 && /^\p{Lu}[^.!?;,]*[^.!?;,\s]$/u.test(block.text);
}

/** "Every morning: 1. Unlock the door 2. Count the cash": a list that was written into one line. */
function inlineList(block: Block): Block[] | undefined {
  const { text } = block;
  if (text.length > 2000) return undefined;
  const marks = [...text.matchAll(/(?:^|(?<=\s))(\d{1,2}[.)]|\d{1,2}\.\d{1,2}\.?(?=\s\p{Lu})|[-–•*☐])\s+(?=\S)/gu)];
  const [first] = marks;
  const [, kind = ''] = first ?? [];
  if (marks.length < 3 || first === undefined) return undefined;
  const ordered = /\d/.test(kind);
  const before = text.slice(0, first.index).trim();
  const start = ordered ? lastNumber(kind) : 0;
  const alike = marks.every(([, mark = ''], at) => (ordered ? lastNumber(mark) === start + at : mark === kind));
  if (!alike || start > 1 || (!ordered && !/:$/.test(before)) || before.length > 300) return undefined;
  const items = marks.map((mark, at): Block => {
    const end = marks[at + 1]?.index ?? text.length;
    const words = text
      .slice(mark.index + mark[0].length, end)
      .trim()
      .replace(/[,;]$/, '');
    return { ...block, kind: 'item', text: words, level: 0, marker: mark[1] ?? '', ordered };
  });
  if (items.some((item) => item.text === '' || wordsOf(item.text).length > 40)) return undefined;
  return before === '' ? items : [{ ...block, text: before }, ...items];
}

function lastNumber(marker: string): number {
  return Number(marker.match(/\d+/g)?.at(-1) ?? 0);
}

interface Numbering {
  readonly marker: string;
  readonly length: number;
  readonly depth: number;
}

function numbered(
  block: Block,
  at: { number: Numbering; next: Block | undefined; below: number; lexicon: Lexicon },
): Block {
  const { marker, length, depth } = at.number;
  const text = block.text.slice(length);
  // "1. Purpose: nobody gets hurt" is a section in one line.
  if (labelIn({ ...block, text }, at.lexicon)) return { ...block, text };
  const short = wordsOf(text).length <= SHORT && !/[.;!]$/.test(text);
  const deeper = dots(NUMBERED.exec(at.next?.text ?? '')?.[1] ?? '') > dots(marker);
  const leads = at.next !== undefined && at.next.kind !== 'heading' && (deeper || !NUMBERED.test(at.next.text));
  const heading = short && leads && /^\p{Lu}/u.test(text) && instructionIn(text, at.lexicon, 1) === undefined;
  if (heading) return { ...block, kind: 'heading', text, level: at.below + 1 + dots(marker), marker };
  return { ...block, kind: 'item', text, level: depth, marker, ordered: true };
}

/** How deep a number stands: 0 for `3.`, 1 for `3.1`. */
function dots(marker: string): number {
  return Math.max(0, (marker.match(/\d+/g)?.length ?? 1) - 1);
}

/** Paragraphs whose numbers follow one another: a number alone may be anything. */
function sequences(blocks: readonly Block[]): Map<number, Numbering> {
  const found = new Map<number, Numbering>();
  const last = new Map<string, { index: number; count: number; numbering: Numbering }>();
  blocks.forEach((block, index) => {
    if (block.kind !== 'paragraph' || block.marker !== undefined) return;
    const match = NUMBERED.exec(block.text);
    const marker = match?.[1];
    if (match === null || marker === undefined) return;
    const dotted = /^\d{1,2}\.\d/.test(marker);
    if (dotted && !/^\p{Lu}/u.test(block.text.slice(match[0].length))) return;
    const parts = fold(marker).match(/\d+|(?<=^\(?)[a-z](?=\))/g) ?? [];
    const count = countOf(parts.at(-1) ?? '');
    const family = `${parts.slice(0, -1).join('.')}|${marker.replace(/[\da-z]+/giu, '#')}`;
    const numbering = { marker, length: match[0].length, depth: Math.max(0, dotted ? parts.length - 2 : 0) };
    const before = last.get(family);
    if (before && before.count + 1 === count) {
      found.set(before.index, before.numbering);
      found.set(index, numbering);
    }
    last.set(family, { index, count, numbering });
  });
  return found;
}

function countOf(part: string): number {
  return /^\d+$/.test(part) ? Number(part) : part.charCodeAt(0) - 96;
}

/** A line in capitals, or a short label that names a section ("Materials:"). */
function isTitle(block: Block, shouting: boolean, lexicon: Lexicon): boolean {
  const { text } = block;
  const words = wordsOf(text);
  if (words.length === 0 || words.length > SHORT || text.length > 90) return false;
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  const capitals = letters >= 4 && text === text.toUpperCase() && text !== text.toLowerCase();
  if (capitals && !shouting && !/[.!?;,]$/.test(text) && !/\d{4,}/.test(text)) return true;
  // "Purpose" on a line of a page, in letters like those of the text.
  const plain = block.bold !== true && !/:$/.test(text);
  if (words.length > (plain ? 2 : 6) || (plain && (block.fontSize === undefined || !/^\p{Lu}/u.test(text))))
    return false;
  if (block.bold !== true && lexicon.notSteps.test(fold(text))) return false;
  const named = headingWords(text);
  const names = plain ? ([...NAMED, 'steps'] as const) : NAMED;
  return names.some((name) => {
    const said = lexicon.sections[name].exec(named)?.[0];
    if (said === undefined || (plain && said.length < named.length)) return false;
    return words.length <= 3 || said.length >= named.length * 0.6;
  });
}

/** In a document that is written in capitals, capitals say nothing. */
function mostlyCapitals(blocks: readonly Block[]): boolean {
  const texts = blocks.filter((block) => block.kind === 'paragraph' && /\p{L}{2}/u.test(block.text));
  const capital = texts.filter(
    (block) => block.text === block.text.toUpperCase() && block.text !== block.text.toLowerCase(),
  );
  return capital.length > 4 && capital.length * 2 > texts.length;
}
