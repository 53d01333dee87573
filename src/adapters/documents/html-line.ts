/** Boxes of symbol fonts that marker.ts does not know, as they come out of Word; empty, ticked, crossed. */
const BOXES: readonly (readonly [RegExp, string])[] = [
  [/[\u{1F78E}-\u{1F791}\u{1F5C6}\u{1F5CC}]/gu, '☐'],
  [/[\u{1F5F9}\u{1F5F5}]/gu, '☑'],
  [/[\u{1F5F7}\u{2BBD}\u{2327}]/gu, '☒'],
];

/** The words between two ends of a paragraph, with what is told of all of them. */
export class HtmlLine {
  /** Names of the anchors in it, in order. */
  readonly ids: string[] = [];
  private words = '';
  private bolds = 0;
  private links = 0;
  private counts = { all: 0, bold: 0, linked: 0 };

  /** How many elements around what comes next make it bold, and a link. */
  within(change: { readonly bold?: number; readonly link?: number }): void {
    this.bolds += change.bold ?? 0;
    this.links += change.link ?? 0;
  }

  add(text: string): void {
    this.words += BOXES.reduce((words, [box, plain]) => words.replace(box, plain), text);
    const count = text.match(/[\p{L}\p{N}]/gu)?.length ?? 0;
    this.counts.all += count;
    if (this.bolds > 0) this.counts.bold += count;
    if (this.links > 0) this.counts.linked += count;
  }

  break(): void {
    this.words += '\n';
  }

  /** Ends the paragraph and begins the next one inside the same elements. */
  take(): { readonly lines: string[]; readonly bold: boolean; readonly link: boolean; readonly ids: string[] } {
    const lines = this.words
      .split('\n')
      .map((line) =>
        line
          .replace(/\u00AD|\uFEFF|\u200B/g, '')
          .replace(/\s+/g, ' ')
          .trim(),
      )
      .filter((line) => line !== '');
    const { all, bold, linked } = this.counts;
    const taken = { lines, bold: all > 0 && bold === all, link: all > 0 && linked === all, ids: this.ids.splice(0) };
    this.words = '';
    this.counts = { all: 0, bold: 0, linked: 0 };
    return taken;
  }
}
