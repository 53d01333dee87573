/** The first page of a PDF as a scanner makes it of paper: a picture, in a PDF without text. */
import { once } from 'node:events';
import { createCanvas, ImageData } from '@napi-rs/canvas';
import PDFDocument from 'pdfkit';
import type { OpenPictures } from '../src/adapters/documents/pdf/pictures.ts';

export async function scanOf(pictures: OpenPictures): Promise<Uint8Array> {
  const { width, height, data } = await pictures.page(1);
  await pictures.close();
  const canvas = createCanvas(width, height);
  canvas.getContext('2d').putImageData(new ImageData(data, width, height), 0, 0);
  const pdf = new PDFDocument({ size: 'A4', margin: 0 });
  const parts: Buffer[] = [];
  pdf.on('data', (part: Buffer) => parts.push(part));
  const ended = once(pdf, 'end');
  pdf.image(canvas.toBuffer('image/jpeg', 80), 0, 0, { width: 595 });
  pdf.end();
  await ended;
  return new Uint8Array(Buffer.concat(parts));
}
