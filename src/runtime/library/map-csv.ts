/** The map as a file for spreadsheets. */
import Papa from 'papaparse';
import { MAP_COLUMNS, mapCells } from '../../cards/map/inventory-words.ts';
import { clean } from '../../cards/text.ts';
import type { MappedSop, MapRow } from '../../engine/map/inventory.ts';

/**
 * A spreadsheet takes a cell that begins so for a formula, and runs it: https://owasp.org/www-community/attacks/CSV_Injection.
 * Some take the wide forms of these signs as well.
 */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;

/** In UTF-8 with its mark, without which Excel reads accents as something else. */
export function csvOf(rows: readonly MapRow[], sops: readonly MappedSop[]): string {
  const definitions = new Map(sops.map(({ id, definition }) => [id, definition]));
  const data = rows.flatMap((row) => {
    const definition = definitions.get(row.sop.id);
    return definition ? [mapCells(definition, row).map((cell) => safe(clean(cell)))] : [];
  });
  return `\uFEFF${Papa.unparse({ fields: [...MAP_COLUMNS], data }, { newline: '\r\n' })}\r\n`;
}

function safe(cell: string): string {
  return FORMULA.test(cell) ? `'${cell}` : cell;
}
