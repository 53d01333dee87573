/** ZIPs that a stranger made: each is refused in words, and nothing is believed that its heads say. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openZip } from '../../../src/adapters/pack/zip-reader.ts';
import { zipOf } from '../../../src/adapters/pack/zip-writer.ts';
import { checkPack } from '../../../src/runtime/check-pack.ts';
import { BadPack, type PackEntry } from '../../../src/runtime/ports.ts';

const bytes = (text: string) => Buffer.from(text);
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sopwith-zip-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function opened(zip: Uint8Array) {
  const path = join(folder, 'a.zip');
  await writeFile(path, zip);
  return openZip(path);
}

/** Names of one length change places: the first so many times that one stands there, all if none is said. */
function renamed(zip: Uint8Array, from: string, to: string, times = Number.POSITIVE_INFINITY): Buffer {
  const changed = Buffer.from(zip);
  for (
    let at = changed.indexOf(from), done = 0;
    at !== -1 && done < times;
    at = changed.indexOf(from, at + 1), done += 1
  )
    changed.write(to, at);
  return changed;
}

const two = zipSync({ 'aa.txt': bytes('one'), 'ab.txt': bytes('two') });
const encrypted = () => {
  const zip = Buffer.from(two);
  zip.writeUInt16LE(
    zip.readUInt16LE(zip.indexOf(Buffer.from('PK\x01\x02', 'latin1')) + 8) | 1,
    zip.indexOf(Buffer.from('PK\x01\x02', 'latin1')) + 8,
  );
  return zip;
};

describe('a ZIP from outside', () => {
  it.each<[string, () => Uint8Array, RegExp]>([
    ['one name twice', () => renamed(two, 'ab.txt', 'aa.txt'), /has aa\.txt twice/],
    ['names that are one on many disks', () => renamed(two, 'ab.txt', 'AA.txt'), /has AA\.txt twice/],
    [
      'a name that differs between its two places',
      () => renamed(two, 'ab.txt', 'ax.txt', 1),
      /ab\.txt is called otherwise/,
    ],
    [
      'a way out of the folder',
      () => zipSync({ '../../etc/passwd': bytes('x') }),
      /^\.\.\/\.\.\/etc\/passwd would be unpacked outside/,
    ],
    ['a path from the root', () => zipSync({ '/etc/passwd': bytes('x') }), /\/etc\/passwd would be unpacked outside/],
    ['a disk of Windows', () => zipSync({ 'C:\\x': bytes('x') }), /would be unpacked outside/],
    ['a password', encrypted, /aa\.txt has a password/],
    ['half of its bytes', () => two.subarray(0, two.length / 2), /damaged or cut short/],
    ['nothing but a beginning', () => bytes('PK\x03\x04'), /damaged or cut short/],
  ])('is refused with %s', async (_, zip, why) => {
    const error = await opened(zip()).catch((one: unknown) => one);
    expect(error).toBeInstanceOf(BadPack);
    expect((error as Error).message).toMatch(why);
  });

  it('gives no more than is asked for, whatever it says of its size', async () => {
    const bomb = zipSync({ 'trail.json': new Uint8Array(20_000_000) }, { level: 9 });
    expect(bomb.length).toBeLessThan(100_000);
    const pack = await opened(bomb);
    let seen = 0;
    const reading = (async () => {
      for await (const part of pack.read('trail.json', 1_000_000)) seen += part.length;
    })();
    await expect(reading).rejects.toThrow('trail.json is larger than it may be');
    expect(seen).toBeLessThanOrEqual(1_000_000);
    await pack.close();
  });

  it('that says it unpacks to less than it does is found out', async () => {
    const zip = Buffer.from(zipSync({ 'trail.json': new Uint8Array(5_000) }));
    zip.writeUInt32LE(10, zip.indexOf(Buffer.from('PK\x01\x02', 'latin1')) + 24);
    expect(await checked(zip)).toEqual({ status: 'broken', wrong: ['trail.json is not as large as it says'] });
  });

  it('that is no pack is called none', async () => {
    expect(await checked(two)).toEqual({ status: 'not_a_pack' });
  });

  async function checked(zip: Uint8Array) {
    const pack = await opened(zip);
    try {
      return await checkPack(pack);
    } finally {
      await pack.close();
    }
  }
});

describe('a ZIP of ours', () => {
  async function written(entries: readonly PackEntry[], at = Date.UTC(2026, 2, 2)) {
    const listed = (async function* () {
      yield* entries;
    })();
    const chunks: Uint8Array[] = [];
    for await (const chunk of zipOf(listed, at)) chunks.push(chunk);
    return Buffer.concat(chunks);
  }

  it('gives back what was put in, and is the same each time', async () => {
    const parts = async function* () {
      yield bytes('one ');
      yield bytes('two');
    };
    const entries = () => [
      { path: 'README.txt', content: bytes('grüße '.repeat(5_000)) },
      { path: 'files/a.jpg', content: parts() },
      { path: 'empty', content: new Uint8Array() },
    ];
    const zip = await written(entries());
    expect(zip.equals(await written(entries()))).toBe(true);
    const pack = await opened(zip);
    expect([...pack.sizes]).toEqual([
      ['README.txt', 40_000],
      ['files/a.jpg', 7],
      ['empty', 0],
    ]);
    const found: Buffer[] = [];
    for await (const part of pack.read('files/a.jpg', 7)) found.push(Buffer.from(part));
    expect(Buffer.concat(found).toString()).toBe('one two');
    await pack.close();
  });

  it('ends where its content does', async () => {
    const broken = async function* () {
      yield bytes('one');
      throw new Error('the disk is gone');
    };
    await expect(written([{ path: 'a.txt', content: broken() }])).rejects.toThrow('the disk is gone');
    await expect(written([{ path: 'a.jpg', content: broken() }])).rejects.toThrow('the disk is gone');
  });
});
