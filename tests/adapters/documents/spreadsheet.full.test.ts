import { CFB, utils, write } from '@e965/xlsx';
import { describe, expect, it } from 'vitest';
import { sniff } from '../../../src/adapters/documents/sniff.ts';
import { formulaText } from '../../../src/adapters/documents/spreadsheet/formula-text.ts';
import { readSpreadsheet } from '../../../src/adapters/documents/spreadsheet/read-spreadsheet.ts';
import { LIMITS } from '../../../src/engine/limits.ts';
import { brief, failureOf, read } from './brief.ts';
import { bytesOf, cleaning, haccp, type Value, withPart, workbook } from './workbooks.ts';

const sheet = (...rows: readonly (readonly Value[])[]) => bytesOf(workbook({ name: 'Sheet1', rows }));
const lines = async (bytes: Uint8Array) => brief(await read(readSpreadsheet, bytes));

it('reads a schedule: a sheet is a page, its name and its title are headings, rows for later are left out', async () => {
  const document = await read(readSpreadsheet, bytesOf(cleaning()));
  expect(document.pages).toBe(2);
  expect(brief(document).slice(0, 7)).toEqual([
    'h1 Kitchen',
    'h2 Cleaning schedule: Kitchen',
    'p0 Version: 3',
    't1 Area | Task | Frequency | Product | Done',
    't1 Floor | Sweep and mop the floor | Daily | Floor cleaner | ☐',
    't1 Scrub the corners | Weekly | Degreaser | ☐',
    't1 Fridge | Wipe the shelves with sanitiser | Weekly | Sanitiser | ☐',
  ]);
  expect(document.blocks.find((block) => block.text === 'Floor')?.table).toEqual({
    id: 1,
    row: 4,
    column: 0,
    span: { rows: 2, columns: 1 },
  });
  expect(document.blocks.filter((block) => block.checkbox).map((block) => block.text)).toEqual(Array(6).fill('☐'));
});

it.each(['xlsx', 'xlsm', 'xlsb', 'xls', 'ods', 'xlml'] as const)(
  'reads %s, whatever the file is called',
  async (type) => {
    const bytes = bytesOf(cleaning(), type);
    expect(sniff(bytes, 'a.pdf')).toBe('spreadsheet');
    expect((await lines(bytes)).slice(3, 5)).toEqual([
      't1 Area | Task | Frequency | Product | Done',
      't1 Floor | Sweep and mop the floor | Daily | Floor cleaner | ☐',
    ]);
  },
);

it('shows what a person sees: times, labels of links, copies of cells; says what it cannot know', async () => {
  const document = await read(readSpreadsheet, bytesOf(haccp()));
  expect(brief(document)).toEqual([
    'h1 HACCP log',
    't0 Control point | Check | Limit | When | Corrective action | Responsible',
    't0 Walk-in fridge | Measure the air temperature | ≤ 5 °C | 06:30 | Call the technician | Chef',
    't0 Hot holding | Measure the core temperature | ≥ 63 °C | 12:00 | =IF(F2="","",F2) | Chef',
    't0 Delivery | Check the "use by" dates | #REF! | Head Chef',
  ]);
  expect(document.blocks.flatMap((block) => (block.unresolved ? [`${block.unresolved} ${block.text}`] : []))).toEqual([
    'formula =IF(F2="","",F2)',
    'error #REF!',
  ]);
  expect(document.notes).toEqual([
    { code: 'formulas', count: 1, page: 1 },
    { code: 'errors', count: 1, page: 1 },
  ]);
});

it('puts runs of different style together, and writes dates so that nobody misreads them', async () => {
  const plain = sheet(
    ['Task', 'Due', 'Share'],
    ['words', { t: 'd', v: new Date(Date.UTC(2026, 10, 3)), z: 'm/d/yy' }, { t: 'n', v: 0.25, z: '0%' }],
  );
  const bytes = withPart(plain, '/xl/worksheets/sheet1.xml', (xml) =>
    xml.replace(
      /<c r="A2"[^>]*>.*?<\/c>/s,
      '<c r="A2" t="inlineStr"><is><r><t>Check </t></r><r><rPr><b/></rPr><t>both</t></r><r><t xml:space="preserve"> doors</t></r></is></c>',
    ),
  );
  expect(await lines(bytes)).toEqual(['t0 Task | Due | Share', 't0 Check both doors | 2026-11-03 | 25%']);
});

it('leaves out what is hidden, and says so', async () => {
  const rows = [
    ['Task', 'Cost', 'Who'],
    ['Unlock', 3, 'Ana'],
    ['Old step', 9, 'Ben'],
    ['Lights', 2, 'Ben'],
  ];
  const book = workbook(
    { name: 'Steps', rows, hiddenRows: [2], hiddenColumns: [1] },
    { name: 'Lists', rows: [['Daily'], ['Weekly']], hidden: true },
  );
  const document = await read(readSpreadsheet, bytesOf(book));
  expect(brief(document)).toEqual(['h1 Steps', 't0 Task | Who', 't0 Unlock | Ana', 't0 Lights | Ben']);
  expect(document.notes).toEqual([
    { code: 'hidden_sheets', count: 1 },
    { code: 'hidden_rows', count: 1, page: 1 },
    { code: 'hidden_columns', count: 1, page: 1 },
  ]);
});

describe('tables of a sheet', () => {
  it('blank rows separate them, a line above is a heading, a sentence is none', async () => {
    const bytes = sheet(
      ['Opening'],
      ['Do this every day before the first guest comes.'],
      ['Task', 'Who'],
      ['Unlock', 'Ana'],
      [],
      ['Closing'],
      ['Task', 'Who'],
      ['Lock', 'Ben'],
    );
    expect(await lines(bytes)).toEqual([
      'h1 Opening',
      'p0 Do this every day before the first guest comes.',
      't0 Task | Who',
      't0 Unlock | Ana',
      'h2 Closing',
      't1 Task | Who',
      't1 Lock | Ben',
    ]);
  });

  it('an empty row below each row separates nothing', async () => {
    const bytes = sheet(['Task', 'Who'], [], ['Unlock', 'Ana'], [], ['Lights', 'Ben']);
    expect(await lines(bytes)).toEqual(['t0 Task | Who', 't0 Unlock | Ana', 't0 Lights | Ben']);
  });

  it('two that stand side by side are read one after the other', async () => {
    const bytes = sheet(
      ['Task', 'Who', null, 'Task', 'Who'],
      ['Unlock', 'Ana', null, 'Lock', 'Ben'],
      ['Lights', 'Ana'],
    );
    expect(await lines(bytes)).toEqual([
      't0 Task | Who',
      't0 Unlock | Ana',
      't0 Lights | Ana',
      't1 Task | Who',
      't1 Lock | Ben',
    ]);
    expect(await lines(sheet(['Task', null, 'Who'], ['Unlock the door', null, 'Ana']))).toHaveLength(2);
    expect(await lines(sheet(['In', null, 'Out'], ['Open the door', null, 'Close the door']))).toEqual([
      'h1 In',
      'p0 Open the door',
      'h2 Out',
      'p0 Close the door',
    ]);
  });

  it('a single column is a list, with boxes or numbers if it has them', async () => {
    expect(await lines(sheet(['Opening'], ['Unlock the door'], ['Lights on']))).toEqual([
      'h1 Opening',
      'i0 • Unlock the door',
      'i0 • Lights on',
    ]);
    expect(await lines(sheet(['☐ Unlock'], ['☐ Lights']))).toEqual(['i0 ☐ Unlock', 'i0 ☐ Lights']);
    expect(await lines(sheet(['Opening'], ['1. Unlock'], ['2. Lights\n- all of them']))).toEqual([
      'h1 Opening',
      'i0 1. Unlock',
      'i0 2. Lights',
      'i1 - all of them',
    ]);
  });
});

describe('words of a formula without a value', () => {
  const at = (address: string, name: string | undefined) => (address === 'B4' ? `${name ?? 'here'}!B4` : undefined);
  const cases: [string, string | undefined][] = [
    ['HYPERLINK("https://example.com/a,b","Check ""it"", please")', 'Check "it", please'],
    ['HYPERLINK("https://example.com")', 'https://example.com'],
    ['HYPERLINK("x"&B4,$B$4)', 'here!B4'],
    ["'Other sheet'!B4", 'Other sheet!B4'],
    ['"No. "&B4&"."', 'No. here!B4.'],
    ['IF(B4="","-",B4)', undefined],
    ['B5', undefined],
    ['"open', undefined],
  ];
  it.each(cases)('%s', (formula, words) => expect(formulaText(formula, at)).toBe(words));

  it('a circle of copies ends', async () => {
    const bytes = sheet(
      ['Task', 'Who'],
      [
        { t: 'z', f: 'B2' },
        { t: 'z', f: 'A2' },
      ],
    );
    expect(await lines(bytes)).toEqual(['t0 Task | Who', 't0 =B2 | =A2']);
  });
});

describe('bad and large workbooks', () => {
  it('5,000 rows are read, and a sheet that claims a million rows costs what it holds', async () => {
    const rows = Array.from({ length: 5_000 }, (_, at) => [at + 1, `Check valve ${at + 1}`, 'Operator']);
    const honest = bytesOf(workbook({ name: 'Round', rows: [['No.', 'Task', 'Who'], ...rows] }));
    const bytes = withPart(honest, '/xl/worksheets/sheet1.xml', (xml) =>
      xml
        .replace('A1:C5001', 'A1:XFD1048576')
        .replace('</sheetData>', '<row r="90000"><c r="A90000" t="str"><v>The end</v></c></row></sheetData>'),
    );
    const document = await read(readSpreadsheet, bytes);
    expect(document.blocks).toHaveLength(1 + 3 * 5_001 + 1);
    expect(document.blocks.at(-1)).toMatchObject({ kind: 'heading', text: 'The end', table: { row: 89_999 } });
  });

  it('too many cells or too much text is refused', async () => {
    const wide = Array.from({ length: 100 }, (_, row) => Array.from({ length: LIMITS.documentCells / 90 }, () => row));
    expect(await failureOf(lines(sheet(...wide)))).toBe('too_large');
    const long = Array.from({ length: 80 }, () => ['x'.repeat(30_000), 'y']);
    expect(await failureOf(lines(sheet(...long)))).toBe('too_large');
  });

  it('a bomb is refused before it is unpacked', async () => {
    const bomb = withPart(bytesOf(cleaning()), '/xl/worksheets/sheet1.xml', () => Buffer.alloc(160 * 1024 * 1024, ' '));
    expect(bomb.length).toBeLessThan(LIMITS.fileBytes / 10);
    expect(await failureOf(lines(bomb))).toBe('too_large');
  });

  it('a password, a cut and an empty book are told apart', async () => {
    const container: unknown = CFB.utils.cfb_new();
    CFB.utils.cfb_add(container, '/EncryptionInfo', Buffer.alloc(64));
    CFB.utils.cfb_add(container, '/EncryptedPackage', Buffer.alloc(5_000, 1));
    const locked = new Uint8Array(CFB.write(container, { type: 'buffer' }) as Buffer);
    expect(await failureOf(Promise.resolve().then(() => sniff(locked, 'a.xlsx')))).toBe('encrypted');
    const whole = bytesOf(cleaning());
    const cut = whole.subarray(0, Math.floor(whole.length * 0.7));
    expect(sniff(cut, 'a.xlsx')).toBe('spreadsheet');
    expect(await failureOf(lines(cut))).toBe('damaged');
    expect(await lines(sheet([]))).toEqual([]);
  });

  it('macros are neither read nor run', async () => {
    const book = cleaning();
    book.vbaraw = Buffer.from('Sub Auto_Open()\nShell "calc"\nEnd Sub');
    const bytes = new Uint8Array(write(book, { type: 'buffer', bookType: 'xlsm', bookVBA: true }) as Buffer);
    const document = await read(readSpreadsheet, bytes);
    expect(JSON.stringify(document)).not.toMatch(/Auto_Open|calc/);
    expect(document.blocks[0]?.text).toBe('Kitchen');
  });
});

it('a sheet of a chart has no cells', async () => {
  const book = cleaning();
  utils.book_append_sheet(book, { '!type': 'chart', '!ref': 'A1' } as never, 'Chart');
  expect((await read(readSpreadsheet, bytesOf(book))).blocks.some((block) => block.text === 'Chart')).toBe(false);
});
