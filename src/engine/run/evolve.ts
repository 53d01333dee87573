/** What an event makes of a run. Total: an event that does not fit leaves the state as it is. */
import { memberOf } from '../actor.ts';
import { optional } from '../optional.ts';
import { again, doneBefore, owed, reopened, reset } from './anew.ts';
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
      return substituted(state, event);
    case 'SubstituteEnded':
      return standInEnded(state, event.from);
    case 'RunCompleted':
      return ended(state, event, 'completed');
    case 'RunIncomplete':
      return ended(state, event, 'incomplete');
    case 'RunCancelled':
      return { ...ended(state, event, 'cancelled'), reason: event.reason };
    case 'StepReopened': {
      const back = takenBack(state, event.step, (one) => reopened(one, event));
      return event.resets.reduce((run, step) => takenBack(run, step, (one) => reset(one, event)), back);
    }
    case 'StepRejected':
      return takenBack(state, event.step, (one) => (event.to === 'doer' ? again(one, {}, event) : reset(one, event)));
    case 'StepReminded':
    case 'HolderChanged':
    case 'AbsenceNoted':
    case 'RunLate':
      return state;
    case 'StepReady':
    case 'StepNotApplicable':
    case 'StepAssigned':
    case 'StepSubmitted':
    case 'ApprovalRequested':
    case 'StepApproved':
    case 'StepCompleted':
    case 'StepSkipped':
    case 'StepMissed':
    case 'DueChanged':
    case 'StepSnoozed':
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
      | 'StepCompleted'
      | 'StepSkipped'
      | 'StepMissed'
      | 'DueChanged'
      | 'StepSnoozed'
      | 'StepEscalated';
  }
>;
type Of<Type extends RunEvent['type']> = Extract<RunEvent, { type: Type }>;

function moved(step: StepRun, event: StepEvent): StepRun {
  const { id, attempt, recorded } = step;
  const before = { ...optional('doneBefore', step.doneBefore), ...optional('sentBack', step.sentBack) };
  const facts = { id, attempt, recorded, ...before };
  const { actor: by, at } = event;
  switch (event.type) {
    case 'StepReady':
      return { ...facts, state: 'waiting_human', since: at, escalated: 0, ...owed(event) };
    case 'StepNotApplicable':
      return { ...facts, state: 'not_applicable', because: event.because, at };
    case 'StepAssigned': {
      if (!isOwed(step)) return step;
      const { instead: _former, ...rest } = step;
      const instead = event.how === 'substituted' ? optional('instead', event.instead) : {};
      return { ...rest, assignee: event.assignee, ...instead } as OwedStep;
    }
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
    case 'StepCompleted': {
      const submitted = isOwed(step) && step.state !== 'agent_working' ? step.submitted : undefined;
      const approvals = step.state === 'waiting_approval' ? step.approvals : [];
      const choice = event.choice ?? submitted?.choice;
      // Who approved their own work did it all the same: an approver alone would not be remembered as having done it.
      const isOwn = submitted !== undefined && approvals.some((one) => memberOf(one.by) === memberOf(submitted.by));
      const done = {
        state: 'completed' as const,
        by: submitted?.by ?? by,
        at,
        approvals,
        ...optional('choice', choice),
      };
      return { ...facts, ...(isOwn ? doneBefore(step) : {}), ...done };
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
      return { ...facts, ...doneBefore(step), state: 'missed', at, ...turnOf(step) };
    case 'DueChanged': {
      if (!isOwed(step)) return step;
      const { snoozed: _past, ...rest } = step;
      return { ...rest, due: event.due, escalated: 0 } as OwedStep;
    }
    case 'StepSnoozed': {
      if (!isOwed(step)) return step;
      return { ...step, snoozed: { times: (step.snoozed?.times ?? 0) + 1, until: event.until, by } };
    }
    case 'StepEscalated': {
      if (!isOwed(step)) return step;
      // Whoever is asked now has put nothing off.
      const { assignee: _former, instead: _away, snoozed: _past, ...rest } = step;
      return {
        ...rest,
        role: event.role,
        escalated: event.rung + 1,
        ...optional('assignee', event.assignee),
        ...optional('instead', event.instead),
      } as OwedStep;
    }
  }
}

function started(event: Of<'RunStarted'>): OpenRun {
  const { run, sop, key, title, revision, place, inputs, actor: startedBy, at: startedAt } = event;
  const steps = event.steps.map((id): StepRun => ({ id, attempt: 1, recorded: {}, state: 'waiting_needs' }));
  const empty = { evidence: [], exceptions: [], notes: [], substitutes: {}, substitutedBy: {} };
  return {
    ...{ status: 'open', run, sop, key, title, revision, place, inputs, startedBy, startedAt, steps, ...empty },
    ...{ ...optional('routine', event.routine), ...optional('due', event.due), ...optional('closes', event.closes) },
    ...optional('shift', event.shift),
    ...optional('inputsBy', event.inputsBy),
  };
}

function recorded(run: OpenRun, event: Of<'EvidenceRecorded'>): OpenRun {
  const { evidence: id, step, item, value, unit, within, actor: by, at } = event;
  const attempt = stepRunOf(run, step)?.attempt ?? 1;
  const record = { id, step, item, value, by, at, attempt, ...optional('unit', unit), ...optional('within', within) };
  const noted = withStep(run, step, (one) => ({ ...one, recorded: { ...one.recorded, [item]: id } }));
  return { ...noted, evidence: [...run.evidence, record] };
}

function raised(event: Of<'ExceptionRaised'>): ExceptionRecord {
  const { exception: id, kind, cause, blocking, actor: raisedBy, at: raisedAt } = event;
  return {
    ...{ id, kind, cause, blocking, raisedBy, raisedAt, status: 'open' as const },
    ...optional('step', event.step),
    ...optional('owner', event.owner),
  };
}

function substituted(run: OpenRun, event: Of<'Substituted'>): OpenRun {
  const { from, to, until, actor } = event;
  const former = standInEnded(run, from);
  return {
    ...former,
    substitutes: { ...former.substitutes, [from]: to },
    substitutedBy: { ...former.substitutedBy, [from]: actor },
    ...(until === undefined ? {} : { substitutesUntil: { ...former.substitutesUntil, [from]: until } }),
  };
}

function standInEnded(run: OpenRun, from: string): OpenRun {
  const { substitutesUntil: untils, ...rest } = run;
  const left = without(untils ?? {}, from);
  return {
    ...rest,
    substitutes: without(run.substitutes, from),
    substitutedBy: without(run.substitutedBy, from),
    ...(Object.keys(left).length > 0 ? { substitutesUntil: left } : {}),
  };
}

function without<Value>(record: Readonly<Record<string, Value>>, key: string): Readonly<Record<string, Value>> {
  return Object.fromEntries(Object.entries(record).filter(([one]) => one !== key));
}

function resolved(run: OpenRun, event: Of<'ExceptionResolved'>): OpenRun {
  const { resolution, reason, actor: resolvedBy, at: resolvedAt } = event;
  const exception = run.exceptions.find((one) => one.id === event.exception);
  const closed = withException(run, event.exception, (one) => {
    const change = optional('change', event.change);
    return { ...one, status: 'resolved', resolution, reason, resolvedBy, resolvedAt, ...change };
  });
  if (!event.back || exception?.step === undefined) return closed;
  const { cause } = exception;
  const dropped = new Set(cause.type === 'out_of_limits' ? cause.readings.map((one) => one.item) : []);
  return takenBack(closed, exception.step, (one) => {
    const kept = Object.entries(one.recorded).filter(([item]) => !dropped.has(item));
    return again(one, Object.fromEntries(kept), event);
  });
}

function ended(run: OpenRun, event: RunEvent, outcome: EndedRun['outcome']): EndedRun {
  return { ...run, status: 'ended', outcome, endedAt: event.at, endedBy: event.actor };
}

/** Changes a step that begins anew. What it had recorded and does not keep counts up to the attempt that ends here. */
function takenBack(run: OpenRun, id: string, change: (step: StepRun) => StepRun): OpenRun {
  const before = stepRunOf(run, id);
  const changed = withStep(run, id, change);
  const kept = stepRunOf(changed, id)?.recorded ?? {};
  const dropped = Object.values(before?.recorded ?? {}).filter((one) => !Object.values(kept).includes(one));
  if (!before || dropped.length === 0) return changed;
  const until = before.attempt;
  return { ...changed, evidence: run.evidence.map((one) => (dropped.includes(one.id) ? { ...one, until } : one)) };
}

type Missed = Extract<StepRun, { state: 'missed' }>;

/** Whose turn a step was when it was missed. */
function turnOf(step: StepRun): Pick<Missed, 'since' | 'waited' | 'role' | 'assignee' | 'instead'> {
  if (!isOwed(step)) return {};
  const isApproval = step.state === 'waiting_approval';
  const holder = isApproval ? {} : { ...optional('assignee', step.assignee), ...optional('instead', step.instead) };
  return { since: step.since, waited: isApproval ? 'approval' : 'work', ...optional('role', step.role), ...holder };
}

function sinceOf(step: StepRun): number | undefined {
  return isOwed(step) ? step.since : undefined;
}

function withStep(run: OpenRun, id: string, change: (step: StepRun) => StepRun): OpenRun {
  return { ...run, steps: run.steps.map((one) => (one.id === id ? change(one) : one)) };
}

function withException(run: OpenRun, id: string, change: (one: ExceptionRecord) => ExceptionRecord): OpenRun {
  return { ...run, exceptions: run.exceptions.map((one) => (one.id === id ? change(one) : one)) };
}
