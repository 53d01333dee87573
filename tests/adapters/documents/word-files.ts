import { packed } from '../../../src/adapters/documents/word/pack.ts';

const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const MORE =
  'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" xmlns:v="urn:schemas-microsoft-com:vml" ' +
  'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" ' +
  'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"';

/** A Word file whose body, styles and lists are given as XML. Its lists: 1 counts `1.`, `1.1`, `a)`; 2 is bullets; 3 boxes. */
export function wordFile(
  body: string,
  parts: { readonly styles?: string; readonly nums?: string; readonly more?: Record<string, string> } = {},
): Buffer {
  const texts: Record<string, string> = {
    '[Content_Types].xml': '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    '_rels/.rels':
      '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" ' +
      'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
    'word/document.xml': `<?xml version="1.0" encoding="UTF-8"?><w:document ${W} ${MORE}><w:body>${body}</w:body></w:document>`,
    'word/styles.xml': `<w:styles ${W}>${STYLES}${parts.styles ?? ''}</w:styles>`,
    'word/numbering.xml': `<w:numbering ${W}>${LISTS}${parts.nums ?? ''}</w:numbering>`,
    ...parts.more,
  };
  return packed(new Map(Object.entries(texts).map(([name, text]) => [name, new TextEncoder().encode(text)])));
}

/** A paragraph; `properties` is XML inside `w:pPr`. */
export function p(text: string, properties = ''): string {
  return `<w:p>${properties === '' ? '' : `<w:pPr>${properties}</w:pPr>`}${r(text)}</w:p>`;
}

export function r(text: string, properties = ''): string {
  return `<w:r>${properties === '' ? '' : `<w:rPr>${properties}</w:rPr>`}<w:t xml:space="preserve">${text}</w:t></w:r>`;
}

/** A paragraph of list `num` at `level`. */
export function li(num: number, level: number, text: string): string {
  return p(text, `<w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="${num}"/></w:numPr>`);
}

export function style(name: string): string {
  return `<w:pStyle w:val="${name}"/>`;
}

export function table(...rows: string[]): string {
  return `<w:tbl><w:tblPr/>${rows.join('')}</w:tbl>`;
}

export function tr(...cells: string[]): string {
  return `<w:tr>${cells.map((cell) => (cell.startsWith('<w:tc>') ? cell : tc(cell))).join('')}</w:tr>`;
}

/** A cell; text or XML. */
export function tc(content: string, properties = ''): string {
  return `<w:tc><w:tcPr>${properties}</w:tcPr>${content.startsWith('<') ? content : p(content)}</w:tc>`;
}

/** Zip bytes in which the same few bytes of data are named by many entries. */
export function zipBomb(entries: number, name: (index: number) => string, content: Uint8Array, said: number): Buffer {
  const one = packed(new Map([['x', content]]));
  const end = one.length - 22;
  const start = one.readUInt32LE(end + 16);
  const central: Buffer[] = [];
  for (let index = 0; index < entries; index++) {
    const path = Buffer.from(name(index));
    const head = Buffer.from(one.subarray(start, start + 46));
    head.writeUInt16LE(path.length, 28);
    head.writeUInt32LE(said, 24);
    central.push(head, path);
  }
  const list = Buffer.concat(central);
  const tail = Buffer.from(one.subarray(end));
  tail.writeUInt16LE(Math.min(entries, 0xffff), 8);
  tail.writeUInt16LE(Math.min(entries, 0xffff), 10);
  tail.writeUInt32LE(list.length, 12);
  return Buffer.concat([one.subarray(0, start), list, tail]);
}

const heading = (level: number) =>
  `<w:style w:type="paragraph" w:styleId="berschrift${level}"><w:name w:val="heading ${level}"/><w:basedOn w:val="Standard"/><w:rPr><w:b/></w:rPr></w:style>`;
const STYLES =
  '<w:style w:type="paragraph" w:default="1" w:styleId="Standard"><w:name w:val="Normal"/></w:style>' +
  '<w:style w:type="paragraph" w:styleId="Titel"><w:name w:val="Title"/></w:style>' +
  heading(1) +
  heading(2);

const level = (index: number, format: string, text: string) =>
  `<w:lvl w:ilvl="${index}"><w:start w:val="1"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${text}"/>` +
  `<w:pPr><w:ind w:left="${720 * (index + 1)}" w:hanging="360"/></w:pPr></w:lvl>`;
const definition = (id: number, levels: string) => `<w:abstractNum w:abstractNumId="${id}">${levels}</w:abstractNum>`;
const LISTS =
  definition(1, level(0, 'decimal', '%1.') + level(1, 'decimal', '%1.%2') + level(2, 'lowerLetter', '%3)')) +
  definition(2, level(0, 'bullet', '\uF0B7') + level(1, 'bullet', 'o')) +
  definition(3, level(0, 'bullet', '\uF0A8')) +
  [1, 2, 3].map((id) => `<w:num w:numId="${id}"><w:abstractNumId w:val="${id}"/></w:num>`).join('');
