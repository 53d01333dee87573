/** The steps that two people changed, both versions side by side, and which of them is meant. */
import { h } from '../dom.js';
import { shortDuration } from './durations.js';
import { scheduleWords } from './schedule.js';
import { review } from './state.js';

/** Resolves to the choices by id, or to undefined if the person puts it off. */
export function askWhich({ conflicts, by, at, theirs }) {
  return new Promise((resolve) => {
    const chosen = new Map();
    const done = h('button', { type: 'submit', class: 'button primary', disabled: true }, 'Go on with these');
    const choose = (id, side) => {
      chosen.set(id, side);
      done.disabled = chosen.size < conflicts.length;
    };
    const all = (side) => () => {
      for (const input of dialog.querySelectorAll(`input[value="${side}"]`)) input.click();
    };
    const form = h(
      'form',
      { method: 'dialog' },
      h('div', { class: 'dialog-head' }, h('h2', { id: 'conflict-title' }, `${by} changed the same at ${at}`)),
      h(
        'div',
        { class: 'dialog-body' },
        h(
          'p',
          { class: 'conflict-intro' },
          'Nothing is overwritten until you choose. All that was changed on one side only is kept anyway.',
        ),
        conflicts.length > 1 &&
          h(
            'div',
            { class: 'conflict-all' },
            h('button', { type: 'button', class: 'text-button', onclick: all('mine') }, 'All mine'),
            h('button', { type: 'button', class: 'text-button', onclick: all('theirs') }, `All of theirs`),
          ),
        ...conflicts.map((one, index) => versions(one, { index, by, theirs, choose })),
      ),
      h(
        'div',
        { class: 'dialog-foot' },
        h('button', { type: 'button', class: 'button', onclick: () => dialog.close('later') }, 'Later'),
        done,
      ),
    );
    const dialog = h('dialog', { class: 'wide', 'aria-labelledby': 'conflict-title' }, form);
    dialog.addEventListener('close', () => {
      dialog.remove();
      resolve(
        dialog.returnValue === 'later' || chosen.size < conflicts.length ? undefined : Object.fromEntries(chosen),
      );
    });
    form.addEventListener('submit', () => {
      dialog.returnValue = 'chosen';
    });
    dialog.addEventListener('cancel', () => {
      dialog.returnValue = 'later';
    });
    document.body.append(dialog);
    dialog.showModal();
    dialog.querySelector('input')?.focus();
  });
}

function versions({ id, mine, theirs }, { index, by, choose, theirs: draft }) {
  const title = titleOf(id, mine ?? theirs, draft);
  const names = by.startsWith('You,') ? ['In this window', 'In the other window'] : ['Mine', by];
  const side = (name, label, value) =>
    h(
      'label',
      { class: 'version' },
      h(
        'span',
        { class: 'version-head' },
        h('input', { type: 'radio', name: `version-${index}`, value: name, onchange: () => choose(id, name) }),
        label,
      ),
      value === undefined
        ? h('p', { class: 'version-gone' }, 'Taken away')
        : h('dl', {}, ...linesOf(value, name === 'mine' ? theirs : mine)),
    );
  return h(
    'fieldset',
    { class: 'conflict' },
    h('legend', {}, title),
    h('div', { class: 'versions' }, side('mine', names[0], mine), side('theirs', names[1], theirs)),
  );
}

function titleOf(id, value, draft) {
  const index = draft.definition.steps.findIndex((step) => step.id === id);
  if (index >= 0) return `Step ${index + 1}: ${draft.definition.steps[index].title}`;
  if (typeof value === 'object' && value?.title !== undefined) return value.title;
  const [, field = id] = id.split('.');
  return field.replaceAll('_', ' ');
}

const LABELS = {
  ...{ title: 'Title', instructions: 'Instructions', role: 'Who', due: 'Within', approval: 'Approved by' },
  ...{
    evidence: 'Recorded',
    when: 'Only where',
    needs: 'Waits for',
    options: 'Decides',
    kind: 'Kind',
    source: 'Place',
  },
  ...{ type: 'What it is', unit: 'Unit', min: 'At least', max: 'At most', required: 'Needed', sources: 'Checks' },
  ...{ system: 'Where it is', fresh: 'Not older than', schedule: 'When', time_zone: 'Time zone' },
};

/** The title, and what differs from the other version. */
function linesOf(value, other = {}) {
  if (typeof value !== 'object') return [h('dd', { class: 'differs' }, String(value))];
  const differing = Object.keys(LABELS).filter((field) => textOf(value, field) !== textOf(other, field));
  const shown = differing.includes('title') || value.title === undefined ? differing : ['title', ...differing];
  const lines = shown.flatMap((field) => [
    h('dt', {}, LABELS[field]),
    h('dd', { class: differing.includes(field) ? 'differs' : undefined }, textOf(value, field) || 'nothing'),
  ]);
  return differing.length > 0
    ? lines
    : [...lines, h('dt', {}, 'Also'), h('dd', {}, 'differs in what is not shown here')];
}

function textOf(step, field) {
  const value = step[field];
  if (value === undefined) return '';
  switch (field) {
    case 'role':
      return roleName(value);
    case 'approval':
      return roleName(value.role);
    case 'due':
    case 'fresh':
      return shortDuration(value);
    case 'schedule':
      return scheduleWords(value);
    case 'required':
      return value ? 'yes' : 'no';
    case 'evidence':
      return value.map((item) => [item.title, limits(item)].filter(Boolean).join(', ')).join(' · ');
    case 'options':
      return value.map((one) => one.title).join(' / ');
    case 'needs':
    case 'sources':
      return value.join(', ');
    case 'source':
      return value.quote;
    default:
      return String(value);
  }
}

function limits({ min, max, unit = '' }) {
  if (min === undefined && max === undefined) return unit;
  if (max === undefined) return `from ${min} ${unit}`.trim();
  return min === undefined ? `to ${max} ${unit}`.trim() : `${min} to ${max} ${unit}`.trim();
}

function roleName(id) {
  return review.work.roles.find((role) => role.id === id)?.title ?? id.replaceAll('_', ' ');
}
