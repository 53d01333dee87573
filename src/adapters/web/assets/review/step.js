/** One step of the draft: its title and a line about it; opened when it is selected, with all that can be edited. */
import { h, icon } from '../dom.js';
import { within } from './durations.js';
import { growing, put } from './field.js';
import { placeProblems } from './problems.js';
import { roleName } from './role-select.js';
import { select, selected } from './selection.js';
import { edit, review, withStep } from './state.js';
import { createBody } from './step-body.js';

/** `acts` are what the list does with a step: { drag, move, focusNext }. */
export function createStep(id, acts) {
  const number = h('span', { class: 'step-number', 'aria-hidden': 'true' });
  const grip = h(
    'button',
    {
      ...{ type: 'button', class: 'grip', title: 'Drag, or Alt with the arrow keys' },
      onpointerdown: (event) => acts.drag(event, id),
      onclick: () => select(id, 'draft'),
    },
    icon('grip', 18),
  );
  const title = growing({
    ...{ label: 'Title of the step', maxlength: 200, className: 'step-title', oneLine: true, data: 'title' },
    change: (text) =>
      edit(
        withStep(id, (step) => ({ ...step, title: text })),
        { group: `${id}.title`, about: 'the title', isOwn: true },
      ),
  });
  title.dataset.path = `steps.${id}.title`;
  const line = h('p', { class: 'step-line' });
  const marks = h('span', { class: 'step-marks' });
  const wrong = h('ul', { class: 'step-wrong', role: 'alert', hidden: true });
  const slot = h('div', { class: 'step-slot' });
  const element = h(
    'li',
    {
      ...{ class: 'step', 'data-step': id },
      onfocusin: ({ target }) => {
        if (target.dataset.field === 'title' || target.dataset.field === 'instructions') written = target;
        select(id, 'draft');
      },
      onkeydown: (event) => {
        if (!event.altKey || event.ctrlKey || event.metaKey) return;
        const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
        if (by === undefined) return;
        event.preventDefault();
        acts.move(id, by);
      },
    },
    h('div', { class: 'step-rail' }, number, grip),
    h(
      'div',
      { class: 'step-main' },
      h('div', { class: 'step-head', 'data-after': '' }, title, marks),
      line,
      wrong,
      slot,
    ),
  );
  element.addEventListener('click', (event) => {
    if (event.target.closest('button, input, select, textarea, a, label')) return;
    select(id, 'draft');
  });
  let body;
  let shown = [];
  let wasOpen = false;
  let hadProblems = false;
  // A press on a button takes the focus from the text; where its cursor was stays known.
  let written = title;
  const cursor = () => ({ field: written.dataset.field, at: written.selectionStart });

  function drawBody(step, context) {
    const isOpen = selected() === id;
    element.classList.toggle('selected', isOpen);
    element.setAttribute('aria-current', isOpen ? 'step' : 'false');
    if (!isOpen) {
      body = undefined;
      slot.replaceChildren();
      return;
    }
    if (!body) {
      body = createBody(id, acts, cursor);
      slot.replaceChildren(body.element);
    }
    body.update(step, context);
  }

  return {
    element,
    /** `context`: { index, count, questions, problems, change, inferences }. */
    update(step, context) {
      const { index, count, problems, change, questions } = context;
      const isOpen = selected() === id;
      const now = [step, index, count, change, problems.length, questions.length, review.work.roles];
      // Most steps of a long draft stay as they are while one is written.
      if (!isOpen && !wasOpen && problems.length === 0 && now.every((one, at) => one === shown[at]) && !hadProblems)
        return;
      shown = now;
      hadProblems = problems.length > 0;
      wasOpen = isOpen;
      number.textContent = String(index + 1);
      grip.setAttribute(
        'aria-label',
        `Step ${context.index + 1} of ${context.count}: move with Alt and the arrow keys`,
      );
      put(title, step.title);
      title.setAttribute('aria-label', `Title of step ${context.index + 1}`);
      line.textContent = about(step);
      line.hidden = line.textContent === '';
      marks.replaceChildren(...marksOf(step, context));
      drawBody(step, context);
      const left = placeProblems(element, context.problems);
      wrong.replaceChildren(...left.map((one) => h('li', {}, wordsOf(one, step))));
      wrong.hidden = left.length === 0;
    },
    focus: (field = 'title') => (element.querySelector(`[data-field="${CSS.escape(field)}"]`) ?? title).focus(),
  };
}

function about({ role, due, evidence, approval, options, kind }) {
  const parts = [
    kind === 'approval' || role === undefined ? '' : roleName(role),
    within(due),
    options ? `decides: ${options.map((one) => one.title).join(' / ')}` : '',
    ...evidence.slice(0, 3).map(recorded),
    evidence.length > 3 ? `${evidence.length - 3} more to record` : '',
    approval ? `approved by ${roleName(approval.role)}` : '',
  ];
  return parts.filter((part) => part !== '').join(' · ');
}

function recorded({ title, unit, min, max }) {
  if (min !== undefined && max !== undefined) return `${title}, ${min} to ${max} ${unit ?? ''}`.trim();
  if (min !== undefined) return `${title}, at least ${min} ${unit ?? ''}`.trim();
  if (max !== undefined) return `${title}, at most ${max} ${unit ?? ''}`.trim();
  return unit ? `${title}, ${unit}` : title;
}

const CHANGES = { added: 'New', changed: 'Changed' };

function marksOf(step, { questions, change }) {
  return [
    CHANGES[change] &&
      h('span', { class: 'tag', 'data-tone': change === 'added' ? 'good' : 'accent' }, CHANGES[change]),
    step.kind === 'decision' && h('span', { class: 'tag' }, 'Decision'),
    step.kind === 'approval' && h('span', { class: 'tag' }, 'Approval'),
    questions.length > 0 && h('span', { class: 'tag', 'data-tone': 'attention' }, `${questions.length} to check`),
  ].filter(Boolean);
}

const FIELDS = {
  ...{
    title: 'The title',
    instructions: 'The instructions',
    role: 'Who does it',
    due: 'Within',
    approval: 'The approval',
  },
  ...{ when: 'The condition', needs: 'What it waits for', options: 'The ways', remind: 'The reminder' },
};

/** The problem with the field's name instead of its path. */
function wordsOf({ path, problem }, step) {
  const [, , field, id] = path.split('.');
  const item = field === 'evidence' ? step.evidence.find((one) => one.id === id)?.title : undefined;
  const name = item ? `“${item}”` : FIELDS[field];
  return name ? `${name}: ${problem}` : problem.replace(/^./, (letter) => letter.toUpperCase());
}
