import { DocumentUnreadable } from '../../runtime/ports.ts';

/** Names of the text in a zipped export: `_chat.txt`, `WhatsApp Chat with Ana.txt`, `Chat de WhatsApp con Ana.txt`. */
export const CHAT_FILE = /(?:^|\/)(?:_chat|[^/]*whatsapp[^/]*)\.txt$/i;

/**
 * Whether a zip is a workbook, a text document or an export of a chat, by the names in it; undefined where it is
 * something else. A cut zip has lost its list of names: what begins like an office file is taken for one, and found
 * damaged when it is read.
 */
export function zippedKind(bytes: Uint8Array): 'spreadsheet' | 'word' | 'whatsapp' | undefined {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const names = namesIn(view);
  const ods = 'application/vnd.oasis.opendocument.spreadsheet';
  if (names.length === 0) {
    if (view.includes(ods) || view.includes('xl/workbook') || view.includes('xl/worksheets/')) return 'spreadsheet';
    return view.includes('word/document') ? 'word' : undefined;
  }
  if (names.some((name) => /^xl\/workbook\d*\.(?:xml|bin)$/i.test(name))) return 'spreadsheet';
  if (names.some((name) => /^word\/document\d*\.xml$/i.test(name))) return 'word';
  if (names.includes('content.xml') && view.includes(ods)) return 'spreadsheet';
  return names.some((name) => CHAT_FILE.test(name)) ? 'whatsapp' : undefined;
}

/** Names of the first entries in the zip's own list at its end. */
function namesIn(zip: Buffer): string[] {
  const end = zip.lastIndexOf('PK\x05\x06', undefined, 'latin1');
  if (end < 0 || end + 22 > zip.length) return [];
  const names: string[] = [];
  let at = zip.readUInt32LE(end + 16);
  while (names.length < 20_000 && at + 46 <= zip.length && zip.readUInt32LE(at) === 0x02014b50) {
    const length = zip.readUInt16LE(at + 28);
    names.push(zip.toString('utf8', at + 46, at + 46 + length));
    at += 46 + length + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  return names;
}

/**
 * What an old compound file (OLE) is, by the names of its streams. Throws `DocumentUnreadable`: `encrypted` (how a new
 * format looks when it has a password), `unsupported` (an old text document, a presentation, a message).
 */
export function compoundKind(bytes: Uint8Array): 'spreadsheet' {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const has = (stream: string) => view.includes(Buffer.from(stream, 'utf16le'));
  if (has('EncryptedPackage')) throw new DocumentUnreadable('encrypted');
  // "Book\0" is the older name; the name of a stream is ended by a zero.
  if (has('Workbook\0') || has('\0Book\0')) return 'spreadsheet';
  throw new DocumentUnreadable('unsupported');
}

/** The XML that Excel of 2003 wrote. */
export function isXmlSpreadsheet(head: string): boolean {
  return (
    /^[^<]{0,10}<\?(?:xml|mso)/i.test(head) &&
    /progid="Excel\.Sheet"|urn:schemas-microsoft-com:office:spreadsheet/.test(head)
  );
}
