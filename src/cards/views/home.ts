/** What a member sees who opens the app by itself. */
import type { Instant } from '../../engine/instant.ts';
import type { Card, Line } from '../card.ts';
import { count, sentence } from '../sentence.ts';
import { type ListedSop, runnableCard } from './sop-list.ts';

/** A step that waits for this member, by name or by a role of theirs. */
export interface OwedLine {
  readonly run: string;
  readonly runTitle: string;
  readonly step: string;
  readonly stepTitle: string;
  readonly isApproval: boolean;
  readonly due?: Instant;
  readonly since: Instant;
}

/** An exception over which somebody is to decide; without a step it stops the whole run. */
export interface DecisionLine {
  readonly run: string;
  readonly runTitle: string;
  readonly step?: string;
  /** What went otherwise. */
  readonly what: string;
  readonly since: Instant;
}

/** `more`: how many wait besides those listed. `today`: what routines start today. */
export function homeCards(
  owed: readonly OwedLine[],
  sops: readonly ListedSop[],
  { now, more, today }: { readonly now: Instant; readonly more: number; readonly today?: Card },
): readonly Card[] {
  const approvals = owed.filter((one) => one.isApproval);
  const work = owed.filter((one) => !one.isApproval);
  return [
    ...(approvals.length > 0 ? [owedCard('Waiting for your approval', approvals, now)] : []),
    work.length > 0 ? owedCard('Your work', work, now) : nothingCard(approvals.length),
    ...(more > 0 ? [restCard(more)] : []),
    ...(today ? [today] : []),
    runnableCard(sops),
  ];
}

function owedCard(title: string, lines: readonly OwedLine[], now: Instant): Card {
  const items = lines.toSorted((one, other) => (one.due ?? Infinity) - (other.due ?? Infinity));
  return {
    ...plainCard(title),
    subtitle: count(lines.length, 'step'),
    elements: [{ type: 'list', items: items.map((line) => owedLine(line, now)) }],
  };
}

/** A step with its button, which shows its card. */
export function owedLine({ run, runTitle, step, stepTitle, due, since }: OwedLine, now: Instant): Line {
  const isLate = due !== undefined && due < now;
  const when = due === undefined ? ' · since ' : isLate ? ' · was due ' : ' · due ';
  return {
    mark: isLate ? 'late' : 'now',
    text: stepTitle,
    detail: sentence(runTitle, when, { type: 'time', at: due ?? since, style: 'day_time' }),
    action: { label: 'Open', style: 'default', value: { v: 1, verb: 'show_step', run, step } },
  };
}

/** An exception with a button that shows how its run stands. */
export function decisionLine({ run, runTitle, what, since }: DecisionLine): Line {
  return {
    mark: 'blocked',
    text: what,
    detail: sentence(runTitle, ' · since ', { type: 'time', at: since, style: 'day_time' }),
    action: { label: 'Open', style: 'default', value: { v: 1, verb: 'show_steps', run } },
  };
}

function restCard(more: number): Card {
  const text = `and ${more} more: /sop status shows every open run`;
  return { ...plainCard('More'), elements: [{ type: 'context', text }] };
}

function nothingCard(approvals: number): Card {
  const text = approvals > 0 ? 'Nothing else waits for you.' : 'Nothing waits for you.';
  return { ...plainCard('Your work'), elements: [{ type: 'text', text }] };
}

function plainCard(title: string): Card {
  return { title, tone: 'neutral', elements: [], actions: [], fallback: title };
}
