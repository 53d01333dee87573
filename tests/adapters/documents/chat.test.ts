import { CFB } from '@e965/xlsx';
import { describe, expect, it } from 'vitest';
import { readChatThread } from '../../../src/adapters/documents/chat-thread.ts';
import { sniff } from '../../../src/adapters/documents/sniff.ts';
import { readWhatsApp } from '../../../src/adapters/documents/whatsapp.ts';
import { brief, failureOf, read } from './brief.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const MARK = '\u200E';

describe('an export of WhatsApp, whatever the date looks like', () => {
  const starts: readonly ((minute: number) => string)[] = [
    (minute) => `[21.11.26, 06:${minute}:12] `,
    (minute) => `${MARK}[21/11/2026, 06:${minute}:12] `,
    (minute) => `21/11/2026, 06:${minute} - `,
    (minute) => `11/21/26, 6:${minute} AM - `,
    (minute) => `11/21/26, 6:${minute}\u202Fam - `,
    (minute) => `21.11.26, 06:${minute} - `,
    (minute) => `21/11/26, 6:${minute} a. m. - `,
    (minute) => `21/11/2026 à 06:${minute} - `,
    (minute) => `2026-11-21, 06:${minute} - `,
    (minute) => `[2026-11-21, 6:${minute}:12 AM] `,
  ];
  it.each(starts.map((start) => [start(30), start] as const))('%s', async (_shown, start) => {
    const text = [
      `${start(29)}Messages and calls are end-to-end encrypted. Nobody outside of this chat can read them.`,
      `${start(30)}Ana Silva: *Every morning:*`,
      '1. Unlock the back door',
      '2. Check the fridge: max 5 °C',
      '   - write it on the sheet',
      '3. Oven on',
      `${start(31)}~ Ben: ok, will do`,
      '',
    ].join('\r\n');
    expect(sniff(bytes(text), 'a.txt')).toBe('whatsapp');
    expect(brief(await read(readWhatsApp, text))).toEqual([
      'h1 Every morning',
      'i0 1. Unlock the back door',
      'i0 2. Check the fridge: max 5 °C',
      'i1 - write it on the sheet',
      'i0 3. Oven on',
      'p0 ok, will do',
    ]);
  });
});

it.each([
  '21.11.2026 06:30 - Unlock the door\n21.11.2026 06:40 - Lights on\n',
  'Notes of the week\n\nAna wrote:\n21/11/2026, 06:30 - Ana: the door\nand so on\nand on\nand on\nand on\nand on\n',
])('is not %j', (text) => expect(sniff(bytes(text), 'a.txt')).toBe('text'));

it('leaves out what nobody wrote: pictures, deleted messages, marks of edits and of direction', async () => {
  const message = (text: string) => `[21.11.26, 06:30:12] Ana: ${text}`;
  const text = [
    message(`${MARK}image omitted`),
    message('<Media omitted>'),
    message('Diese Nachricht wurde gelöscht.'),
    message(`${MARK}This message was deleted.`),
    message(`${MARK}<attached: 00000003-PHOTO.jpg>\nThe oven, when it is on`),
    message('IMG-0001.jpg (Datei angehängt)\nThe door'),
    message(`Use the left key ${MARK}<This message was edited>`),
    message('Wasser prüfen <Diese Nachricht wurde bearbeitet.>'),
    message('\u200Fלנעול את הדלת'),
    message('is it 3 < 5 > 2?'),
  ].join('\n');
  expect(brief(await read(readWhatsApp, text))).toEqual([
    'p0 The oven, when it is on',
    'p0 The door',
    'p0 Use the left key',
    'p0 Wasser prüfen',
    'p0 לנעול את הדלת',
    'p0 is it 3 < 5 > 2?',
  ]);
});

it('knows the lists that people type in chats', async () => {
  const text = [
    '21/11/2026, 06:30 - Ana: Opening',
    '1️⃣ Unlock',
    '2️⃣ Lights on',
    '(all of them)',
    '3️⃣ Oven on',
    '',
    'Closing:',
    '✅ Lock the door',
    '✅ Alarm on',
    '21/11/2026, 06:31 - Ben: 1- first this',
    '2- then that',
  ].join('\n');
  expect(brief(await read(readWhatsApp, text))).toEqual([
    'h1 Opening',
    'i0 1. Unlock',
    'i0 2. Lights on',
    'p1 (all of them)',
    'i0 3. Oven on',
    'h1 Closing',
    'i0 • Lock the door',
    'i0 • Alarm on',
    'i0 1. first this',
    'i0 2. then that',
  ]);
});

describe('a zipped export', () => {
  const zip = (files: Readonly<Record<string, string | Buffer>>) => {
    const container: unknown = CFB.utils.cfb_new();
    for (const [name, content] of Object.entries(files)) CFB.utils.cfb_add(container, `/${name}`, Buffer.from(content));
    return new Uint8Array(CFB.write(container, { type: 'buffer', fileType: 'zip', compression: true }) as Buffer);
  };
  const chat = '21/11/2026, 06:30 - Ana: Opening\n1. Unlock\n2. Lights on\n';

  it.each(['_chat.txt', 'WhatsApp Chat with Kitchen.txt', 'Chat de WhatsApp con Cocina.txt'])('%s', async (name) => {
    const file = zip({ 'IMG-1.jpg': Buffer.alloc(1_000, 7), [name]: chat });
    expect(sniff(file, 'export.zip')).toBe('whatsapp');
    expect(brief(await read(readWhatsApp, file))).toEqual(['h1 Opening', 'i0 1. Unlock', 'i0 2. Lights on']);
  });

  it('a bomb, a cut zip and a zip of something else are refused', async () => {
    expect(await failureOf(read(readWhatsApp, zip({ '_chat.txt': Buffer.alloc(30_000_000, 'a') })))).toBe('too_large');
    const whole = zip({ '_chat.txt': chat });
    expect(await failureOf(read(readWhatsApp, whole.subarray(0, whole.length - 30)))).toBe('damaged');
    const other = zip({ 'holiday.txt': 'sun' });
    expect(await failureOf(Promise.resolve().then(() => sniff(other, 'a.zip')))).toBe('not_a_document');
  });
});

it.each([
  ['Ah oui, 3. mettre l’alarme', 'i0 3. mettre l’alarme'],
  ['and 4. the alarm', 'p0 and 4. the alarm'],
])('a later message goes on with the list: %s', async (later, expected) => {
  const text = ['Ana: Le soir :\n1. Fermer\n2. Compter', 'Ben: ok', `Ana: ${later}`]
    .map((message, at) => `[21.11.26, 06:3${at}:12] ${message}`)
    .join('\n');
  expect(brief(await read(readWhatsApp, text))).toEqual([
    'h1 Le soir',
    'i0 1. Fermer',
    'i0 2. Compter',
    'p0 ok',
    expected,
  ]);
});

describe('a copied thread', () => {
  const cases: [string, string][] = [
    [
      'Slack',
      'Ana Silva  6:31 AM\nEvery morning:\n1. Unlock\n2. Lights on\nBen  6:35 AM\nok\nAna Silva  6:36 AM\nthanks',
    ],
    ['Teams', '[06:31] Ana Silva: Every morning:\n1. Unlock\n2. Lights on\n[06:35] Ben: ok\n[06:36] Ben: thanks'],
    [
      'a date',
      'Ana, 21.11.2026 06:31\nEvery morning:\n1. Unlock\n2. Lights on\n\nBen, 21.11.2026 06:35\nok\n\nAna, 21.11.2026 06:36\nthanks',
    ],
    ['in brackets', 'Ana [06:31]: Every morning:\n1. Unlock\n2. Lights on\nBen [06:35]: ok\nAna [06:36]: thanks'],
  ];
  it.each(cases)('%s', async (_from, text) => {
    expect(sniff(bytes(text), 'pasted.txt')).toBe('chat');
    expect(brief(await read(readChatThread, text))).toEqual([
      'h1 Every morning',
      'i0 1. Unlock',
      'i0 2. Lights on',
      'p0 ok',
      'p0 thanks',
    ]);
  });

  it.each([
    'Unlock  06:30\nLights  06:40\nUnlock  07:00\n',
    '06:30 Unlock the door\n06:40 Lights on\n',
    'Ana  06:31\nhello\n',
  ])('is not %j', (text) => expect(sniff(bytes(text), 'a.txt')).toBe('text'));
});
