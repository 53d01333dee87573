/** A table of a document, drawn from its cells. */
import { h } from '../dom.js';

/** So much text makes a cell want a line of some length; so little is never broken. In characters. */
const LONG = 32;
const SHORT = 14;

/** The table whose cells are the blocks from `start` to before `end`; `elements` gets each block's element. */
export function tableOf(blocks, { start, end, elements }) {
  const cells = blocks.slice(start, end).map(({ table }, index) => ({ ...table, index: start + index }));
  const rows = [...Map.groupBy(cells, (one) => one.row).values()];
  // A column in which nothing begins is only room: a sheet's margin, or the rest of a merged cell.
  const columns = [...new Set(cells.map((one) => one.column))].toSorted((one, other) => one - other);
  const taken = new Set();
  const drawn = [];
  let heads;
  for (const [at, row] of rows.entries()) {
    const next = headsOf(rows.slice(at), heads);
    // Words over columns that others stood over before; not within a cell that goes over several rows.
    if (next !== heads && !taken.has(`${row[0].row} ${columns[0]}`)) {
      heads = next;
      drawn.push(headRow(heads, columns));
    }
    if (!saysHeads(row, heads, blocks)) drawn.push(rowOf(blocks, row, { columns, taken, elements }));
    else for (const { index, column } of row) elements[index] = drawn.at(-1).children[columns.indexOf(column)];
  }
  return h(
    'div',
    { class: 'doc-table', tabindex: '0', role: 'group', 'aria-label': 'Table' },
    h('table', {}, ...drawn),
  );
}

/**
 * What stands over the columns of the first of these rows, as a map; the map from before as long as it holds. A reader
 * that takes the words over a column for its header gives them with each cell below.
 */
function headsOf(rows, before) {
  const own = rows[0].filter((one) => one.header !== undefined);
  if (own.length === 0 || (before && own.every((one) => (before.get(one.column) ?? one.header) === one.header)))
    return own.length > 0 ? before : undefined;
  const heads = new Map(own.map((one) => [one.column, one.header]));
  for (const { column, header } of rows.flat()) {
    if (header === undefined) continue;
    if (!heads.has(column)) heads.set(column, header);
  }
  return heads;
}

/** A row that is the header itself need not stand there twice. */
function saysHeads(row, heads, blocks) {
  return (
    heads !== undefined && row.length > 1 && row.every(({ index, column }) => blocks[index].text === heads.get(column))
  );
}

function headRow(heads, columns) {
  return h('tr', {}, ...columns.map((column) => h('th', { scope: 'col' }, heads?.get(column) ?? '')));
}

function rowOf(blocks, row, { columns, taken, elements }) {
  const number = row[0].row;
  const cells = [];
  for (const column of columns) {
    if (taken.has(`${number} ${column}`)) continue;
    const own = row.filter((one) => one.column === column);
    const span = own[0]?.span;
    const over = columns.filter((one) => one >= column && one < column + (span?.columns ?? 1));
    for (let down = 0; down < (span?.rows ?? 1); down += 1)
      for (const one of over) taken.add(`${number + down} ${one}`);
    cells.push(
      cellOf(
        own.map((one) => [one.index, blocks[one.index]]),
        { elements, rows: span?.rows, over: over.length },
      ),
    );
  }
  return h('tr', {}, ...cells);
}

function cellOf(own, { elements, rows, over }) {
  const parts = own.map(([index, { text, bold, checkbox, marker }]) => {
    const before = checkbox ? '☐ ' : marker ? `${marker} ` : '';
    elements[index] = h('div', { class: bold ? 'doc-bold' : undefined }, before + text);
    return elements[index];
  });
  const longest = Math.max(0, ...own.map(([, { text }]) => text.length));
  return h(
    'td',
    {
      class: longest > LONG ? 'doc-long' : longest <= SHORT ? 'doc-short' : undefined,
      rowspan: rows > 1 ? rows : undefined,
      colspan: over > 1 ? over : undefined,
    },
    ...parts,
  );
}
