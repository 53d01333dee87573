/**
 * Saving by itself: a second after the last key, when a field is left, when the page is hidden. One request at a time;
 * what got no answer is sent again under the same key until it gets one, so that nothing is saved twice and nothing is
 * lost. What somebody else saved meanwhile is brought together with it (`meeting.js`).
 */
import { get, newKey, post } from '../api.js';
import { isKept, keep } from './keeping.js';
import { meet } from './meeting.js';
import { notice } from './notices.js';
import { begin, isDirty, judge, listen, review, saved, settle, tell } from './state.js';

const AFTER = 1000;
/** Somebody who types on and on is saved as often as this. */
const AT_MOST = 5000;
const RETRY_FIRST = 1500;
const RETRY_MOST = 15_000;
/** A browser sends this much for a page that is closing, in bytes. */
const LAST_WORDS = 60_000;

/** `saved`, `waiting`, `saving`, `lost` (no connection), `wrong` (refused: `message`), `apart` (conflicts are open). */
export const saving = { state: 'saved', at: undefined, message: '' };

let timer;
let since;
let sending;
let busy;
let retry = RETRY_FIRST;

function become(state, more = {}) {
  Object.assign(saving, { state, message: '', ...more });
  tell({ type: 'saving' });
}

export function startSaving({ at, sent }) {
  sending = sent;
  listen(({ type, isOwn }) => {
    if (type !== 'work') return;
    keep(sending);
    if (saving.state === 'apart' || review.settled) return;
    if (!isDirty()) return sending ? undefined : become('saved');
    if (saving.state !== 'lost' && saving.state !== 'saving') become('waiting');
    schedule(isOwn ? AFTER : AFTER / 4);
  });
  addEventListener('focusout', () => saving.state === 'waiting' && schedule(0));
  document.addEventListener('visibilitychange', () => document.hidden && void flush());
  addEventListener('pagehide', lastWords);
  addEventListener('online', () => saving.state === 'lost' && void flush());
  addEventListener('beforeunload', (event) => {
    if (isDirty() && (saving.state === 'wrong' || saving.state === 'apart' || !isKept())) event.preventDefault();
  });
  become('saved', { at });
  if (isDirty() || sending) void flush();
}

function schedule(after) {
  clearTimeout(timer);
  since ??= Date.now();
  timer = setTimeout(() => void flush(), Math.max(0, Math.min(after, since + AT_MOST - Date.now())));
}

/** Saves what there is. Resolves to whether everything is saved. */
export async function flush() {
  clearTimeout(timer);
  while (busy) await busy;
  if (review.settled || saving.state === 'apart' || (!isDirty() && !sending)) return !isDirty();
  busy = send().finally(() => {
    busy = undefined;
  });
  await busy;
  return !isDirty() && saving.state === 'saved';
}

async function send() {
  since = undefined;
  const { draft, edit, work: definition, answers } = review;
  sending ??= { key: newKey(), body: { draft, edit, definition, answers } };
  const { key, body } = sending;
  // After a reload the same words are another object.
  const sent = { definition: body.definition, answers: body.answers };
  keep(sending);
  become('saving');
  try {
    const answer = await post(`/drafts/${review.sop}/save`, body, key);
    sending = undefined;
    retry = RETRY_FIRST;
    saved(answer, sent);
    keep();
    if (!isDirty()) return become('saved', { at: answer.savedAt });
    become('waiting', { at: answer.savedAt });
    schedule(AFTER);
  } catch (failed) {
    if (failed.status === 0 || failed.status >= 500) return lost();
    sending = undefined;
    keep();
    await refused(failed);
  }
}

function lost() {
  become('lost');
  clearTimeout(timer);
  timer = setTimeout(() => void flush(), retry);
  retry = Math.min(retry * 2, RETRY_MOST);
}

/** `see step 3` */
function whereIn([first]) {
  const [list, name] = first.path.split('.');
  const index =
    list === 'steps' ? review.work.steps.findIndex((step, at) => step.id === name || String(at + 1) === name) : -1;
  return index < 0 ? 'see above the steps' : `see step ${index + 1}`;
}

async function refused({ message, answer }) {
  switch (answer.code) {
    case 'draft_changed':
      return bringTogether();
    case 'draft_settled':
    case 'no_draft':
      return settle({ how: 'gone', text: message });
    case 'definition_invalid':
      judge({ ...review.judged, problems: answer.problems });
      return become('wrong', { message: whereIn(answer.problems) });
    default:
      return become('wrong', { message });
  }
}

/** Somebody else saved. What cannot be told stays open until the person has chosen. */
async function bringTogether() {
  become('apart');
  keep();
  const outcome = await meet().catch((failed) => failed);
  if (outcome === 'settled') return;
  if (outcome === 'open') {
    const again = { label: 'Choose now', act: () => void bringTogether() };
    notice('Nothing is saved until you choose between two versions.', {
      tone: 'attention',
      action: again,
      kind: 'choice',
    });
    return;
  }
  if (outcome instanceof Error) {
    become('lost');
    timer = setTimeout(() => void bringTogether(), retry);
    return;
  }
  keep();
  become(isDirty() ? 'waiting' : 'saved', { at: outcome.at });
  if (isDirty()) schedule(0);
}

/** The server may have another edit: of somebody else, or of this person in another tab. */
export async function look() {
  if (busy || saving.state === 'apart' || review.settled) return undefined;
  const found = await get(`/drafts/${review.sop}?have=${review.draft}.${review.edit}`);
  // It was published here meanwhile: what this page says of it says more.
  if (review.settled) return undefined;
  // It was saved here meanwhile.
  if (found.same || busy || (found.draft && found.draft.draft === review.draft && found.draft.edit <= review.edit))
    return undefined;
  if (!found.draft) {
    settle(found.settled ?? { how: 'gone', text: 'This draft is settled.' });
    return undefined;
  }
  if (isDirty()) {
    await bringTogether();
    return undefined;
  }
  const before = review.base;
  begin(found);
  judge(found.judged);
  become('saved', { at: found.draft.editedAt });
  return { found: found.draft, before };
}

/** The page is going: what is small enough is sent all the same, what is not stays in the tab. */
function lastWords() {
  if (!isDirty() || busy || review.settled || saving.state === 'apart' || saving.state === 'wrong') return;
  const { draft, edit, work: definition, answers } = review;
  sending ??= { key: newKey(), body: { draft, edit, definition, answers } };
  keep(sending);
  const { key, body } = sending;
  if (JSON.stringify(body).length > LAST_WORDS) return;
  post(`/drafts/${review.sop}/save`, body, key, { keepalive: true }).catch(() => undefined);
}
