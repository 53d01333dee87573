/** ZIPs that a stranger made: each is refused in words, and nothing is believed that its heads say. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
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

/** A name for programs that know the field, and another one for those that do not. */
const otherwise = (raw: string, path: string) => {
  const named = Buffer.alloc(5 + path.length, 1);
  named.writeUInt32LE(crc32(bytes(raw)), 1);
  named.write(path, 5);
  return { extra: { 28789: named } };
};
const swapped = () =>
  zipSync({
    'files/aa.png': [bytes('of the second'), otherwise('files/aa.png', 'files/bb.png')],
    'files/bb.png': [bytes('of the first'), otherwise('files/bb.png', 'files/aa.png')],
  });

const LIST = Buffer.from('PK\x01\x02', 'latin1');
const END = Buffer.from('PK\x05\x06', 'latin1');

/** Something stands between the entries and their list, or before all: whoever goes by the list does not come by it. */
function withHidden(where: 'before' | 'after'): Buffer {
  const hidden = Buffer.from(zipSync({ 'forged.png': bytes('forged') }));
  const head = hidden.subarray(0, hidden.indexOf(LIST));
  const whole = Buffer.from(two);
  const at = whole.indexOf(LIST);
  const zip =
    where === 'after' ? Buffer.concat([whole.subarray(0, at), head, whole.subarray(at)]) : Buffer.concat([head, whole]);
  zip.writeUInt32LE(at + head.length, zip.indexOf(END) + 16);
  if (where === 'before') {
    for (let one = zip.indexOf(LIST); one !== -1; one = zip.indexOf(LIST, one + 1))
      zip.writeUInt32LE(zip.readUInt32LE(one + 42) + head.length, one + 42);
  }
  return zip;
}

/** As the list says of a symbolic link that it is one. */
function withLink(): Buffer {
  const zip = Buffer.from(two);
  zip.writeUInt32LE(0o120777 * 0x10000, zip.indexOf(LIST) + 38);
  return zip;
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
    ['names that only some programs read', swapped, /files\/bb\.png is called otherwise/],
    ['an entry before those that it lists', () => withHidden('before'), /something between its entries/],
    ['an entry after those that it lists', () => withHidden('after'), /something between its entries/],
    ['words after its end', () => Buffer.concat([two, bytes('x')]), /damaged or cut short/],
    ['content that is packed in two ways', () => Buffer.from(two).fill(0, 8, 10), /aa\.txt is packed otherwise/],
    ['a link', withLink, /aa\.txt is no ordinary file/],
    ['a folder with something in it', () => renamed(two, 'ab.txt', 'ab.tx/'), /ab\.tx\/ is no ordinary file/],
    ['a password', encrypted, /aa\.txt has a password/],
    ['half of its bytes', () => two.subarray(0, two.length / 2), /damaged or cut short/],
    ['nothing but a beginning', () => bytes('PK\x03\x04'), /damaged or cut short/],
  ])('is refused with %s', async (_, zip, why) => {
    const error = await opened(zip()).catch((one: unknown) => one);
    expect(error).toBeInstanceOf(BadPack);
    expect((error as Error).message).toMatch(why);
  });

  it('may have folders that are listed', async () => {
    const pack = await opened(zipSync({ 'files/': new Uint8Array(), 'files/a.txt': bytes('one') }));
    expect([...pack.sizes]).toEqual([['files/a.txt', 3]]);
    await pack.close();
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
