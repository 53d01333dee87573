/** What a change of who holds a role does to a run that waits for it. */
import { stepOf } from '../definition.ts';
import { actingFor } from './authority.ts';
import type { RunCommand } from './commands.ts';
import { tooFew } from './decide-timer.ts';
import type { RunFact } from './events.ts';
import { isOwed } from './live.ts';
import { happened, type Making, openRun } from './making.ts';
import type { RunRefusal } from './refusals.ts';
import { nobody } from './settle.ts';
import { doerOf } from './shift.ts';
import type { OpenRun, OwedStep } from './state.ts';

type NoteHolder = Extract<RunCommand, { type: 'noteHolder' }>;

/**
 * Work that nobody could do goes to whoever can now, and its exception is settled; work that nobody can do any more is
 * shown to whoever answers for it. It needs no right of its own: only what the workspace says already is noted.
 */
export function noteHolder(so: Making, run: OpenRun, command: NoteHolder): Making | RunRefusal {
  const { role, member, change } = command;
  const holders = Object.hasOwn(so.context.people.holders, role) ? so.context.people.holders[role] : undefined;
  const isHolder = holders?.includes(member) ?? false;
  const waiting = run.steps.filter((one): one is OwedStep => isOwed(one) && one.role === role);
  const decides = run.exceptions.some((one) => one.status === 'open' && one.owner === role);
  if (isHolder !== (change === 'added') || (waiting.length === 0 && !decides)) return { code: 'role_not_needed', role };
  let now = happened(so, { type: 'HolderChanged', role, member, change });
  for (const step of waiting) {
    const current = openRun(now);
    if (current) now = happened(now, ...(change === 'added' ? found(now, current, step) : lost(now, current, step)));
  }
  return now;
}

/** That nobody could do a step is settled once somebody can; of a list it may have been said of another line of the role. */
export function nobodySettled(run: OpenRun, step: string, role?: string): readonly RunFact[] {
  return run.exceptions
    .filter(({ status, cause, step: about }) => {
      if (status !== 'open' || cause.type !== 'nobody') return false;
      return about === step || (cause.wanted === 'doer' && cause.role === role);
    })
    .map(({ id }) => ({ type: 'ExceptionResolved', exception: id, resolution: 'settled', reason: '', back: false }));
}

export function found(so: Making, run: OpenRun, step: OwedStep): readonly RunFact[] {
  const role = step.role ?? '';
  if (isShort(so, run, step)) return [];
  const settled = nobodySettled(run, step.id, step.state === 'waiting_approval' ? undefined : role);
  const doer = doerOf(run, so.context, role);
  if (!doer || step.state === 'waiting_approval' || step.assignee !== undefined) return settled;
  const how = doer.instead === undefined ? 'assigned' : 'substituted';
  return [...settled, { type: 'StepAssigned', step: step.id, ...doer, how }];
}

export function lost(so: Making, run: OpenRun, step: OwedStep): readonly RunFact[] {
  const drawn = stepOf(so.definition, step.id);
  const wanted = step.state === 'waiting_approval' ? 'approver' : 'doer';
  return drawn && isShort(so, run, step) ? nobody(so, run, drawn, { role: step.role ?? '', wanted }) : [];
}

function isShort(so: Making, run: OpenRun, step: OwedStep): boolean {
  const role = step.role ?? '';
  if (step.state === 'waiting_approval') return tooFew(so, run, step, role);
  return step.assignee === undefined && actingFor(run, so.context, role).length === 0;
}
