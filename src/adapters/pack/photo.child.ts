/**
 * Makes photos small enough for paper, in a process of its own: a broken or hostile picture can end the native decoder, and
 * with it the process that it runs in. Orientation from EXIF is followed by the decoder, and nothing else of EXIF is kept.
 */
import { createCanvas, loadImage } from '@napi-rs/canvas';
import { answer } from '../children/answer.ts';

const QUALITY = 74;

export interface Asked {
  readonly bytes: Uint8Array;
  /** The longer side at most, in pixels. */
  readonly side: number;
}

answer<Asked, Uint8Array | undefined>(async ({ asked, say }) => say(await developed(asked)));

/** Undefined for what this decoder does not know. */
async function developed({ bytes, side }: Asked): Promise<Uint8Array | undefined> {
  const picture = await loadImage(Buffer.from(bytes)).catch(() => undefined);
  if (!picture || picture.width === 0 || picture.height === 0) return undefined;
  const scale = Math.min(1, side / Math.max(picture.width, picture.height));
  const [width, height] = [picture.width, picture.height].map((one) => Math.max(1, Math.round(one * scale)));
  const canvas = createCanvas(width ?? 1, height ?? 1);
  const pen = canvas.getContext('2d');
  // What is transparent is white on paper.
  pen.fillStyle = '#ffffff';
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.imageSmoothingQuality = 'high';
  pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return canvas.encode('jpeg', QUALITY);
}
