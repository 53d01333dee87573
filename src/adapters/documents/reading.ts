import type { Drafting } from '../../engine/drafting/draft.ts';
import { draftProcedures } from '../../engine/drafting/draft-procedures.ts';
import { LIMITS } from '../../engine/limits.ts';
import { DocumentUnreadable, type Progress } from '../../runtime/ports.ts';
import type { ReadFormat } from './format.ts';
import { readMarkdown } from './markdown.ts';
import { readPdf } from './pdf/read.ts';
import { readPlainText } from './plain-text.ts';
import { type Format, sniff } from './sniff.ts';

const READERS: Readonly<Record<Format, ReadFormat>> = { pdf: readPdf, markdown: readMarkdown, text: readPlainText };

/**
 * Bytes to drafts, in the thread it is called in: `reader.ts` calls it in a thread of its own, because a document made
 * to do harm can keep a thread busy or fill its memory. Throws `DocumentUnreadable`; anything a format's reader throws
 * besides counts as `damaged`.
 */
export async function readAndDraft(
  bytes: Uint8Array,
  name: string,
  progress: (note: Progress) => void,
): Promise<Drafting & { readonly pages: number }> {
  if (bytes.length > LIMITS.fileBytes) throw new DocumentUnreadable('too_large');
  const read = READERS[sniff(bytes, name)];
  const document = await read(bytes, name, progress).catch((error: unknown) => {
    throw error instanceof DocumentUnreadable ? error : new DocumentUnreadable('damaged', error);
  });
  if (document.blocks.length === 0) throw new DocumentUnreadable('empty');
  progress({ doing: 'drafting', pages: document.pages });
  const drafting = draftProcedures(document);
  if (drafting.drafts.length === 0) throw new DocumentUnreadable('no_steps');
  return { ...drafting, pages: document.pages };
}
