import type { Block } from './document.ts';
import { clip, fold, wordsOf } from './fold.ts';

const NUMBERED_SOP =
  /^(?:(?:s\.?\s?o\.?\s?p|p\.?\s?o\.?\s?p|sop|pop|vaa|procedure|procedura|procedimiento|procedimento|protocol|arbeitsanweisung|verfahrensanweisung)\.?\s*(?:n[o°º]?\.?|#)?\s*\d+[a-z]?\b)/;

/** Whether a heading names an SOP by number ("SOP 7A: …"), as only the head of a procedure does. */
export function namesAnSop(heading: string): boolean {
  return NUMBERED_SOP.test(
    fold(heading)
      .replace(/[^\p{L}\p{N}.#°º ]+/gu, ' ')
      .trim(),
  );
}

/**
 * The title of a document, undefined if it has none: its highest heading near the beginning, in PDFs the largest letters of the first page with
 * the lines of that size next to it.
 */
export function titleOf(blocks: readonly Block[]): string | undefined {
  const headings = blocks.filter(
    (block) => block.kind === 'heading' && !block.repeated && wordsOf(block.text).length > 0,
  );
  const first = headings.filter((block) => block.page <= 1).slice(0, 12);
  const level = Math.min(...first.map((block) => block.level));
  const at = first.findIndex((block) => block.level === level);
  const top = first[at];
  if (!top) {
    const line = blocks[0];
    if (line?.kind === 'paragraph' && line.text.length <= 90 && !/[.:!?]$/.test(line.text)) return line.text;
    return undefined;
  }
  const parts = [top.text];
  for (const next of first.slice(at + 1)) {
    if (top.fontSize === undefined || next.fontSize !== top.fontSize || parts.length >= 3) break;
    parts.push(next.text);
  }
  return clip(parts.join(' ').trim(), 200);
}

/** `opening_checks-v2.pdf` as words. */
export function nameAsTitle(name: string): string {
  const words = name
    .replace(/\.[a-z0-9]{1,9}$/i, '')
    .replaceAll(/[_\-.]+/g, ' ')
    .trim();
  const title = words === '' ? 'Procedure' : words.charAt(0).toUpperCase() + words.slice(1);
  return clip(title, 200);
}
