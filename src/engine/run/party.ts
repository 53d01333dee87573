/**
 * Whom a run itself names. In a private conversation others see nothing of its runs; who is named here sees the run and
 * does their part from wherever they are.
 */
import { type Actor, memberOf } from '../actor.ts';
import { type Definition, stepOf } from '../definition.ts';
import { actingFor, assigneeOf, personOf, refusalToDo, standing } from './authority.ts';
import type { People, RunContext } from './context.ts';
import { isSame } from './duties.ts';
import { isOwed, stepRunOf } from './live.ts';
import { decidersOf } from './owners.ts';
import { roleOf } from './shift.ts';
import type { EndedRun, OpenRun, OwedStep } from './state.ts';

type Known = OpenRun | EndedRun;
type Knowing = RunContext & { readonly definition: Definition };

/**
 * Whether the run names the actor: they started it, answer for it, or it waits for them now, by name or by a role.
 * `step`: what they ask about; of one step that also holds for who did any of it, or was asked to.
 */
export function isParty(run: Known, context: Knowing, step?: string): boolean {
  const member = personOf(context);
  if (member === undefined) return false;
  if (isSame(run.startedBy, context.actor) || answersFor(run, context, member)) return true;
  if (run.status === 'open' && isWaitedFor(run, context, member)) return true;
  return step !== undefined && isOfStep(run, context, step);
}

function answersFor(run: Known, context: Knowing, member: string): boolean {
  const { accountable_manager: manager } = context.definition;
  if (manager !== undefined && standing(run, context, manager)) return true;
  return answering(run, context.definition, context.people, context.now).includes(member);
}

function isWaitedFor(run: OpenRun, context: Knowing, member: string): boolean {
  const isDecider = run.exceptions.some(
    (one) => one.status === 'open' && decidersOf(run, context, context.definition, one).includes(member),
  );
  return isDecider || run.steps.some((one) => isOwed(one) && isOwedBy(run, context, one));
}

function isOwedBy(run: OpenRun, context: Knowing, step: OwedStep): boolean {
  if (step.state === 'waiting_approval')
    return step.role !== undefined && standing(run, context, step.role) !== undefined;
  // A step for anybody names nobody.
  const isForSomebody = step.role !== undefined || assigneeOf(run, context, step) !== undefined;
  return isForSomebody && refusalToDo(run, context, step) === null;
}

/** Who did some of a step, or acts for a role that was asked to once its turn had come: they hear what became of it. */
function isOfStep(run: Known, context: Knowing, id: string): boolean {
  const step = stepRunOf(run, id);
  if (!step || step.state === 'waiting_needs' || step.state === 'not_applicable') return false;
  const recorders = run.evidence.filter((one) => one.step === id).map(({ by }) => by);
  const doers: readonly (Actor | undefined)[] = [
    ...recorders,
    ...(step.doneBefore ?? []),
    step.sentBack?.by,
    ...('by' in step ? [step.by] : []),
    ...('submitted' in step ? [step.submitted?.by] : []),
    ...('approvals' in step ? step.approvals.map(({ by }) => by) : []),
  ];
  if (doers.some((one) => one !== undefined && isSame(one, context.actor))) return true;
  const drawn = stepOf(context.definition, id);
  const roles = [roleOf(run, drawn), drawn?.approval?.role, drawn?.approval?.above];
  return roles.some((role) => role !== undefined && standing(run, context, role) !== undefined);
}

/** People told of one run at most. */
const MOST_TOLD = 5;

/** Members who are told what is wrong with a run's messages: those who answer for it, as many as need to know. */
export function answerableFor(run: Known, definition: Definition, people: People, now: number): readonly string[] {
  return answering(run, definition, people, now).slice(0, MOST_TOLD);
}

/**
 * Who answers for a run: the accountable manager; without one, whoever started the run, or set the routine that did; else
 * the administrators.
 */
function answering(run: Known, definition: Definition, people: People, now: number): readonly string[] {
  const { accountable_manager: manager } = definition;
  const context = { now, actor: run.startedBy, definition, people };
  const managers = manager === undefined ? [] : actingFor(run, context, manager);
  const starter = memberOf(run.startedBy) ?? (run.inputsBy && memberOf(run.inputsBy));
  const starters = starter !== undefined && people.members.includes(starter) ? [starter] : [];
  return [managers, starters, people.admins].find((some) => some.length > 0) ?? [];
}
