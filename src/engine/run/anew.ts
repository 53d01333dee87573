/** How a step begins anew: sent back to whoever did it, or because earlier work was. */
import type { Actor } from '../actor.ts';
import type { Instant } from '../instant.ts';
import { optional } from '../optional.ts';
import type { RunEvent } from './events.ts';
import { isOwed } from './live.ts';
import type { SentBack, StepRun } from './state.ts';

type Of<Type extends RunEvent['type']> = Extract<RunEvent, { type: Type }>;
type Back = Of<'StepRejected'> | Of<'StepReopened'> | Of<'ExceptionResolved'>;

/** Rejected work counts no longer; what somebody reopened otherwise stays recorded until it is recorded anew. */
export function reopened(step: StepRun, event: Of<'StepReopened'>): StepRun {
  if (isAhead(step)) return untouched(step);
  return event.gate === undefined ? again(step, step.recorded, event) : again(step, {}, event, event.gate);
}

/** The step must be done once more by whoever the event names. `recorded`: what still counts. */
export function again(step: StepRun, recorded: StepRun['recorded'], event: Back, from = step.id): StepRun {
  const begun = { id: step.id, attempt: step.attempt + 1, recorded, ...doneBefore(step) };
  const since = { since: event.at, escalated: 0 };
  return { ...begun, state: 'rework', sentBack: sentBack(from, event), ...since, ...owed(event) };
}

/** A step after one that was reopened waits for it again and begins anew; so does an approval that said no. */
export function reset(step: StepRun, event: Of<'StepRejected'> | Of<'StepReopened'>): StepRun {
  if (step.state === 'waiting_needs') return step;
  const begun = { id: step.id, attempt: step.attempt + 1, recorded: {}, ...doneBefore(step) };
  return { ...begun, state: 'waiting_needs', sentBack: sentBack(event.step, event) };
}

function sentBack(from: string, { actor: by, at, reason }: Back): SentBack {
  return { from, by, at, reason };
}

/** Skipped before its turn came: reopened, it waits for its turn like any other. */
function isAhead(step: StepRun): boolean {
  return step.state === 'skipped' && step.since === undefined;
}

function untouched({ id, attempt, recorded, doneBefore, sentBack: why }: StepRun): StepRun {
  const before = { ...optional('doneBefore', doneBefore), ...optional('sentBack', why) };
  return { id, attempt, recorded, ...before, state: 'waiting_needs' };
}

/** Who did the attempt that ends here, with those of earlier ones; each once. */
export function doneBefore(step: StepRun): { doneBefore?: readonly Actor[] } {
  const submitted = isOwed(step) && step.state !== 'agent_working' ? step.submitted?.by : undefined;
  const doer = step.state === 'completed' && !isApprover(step, step.by) ? step.by : submitted;
  if (doer?.type !== 'member') return optional('doneBefore', step.doneBefore);
  const before = step.doneBefore ?? [];
  const isKnown = before.some((one) => {
    return one.type === 'member' && one.id === doer.id && one.identity === doer.identity;
  });
  return { doneBefore: isKnown ? before : [...before, doer] };
}

/** A step without a doer was completed by the last of its approvers. */
function isApprover(step: Extract<StepRun, { state: 'completed' }>, by: Actor): boolean {
  return step.approvals.some((one) => one.by.type === 'member' && by.type === 'member' && one.by.id === by.id);
}

/** Who owes a step by when, as an event says it. */
export function owed(event: { role?: string; assignee?: string; instead?: string; due?: Instant }) {
  const who = { ...optional('assignee', event.assignee), ...optional('instead', event.instead) };
  return { ...optional('role', event.role), ...who, ...optional('due', event.due) };
}
