/** A document as sections under their headings, each with what its heading says that it is. */
import type { Block } from './document.ts';
import { fold } from './fold.ts';
import { isCallout } from './words/callout.ts';
import type { Lexicon, SectionWord } from './words/lexicon.ts';

export interface Section {
  readonly heading: Block | undefined;
  /** Headings above it, outermost first, without its own. */
  readonly above: readonly Block[];
  readonly kind: SectionWord | 'other';
  readonly blocks: readonly Block[];
}

/** Headings deeper than this stand beside each other. */
export const DEEPEST = 12;

export function outline(blocks: readonly Block[], lexicon: Lexicon): Section[] {
  let last: { heading: Block | undefined; above: Block[]; blocks: Block[] } = {
    heading: undefined,
    above: [],
    blocks: [],
  };
  const sections = [last];
  let stack: Block[] = [];
  for (const block of blocks) {
    if (block.repeated) continue;
    const label = block.kind === 'heading' || block.kind === 'paragraph' ? labelIn(block, lexicon) : undefined;
    if (label) {
      // "Purpose: nobody gets hurt": the line says it all, and what follows belongs to the section around it.
      sections.push({
        heading: label.heading,
        above: last.heading ? [...last.above, last.heading] : [],
        blocks: [label.rest],
      });
      continue;
    }
    if (block.kind !== 'heading' || isCallout(fold(block.text))) {
      last.blocks.push(block);
      continue;
    }
    stack = stack.filter((one) => one.level < block.level).slice(0, DEEPEST);
    last = { heading: block, above: [...stack], blocks: [] };
    sections.push(last);
    stack.push(block);
  }
  const kinds = new Map<Block, Section['kind']>();
  return sections.map((section) => {
    const kind = kindOf(section, kinds, lexicon);
    if (section.heading) kinds.set(section.heading, kind);
    return { ...section, kind };
  });
}

/** The first three also in headings. */
export const LABELS = ['purpose', 'scope', 'roles', 'materials', 'skip'] as const;

/** "OBJECTIVE: LIMIT THE DAMAGE", "Material: two buckets": a section in one line. */
export function labelIn(block: Block, lexicon: Lexicon): { heading: Block; rest: Block } | undefined {
  const match = /^([^:.]{3,40}?)\s*:\s+(\S.*)$/s.exec(block.text);
  const [, name, rest] = match ?? [];
  if (name === undefined || rest === undefined || name.split(' ').length > 4) return undefined;
  const words = headingWords(name);
  const names = block.kind === 'heading' ? LABELS.slice(0, 3) : LABELS;
  if (!names.some((one) => lexicon.sections[one].test(words))) return undefined;
  const heading: Block = { page: block.page, kind: 'heading', level: DEEPEST, text: name };
  return { heading, rest: { ...block, kind: 'paragraph', text: rest } };
}

/** A heading's words, without its number. */
export function headingWords(text: string): string {
  return fold(text)
    .replace(/^(?:§\s*)?(?:\d+(?:\.\d+)*|[a-z]|[ivx]+)[.):]?\s+(?:[-–—]\s*)?/, '')
    .replace(/[\s:.*#]+$/, '')
    .replace(/^[^\p{L}]+/u, '');
}

/** What a heading's words may name, in the order in which they are asked. */
export const NAMED = [
  'contents',
  'skip',
  'exceptions',
  'approval',
  'purpose',
  'scope',
  'roles',
  'inputs',
  'materials',
] as const;

function kindOf(
  section: { heading: Block | undefined; above: readonly Block[] },
  kinds: ReadonlyMap<Block, Section['kind']>,
  lexicon: Lexicon,
): Section['kind'] {
  if (!section.heading) return 'other';
  const words = headingWords(section.heading.text);
  const own = NAMED.find((kind) => lexicon.sections[kind].test(words));
  if (own) return own;
  const parent = section.above.map((one) => kinds.get(one)).findLast((kind) => kind !== undefined);
  if (parent === 'skip' || parent === 'contents') return parent;
  if (lexicon.sections.steps.test(words)) return 'steps';
  // "Procedure" holds its parts; the title of the whole document says nothing of them.
  return parent === 'steps' && section.above.length > 1 ? 'steps' : 'other';
}
