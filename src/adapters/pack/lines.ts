/** Text as lines of a width: broken between words, within one that is too long, and at every line break that was typed. */
import type { Letters, Piece, Weight } from './letters.ts';

export interface Line {
  readonly pieces: readonly Piece[];
  /** In points. */
  readonly width: number;
}

export interface Measure {
  readonly size: number;
  readonly weight: Weight;
  readonly width: number;
}

interface Word {
  readonly pieces: readonly Piece[];
  /** At a size of 1. */
  readonly width: number;
  readonly isSpace: boolean;
  readonly isFromRight: boolean;
}

/** Characters of Chinese and Japanese stand without spaces, and a line may end after each. */
const WORDS =
  /\s+|[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]|[^\s\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]+/gu;
const FROM_RIGHT = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}]/u;
const CHARACTERS = new Intl.Segmenter('en');

export function linesOf(letters: Letters, text: string, { size, weight, width }: Measure): readonly Line[] {
  const room = width / size;
  return text.split('\n').flatMap((paragraph) => {
    const words = (paragraph.match(WORDS) ?? []).map((one) => wordOf(letters, one, weight));
    const fitting = words.flatMap((one, index) =>
      one.width > room ? broken(letters, paragraph.match(WORDS)?.[index] ?? '', weight, room) : [one],
    );
    return filled(fitting, room).map((line) => lineOf(line, size));
  });
}

function wordOf(letters: Letters, text: string, weight: Weight): Word {
  const isSpace = text.trim() === '';
  const pieces = letters.pieces(isSpace ? ' ' : text, weight);
  return { pieces, isSpace, width: widthOf(pieces), isFromRight: FROM_RIGHT.test(text) };
}

/** A word that is longer than a line, in parts that are not: a SHA-256, an address, a name without spaces. */
function broken(letters: Letters, text: string, weight: Weight, room: number): readonly Word[] {
  const parts: string[] = [''];
  let width = 0;
  for (const { segment } of CHARACTERS.segment(text)) {
    const wide = widthOf(letters.pieces(segment, weight));
    if (width + wide > room && parts.at(-1) !== '') {
      parts.push('');
      width = 0;
    }
    parts[parts.length - 1] += segment;
    width += wide;
  }
  return parts.map((part) => wordOf(letters, part, weight));
}

/** A paragraph without words is one empty line. */
function filled(words: readonly Word[], room: number): readonly (readonly Word[])[] {
  const lines: Word[][] = [[]];
  let width = 0;
  for (const word of words) {
    const line = lines.at(-1) ?? [];
    if (!word.isSpace && width + word.width > room + 0.001 && line.length > 0) {
      lines.push([word]);
      width = word.width;
    } else if (!word.isSpace || line.length > 0) {
      line.push(word);
      width += word.width;
    }
  }
  return lines;
}

function lineOf(words: readonly Word[], size: number): Line {
  const last = words.findLastIndex((one) => !one.isSpace);
  const pieces = asRead(words.slice(0, last + 1)).flatMap((one) => one.pieces);
  return { pieces: joined(pieces), width: widthOf(pieces) * size };
}

/** Words that are read from right to left stand in that order; within a word, the font sees to it. */
function asRead(words: readonly Word[]): readonly Word[] {
  const ordered: Word[] = [];
  for (let at = 0; at < words.length; ) {
    let end = at;
    while (
      end < words.length &&
      (words[end]?.isFromRight || (words[end]?.isSpace && words[end + 1]?.isFromRight && end > at))
    )
      end += 1;
    if (end === at) end = at + 1;
    ordered.push(...words.slice(at, end).toReversed());
    at = end;
  }
  return ordered;
}

/** Neighbours in one font are drawn, and copied, in one go. */
function joined(pieces: readonly Piece[]): readonly Piece[] {
  const found: Piece[] = [];
  for (const piece of pieces) {
    const last = found.at(-1);
    if (last && last.font === piece.font && !FROM_RIGHT.test(last.text + piece.text)) {
      found[found.length - 1] = { font: last.font, text: last.text + piece.text, width: last.width + piece.width };
    } else found.push(piece);
  }
  return found;
}

function widthOf(pieces: readonly Piece[]): number {
  return pieces.reduce((sum, one) => sum + one.width, 0);
}
