import Papa from 'papaparse';
import { LIMITS } from '../../engine/limits.ts';
import { DocumentUnreadable } from '../../runtime/ports.ts';
import type { ReadFormat } from './format.ts';
import { decodeText } from './sniff.ts';
import { regionsOf } from './spreadsheet/regions.ts';
import { sheetBlocks } from './spreadsheet/sheet-blocks.ts';
import type { SheetRow } from './spreadsheet/sheet-cell.ts';
import { writtenCell } from './spreadsheet/written-cell.ts';

const DELIMITERS = [',', ';', '\t', '|'] as const;

/** Reads a table of text: comma, semicolon, tab or bar between its columns, in any of the usual encodings. */
export const readCsv: ReadFormat = async (bytes, name, progress) => {
  progress({ doing: 'reading' });
  const text = decodeText(bytes);
  if (text.length > LIMITS.documentText) throw new DocumentUnreadable('too_large');
  const rows: SheetRow[] = rowsOf(text).flatMap((fields, row) => {
    const cells = fields.flatMap((field, column) => {
      const cell = writtenCell(field);
      return cell.text === '' ? [] : [{ ...cell, row, column }];
    });
    return cells.length > 0 ? [cells] : [];
  });
  if (rows.reduce((sum, row) => sum + row.length, 0) > LIMITS.documentCells) throw new DocumentUnreadable('too_large');
  const regions = regionsOf(rows, { row: () => false, column: () => false });
  return { name, pages: 1, blocks: sheetBlocks(regions, { page: 1, firstTable: 0, titleLevel: 1 }) };
};

function rowsOf(text: string): string[][] {
  const told = /^sep=(.)\r?\n/i.exec(text);
  if (told) return parsed(text.slice(told[0].length), told[1] ?? ',');
  return parsed(text, delimiterOf(text));
}

/** The delimiter that gives most lines the same number of columns, and many of them. */
function delimiterOf(text: string): string {
  const start = text.slice(0, 50_000);
  const scored = DELIMITERS.map((delimiter) => {
    const widths = parsed(start, delimiter).flatMap((row) => (row.length > 1 ? [row.length] : []));
    const counts = new Map<number, number>();
    for (const width of widths) counts.set(width, (counts.get(width) ?? 0) + 1);
    const [width = 0, count = 0] = [...counts].sort((a, b) => b[1] - a[1] || b[0] - a[0])[0] ?? [];
    return { delimiter, score: count * Math.min(width, 4) };
  });
  return scored.reduce((best, one) => (one.score > best.score ? one : best)).delimiter;
}

function parsed(text: string, delimiter: string): string[][] {
  return Papa.parse<string[]>(text, { delimiter, skipEmptyLines: false }).data;
}
