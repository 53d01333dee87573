import { describe, expect, it } from 'vitest';
import { readCsv } from '../../../src/adapters/documents/csv.ts';
import { sniff } from '../../../src/adapters/documents/sniff.ts';
import { LIMITS } from '../../../src/engine/limits.ts';
import { brief, failureOf, read } from './brief.ts';

const lines = async (text: string | Uint8Array) => brief(await read(readCsv, text));

describe('the same table', () => {
  const table = ['t0 Aufgabe | Wer | Wann', 't0 Tür öffnen | Leitung | 06:30', 't0 Ofen an | Küche | 06:45'];
  const text = (delimiter: string) =>
    ['Aufgabe,Wer,Wann', 'Tür öffnen,Leitung,06:30', 'Ofen an,Küche,06:45', ''].join('\r\n').replaceAll(',', delimiter);
  const cases: [string, string | Uint8Array][] = [
    ['commas', text(',')],
    ['semicolons', text(';')],
    ['tabs', text('\t')],
    ['bars', text('|')],
    ['with a mark of UTF-8', `\uFEFF${text(';')}`],
    ['UTF-16', Buffer.from(`\uFEFF${text('\t')}`, 'utf16le')],
    ['UTF-16, the other way round', Buffer.from(`\uFEFF${text('\t')}`, 'utf16le').swap16()],
    ['Windows-1252', Buffer.from(text(';'), 'latin1')],
    ['Excel’s own first line', `sep=;\r\n${text(';')}`],
    ['all fields quoted', text('","').replace(/^(.+)\r$/gm, '"$1"\r')],
    ['line feeds only', text(',').replaceAll('\r', '')],
  ];
  it.each(cases)('%s', async (_what, content) => expect(await lines(content)).toEqual(table));
});

it('a title above the header, quoted lines and delimiters, rows of any length', async () => {
  const text =
    'Opening checklist,,\n,,\nTask,Who,Done\n"Check fridge, freezer\nand note ""both""",Ana,[ ]\nLights\nOven,Ben,[x],late,again\n,,[ ]\n';
  const document = await read(readCsv, text);
  expect(brief(document)).toEqual([
    'h1 Opening checklist',
    't1 Task | Who | Done',
    't1 Check fridge, freezer\nand note "both" | Ana | [ ]',
    't1 Lights',
    't1 Oven | Ben | [x] | late | again',
  ]);
  expect(document.blocks.at(-1)?.table).toEqual({ id: 1, row: 5, column: 4 });
  expect(document.blocks.filter((block) => block.checkbox)).toHaveLength(2);
});

it('one column is a list', async () => {
  expect(await lines('Opening\nUnlock the door\nLights on\n')).toEqual([
    'h1 Opening',
    'i0 • Unlock the door',
    'i0 • Lights on',
  ]);
});

describe('which text is a table', () => {
  const cases: [string, string, string][] = [
    ['a.csv', 'one', 'csv'],
    ['a.tsv', 'one', 'csv'],
    ['a.txt', 'Task\tWho\nUnlock\tAna\nLights\tBen\n', 'csv'],
    ['a.txt', 'Task;Who\nUnlock;Ana\nLights;Ben\n', 'csv'],
    ['a.xls', 'Task\tWho\tWhen\nUnlock\tAna\t6\nLights\tBen\t7\n', 'csv'],
    ['a.txt', 'Task,Who,When\nUnlock,Ana,6\nLights,Ben,7\n', 'csv'],
    ['a.txt', 'Task,Who\nUnlock,Ana\nLights,Ben\n', 'text'],
    ['a.txt', 'Well, all, remember the door.\nIt is late, dark, and cold.\nBye, Ana\n', 'text'],
    ['a.txt', '1.\tUnlock the door\n2.\tLights on\n3.\tOven on\n', 'text'],
    ['a.txt', '|a|b|\n|-|-|\n|1|2|\n', 'markdown'],
  ];
  it.each(cases)('%s %j', (name, text, format) => expect(sniff(new TextEncoder().encode(text), name)).toBe(format));
});

it('more cells than a document may have are refused', async () => {
  expect(await failureOf(lines('a,b\n'.repeat(LIMITS.documentCells / 2 + 1)))).toBe('too_large');
});
