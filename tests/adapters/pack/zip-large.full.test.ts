/** A pack of more than 4 GB, as 500 photos of 10 MB make one: nothing of it is held, and every entry is found again. */
import { PassThrough, type Readable } from 'node:stream';
import { expect, it } from 'vitest';
import { fromRandomAccessReaderPromise, RandomAccessReader } from 'yauzl';
import { zipOf } from '../../../src/adapters/pack/zip-writer.ts';

const PHOTO = Buffer.alloc(50 * 1024 * 1024);
const COUNT = 90;

/** What was written, without the zeros that the photos are. */
class Kept extends RandomAccessReader {
  readonly pieces: { at: number; bytes: Uint8Array }[] = [];
  size = 0;
  add(bytes: Uint8Array): void {
    if (bytes !== PHOTO) this.pieces.push({ at: this.size, bytes });
    this.size += bytes.length;
  }
  override _readStreamForRange(start: number, end: number): Readable {
    const range = Buffer.alloc(end - start);
    for (const { at, bytes } of this.pieces) {
      if (at < end && at + bytes.length > start)
        Buffer.from(bytes).copy(range, Math.max(0, at - start), Math.max(0, start - at));
    }
    return new PassThrough().end(range);
  }
}

it('finds each entry of a ZIP that is larger than 4 GB', async () => {
  const kept = new Kept();
  const entries = (async function* () {
    for (let index = 0; index < COUNT; index += 1) yield { path: `files/${index}.jpg`, content: PHOTO };
    yield { path: 'README.txt', content: Buffer.from('at the end') };
  })();
  for await (const chunk of zipOf(entries, 0)) kept.add(chunk);
  expect(kept.size).toBeGreaterThan(4.4e9);
  const zip = await fromRandomAccessReaderPromise(kept, kept.size);
  expect(zip.entryCount).toBe(COUNT + 1);
  const names: string[] = [];
  let last = '';
  for await (const entry of zip.eachEntry()) {
    names.push(entry.fileName);
    if (entry.fileName !== 'README.txt') continue;
    for await (const part of await zip.openReadStreamPromise(entry)) last += String(part);
  }
  expect(names).toHaveLength(COUNT + 1);
  expect(last).toBe('at the end');
}, 120_000);
