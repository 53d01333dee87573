/** What of a draft, or of the revision that it became, runs have taught: without their words, which stand in the draft itself. */
import { stepOf } from '../../engine/definition.ts';
import type { Proposal } from '../../engine/lessons/proposal.ts';
import type { KnownSop } from '../../engine/sop/state.ts';
import type { Element, Line } from '../card.ts';
import { editText } from '../lesson-words.ts';
import { count, sentence, who } from '../sentence.ts';

const MOST = 6;

export function learnedElements({ active, draft: open, proposals = [] }: KnownSop, draft: number): readonly Element[] {
  const own = proposals.filter(
    (one) => (one.status === 'accepted' || one.status === 'published') && one.draft === draft,
  );
  const definition = open?.draft === draft ? open.definition : active;
  if (own.length === 0 || !definition) return [];
  const items = own.slice(-MOST).map(({ step, edit, seen, cases, ...one }: Proposal): Line => {
    const title =
      step === undefined ? definition.title : (stepOf(definition, step)?.title ?? step.replaceAll('_', ' '));
    const since = { type: 'time', at: cases.at(-1)?.at ?? one.proposedAt, style: 'date' } as const;
    const by = 'decidedBy' in one ? [', accepted by ', who(one.decidedBy)] : [];
    const detail = sentence(`${editText(definition, step, edit)} · ${count(seen, 'run')} since `, since, ...by);
    return { mark: 'done', text: title, detail };
  });
  const left = own.length - items.length;
  return [
    { type: 'heading', text: 'Learned from runs' },
    { type: 'list', items },
    ...(left > 0 ? [{ type: 'context', text: `and ${left} more` } as const] : []),
  ];
}
