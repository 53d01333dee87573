/** Puts the review page together: a draft beside its document. */
import { actAs, get } from '../api.js';
import { h, icon } from '../dom.js';
import { subscribe } from '../shared-stream.js';
import { startTheme } from '../theme.js';
import { time, zone } from '../time.js';
import { toast } from '../toast.js';
import { startDocument } from './document.js';
import { kept } from './keeping.js';
import { whoIs } from './meeting.js';
import { notice, speak } from './notices.js';
import { startOutline } from './outline.js';
import { flush, look, saving, startSaving } from './saving.js';
import { onSelect, select } from './selection.js';
import { showSettled, startSettling } from './settle.js';
import { begin, canRedo, canUndo, judge, listen, redo, review, stepsOf, undo } from './state.js';
import { differences, listed } from './told.js';

/** Others' saves are looked for so often even if nothing is told, in ms. */
const LOOK = 20_000;

const { member, sop } = document.documentElement.dataset;
const byId = (id) => document.getElementById(id);
const frame = byId('review');
const narrow = matchMedia('(max-width: 860px)');

async function start() {
  startTheme();
  byId('back').append(icon('back'));
  byId('undo').append(icon('undo'));
  byId('redo').append(icon('redo'));
  actAs(member);
  review.sop = sop;
  const path = `/drafts/${encodeURIComponent(sop)}`;
  const opened = await get(path);
  const back = conversationOf(opened.draft?.place);
  byId('back').href = back;
  byId('about').textContent = about(opened);
  if (!opened.draft) {
    review.settled = opened.settled ?? { how: 'gone', text: 'This SOP has no draft now. /sop revise begins one.' };
    byId('document').hidden = true;
    frame.dataset.alone = 'true';
    return showSettled(back);
  }
  const found = { inferences: [], leftOut: [], places: [], ...(await get(`${path}/document`)) };
  const own = kept(sop, opened.draft.draft);
  if (own) restore(opened, own);
  else begin(opened);
  judge(opened.judged);

  const side = startDocument(byId('document'), {
    ...{ found, file: opened.draft.document, mime: opened.mime },
    shown: () => tab('document'),
  });
  if (!side) frame.dataset.alone = 'true';
  startOutline(byId('draft'), { found: () => found, show: (line) => side?.showLine(line) });
  startSettling({ back });
  startTabs();
  startHistory();
  showSaving();
  startSaving({ at: opened.draft.editedAt, sent: own?.sending });
  followOthers(opened);
  select(stepsOf()[0]?.id, 'start');
  byId('name').textContent = review.work.title;
  listen(({ type }) => {
    if (type === 'work' && review.work.title !== '') byId('name').textContent = review.work.title;
  });
}

/** What this tab had not saved: it goes on as if nothing had happened, also if somebody saved meanwhile. */
function restore(opened, { edit, base, work, answers, questions }) {
  begin(opened);
  Object.assign(review, { edit, base, questions, answers });
  review.work = JSON.stringify(work) === JSON.stringify(base) ? base : work;
}

function about({ key, revision, draft }) {
  const from = draft?.document ? ` · from ${draft.document.name}` : '';
  return `${revision > 0 ? `Draft of revision ${revision + 1}` : 'Draft'} · ${key}${from}`;
}

function conversationOf(place = '') {
  const [platform, channel] = place.split(':');
  return platform === 'web' && channel ? `/#/${encodeURIComponent(channel)}` : '/';
}

function tab(name) {
  frame.dataset.tab = name;
  for (const one of ['document', 'draft']) {
    byId(`tab-${one}`).setAttribute('aria-selected', String(one === name));
    byId(`tab-${one}`).tabIndex = one === name ? 0 : -1;
  }
}

function startTabs() {
  for (const one of ['document', 'draft']) {
    byId(`tab-${one}`).addEventListener('click', () => tab(one));
    byId(`tab-${one}`).addEventListener('keydown', (event) => {
      if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
      const other = one === 'document' ? 'draft' : 'document';
      tab(other);
      byId(`tab-${other}`).focus();
    });
  }
  // On a narrow page the step that was pressed in the document is on the other side.
  onSelect((_, from) => narrow.matches && (from === 'document' || from === 'link') && tab('draft'));
  tab('draft');
}

function startHistory() {
  const draw = () => {
    byId('undo').disabled = !canUndo() || review.settled !== undefined;
    byId('redo').disabled = !canRedo() || review.settled !== undefined;
  };
  const back = () => tellOf('Taken back', undo());
  const forth = () => tellOf('Done again', redo());
  byId('undo').addEventListener('click', back);
  byId('redo').addEventListener('click', forth);
  document.addEventListener('keydown', (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || document.querySelector('dialog[open]')) return;
    const key = event.key.toLowerCase();
    if (key === 's') {
      event.preventDefault();
      void flush();
    }
    if (key !== 'z' && key !== 'y') return;
    // A form that is not part of the draft yet has the browser's own undo.
    if (event.target.closest?.('.question')) return;
    event.preventDefault();
    if (review.settled) return;
    if (key === 'y' || event.shiftKey) forth();
    else back();
  });
  listen(draw);
  draw();
}

function tellOf(what, about) {
  if (about !== undefined) speak(`${what}: ${about}.`);
}

function showSaving() {
  const element = byId('save-state');
  const draw = () => {
    element.dataset.state = review.settled ? 'saved' : saving.state;
    const words = review.settled ? '' : wordsOf(saving);
    if (element.textContent === words) return;
    // That it is being saved is seen, and not read out each second; that it is saved, or not, is.
    const isOnTheWay = saving.state === 'waiting' || saving.state === 'saving';
    element.replaceChildren(h('span', { 'aria-hidden': isOnTheWay && 'true' }, words));
  };
  listen(draw);
  draw();
}

function wordsOf({ state, at, message }) {
  switch (state) {
    case 'saved':
      return at === undefined ? '' : `Saved ${time(at)}`;
    case 'waiting':
    case 'saving':
      return 'Saving…';
    case 'lost':
      return 'No connection. Kept here.';
    case 'apart':
      return 'Not saved: two versions';
    case 'wrong':
      return `Not saved: ${message.replace(/^./, (letter) => letter.toLowerCase()).replace(/\.$/, '')}`;
  }
}

/** Hears at once when the draft changes elsewhere, and looks now and then in case nothing was told. */
function followOthers({ seq }) {
  let known = seq;
  let looking = false;
  let again = false;
  async function check() {
    again = looking;
    if (looking) return;
    looking = true;
    const news = await look().catch((failed) => void (failed.status > 0 && toast(failed.message)));
    looking = false;
    if (news) tellNews(news);
    if (again) await check();
  }
  const lost = byId('connection');
  lost.textContent = 'Connection lost. What you write is kept here until it is back.';
  subscribe({
    ...{ member, zone, seen: () => known },
    happened({ type, seq: now, data }) {
      if (now !== undefined) known = now;
      if (type === 'other_member') return location.reload();
      if (type === 'connected') lost.hidden = data;
      void check();
    },
  });
  setInterval(() => document.hidden || void check(), LOOK);
  addEventListener('focus', () => void check());
}

function tellNews({ found, before }) {
  const what = listed(differences(before, found.definition));
  notice(`${whoIs(found)} changed ${what} at ${time(found.editedAt)}. You see it as it is now.`);
}

start().catch((failed) => {
  frame.dataset.alone = 'true';
  byId('document').hidden = true;
  byId('draft').replaceChildren(
    h('div', { class: 'empty' }, h('h2', {}, 'The draft did not open'), h('p', {}, failed.message)),
  );
});
