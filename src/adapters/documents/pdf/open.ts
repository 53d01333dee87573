/**
 * The one place that knows pdf-parse and the pdf.js beneath it. pdf-parse's own `getText` joins the words of a page
 * into one string; titles, lists, columns and tables are told apart by place and size, so the words are taken one by
 * one from the pdf.js document that pdf-parse opens (`load`).
 */
import { PasswordException, PDFParse } from 'pdf-parse';
import { LIMITS } from '../../../engine/limits.ts';
import { DocumentUnreadable } from '../../../runtime/ports.ts';
import { type Commands, drawingOf, marksAsRuns } from './drawn-marks.ts';
import { type FormField, formFields } from './form-fields.ts';
import type { Rule } from './rulings.ts';
import { placedText, upright } from './upright.ts';

/** A piece of text in one font, as it stands on the page. Points from the upper left corner. */
export interface Run {
  readonly text: string;
  readonly x: number;
  readonly width: number;
  readonly baseline: number;
  readonly size: number;
  readonly bold: boolean;
  /** How sure it is that this is the text, from 0 to 1, where it was recognised from a picture. */
  readonly confidence?: number;
  /** Its words run from right to left. */
  readonly rtl?: boolean;
  /** A box with no words behind it: something to tick only in a cell of a table. */
  readonly isAlone?: boolean;
}

interface PageText {
  readonly page: number;
  readonly width: number;
  readonly height: number;
  readonly runs: readonly Run[];
  /** Straight lines that are drawn on it. */
  readonly rules?: readonly Rule[];
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
  getFieldObjects(): Promise<object | null>;
}

interface PdfJsPage {
  readonly commonObjs: {
    has(name: string): boolean;
    get(name: string): { name?: string; bold?: boolean; black?: boolean };
  };
  getViewport(options: { scale: number }): {
    width: number;
    height: number;
    /** From the page's own units to points from the upper left corner. */
    readonly transform: readonly number[];
  };
  getTextContent(): Promise<{ items: readonly (TextItem | { type: string })[] }>;
  getOperatorList(): Promise<Commands>;
  getAnnotations(): Promise<readonly FormField[]>;
  cleanup(): void;
}

export interface TextItem {
  readonly str: string;
  readonly transform: readonly number[];
  readonly width: number;
  readonly fontName: string;
  /** `ltr`, `rtl` or `ttb`. */
  readonly dir: string;
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
    // A form that is broken leaves a page as good as one without a form.
    const hasForm = await document.getFieldObjects().then(
      (fields) => fields !== null,
      () => false,
    );
    return {
      pages: document.numPages,
      page: async (number) => readPage(await document.getPage(number), number, { bold, hasForm }),
      close: () => parser.destroy(),
    };
  } catch (error) {
    await parser.destroy();
    if (error instanceof DocumentUnreadable) throw error;
    if (error instanceof PasswordException) throw new DocumentUnreadable('encrypted', error);
    throw new DocumentUnreadable('damaged', error);
  }
}

/** What is known of the document beyond the page. */
interface Known {
  /** Whether a font is bold, by its name in the document. */
  readonly bold: Map<string, boolean>;
  readonly hasForm: boolean;
}

async function readPage(page: PdfJsPage, number: number, { bold, hasForm }: Known): Promise<PageText> {
  const view = page.getViewport({ scale: 1 });
  const { items } = await page.getTextContent();
  const texts = items.filter((item): item is TextItem => 'str' in item && item.str.trim() !== '');
  // The name of a font tells bold from regular, and is known only once the page's drawing has been prepared.
  const commands = await page.getOperatorList();
  for (const { fontName } of texts) if (!bold.has(fontName)) bold.set(fontName, isBold(page, fontName));
  const placed = texts.map((item) => placedText(item, view.transform, bold.get(item.fontName) ?? false));
  const { quarters, width, height, runs } = upright(placed, view.width, view.height);
  const form = hasForm ? formFields(await page.getAnnotations(), view.transform) : { boxes: [], filled: [] };
  page.cleanup();
  if (quarters !== 0) return { page: number, width, height, runs };
  const written = [...runs, ...form.filled];
  const drawing = drawingOf(commands, view.transform);
  const marks = marksAsRuns([...form.boxes, ...drawing.marks], written);
  return { page: number, width, height, runs: [...written, ...marks], rules: drawing.rules };
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
