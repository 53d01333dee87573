import { expect, it } from 'vitest';
import { readImage } from '../../../src/adapters/documents/image.ts';
import { readPdf } from '../../../src/adapters/documents/pdf/read.ts';
import { LIMITS } from '../../../src/engine/limits.ts';
import type { Progress } from '../../../src/runtime/ports.ts';
import { pdfOf } from './pdf-files.ts';
import { drawn, landscape } from './pictures.ts';

const OPENING = [
  'Opening the kitchen',
  '1. Unlock the back door and switch off the alarm.',
  '2. Measure the temperature of the cold room.',
  '',
  '☐ Check the fire exits',
  '☐ Ask the manager to sign',
  '',
  '• Wear gloves and an apron',
];

it('reads a photo that is askew, grainy and in shadow: words, boxes, bullets, and how sure it is', async () => {
  const photo = drawn(OPENING, { angle: 2.5, grain: 50, shadow: true }).toBuffer('image/jpeg', 75);
  const { pages, blocks } = await readImage(photo, 'list.jpg', () => {});
  expect(pages).toBe(1);
  expect(blocks.map(({ kind, marker, text }) => [kind, marker, text])).toEqual([
    ['heading', undefined, 'Opening the kitchen'],
    ['item', '1.', 'Unlock the back door and switch off the alarm.'],
    ['item', '2.', 'Measure the temperature of the cold room.'],
    ['item', '☐', 'Check the fire exits'],
    ['item', '☐', 'Ask the manager to sign'],
    ['item', '•', 'Wear gloves and an apron'],
  ]);
  expect(blocks.filter((block) => block.checkbox)).toHaveLength(2);
  for (const { confidence, box } of blocks) {
    expect(confidence).toBeGreaterThan(0.6);
    expect(box?.x).toBeGreaterThan(20);
    expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThan(595);
  }
});

it('a picture without words is no text', async () => {
  const photo = landscape().toBuffer('image/webp', 80);
  await expect(readImage(photo, 'hills.webp', () => {})).rejects.toMatchObject({ failure: 'no_text' });
});

it.each([
  ['a PNG cut off', () => drawn(OPENING).toBuffer('image/png').subarray(0, 4000), 'damaged'],
  ['a JPEG cut off', () => drawn(OPENING).toBuffer('image/jpeg', 75).subarray(0, 4000), 'damaged'],
  ['a head alone', () => Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), 'damaged'],
  ['more pixels than the limit', () => pngHead(60_000, 60_000), 'too_large'],
  ['no pixels', () => pngHead(0, 10), 'damaged'],
])('%s is refused', async (_what, bytes, failure) => {
  await expect(readImage(bytes(), 'a.png', () => {})).rejects.toMatchObject({ failure });
});

/** The head of a PNG that says that it has so many pixels, and hardly anything behind it. */
function pngHead(width: number, height: number): Uint8Array {
  const png = Buffer.from(drawn(['a'], { width: 20, height: 20 }).toBuffer('image/png'));
  png.writeUInt32BE(width, 16);
  png.writeUInt32BE(height, 20);
  return png;
}

it('reads a PDF page by page: text where there is text, the picture where there is none', async () => {
  const scan = drawn(OPENING, { angle: -1 }).toBuffer('image/jpeg', 80);
  const notes: Progress[] = [];
  const bytes = await pdfOf((pdf) => {
    pdf.fontSize(12).text('1. This page is text, and it has words enough to be taken for it.', 60, 60);
    pdf.addPage().image(scan, 40, 60, { width: 500 });
    pdf.addPage();
  });
  const { blocks } = await readPdf(bytes, 'mixed.pdf', (note) => notes.push(note));
  expect(blocks[0]).toMatchObject({ page: 1, text: 'This page is text, and it has words enough to be taken for it.' });
  expect(blocks[0]).not.toHaveProperty('confidence');
  const second = blocks.filter((block) => block.page === 2);
  expect(second.map((block) => block.text)).toContain('Check the fire exits');
  expect(second.every((block) => (block.confidence ?? 0) > 0.5)).toBe(true);
  expect(second[1]?.box?.x).toBeGreaterThan(60);
  expect(blocks.some((block) => block.page === 3)).toBe(false);
  expect(notes).toContainEqual({ doing: 'reading', page: 2, pages: 3, scanned: true });
  expect(LIMITS.scannedMs).toBeGreaterThan(LIMITS.documentMs);
});

it('takes what can be seen for a layer of text that makes no sense', async () => {
  const scan = drawn(OPENING).toBuffer('image/jpeg', 80);
  const layer = 'x#k qz~ 1l| ]vv wr% tt_ pq{ zz+ kk= bb^ '.repeat(3);
  const bytes = await pdfOf((pdf) => {
    pdf.fontSize(9).text(layer, 60, 100, { width: 400 });
    pdf.image(scan, 40, 60, { width: 500 });
  });
  const { blocks } = await readPdf(bytes, 'layer.pdf', () => {});
  const text = blocks.map((block) => block.text).join(' ');
  expect(text).toContain('Check the fire exits');
  expect(text).not.toContain('qz~');
});
