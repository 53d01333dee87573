import { type Actor, memberOf } from '../actor.ts';
import { type Definition, exceptionOwner, needsOf, type Step, stepOf } from '../definition.ts';
import { optional } from '../optional.ts';
import { isAccountable, refusalToDo, refusalToWaive } from './authority.ts';
import type { RunCommand } from './commands.ts';
import { dueAt } from './deadline.ts';
import { keep, missingEvidence } from './decide-evidence.ts';
import { partIn, workOf } from './duties.ts';
import type { RunFact } from './events.ts';
import { isReached, startedAfter } from './flow.ts';
import { blockerOf, boundaryOf, isEnded, isOwed, stepRunOf, stopOf } from './live.ts';
import { happened, type Making, openRun } from './making.ts';
import { answersForRun } from './owners.ts';
import type { RunRefusal } from './refusals.ts';
import { needsApproval } from './settle.ts';
import { onShift, roleOf } from './shift.ts';
import type { OpenRun, OwedStep, StepRun } from './state.ts';

type Of<Type extends RunCommand['type']> = Extract<RunCommand, { type: Type }>;

/** Keeps what was recorded. A number out of limits is kept too, and opens an exception for its owner. */
export function recordEvidence(so: Making, run: OpenRun, command: Of<'recordEvidence'>): Making | RunRefusal {
  const doing = doable(so, run, command.step);
  return 'code' in doing ? doing : keep(so, run, doing.drawn, command.items);
}

/** The doer says that it is done; approval or completion follows. */
export function completeStep(so: Making, run: OpenRun, command: Of<'completeStep'>): Making | RunRefusal {
  const doing = doable(so, run, command.step);
  if ('code' in doing) return doing;
  const { drawn, step } = doing;
  if (command.attempt !== undefined && command.attempt !== step.attempt)
    return { code: 'card_outdated', step: step.id };
  const kept = keep(so, run, drawn, command.items);
  if ('code' in kept) return kept;
  const now = openRun(kept);
  if (!now) return kept;
  const missing = missingEvidence(now, drawn);
  if (missing.length > 0) return { code: 'evidence_missing', step: step.id, items: missing };
  const choice = chosen(drawn, command.choice);
  if (typeof choice === 'object') return choice;
  const waits = blockerOf(now, step.id) !== undefined || needsApproval(kept, now, drawn, choice);
  const said: RunFact = {
    type: waits ? 'StepSubmitted' : 'StepCompleted',
    step: step.id,
    ...optional('choice', choice),
  };
  return happened(kept, said);
}

/**
 * Ends a step undone, with a reason: the doer only where the step allows it, its exception owner always; where its
 * approval would be left out, only the accountable manager.
 */
export function skipStep(so: Making, run: OpenRun, command: Of<'skipStep'>): Making | RunRefusal {
  const step = stepRunOf(run, command.step);
  const drawn = stepOf(so.definition, command.step);
  if (!step || !drawn) return { code: 'step_not_found', step: command.step };
  if (isEnded(step)) return ended(step);
  const mayWaive = drawn.approval !== undefined && isAccountable(run, so.context, so.definition);
  const isOwner = mayWaive || answersForRun(run, so.context, so.definition);
  const blocked = held(run, step.id);
  if (blocked) return blocked;
  if (!isOwner) {
    if (!isOwed(step)) return notReady(so.definition, run, step);
    if (step.state === 'waiting_approval')
      return { code: 'step_waits_for_approval', step: step.id, role: step.role ?? '' };
    const refusal = refusalToDo(run, so.context, step);
    if (refusal) return refusal;
    const owner = optional('owner', exceptionOwner(so.definition));
    if (!drawn.skippable) return { code: 'not_skippable', step: step.id, ...owner };
  }
  const waived = refusalToSkipApproval(so, run, drawn, step);
  if (waived) return waived;
  if (command.reason === '') return { code: 'reason_missing', what: 'skip' };
  return happened(so, { type: 'StepSkipped', step: step.id, reason: command.reason });
}

/**
 * Skipping an approval would approve by another door: what may not be decided in person is not skipped either. Nobody
 * skips one ahead of the work, for who will have done it is not known before. A step that may be skipped and that nobody
 * has worked on has nothing to approve.
 */
export function refusalToSkipApproval(so: Making, run: OpenRun, drawn: Step, step: StepRun): RunRefusal | null {
  const { definition, context } = so;
  if (!drawn.approval) return null;
  const work = workOf(run, definition, drawn.id);
  const did = drawn.approval.separation_of_duties ? partIn(work, context.actor) : undefined;
  if (did) return { code: 'separation_of_duties', step: drawn.id, did };
  const isGate = drawn.kind === 'approval';
  if (isGate && !isReached(definition, run, definition.steps.indexOf(drawn))) return notReady(definition, run, step);
  if (!isGate && drawn.skippable && work.workers.length === 0) return null;
  const choice = 'submitted' in step ? step.submitted?.choice : undefined;
  const isAsked = step.state === 'waiting_approval' || needsApproval(so, run, drawn, choice);
  return isAsked ? refusalToWaive(run, context, definition, drawn.id) : null;
}

/** Has an ended step done again, and with it every step that built on it. */
export function reopenStep(so: Making, run: OpenRun, command: Of<'reopenStep'>): Making | RunRefusal {
  const step = stepRunOf(run, command.step);
  const drawn = stepOf(so.definition, command.step);
  if (!step || !drawn) return { code: 'step_not_found', step: command.step };
  if (isOwed(step) || step.state === 'waiting_needs') return notReady(so.definition, run, step);
  // An approval is not done again by itself: reopening the work before it asks for it anew.
  if (drawn.kind === 'approval' || (step.state !== 'completed' && step.state !== 'skipped')) return ended(step);
  const stopped = stoppedBy(run);
  if (stopped) return stopped;
  const member = memberOf(so.context.actor);
  const isDoer = member !== undefined && memberOf(step.by) === member;
  if (!isDoer && !answersForRun(run, so.context, so.definition)) {
    return { code: 'not_owner', what: 'reopen', ...optional('role', exceptionOwner(so.definition)) };
  }
  if (command.reason === '') return { code: 'reason_missing', what: 'reopen' };
  return happened(so, reopened(so, run, drawn, step, command.reason));
}

/** The fact that a step is done again by whoever did it, and which later steps begin anew. */
export function reopened(
  so: Making,
  run: OpenRun,
  drawn: Step,
  step: StepRun,
  reason: string,
): Extract<RunFact, { type: 'StepReopened' }> {
  const role = roleOf(run, drawn);
  const doer = step.state === 'completed' ? present(so, step.by) : undefined;
  return {
    ...{ type: 'StepReopened' as const, step: step.id, reason, resets: startedAfter(so.definition, run, step.id) },
    ...optional('role', role),
    ...(doer === undefined ? onShift(run, so.context, role) : { assignee: doer }),
    ...optional('due', dueAt(so, drawn)),
  };
}

/** A person who can be given work back: whoever has left cannot. */
export function present(so: Making, actor: Actor): string | undefined {
  const member = memberOf(actor);
  return member !== undefined && so.context.people.members.includes(member) ? member : undefined;
}

/** The step, if the actor may work on it now. */
function doable(so: Making, run: OpenRun, id: string): { drawn: Step; step: OwedStep } | RunRefusal {
  const step = stepRunOf(run, id);
  const drawn = stepOf(so.definition, id);
  if (!step || !drawn) return { code: 'step_not_found', step: id };
  if (isEnded(step)) return ended(step);
  if (!isOwed(step)) return notReady(so.definition, run, step);
  if (step.state === 'waiting_approval') return { code: 'step_waits_for_approval', step: id, role: step.role ?? '' };
  return held(run, id) ?? refusalToDo(run, so.context, step) ?? { drawn, step };
}

/** What holds a step: an open exception of its own, or a boundary that stopped the run. */
export function held(run: OpenRun, step: string): RunRefusal | undefined {
  const stop = stoppedBy(run);
  if (stop) return stop;
  const blocker = blockerOf(run, step);
  if (blocker) return { code: 'exception_open', step, exception: blocker.id, ...optional('owner', blocker.owner) };
  return undefined;
}

function stoppedBy(run: OpenRun): RunRefusal | undefined {
  const stop = stopOf(run);
  if (!stop) return undefined;
  const boundary = boundaryOf(stop) ?? '';
  return { code: 'run_stopped', exception: stop.id, boundary, ...optional('owner', stop.owner) };
}

export function ended(step: StepRun): RunRefusal {
  switch (step.state) {
    case 'completed':
    case 'skipped': {
      const by = optional('by', memberOf(step.by));
      return { code: 'step_ended', step: step.id, how: step.state, at: step.at, ...by };
    }
    case 'missed':
    case 'not_applicable':
      return { code: 'step_ended', step: step.id, how: step.state, at: step.at };
    case 'waiting_needs':
    case 'waiting_human':
    case 'rework':
    case 'waiting_approval':
    case 'agent_working':
      return { code: 'card_outdated', step: step.id };
  }
}

export function notReady(definition: Definition, run: OpenRun, step: StepRun): RunRefusal {
  const index = definition.steps.findIndex((one) => one.id === step.id);
  const waitsFor = needsOf(definition, index).filter((need) => {
    const before = stepRunOf(run, need);
    return before !== undefined && !isEnded(before);
  });
  return { code: 'step_not_ready', step: step.id, waitsFor };
}

function chosen(drawn: Step, choice: string | undefined): string | undefined | RunRefusal {
  if (drawn.kind !== 'decision') return undefined;
  const options = (drawn.options ?? []).map((one) => one.title);
  if (choice === undefined || choice === '') return { code: 'choice_missing', step: drawn.id, options };
  const known = drawn.options?.some((one) => one.id === choice);
  return known ? choice : { code: 'choice_unknown', step: drawn.id, choice, options };
}
