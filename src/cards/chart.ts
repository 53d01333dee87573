/** A picture of counts, as plain data: an adapter draws it. */
export interface Chart {
  readonly title: string;
  readonly subtitle: string;
  /** `columns` stand side by side (days); `rows` lie below each other (titles, which are long). */
  readonly layout: 'columns' | 'rows';
  readonly bars: readonly Bar[];
  /** How it compares, in a sentence or two. */
  readonly trend?: string;
  /** The same in words. */
  readonly alt: string;
}

export interface Bar {
  readonly label: string;
  readonly parts: Readonly<Record<BarPart, number>>;
  /** How much was done where it is compared with, a week before. */
  readonly before?: number;
}

/** From the foot of a bar to its end. */
export const BAR_PARTS = ['done', 'open', 'skipped', 'missed'] as const;
export type BarPart = (typeof BAR_PARTS)[number];

interface Look {
  readonly name: string;
  readonly fill: string;
  /** Of what is written on it. */
  readonly ink: string;
}

/** Apart in lightness too: who sees no red and green tells them apart, and each has its number. */
export const LOOKS: Readonly<Record<BarPart, Look>> = {
  done: { name: 'Done', fill: '#2f8a68', ink: '#ffffff' },
  open: { name: 'Still open', fill: '#c6d1df', ink: '#3d4856' },
  skipped: { name: 'Skipped', fill: '#e9bf62', ink: '#4a3a10' },
  missed: { name: 'Missed', fill: '#c04f3d', ink: '#ffffff' },
};
