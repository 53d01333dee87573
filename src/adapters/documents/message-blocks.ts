import type { Block } from '../../engine/drafting/document.ts';
import { ordinal } from './marker.ts';
import { textBlocks } from './text-blocks.ts';

/** What a picture, a smiley or a number in a box stands for at the beginning of a line. */
const KEYCAP = /^(\d)\uFE0F?\u20E3\s*/u;
const PICTURE = /^(?:\p{Extended_Pictographic}(?:\uFE0F|\u200D|[\u{1F3FB}-\u{1F3FF}])*)+\s*(?=[\p{L}\p{N}*_])/u;
const DASHED = /^(\d{1,2})\s?[-–—:]\s+(?=\p{L})/u;
const DIRECTION = /[\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF]/g;

/**
 * One message of a chat as blocks: its lists as items, what announces a list as its heading, each other line a
 * paragraph. Marks of style and of writing direction are left out.
 */
export function messageBlocks(message: string): Block[] {
  const lines = message.replace(DIRECTION, '').split('\n').map(unstyled);
  const pictured = lines.filter((line) => PICTURE.test(line)).length > 1;
  const dashed = lines.filter((line) => DASHED.test(line)).length > 1;
  const plain = lines.map((line) => {
    const counted = line.replace(KEYCAP, '$1. ').replace(/^\u{1F51F}\s*/u, '10. ');
    if (counted !== line) return counted;
    if (dashed && DASHED.test(line)) return line.replace(DASHED, '$1. ');
    return pictured ? line.replace(PICTURE, '• ') : line;
  });
  return textBlocks(plain, 'message');
}

/** "Ah yes, 6. switch the alarm on": the next number of the list above, said in passing. */
const LATER = /^\P{N}{1,40}?[\s,:](\d{1,2})[.)]\s+(?=\p{L})/u;

/** The blocks of a chat, with what goes on with an earlier list as an item of it. */
export function withLaterItems(blocks: readonly Block[]): Block[] {
  let last = 0;
  return blocks.map((block) => {
    if (block.kind === 'item' && block.ordered === true) last = ordinal(block.marker ?? '') ?? last;
    if (block.kind !== 'paragraph' || last === 0) return block;
    const [before, number] = LATER.exec(block.text) ?? [];
    if (before === undefined || Number(number) !== last + 1) return block;
    last += 1;
    return {
      ...block,
      kind: 'item',
      text: block.text.slice(before.length),
      level: 0,
      marker: `${number}.`,
      ordered: true,
    };
  });
}

/** `*bold*`, `_slanted_`, `~struck~` around a word or a line, as chats write it. */
function unstyled(line: string): string {
  return line
    .replace(/(?<![\p{L}\p{N}*])\*(?=\S)([^*\n]{1,300}?\S|\S)\*(?![\p{L}\p{N}*])/gu, '$1')
    .replace(/(?<![\p{L}\p{N}_])_(?=\S)([^_\n]{1,300}?\S|\S)_(?![\p{L}\p{N}_])/gu, '$1')
    .replace(/(?<![\p{L}\p{N}~])~(?=\S)([^~\n]{1,300}?\S|\S)~(?![\p{L}\p{N}~])/gu, '$1');
}
