import type { Block } from '../../../engine/drafting/document.ts';
import { headed, type Refine } from '../html-blocks.ts';
import { ListLevels } from '../list-levels.ts';
import { type Marker, markerOf } from '../marker.ts';
import { BOOKMARK, type Printed } from './paragraphs.ts';
import { headingLevels } from './word-headings.ts';

/** Indents that differ by less are the same: 4 points in twentieths. */
const SAME_INDENT = 80;
/** What a level of a list counts for where its indents do not tell it. */
const STEP_OF_LEVEL = 100;

/** Gives blocks what Word prints of their paragraphs: page, number, level, heading. */
export class WordBlocks {
  private readonly paragraphs: readonly Printed[];
  private readonly known = new Map<Block, Printed>();

  constructor(paragraphs: readonly Printed[]) {
    this.paragraphs = paragraphs;
  }

  readonly refine: Refine = (block, ids) => {
    const id = ids.findLast((one) => one.startsWith(BOOKMARK));
    const printed = this.paragraphs[Number(id?.slice(BOOKMARK.length))];
    if (!printed) return block;
    if (printed.contents) return undefined;
    const { bold: _bold, ...rest } = block;
    const bold = printed.bold && /[\p{L}\p{N}]/u.test(block.text) ? { bold: true } : {};
    const refined = { ...labelled(rest, printed), page: printed.page, ...bold };
    this.known.set(refined, printed);
    return refined;
  };

  /** The blocks of the whole document, with the levels that only their neighbours tell. `title` is the file's property. */
  finish(blocks: readonly Block[], title: string): Block[] {
    const levels = headingLevels(blocks, this.known, title);
    const lists = new ListPlaces();
    return blocks.map((block) => {
      const printed = this.known.get(block);
      const level = levels.get(block);
      if (level !== undefined) {
        lists.end();
        return asHeading(block, level);
      }
      return printed ? { ...block, level: lists.levelOf(block, printed) } : block;
    });
  }
}

function labelled(block: Block, { label, outline, style }: Printed): Block {
  const typed = block.kind === 'item' ? block.marker : undefined;
  if (!label || label.text === '') return block;
  if (outline !== undefined || style === 'title') {
    return { ...block, ...(label.ordered ? { marker: label.text, ordered: true } : {}) };
  }
  const box = label.checkbox || block.checkbox === true;
  return {
    ...block,
    kind: 'item',
    level: label.level,
    marker: box && !label.ordered ? (block.checkbox && typed ? typed : '☐') : label.text,
    ordered: label.ordered,
    ...(box ? { checkbox: true } : {}),
  };
}

function asHeading(block: Block, level: number): Block {
  const { page, text, marker, ordered, bold } = block;
  const number = ordered && marker !== undefined ? { text, marker, ordered } : headed(text);
  return { ...number, page, kind: 'heading', level, ...(bold ? { bold } : {}) };
}

/** Depths of list items by their indents: bullets that stand below a number are often a list of their own. */
class ListPlaces {
  private readonly levels = new ListLevels(SAME_INDENT);
  private readonly lists = new Set<string>();
  private interrupted = false;
  private item: { readonly level: number; readonly indent: number; readonly ordered: boolean } | undefined;

  end(): void {
    this.levels.end();
    this.lists.clear();
    this.item = undefined;
  }

  levelOf(block: Block, printed: Printed): number {
    if (block.kind === 'paragraph') {
      const below = this.item && printed.indent > 0 && printed.indent >= this.item.indent - SAME_INDENT;
      this.interrupted = this.interrupted || !below || this.item?.ordered === false;
      return below && this.item ? this.item.level + 1 : 0;
    }
    if (block.kind !== 'item') return block.level;
    const list = printed.label?.list ?? 'typed';
    // A list that goes on after a paragraph keeps its depth; another one begins at the outside.
    if (this.interrupted && !this.lists.has(list)) this.end();
    this.interrupted = false;
    this.lists.add(list);
    const level = this.levels.levelOf(markOf(block), printed.indent + (printed.label?.level ?? 0) * STEP_OF_LEVEL);
    this.item = { level, indent: printed.indent, ordered: block.ordered === true };
    return level;
  }
}

function markOf(block: Block): Marker {
  const marker = block.marker ?? '•';
  const found = markerOf(`${marker} X`);
  const base = { marker, ordered: block.ordered === true, checkbox: block.checkbox === true, depth: 0, length: 0 };
  return found ?? { ...base, class: base.ordered ? 'number' : 'bullet' };
}
