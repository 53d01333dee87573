/** Recognition of text in pictures, in every language that the drafter knows. Seconds for each page. */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { createCanvas } from '@napi-rs/canvas';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { readImage } from '../../../src/adapters/documents/image.ts';
import { SeparateReader } from '../../../src/adapters/documents/reader.ts';
import type { Block } from '../../../src/engine/drafting/document.ts';
import { DocumentUnreadable } from '../../../src/runtime/ports.ts';
import { pdfOf } from './pdf-files.ts';
import { drawn, landscape } from './pictures.ts';

const reader = new SeparateReader();
afterAll(() => reader.close());

const LISTS: Readonly<Record<string, readonly string[]>> = {
  English: [
    'Closing the workshop',
    '1. Switch off all of the machines at the wall.',
    '2. Sweep the floor and empty the bins.',
    '3. Note the reading of the meter (at most 40 bar).',
    '☐ Windows are shut',
    '☐ The keys are back in the safe',
  ],
  German: [
    'Schließen der Werkstatt',
    '1. Alle Maschinen am Hauptschalter ausschalten.',
    '2. Den Boden kehren und die Mülleimer leeren.',
    '3. Zählerstand ablesen und eintragen (höchstens 40 bar).',
    '☐ Die Fenster sind geschlossen',
    '☐ Der Schlüssel ist zurück im Tresor',
  ],
  French: [
    'Fermeture de l’atelier',
    '1. Éteindre toutes les machines et couper le courant.',
    '2. Balayer le sol et vider les poubelles.',
    '3. Relever le compteur et noter la pression (40 bars maximum).',
    '☐ Les fenêtres sont fermées',
    '☐ La clé a été déposée dans le coffre',
  ],
  Spanish: [
    'Cierre del taller',
    '1. Apagar todas las máquinas y cortar la corriente.',
    '2. Barrer el suelo y vaciar los cubos de basura.',
    '3. Anotar la presión que indica el contador (máximo 40 bar).',
    '☐ Las ventanas están cerradas',
    '☐ La llave está en la caja fuerte',
  ],
  Portuguese: [
    'Encerramento da oficina',
    '1. Desligar todas as máquinas e cortar a corrente.',
    '2. Varrer o chão e esvaziar os caixotes do lixo.',
    '3. Anotar a pressão que o contador indica (máximo 40 bar).',
    '☐ As janelas estão fechadas',
    '☐ A chave está no cofre',
  ],
  Italian: [
    'Chiusura dell’officina',
    '1. Spegnere tutte le macchine e togliere la corrente.',
    '2. Spazzare il pavimento e svuotare i cestini.',
    '3. Annotare la pressione indicata dal contatore (al massimo 40 bar).',
    '☐ Le finestre sono chiuse',
    '☐ La chiave è nella cassaforte',
  ],
};

describe('a photo in each language', () => {
  it.each(Object.entries(LISTS))('%s', async (_language, lines) => {
    const photo = drawn(lines, { angle: -2, grain: 60, shadow: true }).toBuffer('image/jpeg', 70);
    const { blocks } = await readImage(photo, 'a.jpg', () => {});
    expect(blocks.map((block) => block.kind)).toEqual(['heading', ...Array(5).fill('item')]);
    expect(blocks.slice(4).every((block) => block.checkbox)).toBe(true);
    const wanted = lines.join(' ').replaceAll('’', "'");
    const got = blocks.map(asLine).join(' ').replaceAll('’', "'");
    expect(distance(wanted, got) / wanted.length).toBeLessThan(0.03);
  });
});

it.each([90, 180, 270])('a photo turned by %i degrees is set upright', async (degrees) => {
  const upright = drawn(LISTS.German ?? [], { width: 1100, height: 700 });
  const [width, height] = degrees === 180 ? [1100, 700] : [700, 1100];
  const canvas = createCanvas(width, height);
  const context = canvas.getContext('2d');
  context.translate(width / 2, height / 2);
  context.rotate((degrees * Math.PI) / 180);
  context.drawImage(upright, -550, -350);
  const { blocks } = await readImage(canvas.toBuffer('image/png'), 'a.png', () => {});
  expect(blocks.map((block) => block.text)).toContain('Den Boden kehren und die Mülleimer leeren.');
});

it('reads light print on a dark panel', async () => {
  const lines = [
    'Machine safety',
    '1. Stop the machine before you open it.',
    '▌Never reach into the machine while it runs',
  ];
  const { blocks } = await readImage(drawn(lines).toBuffer('image/png'), 'a.png', () => {});
  expect(blocks.at(-1)?.text).toBe('Never reach into the machine while it runs');
});

it('reads a ruled table in a picture by its cells, boxes to tick included', async () => {
  const canvas = drawn(['Vehicle check']);
  const context = canvas.getContext('2d');
  context.lineWidth = 3;
  context.font = '26px Plain';
  for (const [row, words] of ['Tyres have enough air', 'Lights work in front', 'First-aid kit is complete'].entries()) {
    const y = 160 + row * 70;
    context.strokeRect(90, y, 500, 70);
    context.strokeRect(590, y, 120, 70);
    context.fillText(words, 110, y + 44);
    context.strokeRect(638, y + 22, 26, 26);
  }
  const { blocks } = await readImage(canvas.toBuffer('image/png'), 'a.png', () => {});
  const cells = blocks.filter((block) => block.kind === 'cell');
  expect(cells.map(({ text, table }) => [text, table?.row, table?.column])).toEqual([
    ['Tyres have enough air', 0, 0],
    ['☐', 0, 1],
    ['Lights work in front', 1, 0],
    ['☐', 1, 1],
    ['First-aid kit is complete', 2, 0],
    ['☐', 2, 1],
  ]);
});

it('a scanned PDF keeps the main thread free, and gives drafts with pages', async () => {
  const pages = ['English', 'German'].map((language) => drawn(LISTS[language] ?? []).toBuffer('image/jpeg', 80));
  const bytes = await pdfOf((pdf) => {
    for (const [index, page] of pages.entries()) (index > 0 ? pdf.addPage() : pdf).image(page, 40, 60, { width: 500 });
  });
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  const { drafts, pages: count } = await reader.draft({ name: 'scan.pdf', bytes }, () => {});
  delay.disable();
  expect(count).toBe(2);
  expect(drafts.length).toBeGreaterThan(0);
  // Taps are answered on this thread: it must never wait for a page.
  expect(delay.percentile(99) / 1e6).toBeLessThan(60);
});

it('a broken picture is read or refused, and the process lives on', async () => {
  const whole = [
    drawn(LISTS.English ?? [], { width: 500, height: 260, size: 14 }).toBuffer('image/jpeg', 70),
    landscape().toBuffer('image/webp', 50),
    drawn(LISTS.English ?? [], { width: 500, height: 260, size: 14 }).toBuffer('image/png'),
  ];
  const change = fc.record({ at: fc.double({ min: 0, max: 1, noNaN: true }), byte: fc.nat(255) });
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...whole),
      fc.array(change, { minLength: 1, maxLength: 8 }),
      fc.double({ min: 0.05, max: 1, noNaN: true }),
      async (picture, changes, part) => {
        const bytes = new Uint8Array(picture.subarray(0, Math.ceil(picture.length * part)));
        for (const { at, byte } of changes) bytes[Math.floor(at * (bytes.length - 1))] = byte;
        try {
          await reader.draft({ name: 'a.png', bytes }, () => {});
        } catch (error) {
          if (!(error instanceof DocumentUnreadable)) throw error;
          expect(error.failure).not.toBe('failed');
        }
      },
    ),
    { numRuns: 40, seed: 11 },
  );
});

function asLine({ marker, text }: Block): string {
  return marker ? `${marker} ${text}` : text;
}

/** How many characters must change to make one text of the other (Levenshtein). */
function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let i = 1; i <= one.length; i++) {
    const next = [i];
    for (let j = 1; j <= other.length; j++) {
      const same = one[i - 1] === other[j - 1] ? 0 : 1;
      next.push(Math.min((next[j - 1] ?? 0) + 1, (row[j] ?? 0) + 1, (row[j - 1] ?? 0) + same));
    }
    row = next;
  }
  return row[other.length] ?? 0;
}
