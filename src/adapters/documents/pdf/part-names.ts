import type { Segment } from './lines.ts';

const NAME = /^\p{Lu}[^.,;:!?]{2,39}$/u;

/**
 * "Purpose" below the end of a sentence and, in letters like its own, the text below it: either begins a paragraph.
 *
 * @param hasNoRoom the first word of the line had no room in the line above.
 */
export function beginsPart(above: readonly Segment[], line: Segment, hasNoRoom: boolean): boolean {
  const [name, last] = [above[0], above.at(-1)];
  if (!name || !last || line.baseline <= last.baseline) return false;
  if (NAME.test(line.text)) return /[.!?]$/.test(last.text) && (!hasNoRoom || line.right < last.right - 80);
  if (hasNoRoom || name !== last || !NAME.test(name.text)) return false;
  return /^\p{Lu}/u.test(line.text) && line.right > name.right + 80;
}
