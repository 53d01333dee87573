/** What waits for whoever asks, and what they started. */
import type { Instant } from '../../engine/instant.ts';
import type { OpenRun } from '../../engine/run/state.ts';
import type { Card, Element, Line } from '../card.ts';
import { progressLabel } from '../progress.ts';
import { count, sentence } from '../sentence.ts';
import { type DecisionLine, decisionLine, type OwedLine, owedLine } from './home.ts';
import { proposalsWaiting } from './lessons.ts';

interface Waiting {
  readonly now: Instant;
  /** How many wait besides those listed. */
  readonly more: number;
  /** What runs taught, for them to decide over. */
  readonly proposals: number;
  /** Exceptions over which they are to decide. */
  readonly decisions?: readonly DecisionLine[];
}

export function mineCard(
  owed: readonly OwedLine[],
  started: readonly OpenRun[],
  { now, more, proposals, decisions = [] }: Waiting,
): Card {
  const title = 'Your work';
  const approvals = owed.filter((one) => one.isApproval);
  const work = owed.filter((one) => !one.isApproval);
  const late = owed.filter((one) => one.due !== undefined && one.due < now).length;
  const waits = owed.length + more;
  const isIdle = waits === 0 && decisions.length === 0;
  const elements: readonly Element[] = [
    ...(isIdle && proposals === 0 ? [{ type: 'text', text: 'Nothing waits for you.' } as const] : []),
    ...part('Waiting for your decision', decisions.map(decisionLine)),
    ...part(
      'Waiting for your approval',
      approvals.map((one) => owedLine(one, now)),
    ),
    ...part(
      'To do',
      work.map((one) => owedLine(one, now)),
    ),
    ...(more > 0 ? [{ type: 'context', text: `and ${more} more: /sop status shows every open run` } as const] : []),
    ...proposalsWaiting(proposals),
    ...part('You started', started.map(startedLine)),
  ];
  const steps = `${count(waits, 'step waits', 'steps wait')} for you${late > 0 ? `, ${late} late` : ''}`;
  const problems = `${count(decisions.length, 'problem waits', 'problems wait')} for your decision`;
  const said = [...(decisions.length > 0 ? [problems] : []), ...(waits > 0 ? [steps] : [])].join(', ');
  return {
    ...{ title, tone: late > 0 || decisions.length > 0 ? 'attention' : 'neutral', elements, actions: [] },
    ...(isIdle ? {} : { subtitle: said }),
    fallback: !isIdle ? said : proposals > 0 ? 'There is something to decide over.' : 'Nothing waits for you.',
  };
}

function part(title: string, items: readonly Line[]): readonly Element[] {
  return items.length > 0
    ? [
        { type: 'heading', text: title },
        { type: 'list', items },
      ]
    : [];
}

function startedLine(run: OpenRun): Line {
  const since = { type: 'time', at: run.startedAt, style: 'day_time' } as const;
  return {
    mark: 'now',
    text: run.title,
    detail: sentence(progressLabel(run), ' · since ', since),
    action: { label: 'Steps', style: 'default', value: { v: 1, verb: 'show_steps', run: run.run } },
  };
}
