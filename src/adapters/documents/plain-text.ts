import type { Block } from '../../engine/drafting/document.ts';
import { LIMITS } from '../../engine/limits.ts';
import { DocumentUnreadable } from '../../runtime/ports.ts';
import type { ReadFormat } from './format.ts';
import { ListLevels } from './list-levels.ts';
import { markerOf } from './marker.ts';
import { decodeText } from './sniff.ts';

/** Reads plain text: list lines by their marker and indent, headings by their look, all else paragraphs. */
export const readPlainText: ReadFormat = async (bytes, name, progress) => {
  progress({ doing: 'reading' });
  const text = decodeText(bytes);
  if (text.length > LIMITS.documentText) throw new DocumentUnreadable('too_large');
  return { name, pages: 1, blocks: blocksOf(text.split(/\r\n|\r|\n|\f/)) };
};

function blocksOf(lines: readonly string[]): Block[] {
  const blocks: Block[] = [];
  const levels = new ListLevels(1);
  let open: { block: Block; indent: number } | undefined;
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
      return;
    }
    const marker = markerOf(text);
    if (marker) {
      close();
      const level = levels.levelOf(marker, indent);
      open = { block: item(text.slice(marker.length), marker, level), indent };
    } else if (heading(text, lines[index - 1], lines[index + 1])) {
      close();
      levels.end();
      blocks.push({
        page: 1,
        kind: 'heading',
        text: text.replace(/:$/, ''),
        level: underlined(lines[index + 1]) ? 1 : 2,
      });
    } else if (open && (open.block.kind === 'paragraph' || indent > open.indent)) {
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

function underlined(below: string | undefined): boolean {
  return /^\s*[=-]{3,}\s*$/.test(below ?? '');
}
