import type { Readable } from 'node:stream';
import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl';
import { DocumentUnreadable } from '../../runtime/ports.ts';

export interface ZipLimits {
  /** Most entries, folders included. */
  readonly entries: number;
  /** Most bytes of all wanted entries together, unpacked. */
  readonly bytes: number;
  /** Which entries are unpacked, by their name; all of them if it is left out. Others cost nothing. */
  readonly wanted?: (name: string) => boolean;
}

/**
 * The files in a zip by their name, unpacked under a limit that counts what really comes out and not only what the zip
 * says. Folders are left out; of two entries of one name the first counts. Whoever hands these files to a library that
 * unzips by itself packs them anew, so that nothing but what was counted is read.
 *
 * Throws `DocumentUnreadable`: `too_large`, `encrypted` (a wanted entry has a password) or `damaged`.
 */
export async function guardedZip(bytes: Uint8Array, limits: ZipLimits): Promise<ReadonlyMap<string, Uint8Array>> {
  try {
    const zip = await fromBufferPromise(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
    if (zip.entryCount > limits.entries) throw new DocumentUnreadable('too_large');
    return await unpack(zip, limits);
  } catch (error) {
    if (error instanceof DocumentUnreadable) throw error;
    const locked = error instanceof Error && error.message.includes('encryption');
    throw new DocumentUnreadable(locked ? 'encrypted' : 'damaged', error);
  }
}

async function unpack(zip: ZipFile, limits: ZipLimits): Promise<Map<string, Uint8Array>> {
  const files = new Map<string, Uint8Array>();
  let left = limits.bytes;
  for await (const entry of zip.eachEntry()) {
    const name = entry.fileName;
    if (name.endsWith('/') || files.has(name) || limits.wanted?.(name) === false) continue;
    if (entry.isEncrypted()) throw new DocumentUnreadable('encrypted');
    if (entry.uncompressedSize > left) throw new DocumentUnreadable('too_large');
    const content = await contentOf(zip, entry, left);
    left -= content.length;
    files.set(name, content);
  }
  return files;
}

async function contentOf(zip: ZipFile, entry: Entry, limit: number): Promise<Uint8Array> {
  const stream: Readable = await zip.openReadStreamPromise(entry);
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of stream as AsyncIterable<Buffer>) {
    length += part.length;
    // Leaving the loop destroys the stream.
    if (length > limit) throw new DocumentUnreadable('too_large');
    parts.push(part);
  }
  return Buffer.concat(parts, length);
}
