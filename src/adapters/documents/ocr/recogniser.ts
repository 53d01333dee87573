/**
 * The one place that knows tesseract.js. It works in a thread of its own, inside WebAssembly: a broken picture can end
 * the work, never the process. The native decoder of the canvas library cannot promise that, so pictures are decoded
 * here as well. Language data comes from packages; nothing is ever fetched.
 */
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createCanvas, loadImage } from '@napi-rs/canvas';
import Tesseract from 'tesseract.js';
import { LIMITS } from '../../../engine/limits.ts';
import { DocumentUnreadable } from '../../../runtime/ports.ts';
import { type Grey, shadesOf } from './grey.ts';

/** A word as it was recognised; edges and the line it stands on in pixels. */
export interface RecognisedWord {
  readonly text: string;
  /** From 0 to 1. */
  readonly confidence: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

export interface RecognisedLine {
  readonly baseline: number;
  /** Height of the row from the top of tall letters to the foot of hanging ones. */
  readonly height: number;
  readonly words: readonly RecognisedWord[];
}

/** The data of each language that the drafter knows. */
const DATA: Readonly<Record<string, { readonly code: string; readonly at: string }>> = {
  en: { code: 'eng', at: import.meta.resolve('@tesseract.js-data/eng') },
  de: { code: 'deu', at: import.meta.resolve('@tesseract.js-data/deu') },
  fr: { code: 'fra', at: import.meta.resolve('@tesseract.js-data/fra') },
  es: { code: 'spa', at: import.meta.resolve('@tesseract.js-data/spa') },
  pt: { code: 'por', at: import.meta.resolve('@tesseract.js-data/por') },
  it: { code: 'ita', at: import.meta.resolve('@tesseract.js-data/ita') },
};

/** One job at a time. `close` ends its thread; what was asked then fails. */
export class Recogniser {
  private running: { readonly language: string; readonly worker: Tesseract.Worker } | undefined;

  /** The shades of a PNG, JPEG or WebP, set upright as its camera says. Throws `DocumentUnreadable` (`damaged`). */
  async decoded(bytes: Uint8Array): Promise<Grey> {
    const { data } = await this.within(async (worker) =>
      worker.recognize(Buffer.from(bytes), {}, { text: false, imageGrey: true }),
    );
    return greyOf(await loadImage(Buffer.from(data.imageGrey?.split(',')[1] ?? '', 'base64')));
  }

  /**
   * The lines of a page, read in a language (`en`, `de`, `fr`, `es`, `pt`, `it`; others as English).
   * @param isRow the picture shows a single line.
   */
  async lines(grey: Grey, language: string, isRow = false): Promise<readonly RecognisedLine[]> {
    const picture = Buffer.concat([Buffer.from(`P5\n${grey.width} ${grey.height}\n255\n`), grey.pixels]);
    // What the library does not know as its own it hands to Tesseract for this one call.
    const layout: Partial<Tesseract.RecognizeOptions & Tesseract.WorkerParams> = {
      tessedit_pageseg_mode: isRow ? Tesseract.PSM.SINGLE_LINE : Tesseract.PSM.AUTO,
    };
    const { data } = await this.within(
      (worker) => worker.recognize(picture, layout, { text: false, blocks: true }),
      language,
    );
    const lines = (data.blocks ?? []).flatMap((block) => block.paragraphs.flatMap((paragraph) => paragraph.lines));
    return lines
      .map((line) => ({
        baseline: (line.baseline.y0 + line.baseline.y1) / 2,
        height: line.rowAttributes.rowHeight,
        // Pictures come as words of blanks.
        words: line.words.filter(({ text }) => text.trim() !== '').map(wordOf),
      }))
      .filter((line) => line.words.length > 0);
  }

  async close(): Promise<void> {
    const worker = this.running?.worker;
    this.running = undefined;
    await worker?.terminate();
  }

  /** Asks the thread, and ends it where it takes longer than one page may or breaks down. */
  private async within<Answer>(
    ask: (worker: Tesseract.Worker) => Promise<Answer>,
    language = this.running?.language ?? 'en',
  ): Promise<Answer> {
    const late = Promise.withResolvers<never>();
    const clock = setTimeout(() => late.reject(new DocumentUnreadable('too_slow')), LIMITS.scannedPageMs);
    try {
      return await Promise.race([this.started(language).then(ask), late.promise]);
    } catch (error) {
      await this.close();
      throw error instanceof DocumentUnreadable ? error : new DocumentUnreadable('damaged', error);
    } finally {
      clearTimeout(clock);
    }
  }

  private async started(language: string): Promise<Tesseract.Worker> {
    if (this.running?.language === language) return this.running.worker;
    await this.close();
    const data = DATA[language] ?? DATA.en;
    const worker = await Tesseract.createWorker(
      data?.code ?? 'eng',
      Tesseract.OEM.LSTM_ONLY,
      {
        langPath: join(dirname(fileURLToPath(data?.at ?? '')), '4.0.0_best_int'),
        cacheMethod: 'none',
        // Failures are heard from the promise; without this one the library throws them a second time.
        errorHandler: () => {},
      },
      { debug_file: '/dev/null' } as Partial<Tesseract.InitOptions>,
    );
    this.running = { language, worker };
    return worker;
  }
}

function wordOf({ text, confidence, bbox }: Tesseract.Word): RecognisedWord {
  return { text, confidence: confidence / 100, left: bbox.x0, right: bbox.x1, top: bbox.y0, bottom: bbox.y1 };
}

function greyOf(image: Awaited<ReturnType<typeof loadImage>>): Grey {
  const canvas = createCanvas(image.width, image.height);
  const context = canvas.getContext('2d');
  context.drawImage(image, 0, 0);
  return shadesOf(context.getImageData(0, 0, image.width, image.height));
}
