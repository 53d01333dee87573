/** Something that is recorded or asked for: its title, what it is, and what only a number or a choice has. */
import { h, icon } from '../dom.js';
import { fill } from './condition.js';
import { iconButton, put } from './field.js';
import { edit, endGroup, withField } from './state.js';
import { createWays } from './ways.js';

/**
 * `path`, `about` and `withItem(make)` as for `createWays`; `types` are [type, name]; `retype(type)` and `away()` are the
 * list's; `names` are { title, away }.
 */
export function createItem({ path, chooser, about, names, types, withItem, retype, away }) {
  const set = (field, value, isTyped = true) =>
    edit(
      withItem((item) => withField(item, field, value)),
      { group: isTyped ? `${path}.${field}` : undefined, about, isOwn: true },
    );
  const title = h('input', {
    ...{ class: 'input', 'aria-label': names.title, maxlength: 200, 'data-path': `${path}.title`, onblur: endGroup },
    // An empty title stays empty until it is written: taking the item away has its own button.
    oninput: () =>
      edit(
        withItem((item) => ({ ...item, title: title.value })),
        { group: `${path}.title`, about, isOwn: true },
      ),
  });
  const type = h('select', { class: 'input', 'aria-label': 'What kind it is', 'data-path': `${path}.type` });
  type.addEventListener('change', () => retype(type.value));
  const measure = (field, label, more, read) => {
    const input = h('input', {
      class: `input ${field}`,
      'aria-label': label,
      'data-path': `${path}.${field}`,
      ...more,
    });
    input.addEventListener('input', () => set(field, read(input.value)));
    input.addEventListener('blur', endGroup);
    return input;
  };
  const unit = measure('unit', 'Unit', { placeholder: 'unit', maxlength: 20 }, (typed) => typed.trim());
  const limit = { placeholder: '–', inputmode: 'decimal', maxlength: 20 };
  const min = measure('min', 'At least', limit, numberIn);
  const max = measure('max', 'At most', limit, numberIn);
  const measures = h(
    'div',
    { class: 'measures', 'data-after': '' },
    unit,
    h('span', {}, 'from'),
    min,
    h('span', {}, 'to'),
    max,
  );
  const required = h('input', { type: 'checkbox', onchange: () => set('required', required.checked, false) });
  const needed = h('label', { class: 'check small' }, required, 'Needed');
  let ways;
  const drawWays = (options) => {
    if (options && !ways) {
      ways = createWays({
        ...{ label: 'What it can be', path: `${path}.options`, chooser },
        withOptions: (make) => withItem((item) => ({ ...item, options: make(item.options ?? []) })),
      });
      element.append(ways.element);
    }
    if (!options) ways?.element.remove();
    if (!options) ways = undefined;
    ways?.update(options);
  };
  const row = h(
    'div',
    { class: 'item-row', 'data-after': '' },
    title,
    type,
    needed,
    iconButton(icon('close', 16), names.away, away),
  );
  const element = h('li', { class: 'item' }, row, measures);
  return {
    element,
    focus: () => title.select(),
    update(item, { isAsked = true } = {}) {
      put(title, item.title);
      fill(type, types, item.type);
      measures.hidden = item.type !== 'number';
      put(unit, item.unit ?? '');
      if (document.activeElement !== min) put(min, numberOut(item.min));
      if (document.activeElement !== max) put(max, numberOut(item.max));
      required.checked = item.required !== false;
      needed.hidden = !isAsked;
      // What is wrong with it as a whole is mostly its limits.
      const [near, far] = item.type === 'number' ? [measures, row] : [row, measures];
      near.dataset.path = path;
      delete far.dataset.path;
      drawWays(item.type === 'choice' ? (item.options ?? []) : undefined);
    },
  };
}

const numberOut = (value) => (value === undefined ? '' : String(value));

/** `4,5` is a number to half of the world. What is none stays what it is, and is refused where it stands. */
function numberIn(typed) {
  const text = typed.trim().replace(/^[−–]/, '-');
  if (text === '') return undefined;
  return /^-?\d{1,15}([.,]\d{1,10})?$/.test(text) ? Number(text.replace(',', '.')) : text;
}
