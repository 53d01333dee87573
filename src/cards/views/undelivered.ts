/** Something of a run could not be said: for whoever answers for it, with what to mend. */
import type { Card } from '../card.ts';
import { quoted } from '../sentence.ts';

/** Different reasons that are named. */
const MOST_REASONS = 3;

/** `run`: its id and title. `reasons`: why, for each message that waits; none: all were said meanwhile. */
export function undeliveredCard(
  run: { readonly run: string; readonly title: string },
  reasons: readonly string[],
): Card {
  if (reasons.length === 0) {
    const text = `What could not be posted of ${quoted(run.title)} is on its way again.`;
    return { title: 'Posting again', tone: 'neutral', elements: [{ type: 'text', text }], actions: [], fallback: text };
  }
  const what = reasons.length === 1 ? 'A message' : `${reasons.length} messages`;
  const text = `${what} of ${quoted(run.title)} could not be posted. Nothing of the run is lost, but people may not see their turn.`;
  const named = [...new Set(reasons)].slice(0, MOST_REASONS);
  return {
    ...{ title: 'Not posted', tone: 'attention', fallback: text },
    elements: [
      { type: 'text', text },
      ...named.map((reason) => ({ type: 'notice', tone: 'attention', text: reason }) as const),
    ],
    actions: [{ label: 'Post again', style: 'primary', value: { v: 1, verb: 'deliver', run: run.run } }],
  };
}
