/** What Sopwith answers to one person alone: a card that only they see, a form, a file, or nothing. */

import { newKey, post, upload } from './api.js';
import { createCard, isRefusal } from './card.js';
import { h, icon } from './dom.js';
import { download } from './files.js';
import { openForm } from './form.js';

/**
 * Presses a button: sends files of its fields first, then the press. `fields` may hold lists of File.
 * `place` is { channel, thread }. Gives the answer; throws `RequestFailed`.
 */
export async function press(value, fields, place, progress = () => {}) {
  const key = newKey();
  const ready = {};
  for (const [id, field] of Object.entries(fields ?? {}))
    ready[id] = isFiles(field) ? await store(field, progress) : field;
  return (await post('/actions', { value, place, ...(fields && { fields: ready }) }, key)).answer;
}

const isFiles = (field) => Array.isArray(field) && field[0] instanceof File;

async function store(files, progress) {
  const { files: stored } = await upload('/files', files, {}, progress);
  return stored.length === 1 ? stored[0] : stored;
}

/** Shows an answer. `show(element)` puts what only this person sees into its place; `asked` is what they had typed. */
export function present(answer, { place, asked, show }) {
  const pressHere = (value, fields, progress) => press(value, fields, place, progress);
  const presentNext = (next) => present(next, { place, show });
  switch (answer.type) {
    case 'none':
      return;
    case 'card':
      return show(privately(asked, createCard(answer, pressHere, presentNext).element));
    case 'form':
      return openForm(answer.form, async (fields) => {
        const next = await pressHere(answer.value, fields);
        if (isRefusal(next)) return createCard(next, pressHere, presentNext).element;
        present(next, { place, asked, show });
      });
    case 'file':
      download(answer);
      return show(privately(asked, h('p', {}, answer.text), againButton(answer)));
  }
}

function againButton(answer) {
  return h(
    'button',
    { type: 'button', class: 'button again', title: answer.name, onclick: () => download(answer) },
    'Download again',
  );
}

/** The frame around what only this person sees. */
function privately(asked, ...children) {
  const element = h('section', { class: 'private', 'aria-label': 'Only you can see this' });
  const dismiss = h('button', { type: 'button', class: 'text-button', onclick: () => element.remove() }, 'Dismiss');
  const said = asked ? ` · ${asked}` : '';
  element.append(
    h(
      'div',
      { class: 'private-head' },
      icon('eye', 15),
      h('span', { class: 'asked' }, `Only you can see this${said}`),
      dismiss,
    ),
    ...children,
  );
  return element;
}
