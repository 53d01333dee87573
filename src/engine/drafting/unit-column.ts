/** A column of a table that holds the unit of what its rows measure. */
import type { Grid } from './columns.ts';
import type { Row } from './elements.ts';
import { fold } from './fold.ts';
import { UNIT_SOURCE } from './words/units.ts';

const HEADER =
  /^(?:units?(?: of measure(?:ment)?)?|uom|einheit|masseinheit|unites?(?: de mesure)?|unidad(?:es)?(?: de medida)?|unidades?|unita(?: di misura)?|u\.?m\.?)\.?$/;
const UNIT = new RegExp(`^${UNIT_SOURCE}$`, 'u');
const ENDS_IN_UNIT = new RegExp(`[\\d\\s]${UNIT_SOURCE}$`, 'u');

/** "0–4" with the unit that stands in its row, "0–4 °C"; as it is where none stands there or it has one of its own. */
export function withUnit(limit: string, row: Row, grid: Grid): string {
  const cell = row.cells.find(({ table }) => HEADER.test(fold(grid.headers.get(table?.column ?? -1) ?? '').trim()));
  const unit = fold(cell?.text ?? '').trim();
  const printed = fold(limit).trim();
  if (!cell || !UNIT.test(unit) || !/\d$/.test(printed) || ENDS_IN_UNIT.test(printed)) return limit;
  return `${limit.trim()} ${cell.text.trim()}`;
}
