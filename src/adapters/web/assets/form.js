/** A form in a dialog: what Sopwith still needs to know before it does what was asked. */
import { h, icon } from './dom.js';
import { createField } from './fields.js';

/**
 * Shows the form. `submit(fields)` gets field ids and values (files as File lists); the dialog stays open with what
 * was typed when it fails, and closes when it does not.
 */
export function openForm(form, submit) {
  const before = document.activeElement;
  const fields = form.fields.map(createField);
  const failed = h('p', { class: 'field-error', role: 'alert', hidden: true });
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
    h('div', { class: 'dialog-body' }, ...fields.map((field) => field.element), failed),
    h(
      'div',
      { class: 'dialog-foot' },
      h('button', { type: 'button', class: 'button', onclick: close }, 'Cancel'),
      send,
    ),
  );
  const dialog = h('dialog', { 'aria-labelledby': 'dialog-title' }, body);

  body.addEventListener('submit', async (event) => {
    event.preventDefault();
    if (send.disabled || !complete(fields)) return;
    send.disabled = true;
    send.prepend(h('span', { class: 'spin' }));
    try {
      await submit(
        Object.fromEntries(fields.map((field) => [field.id, field.read()]).filter(([, value]) => value !== undefined)),
      );
      close();
    } catch (problem) {
      failed.textContent = problem.message;
      failed.hidden = false;
      send.disabled = false;
      send.querySelector('.spin').remove();
    }
  });
  dialog.addEventListener('close', () => {
    dialog.remove();
    before?.focus?.();
  });
  document.body.append(dialog);
  dialog.showModal();
  fields[0]?.focus();
}

/** Says what is missing under each field, and goes to the first one. */
function complete(fields) {
  const missing = fields.filter((field) => field.required && field.read() === undefined);
  for (const field of fields) field.complain(missing.includes(field) ? 'This is needed.' : '');
  missing[0]?.focus();
  return missing.length === 0;
}
