/** What waits for a member, told to them once a day in the place of single reminders. */
import type { Said } from '../../engine/digest/digest.ts';
import type { Instant } from '../../engine/instant.ts';
import type { Card, Element, Line } from '../card.ts';
import { count, sentence, typed } from '../sentence.ts';
import { capital } from '../text.ts';
import { comesWords } from './digest-times.ts';
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
  readonly time: Said;
}

/** What is late first. */
export function ownDigestCard(member: string, owed: readonly OwedLine[], waiting: Waiting): Card {
  const { now, more, proposals, decisions = [], time } = waiting;
  const isLate = ({ due }: OwedLine) => due !== undefined && due < now;
  const late = owed.filter(isLate);
  const rest = owed.filter((one) => !isLate(one));
  const approvals = rest.filter((one) => one.isApproval);
  const drawn = (lines: readonly OwedLine[]) => lines.map((line) => owedLine(line, now));
  const waits = owed.length + more;
  const steps = `${count(waits, 'step waits', 'steps wait')} for you${late.length > 0 ? `, ${late.length} late` : ''}`;
  const said = waits > 0 ? steps : 'there is something to decide over';
  const elements: readonly Element[] = [
    ...part('Late', drawn(late)),
    ...part('Waiting for your decision', decisions.map(decisionLine)),
    ...part('Waiting for your approval', drawn(approvals)),
    ...part('To do', drawn(rest.filter((one) => !one.isApproval))),
    ...(more > 0
      ? [{ type: 'context', text: sentence(`and ${more} more: `, typed('status'), ' shows every open run') } as const]
      : []),
    ...proposalsWaiting(proposals),
    { type: 'context', text: comesWords({ of: { type: 'member', member, place: '' }, time }) },
  ];
  return {
    ...{
      title: 'What waits for you',
      subtitle: sentence({ type: 'mention', member }, `: ${said}`),
      elements,
      actions: [],
    },
    ...{ tone: late.length > 0 ? 'attention' : 'accent', fallback: capital(said) },
  };
}

function part(title: string, items: readonly Line[]): readonly Element[] {
  if (items.length === 0) return [];
  return [
    { type: 'heading', text: items.length > 1 ? `${title} (${items.length})` : title },
    { type: 'list', items },
  ];
}
