/** An evidence pack as PDF: tagged, with bookmarks and page numbers, in letters of its own. Given out while it is drawn. */
import { setImmediate } from 'node:timers/promises';
import PDFDocument from 'pdfkit';
import type { Paper, Section } from '../../cards/pack/paper.ts';
import type { BytesOf } from '../../runtime/ports.ts';
import { drawBlock, drawSectionTitle } from './blocks.ts';
import { contentsOf, drawCover } from './cover.ts';
import type { Darkroom } from './darkroom.ts';
import { lettersFor, type Typecase } from './letters.ts';
import { drawFurniture, drawPageNumbers } from './page-numbers.ts';
import { type Album, albumOf } from './photos.ts';
import { type Doc, oneLine, PAGE, pageNow, part, type Sheet, turn } from './sheet.ts';
import { drawTable } from './table.ts';

export async function* pdfOf(paper: Paper, bytesOf: BytesOf, darkroom: Darkroom): AsyncGenerator<Uint8Array> {
  const doc = newDoc(paper);
  const letters = await lettersFor(doc as unknown as Typecase, textsIn(paper));
  const root = doc.struct('Document');
  doc.addStructure(root);
  const sheet: Sheet = { doc, letters, root, y: PAGE.top, marks: new Map(), wanted: [] };
  doc.addPage();
  drawCover(sheet, part(sheet, root, 'Sect'), paper.cover);
  turn(sheet);
  const count = paper.sections
    .flatMap(({ blocks }) => blocks)
    .reduce((sum, one) => sum + (one.type === 'photos' ? one.photos.length : 0), 0);
  const album = albumOf(sheet, { count, bytesOf, darkroom });
  for (const section of [contentsOf(paper.sections), ...paper.sections]) {
    for await (const _ of drawn(sheet, section, album)) yield* taken(doc);
  }
  drawPageNumbers(sheet);
  drawFurniture(sheet, paper.header);
  root.end();
  doc.end();
  yield* taken(doc);
}

/** `font`: none of the fonts that every reader is said to have: they know Latin letters only, and are not embedded. */
function newDoc({ title, header, at }: Paper): Doc {
  const date = new Date(at);
  return new PDFDocument({
    ...{
      size: [PAGE.width, PAGE.height],
      margin: 0,
      autoFirstPage: false,
      bufferPages: true,
      font: null as unknown as string,
    },
    ...{ pdfVersion: '1.7', tagged: true, lang: 'en-GB', displayTitle: true },
    info: {
      Title: oneLine(title),
      Subject: oneLine(header),
      Creator: 'Sopwith',
      Producer: 'Sopwith',
      CreationDate: date,
      ModDate: date,
    },
  });
}

/** So many blocks are drawn without a pause: a run of 300 steps takes seconds, and others wait meanwhile. */
const AT_ONCE = 25;

/** Draws a section, and stops for breath now and then. */
async function* drawn(sheet: Sheet, { title, blocks }: Section, album: Album): AsyncGenerator<void> {
  const parent = part(sheet, sheet.root, 'Sect');
  drawSectionTitle(sheet, parent, title);
  const bookmark = sheet.doc.outline.addItem(title, { top: sheet.y } as object);
  for (const [index, block] of blocks.entries()) {
    if (index % AT_ONCE === AT_ONCE - 1) await setImmediate();
    if (block.type === 'photos') yield* album.draw(sheet, parent, block.photos);
    else if (block.type === 'table') {
      for (const _ of drawTable(sheet, parent, block.columns, block.rows)) await setImmediate();
    } else drawBlock(sheet, parent, block);
    if (block.type === 'heading' && block.id !== undefined)
      bookmark.addItem(oneLine(block.text), { pageNumber: pageNow(sheet), top: sheet.y - 26 } as object);
  }
  yield;
}

/** What is ready by now. */
function* taken(doc: Doc): Generator<Uint8Array> {
  for (let chunk = doc.read(); chunk !== null; chunk = doc.read()) yield chunk as Buffer;
}

/** All that is written, for the choice of fonts. */
function* textsIn(value: unknown): Generator<string> {
  if (typeof value === 'string') yield value;
  else if (typeof value === 'object' && value !== null) for (const one of Object.values(value)) yield* textsIn(one);
}
