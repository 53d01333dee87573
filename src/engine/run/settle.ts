/**
 * What follows by itself once something happened: boundaries stop the run, steps become ready or not applicable,
 * submitted work goes to its approvers or is completed, and a run with nothing left ends. One consequence at a time,
 * until there is none.
 */
import { type Boundary, type Definition, exceptionOwner, needsOf, type Step, stepOf } from '../definition.ts';
import { milliseconds } from '../duration.ts';
import { evaluate, type Names, namesIn } from '../expression.ts';
import { optional } from '../optional.ts';
import { actingFor, eligibleApprovers } from './authority.ts';
import type { RunEvent, RunFact } from './events.ts';
import { type Facts, factsOf } from './facts.ts';
import { isReached, missedGate } from './flow.ts';
import { blockerOf, isEnded, isOwed, stepRunOf, stopOf } from './live.ts';
import { happened, type Making, openRun } from './making.ts';
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
    const before = run.exceptions.filter((one) => one.boundary === boundary.id);
    if (before.some((one) => one.status === 'open')) continue;
    const holds = evaluate(so.definition, boundary.when, facts);
    // What is not recorded yet may still come; what cannot be told at all must not pass as harmless.
    const stopped = holds.known ? holds.value : holds.failed;
    if (!stopped) continue;
    const saw = seen(boundary, facts);
    if (before.some((one) => one.saw === saw)) continue;
    const { id, title, role: owner } = boundary;
    const note = holds.known ? title : `${title} (cannot be told: ${holds.why})`;
    const about = { owner, boundary: id, ...optional('saw', saw), blocking: true };
    stops.push({ ...exception(run, stops.length), kind: 'out_of_policy', note, ...about });
  }
  return stops;
}

/** Parsing is not for every command; boundaries are frozen parts of a definition. */
const namesOfBoundaries = new WeakMap<Boundary, Names>();

/** What a boundary looks at, in one line; the run's inputs never change. */
function seen(boundary: Boundary, facts: Facts): string | undefined {
  const names = namesOfBoundaries.get(boundary) ?? namesIn(boundary.when);
  namesOfBoundaries.set(boundary, names);
  const evidence = names.evidence.map((id) => `evidence.${id} = ${JSON.stringify(facts.evidence[id]?.value ?? null)}`);
  const decisions = names.decisions.map((id) => `decisions.${id} = ${facts.decisions[id] ?? 'open'}`);
  const all = [...evidence, ...decisions];
  return all.length > 0 ? all.join(', ') : undefined;
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
  const gate = wasOverridden(run, step.id, 'not_approved') ? undefined : missedGate(so.definition, run, step.id);
  if (gate) {
    const note = `"${gate.title}" was not approved in time, and "${drawn.title}" comes after it`;
    return [stumble(so, run, drawn, 'not_approved', note)];
  }
  if (drawn.when !== undefined && !wasOverridden(run, step.id, 'when')) {
    const facts = factsOf(run);
    const holds = evaluate(so.definition, drawn.when, facts);
    if (!holds.known) {
      if (asksUntaken(run, drawn.when, facts))
        return [{ type: 'StepNotApplicable', step: step.id, because: 'branches' }];
      const note = `Whether "${drawn.title}" is to be done cannot be told: ${holds.why}`;
      return [stumble(so, run, drawn, 'when', note)];
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
  return role !== undefined && only === undefined ? [ready, ...nobody(so, run, drawn, role)] : [ready];
}

function stumble(so: Making, run: OpenRun, drawn: Step, about: 'when' | 'not_approved', note: string): RunFact {
  const owner = optional('owner', exceptionOwner(so.definition));
  return { ...exception(run), step: drawn.id, kind: 'other', note, ...owner, about, blocking: true };
}

/** The owner let the step go ahead although its condition could not be known, or its approval never came. */
function wasOverridden(run: OpenRun, step: string, about: 'when' | 'not_approved'): boolean {
  return run.exceptions.some((one) => {
    return one.step === step && one.about === about && one.status === 'resolved' && one.resolution === 'override';
  });
}

/** A question about a decision that nobody had to take: the branch that would lead here was not taken. */
function asksUntaken(run: OpenRun, source: string, facts: Facts): boolean {
  const { inputs, evidence, decisions } = namesIn(source);
  const isKnown = has(facts.inputs, inputs) && has(facts.evidence, evidence);
  const open = decisions.filter((id) => facts.decisions[id] === undefined);
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
  return eligible.length < quorum ? [asked, ...nobody(so, run, drawn, role)] : [asked];
}

/** Work that nobody can do is shown at once to whoever answers for it; it is never skipped in silence. */
export function nobody(so: Making, run: OpenRun, drawn: Step, role: string): readonly RunFact[] {
  const isTold = run.exceptions.some((one) => one.status === 'open' && one.about === 'nobody' && one.step === drawn.id);
  if (isTold) return [];
  const title = so.definition.roles.find((one) => one.id === role)?.title ?? role.replaceAll('_', ' ');
  const owner = optional('owner', so.definition.accountable_manager ?? exceptionOwner(so.definition));
  const note = drawn.approval
    ? `Too few people can approve "${drawn.title}": the role ${title} needs more members who did not do the work`
    : `Nobody can do "${drawn.title}": no member has the role ${title}`;
  return [{ ...exception(run), step: drawn.id, kind: 'other', note, ...owner, about: 'nobody', blocking: false }];
}

function ending(run: OpenRun): readonly RunFact[] | undefined {
  // That nobody could do a step is settled once somebody did: it holds the run no longer.
  const isOpen = run.exceptions.some((one) => one.status === 'open' && one.about !== 'nobody');
  if (isOpen || !run.steps.every(isEnded)) return undefined;
  const missed = run.steps.filter((one) => one.state === 'missed').map((one) => one.id);
  return missed.length > 0 ? [{ type: 'RunIncomplete', missed }] : [{ type: 'RunCompleted' }];
}

/** The deadline of a step that can begin now. */
export function dueAt(so: Making, drawn: Step): number | undefined {
  const due = drawn.due ?? so.definition.defaults.due;
  return due === undefined ? undefined : so.context.now + milliseconds(due);
}

/** The head of a new exception: ids count up. `others`: how many are raised with it, before it. */
export function exception(run: OpenRun, others = 0): { type: 'ExceptionRaised'; exception: string } {
  return { type: 'ExceptionRaised', exception: `x${run.exceptions.length + others + 1}` };
}

/**
 * How long before the deadline to remind, in milliseconds. A deadline with neither a reminder nor a ladder is said when
 * it comes: none passes in silence.
 */
export function remindBefore(definition: Definition, step: string): number | undefined {
  const remind = stepOf(definition, step)?.remind ?? definition.defaults.remind;
  if (remind !== undefined) return milliseconds(remind);
  return ladderOf(definition, step).length === 0 ? 0 : undefined;
}

/** The escalation ladder of a step. */
export function ladderOf(
  definition: Definition,
  step: string,
): readonly { readonly after: string; readonly to: string }[] {
  return stepOf(definition, step)?.escalate ?? definition.defaults.escalate ?? [];
}
