import { memberOf } from '../actor.ts';
import { exceptionOwner } from '../definition.ts';
import { LIMITS } from '../limits.ts';
import { optional } from '../optional.ts';
import { actingFor, assigneeOf, isAccountable, refusalToDo } from './authority.ts';
import type { RunCommand } from './commands.ts';
import { nobodySettled } from './decide-holder.ts';
import { ended, notReady } from './decide-step.ts';
import { isSame } from './duties.ts';
import type { RunFact } from './events.ts';
import { isEnded, isOwed, stepRunOf } from './live.ts';
import { happened, type Making } from './making.ts';
import { answersForRun } from './owners.ts';
import type { RunRefusal } from './refusals.ts';
import type { OpenRun, OwedStep } from './state.ts';

type Of<Type extends RunCommand['type']> = Extract<RunCommand, { type: Type }>;

/** Somebody of the role takes a step that nobody has yet. */
export function claimStep(so: Making, run: OpenRun, command: Of<'claimStep'>): Making | RunRefusal {
  const step = owedStep(so, run, command.step);
  if ('code' in step) return step;
  if (step.state === 'waiting_approval')
    return { code: 'step_waits_for_approval', step: step.id, role: step.role ?? '' };
  const assignee = assigneeOf(run, so.context, step);
  if (assignee !== undefined) return { code: 'already_assigned', step: step.id, assignee };
  const refusal = refusalToDo(run, so.context, step);
  const member = memberOf(so.context.actor);
  if (refusal || member === undefined) return refusal ?? { code: 'not_a_person' };
  return happened(so, { type: 'StepAssigned', step: step.id, assignee: member, how: 'claimed' });
}

/** Gives a step to a member: by whoever has it now or answers for the run. */
export function assignStep(so: Making, run: OpenRun, command: Of<'assignStep'>): Making | RunRefusal {
  const step = owedStep(so, run, command.step);
  if ('code' in step) return step;
  const isDoer = step.state !== 'waiting_approval' && refusalToDo(run, so.context, step) === null;
  if (!isDoer && !answersForRun(run, so.context, so.definition)) return notOwner(so, 'assign');
  const { member } = command;
  const { role } = step;
  const acting = role === undefined ? [] : actingFor(run, so.context, role);
  const isKnown = so.context.people.members.includes(member);
  // A role that nobody holds is exactly when a manager must be able to name somebody; an approver must hold the role.
  const isStrict = acting.length > 0 || step.state === 'waiting_approval';
  if (!isKnown || (role !== undefined && isStrict && !acting.includes(member))) {
    return { code: 'member_not_of_role', member, role: role ?? '' };
  }
  const given: RunFact = { type: 'StepAssigned', step: step.id, assignee: member, how: 'assigned' };
  const isList = so.definition.presentation === 'checklist';
  const others = run.steps.filter((one) => {
    return isOwed(one) && one.id !== step.id && one.state !== 'waiting_approval' && one.role === role && !one.assignee;
  });
  // Of a list it was said once for all lines of the role: it is settled when none of them is left.
  if (isList && role !== undefined && acting.length === 0 && others.length > 0) return happened(so, given);
  return happened(so, given, ...nobodySettled(run, step.id, isList ? role : undefined));
}

export function addNote(so: Making, run: OpenRun, command: Of<'addNote'>): Making | RunRefusal {
  if (command.step !== undefined && !stepRunOf(run, command.step))
    return { code: 'step_not_found', step: command.step };
  if (command.text === '') return { code: 'reason_missing', what: 'note' };
  if (run.notes.length >= LIMITS.notesPerRun) return { code: 'too_many', what: 'notes' };
  return happened(so, { type: 'NoteAdded', text: command.text, ...optional('step', command.step) });
}

/** A new deadline for an open step, by whoever answers for the run. */
export function changeDue(so: Making, run: OpenRun, command: Of<'changeDue'>): Making | RunRefusal {
  const step = owedStep(so, run, command.step);
  if ('code' in step) return step;
  if (!answersForRun(run, so.context, so.definition)) return notOwner(so, 'due');
  if (command.due <= so.context.now) return { code: 'due_past' };
  if (run.closes !== undefined && command.due > run.closes) return { code: 'due_after_closing', closes: run.closes };
  if (command.reason === '') return { code: 'reason_missing', what: 'due' };
  return happened(so, { type: 'DueChanged', step: step.id, due: command.due, reason: command.reason });
}

/**
 * From now on `to` stands in for `from` in this run: what is open moves, and the record names both. By the person
 * themself, or by the accountable manager for somebody else: nobody gives themself another's right to approve.
 */
export function substitute(so: Making, run: OpenRun, command: Of<'substitute'>): Making | RunRefusal {
  const { from, to, reason, until } = command;
  const isOwn = memberOf(so.context.actor) === from;
  const isGiven = isAccountable(run, so.context, so.definition) && memberOf(so.context.actor) !== to;
  if (!isOwn && !isGiven)
    return { code: 'not_owner', what: 'substitute', ...optional('role', so.definition.accountable_manager) };
  if (from === to) return { code: 'substitute_self' };
  const stranger = [from, to].find((member) => !so.context.people.members.includes(member));
  if (stranger !== undefined) return { code: 'member_not_of_role', member: stranger, role: '' };
  if (until !== undefined && until <= so.context.now) return { code: 'due_past' };
  if (reason === '') return { code: 'reason_missing', what: 'substitute' };
  const moved = run.steps.filter((one): one is OwedStep => isOwed(one) && one.assignee === from);
  const facts = moved.map((one): RunFact => {
    return { type: 'StepAssigned', step: one.id, assignee: to, how: 'substituted', instead: from };
  });
  return happened(so, { type: 'Substituted', from, to, reason, ...optional('until', until) }, ...facts);
}

/** Ends the run undone: by whoever started it or answers for it. */
export function cancelRun(so: Making, run: OpenRun, command: Of<'cancelRun'>): Making | RunRefusal {
  const isStarter = isSame(run.startedBy, so.context.actor);
  if (!isStarter && !answersForRun(run, so.context, so.definition)) return notOwner(so, 'cancel');
  if (command.reason === '') return { code: 'reason_missing', what: 'cancel' };
  return happened(so, { type: 'RunCancelled', reason: command.reason });
}

function owedStep(so: Making, run: OpenRun, id: string): OwedStep | RunRefusal {
  const step = stepRunOf(run, id);
  if (!step) return { code: 'step_not_found', step: id };
  if (isEnded(step)) return ended(step);
  return isOwed(step) ? step : notReady(so.definition, run, step);
}

function notOwner(so: Making, what: Extract<RunRefusal, { code: 'not_owner' }>['what']): RunRefusal {
  return { code: 'not_owner', what, ...optional('role', exceptionOwner(so.definition)) };
}
