/** Cuts a document into pieces that a model can take, each with the steps that were found in it. */
import type { StepInput } from '../definition.ts';
import type { Block, SourceDocument } from './document.ts';
import type { ProposedDraft } from './draft.ts';
import { fold } from './fold.ts';
import { SHORT } from './places.ts';

/** A part of a document that belongs to one draft. */
export interface Piece {
  /** Which draft, from 0. */
  readonly draft: number;
  /** Index in the document of its first block. */
  readonly from: number;
  readonly blocks: readonly Block[];
  /** The draft's steps that stand in it, with the index in the document of the block they begin in. */
  readonly steps: readonly FoundStep[];
}

export interface FoundStep {
  readonly id: string;
  readonly block: number;
  readonly quote: string;
}

/** Text of one piece, in characters: some four thousand tokens. */
const PIECE = 12_000;

/** The pieces of every draft, in reading order. What stands in no draft's part of the document is in no piece. */
export function piecesOf(document: SourceDocument, drafts: readonly ProposedDraft[]): readonly Piece[] {
  const { blocks } = document;
  const placed = placesOf(blocks, drafts);
  return drafts.flatMap((_draft, index): readonly Piece[] => {
    const steps = placed[index] ?? [];
    const [first] = steps;
    if (!first) return [];
    const next = placed.slice(index + 1).find((one) => one.length > 0)?.[0];
    // Roles and purpose stand before the first step; those of the next procedure before its own.
    const begin = index === 0 ? 0 : headingAbove(blocks, first.block);
    const end = next ? headingAbove(blocks, next.block) : blocks.length;
    return cut(blocks, begin, Math.max(end, begin)).map(([from, to]) => ({
      ...{ draft: index, from, blocks: blocks.slice(from, to) },
      steps: steps.filter(({ block }) => block >= from && block < to),
    }));
  });
}

/** Where each step of each draft stands: found going forward, because drafts and steps are in reading order. */
function placesOf(blocks: readonly Block[], drafts: readonly ProposedDraft[]): readonly (readonly FoundStep[])[] {
  const texts = blocks.map((block) => fold(block.text));
  let at = 0;
  return drafts.map(({ definition }) =>
    (definition.steps ?? []).flatMap((step: StepInput): readonly FoundStep[] => {
      const quote = step.source?.quote ?? step.title;
      const words = fold(quote.replace(/…$/, ''));
      const from = (fits: (text: string) => boolean) => texts.findIndex((text, index) => index >= at && fits(text));
      const whole = from((text) => text.includes(words));
      // A step of several blocks begins in one; a word or two that it begins with may stand anywhere.
      const found = whole >= 0 ? whole : from((text) => text.length >= SHORT && words.startsWith(text));
      if (found < 0) return [];
      at = found;
      return [{ id: step.id, block: found, quote }];
    }),
  );
}

function headingAbove(blocks: readonly Block[], index: number): number {
  let at = index;
  while (at > 0 && blocks[at]?.kind !== 'heading') at -= 1;
  return blocks[at]?.kind === 'heading' ? at : index;
}

/** Parts of at most PIECE characters, cut before a heading where there is one in the second half. */
function cut(blocks: readonly Block[], begin: number, end: number): readonly (readonly [number, number])[] {
  const parts: (readonly [number, number])[] = [];
  let from = begin;
  while (from < end) {
    let to = from;
    let heading = -1;
    for (let size = 0; to < end; to++) {
      size += blocks[to]?.text.length ?? 0;
      if (size > PIECE && to > from) break;
      if (size > PIECE / 2 && to > from && blocks[to]?.kind === 'heading') heading = to;
    }
    if (to < end && heading > from) to = heading;
    parts.push([from, to]);
    from = to;
  }
  return parts;
}
