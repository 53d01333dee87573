/** Photos two in a row, each with what it shows; what cannot be shown is named, with where it is. */

import type { Photo } from '../../cards/pack/paper.ts';
import { LIMITS } from '../../engine/limits.ts';
import type { BytesOf } from '../../runtime/ports.ts';
import type { Darkroom } from './darkroom.ts';
import {
  ensure,
  heightOf,
  INK,
  lines,
  oneLine,
  PAGE,
  type Part,
  part,
  QUIET,
  type Sheet,
  SMALL,
  silent,
  told,
  WIDTH,
  writeLines,
} from './sheet.ts';

const GAP = 16;
/** Three rows to a page. */
const BOX = { width: (WIDTH - GAP) / 2, height: 194, none: 46 } as const;

/** A picture that a PDF has opened: its bytes are written once, wherever it stands. */
interface Image {
  readonly width: number;
  readonly height: number;
}
/** What pdfkit's types leave out. */
interface Opening {
  openImage(bytes: Uint8Array): Image;
}
type Developed = { readonly image: Image } | { readonly why: string };

export interface Album {
  /** Draws photos of a step, row by row, and waits after each until what was drawn is taken. */
  draw(sheet: Sheet, parent: Part, photos: readonly Photo[]): AsyncGenerator<void>;
}

/** `count`: photos in the whole paper; of many, each gets fewer pixels. */
export function albumOf(
  sheet: Sheet,
  { count, bytesOf, darkroom }: { readonly count: number; readonly bytesOf: BytesOf; readonly darkroom: Darkroom },
): Album {
  const side = count <= 30 ? 1_100 : count <= 150 ? 800 : 600;
  const known = new Map<string, Developed>();
  let left: number = LIMITS.packPhotoBytes;
  const develop = async ({ file }: Photo): Promise<Developed> => {
    if (left <= 0) return { why: 'There are more photos in this run than fit into a PDF.' };
    const bytes = await bytesOf(file);
    if (!bytes) return { why: 'Its bytes are missing from the file store, or were changed there.' };
    const jpeg = await darkroom.develop(bytes, side);
    if (!jpeg) return { why: 'This kind of picture cannot be shown here.' };
    left -= jpeg.length;
    return { image: (sheet.doc as unknown as Opening).openImage(jpeg) };
  };
  const developed = async (photo: Photo) => {
    const found = known.get(photo.file) ?? (await develop(photo));
    known.set(photo.file, found);
    return found;
  };
  return {
    async *draw(sheet, parent, photos) {
      sheet.y += 2;
      for (let at = 0; at < photos.length; at += 2) {
        const row: Shown[] = [];
        for (const photo of photos.slice(at, at + 2)) row.push({ photo, shown: await developed(photo) });
        drawRow(sheet, parent, row);
        yield;
      }
      sheet.y += 4;
    },
  };
}

interface Shown {
  readonly photo: Photo;
  readonly shown: Developed;
}

function drawRow(sheet: Sheet, parent: Part, row: readonly Shown[]): void {
  const boxes = row.map(({ photo, shown }) => {
    const size = 'image' in shown ? fitted(shown.image) : { width: BOX.width, height: BOX.none };
    const words = lines(sheet, `${oneLine(photo.caption)}\n${oneLine(photo.name)}`, SMALL, BOX.width);
    return { photo, shown, size, words: words.slice(0, 5) };
  });
  const tall = Math.max(...boxes.map(({ size }) => size.height));
  const below = Math.max(...boxes.map(({ words }) => heightOf(words.length, SMALL)));
  ensure(sheet, tall + below + 14);
  boxes.forEach(({ photo, shown, size, words }, index) => {
    const x = PAGE.left + index * (BOX.width + GAP);
    const owner = part(sheet, parent, 'Figure', { alt: `Photo: ${oneLine(photo.caption)}` });
    if ('image' in shown) {
      told(sheet, owner, 'Span', () =>
        sheet.doc.image(shown.image as unknown as string, x, sheet.y, { width: size.width, height: size.height }),
      );
      silent(sheet, () => sheet.doc.rect(x, sheet.y, size.width, size.height).lineWidth(0.5).stroke(INK.line));
    } else drawAbsent(sheet, owner, shown.why, x);
    owner.end();
    const caption = part(sheet, parent, 'Caption');
    writeLines(sheet, caption, words, { ...SMALL, x, y: sheet.y + size.height + 3 });
    caption.end();
  });
  sheet.y += tall + below + 14;
}

function drawAbsent(sheet: Sheet, owner: Part, why: string, x: number): void {
  silent(sheet, () => sheet.doc.rect(x, sheet.y, BOX.width, BOX.none).fillAndStroke(INK.faint, INK.line));
  const written = lines(sheet, `${why} The original is in the ZIP, if it was there.`, QUIET, BOX.width - 16);
  writeLines(sheet, owner, written.slice(0, 3), { ...QUIET, size: 8.5, x: x + 8, y: sheet.y + 6 });
}

/** As large as it goes, and never larger than its pixels are sharp. */
function fitted({ width, height }: Image): { readonly width: number; readonly height: number } {
  const scale = Math.min(BOX.width / width, BOX.height / height, 1);
  return { width: width * scale, height: height * scale };
}
