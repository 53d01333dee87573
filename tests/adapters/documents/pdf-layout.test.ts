import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assembled } from '../../../src/adapters/documents/pdf/assemble.ts';
import type { Run } from '../../../src/adapters/documents/pdf/open.ts';
import { readPdf } from '../../../src/adapters/documents/pdf/read.ts';
import { placedText } from '../../../src/adapters/documents/pdf/upright.ts';
import type { Block } from '../../../src/engine/drafting/document.ts';
import { pdfOf, rawPdf } from './pdf-files.ts';

const brief = (found: readonly Block[]) =>
  found.map((block) => `${block.kind}${block.level} ${block.marker ?? ''} ${block.text}`.replace(/\s+/g, ' '));

async function blocks(...args: Parameters<typeof pdfOf>): Promise<readonly Block[]> {
  return (await readPdf(await pdfOf(...args), 'a.pdf', () => {})).blocks;
}

it('takes squares and dots that are drawn before words for boxes and bullets, and a frame for neither', async () => {
  const found = await blocks((pdf) => {
    pdf.fontSize(11);
    pdf.rect(60, 100, 9, 9).stroke().text('Shut the windows.', 76, 100, { lineBreak: false });
    pdf.rect(60, 120, 9, 9).stroke().text('Lock the door.', 76, 120, { lineBreak: false });
    pdf.circle(64, 145, 2).fill().text('Take the key with you.', 76, 140, { lineBreak: false });
    pdf.rect(50, 170, 12, 12).stroke().text('A', 53, 171, { lineBreak: false });
    pdf.rect(300, 300, 9, 9).stroke();
  });
  expect(brief(found)).toEqual([
    'item0 ☐ Shut the windows.',
    'item0 ☐ Lock the door.',
    'item0 • Take the key with you.',
    'paragraph0 A',
  ]);
});

it('takes the fields of a form for boxes, and what was filled in for text', async () => {
  const found = await blocks((pdf) => {
    pdf.fontSize(11).font('Helvetica').initForm();
    pdf.formCheckbox('first', 60, 98, 10, 10).text('Pressure is at zero.', 76, 100, { lineBreak: false });
    pdf.formCheckbox('second', 60, 118, 10, 10).text('The valve is shut.', 76, 120, { lineBreak: false });
    pdf.text('Operator on duty today', 60, 160, { lineBreak: false });
    pdf.formText('name', 240, 158, 150, 16, { value: 'Somebody' });
  });
  expect(brief(found)).toEqual([
    'item0 ☐ Pressure is at zero.',
    'item0 ☐ The valve is shut.',
    'paragraph0 Operator on duty today',
    'paragraph0 Somebody',
  ]);
});

describe('pages that are turned', () => {
  const written = (turn: string, matrix: string) =>
    rawPdf([
      '<< /Type /Catalog /Pages 2 0 R >>',
      '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
      `<< /Type /Page /Parent 2 0 R ${turn} /MediaBox [0 0 600 800] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>`,
      stream(
        `BT /F 12 Tf ${matrix} Tm (1. Open the valve slowly and listen.) Tj 0 -20 Td (2. Close it again at once.) Tj ET`,
      ),
      '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
    ]);
  it.each([
    ['as they are', '', '1 0 0 1 60 700'],
    ['by the page', '/Rotate 90', '0 1 -1 0 60 60'],
    ['by the page, the other way', '/Rotate 270', '0 -1 1 0 400 700'],
    ['by the text alone', '', '0 1 -1 0 60 60'],
    ['upside down', '', '-1 0 0 -1 500 700'],
  ])('%s', async (_how, turn, matrix) => {
    const found = (await readPdf(written(turn, matrix), 'a.pdf', () => {})).blocks;
    expect(brief(found)).toEqual(['item0 1. Open the valve slowly and listen.', 'item0 2. Close it again at once.']);
  });
});

describe('a numbered line that wraps to where its number stands', () => {
  const column = (pdf: PDFKit.PDFDocument, x: number, lines: readonly string[]) => {
    for (const [index, line] of lines.entries()) pdf.text(line, x, 100 + index * 13, { lineBreak: false });
  };

  it('keeps the value or the name that its last line begins with', async () => {
    const found = await blocks((pdf) => {
      column(pdf.fontSize(11), 60, [
        '1. Wait until the display of the balance shows',
        '0.0000 g.',
        '2. Weigh the piece and compare with the limit:',
        '199.998 to 200.002 g.',
        '3. The laboratory manager looks through it on',
        'Friday.',
        '4. Sign the book',
        'Safety',
      ]);
    });
    expect(brief(found)).toEqual([
      'item0 1. Wait until the display of the balance shows 0.0000 g.',
      'item0 2. Weigh the piece and compare with the limit: 199.998 to 200.002 g.',
      'item0 3. The laboratory manager looks through it on Friday.',
      'item0 4. Sign the book',
      'paragraph0 Safety',
    ]);
  });

  it('goes on at the top of the next column, and so does its list', async () => {
    const found = await blocks((pdf) => {
      pdf.fontSize(11);
      column(pdf, 60, [
        '1. Open the valve, and listen to the pump while',
        'it starts.',
        '2. Read the gauge of the inlet and write it down.',
        '3. Read the gauge of the outlet. It must be from',
      ]);
      column(pdf, 330, [
        '4.5 to 6.5 bar.',
        '4. Close the valve and hang the key on its hook',
        'in the office.',
        '5. Tell the shift lead which of them was too low.',
      ]);
    });
    expect(brief(found)).toEqual([
      'item0 1. Open the valve, and listen to the pump while it starts.',
      'item0 2. Read the gauge of the inlet and write it down.',
      'item0 3. Read the gauge of the outlet. It must be from 4.5 to 6.5 bar.',
      'item0 4. Close the valve and hang the key on its hook in the office.',
      'item0 5. Tell the shift lead which of them was too low.',
    ]);
  });
});

it('leaves out a watermark that lies across the page', async () => {
  const found = await blocks((pdf) => {
    pdf.fontSize(11).text('1. Check the fridge before you open the kitchen.', 60, 100);
    pdf
      .rotate(-45, { origin: [300, 400] })
      .fontSize(60)
      .text('DRAFT', 200, 380, { lineBreak: false });
  });
  expect(brief(found)).toEqual(['item0 1. Check the fridge before you open the kitchen.']);
});

it('reads a page that runs from right to left, with its places as they are on the page', () => {
  const run = (text: string, right: number, width: number, baseline: number): Run => {
    return { text, x: right - width, width, baseline, size: 11, bold: false, rtl: /\p{Script=Hebrew}/u.test(text) };
  };
  const found = assembled([
    {
      page: 1,
      width: 600,
      height: 800,
      runs: [
        run('1.', 540, 10, 100),
        run('לפתוח את הדלת', 525, 80, 100),
        run('2.', 540, 10, 120),
        run('לבדוק את המקרר', 525, 90, 120),
        run('•', 520, 5, 140),
        run('לרשום את הטמפרטורה', 508, 100, 140),
      ],
    },
  ]);
  expect(brief(found)).toEqual(['item0 1. לפתוח את הדלת', 'item0 2. לבדוק את המקרר', 'item1 • לרשום את הטמפרטורה']);
  expect(found[0]?.box).toMatchObject({ x: 445, width: 95 });
});

it('writes out letters that a font draws as one sign', () => {
  const item = {
    str: '\uFB01lter of the o\uFB03ce',
    transform: [11, 0, 0, 11, 60, 700],
    width: 90,
    fontName: 'f',
    dir: 'ltr',
  };
  const { run } = placedText(item, [1, 0, 0, -1, 0, 800], false);
  expect(run).toMatchObject({ text: 'filter of the office', x: 60, baseline: 100, size: 11 });
});

describe('ruled boxes', () => {
  const cards = [
    { x: 50, y: 90, title: '1. Stop the source', items: ['Close the valve.', 'Call the shift lead.'] },
    { x: 300, y: 90, title: '2. Contain the spill', items: ['Block the drains.', 'Keep others away.'] },
    { x: 50, y: 250, title: '3. Clean up', items: ['Collect the absorbent.', 'Label the bags.'] },
    { x: 300, y: 250, title: '4. Report', items: ['Fill in the form.', 'Order new absorbent.'] },
  ];

  it('are each read to their end, row by row', async () => {
    const found = await blocks((pdf) => {
      for (const { x, y, title, items } of cards) {
        pdf.rect(x, y, 240, 140).stroke().font('Helvetica-Bold').fontSize(12);
        pdf
          .text(title, x + 10, y + 10, { lineBreak: false })
          .font('Helvetica')
          .fontSize(10);
        for (const [at, item] of items.entries()) pdf.text(`• ${item}`, x + 10, y + 40 + at * 16, { lineBreak: false });
      }
    });
    expect(found.map((block) => `${block.marker} ${block.text}`)).toEqual(
      cards.flatMap(({ title, items }) => [title, ...items.map((item) => `• ${item}`)]),
    );
  });

  const ROWS = [
    ['No.', 'Task', 'Who'],
    ['1', 'Wipe the tables with the blue cloth and the cleaner from the cupboard, then dry them.', 'Opener'],
    ['2', 'Empty the bins.', 'Opener'],
    ['3', 'Mop the floor of the kitchen and of the hall behind it, and hang up the mop.', 'Closer'],
  ];

  /** Every cell has a border of its own, as office programs draw them; the text fills its cell. */
  function ruled(pdf: Parameters<Parameters<typeof pdfOf>[0]>[0], rows: readonly (readonly string[])[], top: number) {
    const [lefts, widths] = [
      [50, 80, 250],
      [30, 170, 80],
    ];
    let y = top;
    for (const row of rows) {
      const heights = row.map((cell, at) => pdf.heightOfString(cell, { width: (widths[at] ?? 0) - 6 }) + 6);
      for (const [at, cell] of row.entries()) {
        pdf.text(cell, (lefts[at] ?? 0) + 3, y + 4, { width: (widths[at] ?? 0) - 6 });
        pdf.rect(lefts[at] ?? 0, y, widths[at] ?? 0, Math.max(...heights)).stroke();
      }
      y += Math.max(...heights);
    }
  }

  it('make a table whose cells may have several lines and stand close', async () => {
    const found = await blocks((pdf) => {
      pdf.font('Helvetica').fontSize(9);
      ruled(pdf, ROWS, 90);
    });
    expect(found.map(({ text, table }) => [text, table?.row, table?.column, table?.header])).toEqual(
      ROWS.slice(1).flatMap((row, at) => row.map((cell, column) => [cell, at, column, ROWS[0]?.[column]])),
    );
  });

  it('go on over the page, with the header said again', async () => {
    const found = await blocks((pdf) => {
      pdf.font('Helvetica').fontSize(9);
      ruled(pdf, ROWS.slice(0, 3), 90);
      pdf.addPage();
      ruled(pdf, [ROWS[0] ?? [], ...ROWS.slice(3)], 90);
    });
    expect(found.map(({ table }) => table?.id)).toEqual(Array(9).fill(0));
    expect(found.at(-2)).toMatchObject({ page: 2, text: ROWS[3]?.[1], table: { row: 2, column: 1, header: 'Task' } });
  });
});

it('reads a last column that holds no more than the end of a sentence', async () => {
  const left = Array.from({ length: 14 }, (_, at) => `Line ${at + 1} of the first column fills its width well.`);
  const found = await blocks((pdf) => {
    pdf.fontSize(10);
    for (const [at, line] of left.entries()) pdf.text(line, 60, 90 + at * 13, { lineBreak: false });
    pdf.text('The words of the second column go on to', 330, 90, { lineBreak: false });
    pdf.text('their end in two lines that wrap here.', 330, 103, { lineBreak: false });
  });
  const text = found.map((one) => one.text).join(' ');
  expect(text.endsWith('go on to their end in two lines that wrap here.')).toBe(true);
});

it('parts a name in the letters of the text from the text below it', async () => {
  const lines = [
    'Purpose',
    'To make sure that what comes in is what was ordered, and that nothing else is.',
    'Scope',
    'All deliveries to the back door, on every day on which the shop is open.',
  ];
  const found = await blocks((pdf) => {
    pdf.fontSize(10);
    for (const [at, line] of lines.entries()) pdf.text(line, 60, 90 + at * 13, { lineBreak: false });
  });
  expect(found.map((one) => one.text)).toEqual(lines);
});

it('reads columns of counted steps one after the other, though their lines stand beside each other', async () => {
  const steps = Array.from({ length: 12 }, (_, at) => `Check part ${at + 1} of the machine.`);
  const found = await blocks((pdf) => {
    pdf.fontSize(10);
    for (const [at, step] of steps.entries())
      pdf.text(`${at + 1}. ${step}`, 50 + Math.floor(at / 4) * 180, 90 + (at % 4) * 20, { lineBreak: false });
  });
  expect(found.map(({ text, level }) => [text, level])).toEqual(steps.map((step) => [step, 0]));
});

it('loses no letter, wherever words stand and whatever is ruled', () => {
  const word = fc.record({
    text: fc.constantFrom('Check', 'the door', '1.', '•', '2.1 Open', 'and', 'Valve', '☐ Lock', 'now.'),
    x: fc.integer({ min: 0, max: 560 }),
    baseline: fc.integer({ min: 20, max: 780 }),
    size: fc.constantFrom(8, 10, 14),
    bold: fc.boolean(),
  });
  const rule = fc.record({
    isAcross: fc.boolean(),
    at: fc.integer({ min: 0, max: 600 }),
    from: fc.integer({ min: 0, max: 300 }),
    to: fc.integer({ min: 300, max: 780 }),
  });
  const sorted = (text: string) => text.replaceAll(/\s/g, '').split('').sort().join('');
  fc.assert(
    fc.property(fc.array(word, { maxLength: 60 }), fc.array(rule, { maxLength: 12 }), (words, rules) => {
      const runs = words.map((one) => ({ ...one, width: one.text.length * one.size * 0.5 }));
      const found = assembled([{ page: 1, width: 600, height: 800, runs, rules }]);
      const headers = new Map(
        found.flatMap(({ table }) => (table?.header ? [[`${table.id}:${table.column}`, table.header] as const] : [])),
      );
      const text = found.map((block) => (block.marker ?? '') + block.text).join('') + [...headers.values()].join('');
      expect(sorted(text)).toBe(sorted(words.map((one) => one.text).join('')));
    }),
    { numRuns: 300, seed: 5 },
  );
});

function stream(content: string): string {
  return `<< /Length ${content.length} >>\nstream\n${content}\nendstream`;
}
