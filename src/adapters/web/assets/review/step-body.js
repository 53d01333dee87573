/** What opens under a selected step: its fields, its questions, its place in the document, and what can be done with it. */
import { h, icon } from '../dom.js';
import { shortDuration } from './durations.js';
import { createEvidence } from './evidence.js';
import { growing, iconButton, labelled, put } from './field.js';
import { keepQuestions } from './question.js';
import { roleSelect } from './role-select.js';
import { edit, stepOf, withField, withStep } from './state.js';

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
  const due = h('input', { class: 'input', maxlength: 40, placeholder: '30m, 2h, 1d', 'data-field': 'due' });
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
  const more = h('div', { class: 'step-more' });
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

  const element = h(
    'div',
    { class: 'step-body' },
    questions,
    instructions,
    h('div', { class: 'pairs' }, who, labelled('Within', due), labelled('Approved by', approval.element)),
    records,
    more,
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
      drawMore(more, step);
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

/** What is there seldom: conditions, what it waits for, the ways of a decision. */
function drawMore(more, step) {
  const signature = JSON.stringify([step.id, step.when !== undefined, step.needs, step.options?.map((one) => one.id)]);
  if (more.dataset.signature !== signature) {
    more.dataset.signature = signature;
    more.replaceChildren(...[condition(step), waits(step), ways(step)].filter(Boolean));
  }
  const when = more.querySelector('[data-field="when"]');
  if (when) put(when, step.when);
  for (const [index, one] of (step.options ?? []).entries()) {
    const input = more.querySelectorAll('[data-way]')[index];
    if (input) put(input, one.title);
  }
}

function condition({ id, when }) {
  if (when === undefined) return undefined;
  const input = h('input', { class: 'input mono', 'data-field': 'when', maxlength: 500, 'aria-label': 'Only where' });
  input.addEventListener('input', () =>
    edit(
      withStep(id, (step) => ({ ...step, when: input.value })),
      { group: `${id}.when`, about: 'the condition', isOwn: true },
    ),
  );
  const away = () =>
    edit(
      withStep(id, (step) => withField(step, 'when', undefined)),
      { about: 'the condition' },
    );
  return h(
    'div',
    { class: 'pair' },
    h('span', { class: 'pair-label' }, 'Only where'),
    h(
      'span',
      { class: 'with-button' },
      input,
      h('button', { type: 'button', class: 'text-button', onclick: away }, 'Always'),
    ),
  );
}

function waits({ id, needs }) {
  if (needs === undefined) return undefined;
  const titles = needs.map((need) => stepOf(need)?.title ?? need);
  const away = () =>
    edit(
      withStep(id, (step) => withField(step, 'needs', undefined)),
      { about: 'what it waits for' },
    );
  const words = titles.length === 0 ? 'Begins at once' : `Waits for ${titles.map((one) => `“${one}”`).join(', ')}`;
  return h(
    'p',
    { class: 'waits' },
    words,
    ' ',
    h('button', { type: 'button', class: 'text-button', onclick: away }, 'Wait for the step above'),
  );
}

function ways({ id, options }) {
  if (!options) return undefined;
  const inputs = options.map((option) => {
    const input = h('input', {
      class: 'input',
      'data-way': option.id,
      maxlength: 200,
      'aria-label': 'One of the ways',
    });
    input.addEventListener('input', () =>
      edit(
        withStep(id, (step) => ({
          ...step,
          options: step.options.map((one) => (one.id === option.id ? { ...one, title: input.value } : one)),
        })),
        { group: `${id}.${option.id}`, about: 'the ways', isOwn: true },
      ),
    );
    return input;
  });
  return h(
    'div',
    { class: 'pair' },
    h('span', { class: 'pair-label' }, 'Decides between'),
    h('div', { class: 'ways' }, ...inputs),
  );
}

function quoted({ page, quote }) {
  return [h('p', {}, quote), page !== undefined && h('footer', {}, `Page ${page} of the document`)].filter(Boolean);
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
