/**
 * What follows by itself once something happened: boundaries stop the run, steps become ready or not applicable,
 * submitted work goes to its approvers or is completed, and a run with nothing left ends. One consequence at a time,
 * until there is none.
 */
import { type Boundary, exceptionOwner, needsOf, type Step } from '../definition.ts';
import { evaluate, type Names, namesIn } from '../expression.ts';
import { optional } from '../optional.ts';
import { actingFor, eligibleApprovers } from './authority.ts';
import type { Cause, Seen } from './cause.ts';
import { dueAt } from './deadline.ts';
import type { RunEvent, RunFact } from './events.ts';
import { type Facts, factsOf } from './facts.ts';
import { isReached, missedGates } from './flow.ts';
import { blockerOf, boundaryOf, isEnded, isOwed, stepRunOf, stopOf } from './live.ts';
import { happened, type Making, openRun } from './making.ts';
import { doerOf, roleOf } from './shift.ts';
import type { OpenRun, StepRun } from './state.ts';

/** Applies every consequence. Ends: each one moves a step or an exception forward, and there are finitely many. */
export function settle(so: Making): Making {
  let now = so;
  let looked = 0;
  for (;;) {
    const run = openRun(now);
    if (!run) return now;
    const isTold = now.events.slice(looked).some(isTelling);
    looked = now.events.length;
    const stops = isTold ? crossed(now, run) : [];
    const facts = stops.length > 0 ? stops : next(now, run);
    if (!facts) return now;
    now = happened(now, ...facts);
  }
}

/** Whether boundaries may hold now that did not before. Most events change nothing that they look at. */
function isTelling(event: RunEvent): boolean {
  return TELLING.has(event.type) || (event.type === 'StepCompleted' && event.choice !== undefined);
}

const TELLING: ReadonlySet<RunEvent['type']> = new Set<RunEvent['type']>([
  ...(['RunStarted', 'EvidenceRecorded', 'StepRejected', 'StepReopened', 'ExceptionResolved'] as const),
]);

function next(so: Making, run: OpenRun): readonly RunFact[] | undefined {
  if (stopOf(run)) return undefined;
  for (const [index, step] of run.steps.entries()) {
    const drawn = so.definition.steps[index];
    if (!drawn || isEnded(step) || blockerOf(run, step.id)) continue;
    const facts = stepConsequence(so, run, index, drawn, step);
    if (facts) return facts;
  }
  return ending(run);
}

/** Boundaries stop the run; once decided over, they do so again only for other values than were decided over. */
function crossed(so: Making, run: OpenRun): readonly RunFact[] {
  if (so.definition.boundaries.length === 0) return [];
  const facts = factsOf(run);
  const stops: RunFact[] = [];
  for (const boundary of so.definition.boundaries) {
    const before = run.exceptions.filter((one) => boundaryOf(one) === boundary.id);
    if (before.some((one) => one.status === 'open')) continue;
    const holds = evaluate(so.definition, boundary.when, facts);
    // What is not recorded yet may still come; what cannot be told at all must not pass as harmless.
    const stopped = holds.known ? holds.value : 'failed' in holds.unknown;
    if (!stopped) continue;
    const saw = seen(boundary, facts);
    // Values come back from the database as they went: the same ones are the same text.
    if (before.some(({ cause }) => cause.type === 'boundary' && JSON.stringify(cause.saw) === JSON.stringify(saw))) {
      continue;
    }
    const unknown = optional('unknown', holds.known ? undefined : holds.unknown);
    const cause = { type: 'boundary', boundary: boundary.id, saw, ...unknown } as const;
    stops.push({ ...exception(run, stops.length), kind: 'out_of_policy', cause, owner: boundary.role, blocking: true });
  }
  return stops;
}

/** Parsing is not for every command; boundaries are frozen parts of a definition. */
const namesOfBoundaries = new WeakMap<Boundary, Names>();

/** What a boundary looks at, with the values that it found. */
function seen(boundary: Boundary, facts: Facts): readonly Seen[] {
  const names = namesOfBoundaries.get(boundary) ?? namesIn(boundary.when);
  namesOfBoundaries.set(boundary, names);
  const own = <Value>(values: Readonly<Record<string, Value>>, id: string) =>
    optional('value', Object.hasOwn(values, id) ? values[id] : undefined);
  return [
    ...names.inputs.map((id) => ({ of: 'input' as const, id, ...own(facts.inputs, id) })),
    ...names.evidence.map((id) => ({ of: 'evidence' as const, id, ...optional('value', facts.evidence[id]?.value) })),
    ...names.decisions.map((id) => ({ of: 'decision' as const, id, ...own(facts.decisions, id) })),
  ];
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
      return step.approvals.length >= step.quorum ? [completed(step)] : undefined;
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
  if (!isReached(so.definition, run, index)) return undefined;
  const before = needsOf(so.definition, index).map((need) => stepRunOf(run, need));
  const isJoin = drawn.needs !== undefined && drawn.needs.length > 0;
  if (isJoin && before.every((one) => one?.state === 'not_applicable')) {
    return [{ type: 'StepNotApplicable', step: step.id, because: 'branches' }];
  }
  const gate = missedGates(so.definition, run, step.id).find((one) => !isWaived(run, step, one.id));
  if (gate) {
    return [stumble(so, run, drawn, { type: 'not_approved', gate: gate.id })];
  }
  if (drawn.when !== undefined && !wasLetGo(run, step, (cause) => cause.type === 'condition_unknown')) {
    const facts = factsOf(run);
    const holds = evaluate(so.definition, drawn.when, facts);
    if (!holds.known) {
      if (asksUntaken(run, drawn.when, facts))
        return [{ type: 'StepNotApplicable', step: step.id, because: 'branches' }];
      return [stumble(so, run, drawn, { type: 'condition_unknown', unknown: holds.unknown })];
    }
    if (!holds.value) return [{ type: 'StepNotApplicable', step: step.id, because: 'when' }];
  }
  const due = dueAt(so, drawn);
  if (drawn.kind === 'approval') {
    const isNeeded = needsApproval(so, run, drawn);
    return isNeeded ? request(so, run, drawn, due) : [{ type: 'StepNotApplicable', step: step.id, because: 'when' }];
  }
  const role = roleOf(run, drawn);
  const ready: RunFact = {
    ...{ type: 'StepReady', step: step.id },
    ...optional('role', role),
    ...doerOf(run, so.context, role),
    ...optional('due', due),
  };
  return role !== undefined && actingFor(run, so.context, role).length === 0
    ? [ready, ...nobody(so, run, drawn, { role, wanted: 'doer' })]
    : [ready];
}

function stumble(so: Making, run: OpenRun, drawn: Step, cause: Cause): RunFact {
  const owner = optional('owner', exceptionOwner(so.definition));
  return { ...exception(run), step: drawn.id, kind: 'other', cause, ...owner, blocking: true };
}

/** An approval was waived for the work as it was: what is done anew, and not approved in time again, was not. */
function isWaived(run: OpenRun, step: StepRun, gate: string): boolean {
  const missed = stepRunOf(run, gate);
  const since = missed?.state === 'missed' ? missed.at : 0;
  return wasLetGo(run, step, (cause) => cause.type === 'not_approved' && cause.gate === gate, since);
}

/**
 * The owner let the step go ahead although its condition could not be known, or its approval never came. What was decided
 * before the step began anew was about other work.
 */
function wasLetGo(run: OpenRun, step: StepRun, isAbout: (cause: Cause) => boolean, since = 0): boolean {
  const { id, sentBack } = step;
  return run.exceptions.some((one) => {
    if (one.step !== id || !isAbout(one.cause) || one.status !== 'resolved' || one.resolution !== 'go_on') return false;
    return one.resolvedAt >= since && (sentBack === undefined || one.resolvedAt > sentBack.at);
  });
}

/** A question about a decision that nobody had to take: the branch that would lead here was not taken. */
function asksUntaken(run: OpenRun, source: string, facts: Facts): boolean {
  const { inputs, evidence, decisions } = namesIn(source);
  const isKnown = has(facts.inputs, inputs) && has(facts.evidence, evidence);
  const open = decisions.filter((id) => !Object.hasOwn(facts.decisions, id));
  return isKnown && open.length > 0 && open.every((id) => stepRunOf(run, id)?.state === 'not_applicable');
}

const has = (known: object, ids: readonly string[]) => ids.every((id) => Object.hasOwn(known, id));

function submitted(so: Making, run: OpenRun, drawn: Step, step: StepRun): readonly RunFact[] {
  const choice = 'submitted' in step ? step.submitted?.choice : undefined;
  if (!needsApproval(so, run, drawn, choice)) return [completed(step)];
  // Its approvers have as long as its doer had: a clock that has run down would remind nobody.
  const [due = 0, fresh = 0] = [isOwed(step) ? step.due : undefined, dueAt(so, drawn)];
  return request(so, run, drawn, Math.max(due, fresh) || undefined, choice);
}

function completed(step: StepRun): RunFact {
  const choice = 'submitted' in step ? step.submitted?.choice : undefined;
  return { type: 'StepCompleted', step: step.id, ...optional('choice', choice) };
}

/** What cannot be known needs approval: a missing value must not open the gate. */
export function needsApproval(so: Making, run: OpenRun, drawn: Step, choice?: string): boolean {
  const condition = drawn.approval?.when;
  if (!drawn.approval || condition === undefined) return drawn.approval !== undefined;
  const holds = evaluate(so.definition, condition, factsOf(run, { step: drawn.id, choice }));
  return !holds.known || holds.value;
}

/** Asks for approval, of the role above where the case is beyond the step's own approver (or cannot be told). */
function request(so: Making, run: OpenRun, drawn: Step, due: number | undefined, choice?: string): readonly RunFact[] {
  const { approval } = drawn;
  const limit = approval?.limit;
  const holds = limit && evaluate(so.definition, limit, factsOf(run, { step: drawn.id, choice }));
  const isAbove = Boolean(holds && !(holds.known && holds.value) && approval?.above !== undefined);
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
  return eligible.length < quorum ? [asked, ...nobody(so, run, drawn, { role, wanted: 'approver' })] : [asked];
}

/** Work that nobody can do is shown at once to whoever answers for it; it is never skipped in silence. */
export function nobody(
  so: Making,
  run: OpenRun,
  drawn: Step,
  { role, wanted }: { readonly role: string; readonly wanted: 'doer' | 'approver' },
): readonly RunFact[] {
  const isList = so.definition.presentation === 'checklist';
  const isTold = run.exceptions.some(({ status, cause, step }) => {
    if (status !== 'open' || cause.type !== 'nobody') return false;
    // Many lines of a list may begin at once: that their role is missing is said once.
    return step === drawn.id || (isList && wanted === 'doer' && cause.wanted === wanted && cause.role === role);
  });
  if (isTold) return [];
  const owner = optional('owner', so.definition.accountable_manager ?? exceptionOwner(so.definition));
  const cause = { type: 'nobody', role, wanted } as const;
  return [{ ...exception(run), step: drawn.id, kind: 'other', cause, ...owner, blocking: false }];
}

function ending(run: OpenRun): readonly RunFact[] | undefined {
  // That nobody could do a step is settled once somebody did: it holds the run no longer.
  const isOpen = run.exceptions.some((one) => one.status === 'open' && one.cause.type !== 'nobody');
  if (isOpen || !run.steps.every(isEnded)) return undefined;
  const missed = run.steps.filter((one) => one.state === 'missed').map((one) => one.id);
  return missed.length > 0 ? [{ type: 'RunIncomplete', missed }] : [{ type: 'RunCompleted' }];
}

/** The head of a new exception: ids count up. `others`: how many are raised with it, before it. */
export function exception(run: OpenRun, others = 0): { type: 'ExceptionRaised'; exception: string } {
  return { type: 'ExceptionRaised', exception: `x${run.exceptions.length + others + 1}` };
}
