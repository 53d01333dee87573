/** From the picture of a page to pieces of text with their places, as a page of a PDF has them. */
import { lexiconOf } from '../../../engine/drafting/words/language.ts';
import type { Run } from '../pdf/open.ts';
import type { Rule } from '../pdf/rulings.ts';
import { type Grey, quarterTurned, resampled } from './grey.ts';
import { type Mark, marksOf, rulesOf, without } from './marks.ts';
import { overlooked } from './overlooked.ts';
import { withPanelsTurned } from './panels.ts';
import { inkOf, onWhitePaper } from './paper.ts';
import type { RecognisedLine, Recogniser } from './recogniser.ts';
import { rulesIn, thinned, withoutRules } from './rules.ts';
import { type Shape, shapesOf } from './shapes.ts';
import { tiltOf } from './tilt.ts';

/** Pixels that are looked at for one page: more make it slower and no clearer. */
const PIXELS = 8_000_000;
/** The height of small letters, in pixels, at which recognition is at its best. */
const LETTER = 22;
/** A line whose words are less sure than this on the whole is a stain, a picture or a signature. */
const GUESS = 0.35;

export interface RecognisedPage {
  /** Of the upright page, in points. */
  readonly width: number;
  readonly height: number;
  readonly runs: readonly Run[];
  readonly rules: readonly Rule[];
  /** The language that it was read in: pass it on for the next page. */
  readonly language: string;
}

/**
 * Reads the picture of a page.
 * @param width of the page in points, if it is known; else the page counts as 595 points (A4) wide.
 * @param language that the page is likely in; it is read again in another one if its words say so.
 */
export async function recognisedPage(
  picture: Grey,
  recogniser: Recogniser,
  { width, language }: { readonly width?: number; readonly language?: string },
): Promise<RecognisedPage> {
  const sheet = prepared(picture);
  const read = async (as: string) =>
    (await recogniser.lines(sheet.grey, as)).filter((line) => meanConfidence(line) >= GUESS);
  let lines = await read(language ?? 'en');
  const spoken = lexiconOf(textOf(lines)).language;
  if (spoken !== (language ?? 'en')) lines = await read(spoken);
  lines = [...lines, ...(await overlooked(sheet.grey, sheet.letters, lines, recogniser, spoken))];
  const points = (sheet.isSideways ? 595 : (width ?? 595)) / sheet.grey.width;
  return {
    width: sheet.grey.width * points,
    height: sheet.grey.height * points,
    runs: runsOf(lines, sheet.marks, points),
    rules: sheet.rules.map(({ isAcross, at, from, to }) => ({
      isAcross,
      at: at * points,
      from: from * points,
      to: to * points,
    })),
    language: spoken,
  };
}

interface Sheet {
  readonly grey: Grey;
  readonly marks: readonly Mark[];
  /** What looks like letters, headings in large ones included. */
  readonly letters: readonly Shape[];
  readonly isSideways: boolean;
  readonly rules: readonly Rule[];
}

/** The page upright, on white paper, in letters of the best height, without boxes and bullets; those apart. */
function prepared(picture: Grey): Sheet {
  const fitting = Math.min(1, Math.sqrt(PIXELS / (picture.width * picture.height)));
  const even = onWhitePaper(resampled(picture, fitting));
  const paper = withPanelsTurned(even, heightOfMost(lettersOf(shapesOf(inkOf(even), even.width))));
  const letters = lettersOf(shapesOf(inkOf(paper), paper.width));
  const { quarters, radians } = tiltOf(letters);
  const upright = quarterTurned(paper, quarters);
  const most = Math.sqrt(PIXELS / (upright.width * upright.height));
  const scale = letters.length === 0 ? 1 : Math.min(Math.max(LETTER / heightOfMost(letters), 0.4), 3, most);
  const isGood = Math.abs(scale - 1) < 0.15;
  const ruled = isGood && radians === 0 ? upright : resampled(upright, isGood ? 1 : scale, radians);
  const { width } = ruled;
  const allInk = inkOf(ruled);
  const usual = heightOfMost(lettersOf(shapesOf(allInk, width)));
  const runs = rulesIn(allInk, width, usual * 5);
  const rules = thinned(runs, Math.max(2, usual / 5)).filter((rule) => rule.to - rule.from > usual * 6);
  const ink = withoutRules({ pixels: allInk, width }, runs, 0);
  const shapes = shapesOf(ink, width);
  const letter = heightOfMost(lettersOf(shapes));
  const marks = marksOf(shapes, ink, width, letter);
  const others = [...marks.map((mark) => mark.shape), ...rulesOf(shapes, letter)];
  const large = likelyLetters(shapes).filter(
    (shape) => !others.includes(shape) && shape.bottom - shape.top > letter * 0.6,
  );
  const grey = without({ ...ruled, pixels: withoutRules(ruled, runs, 255) }, others);
  return { grey, marks, letters: large, isSideways: quarters % 2 === 1, rules };
}

/** Shapes that can be letters of the text: neither specks nor rules nor pictures. */
function lettersOf(shapes: readonly Shape[]): Shape[] {
  const likely = likelyLetters(shapes);
  const usual = heightOfMost(likely);
  return likely.filter(({ top, bottom }) => bottom - top + 1 > usual * 0.5 && bottom - top + 1 < usual * 3);
}

function likelyLetters(shapes: readonly Shape[]): Shape[] {
  return shapes.filter(({ left, right, top, bottom, ink }) => {
    const [width, height] = [right - left + 1, bottom - top + 1];
    if (height < 5 || width < 3 || height > 150) return false;
    return width < height * 4 && height < width * 6 && ink > width * height * 0.12;
  });
}

function heightOfMost(shapes: readonly Shape[]): number {
  const heights = shapes.map(({ top, bottom }) => bottom - top + 1).sort((a, b) => a - b);
  return heights[Math.floor(heights.length / 2)] ?? LETTER;
}

function textOf(lines: readonly RecognisedLine[]): string {
  return lines.map((line) => line.words.map((word) => word.text).join(' ')).join('\n');
}

function runsOf(lines: readonly RecognisedLine[], marks: readonly Mark[], points: number): Run[] {
  const sizes = evenSizes(lines.map((line) => line.height * points));
  const runs: Run[] = [];
  const rows = lines.map((line, index) => ({ line, size: sizes[index] ?? 10 }));
  for (const { line, size } of rows) {
    for (const [index, word] of line.words.entries()) {
      runs.push({
        text: index === 0 ? numbered(word.text) : word.text,
        x: word.left * points,
        width: (word.right - word.left) * points,
        baseline: line.baseline * points,
        size,
        bold: false,
        confidence: word.confidence,
      });
    }
  }
  for (const { shape, text } of marks) {
    const middle = (shape.top + shape.bottom) / 2;
    const row = rows
      .filter(({ line }) => Math.abs(line.baseline - line.height * 0.35 - middle) < line.height * 0.8)
      .sort((a, b) => distance(a.line, shape) - distance(b.line, shape))[0];
    // A box or dot beside no words is an empty field or an ornament.
    if (!row) continue;
    const x = shape.left * points;
    const width = (shape.right - shape.left) * points;
    runs.push({ text, x, width, baseline: row.line.baseline * points, size: row.size, bold: false, confidence: 1 });
  }
  return runs;
}

/** The full stop after a number that begins a line is easily taken for a colon or a comma. */
function numbered(text: string): string {
  return text.replace(/^(\d{1,2})[;:,]$/, '$1.');
}

function meanConfidence({ words }: RecognisedLine): number {
  return words.reduce((sum, word) => sum + word.confidence, 0) / Math.max(1, words.length);
}

/** How far a line begins to the right of a shape, in pixels; a line to its left is far away. */
function distance(line: RecognisedLine, shape: Shape): number {
  const left = Math.min(...line.words.map((word) => word.left));
  return left >= shape.left ? left - shape.left : 10_000 + shape.left - left;
}

/** Heights of rows differ a little from line to line; what is within a quarter of the usual one or so is text of that size. */
function evenSizes(heights: readonly number[]): number[] {
  const usual = [...heights].sort((a, b) => a - b)[Math.floor(heights.length / 2)] ?? 10;
  return heights.map((height) => {
    const ratio = height / usual;
    return Math.abs(ratio - 1) < 0.28 ? usual : (Math.round(ratio * 4) / 4) * usual;
  });
}
