/** The map as a file for spreadsheets. */
import { setImmediate } from 'node:timers/promises';
import Papa from 'papaparse';
import { MAP_COLUMNS, mapCells } from '../../cards/map/inventory-words.ts';
import { clean } from '../../cards/text.ts';
import type { MappedSop, MapRow } from '../../engine/map/inventory.ts';

/**
 * A spreadsheet takes a cell that begins so for a formula, and runs it: https://owasp.org/www-community/attacks/CSV_Injection.
 * Some take the wide forms of these signs as well.
 */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;
/** Where commas are decimal points a spreadsheet begins a cell after each of these, whatever quotes stand around. */
const WITHIN = /([;\t\r\n]\s*)(?=[=+\-@＝＋－＠])/g;

/** Rows that are written at a time: a whole library takes a second, in which others want to be heard. */
const AT_A_TIME = 1_000;
const FORM = { newline: '\r\n' } as const;

/** In UTF-8 with its mark, without which Excel reads accents as something else. */
export async function csvOf(rows: readonly MapRow[], sops: readonly MappedSop[]): Promise<string> {
  const definitions = new Map(sops.map(({ id, definition }) => [id, definition]));
  const lines = [Papa.unparse([[...MAP_COLUMNS]], FORM)];
  for (let from = 0; from < rows.length; from += AT_A_TIME) {
    const cells = rows.slice(from, from + AT_A_TIME).flatMap((row) => {
      const definition = definitions.get(row.sop.id);
      return definition ? [mapCells(definition, row).map((cell) => safe(clean(cell)))] : [];
    });
    lines.push(Papa.unparse(cells, FORM));
    await setImmediate();
  }
  return `\uFEFF${lines.join('\r\n')}\r\n`;
}

function safe(cell: string): string {
  const within = cell.replaceAll(WITHIN, "$1'");
  return FORMULA.test(within) ? `'${within}` : within;
}
