/** Files that are broken or made to do harm: each ends in one of the failures that have a sentence. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readHtml } from '../../../src/adapters/documents/html.ts';
import { readMarkdown } from '../../../src/adapters/documents/markdown.ts';
import { readAndDraft } from '../../../src/adapters/documents/reading.ts';
import { sniff } from '../../../src/adapters/documents/sniff.ts';
import { readWhatsApp } from '../../../src/adapters/documents/whatsapp.ts';
import { packed } from '../../../src/adapters/documents/word/pack.ts';
import { readWord } from '../../../src/adapters/documents/word/read.ts';
import { guardedZip } from '../../../src/adapters/documents/zip-guard.ts';
import { READ_FAILURES } from '../../../src/engine/import/import.ts';
import { DocumentUnreadable } from '../../../src/runtime/ports.ts';
import { brief, failureOf, read } from './brief.ts';
import { li, p, table, tc, tr, wordFile, zipBomb } from './word-files.ts';

const draft = (bytes: Uint8Array, name: string) => readAndDraft(bytes, name, () => {});
const bytes = (length: number) => new Uint8Array(length);

describe('text that is made to be looked at for ever', () => {
  it.each<[string, string, string]>([
    ['comments that no tag follows', '<!---->'.repeat(140), 'text'],
    ['brackets that nothing closes', '['.repeat(400_000), 'text'],
    ['a page behind comments', `${'<!-- x -->'.repeat(90)}<html>`, 'html'],
  ])('is told at once what it is: %s', (_what, text, format) => expect(sniff(Buffer.from(text), 'x')).toBe(format));

  it('is read at once: spaces where a message may say that it was edited', async () => {
    const text = `[1/2/26, 06:31:00] Ana: Wipe${' '.repeat(400_000)}down`;
    const { blocks } = await readWhatsApp(Buffer.from(text), 'chat.txt', () => {});
    expect(blocks).toHaveLength(1);
  });
});

describe('a zip under guard', () => {
  it('gives its files', async () => {
    const files = new Map([
      ['a.txt', Buffer.from('one')],
      ['b/c.bin', Buffer.from([0, 255])],
    ]);
    const found = await guardedZip(packed(files), { entries: 2, bytes: 5 });
    expect([...found].map(([name, content]) => [name, Buffer.from(content)])).toEqual([...files]);
  });

  const limits = { entries: 100, bytes: 10_000 };
  const cases: [string, () => Uint8Array, string][] = [
    ['more entries than allowed', () => zipBomb(101, (at) => `${at}`, bytes(1), 1), 'too_large'],
    ['more bytes than allowed', () => packed(new Map([['a', bytes(10_001)]])), 'too_large'],
    ['bytes used by many entries', () => zipBomb(50, (at) => `${at}`, bytes(1000), 1000), 'too_large'],
    ['a size that is not true', () => zipBomb(1, () => 'a', bytes(1000), 10), 'damaged'],
    ['a path that leads out', () => zipBomb(1, () => '../../etc/passwd', bytes(1), 1), 'damaged'],
    ['a cut file', () => packed(new Map([['a', bytes(100)]])).subarray(0, 90), 'damaged'],
    ['no zip at all', () => Buffer.from('PK\x03\x04 but not'), 'damaged'],
    ['a password', () => withPassword(packed(new Map([['a', bytes(100)]]))), 'encrypted'],
  ];
  it.each(cases)('refuses %s', async (_what, file, failure) => {
    expect(await failureOf(guardedZip(file(), limits))).toBe(failure);
  });

  it('costs nothing for entries that nobody wants', async () => {
    const file = zipBomb(50, (at) => `${at}`, bytes(1000), 1000);
    expect((await guardedZip(file, { ...limits, wanted: (name) => name === '7' })).size).toBe(1);
  });
});

describe('a Word file', () => {
  const good = wordFile(li(1, 0, 'Check the door.') + li(1, 0, 'Check the window.'));
  const deep = (levels: number) => {
    const open = '<w:tbl><w:tr><w:tc>'.repeat(levels);
    return `${open}${p('x')}${'</w:tc></w:tr></w:tbl>'.repeat(levels)}`;
  };
  const part = (name: string, content: string | Uint8Array) =>
    packed(new Map([[name, typeof content === 'string' ? Buffer.from(content) : content]]));
  const cases: [string, () => Uint8Array, string][] = [
    ['that unpacks to too much', () => wordFile(p('x'.repeat(81 * 1024 * 1024))), 'too_large'],
    ['with too much text', () => wordFile(p('x'.repeat(2_000_001))), 'too_large'],
    ['cut off', () => good.subarray(0, good.length - 200), 'damaged'],
    ['with nothing in it', () => part('word/document.xml', ''), 'damaged'],
    ['whose text is no text of Word', () => part('word/document.xml', '<html/>'), 'damaged'],
    ['whose text is not XML', () => part('word/document.xml', 'word/document <w:p'), 'damaged'],
    ['with tables in tables in tables', () => wordFile(deep(10_000)), 'damaged'],
    ['with 501 pages', () => wordFile(p('x', '<w:pageBreakBefore/>').repeat(501)), 'too_many_pages'],
    ['with a password', () => compound('EncryptedPackage'), 'encrypted'],
    ['of the old format', () => compound('WordDocument'), 'unsupported'],
    ['that is a picture', () => Buffer.from('GIF89a and no more'), 'unsupported'],
    ['that is a program', () => Buffer.from('MZ and no more'), 'not_a_document'],
    ['that is some other zip', () => part('holiday.jpg', 'x'), 'not_a_document'],
    ['that is a presentation', () => part('ppt/presentation.xml', 'x'), 'unsupported'],
  ];
  it.each(cases)('%s is refused', async (_what, file, failure) => {
    expect(await failureOf(draft(file(), 'a.docx'))).toBe(failure);
  });

  it('fetches and expands nothing', async () => {
    const evil =
      '<?xml version="1.0"?><!DOCTYPE w:document [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">]>' +
      `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${p('x &b; &c;')}</w:body></w:document>`;
    const outcome = await read(readWord, part('word/document.xml', evil)).then(
      (document) => brief(document).join('\n'),
      (error: unknown) => (error instanceof Error ? error.message : ''),
    );
    expect(outcome).not.toMatch(/aaaa|root:/);
  });

  it('with macros is read without them', async () => {
    const file = wordFile(li(1, 0, 'Check.'), { more: { 'word/vbaProject.bin': 'Attribute VB_Name' } });
    expect(brief(await read(readWord, file, 'a.docm'))).toEqual(['i0 1. Check.']);
  });

  it('may have lists that refer to themselves', async () => {
    const loop =
      '<w:style w:type="numbering" w:styleId="L"><w:name w:val="L"/><w:basedOn w:val="L"/><w:pPr><w:numPr><w:numId w:val="7"/></w:numPr></w:pPr></w:style>';
    const nums =
      '<w:abstractNum w:abstractNumId="7"><w:numStyleLink w:val="L"/></w:abstractNum><w:num w:numId="7"><w:abstractNumId w:val="7"/></w:num>';
    expect(brief(await read(readWord, wordFile(li(7, 0, 'x'), { styles: loop, nums })))).toEqual(['p0 x']);
  });
});

describe('nesting beyond all sense', () => {
  const levels = 10_000;
  const cases: [string, typeof readHtml, string][] = [
    ['lists of a page', readHtml, `${'<ul><li>x'.repeat(levels)}`],
    ['tables of a page', readHtml, '<table><tr><td>'.repeat(levels)],
    ['boxes of a page', readHtml, '<div>'.repeat(levels)],
    ['quotations of Markdown', readMarkdown, `${'>'.repeat(levels)} x`],
    ['lists of Markdown', readMarkdown, Array.from({ length: 500 }, (_none, at) => `${'  '.repeat(at)}- x`).join('\n')],
  ];
  it.each(cases)('%s is refused', async (_what, reader, text) => {
    expect(await failureOf(draftable(reader, text))).toBe('damaged');
  });
});

/** Whatever a reader throws that is no failure counts as damaged, as `readAndDraft` has it. */
function draftable(reader: typeof readHtml, text: string): Promise<unknown> {
  return read(reader, text).catch((error: unknown) => {
    throw error instanceof DocumentUnreadable ? error : new DocumentUnreadable('damaged', error);
  });
}

describe('whatever is done to its bytes', () => {
  const body =
    li(1, 0, 'Check the door.') +
    li(2, 1, 'Both bolts') +
    table(tr('Task', 'Who'), tr(tc('Clean.', '<w:vMerge w:val="restart"/>'), 'Cook'));
  const page =
    '<!doctype html><main><h1>A</h1><ol start=3><li>Check<ul><li><input type=checkbox> b</ul></ol><table><tr><th rowspan=2>A<td colspan=3>b</table>';
  const markdown =
    '---\ntitle: A\n---\n# A\n1. Check\n   - [ ] b\n\n| A | b |\n|---|---|\n| c | d |\n\n<table><tr><td>e</table>\n> [!NOTE]\n> f\n';
  const files: [string, Uint8Array][] = [
    ['a.docx', wordFile(body)],
    ['a.html', Buffer.from(page)],
    ['a.md', Buffer.from(markdown)],
  ];
  const change = fc.record({
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    cut: fc.integer({ min: 0, max: 60 }),
    bytes: fc.oneof(
      fc.uint8Array({ maxLength: 12 }),
      fc.constantFrom('<w:tbl>', '</w:p>', '<table>', '<li>', '%1', '1e9', '☐').map((text) => Buffer.from(text)),
    ),
  });

  it.each(files)('%s is drafted or refused', async (name, file) => {
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 4 }), async (changes) => {
        let broken: Uint8Array = file;
        for (const { at, cut, bytes: put } of changes) {
          const place = Math.floor(at * broken.length);
          broken = Buffer.concat([broken.subarray(0, place), put, broken.subarray(place + cut)]);
        }
        await outcome(draft(broken, name));
      }),
      { numRuns: 60 },
    );
  });

  it('a Word file whose text is broken, and not its zip, is drafted or refused', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 4 }), async (changes) => {
        let broken = body;
        for (const { at, cut, bytes: put } of changes) {
          const place = Math.floor(at * broken.length);
          broken = broken.slice(0, place) + Buffer.from(put).toString('latin1') + broken.slice(place + cut);
        }
        await outcome(draft(wordFile(broken), 'a.docx'));
      }),
      { numRuns: 100 },
    );
  });
});

async function outcome(reading: Promise<unknown>): Promise<void> {
  const error = await reading.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error === undefined) return;
  if (!(error instanceof DocumentUnreadable)) throw error;
  expect(READ_FAILURES).toContain(error.failure);
}

function withPassword(zip: Buffer): Buffer {
  const locked = Buffer.from(zip);
  const list = locked.readUInt32LE(locked.length - 22 + 16);
  locked.writeUInt16LE(1, 6);
  locked.writeUInt16LE(1, list + 8);
  // The key takes twelve bytes of what is packed.
  locked.writeUInt32LE(locked.readUInt32LE(list + 24) - 12, list + 24);
  return locked;
}

/** An old compound file, as far as anybody looks: its mark, and the name of a stream. */
function compound(stream: string): Buffer {
  return Buffer.concat([
    Buffer.from('D0CF11E0A1B11AE1', 'hex'),
    bytes(600),
    Buffer.from(`${stream}\0`, 'utf16le'),
    bytes(100),
  ]);
}
