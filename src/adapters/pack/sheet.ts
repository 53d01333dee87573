/** The pages of a pack: how much room is left on this one, what is written where, and how it is told to a screen reader. */
import type { Tone } from '../../cards/card.ts';
import { clean } from '../../cards/text.ts';
import type { Letters, Weight } from './letters.ts';
import { type Line, linesOf } from './lines.ts';

/** Points. A4, with room for a punch on the left. */
export const PAGE: Readonly<Record<'width' | 'height' | 'left' | 'right' | 'top' | 'bottom', number>> = {
  width: 595.28,
  height: 841.89,
  left: 62,
  right: 48,
  top: 70,
  bottom: 62,
};
export const WIDTH = PAGE.width - PAGE.left - PAGE.right;
const BOTTOM = PAGE.height - PAGE.bottom;

export const INK: Readonly<Record<Tone | 'strong' | 'quiet' | 'line' | 'faint', string>> = {
  ...{ strong: '#1d2530', quiet: '#566070', line: '#d5dbe4', faint: '#f4f6f9' },
  ...{ neutral: '#566070', accent: '#2457c5', good: '#1a7043', attention: '#8f5a00', bad: '#b3261e' },
};

export type Doc = PDFKit.PDFDocument;
export type Part = PDFKit.PDFStructureElement;

export interface Style {
  readonly size: number;
  readonly weight: Weight;
  readonly ink: string;
}

export const BODY: Style = { size: 9.5, weight: 'plain', ink: INK.strong };
export const QUIET: Style = { size: 9, weight: 'plain', ink: INK.quiet };
export const SMALL: Style = { size: 8, weight: 'plain', ink: INK.quiet };

export const LEADING = 1.38;

export interface Sheet {
  readonly doc: Doc;
  readonly letters: Letters;
  /** The whole document, as a screen reader walks through it. */
  readonly root: Part;
  /** Where the next thing goes. */
  y: number;
  /** What says which page something is on is written last. */
  readonly marks: Map<string, number>;
  readonly wanted: {
    readonly to: string;
    readonly page: number;
    readonly x: number;
    readonly y: number;
    readonly part: Part;
  }[];
}

/** Where there is one line for it: a title, a name. */
export function oneLine(text: string): string {
  return clean(text).replaceAll(/\s+/g, ' ').trim();
}

/** How much room is left on this page. */
export function room(sheet: Sheet): number {
  return BOTTOM - sheet.y;
}

export const FULL = BOTTOM - PAGE.top;

/** Turns the page unless there is room for so much. True if it did. */
export function ensure(sheet: Sheet, height: number): boolean {
  if (room(sheet) >= Math.min(height, FULL)) return false;
  turn(sheet);
  return true;
}

export function turn(sheet: Sheet): void {
  sheet.doc.addPage();
  sheet.y = PAGE.top;
}

/** The page that is written on, counted from 0. */
export function pageNow({ doc }: Sheet): number {
  const { start, count } = doc.bufferedPageRange();
  return start + count - 1;
}

/** Text as lines, whatever people wrote: nothing invisible is left in it. */
export function lines(sheet: Sheet, text: string, { size, weight }: Style, width: number): readonly Line[] {
  return linesOf(sheet.letters, clean(text), { size, weight, width });
}

export function heightOf(count: number, { size }: Style): number {
  return count * size * LEADING;
}

/** Begins a part of the document: a paragraph, a table, a cell. */
export function part(sheet: Sheet, parent: Part, type: string, options: Record<string, unknown> = {}): Part {
  const made = sheet.doc.struct(type, options);
  parent.add(made);
  return made;
}

/** Writes lines from `y` down, as what `owner` says. */
export function writeLines(
  sheet: Sheet,
  owner: Part,
  written: readonly Line[],
  at: { readonly x: number; readonly y: number } & Style,
): void {
  told(sheet, owner, 'Span', () => {
    written.forEach((line, index) => {
      writeLine(sheet, line, { ...at, y: at.y + index * at.size * LEADING });
    });
  });
}

/** One line, as nobody's: for what stands within something that was begun. */
export function writeLine(
  { doc }: Sheet,
  { pieces }: Line,
  { x, y, size, ink }: { readonly x: number; readonly y: number } & Style,
): void {
  let left = x;
  for (const { font, text, width } of pieces) {
    doc.font(font, size).fillColor(ink);
    // 0.95 below the top is where letters of this size stand.
    doc.text(text, left, y + size * 1.05, { lineBreak: false, baseline: 'alphabetic' });
    left += width * size;
  }
}

/** What is drawn belongs to this part. */
export function told({ doc }: Pick<Sheet, 'doc'>, owner: Part, tag: string, draw: () => void): void {
  const content = doc.markStructureContent(tag);
  draw();
  doc.endMarkedContent();
  owner.add(content);
}

/** What is drawn says nothing: lines, boxes, what stands on each page. */
export function silent({ doc }: Pick<Sheet, 'doc'>, draw: () => void): void {
  doc.markContent('Artifact', { type: 'Layout' });
  draw();
  doc.endMarkedContent();
}

/** A paragraph, over as many pages as it takes. */
export function paragraph(
  sheet: Sheet,
  parent: Part,
  text: string,
  style: Style,
  {
    x = PAGE.left,
    width = WIDTH,
    after = 6,
  }: { readonly x?: number; readonly width?: number; readonly after?: number } = {},
): void {
  const all = lines(sheet, text, style, width);
  const owner = part(sheet, parent, 'P');
  const each = heightOf(1, style);
  for (let from = 0; from < all.length; ) {
    // Two lines at least, so that none stands alone at the foot of a page.
    ensure(sheet, Math.min(2, all.length - from) * each);
    const fits = Math.max(1, Math.floor(room(sheet) / each));
    const some = all.slice(from, from + fits);
    writeLines(sheet, owner, some, { ...style, x, y: sheet.y });
    sheet.y += some.length * each;
    from += fits;
  }
  owner.end();
  sheet.y += after;
}
