/** What a layout is given, sizes and what leads where; and what it gives back, places. In the units of the drawing. */

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A box with the place of its top left corner. */
export type Place = Point & Size;

export interface Unarranged {
  readonly nodes: readonly (Size & { readonly id: string })[];
  readonly edges: readonly {
    readonly id: string;
    readonly from: string;
    readonly to: string;
    readonly label?: Size;
  }[];
}

/** `wide`: branches side by side. `narrow`: one below the other, for a phone. */
export type Shape = 'wide' | 'narrow';

export interface Arranged extends Size {
  readonly nodes: readonly (Place & { readonly id: string })[];
  /** From its first box to its last, in straight lines; a label lies on its line. */
  readonly edges: readonly { readonly id: string; readonly points: readonly Point[]; readonly label?: Place }[];
  /** One below the other, though wide was asked for: a better picture took too long. */
  readonly isPlain: boolean;
}
