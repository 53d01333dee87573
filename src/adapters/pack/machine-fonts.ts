/**
 * Letters that our own font lacks, out of the fonts of the machine. Looked through once, and only when a paper has such a
 * letter: a server often has no fonts at all, a desk hundreds.
 */
import { type Dirent, existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { homedir } from 'node:os';
import { extname, join } from 'node:path';

/** What of fontkit, which pdfkit brings, is used here. */
export interface Font {
  readonly postscriptName: string;
  readonly characterSet: readonly number[];
  readonly variationAxes: object;
  readonly directory: { readonly tables: object };
  hasGlyphForCodePoint(codePoint: number): boolean;
  layout(text: string): object;
}
interface Fontkit {
  create(bytes: Uint8Array): Font | { readonly fonts: readonly Font[] };
}

const fontkit = createRequire(createRequire(import.meta.url).resolve('pdfkit'))('fontkit') as Fontkit;

/** The font in these bytes; of a collection the first. Throws on anything else. */
export function fontOf(bytes: Uint8Array): Font {
  const opened = fontkit.create(bytes);
  const font = 'fonts' in opened ? opened.fonts[0] : opened;
  if (!font) throw new Error('a collection of fonts with no font in it');
  return font;
}

const FOLDERS = [
  ...['/usr/share/fonts', '/usr/local/share/fonts', '/System/Library/Fonts', '/Library/Fonts', 'C:\\Windows\\Fonts'],
  ...[join(homedir(), '.fonts'), join(homedir(), '.local/share/fonts'), join(homedir(), 'Library/Fonts')],
];
const MOST_FONTS = 300;
const MOST_BYTES = 40 * 1024 * 1024;
const DEPTH = 5;

export interface MachineFonts {
  /** A font with this letter; the same one every time. */
  fontFor(codePoint: number): Font | undefined;
}

let known: Promise<MachineFonts> | undefined;

export function machineFonts(): Promise<MachineFonts> {
  known ??= lookedThrough(FOLDERS);
  return known;
}

/** `folders` that are not there have no fonts. Of several fonts with a letter the plainest has it. */
export async function lookedThrough(folders: readonly string[]): Promise<MachineFonts> {
  const files = (await Promise.all(folders.map((one) => fontFiles(one, DEPTH)))).flat();
  const best = files.toSorted((a, b) => oddness(a) - oddness(b) || (a < b ? -1 : 1)).slice(0, MOST_FONTS);
  const fonts: Font[] = [];
  // For each code point the font that has it, counted from 1.
  const holders = new Uint16Array(0x110000);
  for (const file of best) {
    const font = await opened(file);
    if (!font) continue;
    fonts.push(font);
    for (const codePoint of font.characterSet) holders[codePoint] ||= fonts.length;
  }
  return { fontFor: (codePoint) => fonts[(holders[codePoint] ?? 0) - 1] };
}

async function fontFiles(folder: string, depth: number): Promise<readonly string[]> {
  if (depth === 0 || !existsSync(folder)) return [];
  // A folder that we may not read has no fonts for us.
  const entries: Dirent[] = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const found = entries.map((one) => {
    const path = join(folder, one.name);
    if (one.isDirectory()) return fontFiles(path, depth - 1);
    return /^\.(?:ttf|otf|ttc)$/i.test(extname(one.name)) && !/emoji|color/i.test(one.name) ? [path] : [];
  });
  return (await Promise.all(found)).flat();
}

/** Bold, slanted and narrow letters, and those of one width, only where there are no others. */
function oddness(path: string): number {
  const odd = /bold|italic|oblique|light|thin|black|condensed|narrow|mono|serif|display/gi;
  return (
    path
      .replace(/^.*[\\/]/, '')
      .replace(/sans/i, '')
      .match(odd) ?? []
  ).length;
}

/** Undefined for what cannot be put into a PDF: pictures for letters, or letters whose weight is set when they are drawn. */
async function opened(file: string): Promise<Font | undefined> {
  try {
    const bytes = await readFile(file);
    if (bytes.length > MOST_BYTES) return undefined;
    const font = fontOf(bytes);
    const hasShapes = 'glyf' in font.directory.tables || 'CFF ' in font.directory.tables;
    return hasShapes && Object.keys(font.variationAxes).length === 0 && font.characterSet.length > 0 ? font : undefined;
  } catch {
    // A font that is damaged, or of a kind that fontkit does not read: there are others.
    return undefined;
  }
}
