/**
 * Opens a ZIP that a stranger may have made: its list of entries is judged before anything is unpacked, nothing is ever
 * written, and no more is unpacked of an entry than is asked for.
 */
import type { Readable } from 'node:stream';
import { type Entry, openPromise, type ZipFile } from 'yauzl';
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
  for await (const entry of zip.eachEntry()) {
    const path = entry.fileName;
    if (path.endsWith('/')) continue;
    // On many disks `A` and `a` are one file, and whichever is unpacked last is seen.
    const asUnpacked = path.normalize('NFC').toLowerCase();
    if (unpacked.has(asUnpacked)) throw new BadPack(`it has ${path} twice: programs differ in which one they show`);
    unpacked.add(asUnpacked);
    if (entry.isEncrypted()) throw new BadPack(`${path} has a password`);
    const local = await zip.readLocalFileHeaderPromise(entry);
    if (!local.fileName.equals(entry.fileNameRaw)) {
      throw new BadPack(`${path} is called otherwise in another place of it: programs differ in which name they show`);
    }
    entries.set(path, entry);
  }
  return entries;
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
