/** A filled cell of a sheet or of a CSV file, before anything is made of it. */
export interface SheetCell {
  /** The sheet's own numbers, from 0. */
  readonly row: number;
  readonly column: number;
  /** As shown, without spaces at the ends; line breaks are kept. */
  readonly text: string;
  readonly checkbox?: boolean;
  readonly span?: { readonly rows: number; readonly columns: number };
  readonly unresolved?: 'formula' | 'error';
}

/** Cells of one row, left to right; never empty. */
export type SheetRow = readonly SheetCell[];

/** A box alone in its cell: the words stand in another one. */
export const BOX_ALONE =
  /^(?:[\u2610-\u2612\u25A1\u2751\u2752\u25A2\u25FB\u25FD\u2B1C\u274F\u2750]|\[[ xX✓]?\]|\([ ]?\))$/u;

/** Text as a person sees it in the cell: no spaces at the ends of lines, no runs of them, no empty lines around. */
export function shownText(text: string): string {
  return text
    .split(/\r\n|\r|\n/)
    .map((line) => line.replace(/[^\S\n]+/g, ' ').trim())
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}
