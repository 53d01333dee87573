import type { Block } from '../../engine/drafting/document.ts';
import { ListLevels } from './list-levels.ts';
import { markerOf, ordinal } from './marker.ts';

/**
 * `page`: lines of a page, wrapped where it ended, with headings among them. `message`: what a person typed, a line for
 * each thought; a heading is only what announces a list.
 */
type Look = 'page' | 'message';

/** So many lines tell how wide the text is. */
const SAMPLE = 2000;

/** Lines of text as blocks: items by their marker and indent, headings by their look, all else paragraphs. */
export function textBlocks(lines: readonly string[], look: Look): Block[] {
  const blocks: Block[] = [];
  const levels = new ListLevels(1);
  let open: { block: Block; indent: number } | undefined;
  /** An item stands above, with no empty line between. */
  let listed = false;
  const width = Math.max(0, ...lines.slice(0, SAMPLE).map((line) => line.trimEnd().length));
  /** The line above was ended on purpose: it ends a sentence, and the next word had room in it. */
  const ended = (above = '', text: string) =>
    look === 'page' &&
    /[.!:;]$/.test(above.trimEnd()) &&
    /^\p{Lu}/u.test(text) &&
    above.trimEnd().length + 1 + text.indexOf(' ') < Math.min(width, 100);
  const close = () => {
    if (open) blocks.push(open.block);
    open = undefined;
  };
  lines.forEach((raw, index) => {
    const line = raw.replaceAll('\t', '    ').trimEnd();
    const text = line.trim();
    const indent = line.length - line.trimStart().length;
    if (text === '' || /^[=\-_*~]{3,}$/.test(text)) {
      close();
      listed = false;
      return;
    }
    const marker = markerOf(text);
    const chapter =
      look === 'page' &&
      marker?.ordered === true &&
      isChapter(marker.marker, text.slice(marker.length), lines[index + 1]);
    if (marker && chapter) {
      close();
      levels.end();
      listed = false;
      const { marker: number, ordered } = marker;
      blocks.push({
        page: 1,
        kind: 'heading',
        text: text.slice(marker.length).trim(),
        level: 2,
        marker: number,
        ordered,
      });
    } else if (marker) {
      close();
      listed = true;
      const level = levels.levelOf(marker, indent);
      open = { block: item(text.slice(marker.length), marker, level), indent };
    } else if (
      look === 'page' ? heading(text, lines[index - 1], lines[index + 1]) : !listed && announces(text, lines[index + 1])
    ) {
      close();
      levels.end();
      blocks.push({
        page: 1,
        kind: 'heading',
        text: text.replace(/\s*:$/, ''),
        level: look === 'message' || underlined(lines[index + 1]) ? 1 : 2,
      });
    } else if (look === 'message' && (open?.block.kind !== 'item' || indent <= open.indent)) {
      close();
      // A line between two items says more of the first one.
      const within = blocks.at(-1)?.kind === 'item' && isItem(lines[index + 1]);
      blocks.push({ page: 1, kind: 'paragraph', text, level: within ? 1 : 0 });
    } else if (open && (open.block.kind === 'paragraph' || indent > open.indent) && !ended(lines[index - 1], text)) {
      open = { ...open, block: { ...open.block, text: `${open.block.text} ${text}` } };
    } else {
      close();
      open = { block: { page: 1, kind: 'paragraph', text, level: 0 }, indent };
    }
  });
  close();
  return blocks;
}

function item(text: string, marker: { marker: string; ordered: boolean; checkbox: boolean }, level: number): Block {
  const { marker: mark, ordered, checkbox } = marker;
  return { page: 1, kind: 'item', text: text.trim(), level, marker: mark, ordered, ...(checkbox ? { checkbox } : {}) };
}

/** A heading is underlined, or in capitals, or a short line on its own that ends in no sentence. */
function heading(text: string, above: string | undefined, below: string | undefined): boolean {
  if (underlined(below)) return true;
  if ((above ?? '').trim() !== '') return false;
  if (text.length > 80 || /[.,;!?]$/.test(text)) return false;
  if (/\p{Lu}{2}/u.test(text) && text === text.toUpperCase()) return true;
  const alone = (below ?? '').trim() === '';
  return (
    (alone && above !== undefined && /^\p{Lu}/u.test(text) && text.split(' ').length <= 8) ||
    (above === undefined && alone)
  );
}

/** "3. STOCK AND ORDERS" over what is said of it. */
function isChapter(marker: string, text: string, below = ''): boolean {
  const capitals = /\p{Lu}{3}/u.test(text) && text === text.toUpperCase();
  if (!capitals || text.length > 80 || /[.,;!?]$/.test(text) || !/\p{Ll}/u.test(below)) return false;
  const next = markerOf(below.trim());
  const [number = ''] = /\d+/.exec(marker) ?? [];
  // "4.0 METHOD" is over "4.1 …"; "1. WASH" beside "2. Rinse" is in a list.
  return next?.ordered !== true || (number !== '' && next.marker.startsWith(`${number}.`) && next.marker !== marker);
}

/** "Every morning:" right over the first item of a list. */
function announces(text: string, below: string | undefined): boolean {
  const next = markerOf((below ?? '').trim());
  if (!next || (ordinal(next.marker) ?? 1) !== 1) return false;
  return text.length <= 80 && text.split(' ').length <= 8 && !/[.,;!?]$/.test(text) && /^[^\p{Ll}]*\p{Lu}/u.test(text);
}

function isItem(line: string | undefined): boolean {
  return line !== undefined && markerOf(line.trim()) !== undefined;
}

function underlined(below: string | undefined): boolean {
  return /^\s*[=-]{3,}\s*$/.test(below ?? '');
}
