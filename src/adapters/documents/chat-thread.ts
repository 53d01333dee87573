import type { Block } from '../../engine/drafting/document.ts';
import { LIMITS } from '../../engine/limits.ts';
import { DocumentUnreadable } from '../../runtime/ports.ts';
import type { ReadFormat } from './format.ts';
import { messageBlocks, withLaterItems } from './message-blocks.ts';
import { messageStart } from './message-start.ts';
import { decodeText } from './sniff.ts';

/** Reads a copied thread: each message's own lists and lines; who wrote it and when is left out. */
export const readChatThread: ReadFormat = async (bytes, name, progress) => {
  progress({ doing: 'reading' });
  const text = decodeText(bytes);
  if (text.length > LIMITS.documentText) throw new DocumentUnreadable('too_large');
  const messages: string[][] = [[]];
  for (const line of text.split(/\r\n|\r|\n|\f/)) {
    const start = messageStart(line);
    if (start) messages.push(start.rest === '' ? [] : [start.rest]);
    else messages.at(-1)?.push(line);
  }
  const blocks: Block[] = withLaterItems(messages.flatMap((lines) => messageBlocks(lines.join('\n'))));
  return { name, pages: 1, blocks };
};
