/** What the draft says of the SOP as a whole: title, purpose, who has which role in it. */
import { h, icon } from '../dom.js';
import { toast } from '../toast.js';
import { createBoundaries } from './boundaries.js';
import { change } from './change.js';
import { adder, growing, iconButton, labelled, put } from './field.js';
import { createInputs } from './inputs.js';
import { placeProblems } from './problems.js';
import { keepQuestions, openQuestions } from './question.js';
import { roleName, roleSelect } from './role-select.js';
import { createRoutine } from './routine.js';
import { createSources } from './sources.js';
import { edit, endGroup, review, stepOf, withField } from './state.js';

/** `routine()`: the schedule that the document speaks of. */
export function createHead(routine) {
  const set = (field, about) => (value) =>
    edit(withField(review.work, field, value), { group: field, about, isOwn: true });
  const title = growing({
    ...{ label: 'Title of the SOP', maxlength: 200, className: 'sop-title', oneLine: true, data: 'sop.title' },
    // A title stays, though empty: saving says that it is missing.
    change: (text) => edit({ ...review.work, title: text }, { group: 'title', about: 'the title', isOwn: true }),
  });
  const wrong = h('ul', { class: 'step-wrong', role: 'alert', hidden: true });
  const purpose = growing({
    ...{ label: 'Purpose', maxlength: 4000, className: 'input', placeholder: 'What it is for', data: 'sop.purpose' },
    change: set('purpose', 'the purpose'),
  });
  const scope = growing({
    ...{ label: 'Scope', maxlength: 4000, className: 'input', placeholder: 'What it is about, and what it is not' },
    ...{ change: set('scope', 'the scope'), data: 'sop.scope' },
  });
  const roles = h('ul', { class: 'roles', 'aria-label': 'Roles' });
  const another = adder('Add a role…', (named) => void change({ type: 'role', named }, 'the new role'));
  const holder = (field, label) =>
    roleSelect({
      ...{ label, none: 'Nobody', about: label.toLowerCase(), target: () => ({ for: field }) },
      pick: (role) => edit(withField(review.work, field, role), { about: label.toLowerCase() }),
    });
  const manager = holder('accountable_manager', 'Answers for it');
  const owner = holder('exception_owner', 'Decides on problems');
  const questions = h('div', { class: 'questions' });
  const parts = [createInputs(), createSources(), createBoundaries(), createRoutine(routine)];
  for (const [field, path] of [
    [title, 'title'],
    [purpose, 'purpose'],
    [scope, 'scope'],
    [manager.element, 'accountable_manager'],
    [owner.element, 'exception_owner'],
  ])
    field.dataset.path = path;
  const element = h(
    'section',
    { class: 'sop-head', 'aria-label': 'The SOP' },
    title,
    wrong,
    labelled('Purpose', purpose),
    labelled('Scope', scope),
    h(
      'div',
      { class: 'pair' },
      h('span', { class: 'pair-label' }, 'Roles'),
      h('div', { class: 'role-box' }, roles, another),
    ),
    h(
      'div',
      { class: 'pairs two' },
      labelled('Answers for it', manager.element),
      labelled('Decides on problems', owner.element),
    ),
    questions,
    h('div', { class: 'parts' }, ...parts.map((part) => part.element)),
  );

  return {
    element,
    focusQuestion: () => questions.querySelector('input, select, textarea')?.focus(),
    update() {
      const { work, judged } = review;
      put(title, work.title);
      put(purpose, work.purpose ?? '');
      drawRoles(roles, work.roles);
      manager.update(work.accountable_manager);
      owner.update(work.exception_owner);
      put(scope, work.scope ?? '');
      for (const part of parts) part.update();
      const whole = (judged.problems ?? []).filter((one) => one.path.split('.')[0] !== 'steps');
      // What is wrong in a part that is closed could not be seen.
      for (const { path } of whole) openPart(element, path);
      const left = placeProblems(element, whole);
      wrong.replaceChildren(
        ...left.map(({ path, problem }) => h('li', {}, `${path.replaceAll('_', ' ')}: ${problem}`)),
      );
      wrong.hidden = left.length === 0;
      // Those about a step that is gone are asked here.
      keepQuestions(
        questions,
        openQuestions().filter((one) => !one.step || !stepOf(one.step)),
      );
    },
  };
}

function openPart(element, path) {
  const part = element.querySelector(`[data-part="${CSS.escape(path.split('.')[0])}"]`);
  if (part) part.open = true;
}

function drawRoles(list, roles) {
  const signature = JSON.stringify(roles.map((role) => role.id));
  if (list.dataset.signature !== signature) {
    list.dataset.signature = signature;
    list.replaceChildren(...roles.map(({ id }) => roleChip(id)));
  }
  for (const [index, { id }] of roles.entries()) {
    const input = list.children[index].querySelector('input');
    put(input, roleName(id));
    input.style.setProperty('--letters', String(Math.max(4, input.value.length)));
  }
}

function roleChip(id) {
  const rename = (event) => {
    const title = event.target.value;
    event.target.style.setProperty('--letters', String(Math.max(4, title.length)));
    const roles = review.work.roles.map((role) => (role.id === id ? { ...role, title } : role));
    edit({ ...review.work, roles }, { group: `role.${id}`, about: 'the name of a role' });
  };
  const away = () => {
    if (isUsed(id)) return toast(`“${roleName(id)}” still has steps or approvals. Give those to another role first.`);
    edit(
      { ...review.work, roles: review.work.roles.filter((role) => role.id !== id) },
      { about: `the role “${roleName(id)}”` },
    );
  };
  return h(
    'li',
    { class: 'role' },
    h('input', {
      ...{ 'aria-label': 'Name of a role', maxlength: 200, oninput: rename, onblur: endGroup },
      ...{ 'data-path': `roles.${id}`, 'data-after': '' },
    }),
    iconButton(icon('close', 14), 'Take this role away', away),
  );
}

function isUsed(id) {
  const { roles: _, ...rest } = review.work;
  const named = (value, key) =>
    typeof value === 'object' && value !== null
      ? Object.entries(value).some(([field, part]) => named(part, field))
      : value === id && ['role', 'above', 'to', 'accountable_manager', 'exception_owner'].includes(key);
  return named(rest, '');
}
