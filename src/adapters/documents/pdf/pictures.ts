/** Pages as pictures. Apart from `open.ts`, which reads text and for that leaves pictures packed. */
import { createCanvas } from '@napi-rs/canvas';
import { PDFParse } from 'pdf-parse';
import { LIMITS } from '../../../engine/limits.ts';

/** As many pixels as recognition looks at: 290 a inch of an A4 page. */
const PIXELS = 8_000_000;
/** Finer than this shows nothing more, however small the page. */
const SCALE = 300 / 72;

export interface DrawnPage {
  readonly width: number;
  readonly height: number;
  /** Width of the page in points. */
  readonly points: number;
  /** Red, green, blue and cover of each pixel. */
  readonly data: Uint8ClampedArray;
}

export interface OpenPictures {
  /** 1-based. */
  page(number: number): Promise<DrawnPage>;
  close(): Promise<void>;
}

interface Drawable {
  getPage(number: number): Promise<{
    getViewport(options: { scale: number }): { width: number; height: number };
    render(options: object): { promise: Promise<void> };
    cleanup(): void;
  }>;
}

export async function openPictures(bytes: Uint8Array): Promise<OpenPictures> {
  const parser = new PDFParse({ data: bytes.slice(), maxImageSize: LIMITS.picturePixels, isEvalSupported: false });
  const document = await (parser as unknown as { load(): Promise<Drawable> }).load();
  return {
    async page(number) {
      const page = await document.getPage(number);
      const plain = page.getViewport({ scale: 1 });
      const viewport = page.getViewport({
        scale: Math.min(SCALE, Math.sqrt(PIXELS / (plain.width * plain.height))),
      });
      const canvas = createCanvas(Math.ceil(viewport.width), Math.ceil(viewport.height));
      const context = canvas.getContext('2d');
      context.fillStyle = '#fff';
      context.fillRect(0, 0, canvas.width, canvas.height);
      await page.render({ canvas, canvasContext: context, viewport }).promise;
      page.cleanup();
      const { width, height, data } = context.getImageData(0, 0, canvas.width, canvas.height);
      return { width, height, data, points: plain.width };
    },
    close: () => parser.destroy(),
  };
}
