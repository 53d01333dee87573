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

export function outline(blocks: readonly Block[], lexicon: Lexicon): Section[] {
  const sections: { heading: Block | undefined; above: Block[]; blocks: Block[] }[] = [
    { heading: undefined, above: [], blocks: [] },
  ];
  let stack: Block[] = [];
  for (const block of blocks) {
    if (block.repeated) continue;
    const last = sections.at(-1);
    if (block.kind !== 'heading' || isCallout(fold(block.text)) || saysItself(block.text, lexicon)) {
      last?.blocks.push(block);
      continue;
    }
    stack = stack.filter((one) => one.level < block.level);
    sections.push({ heading: block, above: [...stack], blocks: [] });
    stack.push(block);
  }
  const kinds = new Map<Block, Section['kind']>();
  return sections.map((section) => {
    const kind = kindOf(section, kinds, lexicon);
    if (section.heading) kinds.set(section.heading, kind);
    return { ...section, kind };
  });
}

/** "OBJECTIVE: LIMIT THE DAMAGE": the purpose stands in the line itself; what follows is not part of it. */
function saysItself(text: string, lexicon: Lexicon): boolean {
  const match = /^([^:]{3,30}):\s*(\S.*)$/.exec(text);
  if (!match) return false;
  const words = headingWords(match[1] ?? '');
  return lexicon.sections.purpose.test(words) || lexicon.sections.scope.test(words);
}

/** A heading's words, without its number. */
export function headingWords(text: string): string {
  return fold(text)
    .replace(/^(?:\d+(?:\.\d+)*|[a-z]|[ivx]+)[.):]?\s+/, '')
    .replace(/[\s:.*#]+$/, '')
    .replace(/^[^\p{L}]+/u, '');
}

function kindOf(
  section: { heading: Block | undefined; above: readonly Block[] },
  kinds: ReadonlyMap<Block, Section['kind']>,
  lexicon: Lexicon,
): Section['kind'] {
  const parent = section.above.map((one) => kinds.get(one)).findLast((kind) => kind !== undefined);
  if (!section.heading) return 'other';
  const words = headingWords(section.heading.text);
  const order = ['contents', 'skip', 'exceptions', 'purpose', 'scope', 'roles', 'inputs', 'materials'] as const;
  const own = order.find((kind) => lexicon.sections[kind].test(words));
  if (own) return own;
  if (parent === 'skip' || parent === 'contents') return parent;
  return lexicon.sections.steps.test(words) ? 'steps' : 'other';
}
