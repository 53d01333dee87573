/** What a run starts with. */
import { h } from '../dom.js';
import { change } from './change.js';
import { adder } from './field.js';
import { createItem } from './item.js';
import { createPart } from './part.js';
import { createRows } from './rows.js';
import { edit, review, withEntry, withoutEntry } from './state.js';

const TYPES = {
  ...{ text: 'A text', number: 'A number', choice: 'A choice', date: 'A date', checkbox: 'A tick', link: 'A link' },
};

export function createInputs() {
  const rows = createRows(h('ul', { class: 'items', 'aria-label': 'What a run starts with' }), createInput);
  const add = adder(
    'Ask for something more…',
    (title) => void change({ type: 'addInput', title }, 'what is asked for'),
  );
  const part = createPart(
    { name: 'inputs', title: 'What a run starts with', note: 'Asked of whoever starts a run.' },
    rows.element,
    add,
  );
  return {
    element: part.element,
    update() {
      rows.update(review.work.inputs);
      part.update(review.work.inputs.map((one) => one.title));
    },
  };
}

function createInput(id) {
  return createItem({
    ...{ path: `inputs.${id}`, chooser: { input: id }, about: 'what a run starts with' },
    names: { title: 'What is asked for', away: 'Ask for this no more' },
    types: Object.entries(TYPES),
    withItem: (make) => withEntry('inputs', id, make),
    retype: (of) => void change({ type: 'retypeInput', input: id, of }, 'the kind of what is asked for'),
    away: () => edit(withoutEntry('inputs', id), { about: 'what was asked for' }),
  });
}
