/** Who waited for whom, and how long. */
import { memberOf } from '../../engine/actor.ts';
import { roleTitle, stepOf } from '../../engine/definition.ts';
import type { Wait } from '../../engine/run/account.ts';
import { stepRunOf } from '../../engine/run/live.ts';
import type { Element, Line, Text } from '../card.ts';
import { type Digest, type DigestRun, endOf } from '../digest.ts';
import { count, inRow, lasting, quoted, sentence } from '../sentence.ts';
import { momentIn, shortTitle } from './digest-words.ts';

/** Steps that one line names. */
const NAMED = 2;
/** Shorter waits are the work itself, in milliseconds. */
const SHORTEST = 5 * 60_000;

interface Waited extends DigestRun {
  readonly wait: Wait;
  readonly ms: number;
}

/**
 * At most so many, the longest first; nothing where nobody waited. The same people who waited for each other in runs of one
 * SOP are one line. What was missed in the end stands among what was missed, and what waits for a decision among the problems.
 */
export function waitsIn(digest: Digest, most: number): readonly Element[] {
  const end = endOf(digest);
  const all = digest.runs.flatMap((one) => {
    const told = one.account.waits.filter((wait) => !isMissed(one, wait) && !isProblem(wait));
    return told.map((wait): Waited => ({ ...one, wait, ms: (wait.until ?? end) - wait.since }));
  });
  const long = all.filter(({ ms }) => ms >= SHORTEST).toSorted((one, other) => other.ms - one.ms);
  const groups = [...Map.groupBy(long, alike).values()];
  if (groups.length === 0) return [];
  const more = groups.length - most;
  const items = groups.slice(0, most).map((group) => drawn(group, digest));
  return [
    { type: 'heading', text: 'Longest waits' },
    { type: 'list', items },
    ...(more > 0 ? [{ type: 'context', text: `and ${count(more, 'shorter one')}` } as const] : []),
  ];
}

function isMissed({ account }: DigestRun, { step, until }: Wait): boolean {
  const found = step === undefined ? undefined : stepRunOf(account.run, step);
  return found?.state === 'missed' && found.at === until;
}

function isProblem({ for: what, until }: Wait): boolean {
  return what === 'decision' && until === undefined;
}

/** What is over is not added to what is not. */
function alike({ wait, account }: Waited): string {
  const { assignee, role, waiting, until } = wait;
  const who = [assignee ?? role, waiting && memberOf(waiting)];
  return JSON.stringify([account.run.sop, wait.for, ...who, until === undefined]);
}

/** `Ben waited 2 h for Lead to approve “Pay”`; of several the longest, with what each was about. */
function drawn(group: readonly Waited[], digest: Digest): Line {
  const [longest] = group as [Waited, ...Waited[]];
  const { wait, ms, account } = longest;
  const title = shortTitle(account.run);
  const waiter = waiterOf(wait);
  const waited = wait.until !== undefined ? ' waited ' : digest.span === 'yesterday' ? ' had waited ' : ' has waited ';
  const what = { work: ' to do ', approval: ' to approve ', decision: ' to decide over ' }[wait.for];
  const runs = new Set(group.map((one) => one.account.run.run)).size;
  const long = runs > 1 ? ['up to ', lasting(ms)] : [lasting(ms)];
  const since = runs > 1 ? `in ${runs} runs, longest since ` : 'since ';
  return {
    mark: wait.until === undefined ? 'now' : 'done',
    text: sentence(waiter ?? title, waited, ...long, ' for ', holderOf(longest), what, about(group)),
    detail: sentence(waiter ? `${title} · ` : '', since, momentIn(digest, wait.since)),
  };
}

function about(group: readonly Waited[]): Text {
  const titles = group.map(({ wait, definition }) => {
    return wait.step === undefined ? 'how it goes on' : quoted(stepOf(definition, wait.step)?.title ?? wait.step);
  });
  const all = [...new Set(titles)];
  const left = all.length - NAMED;
  return inRow(left > 0 ? [...all.slice(0, NAMED), `${left} more`] : all);
}

/** A person; where nobody in particular waits, the run itself does. */
function waiterOf({ waiting }: Wait): Text | undefined {
  const member = waiting && memberOf(waiting);
  return member === undefined ? undefined : [{ type: 'member', member }];
}

function holderOf({ wait, definition }: Waited): Text {
  if (wait.assignee !== undefined) return [{ type: 'member', member: wait.assignee }];
  if (wait.role !== undefined) return roleTitle(definition, wait.role);
  return wait.for === 'decision' ? 'an administrator' : 'anybody';
}
