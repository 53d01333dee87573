/**
 * How wide words are, and where they break: worked out here, so that a picture is the same wherever it is made. The widths
 * are those of Helvetica and Arial with some to spare, because which letters a page has is not known.
 */
import { charactersOf } from '../svg.ts';
import { clean } from '../text.ts';

export interface Letters {
  readonly size: number;
  readonly isBold?: boolean;
}

/** Thousandths of the size, from the space on. */
const WIDTHS = [
  ...[278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278],
  ...[556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556],
  ...[1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778],
  ...[667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556],
  ...[333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556],
  ...[556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584],
];
const OTHER_LATIN = 640;
/** Chinese, Japanese and Korean letters, and emoji, are as wide as they are high, or wider. */
const FULL = 1_150;
const MANY_LETTERS = /[\u1100-\u11FF\u2E80-\uD7FF\uF900-\uFAFF\uFE30-\uFE4F\uFF00-\uFFEF]|\p{Extended_Pictographic}/u;
const SPARE = 1.16;
const BOLD = 1.14;

/** In the units of the drawing. */
export function widthOf(text: string, { size, isBold = false }: Letters): number {
  const thousandths = charactersOf(text).reduce((sum, one) => sum + widthOfOne(one), 0);
  return (thousandths / 1_000) * size * SPARE * (isBold ? BOLD : 1);
}

function widthOfOne(character: string): number {
  const known = character.length === 1 ? WIDTHS[character.charCodeAt(0) - 32] : undefined;
  if (known !== undefined) return known;
  if (character.length > 2 || character.codePointAt(0) !== character.charCodeAt(0) || MANY_LETTERS.test(character)) {
    return FULL * Math.max(1, [...character].filter((one) => MANY_LETTERS.test(one)).length / 2);
  }
  return OTHER_LATIN;
}

export interface Wrapped {
  readonly lines: readonly string[];
  /** The last line ends in `…`. */
  readonly isCut: boolean;
}

/** Broken between words into at most so many lines; within a word only where it is longer than a line. */
export function wrapped(
  text: string,
  letters: Letters,
  room: { readonly width: number; readonly lines: number },
): Wrapped {
  const words = oneLine(text).split(' ');
  const lines: string[] = [];
  let line = '';
  while (words.length > 0) {
    const [word = ''] = words;
    const longer = line === '' ? word : `${line} ${word}`;
    if (widthOf(longer, letters) <= room.width) {
      line = longer;
      words.shift();
      continue;
    }
    if (lines.length === room.lines - 1)
      return { lines: [...lines, cut([line, ...words].join(' ').trim(), letters, room.width)], isCut: true };
    if (line === '') {
      const head = headOf(word, letters, room.width);
      words[0] = word.slice(head.length);
      lines.push(head);
    } else lines.push(line);
    line = '';
  }
  return { lines: [...lines, line].filter((one) => one !== ''), isCut: false };
}

/** What cannot be seen is left out; line breaks are spaces. */
export function oneLine(text: string): string {
  return clean(text).replaceAll(/\s+/g, ' ').trim();
}

/** As much as fits, with `…`, between whole characters. */
function cut(text: string, letters: Letters, width: number): string {
  return `${headOf(text, letters, width - widthOf('…', letters)).trimEnd()}…`;
}

/** As many characters as fit, one at least. */
function headOf(text: string, letters: Letters, width: number): string {
  let [head, used] = ['', 0];
  for (const character of charactersOf(text)) {
    used += widthOf(character, letters);
    if (head !== '' && used > width) break;
    head += character;
  }
  return head;
}
