/** What a step records: each item with its title, what it is, and for a number its unit and limits. */
import { h, icon } from '../dom.js';
import { change } from './change.js';
import { iconButton, put } from './field.js';
import { edit, stepOf, withField, withStep } from './state.js';

export const TYPES = {
  ...{ number: 'A number', text: 'A text', checkbox: 'A tick', photo: 'A photo', file: 'A file' },
  ...{ link: 'A link', signature: 'A signature', choice: 'A choice' },
};

export function createEvidence(step) {
  const rows = new Map();
  const list = h('ul', { class: 'evidence' });
  const add = h('select', {
    class: 'input add-evidence',
    'aria-label': 'Record something more',
    onchange: () => {
      const of = add.value;
      add.value = '';
      const title = TYPES[of].replace(/^A /, '').replace(/^./, (letter) => letter.toUpperCase());
      void change({ type: 'addEvidence', step, title, of }, 'what was added to record').then((answer) => {
        if (answer) list.lastElementChild?.querySelector('input')?.select();
      });
    },
  });
  add.append(
    h('option', { value: '' }, '+ Record…'),
    ...Object.entries(TYPES)
      .filter(([type]) => type !== 'choice')
      .map(([type, name]) => h('option', { value: type }, name)),
  );
  const element = h('div', { class: 'evidence-box' }, list, add);

  return {
    element,
    update({ evidence }) {
      const ids = new Set(evidence.map((item) => item.id));
      for (const [id, row] of rows) {
        if (ids.has(id)) continue;
        row.element.remove();
        rows.delete(id);
      }
      for (const [index, item] of evidence.entries()) {
        const row = rows.get(item.id) ?? createRow(step, item.id);
        rows.set(item.id, row);
        row.update(item);
        if (list.children[index] !== row.element) list.insertBefore(row.element, list.children[index] ?? null);
      }
    },
  };
}

function createRow(step, id) {
  const set = (field, value, group = `${step}.${id}.${field}`) =>
    edit(
      withStep(step, (one) => ({
        ...one,
        evidence: one.evidence.map((item) => (item.id === id ? withField(item, field, value) : item)),
      })),
      { group, about: 'what is recorded', isOwn: true },
    );
  const title = h('input', {
    ...{ class: 'input', 'aria-label': 'What is recorded', maxlength: 200, 'data-field': `evidence.${id}` },
    // An empty title stays empty until it is written: taking the item away has its own button.
    oninput: () =>
      edit(
        withStep(step, (one) => ({
          ...one,
          evidence: one.evidence.map((item) => (item.id === id ? { ...item, title: title.value } : item)),
        })),
        { group: `${step}.${id}.title`, about: 'what is recorded', isOwn: true },
      ),
  });
  const type = h('select', {
    class: 'input',
    'aria-label': 'What kind it is',
    onchange: () => void change({ type: 'retype', step, evidence: id, of: type.value }, 'the kind of evidence'),
  });
  const unit = h('input', { class: 'input unit', 'aria-label': 'Unit', placeholder: 'unit', maxlength: 20 });
  unit.addEventListener('input', () => set('unit', unit.value.trim()));
  const limit = (field, label) => {
    const input = h('input', { class: 'input limit', 'aria-label': label, placeholder: '–', inputmode: 'decimal' });
    input.addEventListener('input', () => set(field, numberIn(input.value)));
    return input;
  };
  const [min, max] = [limit('min', 'At least'), limit('max', 'At most')];
  const measures = h('span', { class: 'measures' }, unit, h('span', {}, 'from'), min, h('span', {}, 'to'), max);
  const required = h('input', { type: 'checkbox', onchange: () => set('required', required.checked, undefined) });
  const away = () =>
    edit(
      withStep(step, (one) => ({ ...one, evidence: one.evidence.filter((item) => item.id !== id) })),
      { about: 'what was recorded' },
    );
  const bin = iconButton(icon('close', 16), 'Record this no more', away);
  const element = h(
    'li',
    { class: 'evidence-item' },
    h('div', { class: 'evidence-row' }, title, type, bin),
    h('div', { class: 'evidence-row' }, measures, h('label', { class: 'check small' }, required, 'Needed')),
  );
  return {
    element,
    update(item) {
      put(title, item.title);
      const options =
        item.type === 'choice' ? Object.keys(TYPES) : Object.keys(TYPES).filter((one) => one !== 'choice');
      if (type.options.length !== options.length) {
        type.replaceChildren(...options.map((one) => h('option', { value: one }, TYPES[one])));
      }
      type.value = item.type;
      measures.hidden = item.type !== 'number';
      put(unit, item.unit ?? '');
      if (document.activeElement !== min) put(min, numberOut(item.min));
      if (document.activeElement !== max) put(max, numberOut(item.max));
      required.checked = item.required !== false;
      // Nobody does an approval, so nobody could record what it needs.
      required.closest('label').hidden = stepOf(step)?.kind === 'approval';
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
