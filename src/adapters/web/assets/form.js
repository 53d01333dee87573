/** A form in a dialog: what Sopwith still needs to know before it does what was asked. */
import { h, icon } from './dom.js';
import { createField } from './fields.js';

/**
 * Shows the form. `submit(fields)` gets field ids and values (files as File lists); the dialog stays open with what
 * was typed when it fails or when it gives an element that says why not, and closes when it does not.
 */
export function openForm(form, submit) {
  const before = document.activeElement;
  const fields = form.fields.map(createField);
  const problem = h('div', { class: 'problem', role: 'alert', hidden: true });
  const send = h('button', { type: 'submit', class: 'button primary' }, form.submit);
  const close = () => dialog.close();
  const body = h(
    'form',
    { method: 'dialog', novalidate: true },
    h(
      'div',
      { class: 'dialog-head' },
      h('h2', { id: 'dialog-title' }, form.title),
      h('button', { type: 'button', class: 'icon-button', 'aria-label': 'Close', onclick: close }, icon('close')),
    ),
    h('div', { class: 'dialog-body' }, ...fields.map((field) => field.element), problem),
    h(
      'div',
      { class: 'dialog-foot' },
      h('button', { type: 'button', class: 'button', onclick: close }, 'Cancel'),
      send,
    ),
  );
  const wide = fields.some((field) => field.long);
  const dialog = h('dialog', { class: wide ? 'wide' : undefined, 'aria-labelledby': 'dialog-title' }, body);

  body.addEventListener('submit', async (event) => {
    event.preventDefault();
    if (send.disabled || !complete(fields)) return;
    send.disabled = true;
    send.prepend(h('span', { class: 'spin' }));
    const refusal = await submit(answersOf(fields)).catch((problem) => h('p', {}, problem.message));
    if (refusal === undefined) return close();
    problem.replaceChildren(refusal);
    problem.hidden = false;
    problem.scrollIntoView({ block: 'nearest' });
    send.disabled = false;
    send.querySelector('.spin').remove();
  });
  dialog.addEventListener('close', () => {
    dialog.remove();
    // The card of the button may have been drawn anew meanwhile.
    const again =
      before?.title && [...document.querySelectorAll('.card button')].find(({ title }) => title === before.title);
    (before?.isConnected ? before : again || undefined)?.focus?.();
  });
  document.body.append(dialog);
  dialog.showModal();
  fields[0]?.focus();
}

/** What was filled in; what was left empty is left out. */
function answersOf(fields) {
  return Object.fromEntries(fields.map((field) => [field.id, field.read()]).filter(([, value]) => value !== undefined));
}

/** Says what is missing under each field, and goes to the first one. */
function complete(fields) {
  const missing = fields.filter((field) => field.required && field.read() === undefined);
  for (const field of fields) field.complain(missing.includes(field) ? 'This is needed.' : '');
  missing[0]?.focus();
  return missing.length === 0;
}
