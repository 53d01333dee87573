import { LIMITS } from '../../engine/limits.ts';
import { DocumentUnreadable } from '../../runtime/ports.ts';
import type { ReadFormat } from './format.ts';
import { decodeText } from './sniff.ts';
import { textBlocks } from './text-blocks.ts';

/** Reads plain text: list lines by their marker and indent, headings by their look, all else paragraphs. */
export const readPlainText: ReadFormat = async (bytes, name, progress) => {
  progress({ doing: 'reading' });
  const text = decodeText(bytes);
  if (text.length > LIMITS.documentText) throw new DocumentUnreadable('too_large');
  return { name, pages: 1, blocks: textBlocks(text.split(/\r\n|\r|\n|\f/), 'page') };
};
