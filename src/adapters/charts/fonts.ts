/**
 * Letters of our own: a server often has no fonts at all. They are Liberation Sans out of pdf.js, which reads PDFs here;
 * scripts that it lacks come from the machine's fonts, where there are any.
 */
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { GlobalFonts } from '@napi-rs/canvas';

const parser = createRequire(import.meta.url).resolve('pdf-parse');
const folder = join(dirname(createRequire(parser).resolve('pdfjs-dist/package.json')), 'standard_fonts');

const [plain, strong] = ['Sopwith Sans', 'Sopwith Sans Bold'];
for (const [file, name] of [
  ['LiberationSans-Regular.ttf', plain],
  ['LiberationSans-Bold.ttf', strong],
] as const) {
  if (!GlobalFonts.registerFromPath(join(folder, file), name)) throw new Error(`the font ${file} cannot be read`);
}

/** A CSS font of so many pixels. */
export function font(pixels: number, weight: 'plain' | 'strong' = 'plain'): string {
  return `${pixels}px "${weight === 'strong' ? strong : plain}", sans-serif`;
}
