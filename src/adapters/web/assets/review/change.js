/** Changes that more than one field takes part in: the server works them out, and they are one step of undo. */
import { post } from '../api.js';
import { toast } from '../toast.js';
import { edit, judge, review } from './state.js';

let before = Promise.resolve();

/**
 * One after the other, each on what the one before made. Resolves to the answer; undefined if it was not done: `failed`
 * gets why ({ message, problems }), else it is said at the edge of the page.
 */
export function change(what, about, more) {
  const mine = before.then(() => make(what, about, more));
  before = mine.catch(() => undefined);
  return mine;
}

async function make(what, about, { answers, failed } = {}) {
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
  } catch (problem) {
    const { problems = [] } = problem.answer ?? {};
    if (failed && problems.length > 0) failed({ message: problem.message, problems });
    else toast([problem.message, ...problems.map((one) => one.problem)].join(' '));
    return undefined;
  }
}
