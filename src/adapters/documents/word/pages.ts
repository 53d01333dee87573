import type { XmlTag } from './xml.ts';

/**
 * Which page the reading has come to. Word notes where it last broke the pages; without such notes, which other
 * programs do not write, the breaks that an author set are counted.
 */
export class Pages {
  /** The page that is being read, from 1. */
  now = 1;
  last = 1;
  private readonly noted: boolean;
  private readonly rows: { readonly start: number; end: number; deleted: boolean }[] = [];

  constructor(xml: string) {
    this.noted = /<w:lastRenderedPageBreak\b/.test(xml);
  }

  /** A break that an author set. */
  explicit(): void {
    if (!this.noted) this.turn();
  }

  get inDeletedRow(): boolean {
    return this.rows.some((row) => row.deleted);
  }

  open(tag: XmlTag): void {
    const row = this.rows.at(-1);
    switch (tag.name) {
      case 'w:lastrenderedpagebreak':
        this.turn();
        break;
      case 'w:br':
        if (tag.attributes['w:type'] === 'page') this.explicit();
        break;
      case 'w:tr':
        this.rows.push({ start: this.now, end: this.now, deleted: false });
        break;
      case 'w:del':
        if (row && tag.path.at(-1) === 'w:trpr') row.deleted = true;
        break;
      case 'w:tc':
        // Each cell of a row that spans a page has a break of its own.
        if (row) this.now = row.start;
        break;
    }
  }

  close(name: string): void {
    const row = this.rows.at(-1);
    if (name === 'w:tc' && row) row.end = Math.max(row.end, this.now);
    if (name === 'w:tr' && row) {
      this.now = row.end;
      this.rows.pop();
    }
  }

  private turn(): void {
    this.now++;
    this.last = Math.max(this.last, this.now);
  }
}
