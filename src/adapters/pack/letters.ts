/**
 * In which font each letter stands. Ours is Liberation Sans out of pdf.js, which reads PDFs here; what it lacks comes from
 * the machine; what no font has is a box, so that nobody takes a name for whole that is not.
 */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { type Font, fontOf, type MachineFonts, machineFonts } from './machine-fonts.ts';

export type Weight = 'plain' | 'strong';

/** Letters that stand in one font. */
export interface Piece {
  readonly font: string;
  readonly text: string;
  /** At a size of 1. */
  readonly width: number;
}

export interface Letters {
  /** A word, or the space between two. */
  pieces(word: string, weight: Weight): readonly Piece[];
}

/** What letters are put into: the part of a PDF that knows fonts. */
export interface Typecase {
  registerFont(name: string, source: unknown): unknown;
  font(name: string, size: number): { widthOfString(text: string): number };
}

/** Stands for what cannot be drawn; in Liberation Sans. */
export const BOX = '□';

/** What is seen only by what it does to its neighbours: joiners, marks of direction, choices between two looks. */
const UNSEEN = /\u00AD|[\u200B-\u200F]|\u2060|\p{Variation_Selector}|[\u{E0000}-\u{E007F}]/gu;
const CHARACTERS = new Intl.Segmenter('en');

const parser = createRequire(import.meta.url).resolve('pdf-parse');
const folder = join(dirname(createRequire(parser).resolve('pdfjs-dist/package.json')), 'standard_fonts');

const own = async () => ({
  plain: fontOf(await readFile(join(folder, 'LiberationSans-Regular.ttf'))),
  strong: fontOf(await readFile(join(folder, 'LiberationSans-Bold.ttf'))),
});
let loading: ReturnType<typeof own> | undefined;

/** `texts`: all that will be written, so that the machine's fonts are looked through only for what needs them. */
export async function lettersFor(typecase: Typecase, texts: Iterable<string>): Promise<Letters> {
  loading ??= own();
  const fonts = await loading;
  const others = isLacking(fonts.plain, texts) ? await machineFonts() : NONE;
  typecase.registerFont('plain', fonts.plain);
  typecase.registerFont('strong', fonts.strong);
  const borrowed = new Map<Font, string>();
  const nameOf = (font: Font): string => {
    const name = borrowed.get(font) ?? `other ${borrowed.size + 1}`;
    if (!borrowed.has(font)) typecase.registerFont(name, font);
    borrowed.set(font, name);
    return name;
  };
  const known: Record<Weight, Map<string, readonly Piece[]>> = { plain: new Map(), strong: new Map() };
  const set = (word: string, weight: Weight): readonly Piece[] => {
    const pieces: { font: string; text: string }[] = [];
    for (const { segment } of CHARACTERS.segment(word.replaceAll(UNSEEN, ''))) {
      const found = fontFor(segment, weight, fonts[weight], others, nameOf);
      const last = pieces.at(-1);
      if (last?.font === found.font) last.text += found.text;
      else pieces.push(found);
    }
    return pieces.map(({ font, text }) => ({ font, text, width: typecase.font(font, 1).widthOfString(text) }));
  };
  return {
    pieces(word, weight) {
      const before = known[weight].get(word);
      if (before) return before;
      const pieces = set(word, weight);
      known[weight].set(word, pieces);
      return pieces;
    },
  };
}

const NONE: MachineFonts = { fontFor: () => undefined };

/** The font that has all of a character: its letter, and the marks on it. */
function fontFor(
  character: string,
  weight: Weight,
  ours: Font,
  others: MachineFonts,
  nameOf: (font: Font) => string,
): { font: string; text: string } {
  for (const text of [character, character.normalize('NFC')]) {
    const codePoints = codePointsOf(text);
    if (hasAll(ours, codePoints)) return { font: weight, text };
    const other = others.fontFor(codePoints[0] ?? 0);
    if (other && hasAll(other, codePoints)) return { font: nameOf(other), text };
  }
  return { font: weight, text: BOX };
}

function hasAll(font: Font, codePoints: readonly number[]): boolean {
  return codePoints.every((one) => font.hasGlyphForCodePoint(one));
}

function codePointsOf(text: string): readonly number[] {
  return [...text].map((one) => one.codePointAt(0) ?? 0);
}

function isLacking(font: Font, texts: Iterable<string>): boolean {
  const seen = new Set<number>();
  for (const text of texts) for (const letter of text) seen.add(letter.codePointAt(0) ?? 0);
  return [...seen].some((one) => one > 0x20 && !font.hasGlyphForCodePoint(one));
}
