/** A picture of counts, as plain data: an adapter draws it. */
export interface Chart {
  readonly title: string;
  readonly subtitle: string;
  /** `columns` stand side by side (days); `rows` lie below each other (titles, which are long). */
  readonly layout: 'columns' | 'rows';
  readonly bars: readonly Bar[];
  /** The same in words. */
  readonly alt: string;
}

export interface Bar {
  readonly label: string;
  readonly parts: Readonly<Record<BarPart, number>>;
}

/** From the foot of a bar to its end. */
export const BAR_PARTS = ['done', 'open', 'skipped', 'missed'] as const;
export type BarPart = (typeof BAR_PARTS)[number];
