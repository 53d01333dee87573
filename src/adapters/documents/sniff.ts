import { DocumentUnreadable } from '../../runtime/ports.ts';
import { compoundKind, isXmlSpreadsheet, zippedKind } from './container-kind.ts';
import { isChatThread, isWhatsAppExport, looksDelimited } from './text-kind.ts';

export type Format =
  | 'pdf'
  | 'word'
  | 'html'
  | 'spreadsheet'
  | 'csv'
  | 'whatsapp'
  | 'chat'
  | 'image'
  | 'markdown'
  | 'text';

/** Pictures that are read; and those that are not, but that any viewer can save as one that is: `[offset, bytes]`. */
const PICTURES: readonly (readonly [number, string])[] = [
  [0, '\x89PNG'],
  [0, '\xFF\xD8\xFF'],
  [8, 'WEBP'],
];
const OTHER_PICTURES: readonly (readonly [number, string])[] = [
  [0, 'GIF8'],
  [0, 'BM'],
  [0, 'II*\0'],
  [0, 'MM\0*'],
  [4, 'ftyphei'],
  [4, 'ftyphev'],
  [4, 'ftypmif1'],
  [4, 'ftypmsf1'],
  [4, 'ftypavif'],
];

/** Beginnings of files that are no documents of text, whatever they are called: `[offset, bytes]`. */
const FILMS_AND_PROGRAMS: readonly (readonly [number, string])[] = [
  [4, 'ftyp'],
  [0, '\x1F\x8B'],
  [0, '7z\xBC\xAF'],
  [0, 'Rar!'],
  [0, '\x7FELF'],
  [0, 'MZ'],
  [0, 'ID3'],
  [0, 'OggS'],
  [0, 'SQLite format 3'],
];

/**
 * What a file is by its content; its name decides only between Markdown and plain text, which cannot be told apart
 * for certain. Throws `DocumentUnreadable`: `empty`, `not_a_document` (film, program, archive, a page in
 * place of the document that the name promises), `unsupported` (a
 * document of a kind that is not read).
 */
export function sniff(bytes: Uint8Array, name: string): Format {
  if (bytes.length === 0) throw new DocumentUnreadable('empty');
  const head = latin(bytes.subarray(0, 1024));
  if (head.includes('%PDF-')) return 'pdf';
  if (head.startsWith('PK\x03\x04')) {
    const kind = zippedKind(bytes);
    if (kind) return kind;
    const office = /(?:word|xl|ppt)\/|\[Content_Types\]|mimetypeapplication\/(?:vnd\.oasis|epub)/;
    const inside = latin(bytes.subarray(0, 65_536)) + latin(bytes.subarray(Math.max(0, bytes.length - 65_536)));
    throw new DocumentUnreadable(office.test(inside) ? 'unsupported' : 'not_a_document');
  }
  if (head.startsWith('\xD0\xCF\x11\xE0')) return compoundKind(bytes);
  if (isXmlSpreadsheet(head)) return 'spreadsheet';
  if (head.startsWith('{\\rtf')) throw new DocumentUnreadable('unsupported');
  const begins = ([at, magic]: readonly [number, string]) => head.startsWith(magic, at);
  if (PICTURES.some(begins)) return 'image';
  if (OTHER_PICTURES.some(begins)) throw new DocumentUnreadable('unsupported');
  if (FILMS_AND_PROGRAMS.some(begins)) throw new DocumentUnreadable('not_a_document');
  if (isWebArchive(head)) throw new DocumentUnreadable('unsupported');
  if (isWebPage(head, name)) {
    // What was to be downloaded, and a page to sign in or an error came instead.
    if (/\.(?:pdf|docx?|docm|xlsx|png|jpe?g|webp|zip)$/i.test(name)) throw new DocumentUnreadable('not_a_document');
    return 'html';
  }
  const text = decodeText(bytes);
  if (text.trim() === '') throw new DocumentUnreadable('empty');
  if (/\.(?:csv|tsv|tab)$/i.test(name)) return 'csv';
  if (isWhatsAppExport(text)) return 'whatsapp';
  if (/\.(?:md|markdown|mdown)$/i.test(name)) return 'markdown';
  if (isChatThread(text)) return 'chat';
  if (looksLikeMarkdown(text)) return 'markdown';
  return looksDelimited(text) ? 'csv' : 'text';
}

/**
 * Bytes as text: UTF-8 or UTF-16 by their mark, else UTF-8, else Windows-1252. Throws `DocumentUnreadable`
 * (`not_a_document`) where control characters show that it is no text.
 */
export function decodeText(bytes: Uint8Array): string {
  const text = decode(bytes).replace(/^\uFEFF/, '');
  const sample = text.slice(0, 20_000);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for.
  const strange = sample.match(/[\x00-\x08\x0E-\x1A\x1C-\x1F\uFFFD]/g)?.length ?? 0;
  if (strange > sample.length / 200) throw new DocumentUnreadable('not_a_document');
  return text;
}

function decode(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

/**
 * By its first tag; or, for a piece of a page, by the file's name and any tag. A comment ends at its first end and nowhere
 * else: with two ways to read each of many, trying all of them would never be over.
 */
function isWebPage(head: string, name: string): boolean {
  const start = head.replace(/^(?:\xEF\xBB\xBF|\xFF\xFE|\xFE\xFF)/, '').replaceAll('\0', '');
  if (/^\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--(?:(?!-->)[\s\S])*-->\s*)*<(?:!doctype\s+html|html|head|body)\b/i.test(start))
    return true;
  return /\.x?html?$/i.test(name) && /<[a-z!]/i.test(start);
}

/** A page that a browser saved into one file with its pictures. */
function isWebArchive(head: string): boolean {
  return (
    /^(?:From: <Saved by|MIME-Version: 1\.0|Snapshot-Content-Location:)/im.test(head) &&
    /multipart\/related/i.test(head)
  );
}

function looksLikeMarkdown(text: string): boolean {
  const signs = [
    /^#{1,6} \S/m,
    /^\s*[-*] \[[ xX]\] /m,
    /^\|.*\|\s*$\n^\|[\s:|-]+\|\s*$/m,
    /\[[^[\]\n]+\]\([^()\s]+\)/,
    /\*\*\S[^*\n]*\*\*/,
  ];
  return signs.some((sign) => sign.test(text.slice(0, 50_000)));
}

function latin(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('latin1');
}
