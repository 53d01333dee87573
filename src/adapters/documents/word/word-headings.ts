import type { Block } from '../../../engine/drafting/document.ts';
import { markerOf } from '../marker.ts';
import type { Printed } from './paragraphs.ts';

/** Words that stand for a heading where an author used no style for one. */
const LONGEST = 90;

/**
 * The headings of a document and their levels, 1 is the highest. Styles and outline levels come first; below them, lines
 * that only look like headings (bold, or in capitals), the larger ones above. A title stands above everything.
 */
export function headingLevels(
  blocks: readonly Block[],
  known: ReadonlyMap<Block, Printed>,
  title: string,
): ReadonlyMap<Block, number> {
  const levels = new Map<Block, number>();
  const titles = titlesIn(blocks, known, title);
  const shift = titles.length > 0 ? 1 : 0;
  for (const block of titles) levels.set(block, 1);
  let deepest = shift;
  for (const block of blocks) {
    const outline = known.get(block)?.outline;
    if (outline === undefined || levels.has(block) || block.kind === 'cell') continue;
    const level = outline + 1 + shift;
    deepest = Math.max(deepest, level);
    levels.set(block, level);
  }
  const weak = blocks.filter((block) => !levels.has(block) && isWeak(block, known.get(block)));
  const sizes = [...new Set(weak.map((block) => sizeOf(known.get(block))))].sort((a, b) => b - a);
  for (const block of weak) levels.set(block, deepest + 1 + sizes.indexOf(sizeOf(known.get(block))));
  return levels;
}

/**
 * What has the style of a title; without such a style, the line that the file's properties name as the title, or a first
 * line that looks like one.
 */
function titlesIn(blocks: readonly Block[], known: ReadonlyMap<Block, Printed>, title: string): Block[] {
  const styled = blocks.filter((block) => known.get(block)?.style === 'title' && block.kind !== 'cell');
  if (styled.length > 0) return styled;
  const named = blocks.slice(0, 10).find((block) => block.kind === 'paragraph' && same(block.text, title));
  const top = blocks.find((block) => block.kind !== 'cell');
  const first = top && isWeak(top, known.get(top)) && !markerOf(top.text)?.ordered ? top : undefined;
  const found = named ?? first;
  return found && known.has(found) ? [found] : [];
}

/** No heading by its style, but by its look. */
function isWeak(block: Block, printed: Printed | undefined): boolean {
  if (!printed || printed.outline !== undefined) return false;
  if (block.kind !== 'paragraph' || block.text.length > LONGEST || /[.;]$/.test(block.text)) return false;
  const letters = block.text.match(/\p{L}/gu)?.length ?? 0;
  const capitals = letters >= 4 && block.text === block.text.toUpperCase() && block.text !== block.text.toLowerCase();
  // Names of files and addresses are often in bold.
  const words = !/^\S*[\p{L}\p{N}][_/\\@.]\S+$/u.test(block.text);
  return letters > 0 && words && (printed.bold || capitals) && printed.style !== 'caption';
}

/** Rounded, so that a half point makes no level. */
function sizeOf(printed: Printed | undefined): number {
  return Math.round(printed?.size ?? 0);
}

function same(one: string, other: string): boolean {
  return one.trim().toLowerCase() === other.toLowerCase();
}
