/**
 * Who may do what, for every entrance: buttons, phrases, replies, the HTTP API, timers. Checked at the moment of the
 * decision, against who holds the role now. Nobody is exempt, administrators included.
 */
import { type Actor, memberOf } from '../actor.ts';
import { type Approval, type Definition, exceptionOwner, needsOf, stepOf } from '../definition.ts';
import type { RunContext } from './context.ts';
import { isOwed, stepRunOf } from './live.ts';
import type { RunRefusal } from './refusals.ts';
import type { ExceptionRecord, OpenRun, OwedStep } from './state.ts';

type Standing = { readonly standingInFor?: string };

/** Members who act for a role: its holders, and whoever stands in for a holder who is away. */
export function actingFor(
  run: Pick<OpenRun, 'substitutes'>,
  context: Pick<RunContext, 'people'>,
  role: string,
): readonly string[] {
  const holders = context.people.holders[role] ?? [];
  return [...new Set(holders.map((holder) => substituteOf(run, context, holder) ?? holder))];
}

/** How a person stands to a role: as a holder, in for a holder, or not at all. */
export function standing(run: OpenRun, context: RunContext, role: string): Standing | undefined {
  const member = memberOf(context.actor);
  if (member === undefined || !context.people.members.includes(member)) return undefined;
  const holders = context.people.holders[role] ?? [];
  if (holders.includes(member)) return {};
  const absent = holders.find((holder) => substituteOf(run, context, holder) === member);
  return absent === undefined ? undefined : { standingInFor: absent };
}

/** Null if the actor may do this step, else why not. */
export function refusalToDo(run: OpenRun, context: RunContext, step: OwedStep): RunRefusal | null {
  const member = memberOf(context.actor);
  if (member === undefined || !context.people.members.includes(member)) return { code: 'not_a_person' };
  const { assignee, role, id } = step;
  if (assignee !== undefined) {
    if (assignee === member || substituteOf(run, context, assignee) === member) return null;
    return { code: 'not_yours', step: id, assignee };
  }
  if (role === undefined || standing(run, context, role)) return null;
  return { code: 'not_yours', step: id, role };
}

/** Whether the actor may decide over this step's work now: role, separate duties, one decision for each person. */
export function approving(
  run: OpenRun,
  context: RunContext,
  definition: Definition,
  step: Extract<OwedStep, { state: 'waiting_approval' }>,
): Standing | RunRefusal {
  const member = memberOf(context.actor);
  if (member === undefined) return { code: 'not_a_person' };
  const role = step.role ?? '';
  const stands = standing(run, context, role);
  if (!stands) return { code: 'not_approver', step: step.id, role };
  const did = separated(run, definition, step.id) ? didWork(run, definition, step.id, context.actor) : undefined;
  if (did) return { code: 'separation_of_duties', step: step.id, did };
  const seats = new Set([member, ...(stands.standingInFor === undefined ? [] : [stands.standingInFor])]);
  const before = step.approvals.find((one) => {
    const taken = [memberOf(one.by), one.standingInFor].filter((seat) => seat !== undefined);
    return isSame(one.by, context.actor) || taken.some((seat) => seats.has(seat));
  });
  if (before) return { code: 'already_approved', step: step.id, by: memberOf(before.by) ?? '', at: before.at };
  return stands;
}

/** Whether duties are separate for a step that has an approval. */
function separated(run: OpenRun, definition: Definition, step: string): boolean {
  return stepOf(definition, step)?.approval?.separation_of_duties ?? stepRunOf(run, step)?.state === 'waiting_approval';
}

/**
 * What part of the work under approval the actor did: the step itself, or the request that it answers (whoever started
 * the run with its inputs). For an approval without a doer, the work is that of the steps before it.
 */
export function didWork(
  run: OpenRun,
  definition: Definition,
  step: string,
  actor: Actor,
): 'step' | 'request' | undefined {
  if (workersOf(run, definition, step).some((one) => isSame(one, actor))) return 'step';
  return definition.inputs.length > 0 && isSame(run.startedBy, actor) ? 'request' : undefined;
}

/** Everybody whose work a decision over this step would approve. An approval's own approvers did none of it. */
function workersOf(run: OpenRun, definition: Definition, step: string, seen = new Set<string>()): readonly Actor[] {
  if (seen.has(step)) return [];
  seen.add(step);
  const index = definition.steps.findIndex((one) => one.id === step);
  const own = definition.steps[index]?.kind === 'approval' ? [] : ownWorkers(run, step);
  if (own.length > 0) return own;
  return needsOf(definition, index).flatMap((need) => workersOf(run, definition, need, seen));
}

function ownWorkers(run: OpenRun, step: string): readonly Actor[] {
  const workers = run.evidence.filter((one) => one.step === step).map((one) => one.by);
  const state = stepRunOf(run, step);
  if (state?.state === 'completed') workers.push(state.by);
  if (state && isOwed(state) && state.state !== 'agent_working' && state.submitted) workers.push(state.submitted.by);
  return workers;
}

/** Skipping an approval would approve by another door: whoever did the work may not. */
export function skipsOwnApproval(run: OpenRun, definition: Definition, step: string, actor: Actor): boolean {
  const approval: Approval | undefined = stepOf(definition, step)?.approval;
  return approval?.separation_of_duties === true && didWork(run, definition, step, actor) !== undefined;
}

/**
 * Whether the actor answers for the run: its exception owner or accountable manager; where the SOP names neither,
 * whoever started it; where nobody holds the named roles, an administrator.
 */
export function answersForRun(run: OpenRun, context: RunContext, definition: Definition): boolean {
  return owns(run, context, definition, exceptionOwner(definition));
}

/** Whether the actor is the accountable manager; where the SOP names none or nobody is one, an administrator. */
export function isAccountable(run: OpenRun, context: RunContext, definition: Definition): boolean {
  const member = memberOf(context.actor);
  if (member === undefined || !context.people.members.includes(member)) return false;
  const role = definition.accountable_manager;
  if (role !== undefined && actingFor(run, context, role).length > 0) return standing(run, context, role) !== undefined;
  return context.people.admins.includes(member);
}

/** Whether the actor decides over this exception. */
export function ownsException(
  run: OpenRun,
  context: RunContext,
  definition: Definition,
  exception: ExceptionRecord,
): boolean {
  return owns(run, context, definition, exception.owner);
}

function owns(run: OpenRun, context: RunContext, definition: Definition, role: string | undefined): boolean {
  const member = memberOf(context.actor);
  if (member === undefined || !context.people.members.includes(member)) return false;
  const manager = definition.accountable_manager;
  const roles = [role, manager].filter((one) => one !== undefined);
  if (roles.length === 0) return isSame(run.startedBy, context.actor) || isAdminIfNobody(run, context);
  if (roles.some((one) => standing(run, context, one))) return true;
  const nobody = roles.every((one) => actingFor(run, context, one).length === 0);
  return nobody && context.people.admins.includes(member);
}

/** A run that a timer started has no person to ask but an administrator. */
function isAdminIfNobody(run: OpenRun, context: RunContext): boolean {
  const member = memberOf(context.actor);
  return run.startedBy.type !== 'member' && member !== undefined && context.people.admins.includes(member);
}

/** People who could decide over a step's work, leaving out those who did it. */
export function eligibleApprovers(
  run: OpenRun,
  context: Pick<RunContext, 'people'>,
  definition: Definition,
  step: string,
  role: string,
): readonly string[] {
  const everyone = actingFor(run, context, role);
  if (stepOf(definition, step)?.approval?.separation_of_duties === false) return everyone;
  const workers = workersOf(run, definition, step).map(memberOf);
  const requester = definition.inputs.length > 0 ? memberOf(run.startedBy) : undefined;
  return everyone.filter((member) => !workers.includes(member) && member !== requester);
}

function substituteOf(
  run: Pick<OpenRun, 'substitutes'>,
  context: Pick<RunContext, 'people'>,
  member: string,
): string | undefined {
  return run.substitutes[member] ?? context.people.standIns[member];
}

/** One person through two entrances is one person. */
export function isSame(one: Actor, other: Actor): boolean {
  if (one.type !== 'member' || other.type !== 'member') return false;
  return one.id === other.id || one.identity === other.identity;
}
