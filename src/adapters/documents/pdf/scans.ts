import { lexiconOf } from '../../../engine/drafting/words/language.ts';
import { shadesOf } from '../ocr/grey.ts';
import { recognisedPage } from '../ocr/page.ts';
import { inkOf } from '../ocr/paper.ts';
import { Recogniser } from '../ocr/recogniser.ts';
import type { PlacedPage } from './assemble.ts';
import type { Run } from './open.ts';
import { type OpenPictures, openPictures } from './pictures.ts';

/** A page with fewer letters than this may be a scan with a stamp or a page number put upon it. */
const FEW_LETTERS = 25;
/** A page of fewer words than this, in a document that has text, is a figure with labels. */
const FEW_WORDS = 12;
/** A page with less ink than this part of it is blank. */
const BLANK = 0.0004;

/** Whether the page's own text is too little or too strange to be all that a person sees on it. */
export function isScanned({ runs }: PlacedPage): boolean {
  const text = runs.map((run) => run.text).join(' ');
  return (text.match(/[\p{L}\p{N}]/gu)?.length ?? 0) < FEW_LETTERS || isGarbled(text);
}

/** Recognises the pages of one document; the pictures and the recogniser are opened when the first one needs them. */
export class Scans {
  private readonly bytes: Uint8Array;
  private readonly recogniser = new Recogniser();
  private pictures: OpenPictures | undefined;
  private language: string | undefined;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  /**
   * The page with the text that is recognised on it; unchanged where there is none.
   * @param typed the document's pages that have text of their own.
   */
  async page(page: PlacedPage, typed: readonly PlacedPage[]): Promise<PlacedPage> {
    this.pictures ??= await openPictures(this.bytes);
    const drawn = await this.pictures.page(page.page);
    const picture = shadesOf(drawn);
    if (inkOf(picture).reduce((sum, ink) => sum + ink, 0) < picture.pixels.length * BLANK) return page;
    this.language ??= typed.length > 0 ? lexiconOf(typed.map(textOf).join('\n')).language : undefined;
    const found = await recognisedPage(picture, this.recogniser, {
      width: drawn.points,
      ...(this.language ? { language: this.language } : {}),
    });
    const sure = (runs: readonly Run[]) =>
      runs.filter((run) => (run.confidence ?? 0) > 0.6 && /\p{L}{2}/u.test(run.text));
    // A garbled layer gives way to what can be seen, if that makes more sense.
    const isBetter = isGarbled(textOf(page)) && sure(found.runs).length > plausibleWords(textOf(page)).length;
    const own = isBetter ? [] : page.runs;
    const more = found.runs.filter((run) => !own.some((other) => overlaps(run, other)));
    const words = sure(more).length;
    if (words === 0 || (typed.length > 0 && words < FEW_WORDS)) return page;
    this.language = found.language;
    return { page: page.page, width: found.width, height: found.height, runs: [...own, ...more], rules: found.rules };
  }

  async close(): Promise<void> {
    await this.recogniser.close();
    await this.pictures?.close();
  }
}

/** Characters without meaning, or words that no language writes: a font without its letters, a bad layer over a scan. */
function isGarbled(text: string): boolean {
  const characters = text.replaceAll(/\s/g, '');
  if (characters === '') return false;
  const strange = characters.match(/[\p{Co}\p{Cc}\p{Cn}\uFFFD]/gu)?.length ?? 0;
  if (strange > characters.length * 0.3) return true;
  const words = wordsOf(text);
  return words.length >= 20 && plausibleWords(text).length < words.length * 0.4;
}

/** What stands between blanks, numbers left out. */
function wordsOf(text: string): string[] {
  const all = text.match(/\S+/g) ?? [];
  return all.filter((word) => !/^[\p{P}\p{S}]*\d[\d.,:/-]*[\p{P}%°]*$/u.test(word));
}

/** Words that a language could write; in scripts other than the Latin one, any letters. */
function plausibleWords(text: string): string[] {
  const isWord = (word: string) => /^[("'«„“‘¿¡]*\p{L}[\p{L}\p{M}'’.-]*[)"'»“”’.,;:!?…]*$/u.test(word);
  return wordsOf(text).filter((word) => isWord(word) && (!/\p{Script=Latin}/u.test(word) || isSayable(word)));
}

/** One letter, letters of which some are vowels, or an abbreviation in capitals. */
function isSayable(word: string): boolean {
  const letters = word.replaceAll(/\P{L}/gu, '');
  if (letters.length <= 1) return true;
  return /[aeiouyàâäæéèêëíìîïóòôöœõãúùûüåø]/i.test(letters) || letters === letters.toUpperCase();
}

function textOf(page: PlacedPage): string {
  return page.runs.map((run) => run.text).join(' ');
}

function overlaps(run: Run, other: Run): boolean {
  const across = Math.min(run.x + run.width, other.x + other.width) - Math.max(run.x, other.x);
  const down = Math.min(run.baseline, other.baseline) - Math.max(run.baseline - run.size, other.baseline - other.size);
  return across > run.width * 0.3 && down > Math.min(run.size, other.size) * 0.3;
}
