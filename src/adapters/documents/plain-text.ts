import { LIMITS } from '../../engine/limits.ts';
import { DocumentUnreadable } from '../../runtime/ports.ts';
import type { ReadFormat } from './format.ts';
import { mailHead } from './mail-head.ts';
import { decodeText } from './sniff.ts';
import { textBlocks } from './text-blocks.ts';

/** Reads plain text: list lines by their marker and indent, headings by their look, all else paragraphs. */
export const readPlainText: ReadFormat = async (bytes, name, progress) => {
  progress({ doing: 'reading' });
  const text = decodeText(bytes);
  if (text.length > LIMITS.documentText) throw new DocumentUnreadable('too_large');
  const lines = text.split(/\r\n|\r|\n|\f/);
  const head = mailHead(lines);
  const blocks = textBlocks(lines.slice(head?.length ?? 0), 'page');
  return { name, pages: 1, blocks: [...(head?.blocks ?? []), ...blocks] };
};
