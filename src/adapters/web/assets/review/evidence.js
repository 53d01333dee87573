/** What a step records. */
import { h } from '../dom.js';
import { change } from './change.js';
import { createItem } from './item.js';
import { createRows } from './rows.js';
import { edit, stepOf, withStep } from './state.js';

const TYPES = {
  ...{ number: 'A number', text: 'A text', checkbox: 'A tick', photo: 'A photo', file: 'A file' },
  ...{ link: 'A link', signature: 'A signature', choice: 'A choice' },
};

export function createEvidence(step) {
  const list = h('ul', { class: 'items', 'aria-label': 'What is recorded' });
  const rows = createRows(list, (id) => createRecord(step, id));
  const add = h('select', { class: 'input add-evidence', 'aria-label': 'Record something more' });
  add.append(
    h('option', { value: '' }, '+ Record…'),
    ...Object.entries(TYPES).map(([type, name]) => h('option', { value: type }, name)),
  );
  add.addEventListener('change', async () => {
    const of = add.value;
    add.value = '';
    const title = TYPES[of].replace(/^A /, '').replace(/^./, (letter) => letter.toUpperCase());
    const answer = await change({ type: 'addEvidence', step, title, of }, 'what was added to record');
    if (answer) rows.of(stepOf(step).evidence.at(-1).id)?.focus();
  });
  return {
    element: h('div', { class: 'evidence-box', 'data-path': `steps.${step}.evidence` }, list, add),
    update: ({ evidence }) => rows.update(evidence),
  };
}

function createRecord(step, id) {
  const item = createItem({
    ...{ path: `steps.${step}.evidence.${id}`, chooser: { step, evidence: id }, about: 'what is recorded' },
    names: { title: 'What is recorded', away: 'Record this no more' },
    types: Object.entries(TYPES),
    withItem: (make) =>
      withStep(step, (one) => ({ ...one, evidence: one.evidence.map((each) => (each.id === id ? make(each) : each)) })),
    retype: (of) => void change({ type: 'retype', step, evidence: id, of }, 'the kind of evidence'),
    away: () =>
      edit(
        withStep(step, (one) => ({ ...one, evidence: one.evidence.filter((each) => each.id !== id) })),
        { about: 'what was recorded' },
      ),
  });
  return {
    ...item,
    // Nobody does an approval, so nobody could record what it needs.
    update: (record) => item.update(record, { isAsked: stepOf(step)?.kind !== 'approval' }),
  };
}
