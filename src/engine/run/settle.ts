/**
 * What follows by itself once something happened: boundaries stop the run, steps become ready or not applicable,
 * submitted work goes to its approvers or is completed, and a run with nothing left ends. One consequence at a time,
 * until there is none.
 */
import { type Definition, exceptionOwner, needsOf, type Step, stepOf } from '../definition.ts';
import { milliseconds } from '../duration.ts';
import { evaluate } from '../expression.ts';
import { optional } from '../optional.ts';
import { actingFor, eligibleApprovers } from './authority.ts';
import type { RunFact } from './events.ts';
import { factsOf } from './facts.ts';
import { blockerOf, isEnded, isOwed, stepRunOf, stopOf } from './live.ts';
import { happened, type Making, openRun } from './making.ts';
import type { OpenRun, StepRun } from './state.ts';

/** Applies every consequence. Ends: each one moves a step or an exception forward, and there are finitely many. */
export function settle(so: Making): Making {
  let now = so;
  for (;;) {
    const run = openRun(now);
    const facts = run && next(now, run);
    if (!facts) return now;
    now = happened(now, ...facts);
  }
}

function next(so: Making, run: OpenRun): readonly RunFact[] | undefined {
  const boundary = crossed(so, run);
  if (boundary) return [boundary];
  if (stopOf(run)) return undefined;
  for (const [index, step] of run.steps.entries()) {
    const drawn = so.definition.steps[index];
    if (!drawn || blockerOf(run, step.id)) continue;
    const facts = stepConsequence(so, run, index, drawn, step);
    if (facts) return facts;
  }
  return ending(run);
}

/** A boundary stops a run once: whoever decides over it has then decided. */
function crossed(so: Making, run: OpenRun): RunFact | undefined {
  for (const boundary of so.definition.boundaries) {
    if (run.exceptions.some((one) => one.boundary === boundary.id)) continue;
    const holds = evaluate(so.definition, boundary.when, factsOf(run));
    if (!holds.known || !holds.value) continue;
    const { id, title: note, role: owner } = boundary;
    return { ...exception(run), kind: 'out_of_policy', note, owner, boundary: id, blocking: true };
  }
  return undefined;
}

function stepConsequence(
  so: Making,
  run: OpenRun,
  index: number,
  drawn: Step,
  step: StepRun,
): readonly RunFact[] | undefined {
  switch (step.state) {
    case 'waiting_needs':
      return becomingReady(so, run, index, drawn, step);
    case 'waiting_human':
    case 'rework':
      return step.submitted ? submitted(so, run, drawn, step) : undefined;
    case 'waiting_approval':
      return step.approvals.length >= step.quorum ? [{ type: 'StepCompleted', step: step.id }] : undefined;
    case 'agent_working':
    case 'completed':
    case 'skipped':
    case 'missed':
    case 'not_applicable':
      return undefined;
  }
}

function becomingReady(
  so: Making,
  run: OpenRun,
  index: number,
  drawn: Step,
  step: StepRun,
): readonly RunFact[] | undefined {
  const before = needsOf(so.definition, index).map((need) => stepRunOf(run, need));
  if (!before.every((one) => one === undefined || isEnded(one))) return undefined;
  const isJoin = drawn.needs !== undefined && drawn.needs.length > 0;
  if (isJoin && before.every((one) => one?.state === 'not_applicable')) {
    return [{ type: 'StepNotApplicable', step: step.id, because: 'branches' }];
  }
  if (drawn.when !== undefined && !wasOverridden(run, step.id)) {
    const holds = evaluate(so.definition, drawn.when, factsOf(run));
    if (!holds.known) {
      const note = `Whether "${drawn.title}" is to be done cannot be told: ${holds.why}`;
      const owner = optional('owner', exceptionOwner(so.definition));
      return [{ ...exception(run), step: step.id, kind: 'other', note, ...owner, about: 'when', blocking: true }];
    }
    if (!holds.value) return [{ type: 'StepNotApplicable', step: step.id, because: 'when' }];
  }
  const due = dueAt(so, drawn);
  if (drawn.kind === 'approval') {
    const isNeeded = needsApproval(so, run, drawn);
    return isNeeded ? request(so, run, drawn, due) : [{ type: 'StepNotApplicable', step: step.id, because: 'when' }];
  }
  const role = drawn.role;
  const [only, ...others] = role === undefined ? [] : actingFor(run, so.context, role);
  const assignee = others.length === 0 ? only : undefined;
  const ready: RunFact = {
    ...{ type: 'StepReady', step: step.id },
    ...optional('role', role),
    ...optional('assignee', assignee),
    ...optional('due', due),
  };
  return role !== undefined && only === undefined ? [ready, nobody(so, run, drawn, role)] : [ready];
}

/** The owner let the step go ahead although its condition could not be known. */
function wasOverridden(run: OpenRun, step: string): boolean {
  return run.exceptions.some((one) => {
    return one.step === step && one.about === 'when' && one.status === 'resolved' && one.resolution === 'override';
  });
}

function submitted(so: Making, run: OpenRun, drawn: Step, step: StepRun): readonly RunFact[] {
  const due = isOwed(step) ? step.due : undefined;
  return needsApproval(so, run, drawn) ? request(so, run, drawn, due) : [{ type: 'StepCompleted', step: step.id }];
}

/** What cannot be known needs approval: a missing value must not open the gate. */
export function needsApproval(so: Making, run: OpenRun, drawn: Step): boolean {
  const condition = drawn.approval?.when;
  if (!drawn.approval || condition === undefined) return drawn.approval !== undefined;
  const holds = evaluate(so.definition, condition, factsOf(run));
  return !holds.known || holds.value;
}

/** Asks for approval, of the role above where the case is beyond the step's own approver (or cannot be told). */
function request(so: Making, run: OpenRun, drawn: Step, due: number | undefined): readonly RunFact[] {
  const { approval } = drawn;
  const holds = approval?.limit === undefined ? undefined : evaluate(so.definition, approval.limit, factsOf(run));
  const isAbove = holds !== undefined && (!holds.known || !holds.value) && approval?.above !== undefined;
  const role = (isAbove ? approval?.above : approval?.role) ?? drawn.role ?? exceptionOwner(so.definition) ?? '';
  const quorum = approval?.quorum ?? 1;
  const asked: RunFact = {
    type: 'ApprovalRequested',
    step: drawn.id,
    role,
    quorum,
    above: isAbove,
    ...optional('due', due),
  };
  const eligible = eligibleApprovers(run, so.context, so.definition, drawn.id, role);
  return eligible.length < quorum ? [asked, nobody(so, run, drawn, role)] : [asked];
}

/** Work that nobody can do is shown at once to whoever answers for it; it is never skipped in silence. */
function nobody(so: Making, run: OpenRun, drawn: Step, role: string): RunFact {
  const title = so.definition.roles.find((one) => one.id === role)?.title ?? role.replaceAll('_', ' ');
  const owner = optional('owner', so.definition.accountable_manager ?? exceptionOwner(so.definition));
  const note = drawn.approval
    ? `Too few people can approve "${drawn.title}": the role ${title} needs more members who did not do the work`
    : `Nobody can do "${drawn.title}": no member has the role ${title}`;
  return { ...exception(run), step: drawn.id, kind: 'other', note, ...owner, about: 'nobody', blocking: false };
}

function ending(run: OpenRun): readonly RunFact[] | undefined {
  if (!run.steps.every(isEnded) || run.exceptions.some((one) => one.status === 'open')) return undefined;
  const missed = run.steps.filter((one) => one.state === 'missed').map((one) => one.id);
  return missed.length > 0 ? [{ type: 'RunIncomplete', missed }] : [{ type: 'RunCompleted' }];
}

/** The deadline of a step that can begin now. */
export function dueAt(so: Making, drawn: Step): number | undefined {
  const due = drawn.due ?? so.definition.defaults.due;
  return due === undefined ? undefined : so.context.now + milliseconds(due);
}

/** The head of a new exception: ids count up. */
export function exception(run: OpenRun): { type: 'ExceptionRaised'; exception: string } {
  return { type: 'ExceptionRaised', exception: `x${run.exceptions.length + 1}` };
}

/** How long before the deadline to remind, in milliseconds. */
export function remindBefore(definition: Definition, step: string): number | undefined {
  const remind = stepOf(definition, step)?.remind ?? definition.defaults.remind;
  return remind === undefined ? undefined : milliseconds(remind);
}

/** The escalation ladder of a step. */
export function ladderOf(
  definition: Definition,
  step: string,
): readonly { readonly after: string; readonly to: string }[] {
  return stepOf(definition, step)?.escalate ?? definition.defaults.escalate ?? [];
}
