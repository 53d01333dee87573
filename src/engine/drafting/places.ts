/** Where the words of a step or of a line that was left out stand in its document. */
import type { Definition } from '../definition.ts';
import { LIMITS } from '../limits.ts';
import { optional } from '../optional.ts';
import { addStep, asStep } from '../sop/arrange.ts';
import type { Block } from './document.ts';
import type { LeftOut } from './draft.ts';
import { clip, fold } from './fold.ts';

type Source = NonNullable<Definition['steps'][number]['source']>;
type Quoted = Pick<Source, 'page' | 'quote' | 'box'>;

/** Words that are shorter than this are found only as a whole block: inside of others they could be anywhere. */
export const SHORT = 12;

/** Finds the blocks of quotations in one document. */
export class Places {
  private readonly blocks: readonly Block[];
  private readonly folded: readonly string[];

  constructor(blocks: readonly Block[]) {
    this.blocks = blocks;
    this.folded = blocks.map((block) => fold(block.text));
  }

  /** The index of the block that these words stand in or begin with; undefined if they are not in the document. */
  of({ page, quote, box }: Quoted): number | undefined {
    const words = fold(quote.replace(/…$/, ''));
    if (words === '') return undefined;
    const onPage = this.indexes((block) => page === undefined || block.page === page);
    const placed = onPage.find((index) => box !== undefined && isAt(this.blocks[index], box));
    const [whole, inside, part] = [
      (text: string) => text === words,
      (text: string) => words.length >= SHORT && text.includes(words),
      (text: string) => text.length >= SHORT && words.startsWith(text),
    ];
    return placed ?? this.first(onPage, whole) ?? this.first(onPage, inside) ?? this.first(onPage, part);
  }

  private indexes(fits: (block: Block) => boolean): number[] {
    return this.blocks.flatMap((block, index) => (fits(block) ? [index] : []));
  }

  private first(among: readonly number[], fits: (text: string) => boolean): number | undefined {
    return among.find((index) => fits(this.folded[index] ?? ''));
  }
}

function isAt(block: Block | undefined, { x, y }: NonNullable<Source['box']>): boolean {
  const at = block?.box;
  return at !== undefined && Math.abs(at.x - x) < 0.5 && Math.abs(at.y - y) < 0.5;
}

/**
 * A line that was left out, as a step after those that stand above it in the document. Undefined if there is room for
 * no more steps.
 */
export function takeLeftOut(
  definition: Definition,
  blocks: readonly Block[],
  { page, quote }: Pick<LeftOut, 'page' | 'quote'>,
): Definition | undefined {
  const places = new Places(blocks);
  const index = places.of({ page, quote });
  const block = index === undefined ? undefined : blocks[index];
  // The quotation of a long line is cut; the step has all of it.
  const words = block && fold(block.text).startsWith(fold(quote.replace(/…$/, ''))) ? block.text : quote;
  const source = { page, quote: clip(words, LIMITS.text), ...optional('box', block?.box) };
  const at = definition.steps.findLastIndex((step) => {
    const own = step.source && places.of(step.source);
    return own !== undefined && index !== undefined && own < index;
  });
  const after = at >= 0 || index !== undefined ? at + 1 : definition.steps.length;
  return addStep(definition, after, { ...asStep(words), source });
}
