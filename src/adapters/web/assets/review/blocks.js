/** A document without pages of its own (Word, a sheet, Markdown, a chat), drawn from what was read of it. */
import { h } from '../dom.js';

/** Parts that the browser lays out only when they come near. */
const PART = 80;

export function createBlocks(body, { blocks, press, paged }) {
  const elements = [];
  const parts = [];
  let part;
  for (let index = 0; index < blocks.length; ) {
    const { table, page } = blocks[index];
    const end = table ? endOfTable(blocks, index) : index + 1;
    const element = table ? tableOf(blocks, index, end, elements) : blockOf(blocks[index]);
    if (!table) elements[index] = element;
    if (!part || part.dataset.page !== String(page) || part.children.length >= PART) {
      part = h('section', { class: 'sheet-part', 'data-page': page });
      parts.push(part);
    }
    part.append(element);
    index = end;
  }
  const sheet = h('div', { class: 'sheet' }, ...parts);
  body.replaceChildren(sheet);
  const count = blocks.at(-1)?.page ?? 1;
  paged(1, count);
  body.addEventListener(
    'scroll',
    () => {
      const above = parts.findLast((one) => one.offsetTop <= body.scrollTop + body.clientHeight / 3);
      paged(Number(above?.dataset.page ?? 1), count);
    },
    { passive: true },
  );

  let marked = new Map();
  const elementOf = ({ id }) => [...marked].find(([, marks]) => marks.some((mark) => mark.id === id))?.[0];
  sheet.addEventListener('click', (event) => {
    const element = event.target.closest('.marked');
    const marks = marked.get(element) ?? [];
    // A block that several steps came from leads to the next of them.
    const at = marks.findIndex((mark) => mark.id === element.dataset.current);
    const mark = marks[(at + 1) % marks.length];
    if (mark) press(mark);
  });

  return {
    mark(marks, current) {
      for (const element of marked.keys()) {
        element.classList.remove('marked', 'of-step', 'of-left', 'current');
        element.removeAttribute('title');
        delete element.dataset.number;
        delete element.dataset.current;
      }
      marked = new Map();
      for (const mark of marks) {
        const element = elements[mark.block];
        if (!element) continue;
        marked.set(element, [...(marked.get(element) ?? []), mark]);
      }
      for (const [element, own] of marked) {
        const isCurrent = own.some((mark) => mark.id === current);
        element.classList.add('marked', `of-${own[0].kind}`);
        element.classList.toggle('current', isCurrent);
        element.dataset.number = own.map((mark) => mark.number ?? '+').join(', ');
        if (isCurrent) element.dataset.current = current;
        element.title = own.map((mark) => mark.label).join('\n');
      }
    },
    show: (id) => elementOf({ id })?.scrollIntoView({ block: 'center' }),
    goTo(page) {
      parts.find((one) => Number(one.dataset.page) >= page)?.scrollIntoView({ block: 'start' });
    },
    elementOf,
  };
}

function endOfTable(blocks, start) {
  const { id } = blocks[start].table;
  let end = start;
  while (blocks[end]?.table?.id === id) end += 1;
  return end;
}

function blockOf({ kind, text, level, marker, checkbox, bold, repeated }) {
  if (repeated) return h('p', { class: 'furniture' }, text);
  switch (kind) {
    case 'heading':
      return h(
        `h${Math.min(6, Math.max(2, level + 2))}`,
        { class: 'doc-heading', 'data-level': Math.min(4, level) },
        text,
      );
    case 'item':
      return h(
        'p',
        { class: 'doc-item', 'data-level': Math.min(5, level) },
        h('span', { class: 'doc-marker', 'aria-hidden': 'true' }, marker ?? (checkbox ? '☐' : '•')),
        h('span', {}, text),
      );
    default:
      return h('p', { class: bold ? 'doc-bold' : undefined }, text);
  }
}

/** The cells of one table in their rows; `elements` gets each block's cell. */
function tableOf(blocks, start, end, elements) {
  const rows = new Map();
  for (let index = start; index < end; index += 1) {
    const { row } = blocks[index].table;
    rows.set(row, [...(rows.get(row) ?? []), index]);
  }
  const taken = new Set();
  const width = Math.max(...blocks.slice(start, end).map(({ table }) => table.column + (table.span?.columns ?? 1)));
  const body = [...rows].map(([row, indexes]) => {
    const cells = [];
    const byColumn = new Map();
    for (const index of indexes) {
      const { column } = blocks[index].table;
      byColumn.set(column, [...(byColumn.get(column) ?? []), index]);
    }
    for (let column = 0; column < width; column += 1) {
      if (taken.has(`${row} ${column}`)) continue;
      const own = byColumn.get(column) ?? [];
      const span = blocks[own[0]]?.table.span;
      for (let down = 0; down < (span?.rows ?? 1); down += 1)
        for (let across = 0; across < (span?.columns ?? 1); across += 1) taken.add(`${row + down} ${column + across}`);
      cells.push(cellOf(blocks, own, elements, span));
    }
    return h('tr', {}, ...cells);
  });
  return h('div', { class: 'doc-table' }, h('table', {}, h('tbody', {}, ...body)));
}

function cellOf(blocks, own, elements, span) {
  const parts = own.map((index) => {
    const { text, bold, checkbox, marker } = blocks[index];
    const before = checkbox ? '☐ ' : marker ? `${marker} ` : '';
    elements[index] = h('div', { class: bold ? 'doc-bold' : undefined }, before + text);
    return elements[index];
  });
  return h(
    'td',
    { rowspan: span?.rows > 1 ? span.rows : undefined, colspan: span?.columns > 1 ? span.columns : undefined },
    ...parts,
  );
}
