/** Evidence on paper: what can be read out of it again, in whatever letters, and what hostile pictures can do to it. */
import { hash } from 'node:crypto';
import { createCanvas, loadImage } from '@napi-rs/canvas';
import { PDFParse } from 'pdf-parse';
import { afterAll, describe, expect, it } from 'vitest';
import { openDarkroom } from '../../../src/adapters/pack/darkroom.ts';
import { createPacks } from '../../../src/adapters/pack/packs.ts';
import { evidencePaper } from '../../../src/cards/pack/evidence-paper.ts';
import type { Paper } from '../../../src/cards/pack/paper.ts';
import { NASTY } from '../../cards/hostile-cards.ts';
import { OPENING, packed, troubled } from '../../cards/pack/packed.ts';
import { cooks, does, procedure, started } from '../../engine/run-story.ts';
import { png } from '../../support/png.ts';

async function drawn(paper: Paper, files: ReadonlyMap<string, Uint8Array> = new Map()): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of createPacks().pdf(paper, async (file) => files.get(file))) chunks.push(chunk);
  return Buffer.concat(chunks);
}

async function pagesOf(pdf: Uint8Array): Promise<readonly string[]> {
  const parser = new PDFParse({ data: Uint8Array.from(pdf) });
  try {
    return (await parser.getText()).pages.map((one) => one.text.replaceAll(/\s+/g, ' '));
  } finally {
    await parser.destroy();
  }
}

describe('the PDF of a pack', () => {
  const paper = evidencePaper(packed(OPENING, troubled().events));

  it('is tagged, says its language and title, and dates from the run’s last event', async () => {
    const pdf = (await drawn(paper)).toString('latin1');
    expect(pdf).toMatch(/^%PDF-1\.7/);
    expect(pdf).toContain('/Marked true');
    expect(pdf).toContain('/StructTreeRoot');
    expect(pdf).toContain('/Lang (en-GB)');
    expect(pdf).toContain('(Evidence: Kitchen opening)');
    expect(pdf).toMatch(/\(D:20260302\d{6}Z\)/);
    expect(pdf).not.toMatch(/\/BaseFont \/Helvetica/);
  });

  it('says on each page what it belongs to, and leads to the page of each step', async () => {
    const pages = await pagesOf(await drawn(paper));
    pages.slice(1).forEach((text, index) => {
      expect(text).toContain('Kitchen opening · revision 1 · run r1');
      expect(text).toContain(`Page ${index + 2} of ${pages.length}`);
    });
    const step = pages.findIndex((text) => text.includes('4. Sweep the floor Skipped'));
    expect(step).toBeGreaterThan(0);
    // The numbers are drawn last, each in its row: the page of the last step is the last of them.
    expect(pages[1]).toMatch(new RegExp(`\\b${step + 1} Kitchen opening ·`));
  });

  it('is the same bytes for the same paper', async () => {
    expect((await drawn(paper)).equals(await drawn(paper))).toBe(true);
  });

  it('can be copied from, in letters that Latin-1 has not, and has a box for what no font has', async () => {
    const name = 'Đặng Yılmaz Иванова \u{10FFFD} end';
    const definition = procedure([cooks('a', { title: name })]);
    const text = (await pagesOf(await drawn(evidencePaper(packed(definition, started(definition).events))))).join(' ');
    expect(text).toMatch(/Yılmaz Иванова □ end/);
  });

  it('stands whatever people wrote, cut nowhere and read as nothing', async () => {
    const long = NASTY.join('\n');
    const title = NASTY.join(' ').slice(0, 190);
    const step = cooks('a', {
      title,
      instructions: long,
      evidence: [{ id: 't', title, type: 'text' }],
      approval: { role: 'lead' },
    });
    const definition = procedure([step], { title, purpose: long });
    const value = `${'x'.repeat(900)} ${'very long text. '.repeat(150)}the end of it`;
    const story = started(definition)
      .by('ana', does.complete('a', { items: [{ item: 't', value }] }))
      .by('lea', does.reject('a', long));
    const pdf = await drawn(evidencePaper(packed(definition, story.events)));
    const text = (await pagesOf(pdf)).join(' ');
    expect(text).toContain('<script>alert(1)</script>');
    expect(text).toContain('the end of it');
    expect(pdf.toString('latin1')).not.toMatch(/\/URI|\/JavaScript|\/JS\b|\/Launch/);
  });

  it('a run of 300 steps has its 300 headings, none of them at the foot of a page', async () => {
    const steps = Array.from({ length: 300 }, (_, index) => cooks(`s${index}`, { title: `Shelf ${index + 1}` }));
    const definition = procedure(steps, { title: 'Cold store' });
    const pages = await pagesOf(await drawn(evidencePaper(packed(definition, started(definition).events))));
    const headings = pages.flatMap((text) => text.match(/\b\d+\. Shelf \d+ (?:To do|Open)/g) ?? []);
    expect(headings).toHaveLength(300);
    expect(pages.filter((text) => /\d+\. Shelf \d+ (?:To do|Open) Cold store ·/.test(text))).toEqual([]);
  });

  it('shows photos, and names those that it cannot show', async () => {
    const good = png(400, 300);
    const pictures: readonly (readonly [string, string, Uint8Array | undefined])[] = [
      ['good.png', 'image/png', good],
      ['good again.png', 'image/png', good],
      ['phone.heic', 'image/heic', Buffer.from('\0\0\0\x18ftypheic and so on and so on and so on')],
      ['gone.jpg', 'image/jpeg', undefined],
    ];
    const files = new Map<string, Uint8Array>();
    const items = pictures.map(([name, mime, bytes], index) => {
      const file = hash('sha256', bytes ?? name);
      if (bytes) files.set(file, bytes);
      return { item: `p${index}`, value: { file, name, mime, bytes: bytes?.length ?? 1 } };
    });
    const evidence = items.map(({ item }) => ({ id: item, title: item, type: 'photo' }));
    const definition = procedure([cooks('a', { title: 'Shelves', evidence })]);
    const pdf = await drawn(
      evidencePaper(packed(definition, started(definition).by('ana', does.complete('a', { items })).events)),
      files,
    );
    const text = (await pagesOf(pdf)).join(' ');
    expect(text).toContain('This kind of picture cannot be shown here.');
    expect(text).toContain('Its bytes are missing from the file store, or were changed there.');
    // The same file twice is one picture in the PDF.
    expect(pdf.toString('latin1').match(/\/Subtype \/Image/g)).toHaveLength(1);
  });
});

describe('the darkroom', () => {
  const darkroom = openDarkroom();
  afterAll(() => darkroom.close());

  it('scales a photo down, keeps the place of each, and never enlarges one', async () => {
    const [large, small] = await Promise.all([
      darkroom.develop(png(1_200, 600), 300),
      darkroom.develop(png(40, 80), 300),
    ]);
    expect(await sizeOf(large)).toEqual([300, 150]);
    expect(await sizeOf(small)).toEqual([40, 80]);
  });

  it('turns a photo as its EXIF says, and keeps nothing else of that', async () => {
    const jpeg = await darkroom.develop(turned(await createCanvas(40, 20).encode('jpeg')), 300);
    expect(await sizeOf(jpeg)).toEqual([20, 40]);
    expect(Buffer.from(jpeg ?? []).includes('Exif')).toBe(false);
  });

  it.each<[string, Uint8Array]>([
    ['a picture that says it is one of gigabytes', claiming(60_000, 60_000)],
    ['a picture that is cut short', png(300, 300).subarray(0, 400)],
    ['what is no picture', Buffer.from('not much of a picture, but long enough to be looked at')],
    ['nothing', new Uint8Array()],
  ])('has nothing to show of %s, and goes on', async (_, bytes) => {
    const shown = await darkroom.develop(bytes, 300);
    // A decoder may show what there is of a picture that is cut short.
    if (shown) expect(await sizeOf(shown)).toEqual([300, 300]);
    expect(await sizeOf(await darkroom.develop(png(30, 30), 300))).toEqual([30, 30]);
  });

  async function sizeOf(jpeg: Uint8Array | undefined): Promise<readonly number[]> {
    const { width, height } = await loadImage(Buffer.from(jpeg ?? []));
    return [width, height];
  }

  /** With an EXIF segment that says: turn it by a quarter. */
  function turned(jpeg: Buffer): Buffer {
    const exif = Buffer.from('45786966000049492a00080000000100120103000100000006000000' + '00000000', 'hex');
    const head = Buffer.from([0xff, 0xe1, 0, exif.length + 2]);
    return Buffer.concat([jpeg.subarray(0, 2), head, exif, jpeg.subarray(2)]);
  }

  function claiming(width: number, height: number): Buffer {
    const picture = png(20, 20);
    picture.writeUInt32BE(width, 16);
    picture.writeUInt32BE(height, 20);
    return picture;
  }
});
