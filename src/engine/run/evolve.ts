/** What an event makes of a run. Total: an event that does not fit leaves the state as it is. */
import type { Actor } from '../actor.ts';
import { optional } from '../optional.ts';
import type { RunEvent } from './events.ts';
import { isOwed, stepRunOf } from './live.ts';
import type { EndedRun, ExceptionRecord, OpenRun, OwedStep, RunState, StepRun } from './state.ts';

export function evolveRun(state: RunState, event: RunEvent): RunState {
  if (event.type === 'RunStarted') return started(event);
  if (state.status !== 'open') return state;
  switch (event.type) {
    case 'EvidenceRecorded':
      return recorded(state, event);
    case 'ExceptionRaised':
      return { ...state, exceptions: [...state.exceptions, raised(event)] };
    case 'ExceptionEscalated':
      return withException(state, event.exception, (one) => ({ ...one, owner: event.owner }));
    case 'ExceptionResolved':
      return resolved(state, event);
    case 'NoteAdded': {
      const { text, actor: by, at } = event;
      return { ...state, notes: [...state.notes, { text, by, at, ...optional('step', event.step) }] };
    }
    case 'Substituted':
      return {
        ...state,
        substitutes: { ...state.substitutes, [event.from]: event.to },
        substitutedBy: { ...state.substitutedBy, [event.from]: event.actor },
      };
    case 'RunCompleted':
      return ended(state, event, 'completed');
    case 'RunIncomplete':
      return ended(state, event, 'incomplete');
    case 'RunCancelled':
      return { ...ended(state, event, 'cancelled'), reason: event.reason };
    case 'StepReopened': {
      const reopened = withStep(state, event.step, (one) => (isAhead(one) ? untouched(one) : again(one, event)));
      return event.resets.reduce((run, step) => withStep(run, step, reset), reopened);
    }
    case 'StepReminded':
      return state;
    case 'StepReady':
    case 'StepNotApplicable':
    case 'StepAssigned':
    case 'StepSubmitted':
    case 'ApprovalRequested':
    case 'StepApproved':
    case 'StepRejected':
    case 'StepCompleted':
    case 'StepSkipped':
    case 'StepMissed':
    case 'DueChanged':
    case 'StepEscalated':
      return withStep(state, event.step, (one) => moved(one, event));
  }
}

type StepEvent = Extract<
  RunEvent,
  {
    type:
      | 'StepReady'
      | 'StepNotApplicable'
      | 'StepAssigned'
      | 'StepSubmitted'
      | 'ApprovalRequested'
      | 'StepApproved'
      | 'StepRejected'
      | 'StepCompleted'
      | 'StepSkipped'
      | 'StepMissed'
      | 'DueChanged'
      | 'StepEscalated';
  }
>;
type Of<Type extends RunEvent['type']> = Extract<RunEvent, { type: Type }>;

function moved(step: StepRun, event: StepEvent): StepRun {
  const { id, attempt, recorded } = step;
  const facts = { id, attempt, recorded, ...optional('doneBefore', step.doneBefore) };
  const { actor: by, at } = event;
  switch (event.type) {
    case 'StepReady':
      return { ...facts, state: 'waiting_human', since: at, escalated: 0, ...owed(event) };
    case 'StepNotApplicable':
      return { ...facts, state: 'not_applicable', because: event.because, at };
    case 'StepAssigned':
      return isOwed(step) ? { ...step, assignee: event.assignee } : step;
    case 'StepSubmitted': {
      if (step.state !== 'waiting_human' && step.state !== 'rework') return step;
      return { ...step, submitted: { by, at, ...optional('choice', event.choice) } };
    }
    case 'ApprovalRequested': {
      const { role, quorum, above, due } = event;
      const submitted = isOwed(step) && step.state !== 'agent_working' ? optional('submitted', step.submitted) : {};
      const open = {
        since: at,
        escalated: 0,
        role,
        quorum,
        above,
        approvals: [],
        ...optional('due', due),
        ...submitted,
      };
      return { ...facts, state: 'waiting_approval', ...open };
    }
    case 'StepApproved': {
      if (step.state !== 'waiting_approval') return step;
      const decision = { by, at, ...optional('standingInFor', event.standingInFor) };
      return { ...step, approvals: [...step.approvals, decision] };
    }
    case 'StepRejected':
      return event.to === 'doer' ? again(step, event) : reset(step);
    case 'StepCompleted': {
      const submitted = isOwed(step) && step.state !== 'agent_working' ? step.submitted : undefined;
      const approvals = step.state === 'waiting_approval' ? step.approvals : [];
      const choice = event.choice ?? submitted?.choice;
      return { ...facts, state: 'completed', by: submitted?.by ?? by, at, approvals, ...optional('choice', choice) };
    }
    case 'StepSkipped':
      return {
        ...facts,
        ...doneBefore(step),
        state: 'skipped',
        by,
        at,
        reason: event.reason,
        ...optional('since', sinceOf(step)),
      };
    case 'StepMissed':
      return { ...facts, ...doneBefore(step), state: 'missed', at, ...optional('since', sinceOf(step)) };
    case 'DueChanged':
      return isOwed(step) ? { ...step, due: event.due, escalated: 0 } : step;
    case 'StepEscalated': {
      if (!isOwed(step)) return step;
      const { assignee: _former, ...rest } = step;
      return {
        ...rest,
        role: event.role,
        escalated: event.rung + 1,
        ...optional('assignee', event.assignee),
      } as OwedStep;
    }
  }
}

function started(event: Of<'RunStarted'>): OpenRun {
  const { run, sop, key, title, revision, place, inputs, actor: startedBy, at: startedAt } = event;
  const steps = event.steps.map((id): StepRun => ({ id, attempt: 1, recorded: {}, state: 'waiting_needs' }));
  const empty = { evidence: [], exceptions: [], notes: [], substitutes: {}, substitutedBy: {} };
  return { status: 'open', run, sop, key, title, revision, place, inputs, startedBy, startedAt, steps, ...empty };
}

function recorded(run: OpenRun, event: Of<'EvidenceRecorded'>): OpenRun {
  const { evidence: id, step, item, value, unit, within, actor: by, at } = event;
  const attempt = stepRunOf(run, step)?.attempt ?? 1;
  const record = { id, step, item, value, by, at, attempt, ...optional('unit', unit), ...optional('within', within) };
  const noted = withStep(run, step, (one) => ({ ...one, recorded: { ...one.recorded, [item]: id } }));
  return { ...noted, evidence: [...run.evidence, record] };
}

function raised(event: Of<'ExceptionRaised'>): ExceptionRecord {
  const { exception: id, kind, note, blocking, actor: raisedBy, at: raisedAt } = event;
  return {
    ...{ id, kind, note, blocking, raisedBy, raisedAt, status: 'open' as const },
    ...optional('step', event.step),
    ...optional('owner', event.owner),
    ...optional('items', event.items),
    ...optional('boundary', event.boundary),
    ...optional('saw', event.saw),
    ...optional('about', event.about),
  };
}

function resolved(run: OpenRun, event: Of<'ExceptionResolved'>): OpenRun {
  const { resolution, reason, actor: resolvedBy, at: resolvedAt } = event;
  const exception = run.exceptions.find((one) => one.id === event.exception);
  const closed = withException(run, event.exception, (one) => {
    return { ...one, status: 'resolved', resolution, reason, resolvedBy, resolvedAt };
  });
  if (!event.back || exception?.step === undefined) return closed;
  const dropped = new Set(exception.items ?? []);
  return withStep(closed, exception.step, (one) => {
    const kept = Object.fromEntries(Object.entries(one.recorded).filter(([item]) => !dropped.has(item)));
    return again({ ...one, recorded: kept }, event);
  });
}

function ended(run: OpenRun, event: RunEvent, outcome: EndedRun['outcome']): EndedRun {
  return { ...run, status: 'ended', outcome, endedAt: event.at, endedBy: event.actor };
}

/** The step must be done once more by whoever the event names. What was recorded stays until it is recorded anew. */
function again(step: StepRun, event: Of<'StepRejected'> | Of<'StepReopened'> | Of<'ExceptionResolved'>): StepRun {
  const { id, attempt, recorded } = step;
  const back = { reason: event.reason, sentBackBy: event.actor, since: event.at, escalated: 0 };
  return { id, attempt: attempt + 1, recorded, ...doneBefore(step), state: 'rework', ...back, ...owed(event) };
}

/** A step after one that was reopened waits for it again and begins anew. */
function reset(step: StepRun): StepRun {
  if (step.state === 'waiting_needs') return step;
  return { id: step.id, attempt: step.attempt + 1, recorded: {}, ...doneBefore(step), state: 'waiting_needs' };
}

/** Skipped before its turn came: reopened, it waits for its turn like any other. */
function isAhead(step: StepRun): boolean {
  return step.state === 'skipped' && step.since === undefined;
}

function untouched({ id, attempt, recorded, doneBefore }: StepRun): StepRun {
  return { id, attempt, recorded, ...optional('doneBefore', doneBefore), state: 'waiting_needs' };
}

/** Who did the attempt that ends here, with those of earlier ones; each once. */
function doneBefore(step: StepRun): { doneBefore?: readonly Actor[] } {
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

function sinceOf(step: StepRun): number | undefined {
  return isOwed(step) ? step.since : undefined;
}

function owed(event: { role?: string; assignee?: string; due?: number }) {
  return { ...optional('role', event.role), ...optional('assignee', event.assignee), ...optional('due', event.due) };
}

function withStep(run: OpenRun, id: string, change: (step: StepRun) => StepRun): OpenRun {
  return { ...run, steps: run.steps.map((one) => (one.id === id ? change(one) : one)) };
}

function withException(run: OpenRun, id: string, change: (one: ExceptionRecord) => ExceptionRecord): OpenRun {
  return { ...run, exceptions: run.exceptions.map((one) => (one.id === id ? change(one) : one)) };
}
