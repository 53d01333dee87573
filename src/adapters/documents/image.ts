import { LIMITS } from '../../engine/limits.ts';
import { pictureSize } from '../../runtime/picture-size.ts';
import { DocumentUnreadable } from '../../runtime/ports.ts';
import { type ReadFormat, TextBudget } from './format.ts';
import { recognisedPage } from './ocr/page.ts';
import { Recogniser } from './ocr/recogniser.ts';
import { assembled } from './pdf/assemble.ts';

/** Fewer words than this that are surely words, and the picture is no document. */
const FEW_WORDS = 4;

/** Reads the photo or scan of one page (PNG, JPEG, WebP). A picture without words is `no_text`. */
export const readImage: ReadFormat = async (bytes, name, progress) => {
  const size = pictureSize(bytes);
  if (!size || size.width * size.height === 0) throw new DocumentUnreadable('damaged');
  if (size.width * size.height > LIMITS.picturePixels) throw new DocumentUnreadable('too_large');
  progress({ doing: 'reading', page: 1, pages: 1, scanned: true });
  const recogniser = new Recogniser();
  try {
    const { width, height, runs, rules } = await recognisedPage(await recogniser.decoded(bytes), recogniser, {});
    const sure = runs.filter((run) => (run.confidence ?? 0) > 0.6 && /\p{L}{2}/u.test(run.text));
    if (sure.length < FEW_WORDS) throw new DocumentUnreadable('no_text');
    const budget = new TextBudget(LIMITS.documentText, () => new DocumentUnreadable('too_large'));
    for (const run of runs) budget.spend(run.text);
    return { name, pages: 1, blocks: assembled([{ page: 1, width, height, runs, rules }]) };
  } finally {
    await recogniser.close();
  }
};
