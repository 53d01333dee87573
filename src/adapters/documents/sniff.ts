import { DocumentUnreadable } from '../../runtime/ports.ts';

export type Format = 'pdf' | 'markdown' | 'text';

/** Beginnings of files that are no documents of text, whatever they are called: `[offset, bytes]`. */
const IMAGES_AND_PROGRAMS: readonly (readonly [number, string])[] = [
  [0, '\x89PNG'],
  [0, '\xFF\xD8\xFF'],
  [0, 'GIF8'],
  [0, 'BM'],
  [0, 'II*\0'],
  [0, 'MM\0*'],
  [8, 'WEBP'],
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
 * for certain. Throws `DocumentUnreadable`: `empty`, `not_a_document` (image, program, archive), `unsupported` (a
 * document of a kind that is not read yet, or a web page, which is mostly a login page that was saved by mistake).
 */
export function sniff(bytes: Uint8Array, name: string): Format {
  if (bytes.length === 0) throw new DocumentUnreadable('empty');
  const head = latin(bytes.subarray(0, 1024));
  if (head.includes('%PDF-')) return 'pdf';
  if (head.startsWith('PK\x03\x04')) {
    const office = /(?:word|xl|ppt)\/|\[Content_Types\]|mimetypeapplication\/(?:vnd\.oasis|epub)/;
    const inside = latin(bytes.subarray(0, 65_536)) + latin(bytes.subarray(Math.max(0, bytes.length - 65_536)));
    throw new DocumentUnreadable(office.test(inside) ? 'unsupported' : 'not_a_document');
  }
  if (head.startsWith('\xD0\xCF\x11\xE0') || head.startsWith('{\\rtf')) throw new DocumentUnreadable('unsupported');
  if (IMAGES_AND_PROGRAMS.some(([at, magic]) => head.startsWith(magic, at)))
    throw new DocumentUnreadable('not_a_document');
  if (/^\s*(?:\xEF\xBB\xBF)?\s*(?:<!--[\s\S]*?-->\s*)?<(?:!doctype\s+html|html|head|body)\b/i.test(head)) {
    throw new DocumentUnreadable('unsupported');
  }
  const text = decodeText(bytes);
  if (text.trim() === '') throw new DocumentUnreadable('empty');
  return /\.(?:md|markdown|mdown)$/i.test(name) || looksLikeMarkdown(text) ? 'markdown' : 'text';
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

function looksLikeMarkdown(text: string): boolean {
  const signs = [
    /^#{1,6} \S/m,
    /^\s*[-*] \[[ xX]\] /m,
    /^\|.*\|\s*$\n^\|[\s:|-]+\|\s*$/m,
    /\[[^\]\n]+\]\([^)\s]+\)/,
    /\*\*\S[^*\n]*\*\*/,
  ];
  return signs.some((sign) => sign.test(text.slice(0, 50_000)));
}

function latin(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('latin1');
}
