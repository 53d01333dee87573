/** What waits in a run for somebody who is away goes to their stand-in, and comes back when they do. */
import { substituteOf } from './authority.ts';
import type { RunCommand } from './commands.ts';
import { found, lost } from './decide-holder.ts';
import type { RunFact } from './events.ts';
import { isOwed } from './live.ts';
import { happened, type Making, openRun } from './making.ts';
import type { RunRefusal } from './refusals.ts';
import type { OpenRun, OwedStep } from './state.ts';
import { takenOver } from './taken-over.ts';

type NoteAbsence = Extract<RunCommand, { type: 'noteAbsence' }>;

/**
 * It needs no right of its own: only what the workspace says already is noted. Whoever this run itself names as a stand-in
 * stays the one.
 */
export function noteAbsence(so: Making, run: OpenRun, command: NoteAbsence): Making | RunRefusal {
  const { member, standIn, change } = command;
  const isAway = substituteOf(run, so.context, member) === standIn;
  if (isAway !== (change === 'away')) return { code: 'absence_not_needed' };
  const moved = change === 'away' ? owedBy(run, member, standIn) : takenOver(run, member, standIn);
  const waiting = run.steps.filter((one): one is OwedStep => {
    return isOwed(one) && one.assignee === undefined && isHeld(so, one.role, member);
  });
  const decided = run.exceptions.filter((one) => one.status === 'open' && isHeld(so, one.owner, member));
  if (moved.length + waiting.length + decided.length === 0) return { code: 'absence_not_needed' };
  const steps = waiting.map((one) => one.id);
  const exceptions = decided.map((one) => one.id);
  let now = happened(so, { type: 'AbsenceNoted', member, standIn, change, steps, exceptions });
  now = happened(now, ...moved.map((one) => passed(one, command)));
  for (const step of waiting) {
    const current = openRun(now);
    // A stand-in may have done the work that they would approve; whoever is back may not have.
    if (current) now = happened(now, ...found(now, current, step), ...lost(now, current, step));
  }
  return now;
}

/** Steps that are somebody's own by name, whoever stood in for them until now. */
function owedBy(run: OpenRun, member: string, standIn: string): readonly OwedStep[] {
  return run.steps.filter((one): one is OwedStep => {
    if (!isOwed(one) || one.assignee === undefined || one.assignee === standIn) return false;
    return one.assignee === member || one.instead === member;
  });
}

function passed(step: OwedStep, { member, standIn, change }: NoteAbsence): RunFact {
  const about = { type: 'StepAssigned', step: step.id } as const;
  return change === 'away'
    ? { ...about, assignee: standIn, how: 'substituted', instead: member }
    : { ...about, assignee: member, how: 'returned', instead: standIn };
}

function isHeld({ context }: Making, role: string | undefined, member: string): boolean {
  if (role === undefined || !Object.hasOwn(context.people.holders, role)) return false;
  return context.people.holders[role]?.includes(member) ?? false;
}
