/** How much of a card is drawn. The first fit that is small enough is taken. */
export interface Fit {
  /** Characters of one text, and of one line of a list, a title or a fact. */
  readonly text: number;
  readonly line: number;
  /** Lines of one list, facts of one table, lines of one text. */
  readonly lines: number;
  /** Which forms are on the card: `short` only those of two fields at most. The others are asked for when the button is pressed. */
  readonly forms: 'all' | 'short';
  /** Whether the buttons of lines have something in their place for clients of Teams that know no Universal Actions. */
  readonly isForAll: boolean;
}

export const FITS: readonly [Fit, ...Fit[]] = [
  { text: 4_000, line: 300, lines: 60, forms: 'all', isForAll: true },
  { text: 4_000, line: 300, lines: 60, forms: 'all', isForAll: false },
  { text: 2_000, line: 200, lines: 40, forms: 'all', isForAll: false },
  { text: 1_200, line: 160, lines: 30, forms: 'all', isForAll: false },
  { text: 1_200, line: 160, lines: 25, forms: 'all', isForAll: false },
  { text: 600, line: 120, lines: 20, forms: 'all', isForAll: false },
  { text: 600, line: 120, lines: 15, forms: 'all', isForAll: false },
  { text: 600, line: 120, lines: 15, forms: 'short', isForAll: false },
  { text: 200, line: 80, lines: 8, forms: 'short', isForAll: false },
];
