/**
 * Separate duties: whose work a decision would approve. Work is remembered over all attempts, so that sending it back or
 * passing it on launders nothing.
 */
import { type Actor, memberOf } from '../actor.ts';
import { type Definition, stepOf } from '../definition.ts';
import { stepsUpTo } from './flow.ts';
import { isOwed, stepRunOf } from './live.ts';
import type { OpenRun } from './state.ts';

export interface Work {
  /** Everybody who did, or recorded, any of it. */
  readonly workers: readonly Actor[];
  /** Whose request it answers: whoever filled in the inputs and started the run, or asks for an approval before any work. */
  readonly requesters?: readonly Actor[];
}

/** What a decision over this step is about. An approval without a doer is about all the work on the way to it. */
export function workOf(run: OpenRun, definition: Definition, step: string): Work {
  const isGate = stepOf(definition, step)?.kind === 'approval';
  const workers = isGate ? workersUpTo(run, definition, step) : workersOf(run, step);
  const isRequest = definition.inputs.length > 0 || (isGate && workers.length === 0);
  return isRequest ? { workers, requesters: requestersOf(run, definition) } : { workers };
}

/** What a routine tells its runs was filled in by whoever set it, whoever or whatever starts them. */
export function requestersOf({ startedBy, inputsBy }: OpenRun, { inputs }: Definition): readonly Actor[] {
  return inputs.length > 0 && inputsBy ? [startedBy, inputsBy] : [startedBy];
}

/** What part of some work an actor did. */
export function partIn(work: Work, actor: Actor): 'step' | 'request' | undefined {
  if (work.workers.some((one) => isSame(one, actor))) return 'step';
  return work.requesters?.some((one) => isSame(one, actor)) ? 'request' : undefined;
}

/** The same for a member known by id only: somebody who is away and whose stand-in acts. */
export function isPartOf(work: Work, member: string): boolean {
  return [...work.workers, ...(work.requesters ?? [])].some((one) => memberOf(one) === member);
}

/** One person through two entrances is one person. */
export function isSame(one: Actor, other: Actor): boolean {
  if (one.type !== 'member' || other.type !== 'member') return false;
  return one.id === other.id || one.identity === other.identity;
}

/** An approval's own approvers did none of it. */
function workersUpTo(run: OpenRun, definition: Definition, gate: string): readonly Actor[] {
  return [...stepsUpTo(definition, gate)].flatMap((step) => {
    return stepOf(definition, step)?.kind === 'approval' ? [] : workersOf(run, step);
  });
}

function workersOf(run: OpenRun, step: string): readonly Actor[] {
  const recorders = run.evidence.filter((one) => one.step === step).map((one) => one.by);
  const state = stepRunOf(run, step);
  if (!state) return recorders;
  const workers = [...recorders, ...(state.doneBefore ?? [])];
  if (state.state === 'completed') workers.push(state.by);
  if (isOwed(state) && state.state !== 'agent_working' && state.submitted) workers.push(state.submitted.by);
  return workers;
}
