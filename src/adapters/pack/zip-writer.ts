/**
 * Writes a ZIP as a stream. fflate, which would, knows no ZIP64, and 500 photos of 10 MB are more than the 4 GB that a ZIP
 * is otherwise. Each entry is followed by its size and checksum, so nothing is held back to know them before. Numbers of
 * the format are those of PKWARE's APPNOTE.TXT 6.3.10.
 */
import { pipeline, Readable } from 'node:stream';
import { crc32, createDeflateRaw } from 'node:zlib';
import type { PackEntry } from '../../runtime/ports.ts';

const [STORED, DEFLATED] = [0, 8];
/** Names are UTF-8, and sizes follow the content. */
const FLAGS = 0x0808;
/** ZIP64 can be read by whoever knows version 4.5. */
const VERSION = 45;
const MOST_32 = 0xffffffff;
const MOST_16 = 0xffff;

interface Written {
  readonly path: Buffer;
  readonly method: number;
  readonly offset: number;
  readonly crc: number;
  readonly packed: number;
  readonly size: number;
}

/** `at`: the time of every entry, so that the same content gives the same archive. */
export async function* zipOf(entries: AsyncIterable<PackEntry>, at: number): AsyncGenerator<Uint8Array> {
  const written: Written[] = [];
  const stamp = dosTime(at);
  let offset = 0;
  for await (const { path, content } of entries) {
    const name = Buffer.from(path);
    const method = isPackedAlready(path) ? STORED : DEFLATED;
    const head = localHeader(name, method, stamp);
    yield head;
    let [crc, size, packed] = [0, 0, 0];
    const counted = (async function* () {
      for await (const chunk of content instanceof Uint8Array ? [content] : content) {
        crc = crc32(chunk, crc);
        size += chunk.length;
        yield chunk;
      }
    })();
    for await (const chunk of method === STORED ? counted : deflated(counted)) {
      packed += chunk.length;
      yield chunk;
    }
    const tail = descriptor({ crc, packed, size });
    yield tail;
    written.push({ path: name, method, offset, crc, packed, size });
    offset += head.length + packed + tail.length;
  }
  yield directory(written, stamp, offset);
}

/** Pictures and PDFs are compressed in themselves: doing it again takes long and saves nothing. */
function isPackedAlready(path: string): boolean {
  return /\.(jpg|png|gif|webp|heic|heif|avif|pdf)$/.test(path);
}

async function* deflated(content: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  // Whatever ends it too early is thrown where its chunks are read, here: nothing is left to be told.
  yield* pipeline(Readable.from(content), createDeflateRaw(), () => {}) as AsyncIterable<Buffer>;
}

function localHeader(name: Buffer, method: number, stamp: number): Buffer {
  const head = Buffer.alloc(30);
  head.writeUInt32LE(0x04034b50, 0);
  head.writeUInt16LE(VERSION, 4);
  head.writeUInt16LE(FLAGS, 6);
  head.writeUInt16LE(method, 8);
  head.writeUInt32LE(stamp, 10);
  head.writeUInt16LE(name.length, 26);
  return Buffer.concat([head, name]);
}

/** No content here is as large as 4 GB: an uploaded file has at most 50 MB. */
function descriptor({ crc, packed, size }: Pick<Written, 'crc' | 'packed' | 'size'>): Buffer {
  const tail = Buffer.alloc(16);
  tail.writeUInt32LE(0x08074b50, 0);
  tail.writeUInt32LE(crc, 4);
  tail.writeUInt32LE(packed, 8);
  tail.writeUInt32LE(size, 12);
  return tail;
}

function directory(written: readonly Written[], stamp: number, offset: number): Buffer {
  const entries = Buffer.concat(written.map((one) => directoryEntry(one, stamp)));
  const isLarge = written.length > MOST_16 || offset + entries.length >= MOST_32;
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(isLarge ? MOST_16 : written.length, 8);
  end.writeUInt16LE(isLarge ? MOST_16 : written.length, 10);
  end.writeUInt32LE(isLarge ? MOST_32 : entries.length, 12);
  end.writeUInt32LE(isLarge ? MOST_32 : offset, 16);
  const large = isLarge ? [largeEnd(written.length, entries.length, offset)] : [];
  return Buffer.concat([entries, ...large, end]);
}

function directoryEntry({ path, method, offset, crc, packed, size }: Written, stamp: number): Buffer {
  const isFar = offset >= MOST_32;
  const head = Buffer.alloc(46);
  head.writeUInt32LE(0x02014b50, 0);
  // Made on Unix: an ordinary file that everybody may read.
  head.writeUInt16LE((3 << 8) | VERSION, 4);
  head.writeUInt16LE(VERSION, 6);
  head.writeUInt16LE(FLAGS, 8);
  head.writeUInt16LE(method, 10);
  head.writeUInt32LE(stamp, 12);
  head.writeUInt32LE(crc, 16);
  head.writeUInt32LE(packed, 20);
  head.writeUInt32LE(size, 24);
  head.writeUInt16LE(path.length, 28);
  head.writeUInt16LE(isFar ? 12 : 0, 30);
  head.writeUInt32LE(0o100644 * 0x10000, 38);
  head.writeUInt32LE(isFar ? MOST_32 : offset, 42);
  const far = Buffer.alloc(isFar ? 12 : 0);
  if (isFar) {
    far.writeUInt16LE(0x0001, 0);
    far.writeUInt16LE(8, 2);
    far.writeBigUInt64LE(BigInt(offset), 4);
  }
  return Buffer.concat([head, path, far]);
}

/** The end as ZIP64 has it, and where it is. */
function largeEnd(entries: number, bytes: number, offset: number): Buffer {
  const end = Buffer.alloc(76);
  end.writeUInt32LE(0x06064b50, 0);
  end.writeBigUInt64LE(44n, 4);
  end.writeUInt16LE(VERSION, 12);
  end.writeUInt16LE(VERSION, 14);
  end.writeBigUInt64LE(BigInt(entries), 24);
  end.writeBigUInt64LE(BigInt(entries), 32);
  end.writeBigUInt64LE(BigInt(bytes), 40);
  end.writeBigUInt64LE(BigInt(offset), 48);
  end.writeUInt32LE(0x07064b50, 56);
  end.writeBigUInt64LE(BigInt(offset + bytes), 64);
  end.writeUInt32LE(1, 72);
  return end;
}

/** Date and time as MS-DOS kept them, in UTC: two seconds are the least, from 1980 to 2107. */
function dosTime(at: number): number {
  const date = new Date(Math.min(Math.max(at, Date.UTC(1980, 0, 1)), Date.UTC(2107, 11, 31)));
  const day = ((date.getUTCFullYear() - 1980) << 9) | ((date.getUTCMonth() + 1) << 5) | date.getUTCDate();
  const time = (date.getUTCHours() << 11) | (date.getUTCMinutes() << 5) | (date.getUTCSeconds() >> 1);
  return day * 0x10000 + time;
}
