import {
  CheckBox,
  Document,
  Header,
  HeadingLevel,
  LevelFormat,
  Packer,
  PageBreak,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
} from 'docx';
import { describe, expect, it } from 'vitest';
import { readWord } from '../../../src/adapters/documents/word/read.ts';
import { brief, read } from './brief.ts';
import { li, p, r, style, table, tc, tr, wordFile } from './word-files.ts';

const told = async (...file: Parameters<typeof wordFile>) => brief(await read(readWord, wordFile(...file)));

it('reads what a word processor writes', async () => {
  const indented = (left: number) => ({ paragraph: { indent: { left, hanging: 360 } } });
  const text = (words: string) => new Paragraph(words);
  const item = (words: string, level = 0, instance = 0) =>
    new Paragraph({ text: words, numbering: { reference: 'steps', level, instance } });
  const cell = (words: string) => new TableCell({ children: [text(words)] });
  const document = new Document({
    numbering: {
      config: [
        {
          reference: 'steps',
          levels: [
            { level: 0, format: LevelFormat.DECIMAL, text: '%1.', style: indented(720) },
            { level: 1, format: LevelFormat.LOWER_LETTER, text: '%2)', style: indented(1440) },
          ],
        },
      ],
    },
    sections: [
      {
        headers: { default: new Header({ children: [text('Acme, page 1')] }) },
        children: [
          new Paragraph({ text: 'Opening', heading: HeadingLevel.TITLE }),
          new Paragraph({ text: 'Kitchen', heading: HeadingLevel.HEADING_1 }),
          item('Unlock'),
          item('front door', 1),
          item('back door', 1),
          item('Lights on'),
          new Paragraph({ children: [new CheckBox(), new TextRun(' Gas off')] }),
          new Paragraph({ children: [new PageBreak()] }),
          new Paragraph({ children: [new TextRun({ text: 'Bar', bold: true })] }),
          item('Count the till', 0, 1),
          new Table({
            rows: [
              new TableRow({ tableHeader: true, children: [cell('Task'), cell('Who')] }),
              new TableRow({ children: [cell('Clean.'), cell('Cook')] }),
            ],
          }),
        ],
      },
    ],
  });
  const source = await read(readWord, await Packer.toBuffer(document));
  expect(brief(source)).toEqual([
    'h1 Opening',
    'h2 Kitchen',
    'i0 1. Unlock',
    'i1 a) front door',
    'i1 b) back door',
    'i0 2. Lights on',
    'i0 ☐ Gas off',
    'h3 Bar',
    'i0 1. Count the till',
    't0 Clean. | Cook',
  ]);
  expect(source.pages).toBe(2);
  expect(source.blocks.map((block) => block.page)).toEqual([1, 1, 1, 1, 1, 1, 1, 2, 2, 2, 2]);
  expect(source.blocks.filter((block) => block.checkbox)).toHaveLength(1);
  expect(source.blocks.map((block) => block.table?.header).slice(-2)).toEqual(['Task', 'Who']);
});

describe('numbers', () => {
  it('go on after paragraphs and tables, nest, and restart where the list says so', async () => {
    const nums =
      '<w:num w:numId="9"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>';
    const body = [
      li(1, 0, 'one'),
      p('A remark.'),
      li(1, 0, 'two'),
      li(1, 1, 'inner'),
      li(1, 2, 'deep'),
      li(1, 2, 'deep'),
      li(1, 1, 'inner'),
      table(tr('Part.', 'Use.'), tr('A.', 'B.')),
      li(1, 0, 'three'),
      li(1, 1, 'inner again'),
      li(9, 0, 'five'),
      li(9, 0, 'six'),
    ];
    expect(await told(body.join(''), { nums })).toEqual([
      'i0 1. one',
      'p0 A remark.',
      'i0 2. two',
      'i1 2.1 inner',
      'i2 a) deep',
      'i2 b) deep',
      'i1 2.2 inner',
      't0 Part. | Use.',
      't0 A. | B.',
      'i0 3. three',
      'i1 3.1 inner again',
      'i0 5. five',
      'i0 6. six',
    ]);
  });

  it('come from a style, stand before headings, and are absent where a paragraph takes them away', async () => {
    const styles =
      '<w:style w:type="paragraph" w:styleId="Step"><w:name w:val="Step"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>' +
      '<w:style w:type="paragraph" w:styleId="Sub"><w:name w:val="Sub"/><w:basedOn w:val="Step"/></w:style>';
    const body = [
      p('Prepare', `${style('berschrift1')}<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>`),
      p('Open', style('Sub')),
      p('Rest', `${style('Step')}<w:numPr><w:numId w:val="0"/></w:numPr>`),
      p('2.1 Close the door'),
    ];
    expect(await told(body.join(''), { styles })).toEqual([
      'h1 1. Prepare',
      'i0 2. Open',
      'p0 Rest',
      'i0 2.1 Close the door',
    ]);
  });

  it.each([
    ['lowerRoman', '%1)', 'iv)'],
    ['upperLetter', 'Step %1:', 'Step D:'],
    ['decimalZero', '%1', '04'],
    ['none', '', undefined],
  ])('are printed as %s', async (format, text, marker) => {
    const nums =
      `<w:abstractNum w:abstractNumId="8"><w:lvl w:ilvl="0"><w:start w:val="4"/><w:numFmt w:val="${format}"/>` +
      `<w:lvlText w:val="${text}"/></w:lvl></w:abstractNum><w:num w:numId="8"><w:abstractNumId w:val="8"/></w:num>`;
    const { blocks } = await read(readWord, wordFile(li(8, 0, 'x'), { nums }));
    expect(blocks[0]?.marker).toBe(marker);
  });

  it('of a row are its first cell', async () => {
    const row = (words: string) => tr(tc(li(1, 0, '')), words);
    expect(await told(table(tr('No', 'Task'), row('Unlock.'), row('Lights on.')))).toEqual([
      't0 1. | Unlock.',
      't0 2. | Lights on.',
    ]);
  });
});

it('puts bullets of a list of their own below the number they follow', async () => {
  const body = li(1, 0, 'Set') + li(2, 0, 'speed') + li(2, 1, 'slow') + li(1, 0, 'Go') + p('Then.') + li(2, 0, 'rest');
  expect(await told(body)).toEqual(['i0 1. Set', 'i1 • speed', 'i2 • slow', 'i0 2. Go', 'p0 Then.', 'i1 • rest']);
});

it('reads headings by style, by outline level, and by their look', async () => {
  const bold = '<w:b/>';
  const body = [
    p('Purpose', style('berschrift1')),
    p('Details', '<w:outlineLvl w:val="1"/>'),
    `<w:p>${r('Before you ', bold)}${r('begin', bold)}</w:p>`,
    p('AFTER WORK'),
    `<w:p>${r('Never', bold)}${r(' leave the room')}</w:p>`,
    `<w:p>${r('Close every door before you leave.', bold)}</w:p>`,
    `<w:p>${r('report_2026.csv', bold)}</w:p>`,
  ];
  expect(await told(body.join(''))).toEqual([
    'h1 Purpose',
    'h2 Details',
    'h3 Before you begin',
    'h3 AFTER WORK',
    'p0 Never leave the room',
    'p0 Close every door before you leave.',
    'p0 report_2026.csv',
  ]);
});

it('takes a first bold line, or the title among the properties, for the title', async () => {
  const core = (title: string) => ({
    'docProps/core.xml': `<cp:coreProperties xmlns:cp="c" xmlns:dc="d"><dc:title>${title}</dc:title></cp:coreProperties>`,
  });
  const rest = p('Steps', style('berschrift1')) + li(1, 0, 'x');
  expect((await told(`<w:p>${r('Opening', '<w:b/>')}</w:p>${rest}`))[0]).toBe('h1 Opening');
  const file = { more: core('Opening &amp; closing') };
  expect(await told(p('Acme') + p('Opening &amp; closing') + rest, file)).toEqual([
    'p0 Acme',
    'h1 Opening & closing',
    'h2 Steps',
    'i0 1. x',
  ]);
});

it('leaves out contents, deleted and hidden text, notes, comments and placeholders', async () => {
  const field = (type: string) => `<w:r><w:fldChar w:fldCharType="${type}"/></w:r>`;
  const body = [
    `<w:p>${field('begin')}<w:r><w:instrText> TOC \\o "1-3" </w:instrText></w:r>${field('separate')}${r('1. Open 2')}</w:p>`,
    p('2. Close 3'),
    `<w:p>${field('end')}</w:p>`,
    `<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr><w:sdtContent>${p('Contents')}</w:sdtContent></w:sdt>`,
    p('Open 2', style('TOC1')),
    `<w:p><w:pPr>${numPr(1)}</w:pPr>${r('Check the ')}<w:del>${'<w:r><w:delText>old </w:delText></w:r>'}</w:del><w:ins>${r('new ')}</w:ins>${r('gate')}<w:r><w:footnoteReference w:id="2"/></w:r></w:p>`,
    `<w:p>${r('Shown')}${r(' and secret', '<w:vanish/>')}${r(' Click to enter text', '<w:rStyle w:val="Ph"/>')}<w:r><w:commentReference w:id="1"/></w:r></w:p>`,
    `<w:p><w:pPr>${numPr(1)}<w:rPr><w:del/></w:rPr></w:pPr>${r('Joined ')}</w:p>`,
    li(1, 0, 'step'),
    `<w:p><w:moveFrom>${r('Moved away')}</w:moveFrom></w:p>`,
  ];
  const styles =
    '<w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/></w:style>' +
    '<w:style w:type="character" w:styleId="Ph"><w:name w:val="Placeholder Text"/></w:style>';
  expect(await told(body.join(''), { styles })).toEqual(['i0 1. Check the new gate', 'p0 Shown', 'i0 2. Joined step']);
});

it('is not cut short by a table of contents that never ends', async () => {
  const begin =
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>TOC</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>';
  expect(await told(`<w:p>${begin}${r('Open')}</w:p>${li(1, 0, 'step')}`)).toEqual(['p0 Open', 'i0 1. step']);
});

it('reads boxes: content controls, form fields, symbols, bullets, and one at the end of a line', async () => {
  const control = (checked: 0 | 1) =>
    `<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val="${checked}"/></w14:checkbox></w:sdtPr><w:sdtContent>${r('☐')}</w:sdtContent></w:sdt>`;
  const field =
    '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox><w:default w:val="0"/></w:checkBox></w:ffData></w:fldChar></w:r>' +
    '<w:r><w:instrText>FORMCHECKBOX</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>';
  const body = [
    li(3, 0, 'window'),
    `<w:p>${control(0)}${r(' gas')}</w:p>`,
    `<w:p>${control(1)}${r(' water')}</w:p>`,
    `<w:p>${field}${r(' light')}</w:p>`,
    `<w:p><w:r><w:sym w:font="Wingdings" w:char="F0A8"/></w:r>${r(' door')}</w:p>`,
    p('alarm set ☐'),
    table(tr('Task', 'Done'), tr('Lock.', `<w:p>${control(0)}</w:p>`)),
  ];
  expect(await told(body.join(''))).toEqual([
    'i0 ☐ window',
    'i0 ☐ gas',
    'i0 ☑ water',
    'i0 ☐ light',
    'i0 ☐ door',
    'i0 ☐ alarm set',
    't0 Lock. | ☐',
  ]);
});

it('reads tables: merged cells, bands, boxes around text, tables in tables', async () => {
  const merged = (value: string, words: string) => tc(words, `<w:vMerge${value}/>`);
  const wide = tc('Evening', '<w:gridSpan w:val="2"/>');
  const body = [
    table(tr('Who', 'Task'), tr(merged(' w:val="restart"', 'Cook'), 'Clean.'), tr(merged('', ''), 'Close.'), tr(wide)),
    table(tr(li(1, 0, 'in a box') + li(1, 0, 'too'))),
    table(tr('Task', 'More'), tr('Do it.', `${p('See:')}${table(tr('Part', 'Size'), tr('Bolt.', '3.'))}`)),
  ];
  const { blocks } = await read(readWord, wordFile(body.join('')));
  expect(brief({ name: 'a', pages: 1, blocks })).toEqual([
    't0 Cook | Clean.',
    't0 Close.',
    'p0 Evening',
    'i0 1. in a box',
    'i0 2. too',
    't1 Do it. | See:',
    't2 Bolt. | 3.',
  ]);
  expect(blocks[0]?.table).toEqual({ id: 0, row: 0, column: 0, header: 'Who', span: { rows: 2, columns: 1 } });
});

it('reads text boxes once, and what stands in fields and in text of another direction', async () => {
  const box = `<w:txbxContent>${p('In a box')}</w:txbxContent>`;
  const body = [
    `<w:p>${r('Beside it')}<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>${box}</w:drawing></mc:Choice>` +
      `<mc:Fallback><w:pict><v:shape><v:textbox>${box}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>`,
    `<w:p>${r('See ')}<w:fldSimple w:instr="REF x">${r('table 2')}</w:fldSimple></w:p>`,
    `<w:p><w:bdo w:val="rtl">${r('נעל את הדלת')}</w:bdo></w:p>`,
  ];
  expect(await told(body.join(''))).toEqual(['p0 Beside it', 'p0 In a box', 'p0 See table 2', 'p0 נעל את הדלת']);
});

it('counts pages by the breaks that Word noted, once for a row', async () => {
  const page = '<w:r><w:lastRenderedPageBreak/></w:r>';
  const broken = `<w:p>${r('a')}${page}${r('b')}</w:p>`;
  const body =
    p('one') +
    `<w:p>${page}${r('two')}</w:p>` +
    table(tr('x', 'y'), tr(broken, broken)) +
    p('three', '<w:pageBreakBefore/>');
  const { blocks, pages } = await read(readWord, wordFile(body));
  expect(blocks.map((block) => block.page)).toEqual([1, 2, 2, 2, 3]);
  expect(pages).toBe(3);
});

function numPr(num: number): string {
  return `<w:numPr><w:ilvl w:val="0"/><w:numId w:val="${num}"/></w:numPr>`;
}
