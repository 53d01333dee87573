import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SeparateReader } from '../../../src/adapters/documents/reader.ts';
import { LIMITS } from '../../../src/engine/limits.ts';
import { DocumentUnreadable, type Progress } from '../../../src/runtime/ports.ts';
import { bombPdf, JPEG, manyPagesPdf, pdfOf, rawPdf } from './pdf-files.ts';
import { drawn } from './pictures.ts';

const sample = readFileSync(fileURLToPath(new URL('../../../samples/opening-checks.pdf', import.meta.url)));
const reader = new SeparateReader();
afterAll(() => reader.close());

const text = (words: string) => new TextEncoder().encode(words);

async function failure(bytes: Uint8Array, name: string, by = reader): Promise<string> {
  try {
    const { drafts } = await by.draft({ name, bytes }, () => {});
    return drafts.length === 0 ? 'no steps' : 'drafted';
  } catch (error) {
    if (error instanceof DocumentUnreadable) return error.failure;
    throw error;
  }
}

describe('a document that cannot be read fails with its own reason', () => {
  const cases: [string, string, () => Uint8Array | Promise<Uint8Array>, string][] = [
    [
      'encrypted',
      'a.pdf',
      () => pdfOf((pdf) => pdf.text('1. Check the door.'), { userPassword: 'secret', pdfVersion: '1.7' }),
      'encrypted',
    ],
    ['no bytes', 'a.pdf', () => new Uint8Array(), 'empty'],
    ['only spaces', 'a.txt', () => text(' \n\t\n '), 'empty'],
    ['a scan', 'a.pdf', () => pdfOf((pdf) => pdf.image(JPEG, 0, 0, { width: 500, height: 700 })), 'no_text'],
    ['over the limit', 'a.pdf', () => new Uint8Array(60 * 1024 * 1024), 'too_large'],
    ['cut off', 'a.pdf', () => sample.subarray(0, Math.floor(sample.length * 0.6)), 'damaged'],
    ['only the beginning of a PDF', 'a.pdf', () => text('%PDF-1.7\nnothing more\n%%EOF'), 'damaged'],
    ['a broken image called PDF', 'a.pdf', () => JPEG, 'damaged'],
    ['a program called text', 'a.txt', () => Buffer.from('\x7fELF\x02\x01\x01\0\0\0'), 'not_a_document'],
    [
      'bytes that are no text',
      'a.txt',
      () => Uint8Array.from({ length: 4000 }, (_, at) => (at * 37) % 32),
      'not_a_document',
    ],
    ['a login page', 'a.pdf', () => text('<!DOCTYPE html><html><body>Sign in</body></html>'), 'not_a_document'],
    [
      'the beginning of a Word file',
      'a.docx',
      () => Buffer.from('PK\x03\x04....[Content_Types].xml....word/document.xml', 'latin1'),
      'damaged',
    ],
    ['an archive called PDF', 'a.pdf', () => Buffer.from('PK\x03\x04....photos/1.jpg', 'latin1'), 'not_a_document'],
    ['more pages than the limit', 'a.pdf', () => manyPagesPdf(LIMITS.documentPages + 1), 'too_many_pages'],
    [
      'no pages',
      'a.pdf',
      () => rawPdf(['<< /Type /Catalog /Pages 2 0 R >>', '<< /Type /Pages /Kids [] /Count 0 >>']),
      'empty',
    ],
    ['more text than the limit', 'a.txt', () => text('word '.repeat(LIMITS.documentText / 5 + 1)), 'too_large'],
  ];
  it.each(cases)('%s', async (_what, name, make, expected) => {
    expect(await failure(await make(), name)).toBe(expected);
  });
});

it('stops a page that unpacks to more than the memory limit, and reads the next document', async () => {
  const small = new SeparateReader({ milliseconds: 60_000, megabytes: 160 });
  try {
    expect(await failure(bombPdf(900), 'bomb.pdf', small)).toBe('too_much_memory');
    expect(await failure(sample, 'opening-checks.pdf', small)).toBe('drafted');
  } finally {
    await small.close();
  }
});

it('stops a document that takes too long, and turns to the next one', async () => {
  // Less time than a process needs to start: every document takes too long.
  const strict = new SeparateReader({ milliseconds: 5, megabytes: 512 });
  try {
    const both = Promise.all([failure(sample, 'a.pdf', strict), failure(sample, 'b.pdf', strict)]);
    expect(await both).toEqual(['too_slow', 'too_slow']);
  } finally {
    await strict.close();
  }
});

it('a picture has a time limit of its own', async () => {
  const hasty = new SeparateReader({ milliseconds: 60_000, scannedMilliseconds: 1, megabytes: 512 });
  try {
    expect(await failure(drawn(['A list']).toBuffer('image/png'), 'a.png', hasty)).toBe('too_slow');
    expect(await failure(sample, 'a.pdf', hasty)).toBe('drafted');
  } finally {
    await hasty.close();
  }
});

it('tells what it does, page by page', async () => {
  const notes: Progress[] = [];
  const { pages, drafts } = await reader.draft({ name: 'opening-checks.pdf', bytes: sample }, (note) =>
    notes.push(note),
  );
  expect(pages).toBe(2);
  expect(drafts).toHaveLength(1);
  expect(notes).toEqual([
    { doing: 'opening' },
    { doing: 'reading', page: 1, pages: 2 },
    { doing: 'reading', page: 2, pages: 2 },
    { doing: 'drafting', pages: 2 },
  ]);
});

describe('two documents at a time', () => {
  const scan = drawn(['Opening checks', '1. Check the door.', '2. Check the fridge.']).toBuffer('image/png');
  const note = text('Opening\n\n1. Check the door.\n2. Lock it.');
  let two: SeparateReader;
  beforeEach(() => {
    two = new SeparateReader();
  });
  afterEach(() => two.close());

  /** Notes when a document is read. `begun`: its turn has come. */
  const read = (name: string, bytes: Uint8Array, heard: string[]) => {
    const reading = Promise.withResolvers<void>();
    const done = two.draft({ name, bytes }, () => reading.resolve()).then(() => void heard.push(name));
    return { begun: reading.promise, done };
  };

  it('a scan holds up no other document', async () => {
    const heard: string[] = [];
    const slow = read('scan.png', scan, heard);
    await slow.begun;
    await read('note.txt', note, heard).done;
    await slow.done;
    expect(heard).toEqual(['note.txt', 'scan.png']);
  });

  it('and two hold up a third until one of them is read', async () => {
    const heard: string[] = [];
    const slow = [read('one.png', scan, heard), read('two.png', scan, heard)];
    await Promise.all(slow.map((one) => one.begun));
    await read('note.txt', note, heard).done;
    expect(heard[0]).toMatch(/^(one|two)\.png$/);
    await Promise.all(slow.map((one) => one.done));
  });
});

it('a document without steps gives no drafts, and what reads like one', async () => {
  const words = ['The café opened in 1998.', 'It has two rooms.', 'It has a garden.', 'Guests like it.', 'So do we.'];
  const bytes = text([...words, 'Please welcome our new colleague.'].join('\n\n'));
  const read = await reader.draft({ name: 'a.txt', bytes }, () => {});
  expect(read).toMatchObject({
    drafts: [],
    pages: 1,
    leftOut: [{ page: 1, quote: expect.stringContaining('welcome') }],
  });
});

it('answers each of several that come at once with its own', async () => {
  const found = await Promise.all(
    ['one', 'two', 'three'].map((word) =>
      reader.draft(
        { name: `${word}.txt`, bytes: text(`Procedure ${word}\n\n1. Check the ${word} door.\n2. Lock it.`) },
        () => {},
      ),
    ),
  );
  expect(found.map(({ drafts }) => drafts[0]?.definition.steps?.[0]?.title)).toEqual([
    'Check the one door',
    'Check the two door',
    'Check the three door',
  ]);
});

it('rejects what waits when it is closed, and takes nothing more', async () => {
  const closing = new SeparateReader();
  const waiting = closing.draft({ name: 'a.pdf', bytes: sample }, () => {});
  const rejected = expect(waiting).rejects.toThrow('closed');
  await closing.close();
  await rejected;
  await expect(closing.draft({ name: 'a.pdf', bytes: sample }, () => {})).rejects.toThrow('closed');
});
