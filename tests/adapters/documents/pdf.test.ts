import { describe, expect, it } from 'vitest';
import { readPdf } from '../../../src/adapters/documents/pdf/read.ts';
import type { Block } from '../../../src/engine/drafting/document.ts';
import { pdfOf } from './pdf-files.ts';

async function blocks(...args: Parameters<typeof pdfOf>): Promise<readonly Block[]> {
  return (await readPdf(await pdfOf(...args), 'a.pdf', () => {})).blocks;
}

const brief = (found: readonly Block[]) =>
  found.map((block) => `${block.kind}${block.level} ${block.marker ?? ''} ${block.text}`.replace(/\s+/g, ' '));

it('tells headings by size and weight, items by marker and indent, and keeps page and box', async () => {
  const found = await blocks((pdf) => {
    pdf.font('Helvetica-Bold').fontSize(22).text('Cleaning', 60, 60);
    pdf.font('Helvetica').fontSize(10);
    pdf.text('The room is cleaned every day, and the machines every week, by whoever has the late shift.', 60, 110, {
      width: 400,
    });
    pdf.text('1. Empty the bins in all of the rooms and carry the', 60, 150, { lineBreak: false });
    pdf.text('bags to the yard.', 72, 164, { lineBreak: false });
    pdf.text('• Tie the bags.', 72, 180, { lineBreak: false });
    pdf.text('2. Wipe the tables.', 60, 196, { lineBreak: false });
    pdf.addPage().text('☐', 60, 60, { lineBreak: false });
    pdf.text('3. Mop the floor.', 60, 80, { lineBreak: false });
  });
  expect(brief(found.filter((block) => block.page === 1))).toEqual([
    'heading1 Cleaning',
    'paragraph0 The room is cleaned every day, and the machines every week, by whoever has the late shift.',
    'item0 1. Empty the bins in all of the rooms and carry the bags to the yard.',
    'item1 • Tie the bags.',
    'item0 2. Wipe the tables.',
  ]);
  expect(found.at(-1)).toMatchObject({ page: 2, kind: 'item', level: 0, marker: '3.', text: 'Mop the floor.' });
  expect(found[0]).toMatchObject({ bold: true, fontSize: 22, box: { x: 60 } });
  expect(found[2]?.box?.height).toBeGreaterThan(20);
});

it('reads columns one after the other, under the title that spans them', async () => {
  const left = [
    'Look at the meters in the',
    'cellar every morning and',
    'write down what they show',
    'before anybody turns on',
    'one of the machines.',
  ];
  const right = [
    'Backups are checked on',
    'Mondays by the person who',
    'is on call that week, and',
    'the result is written into',
    'the log of the week.',
  ];
  const found = await blocks((pdf) => {
    pdf.fontSize(18).text('A title that reaches over both of the columns', 60, 60, { lineBreak: false });
    pdf.fontSize(10);
    for (const [at, line] of left.entries()) pdf.text(line, 60, 110 + at * 13, { lineBreak: false });
    for (const [at, line] of right.entries()) pdf.text(line, 320, 110 + at * 13, { lineBreak: false });
  });
  expect(found.map((block) => block.text)).toEqual([
    'A title that reaches over both of the columns',
    left.join(' '),
    right.join(' '),
  ]);
});

it('reads a table by rows, with the header of each column', async () => {
  const rows = [
    ['Step', 'Who', 'Record'],
    ['Open the valve', 'Operator', 'Log book'],
    ['Read the gauge', 'Operator', 'Form 7'],
    ['Close the valve', 'Engineer', 'Log book'],
  ];
  const found = await blocks((pdf) => {
    pdf.fontSize(10).text('What has to be done in the boiler house every morning before seven.', 60, 60);
    for (const [y, row] of rows.entries()) {
      for (const [x, cell] of row.entries()) pdf.text(cell, 60 + x * 160, 100 + y * 18, { lineBreak: false });
    }
  });
  const cells = found.filter((block) => block.kind === 'cell');
  expect(cells).toHaveLength(9);
  expect(cells[4]).toMatchObject({ text: 'Operator', table: { row: 1, column: 1, header: 'Who' } });
});

describe('headers, footers and hyphens', () => {
  it('sets apart what stands at the same place on every page', async () => {
    const found = await blocks(
      (pdf) => {
        for (const page of [1, 2, 3]) {
          if (page > 1) pdf.addPage();
          pdf.fontSize(9).text('Acme handbook', 60, 30, { lineBreak: false });
          pdf.fontSize(11).text(`${page}. Do the thing number ${page}.`, 60, 200, { lineBreak: false });
          pdf.fontSize(9).text(`Page ${page} of 3`, 60, 800, { lineBreak: false, height: 20 });
        }
      },
      { margin: 0 },
    );
    expect(found.filter((block) => !block.repeated).map((block) => block.text)).toEqual([
      'Do the thing number 1.',
      'Do the thing number 2.',
      'Do the thing number 3.',
    ]);
    const repeated = found.filter((block) => block.repeated && block.page === 2);
    expect(repeated.map((block) => block.text)).toEqual(['Acme handbook', 'Page 2 of 3']);
  });

  it('joins a word that was parted at the end of a line, and keeps a hyphen that belongs to it', async () => {
    const found = await blocks((pdf) => {
      pdf.fontSize(10);
      pdf.text('The calibration is done first. After the calibra-', 60, 60, { lineBreak: false });
      pdf.text('tion comes the first aid, which is kept in the first-', 60, 73, { lineBreak: false });
      pdf.text('aid box.', 60, 86, { lineBreak: false });
    });
    expect(found.map((block) => block.text)).toEqual([
      'The calibration is done first. After the calibration comes the first aid, which is kept in the first-aid box.',
    ]);
  });
});
