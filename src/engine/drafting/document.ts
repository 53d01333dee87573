/**
 * What every reader makes of a document: blocks in reading order, each with its place. The drafter knows nothing of
 * PDF, Word or Markdown; a reader knows nothing of steps.
 */
export interface SourceDocument {
  /** The file's name as sent. */
  readonly name: string;
  readonly pages: number;
  readonly blocks: readonly Block[];
  /** What the reader left out or could not tell, for the reviewer. */
  readonly notes?: readonly ReaderNote[];
}

/** Parts of a spreadsheet that are hidden, formulas that the file holds no value of, cells that show an error. */
export interface ReaderNote {
  readonly code: 'hidden_sheets' | 'hidden_rows' | 'hidden_columns' | 'formulas' | 'errors';
  readonly count: number;
  /** Absent where it is about the whole document. */
  readonly page?: number;
}

export interface Block {
  /** 1-based; 1 for formats without pages. */
  readonly page: number;
  readonly kind: 'heading' | 'paragraph' | 'item' | 'cell';
  readonly text: string;
  /** Heading level (1 is the highest, 0 a title around the text) or nesting depth of an item (0 is the outermost). */
  readonly level: number;
  /** How an item is marked: `3.`, `2.1`, `a)`, `•`, `☐`; absent for paragraphs. */
  readonly marker?: string;
  readonly ordered?: boolean;
  readonly checkbox?: boolean;
  readonly bold?: boolean;
  /** The whole text is a link to somewhere else. */
  readonly link?: boolean;
  /** Stands at the same place on several pages: a header or a footer. */
  readonly repeated?: boolean;
  /** Points from the page's upper left corner. */
  readonly box?: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
  /** How sure the reader is of the least sure word, from 0 to 1; absent where text was not recognised from a picture. */
  readonly confidence?: number;
  /** Points; absent where the format has none. */
  readonly fontSize?: number;
  /** Place in a table: which table of the document, row and column from 0, and the column's header if it has one. */
  readonly table?: {
    readonly id: number;
    readonly row: number;
    readonly column: number;
    readonly header?: string;
    /** A merged cell: it stands at its first row and column and holds for so many. */
    readonly span?: { readonly rows: number; readonly columns: number };
  };
  /** The text of a cell is no words of its author: a formula that the file holds no value of, or an error such as `#REF!`. */
  readonly unresolved?: 'formula' | 'error';
}
