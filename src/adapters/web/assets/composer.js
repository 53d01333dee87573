/** The message box: text, `/sop …`, and files that are chosen, dropped or pasted. */

import { newKey, post, upload } from './api.js';
import { createCompletion } from './completion.js';
import { h, icon } from './dom.js';
import { createStage } from './stage.js';
import { toast } from './toast.js';
import { takeMessage, workspace } from './workspace.js';

/** What can be read as a document. */
const DOCUMENT = /\.(pdf|docx|docm|xlsx|xlsm|xls|ods|csv|tsv|html?|md|markdown|txt|zip|ya?ml)$/i;
const IMPORT = '/sop import';

/** What was typed and not sent, by place: going elsewhere and coming back loses nothing. */
const drafts = new Map();

/**
 * `place` is { channel, thread }; `answered(answer, text, channel)` gets what Sopwith says to this person alone, and the
 * channel that it is about where they named another one.
 * `pane` is where files may be dropped.
 */
export function createComposer({ pane, place, label, answered }) {
  const draftKey = `${place.channel}/${place.thread ?? ''}`;
  const box = h('textarea', {
    rows: '1',
    placeholder: label,
    'aria-label': label,
    maxlength: workspace.limits.text,
    value: drafts.get(draftKey) ?? '',
  });
  const sendButton = h(
    'button',
    { type: 'button', class: 'icon-button send', 'aria-label': 'Send', title: 'Send (Enter)', onclick: send },
    icon('send'),
  );
  const note = h('span', { role: 'status' });
  // Somebody who has just dropped a document need not know the phrase.
  const offer = h(
    'button',
    { type: 'button', class: 'text-button offer', hidden: true, onclick: () => makeSop() },
    'Make an SOP of it',
    h('kbd', {}, IMPORT),
  );
  const resize = () => {
    box.style.height = 'auto';
    box.style.height = `${box.scrollHeight}px`;
    drafts.set(draftKey, box.value);
    sendButton.disabled = box.value.trim() === '' && stage.files().length === 0;
    offer.hidden = box.value.trim() !== '' || !stage.files().some((file) => DOCUMENT.test(file.name));
  };
  const stage = createStage(pane, resize);
  const completion = createCompletion(box, (text) => {
    box.value = text;
    box.focus();
    resize();
    void completion.look(text);
  });
  let retry;
  let sending = false;

  function makeSop() {
    box.value = IMPORT;
    void send();
  }

  async function send() {
    const text = box.value.trim();
    const files = stage.files();
    if (sending || (text === '' && files.length === 0)) return;
    // The same words after a failure are the same message: the key is kept, so it cannot be said twice.
    if (retry?.text !== text || retry.files !== files.length) retry = { text, files: files.length, key: newKey() };
    sending = true;
    completion.close();
    box.value = '';
    resize();
    const slow = setTimeout(
      () => note.replaceChildren(h('span', { class: 'working' }, h('span', { class: 'spin' }), 'Working on it…')),
      400,
    );
    try {
      await deliver(text, files, retry.key);
      retry = undefined;
    } catch (failed) {
      toast(failed.message);
      box.value = [text, box.value].filter(Boolean).join('\n');
    }
    clearTimeout(slow);
    note.replaceChildren();
    sending = false;
    resize();
  }

  async function deliver(text, files, key) {
    const address = `/channels/${encodeURIComponent(place.channel)}`;
    // What is or looks like a phrase is sent by itself: the server says which it is.
    const isApart = /^([/\\]|sop\s)/i.test(text);
    if (files.length) {
      const fields = { text: isApart ? '' : text, thread: place.thread ?? '' };
      const said = await upload(`${address}/files`, files, fields, stage.progress, `${key}-files`);
      take(said, text);
      stage.clear();
      if (!isApart) return;
    }
    take(await post(`${address}/messages`, { text, thread: place.thread ?? null }, key), text);
  }

  function take({ message, answer, channel, recorded }, text) {
    if (message) takeMessage(message);
    // What was taken as evidence is on the run's card; whoever sent it need not look there.
    if (recorded) toast('✓ Recorded');
    if (answer) answered(answer, text, channel);
  }

  box.addEventListener('input', () => {
    resize();
    void completion.look(box.value);
  });
  box.addEventListener('keydown', (event) => {
    if (event.isComposing) return;
    if (completion.key(event)) {
      event.preventDefault();
      event.stopPropagation();
    } else if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      void send();
    }
  });
  box.addEventListener('paste', (event) => {
    if (event.clipboardData.files.length === 0) return;
    event.preventDefault();
    stage.add(event.clipboardData.files);
  });

  const keys = h(
    'span',
    { class: 'keys' },
    h('kbd', {}, 'Enter'),
    ' sends · ',
    h('kbd', {}, 'Shift Enter'),
    ' starts a line',
  );
  const row = h('div', { class: 'composer-row' }, stage.button, box, sendButton);
  const element = h(
    'div',
    { class: 'composer' },
    completion.list,
    h('div', { class: 'composer-box' }, stage.element, row),
    h('div', { class: 'hint' }, note, offer, keys),
  );
  requestAnimationFrame(resize);
  return { element, focus: () => box.focus(), close: stage.close };
}
