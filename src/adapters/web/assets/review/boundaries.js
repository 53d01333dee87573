/** What nobody decides alone: where a run stops, and who then decides. */
import { h, icon } from '../dom.js';
import { change } from './change.js';
import { createCondition } from './condition.js';
import { iconButton, labelled, put } from './field.js';
import { createPart } from './part.js';
import { placeProblems } from './problems.js';
import { roleName, roleSelect } from './role-select.js';
import { createRows } from './rows.js';
import { edit, endGroup, review, withEntry, withoutEntry } from './state.js';

export function createBoundaries() {
  const rows = createRows(h('ul', { class: 'items', 'aria-label': 'What nobody decides alone' }), createBoundary);
  const add = createNew();
  const part = createPart(
    {
      ...{ name: 'boundaries', title: 'What nobody decides alone' },
      note: 'Where this holds a run stops, until the named role has decided.',
    },
    rows.element,
    add.element,
  );
  return {
    element: part.element,
    update() {
      rows.update(review.work.boundaries);
      add.update();
      part.update(review.work.boundaries.map((one) => one.title));
    },
  };
}

function createBoundary(id) {
  const path = `boundaries.${id}`;
  const title = h('input', {
    ...{ class: 'input', 'aria-label': 'What it is about', maxlength: 200, 'data-path': `${path}.title` },
    onblur: endGroup,
    oninput: () =>
      edit(
        withEntry('boundaries', id, (one) => ({ ...one, title: title.value })),
        { group: `${path}.title`, about: 'the boundary', isOwn: true },
      ),
  });
  const when = createCondition({
    ...{ label: 'Stops where', path: `${path}.when` },
    change: (expression) =>
      edit(
        withEntry('boundaries', id, (one) => ({ ...one, when: expression })),
        { group: `${path}.when`, about: 'the boundary' },
      ),
  });
  const role = roleSelect({
    ...{ label: 'Who decides then', about: 'who decides', target: () => ({ for: 'boundary', boundary: id }) },
    pick: (picked) =>
      edit(
        withEntry('boundaries', id, (one) => ({ ...one, role: picked })),
        { about: 'who decides' },
      ),
  });
  const away = () => edit(withoutEntry('boundaries', id), { about: 'the boundary' });
  return {
    element: h(
      'li',
      { class: 'item', 'data-path': path },
      h(
        'div',
        { class: 'item-row', 'data-after': '' },
        title,
        iconButton(icon('close', 16), 'Take this boundary away', away),
      ),
      labelled('Stops where', when.element),
      labelled('Who decides then', role.element),
    ),
    update(boundary) {
      put(title, boundary.title);
      when.update(boundary.when, review.work);
      role.update(boundary.role);
    },
  };
}

/** A boundary is added as a whole: half of one would keep all else from being saved. */
function createNew() {
  let expression = '';
  const title = h('input', {
    ...{ class: 'input', maxlength: 200, placeholder: 'Refund of more than 1,000 EUR', 'data-path': 'title' },
  });
  const when = createCondition({
    ...{ label: 'Stops where', path: 'when' },
    change: (text) => {
      expression = text;
      when.update(expression, review.work);
    },
  });
  const role = h('input', { class: 'input', maxlength: 200, list: 'known-roles', 'data-path': 'role' });
  const roles = h('datalist', { id: 'known-roles' });
  const open = h('button', { type: 'button', class: 'button small', 'aria-expanded': 'false' }, 'Add a boundary');
  const form = h(
    'form',
    { class: 'item new-item', hidden: true, novalidate: true, 'aria-label': 'A new boundary' },
    labelled('What it is about', title),
    labelled('Stops where', when.element),
    labelled('Who decides then', role),
    roles,
    h(
      'div',
      { class: 'item-foot' },
      h('button', { type: 'button', class: 'button small', onclick: () => show(false) }, 'Cancel'),
      h('button', { type: 'submit', class: 'button small primary' }, 'Add'),
    ),
  );
  const show = (isShown) => {
    form.hidden = !isShown;
    open.hidden = isShown;
    if (isShown) title.focus();
    else open.focus();
  };
  open.addEventListener('click', () => {
    role.value ||= roleName(review.work.exception_owner ?? review.work.accountable_manager ?? '');
    show(true);
  });
  form.addEventListener('input', () => placeProblems(form, []));
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const given = { title: title.value.trim(), when: expression.trim(), role: role.value.trim() };
    const empty = Object.keys(given).filter((name) => given[name] === '');
    placeProblems(
      form,
      empty.map((path) => ({ path, problem: 'must not be empty.' })),
    );
    if (empty.length > 0) return form.querySelector('[aria-invalid]')?.focus();
    const failed = ({ problems = [] }) =>
      placeProblems(
        form,
        problems.map(({ path, problem }) => ({ path: path.split('.')[2] ?? path, problem })),
      );
    if (!(await change({ type: 'addBoundary', ...given }, 'the boundary', { failed }))) return;
    expression = '';
    form.reset();
    show(false);
  });
  return {
    element: h('div', { class: 'new-box' }, open, form),
    update() {
      when.update(expression, review.work);
      roles.replaceChildren(...review.work.roles.map(({ id }) => h('option', { value: roleName(id) })));
    },
  };
}
