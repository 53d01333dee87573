import { draftProcedures } from '../../engine/drafting/draft-procedures.ts';
import { LIMITS } from '../../engine/limits.ts';
import { DocumentUnreadable, type Progress, type ReadDocument } from '../../runtime/ports.ts';
import { readChatThread } from './chat-thread.ts';
import { readCsv } from './csv.ts';
import type { ReadFormat } from './format.ts';
import { readHtml } from './html.ts';
import { readImage } from './image.ts';
import { readMarkdown } from './markdown.ts';
import { readPdf } from './pdf/read.ts';
import { readPlainText } from './plain-text.ts';
import { type Format, sniff } from './sniff.ts';
import { readSopFile } from './sop-file.ts';
import { readSpreadsheet } from './spreadsheet/read-spreadsheet.ts';
import { readWhatsApp } from './whatsapp.ts';
import { readWord } from './word/read.ts';

const READERS: Readonly<Record<Format, ReadFormat>> = {
  pdf: readPdf,
  word: readWord,
  html: readHtml,
  image: readImage,
  markdown: readMarkdown,
  text: readPlainText,
  spreadsheet: readSpreadsheet,
  csv: readCsv,
  whatsapp: readWhatsApp,
  chat: readChatThread,
};

/**
 * Bytes to drafts, in the process it is called in: `reader.ts` calls it in one of its own, because a document made to do
 * harm can keep it busy or fill its memory. No drafts: there are no steps in it. Throws `DocumentUnreadable`;
 * anything a format's reader throws besides counts as `damaged`.
 */
export async function readAndDraft(
  bytes: Uint8Array,
  name: string,
  progress: (note: Progress) => void,
): Promise<ReadDocument> {
  if (bytes.length > LIMITS.fileBytes) throw new DocumentUnreadable('too_large');
  const sop = readSopFile(bytes, name);
  if (sop) return sop;
  const read = READERS[sniff(bytes, name)];
  const document = await read(bytes, name, progress).catch((error: unknown) => {
    throw error instanceof DocumentUnreadable ? error : new DocumentUnreadable('damaged', error);
  });
  if (document.blocks.length === 0) throw new DocumentUnreadable('empty');
  progress({ doing: 'drafting', pages: document.pages });
  const drafting = draftProcedures(document);
  return { ...drafting, pages: document.pages, document };
}
