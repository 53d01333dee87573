/**
 * The one place that knows pdf-parse and the pdf.js beneath it. pdf-parse's own `getText` joins the words of a page
 * into one string; titles, lists, columns and tables are told apart by place and size, so the words are taken one by
 * one from the pdf.js document that pdf-parse opens (`load`).
 */
import { FormatError, InvalidPDFException, PasswordException, PDFParse } from 'pdf-parse';
import { LIMITS } from '../../../engine/limits.ts';
import { DocumentUnreadable } from '../../../runtime/ports.ts';

/** A piece of text in one font, as it stands on the page. Points from the upper left corner. */
export interface Run {
  readonly text: string;
  readonly x: number;
  readonly width: number;
  readonly baseline: number;
  readonly size: number;
  readonly bold: boolean;
}

interface PageText {
  readonly page: number;
  readonly width: number;
  readonly height: number;
  readonly runs: readonly Run[];
}

export interface OpenPdf {
  readonly pages: number;
  /** 1-based. */
  page(number: number): Promise<PageText>;
  close(): Promise<void>;
}

interface PdfJsDocument {
  readonly numPages: number;
  getPage(number: number): Promise<PdfJsPage>;
}

interface PdfJsPage {
  readonly commonObjs: {
    has(name: string): boolean;
    get(name: string): { name?: string; bold?: boolean; black?: boolean };
  };
  getViewport(options: { scale: number }): {
    width: number;
    height: number;
    convertToViewportPoint(x: number, y: number): number[];
  };
  getTextContent(): Promise<{ items: readonly (TextItem | { type: string })[] }>;
  getOperatorList(): Promise<unknown>;
  cleanup(): void;
}

interface TextItem {
  readonly str: string;
  readonly transform: readonly number[];
  readonly width: number;
  readonly fontName: string;
}

/** Opens a PDF. Throws `DocumentUnreadable`: `encrypted`, `damaged`, `too_many_pages`, `empty` (no pages). */
export async function openPdf(bytes: Uint8Array): Promise<OpenPdf> {
  if (cutOff(bytes)) throw new DocumentUnreadable('damaged');
  // Pictures are not looked at, so none is decoded; a script inside the document never runs.
  const parser = new PDFParse({ data: bytes.slice(), maxImageSize: 1, isEvalSupported: false, useSystemFonts: false });
  try {
    const document: PdfJsDocument = await (parser as unknown as { load(): Promise<PdfJsDocument> }).load();
    if (document.numPages === 0) throw new DocumentUnreadable('empty');
    if (document.numPages > LIMITS.documentPages) throw new DocumentUnreadable('too_many_pages');
    const bold = new Map<string, boolean>();
    return {
      pages: document.numPages,
      page: async (number) => readPage(await document.getPage(number), number, bold),
      close: () => parser.destroy(),
    };
  } catch (error) {
    await parser.destroy();
    if (error instanceof DocumentUnreadable) throw error;
    if (error instanceof PasswordException) throw new DocumentUnreadable('encrypted', error);
    if (error instanceof InvalidPDFException || error instanceof FormatError)
      throw new DocumentUnreadable('damaged', error);
    throw new DocumentUnreadable('damaged', error);
  }
}

async function readPage(page: PdfJsPage, number: number, bold: Map<string, boolean>): Promise<PageText> {
  const view = page.getViewport({ scale: 1 });
  const { items } = await page.getTextContent();
  const texts = items.filter((item): item is TextItem => 'str' in item && item.str.trim() !== '');
  // The name of a font tells bold from regular, and is known only once the page's drawing has been prepared.
  if (texts.some((item) => !bold.has(item.fontName))) {
    await page.getOperatorList();
    for (const { fontName } of texts) if (!bold.has(fontName)) bold.set(fontName, isBold(page, fontName));
  }
  const runs: Run[] = [];
  for (const item of texts) {
    const [a = 0, b = 0, , , e = 0, f = 0] = item.transform;
    // Text that runs up the page is a watermark or a label of a figure.
    if (Math.abs(b) > Math.abs(a)) continue;
    const [x = 0, baseline = 0] = view.convertToViewportPoint(e, f);
    const size = Math.hypot(item.transform[2] ?? 0, item.transform[3] ?? 0);
    runs.push({ text: item.str, x, width: item.width, baseline, size, bold: bold.get(item.fontName) ?? false });
  }
  page.cleanup();
  return { page: number, width: view.width, height: view.height, runs };
}

function isBold(page: PdfJsPage, fontName: string): boolean {
  if (!page.commonObjs.has(fontName)) return false;
  const font = page.commonObjs.get(fontName);
  return font.bold === true || font.black === true || /bold|black|heavy|demi/i.test(font.name ?? '');
}

/**
 * A PDF ends in `%%EOF`. pdf.js would repair a file that was cut off and hand over the half that is left; half a
 * procedure that looks like a whole one is worse than none.
 */
function cutOff(bytes: Uint8Array): boolean {
  const tail = Buffer.from(bytes.subarray(Math.max(0, bytes.length - 8192))).toString('latin1');
  return !tail.includes('%%EOF');
}
