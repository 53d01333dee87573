/**
 * Who may do what, for every entrance: buttons, phrases, replies, the HTTP API, timers. Checked at the moment of the
 * decision, against who holds the role now. Nobody is exempt, administrators included.
 */
import { type Actor, memberOf } from '../actor.ts';
import { type Definition, stepOf } from '../definition.ts';
import { optional } from '../optional.ts';
import type { People, RunContext, StandIn } from './context.ts';
import { isPartOf, isSame, partIn, type Work, workOf } from './duties.ts';
import type { RunRefusal } from './refusals.ts';
import type { Decision, OpenRun, OwedStep } from './state.ts';

/** As a holder of the role, or in for one who is away. */
type Standing = { readonly standingInFor?: string };
type UnderApproval = Extract<OwedStep, { state: 'waiting_approval' }>;
type Standins = Pick<OpenRun, 'substitutes' | 'substitutesUntil' | 'substitutedBy'>;

/** Members who act for a role: its holders, and whoever stands in for a holder who is away. */
export function actingFor(run: Standins, context: RunContext, role: string): readonly string[] {
  const holders = holdersOf(context.people, role);
  return [...new Set(holders.map((holder) => substituteOf(run, context, holder) ?? holder))];
}

/** Who alone acts for a role, and for whom they stand in; undefined if nobody does, or several do. */
export function soleActor(
  run: Standins,
  context: RunContext,
  role: string,
): { readonly assignee: string; readonly instead?: string } | undefined {
  const [assignee, ...others] = actingFor(run, context, role);
  if (assignee === undefined || others.length > 0) return undefined;
  const holders = holdersOf(context.people, role);
  return { assignee, ...optional('instead', holders.includes(assignee) ? undefined : holders[0]) };
}

/** How a person stands to a role: as a holder, in for a holder, or not at all. */
export function standing(run: Standins, context: RunContext, role: string): Standing | undefined {
  return standings(run, context, role)[0];
}

/** Every way in which the actor can act for a role. A stand-in may act for several who are away. */
export function standings(run: Standins, context: RunContext, role: string): readonly Standing[] {
  const member = personOf(context);
  if (member === undefined) return [];
  const holders = holdersOf(context.people, role);
  if (holders.includes(member)) return [{}];
  return holders
    .filter((holder) => substituteOf(run, context, holder) === member && !isSelfGiven(run, context, holder))
    .map((standingInFor) => ({ standingInFor }));
}

/** Nobody makes themself another's stand-in, under a second member id either. */
function isSelfGiven(run: Standins, context: RunContext, away: string): boolean {
  const giver = standInOf(run, context, away)?.by;
  return giver !== undefined && memberOf(giver) !== away && isSame(giver, context.actor);
}

/**
 * Whose a step is by name. Who acts for its role no longer (stood in until now, or left it) has it no more; a role that
 * nobody acts for leaves it with whoever was named.
 */
export function assigneeOf(run: Standins, context: RunContext, step: OwedStep): string | undefined {
  const { assignee, role } = step;
  // Whoever has left has nothing any more: it would be nobody's.
  if (assignee === undefined || !context.people.members.includes(assignee)) return undefined;
  if (role === undefined) return assignee;
  const acting = actingFor(run, context, role);
  const isActing =
    acting.length === 0 || acting.includes(assignee) || holdersOf(context.people, role).includes(assignee);
  return isActing ? assignee : undefined;
}

/** Null if the actor may do this step, else why not. */
export function refusalToDo(run: OpenRun, context: RunContext, step: OwedStep): RunRefusal | null {
  const member = personOf(context);
  if (member === undefined) return { code: 'not_a_person' };
  const { role, id } = step;
  const assignee = assigneeOf(run, context, step);
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
  step: UnderApproval,
): Standing | RunRefusal {
  const member = memberOf(context.actor);
  if (member === undefined) return { code: 'not_a_person' };
  const role = step.role ?? '';
  const ways = standings(run, context, role);
  if (ways.length === 0) return { code: 'not_approver', step: step.id, role };
  const work = separated(definition, step.id) ? workOf(run, definition, step.id) : undefined;
  const did = work && partIn(work, context.actor);
  if (did) return { code: 'separation_of_duties', step: step.id, did };
  const clean = ways.filter((one) => !work || isCleanWay(run, context, work, one));
  if (clean.length === 0) return { code: 'separation_of_duties', step: step.id, did: 'step' };
  const mine = step.approvals.find((one) => isSame(one.by, context.actor) || one.standingInFor === member);
  const open = mine ? undefined : clean.find((one) => !takenBy(step, one));
  if (open) return open;
  const before = mine ?? clean.map((one) => takenBy(step, one)).find((one) => one !== undefined);
  const said = { by: (before && memberOf(before.by)) ?? '', at: before?.at ?? 0 };
  const who = undecided(run, context, definition, step);
  return { code: 'already_approved', step: step.id, ...said, missing: step.quorum - step.approvals.length, role, who };
}

/** Members who could still decide over a step's work. */
export function undecided(
  run: OpenRun,
  context: RunContext,
  definition: Definition,
  step: UnderApproval,
): readonly string[] {
  const decided = step.approvals.flatMap((one) => [memberOf(one.by), one.standingInFor]);
  const eligible = eligibleApprovers(run, context, definition, step.id, step.role ?? '');
  return eligible.filter((member) => !decided.includes(member));
}

/**
 * Null if the actor may let the run go on without this step's approval, else why not: only the accountable manager, and
 * neither over work of their own nor by a right that whoever did the work has handed out.
 */
export function refusalToWaive(
  run: OpenRun,
  context: RunContext,
  definition: Definition,
  step: string,
): RunRefusal | null {
  const { accountable_manager: manager } = definition;
  const work = workOf(run, definition, step);
  const isSeparate = separated(definition, step);
  const did = isSeparate ? partIn(work, context.actor) : undefined;
  if (did) return { code: 'separation_of_duties', step, did };
  const role = manager !== undefined && actingFor(run, context, manager).length > 0 ? manager : undefined;
  const ways = role === undefined ? administering(context) : standings(run, context, role);
  if (ways.length === 0) return { code: 'approval_missing', step, ...optional('role', role) };
  const isClean = !isSeparate || ways.some((one) => isCleanWay(run, context, work, one));
  return isClean ? null : { code: 'separation_of_duties', step, did: 'step' };
}

function administering(context: RunContext): readonly Standing[] {
  const member = personOf(context);
  return member !== undefined && context.people.admins.includes(member) ? [{}] : [];
}

export function isCleanWay(run: OpenRun, context: RunContext, work: Work, { standingInFor: away }: Standing): boolean {
  return away === undefined || isFree(run, context, work, away);
}

/** A stand-in takes over a right: none over one's own work, and none that whoever did the work has handed out. */
function isFree(run: OpenRun, context: RunContext, work: Work, away: string): boolean {
  const giver = standInOf(run, context, away)?.by;
  return !isPartOf(work, away) && !(giver && partIn(work, giver));
}

/** The decision of the member who is away, in person or through another stand-in: one right is one decision. */
function takenBy({ approvals }: UnderApproval, { standingInFor: away }: Standing): Decision | undefined {
  if (away === undefined) return undefined;
  return approvals.find((one) => memberOf(one.by) === away || one.standingInFor === away);
}

function separated(definition: Definition, step: string): boolean {
  return stepOf(definition, step)?.approval?.separation_of_duties ?? true;
}

/** Skipping what waits for an approval that never came would go on without it: whoever did the work may not. */
export function skipsOwnApproval(run: OpenRun, definition: Definition, step: string, actor: Actor): boolean {
  const approval = stepOf(definition, step)?.approval;
  return approval?.separation_of_duties === true && partIn(workOf(run, definition, step), actor) !== undefined;
}

/** Whether the actor is the accountable manager; where the SOP names none or nobody is one, an administrator. */
export function isAccountable(run: OpenRun, context: RunContext, definition: Definition): boolean {
  const member = personOf(context);
  if (member === undefined) return false;
  const role = definition.accountable_manager;
  if (role !== undefined && actingFor(run, context, role).length > 0) return standing(run, context, role) !== undefined;
  return context.people.admins.includes(member);
}

/** People who could decide over a step's work, leaving out those who did it. */
export function eligibleApprovers(
  run: OpenRun,
  context: RunContext,
  definition: Definition,
  step: string,
  role: string,
): readonly string[] {
  if (!separated(definition, step)) return actingFor(run, context, role);
  const work = workOf(run, definition, step);
  const free = holdersOf(context.people, role).flatMap((holder): readonly string[] => {
    const standIn = substituteOf(run, context, holder);
    if (isPartOf(work, holder)) return [];
    if (standIn === undefined || !isFree(run, context, work, holder)) return [holder];
    return isPartOf(work, standIn) ? [] : [standIn];
  });
  return [...new Set(free)];
}

export function substituteOf(run: Standins, context: RunContext, member: string): string | undefined {
  return standInOf(run, context, member)?.standIn;
}

/** Whoever a run names comes before the workspace's. One who has left stands in for nobody, nor does one whose time is over. */
function standInOf(run: Standins, context: RunContext, member: string): Omit<StandIn, 'until'> | undefined {
  const isNow = (until: number | undefined) => until === undefined || context.now < until;
  const named = isNow(own(run.substitutesUntil ?? {}, member)) ? own(run.substitutes, member) : undefined;
  const absence = own(context.people.standIns, member);
  const standIn =
    named !== undefined
      ? { standIn: named, ...optional('by', own(run.substitutedBy, member)) }
      : absence && isNow(absence.until)
        ? absence
        : undefined;
  return standIn && context.people.members.includes(standIn.standIn) ? standIn : undefined;
}

/** The actor, if it is a person who belongs to the workspace now. */
export function personOf(context: RunContext): string | undefined {
  const member = memberOf(context.actor);
  return member !== undefined && context.people.members.includes(member) ? member : undefined;
}

function holdersOf(people: People, role: string): readonly string[] {
  return own(people.holders, role) ?? [];
}

/** A role may be called `constructor`: only what the record itself holds counts. */
function own<Value>(record: Readonly<Record<string, Value>>, key: string): Value | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}
