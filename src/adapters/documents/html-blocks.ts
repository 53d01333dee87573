import type { Block } from '../../engine/drafting/document.ts';
import { HtmlLine } from './html-line.ts';
import { tableBlocks } from './html-table.ts';
import { attribute, type Element, isElement, type Node, type Parent } from './html-tree.ts';
import { isVisible } from './html-visible.ts';
import { ListLevels } from './list-levels.ts';
import { printed } from './list-number.ts';
import { type Marker, markerOf } from './marker.ts';

/**
 * Corrects a block by what its format knows besides HTML; undefined leaves it out. `ids` are the names of the anchors in
 * its text.
 */
export type Refine = (block: Block, ids: readonly string[]) => Block | undefined;

const PARAGRAPHS = new Set([
  ...['address', 'article', 'body', 'center', 'dd', 'details', 'div', 'dl', 'dt', 'fieldset', 'figcaption', 'figure'],
  ...['form', 'header', 'hgroup', 'hr', 'html', 'legend', 'main', 'p', 'search', 'section', 'summary', 'caption'],
]);
const BOLD = new Set(['b', 'strong', 'dt', 'summary', 'legend']);
/** Word's names of the formats that `<ol type>` knows. */
const FORMATS: Readonly<Record<string, string>> = {
  a: 'lowerLetter',
  A: 'upperLetter',
  i: 'lowerRoman',
  I: 'upperRoman',
};

type Begun =
  | { readonly type: 'text' }
  | { readonly type: 'heading'; readonly level: number }
  | { readonly type: 'item'; readonly level: number; readonly marker: string; readonly ordered: boolean };

/**
 * The visible text below a node as blocks in reading order; all of them on page 1 unless `refine` says otherwise. In a
 * cell of a table (`inCell`), a number without words counts as text.
 */
export function htmlBlocks(root: Parent, refine: Refine = (block) => block, inCell = false): Block[] {
  const walker = new Walker(refine, inCell);
  walker.children(root, 0);
  walker.flush(0);
  return walker.found;
}

class Walker {
  readonly found: Block[] = [];
  private readonly line = new HtmlLine();
  private readonly refine: Refine;
  private readonly inCell: boolean;
  private begun: Begun = { type: 'text' };
  private readonly typed = new ListLevels(1);
  private tables = 0;

  constructor(refine: Refine, inCell: boolean) {
    this.refine = refine;
    this.inCell = inCell;
  }

  /** `depth` counts the items around what is read. */
  children(parent: Parent, depth: number): void {
    for (const node of parent.childNodes) this.node(node, depth);
  }

  private node(node: Node, depth: number): void {
    if (node.nodeName === '#text' && 'value' in node) this.line.add(node.value.replaceAll('\n', ' '));
    else if (isElement(node) && isVisible(node)) this.element(node, depth);
  }

  private element(element: Element, depth: number): void {
    const name = element.tagName;
    const id = name === 'a' ? attribute(element, 'id') : undefined;
    if (id !== undefined) this.line.ids.push(id);
    const heading = headingLevel(element);
    if (heading !== undefined) {
      this.paragraph(element, depth, { type: 'heading', level: heading });
      this.typed.end();
      return;
    }
    switch (name) {
      case 'br':
        this.line.break();
        break;
      case 'input':
        if (attribute(element, 'type') === 'checkbox') this.line.add(boxOf(element));
        break;
      case 'ul':
      case 'ol':
      case 'menu':
        this.flush(depth);
        this.list(element, depth);
        break;
      case 'li':
        this.item(element, depth, '•', false);
        break;
      case 'table':
        this.flush(depth);
        this.table(element);
        break;
      case 'blockquote':
        this.quotation(element, depth);
        break;
      default:
        if (PARAGRAPHS.has(name)) this.paragraph(element, name === 'dd' ? depth + 1 : depth, { type: 'text' });
        else this.inline(element, depth);
    }
  }

  private inline(element: Element, depth: number): void {
    const bold = Number(BOLD.has(element.tagName));
    const link = Number(element.tagName === 'a' && attribute(element, 'href') !== undefined);
    this.line.within({ bold, link });
    this.children(element, depth);
    this.line.within({ bold: -bold, link: -link });
  }

  /** What stands in an item or a cell goes on being that until its first words are read. */
  private paragraph(element: Element, depth: number, begins: Begun): void {
    this.flush(depth);
    if (begins.type !== 'text') this.begun = begins;
    this.inline(element, depth);
    this.flush(depth);
    if (begins.type === 'heading') this.begun = { type: 'text' };
  }

  private list(element: Element, depth: number): void {
    const ordered = element.tagName === 'ol';
    const format = FORMATS[attribute(element, 'type') ?? ''] ?? 'decimal';
    const items = element.childNodes.filter((one) => isElement(one) && one.tagName === 'li').length;
    const back = attribute(element, 'reversed') !== undefined;
    let count = integer(attribute(element, 'start')) ?? (back ? items : 1);
    for (const node of element.childNodes) {
      if (!isElement(node) || node.tagName !== 'li') {
        // Lists directly in lists are wrong, and common.
        this.node(node, isElement(node) && /^(?:ul|ol|menu)$/.test(node.tagName) ? depth + 1 : depth);
        continue;
      }
      if (!isVisible(node)) continue;
      count = integer(attribute(node, 'value')) ?? count;
      this.item(node, depth, ordered ? `${printed(count, format)}.` : '•', ordered);
      count += back ? -1 : 1;
    }
  }

  /** The first words are the item; all that follows is below it. */
  private item(element: Element, depth: number, marker: string, ordered: boolean): void {
    this.flush(depth);
    this.begun = { type: 'item', level: depth, marker, ordered };
    this.children(element, depth + 1);
    this.flush(depth + 1);
    this.begun = { type: 'text' };
  }

  /** A quotation says what somebody else says; its headings and lists are not this document's. */
  private quotation(element: Element, depth: number): void {
    this.flush(depth);
    const inner = htmlBlocks(element, this.refine);
    const text = inner.map((block) => block.text).join(' ');
    const page = inner[0]?.page ?? 1;
    if (text !== '') this.found.push({ page, kind: 'paragraph', text, level: 1 });
  }

  private table(element: Element): void {
    const blocks = tableBlocks(element, this.tables, (cell) => htmlBlocks(cell, this.refine, true));
    for (const block of blocks) {
      this.tables = Math.max(this.tables, (block.table?.id ?? -1) + 1);
      this.found.push(block);
    }
  }

  /** Ends the paragraph that is being read, if there is one. */
  flush(depth: number): void {
    const { lines, bold, link, ids } = this.line.take();
    if (lines.length === 0 && ids.length === 0) return;
    const { begun } = this;
    const facts = { ...(bold ? { bold } : {}), ...(link ? { link } : {}) };
    switch (begun.type) {
      case 'heading':
        this.add({ ...headed(lines.join(' ')), level: begun.level }, ids);
        break;
      case 'item': {
        const [first = '', ...rest] = joined(lines, (marker) => marker.checkbox);
        this.add({ ...listed(first, begun.marker, begun.ordered, begun.level), ...facts }, ids);
        for (const line of rest) this.add(listed(line, '☐', false, begun.level), ids);
        if (first !== '') this.begun = { type: 'text' };
        break;
      }
      case 'text':
        for (const line of joined(lines, () => true)) this.add({ ...this.text(line, bold, depth), ...facts }, ids);
        if (lines.length === 0) this.add({ page: 1, kind: 'paragraph', text: '', level: depth }, ids);
    }
  }

  /** A line that begins with a marker is an item, with or without the tags of a list; in bold it may be a heading. */
  private text(line: string, bold: boolean, depth: number): Block {
    const marker = markerOf(line);
    if (marker && !(bold && marker.ordered)) {
      const level = depth + this.typed.levelOf(marker, 0);
      return listed(line.slice(marker.length), marker.marker, marker.ordered, level, marker.checkbox);
    }
    if (boxAtEnd(line)) return listed(line, '☐', false, depth);
    return { page: 1, kind: 'paragraph', text: line, level: depth };
  }

  private add(block: Block, ids: readonly string[]): void {
    const refined = this.refine(block, ids);
    const says = refined && (refined.text !== '' || (this.inCell && refined.marker !== undefined));
    if (says) this.found.push(refined);
  }
}

/** Lines that begin with a marker of the wanted kind stand alone; the others go on from the line above. */
function joined(lines: readonly string[], wanted: (marker: Marker) => boolean): string[] {
  const found: string[] = [];
  for (const line of lines) {
    const marker = markerOf(line);
    if (found.length === 0 || (marker && wanted(marker))) found.push(line);
    else found[found.length - 1] = `${found.at(-1)} ${line}`;
  }
  return found;
}

function listed(text: string, mark: string, ordered: boolean, level: number, checkbox = false): Block {
  const base = { page: 1, kind: 'item', level, ordered } as const;
  const first = markerOf(text);
  if (first?.checkbox) {
    return { ...base, text: text.slice(first.length), marker: ordered ? mark : first.marker, checkbox: true };
  }
  if (boxAtEnd(text)) return { ...base, text: text.slice(0, -1).trim(), marker: ordered ? mark : '☐', checkbox: true };
  return { ...base, text, marker: mark, ...(checkbox ? { checkbox } : {}) };
}

/** "Check the exits ☐": one box, after the words. */
function boxAtEnd(text: string): boolean {
  return /^[^☐☑☒]{3,}[☐☑☒]$/.test(text);
}

/** A heading's number is its marker, as the number of an item is. */
export function headed(text: string): Block {
  const marker = markerOf(text);
  const base = { page: 1, kind: 'heading', level: 1 } as const;
  if (!marker || !(marker.ordered || marker.checkbox)) return { ...base, text };
  return { ...base, text: text.slice(marker.length), marker: marker.marker, ordered: true };
}

function headingLevel(element: Element): number | undefined {
  const level = /^h([1-6])$/.exec(element.tagName)?.[1];
  if (level !== undefined) return Number(level);
  if (attribute(element, 'role') !== 'heading') return undefined;
  return Math.min(9, Math.max(1, integer(attribute(element, 'aria-level')) ?? 2));
}

function boxOf(element: Element): string {
  return attribute(element, 'checked') === undefined ? ' ☐ ' : ' ☑ ';
}

function integer(text: string | undefined): number | undefined {
  const number = Number.parseInt(text ?? '', 10);
  return Number.isSafeInteger(number) ? number : undefined;
}
