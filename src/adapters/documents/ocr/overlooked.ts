import type { Grey } from './grey.ts';
import type { RecognisedLine, Recogniser } from './recogniser.ts';
import type { Shape } from './shapes.ts';

/** Rows of a page that are looked at again; more is a picture or a pattern. */
const MOST = 60;
/** White around a row, in pixels: recognition fails for letters that touch the edge. */
const MARGIN = 16;
/** Less sure than this on the whole, it is an ornament. */
const SURE = 0.6;
const SURE_NUMBER = 0.35;

/**
 * Large or heavy print is easily taken for a picture and left out, and so is a column of numbers before the lines of a
 * list. Rows of shapes like letters where no word was found are cut out and read alone.
 */
export async function overlooked(
  grey: Grey,
  shapes: readonly Shape[],
  lines: readonly RecognisedLine[],
  recogniser: Recogniser,
  language: string,
): Promise<readonly RecognisedLine[]> {
  const words = lines.flatMap((line) => line.words);
  const left = shapes.filter(
    (shape) => !words.some((word) => isWithin(shape, word.left, word.top, word.right, word.bottom)),
  );
  const found: RecognisedLine[] = [];
  for (const row of rowsOf(left)
    .filter((one) => one.count >= 3 || leads(one, lines))
    .slice(0, MOST)) {
    const [x, y] = [row.left - MARGIN, row.top - MARGIN];
    const part = cutOut(grey, x, y, row.right - row.left + 2 * MARGIN + 1, row.bottom - row.top + 2 * MARGIN + 1);
    for (const line of await recogniser.lines(part, language, true)) {
      const letters = line.words.filter((word) => /[\p{L}\p{N}]/u.test(word.text));
      const sure = letters.reduce((sum, word) => sum + word.confidence, 0) / Math.max(1, letters.length);
      if (sure < (row.count >= 3 ? SURE : SURE_NUMBER)) continue;
      found.push({
        baseline: line.baseline + y,
        height: line.height,
        words: line.words.map((word) => ({
          ...word,
          left: word.left + x,
          right: word.right + x,
          top: word.top + y,
          bottom: word.bottom + y,
        })),
      });
    }
  }
  return found;
}

interface Row extends Shape {
  /** How many shapes stand in it. */
  readonly count: number;
}

/** Shapes beside each other, of about one height, from the top of the page down. */
function rowsOf(shapes: readonly Shape[]): Row[] {
  const rows: Row[] = [];
  for (const shape of shapes.toSorted((a, b) => a.left - b.left)) {
    const height = shape.bottom - shape.top;
    const at = rows.findIndex(
      (row) =>
        shape.left - row.right < height * 1.5 &&
        height < (row.bottom - row.top) * 1.6 &&
        Math.min(row.bottom, shape.bottom) - Math.max(row.top, shape.top) > height * 0.6,
    );
    const row = rows[at];
    if (!row) {
      rows.push({ ...shape, count: 1 });
      continue;
    }
    rows[at] = {
      left: row.left,
      right: Math.max(row.right, shape.right),
      top: Math.min(row.top, shape.top),
      bottom: Math.max(row.bottom, shape.bottom),
      ink: row.ink + shape.ink,
      count: row.count + 1,
    };
  }
  return rows.sort((a, b) => a.top - b.top);
}

/** Whether a line begins shortly after the row: numbers of a list stand apart from their words. */
function leads(row: Row, lines: readonly RecognisedLine[]): boolean {
  return lines.some(({ words, baseline, height }) => {
    const room = Math.min(...words.map((word) => word.left)) - row.right;
    return (
      room > 0 && room < height * 10 && row.bottom > baseline - height * 0.6 && row.bottom < baseline + height * 0.4
    );
  });
}

function isWithin(shape: Shape, left: number, top: number, right: number, bottom: number): boolean {
  const [x, y] = [(shape.left + shape.right) / 2, (shape.top + shape.bottom) / 2];
  return x >= left - 2 && x <= right + 2 && y >= top - 2 && y <= bottom + 2;
}

function cutOut(grey: Grey, left: number, top: number, width: number, height: number): Grey {
  const pixels = new Uint8Array(width * height).fill(255);
  for (let y = 0; y < height; y++) {
    const from = top + y;
    if (from < 0 || from >= grey.height) continue;
    const start = Math.max(0, left);
    const end = Math.min(grey.width, left + width);
    pixels.set(grey.pixels.subarray(from * grey.width + start, from * grey.width + end), y * width + start - left);
  }
  return { width, height, pixels };
}
