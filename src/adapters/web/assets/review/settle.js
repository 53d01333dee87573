/** Publishing and discarding, and what stands here afterwards. */

import { get, newKey, post } from '../api.js';
import { h } from '../dom.js';
import { time } from '../time.js';
import { toast } from '../toast.js';
import { whoIs } from './meeting.js';
import { openQuestions } from './question.js';
import { flush, saving } from './saving.js';
import { judge, listen, review, settle } from './state.js';
import { differences, listed } from './told.js';

export function startSettling({ back }) {
  const publish = document.getElementById('publish');
  const discard = document.getElementById('discard');
  const draw = () => {
    const { problems, missing } = review.judged;
    const isOver = review.settled !== undefined;
    publish.disabled = isOver || saving.state === 'apart';
    publish.title = problems?.length || missing?.length ? 'Something is missing: it says above what' : '';
    discard.disabled = isOver;
  };
  publish.addEventListener('click', () => void confirmPublish(publish));
  discard.addEventListener('click', () => confirmDiscard(discard));
  listen(({ type }) => {
    draw();
    if (type === 'settled') showSettled(back);
  });
  draw();
}

/** What is published is the edit that stood here when the button was pressed, or nothing. */
async function confirmPublish(button) {
  const { begun } = review;
  button.disabled = true;
  const isSaved = await flush();
  button.disabled = saving.state === 'apart';
  // Somebody else's changes came in while it was saved: nobody has looked at them here.
  if (review.begun !== begun)
    return toast('Somebody else’s changes came in just now: it says above which. Look at them, then publish.');
  if (!isSaved) return toast(notSaved());
  const open = openQuestions().length;
  const words =
    open === 0
      ? 'Runs that begin from now on follow it. Runs that are under way keep their revision.'
      : `${open === 1 ? 'One question is' : `${open} questions are`} still open, and will not be asked again. Runs that begin from now on follow it.`;
  const seen = { draft: review.draft, edit: review.edit };
  const shown = review.work;
  ask({
    title: `Publish as revision ${review.revision + 1}?`,
    ...{ words, yes: 'Publish', path: 'publish', body: seen },
    refused: async (failed) => {
      if (failed.answer?.code !== 'draft_changed') return failed.message;
      const found = await get(`/drafts/${review.sop}`).catch(() => ({}));
      if (!found.draft) return failed.message;
      const what = listed(differences(shown, found.draft.definition));
      return `Nothing is published: ${whoIs(found.draft).replace(/^You/, 'you')} changed ${what} at ${time(found.draft.editedAt)}. Look at it, then publish.`;
    },
  });
}

function notSaved() {
  if (saving.state === 'lost')
    return 'Sopwith cannot be reached, so the newest changes are not saved yet. Publish when they are.';
  if (saving.state === 'apart') return 'Choose between the two versions first.';
  return 'Something in the draft is wrong, so it is not saved yet. It says where; mend it, then publish.';
}

function confirmDiscard() {
  const words =
    review.revision > 0
      ? `Revision ${review.revision} stays as it is. What was written here is gone for everybody.`
      : 'The draft is gone for everybody. The document stays in the conversation and can be imported again.';
  ask({
    title: 'Discard this draft?',
    words,
    yes: 'Discard',
    path: 'discard',
    tone: 'danger',
    body: { draft: review.draft },
  });
}

function ask({ title, words, yes, path, body, tone = 'primary', refused = (failed) => failed.message }) {
  const before = document.activeElement;
  const problem = h('div', { class: 'problem', role: 'alert', hidden: true });
  const send = h('button', { type: 'submit', class: `button ${tone}` }, yes);
  const key = newKey();
  const form = h(
    'form',
    { method: 'dialog' },
    h('div', { class: 'dialog-head' }, h('h2', { id: 'ask-title' }, title)),
    h('div', { class: 'dialog-body' }, h('p', {}, words), problem),
    h(
      'div',
      { class: 'dialog-foot' },
      h('button', { type: 'button', class: 'button', onclick: () => dialog.close() }, 'Cancel'),
      send,
    ),
  );
  const dialog = h('dialog', { 'aria-labelledby': 'ask-title' }, form);
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    send.disabled = true;
    try {
      const answer = await post(`/drafts/${review.sop}/${path}`, body, key);
      dialog.close();
      settle({ ...answer.settled, key: answer.key, revision: answer.revision });
    } catch (failed) {
      const { problems = [], code } = failed.answer ?? {};
      if (code === 'not_publishable' || code === 'definition_invalid') judge({ ...review.judged, missing: problems });
      problem.replaceChildren(
        h('p', {}, await refused(failed)),
        problems.length > 0 ? h('ul', {}, ...problems.map((one) => h('li', {}, one.problem))) : '',
      );
      problem.hidden = false;
      send.disabled = code !== undefined;
    }
  });
  dialog.addEventListener('close', () => {
    dialog.remove();
    before?.focus?.();
  });
  document.body.append(dialog);
  dialog.showModal();
  (tone === 'danger' ? form.querySelector('button') : send).focus();
}

/** What the page says once there is no draft any more. */
export function showSettled(back) {
  const { how, text, key, revision } = review.settled;
  const titles = { published: 'Published', discarded: 'Discarded' };
  const isOurs = how === 'published' && key;
  const sentence = isOurs
    ? [`It is revision ${revision} now. Run it with `, h('code', {}, `/sop run ${key}`), '.']
    : [text];
  const draft = document.getElementById('draft');
  document.getElementById('notices').replaceChildren();
  draft.replaceChildren(
    h(
      'div',
      { class: 'empty', role: 'status' },
      h('h2', {}, titles[how] ?? 'This draft is settled'),
      h('p', {}, ...sentence),
      h('a', { class: 'button primary', href: back }, 'Back to the conversation'),
    ),
  );
  draft.closest('.review').dataset.settled = how ?? 'gone';
  draft.querySelector('a').focus();
}
