/** The text of a PDF as pdf-parse gives it: `node document-peer.child.ts FILE`. */
import { readFile } from 'node:fs/promises';
import { PDFParse } from 'pdf-parse';

const parser = new PDFParse({ data: new Uint8Array(await readFile(process.argv[2] ?? '')) });
const { text } = await parser.getText();
await parser.destroy();
if (text.length < 1_000) throw new Error('the peer found no text');
