/** What is not saved yet, kept with this tab: it is there again after a reload, a crash or a server that was away. */
import { isDirty, review } from './state.js';

const keyOf = (sop) => `sopwith.draft.${sop}`;
let isFull = false;

/** Keeps what is written, and what was sent and not answered; forgets it once it is saved. */
export function keep(sending) {
  const key = keyOf(review.sop);
  if (!isDirty() && !sending) return sessionStorage.removeItem(key);
  const { draft, edit, base, work, answers, questions } = review;
  try {
    sessionStorage.setItem(key, JSON.stringify({ draft, edit, base, work, answers, questions, sending }));
    isFull = false;
  } catch {
    // A browser gives a tab a few megabytes. Leaving the page then asks first.
    isFull = true;
  }
}

/** What was kept for this draft; undefined if nothing was. */
export function kept(sop, draft) {
  const found = sessionStorage.getItem(keyOf(sop));
  const record = found === null ? undefined : JSON.parse(found);
  if (record?.draft === draft) return record;
  sessionStorage.removeItem(keyOf(sop));
  return undefined;
}

export const isKept = () => !isFull;
