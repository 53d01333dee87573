/**
 * What a moment in time does. A timer is never cancelled: if the step has moved on, or its deadline has, the timer is
 * stale and refused quietly. None of these completes, approves or skips anything.
 */
import { memberOf } from '../actor.ts';
import { stepOf } from '../definition.ts';
import { milliseconds } from '../duration.ts';
import { actingFor, eligibleApprovers, soleActor } from './authority.ts';
import type { RunCommand } from './commands.ts';
import { ladderFrom, ladderOf, remindBefore } from './deadline.ts';
import type { RunFact } from './events.ts';
import { isEnded, isOwed, stepRunOf } from './live.ts';
import { happened, type Making } from './making.ts';
import type { RunRefusal } from './refusals.ts';
import { nobody } from './settle.ts';
import type { OpenRun, OwedStep } from './state.ts';
import { takenOver } from './taken-over.ts';

type Of<Type extends RunCommand['type']> = Extract<RunCommand, { type: Type }>;
const STALE: RunRefusal = { code: 'timer_stale' };

export function remindStep(so: Making, run: OpenRun, command: Of<'remindStep'>): Making | RunRefusal {
  const step = timed(so, run, command);
  if ('code' in step) return step;
  const { snoozed } = step;
  if (command.snoozed !== undefined) {
    if (snoozed?.until !== command.snoozed || so.context.now < snoozed.until) return STALE;
    return happened(so, { type: 'StepReminded', step: step.id, again: snoozed.times });
  }
  const before = remindBefore(so.definition, step.id);
  if (before === undefined || so.context.now < command.due - before) return STALE;
  // After a pause of the whole system it falls due together with the ladder, which says more.
  if (step.escalated > 0 || topRung(so, step.id, ladderFrom(step, command.due)) >= 0) return STALE;
  return happened(so, { type: 'StepReminded', step: step.id });
}

/** The deadline has passed: the next role on the ladder owes the step. */
export function escalateStep(so: Making, run: OpenRun, command: Of<'escalateStep'>): Making | RunRefusal {
  const step = timed(so, run, command);
  if ('code' in step) return step;
  const rung = ladderOf(so.definition, step.id)[command.rung];
  // After a pause of the whole system the rungs may fall due together, in any order: only the highest one is climbed, so
  // that nobody is called twice for one thing.
  const from = ladderFrom(step, command.due);
  if (!rung || command.rung < step.escalated || command.rung < topRung(so, step.id, from)) return STALE;
  if (so.context.now < from + milliseconds(rung.after)) return STALE;
  const drawn = stepOf(so.definition, step.id);
  // Beyond its limit a case stays with the role above: time passing gives nobody the right to approve it.
  const role = step.state === 'waiting_approval' && step.above ? (step.role ?? rung.to) : rung.to;
  const sole = step.state === 'waiting_approval' ? undefined : soleActor(run, so.context, role);
  const facts = { step: step.id, rung: command.rung, role };
  const escalated = happened(so, { type: 'StepEscalated', ...facts, ...sole });
  const wanted = step.state === 'waiting_approval' ? 'approver' : 'doer';
  const isShort =
    step.state === 'waiting_approval' ? tooFew(so, run, step, role) : actingFor(run, so.context, role).length === 0;
  return isShort && drawn ? happened(escalated, ...nobody(so, run, drawn, { role, wanted })) : escalated;
}

/** The highest rung whose time has come, counted `from` then; -1 if none has. */
function topRung(so: Making, step: string, from: number): number {
  return ladderOf(so.definition, step).findLastIndex(({ after }) => so.context.now >= from + milliseconds(after));
}

/** Whether a role cannot give the approvals that are still missing: somebody must be told, or it would wait for ever. */
export function tooFew(
  so: Making,
  run: OpenRun,
  step: Extract<OwedStep, { state: 'waiting_approval' }>,
  role: string,
): boolean {
  const decided = step.approvals.map((one) => memberOf(one.by));
  const eligible = eligibleApprovers(run, so.context, so.definition, step.id, role);
  return eligible.filter((one) => !decided.includes(one)).length < step.quorum - decided.length;
}

/** The time of a stand-in is over; another one since, or another end, is not touched. */
export function endSubstitute(so: Making, run: OpenRun, command: Of<'endSubstitute'>): Making | RunRefusal {
  if (so.context.actor.type !== 'timer') return { code: 'not_a_timer' };
  const { from, until } = command;
  const to = Object.hasOwn(run.substitutes, from) ? run.substitutes[from] : undefined;
  if (to === undefined || run.substitutesUntil?.[from] !== until || so.context.now < until) return STALE;
  const back = takenOver(run, from, to).map(({ id }): RunFact => {
    return { type: 'StepAssigned', step: id, assignee: from, how: 'returned', instead: to };
  });
  return happened(so, { type: 'SubstituteEnded', from, to }, ...back);
}

/** The window closed on a step: nobody did it in time. */
export function expireStep(so: Making, run: OpenRun, command: Of<'expireStep'>): Making | RunRefusal {
  if (so.context.actor.type !== 'timer') return { code: 'not_a_timer' };
  const step = stepRunOf(run, command.step);
  if (!step || isEnded(step)) return STALE;
  return happened(so, ...closing([step.id]));
}

/** The shift is due, and the run still open: on record, and its card stands out. Its steps remind for themselves. */
export function noteLate(so: Making, run: OpenRun, _command: Of<'noteLate'>): Making | RunRefusal {
  if (so.context.actor.type !== 'timer') return { code: 'not_a_timer' };
  if (run.due === undefined || so.context.now < run.due) return STALE;
  return happened(so, { type: 'RunLate' });
}

/** The window closed on the run: what is not done is missed, by name, and the run ends as incomplete. */
export function expireRun(so: Making, run: OpenRun, _command: Of<'expireRun'>): Making | RunRefusal {
  if (so.context.actor.type !== 'timer') return { code: 'not_a_timer' };
  const left = run.steps.filter((one) => !isEnded(one)).map((one) => one.id);
  const all = [...run.steps.filter((one) => one.state === 'missed').map((one) => one.id), ...left];
  return happened(so, ...closing(left), { type: 'RunIncomplete', missed: all });
}

function closing(steps: readonly string[]): readonly RunFact[] {
  return steps.map((step): RunFact => ({ type: 'StepMissed', step }));
}

/** The step that a timer was set for, if its clock is still the same. */
function timed(
  so: Making,
  run: OpenRun,
  command: { readonly step: string; readonly due: number; readonly attempt: number },
): OwedStep | RunRefusal {
  if (so.context.actor.type !== 'timer') return { code: 'not_a_timer' };
  const step = stepRunOf(run, command.step);
  if (!step || !isOwed(step) || step.due !== command.due || step.attempt !== command.attempt) return STALE;
  return step;
}
