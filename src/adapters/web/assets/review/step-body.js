/** What opens under a selected step: its fields, its questions, its place in the document, and what can be done with it. */
import { h, icon } from '../dom.js';
import { shortDuration } from './durations.js';
import { createEvidence } from './evidence.js';
import { growing, iconButton, labelled, put } from './field.js';
import { hasPages } from './pages.js';
import { keepQuestions } from './question.js';
import { roleSelect } from './role-select.js';
import { edit, endGroup, withField, withStep } from './state.js';
import { createMore } from './step-more.js';

/** `cursor()` says where the step would be split: { field, at }. */
export function createBody(id, acts, cursor) {
  const set = (field, about) => (value) =>
    edit(
      withStep(id, (step) => withField(step, field, value)),
      { group: `${id}.${field}`, about, isOwn: true },
    );
  const pick = (field, about) => (value) =>
    edit(
      withStep(id, (step) => withField(step, field, value)),
      { about },
    );

  const questions = h('div', { class: 'questions' });
  const instructions = growing({
    ...{ label: 'Instructions', maxlength: 8000, className: 'input instructions', rows: 2, data: 'instructions' },
    ...{ placeholder: 'How it is done', change: set('instructions', 'the instructions') },
  });
  const role = roleSelect({
    ...{ label: 'Who does it', none: 'Anybody', about: 'who does it', pick: pick('role', 'who does it') },
    target: () => ({ for: 'role', step: id }),
  });
  const due = h('input', { class: 'input', maxlength: 40, placeholder: '30m, 2h, 1d', onblur: endGroup });
  due.addEventListener('input', () => set('due', 'the deadline')(due.value.trim()));
  const approval = roleSelect({
    ...{
      label: 'Who approves it',
      none: 'Nobody',
      about: 'the approval',
      target: () => ({ for: 'approval', step: id }),
    },
    pick: (picked) =>
      edit(
        withStep(id, (step) => withField(step, 'approval', picked && { ...step.approval, role: picked })),
        { about: 'the approval' },
      ),
  });
  const evidence = createEvidence(id);
  const records = h('div', { class: 'pair' }, h('span', { class: 'pair-label' }, 'Recorded'), evidence.element);
  const more = createMore(id);
  const unsure = h('ul', { class: 'hints' });
  const surer = h('ul', { class: 'hints' });
  const hints = h('details', { class: 'hint-fold' }, h('summary', {}, 'Why it says this'), surer);
  const quote = h('blockquote', { class: 'step-quote' });
  const who = labelled('Who does it', role.element);

  const tool = (name, label, act, keys) =>
    h('button', { type: 'button', class: 'tool', title: keys, onclick: act }, icon(name, 16), label);
  const mover = (name, label, by, keys) =>
    iconButton(icon(name, 16), label, () => void acts.move(id, by), { class: 'tool', title: keys });
  const up = mover('up', 'Move up', -1, 'Move up (Alt ↑)');
  const down = mover('down', 'Move down', 1, 'Move down (Alt ↓)');
  const merge = tool('merge', 'Merge with next', () => void acts.merge(id));
  const split = tool('split', 'Split at cursor', () => void acts.split(id, cursor()));
  const add = tool('plus', 'Add below', () => void acts.addBelow(id));
  const remove = tool('bin', 'Delete', () => void acts.remove(id));
  remove.classList.add('danger');

  for (const [field, path] of [
    [instructions, 'instructions'],
    [role.element, 'role'],
    [due, 'due'],
    [approval.element, 'approval'],
  ])
    field.dataset.path = `steps.${id}.${path}`;
  const element = h(
    'div',
    { class: 'step-body' },
    questions,
    instructions,
    h('div', { class: 'pairs' }, who, labelled('Within', due), labelled('Approved by', approval.element)),
    records,
    more.element,
    quote,
    unsure,
    hints,
    h('div', { class: 'tools', role: 'toolbar', 'aria-label': 'This step' }, up, down, merge, split, add, remove),
  );

  return {
    element,
    update(step, { index, count, questions: open, inferences }) {
      keepQuestions(questions, open);
      put(instructions, step.instructions ?? '');
      role.update(step.role);
      who.hidden = step.kind === 'approval';
      // Nobody does an approval, so nobody records anything in it.
      records.hidden = step.kind === 'approval' && step.evidence.length === 0;
      if (document.activeElement !== due) put(due, shortDuration(step.due));
      approval.update(step.approval?.role);
      evidence.update(step);
      more.update(step);
      quote.hidden = !step.source;
      if (step.source) quote.replaceChildren(...quoted(step.source));
      const told = inferences.filter((one) => TOLD[one.field] && one.value !== 'task');
      const isGuess = (one) => sureness(one.confidence) === 'guess';
      unsure.replaceChildren(...told.filter(isGuess).map(hint));
      surer.replaceChildren(...told.filter((one) => !isGuess(one)).map(hint));
      unsure.hidden = unsure.children.length === 0;
      hints.hidden = surer.children.length === 0;
      up.disabled = index === 0;
      down.disabled = index === count - 1;
      merge.disabled = index === count - 1;
    },
  };
}

function quoted({ page, quote }) {
  const where = page !== undefined && hasPages();
  return [h('p', {}, quote), where && h('footer', {}, `Page ${page} of the document`)].filter(Boolean);
}

/** Inferences that the fields above do not say themselves, as people call them. */
const TOLD = {
  ...{ role: 'Who', evidence: 'Recorded', limit: 'Limit', approval: 'Approval', when: 'Condition', due: 'Deadline' },
  ...{ escalate: 'Escalation', reads: 'Reads', writes: 'Changes', options: 'Ways', kind: 'Kind' },
};

function hint({ field, value, confidence, reason }) {
  return h(
    'li',
    { title: `${Math.round(confidence * 100)} % sure` },
    h('span', { class: 'hint-sure', 'data-sure': sureness(confidence) }),
    h(
      'span',
      {},
      h('b', {}, `${TOLD[field]} `),
      `${value}: `,
      h('span', { class: 'hint-why' }, `${said(confidence)}, ${reason}`),
    ),
  );
}

const sureness = (confidence) => (confidence >= 0.8 ? 'sure' : confidence >= 0.55 ? 'likely' : 'guess');
const said = (confidence) => ({ sure: 'sure', likely: 'likely', guess: 'a guess' })[sureness(confidence)];
