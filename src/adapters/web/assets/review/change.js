/** Changes that more than one field takes part in: the server works them out, and they are one step of undo. */
import { post } from '../api.js';
import { toast } from '../toast.js';
import { edit, judge, review } from './state.js';

let before = Promise.resolve();

/** One after the other, each on what the one before made. Resolves to the answer; undefined if it was not done. */
export function change(what, about, more) {
  const mine = before.then(() => make(what, about, more));
  before = mine.catch(() => undefined);
  return mine;
}

async function make(what, about, { answers } = {}) {
  try {
    for (;;) {
      const sent = review.work;
      const answer = await post(`/drafts/${review.sop}/change`, { definition: sent, change: what });
      // Somebody who types while it is worked out loses no letter: it is worked out again.
      if (review.work !== sent) continue;
      edit(answer.definition, { about, answers: answers?.(answer) ?? review.answers });
      judge(answer.judged);
      return answer;
    }
  } catch (failed) {
    toast([failed.message, ...(failed.answer?.problems ?? []).map((one) => one.problem)].join(' '));
    return undefined;
  }
}
