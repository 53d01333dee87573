/** Two versions of one draft: what each changed alone is brought together, what both changed is the person's choice. */
import { post } from '../api.js';
import { time } from '../time.js';
import { askWhich } from './conflict.js';
import { notice } from './notices.js';
import { begin, judge, review, settle } from './state.js';
import { listed } from './told.js';

/**
 * Gives { at } once the page stands on what is saved; `settled` if there is no draft any more; `open` while the person
 * has not chosen yet. Throws `RequestFailed`.
 */
export async function meet(choices = {}) {
  const { base, work: mine } = review;
  const answer = await post(`/drafts/${review.sop}/merge`, { base, mine, choices });
  if (!answer.draft || answer.draft.draft !== review.draft) {
    settle(answer.settled ?? { how: 'gone', text: 'This draft is settled.' });
    return 'settled';
  }
  const { conflicts, definition, taken } = answer.merged;
  const { editedBy, editedAt } = answer.draft;
  if (conflicts.length > 0) {
    const chosen = await askWhich({
      conflicts,
      taken,
      by: whoIs(answer.draft),
      at: time(editedAt),
      theirs: answer.draft,
    });
    if (!chosen) return 'open';
    return meet({ ...choices, ...chosen });
  }
  const isTheirs = JSON.stringify(definition) === JSON.stringify(answer.draft.definition);
  begin(answer, isTheirs ? answer.draft.definition : definition);
  judge({ ...review.judged, problems: undefined });
  if (taken.length > 0) {
    const what = listed(namesOf(taken, answer.draft.definition));
    notice(
      `${whoIs(answer.draft) || editedBy} saved at ${time(editedAt)}: ${what}. It is in here now, beside what you wrote.`,
    );
  }
  return { at: editedAt };
}

export function whoIs({ editor, editedBy }) {
  return editor === document.documentElement.dataset.member ? 'You, in another window,' : editedBy;
}

/** Names of what was brought together, by the ids of the merge: of a step, or `inputs.amount`, or `sop.title`. */
function namesOf(ids, definition) {
  return ids.map((id) => {
    const step = definition.steps.find((one) => one.id === id);
    if (step) return `“${step.title}”`;
    const [list, ...rest] = id.split('.');
    if (list === 'sop') return rest.join(' ').replaceAll('_', ' ');
    return id.includes('.') ? list : 'a step that is gone';
  });
}
