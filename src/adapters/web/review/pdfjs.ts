/**
 * pdf.js for the browser: the very build that reads PDFs here, out of pdf-parse's own dependencies, with what it loads
 * for fonts and pictures that a file does not carry itself.
 */
import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const FOLDERS = ['cmaps', 'standard_fonts', 'wasm', 'iccs'];

/** Names under which the page asks for the files, with their paths. */
export function pdfjsFiles(): readonly (readonly [name: string, path: string])[] {
  const parser = createRequire(import.meta.url).resolve('pdf-parse');
  const root = dirname(dirname(createRequire(parser).resolve('pdfjs-dist/build/pdf.min.mjs')));
  return [
    ...['pdf.min.mjs', 'pdf.worker.min.mjs'].map((name) => [`pdfjs/${name}`, join(root, 'build', name)] as const),
    ...FOLDERS.flatMap((folder) =>
      readdirSync(join(root, folder)).map((name) => [`pdfjs/${folder}/${name}`, join(root, folder, name)] as const),
    ),
  ];
}
