/** Columns of a form that are ticked one or the other: "OK | Not OK", "Yes | No | N/A". */
import type { Grid } from './columns.ts';
import { fold } from './fold.ts';

const GOOD =
  /^(?:ok|o\.k\.|in ordnung|i\.?o\.?|yes|ja|oui|si|sim|pass(?:ed)?|conforme|cumple|bestanden|erfullt|compliant|satisfactory|bon|bueno|bom|buono)$/;
const BAD =
  /^(?:(?:no|not|nicht|pas|non|nao|n\.?)[ -]?(?:ok|o\.k\.|in ordnung|i\.?o\.?|conforme|cumple|bestanden|erfullt|compliant)|nok|ko|n\.?i\.?o\.?|no|nein|non|nao|fail(?:ed)?|unsatisfactory|defekt|mauvais|malo|mau)$/;
const NEITHER =
  /^(?:n\.?\/?a\.?|n\.?\/?v\.?|s\/?o|not applicable|entfallt|sans objet|no aplica|nao se aplica|non applicabile)$/;

/** Their headers as printed, where every row leaves them open; undefined where there are no such columns. */
export function choiceColumns(grid: Grid): readonly string[] | undefined {
  const filled = new Set(
    grid.rows.flatMap((row) =>
      row.cells.filter((cell) => /\p{L}{2}|\d/u.test(cell.text)).map((cell) => cell.table?.column),
    ),
  );
  const open = [...grid.headers].filter(([column]) => column !== grid.step && !filled.has(column));
  const of = (pattern: RegExp) => open.find(([, header]) => pattern.test(fold(header).trim()));
  const [good, bad, neither] = [of(GOOD), of(BAD), of(NEITHER)];
  if (!good || !bad || Math.abs(good[0] - bad[0]) > 2) return undefined;
  return [good[1], bad[1], ...(neither ? [neither[1]] : [])];
}
