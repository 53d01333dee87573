/**
 * The evidence pack on paper, as plain data: what an auditor reads, in order. Drawn by an adapter, which knows pages and
 * letters; everything is text already, with names and times filled in.
 */
import type { Instant } from '../../engine/instant.ts';
import type { Tone } from '../card.ts';

export interface Paper {
  /** What the document is called in a reader's window: `Evidence: Opening checks`. */
  readonly title: string;
  /** On top of each page. */
  readonly header: string;
  /** The run's last event: the same state gives the same paper. */
  readonly at: Instant;
  readonly cover: Cover;
  readonly sections: readonly Section[];
}

export interface Cover {
  readonly title: string;
  readonly subtitle: string;
  readonly tone: Tone;
  readonly outcome: string;
  readonly facts: readonly Fact[];
  readonly texts: readonly { readonly title: string; readonly text: string }[];
}

export interface Section {
  readonly title: string;
  readonly blocks: readonly Block[];
}

export interface Fact {
  readonly label: string;
  readonly value: string;
}

export type Block =
  | { readonly type: 'text'; readonly text: string; readonly look?: 'plain' | 'quiet' | 'code' }
  /** `id`: what rows of a table lead to. `aside`: how it stands, at the end of the line. */
  | {
      readonly type: 'heading';
      readonly text: string;
      readonly id?: string;
      readonly aside?: string;
      readonly tone?: Tone;
      readonly isSmall?: true;
    }
  | { readonly type: 'facts'; readonly facts: readonly Fact[] }
  | { readonly type: 'list'; readonly items: readonly string[] }
  | { readonly type: 'notice'; readonly tone: Tone; readonly text: string }
  | { readonly type: 'table'; readonly columns: readonly Column[]; readonly rows: readonly Row[] }
  | { readonly type: 'photos'; readonly photos: readonly Photo[] };

export interface Column {
  readonly title: string;
  /** Its share of the width. */
  readonly share: number;
}

export type Row =
  /** One line over the whole width: the day of the rows below it. */
  | { readonly group: string }
  /** `to`: the heading whose page is written at the end of the row. */
  | { readonly cells: readonly string[]; readonly tone?: Tone; readonly to?: string };

export interface Photo {
  /** SHA-256 */
  readonly file: string;
  readonly name: string;
  readonly caption: string;
}
