import { describe, expect, it } from 'vitest';
import { readMarkdown } from '../../../src/adapters/documents/markdown.ts';
import { type Marker, markerOf } from '../../../src/adapters/documents/marker.ts';
import { readPlainText } from '../../../src/adapters/documents/plain-text.ts';
import { sniff } from '../../../src/adapters/documents/sniff.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const read = async (reader: typeof readMarkdown, text: string) => (await reader(bytes(text), 'a', () => {})).blocks;
const brief = async (reader: typeof readMarkdown, text: string) =>
  (await read(reader, text)).map((block) => `${block.kind}${block.level} ${block.marker ?? '-'} ${block.text}`);

describe('markers', () => {
  const cases: [string, Marker['class'] | undefined, string | undefined][] = [
    ['1. Check', 'number', '1.'],
    ['12) Check', 'number', '12)'],
    ['2.1 Check', 'dotted', '2.1'],
    ['a) Check', 'letter', 'a)'],
    ['• Check', 'bullet', '•'],
    ['- Check', 'bullet', '-'],
    ['\uf0a7 Check', 'bullet', '\uf0a7'],
    ['o Check the door', 'bullet', 'o'],
    ['☐ Check', 'checkbox', '☐'],
    ['[ ] Check', 'checkbox', '[ ]'],
    ['\uf0a8 Check', 'checkbox', '\uf0a8'],
    ['Step 3: Check', 'word', 'Step 3'],
    ['Étape 2 : Vérifier', 'word', 'Étape 2'],
    ['PASO #3 Verificar', 'word', 'PASO #3'],
    ['Step 3 is the last', undefined, undefined],
    ['Check the 1. floor', undefined, undefined],
    ['3.5 °C is the limit', 'dotted', '3.5'],
    ['-18 °C', undefined, undefined],
    ['2026', undefined, undefined],
  ];
  it.each(cases)('%j', (line, kind, marker) => {
    expect(markerOf(line)?.class).toBe(kind);
    expect(markerOf(line)?.marker).toBe(marker);
  });
});

it('reads Markdown: front matter, nested and task lists, tables, HTML tables, callouts', async () => {
  const text = `---
title: Closing
layout: page
---

Some words with a [link](https://example.com) and \`code\`.

## Steps

1. **Lock** the door
   - the front one
   1. first the top bolt
1. Switch off the light

- [ ] Bins
☐ Plants
☐ ☐ Cactus

| Task | Who |
| ---- | --- |
| Mop  | Ana |

<table><tr><th>Do</th></tr><tr><td>Wipe &amp; dry</td></tr></table>

!!! danger "Call 112"

    - [ ] Leave the house

\`\`\`
1. not a step
\`\`\`
`;
  expect(await brief(readMarkdown, text)).toEqual([
    'heading0 - Closing',
    'paragraph0 - Some words with a link and code.',
    'heading2 - Steps',
    'item0 1. Lock the door',
    'item1 • the front one',
    'item1 1. first the top bolt',
    'item0 2. Switch off the light',
    'item0 ☐ Bins',
    'item0 ☐ Plants',
    'item1 ☐ ☐ Cactus',
    'cell0 - Mop',
    'cell0 - Ana',
    'cell0 - Wipe & dry',
    'paragraph0 - Call 112',
    'item0 ☐ Leave the house',
  ]);
});

it('reads boxes without list syntax, one a line', async () => {
  expect(await brief(readMarkdown, '☐ Plants\n☐ ☐ Cactus\nand fern\n')).toEqual([
    'item0 ☐ Plants',
    'item1 ☐ ☐ Cactus and fern',
  ]);
});

it('reads a number that goes on in the line after a remark', async () => {
  expect(await brief(readMarkdown, '1. Fill the tub.\n\nNote: half is enough.\n2. Add the soap.\n')).toEqual([
    'item0 1. Fill the tub.',
    'paragraph0 - Note: half is enough.',
    'item0 2. Add the soap.',
  ]);
  expect(await brief(readMarkdown, 'In the year of\n2. May it rained.\n')).toHaveLength(1);
});

it('reads plain text: headings by their look, lists by marker and indent', async () => {
  const text =
    'OPENING\n\nPurpose\n\nTo open.\n\nWhat to do\n==========\n1) Unlock\n   the door.\n   - both bolts\n2) Light on\n';
  expect(await brief(readPlainText, text)).toEqual([
    'heading2 - OPENING',
    'heading2 - Purpose',
    'paragraph0 - To open.',
    'heading1 - What to do',
    'item0 1) Unlock the door.',
    'item1 - both bolts',
    'item0 2) Light on',
  ]);
});

it('reads plain text: chapters in capitals, and lines that were ended on purpose', async () => {
  const text = `CAFÉ MANUAL

1. OPENING OF THE BAR
   In the morning:
   Fill the grinders.
   Rinse the cups.
2. CLOSING
   Everything that was used today is washed and left to dry on the
   rack. Wipe the counter.`;
  expect(await brief(readPlainText, text)).toEqual([
    'heading2 - CAFÉ MANUAL',
    'heading2 1. OPENING OF THE BAR',
    'paragraph0 - In the morning:',
    'paragraph0 - Fill the grinders.',
    'paragraph0 - Rinse the cups.',
    'heading2 2. CLOSING',
    'paragraph0 - Everything that was used today is washed and left to dry on the rack. Wipe the counter.',
  ]);
});

describe('what a file is', () => {
  const cases: [string, Uint8Array, string][] = [
    ['a.txt', bytes('%PDF-1.4 …'), 'pdf'],
    ['a.md', bytes('1. one'), 'markdown'],
    ['a.txt', bytes('# Title\n\n- [ ] one'), 'markdown'],
    ['a.pdf', bytes('1. one'), 'text'],
    ['a.txt', Buffer.from('Caf\xe9 \xf6ffnen', 'latin1'), 'text'],
    ['a.txt', Buffer.from('\ufeff1. Öffnen', 'utf16le'), 'text'],
  ];
  it.each(cases)('%s', (name, content, format) => {
    expect(sniff(content, name)).toBe(format);
  });
});

describe('the head of an e-mail that was saved as text', () => {
  it.each([
    ['en', 'From: Ann\nTo: All\nSubject: Re: Closing the shop', 'Closing the shop'],
    ['de', 'Von: Ann\nAn: Alle\nBetreff: AW: WG: Laden schließen\nDatum: 3. März', 'Laden schließen'],
    ['fr', '\nDe : Ann\nÀ : Tous\nObjet : Fermer la boutique', 'Fermer la boutique'],
    ['es', 'De: Ann\nEnviado el: lunes\nPara: Todos\nAsunto: Cerrar la tienda', 'Cerrar la tienda'],
  ])('%s: its subject is the heading, the rest says nothing of how it is done', async (_language, head, subject) => {
    const found = await read(readPlainText, `${head}\n\n1. Lock the door\n2. Count the till`);
    const said = found.filter((block) => block.repeated !== true);
    expect(said.map((block) => [block.kind, block.text])).toEqual([
      ['heading', subject],
      ['item', 'Lock the door'],
      ['item', 'Count the till'],
    ]);
    expect(found.length).toBeGreaterThan(said.length);
  });

  it('is none without a sender', async () => {
    const found = await read(readPlainText, 'Subject: Frogs\nDate: May\n\nThey are counted at night.');
    expect(found.some((block) => block.repeated === true)).toBe(false);
  });
});
