/** Columns of a table that are there to be filled in: what each row asks to be recorded. */
import type { Grid } from './columns.ts';
import { fold } from './fold.ts';

/** Headers of the columns in which no row says anything but a blank, a line or a box; at most three. */
export function blankColumns(grid: Grid): string[] {
  const filled = new Set(
    grid.rows.flatMap((row) =>
      row.cells.filter((cell) => /\p{L}{2}|\d/u.test(cell.text)).map((cell) => cell.table?.column),
    ),
  );
  return [...grid.headers]
    .filter(
      ([column, header]) =>
        column !== grid.step && !filled.has(column) && /\p{L}{2}/u.test(header) && !DONE.test(fold(header)),
    )
    .map(([, header]) => header)
    .slice(0, 3);
}

/** What completing the step says by itself: done, by whom, when. */
const DONE =
  /^(?:done|ok|status|check(?:ed)?|complete[d]?|yes|no|y\/n|pass|fail|n\/a|date|time|name|by|who|erledigt|ja|nein|datum|uhrzeit|zeit|name|wer|fait|oui|non|date|heure|nom|qui|hecho|si|fecha|hora|nombre|quien|feito|sim|nao|data|hora|nome|quem|fatto|ora|nome|chi|conforme|cumple|#|nr|no)\b[^\p{L}]*$/u;
