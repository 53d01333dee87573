/**
 * Opens a ZIP that a stranger may have made: its list of entries is judged before anything is unpacked, nothing is ever
 * written, and no more is unpacked of an entry than is asked for.
 */
import type { Readable } from 'node:stream';
import { type Entry, type LocalFileHeader, openPromise, type ZipFile } from 'yauzl';
import { LIMITS } from '../../engine/limits.ts';
import { BadPack, type OpenPack } from '../../runtime/ports.ts';

/** Throws `BadPack`. */
export async function openZip(file: string): Promise<OpenPack> {
  const zip = await openPromise(file, { autoClose: false, strictFileNames: true }).catch((error: unknown) => {
    throw badPack(error);
  });
  try {
    const entries = await entriesOf(zip);
    return {
      sizes: new Map([...entries].map(([path, { uncompressedSize }]) => [path, uncompressedSize])),
      read: (path, limit) => contentOf(zip, entries.get(path), limit),
      close: async () => zip.close(),
    };
  } catch (error) {
    zip.close();
    throw badPack(error);
  }
}

async function entriesOf(zip: ZipFile): Promise<ReadonlyMap<string, Entry>> {
  if (zip.entryCount > LIMITS.packEntries) throw new BadPack(`it has more than ${LIMITS.packEntries} entries`);
  const entries = new Map<string, Entry>();
  const unpacked = new Set<string>();
  const pieces: Piece[] = [];
  let listed = 0;
  for await (const entry of zip.eachEntry()) {
    const path = entry.fileName;
    const local = await zip.readLocalFileHeaderPromise(entry);
    pieces.push({ from: entry.relativeOffsetOfLocalHeader, to: local.fileDataStart + entry.compressedSize, local });
    listed += LISTED + entry.fileNameLength + entry.extraFieldLength + entry.fileCommentLength;
    // On many disks `A` and `a` are one file, and whichever is unpacked last is seen.
    const asUnpacked = path.normalize('NFC').toLowerCase();
    if (unpacked.has(asUnpacked)) throw new BadPack(`it has ${path} twice: programs differ in which one they show`);
    unpacked.add(asUnpacked);
    if (entry.isEncrypted()) throw new BadPack(`${path} has a password`);
    // It may be called otherwise before its content, and again in a field that only some programs read.
    if (!local.fileName.equals(entry.fileNameRaw) || !entry.fileNameRaw.equals(Buffer.from(path))) {
      throw new BadPack(`${path} is called otherwise in another place of it: programs differ in which name they show`);
    }
    if (local.compressionMethod !== entry.compressionMethod) {
      throw new BadPack(`${path} is packed otherwise in another place of it: programs differ in what they unpack`);
    }
    if (path.endsWith('/') && entry.uncompressedSize === 0 && entry.compressedSize <= NOTHING) continue;
    if (path.endsWith('/') || !isOrdinary(entry)) throw new BadPack(`${path} is no ordinary file`);
    entries.set(path, entry);
  }
  if (!isSeamless(pieces, zip.fileSize - listed)) {
    throw new BadPack('there is something between its entries: programs differ in whether they unpack it');
  }
  return entries;
}

/** Bytes that nothing is packed to. */
const NOTHING = 2;

/** A link leads to whatever its content names. Who made it on Unix says what it is in the upper half. */
function isOrdinary({ externalFileAttributes }: Entry): boolean {
  const kind = (externalFileAttributes >>> 16) & 0o170000;
  return kind === 0 || kind === 0o100000;
}

/** Where an entry lies, from its head to the end of its content. */
interface Piece {
  readonly from: number;
  readonly to: number;
  readonly local: LocalFileHeader;
}

/** Bytes of an entry in the list, but for its name and what is said of it besides. */
const LISTED = 46;
/** What may follow the content: its checksum and sizes, with a signature or not, and as ZIP64 has them. */
const DESCRIPTORS: readonly number[] = [12, 16, 20, 24];
/** The end of a ZIP without a comment, and the same with ZIP64’s before it. */
const ENDS: readonly number[] = [22, 98];

/**
 * Some programs go by the list at the end, and some unpack whatever they come by from the beginning: all of it must be what
 * the list says. `rest`: where the list would begin if the ZIP ended with it.
 */
function isSeamless(pieces: readonly Piece[], rest: number): boolean {
  let at = 0;
  let after: readonly number[] = [0];
  for (const { from, to, local } of pieces.toSorted((one, other) => one.from - other.from)) {
    if (!after.includes(from - at)) return false;
    at = to;
    after = (local.generalPurposeBitFlag & 8) === 0 ? [0] : DESCRIPTORS;
  }
  return ENDS.some((end) => after.includes(rest - end - at));
}

async function* contentOf(zip: ZipFile, entry: Entry | undefined, limit: number): AsyncGenerator<Uint8Array> {
  if (!entry) return;
  try {
    const stream: Readable = await zip.openReadStreamPromise(entry);
    let length = 0;
    for await (const part of stream as AsyncIterable<Buffer>) {
      length += part.length;
      // Leaving the loop destroys the stream: what its head says of its size is not believed.
      if (length > limit) throw new BadPack(`${entry.fileName} is larger than it may be`);
      yield part;
    }
  } catch (error) {
    throw badPack(error, entry.fileName);
  }
}

/** What yauzl finds wrong, in words for whoever was sent the file. */
function badPack(error: unknown, path?: string): Error {
  if (!(error instanceof Error) || error instanceof BadPack) return error as Error;
  // A disk that cannot be read says nothing of the pack.
  if ('code' in error && /^E[A-Z]+$/.test(String(error.code))) return error;
  const outside = /^(?:absolute path|invalid relative path|invalid characters in fileName): (.*)$/s.exec(error.message);
  if (outside) return new BadPack(`${outside[1]} would be unpacked outside of its folder`, error);
  if (/^(?:too many bytes|not enough bytes)/.test(error.message)) {
    return new BadPack(`${path ?? 'an entry'} is not as large as it says`, error);
  }
  return new BadPack(`${path ?? 'the ZIP'} is damaged or cut short`, error);
}
