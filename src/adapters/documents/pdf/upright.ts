import type { Run, TextItem } from './open.ts';

/** A piece of text and which way it runs: quarters of a turn clockwise from left to right, or nothing if aslant. */
export interface PlacedText {
  readonly run: Run;
  readonly quarters: number | undefined;
}

/** Text further off than this many degrees from across or along the page is a stamp or a watermark. */
const ASLANT = 12;

/** Where a piece of text stands on the page; `view` turns its own units into points from the upper left corner. */
export function placedText(item: TextItem, view: readonly number[], bold: boolean): PlacedText {
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = view;
  const [g = 1, h = 0, i = 0, j = 1, k = 0, l = 0] = item.transform;
  const degrees = (Math.atan2(b * g + d * h, a * g + c * h) * 180) / Math.PI;
  const quarters = Math.round(degrees / 90);
  const isAslant = Math.abs(degrees - quarters * 90) > ASLANT;
  return {
    quarters: isAslant ? undefined : (quarters + 4) % 4,
    run: {
      text: plain(item.str),
      x: a * k + c * l + e,
      baseline: b * k + d * l + f,
      width: item.width,
      size: Math.hypot(i, j),
      bold,
      ...(item.dir === 'rtl' ? { rtl: true } : {}),
    },
  };
}

/**
 * The page as it is read: turned so that most of its text runs from left to right. Text that runs another way then is
 * a watermark or the label of a figure and is left out.
 */
export function upright(placed: readonly PlacedText[], width: number, height: number) {
  const letters = [0, 0, 0, 0];
  for (const { run, quarters } of placed)
    if (quarters !== undefined) letters[quarters] = (letters[quarters] ?? 0) + run.text.length;
  const quarters = letters.indexOf(Math.max(...letters));
  const runs = placed
    .filter((one) => one.quarters === quarters)
    .map(({ run }) => ({ ...run, ...turnedBack(run.x, run.baseline, quarters, width, height) }));
  return quarters % 2 === 0 ? { quarters, width, height, runs } : { quarters, width: height, height: width, runs };
}

function turnedBack(x: number, y: number, quarters: number, width: number, height: number) {
  switch (quarters) {
    case 1:
      return { x: y, baseline: width - x };
    case 2:
      return { x: width - x, baseline: height - y };
    case 3:
      return { x: height - y, baseline: x };
    default:
      return { x, baseline: y };
  }
}

/** Letters that a font draws as one sign, as the letters that they are; soft hyphens gone. */
function plain(text: string): string {
  return text.replaceAll(/[\uFB00-\uFB06]/g, (sign) => sign.normalize('NFKC')).replaceAll('\u00AD', '');
}
