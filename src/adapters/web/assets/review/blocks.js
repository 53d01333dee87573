/** A document without pages of its own (Word, a sheet, Markdown, a chat), drawn from what was read of it. */
import { h } from '../dom.js';
import { numbersOf } from './marks.js';
import { tableOf } from './tables.js';

/** Parts that the browser lays out only when they come near. */
const PART = 80;

export function createBlocks(body, { blocks, press, paged }) {
  const elements = [];
  const parts = [];
  let part;
  for (let index = 0; index < blocks.length; ) {
    const { table, page } = blocks[index];
    const end = table ? endOfTable(blocks, index) : index + 1;
    const element = table ? tableOf(blocks, { start: index, end, elements }) : blockOf(blocks[index]);
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
        element.dataset.number = numbersOf(own);
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
