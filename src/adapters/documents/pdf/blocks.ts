import type { Block } from '../../../engine/drafting/document.ts';
import { fold } from '../../../engine/drafting/fold.ts';
import { isCallout } from '../../../engine/drafting/words/callout.ts';
import { ListLevels } from '../list-levels.ts';
import { type Marker, markerOf } from '../marker.ts';
import type { Piece } from './layout.ts';
import type { Segment } from './lines.ts';
import { beginsPart } from './part-names.ts';
import { type PrintedTable, TableBlocks } from './table-blocks.ts';
import { type Table, tableAt } from './tables.ts';

interface Draft {
  readonly page: number;
  readonly kind: 'heading' | 'paragraph' | 'item';
  readonly marker?: Marker;
  /** Left edge of the marker, and of the words. */
  readonly x: number;
  readonly indent: number;
  readonly lines: Segment[];
}

/** Turns the ordered lines of all pages into blocks. One instance reads one document, page after page. */
export class BlockBuilder {
  private readonly drafts: (Draft | PrintedTable)[] = [];
  /** Words of the document, in small letters, hyphenated ones whole. */
  private readonly words = new Set<string>();
  private readonly body: number;
  private readonly sizes: number[];

  /** @param sizes font size of every line, with its number of letters, of the whole document. */
  constructor(sizes: ReadonlyMap<number, number>) {
    this.body = [...sizes].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 10;
    this.sizes = [...sizes.keys()].filter((size) => size >= this.body * 1.12).sort((a, b) => b - a);
  }

  /** The lines and tables of a page in reading order. */
  addPage(page: number, pieces: readonly Piece[]): void {
    for (let index = 0; index < pieces.length; ) {
      const piece = pieces[index];
      if (piece && 'cells' in piece) {
        this.addTable(page, piece);
        index++;
        continue;
      }
      const end = pieces.findIndex((one, at) => at > index && 'cells' in one);
      const lines = pieces
        .slice(index, end < 0 ? pieces.length : end)
        .filter((one): one is Segment => !('cells' in one));
      this.addLines(page, lines);
      index += lines.length;
    }
  }

  private addLines(page: number, segments: readonly Segment[]): void {
    this.learn(segments);
    for (let index = 0; index < segments.length; ) {
      const table = tableAt(segments, index);
      if (table) {
        this.addTable(page, table);
        index += table.length;
        continue;
      }
      const line = segments[index];
      if (line) this.addLine(page, line, wrapped(line, segments[index - 1], segments));
      index++;
    }
  }

  private addTable(page: number, table: Table): void {
    this.learn(table.cells.flatMap((cell) => cell.lines));
    const before = this.drafts.at(-1);
    const isRest =
      before !== undefined && 'table' in before && before.page === page - 1 && isAlike(before.table, table);
    this.drafts.push({ page, table, isRest });
  }

  private learn(lines: readonly Segment[]): void {
    for (const { text } of lines)
      for (const word of text.toLowerCase().match(/\p{L}+(?:-\p{L}+)*/gu) ?? []) this.words.add(word);
  }

  private addLine(page: number, line: Segment, hasNoRoom: boolean): void {
    const before = this.drafts.at(-1);
    const open = before && 'lines' in before ? before : undefined;
    const isRest = hasNoRoom && open !== undefined && isRestOfItem(open, line, page);
    const printed = markerOf(line.text);
    // "4.5 to 6.5 bar" in the middle of a sentence is a value.
    const isValue = isRest && printed?.class === 'dotted' && /^[\p{Ll}°%]/u.test(line.text.slice(printed.length));
    const marker = isValue ? undefined : printed;
    const isNew = open?.kind === 'paragraph' && beginsPart(open.lines, line, hasNoRoom);
    if (!marker && open && !isNew && (isRest || this.continues(open, line, page))) {
      open.lines.push(line);
      return;
    }
    const large = this.isLarge(line);
    const weak = line.bold && !marker && line.text.length <= 90 && !/[.;]$/.test(line.text);
    const numbered = marker?.ordered === true && line.bold && line.text.length <= 90 && !/[.;]$/.test(line.text);
    const kind = large || weak || numbered ? 'heading' : marker ? 'item' : 'paragraph';
    const indent = marker && line.second > line.x ? line.second : line.x;
    this.drafts.push({ page, kind, x: line.x, indent, lines: [line], ...(marker ? { marker } : {}) });
  }

  private isLarge(line: Segment): boolean {
    return line.size >= this.body * 1.12 && line.text.length <= 160;
  }

  private continues(open: Draft, line: Segment, page: number): boolean {
    const last = open.lines.at(-1);
    if (!last || Math.abs(last.size - line.size) > Math.max(0.8, last.size * 0.12)) return false;
    const first = open.lines[0];
    const bold = first?.bold === line.bold || (open.kind === 'item' && !this.isLarge(line));
    if (!bold) return open.kind !== 'heading' && midSentence(last.text, line.text) && near(last, line, 1.5);
    if (open.page !== page) return open.kind !== 'heading' && midSentence(last.text, line.text);
    const gap = line.baseline - last.baseline;
    if (gap < 0) return open.kind !== 'heading' && midSentence(last.text, line.text);
    if (gap === 0) return true;
    if (open.kind === 'heading')
      return gap <= line.size * 1.45 && Math.abs(line.x - open.indent) < 4 && this.wraps(open, line);
    if (gap > line.size * 1.7) return false;
    if (open.kind === 'item')
      return line.x > open.x + 3 || (gap <= line.size * 1.4 && midSentence(last.text, line.text));
    return Math.abs(line.x - open.x) < 14 && gap <= line.size * 1.55;
  }

  /** A heading goes on in the next line only if it had filled its own. */
  private wraps(open: Draft, line: Segment): boolean {
    const last = open.lines.at(-1);
    if (!last) return false;
    return last.right >= line.right - 12 || last.right - last.x > 200 || /^\p{Ll}/u.test(line.text);
  }

  blocks(): Block[] {
    const levels = new ListLevels(5);
    const blocks: Block[] = [];
    const tables = new TableBlocks({ text: (lines) => joined(lines, 0, this.words), place: placeOf });
    let above: Draft | undefined;
    for (const draft of this.drafts) {
      if ('table' in draft) {
        blocks.push(...tables.blocks(draft));
        continue;
      }
      const first = draft.lines[0];
      if (!first) continue;
      const text = joined(draft.lines, draft.marker?.length ?? 0, this.words);
      if (text === '') continue;
      const base = {
        page: draft.page,
        text,
        fontSize: round(first.size),
        ...placeOf(draft.lines),
        ...(first.bold ? { bold: true } : {}),
      };
      const mark = draft.marker;
      const marked = mark
        ? { marker: mark.marker, ordered: mark.ordered, ...(mark.checkbox ? { checkbox: true } : {}) }
        : {};
      if (draft.kind === 'heading') {
        // "Caution" between two items of a list does not end the list.
        if (!isCallout(fold(text))) levels.end();
        blocks.push({ ...base, ...marked, kind: 'heading', level: this.headingLevel(first) });
      } else if (mark) {
        if (above && isNextColumn(above, draft)) levels.moveTo(mark, draft.x);
        blocks.push({ ...base, ...marked, kind: 'item', level: levels.levelOf(mark, draft.x) });
      } else {
        blocks.push({ ...base, kind: 'paragraph', level: 0 });
      }
      above = draft;
    }
    return blocks;
  }

  /** 1 is the largest size of the document; bold lines in the size of the text come after all larger ones. */
  private headingLevel(line: Segment): number {
    const at = this.sizes.findIndex((size) => Math.abs(size - roundSize(line.size)) < 0.6);
    return at < 0 ? Math.min(this.sizes.length, 5) + 1 : Math.min(at + 1, 6);
  }
}

/** Whether the first word of a line had no room left in the line above, by how wide the lines of that column are. */
function wrapped(line: Segment, above: Segment | undefined, segments: readonly Segment[]): boolean {
  if (!above || line.text === '') return false;
  const edge = Math.max(
    ...segments
      .filter((one) => Math.abs(one.x - above.x) < 1 && Math.abs(one.size - above.size) < 0.5)
      .map((one) => one.right),
  );
  const [word = ''] = line.text.split(' ');
  const width = ((line.right - line.x) * (word.length + 1)) / line.text.length;
  return above.right + width > edge;
}

/** "Wait until it shows" and, below its number, "0.00 g.": a sentence that has not ended goes on, whatever with. */
function isRestOfItem(open: Draft, line: Segment, page: number): boolean {
  const last = open.lines.at(-1);
  return (
    open.kind === 'item' &&
    open.page === page &&
    last !== undefined &&
    last.bold === line.bold &&
    Math.abs(last.size - line.size) < 0.5 &&
    !/[.!?;]["'”)]?$/.test(last.text) &&
    (isInNextColumn(last, line)
      ? /^[\p{Ll}\d(]/u.test(line.text)
      : line.x > open.x - 1 && line.baseline > last.baseline && near(last, line, 1.4))
  );
}

/** Further up on the page, and to the right. */
function isInNextColumn(above: Segment, line: Segment): boolean {
  return line.baseline < above.baseline && line.x > above.right;
}

/** A line of what was said before stands further down, and to the left. */
function isNextColumn(above: Draft, draft: Draft): boolean {
  const [first] = draft.lines;
  return first !== undefined && above.page === draft.page && above.lines.some((line) => isInNextColumn(line, first));
}

/** Two tables whose columns stand at the same places. */
function isAlike(one: Table, other: Table): boolean {
  const columns = (table: Table) => {
    const places = new Map<number, number>();
    for (const { column, lines } of table.cells) {
      const x = Math.min(...lines.map((line) => line.x));
      places.set(column, Math.min(x, places.get(column) ?? x));
    }
    return places;
  };
  const [first, second] = [columns(one), columns(other)];
  return first.size === second.size && [...first].every(([column, x]) => Math.abs((second.get(column) ?? -99) - x) < 6);
}

function hyphenated(text: string, next: string): boolean {
  return /\p{L}{2}-$/u.test(text) && /^\p{Ll}/u.test(next);
}

/**
 * "calibra-" and "tion" are one word, "first-" and "aid" keep their hyphen. What the rest of the document writes
 * decides: the word with or without its hyphen, or both halves as words of their own.
 */
function bridged(text: string, next: string, known: ReadonlySet<string>): string {
  const left = /[\p{L}]+(?=-$)/u.exec(text)?.[0].toLowerCase() ?? '';
  const right = /^[\p{L}]+/u.exec(next)?.[0].toLowerCase() ?? '';
  const whole = known.has(left + right);
  const keeps =
    !whole &&
    (known.has(`${left}-${right}`) || (known.has(left) && known.has(right)) || (left.length <= 5 && right.length <= 4));
  return (keeps ? text : text.slice(0, -1)) + next;
}

function joined(lines: readonly Segment[], skip: number, known: ReadonlySet<string>): string {
  let text = '';
  for (const [index, line] of lines.entries()) {
    const words = index === 0 ? line.text.slice(skip).trim() : line.text;
    text = text === '' ? words : hyphenated(text, words) ? bridged(text, words, known) : `${text} ${words}`;
  }
  return text.trim();
}

function boxOf(lines: readonly Segment[]): NonNullable<Block['box']> {
  const x = Math.min(...lines.map((line) => line.x));
  const y = Math.min(...lines.map((line) => line.baseline - line.size));
  const right = Math.max(...lines.map((line) => line.right));
  const bottom = Math.max(...lines.map((line) => line.baseline));
  return { x: round(x), y: round(y), width: round(right - x), height: round(bottom - y) };
}

/** Where lines stand, and how sure the least sure of them is. */
export function placeOf(lines: readonly Segment[]): Pick<Block, 'box' | 'confidence'> {
  const sure = lines.flatMap((line) => line.confidence ?? []);
  return {
    box: boxOf(lines),
    ...(sure.length > 0 ? { confidence: Math.round(Math.min(...sure) * 100) / 100 } : {}),
  };
}

function near(last: Segment, line: Segment, sizes: number): boolean {
  const gap = line.baseline - last.baseline;
  return gap >= 0 && gap <= line.size * sizes;
}

function midSentence(last: string, next: string): boolean {
  return !/[.!?:;]["'”)]?$/.test(last) && /^[\p{Ll}(“"']/u.test(next);
}

/** Sizes are told apart by half points. */
export function roundSize(size: number): number {
  return Math.round(size * 2) / 2;
}

function round(points: number): number {
  return Math.round(points * 10) / 10;
}
