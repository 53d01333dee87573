/** What a section holds: lists as trees, tables as rows, and sentences between them. */
import type { Block } from './document.ts';
import { fold } from './fold.ts';
import { isCallout } from './words/callout.ts';

export interface Item {
  readonly block: Block;
  readonly children: Item[];
  /** Paragraphs that stand below the item and belong to it. */
  readonly notes: Block[];
}

export interface Row {
  readonly cells: Block[];
}

export type Element =
  | { readonly type: 'list'; readonly lead: Block | undefined; readonly items: Item[] }
  | { readonly type: 'table'; readonly rows: Row[] }
  | { readonly type: 'text'; readonly block: Block };

export function elementsOf(blocks: readonly Block[]): Element[] {
  const elements: Element[] = [];
  let remark = false;
  for (const block of blocks) {
    if (block.kind !== 'cell' && isCallout(fold(block.text))) {
      remark = true;
      continue;
    }
    const last = elements.at(-1);
    switch (block.kind) {
      case 'item':
        if (last?.type === 'list' && !restarts(last.items, block)) put(last.items, block);
        else
          elements.push({ type: 'list', lead: last?.type === 'text' ? last.block : undefined, items: [fresh(block)] });
        break;
      case 'cell':
        cell(elements, block);
        break;
      case 'paragraph':
      case 'heading':
        if (last?.type === 'list' && block.kind === 'paragraph' && (remark || block.level > 0))
          deepest(last.items)?.notes.push(block);
        else elements.push({ type: 'text', block });
        break;
    }
    remark = false;
  }
  return elements;
}

/** "1." after "7." at the top begins another list. */
function restarts(items: readonly Item[], block: Block): boolean {
  const first = items[0];
  return (
    items.length > 1 &&
    block.level === 0 &&
    /^\(?1[.)]?$/.test(block.marker ?? '') &&
    first?.block.level === 0 &&
    first.block.ordered === true
  );
}

/** Deeper items stand beside each other. */
const DEEPEST = 20;

function put(items: Item[], block: Block, depth = 0): void {
  const last = items.at(-1);
  const below = last !== undefined && (block.level > last.block.level || goesOn(last.block, block));
  if (last && below && depth < DEEPEST) put(last.children, block, depth + 1);
  else items.push(fresh(block));
}

/** "☐ Send both forms:" and what it names, as bullets that are no boxes. */
function goesOn(box: Block, block: Block): boolean {
  return box.checkbox === true && /:$/.test(box.text) && block.checkbox !== true && block.level === box.level;
}

function deepest(items: readonly Item[]): Item | undefined {
  const last = items.at(-1);
  return last && last.children.length > 0 ? deepest(last.children) : last;
}

function fresh(block: Block): Item {
  return { block, children: [], notes: [] };
}

function cell(elements: Element[], block: Block): void {
  const last = elements.at(-1);
  const rows = last?.type === 'table' ? last.rows : undefined;
  const row = rows?.at(-1);
  const same = row?.cells[0]?.table;
  if (rows && same && same.id === block.table?.id) {
    if (same.row === block.table.row) row.cells.push(block);
    else rows.push({ cells: [block] });
    return;
  }
  elements.push({ type: 'table', rows: [{ cells: [block] }] });
}
