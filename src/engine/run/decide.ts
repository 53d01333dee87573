/** What a command does to a run, or why not: act, then settle what follows. */
import { accepted, type Decider, type Decision, refused } from '../decider.ts';
import { personOf } from './authority.ts';
import type { RunCommand } from './commands.ts';
import type { RunContext } from './context.ts';
import { noteAbsence } from './decide-absence.ts';
import { approveStep, rejectStep } from './decide-approval.ts';
import { raiseException, resolveException } from './decide-exception.ts';
import { noteHolder } from './decide-holder.ts';
import { addNote, assignStep, cancelRun, changeDue, claimStep, substitute } from './decide-run.ts';
import { snoozeStep } from './decide-snooze.ts';
import { startRun } from './decide-start.ts';
import { completeStep, recordEvidence, reopenStep, skipStep } from './decide-step.ts';
import { endSubstitute, escalateStep, expireRun, expireStep, noteLate, remindStep } from './decide-timer.ts';
import type { RunEvent } from './events.ts';
import { evolveRun } from './evolve.ts';
import { type Making, making, openRun } from './making.ts';
import type { RunRefusal } from './refusals.ts';
import { settle } from './settle.ts';
import { initialRun, type OpenRun, type RunState } from './state.ts';

export const runDecider: Decider<RunState, RunCommand, RunEvent, RunRefusal, RunContext> = {
  initial: initialRun,
  decide: decideRun,
  evolve: evolveRun,
};

/** Never throws: whatever is asked of whatever state, the answer is events or a refusal. */
export function decideRun(state: RunState, command: RunCommand, context: RunContext): Decision<RunEvent, RunRefusal> {
  const { definition } = context;
  if (command.type === 'startRun') {
    if (state.status !== 'none') return refused({ code: 'run_exists' });
    if (!definition) return refused({ code: 'sop_not_found', sop: command.sop });
    return answer(startRun(making(state, context, definition), command));
  }
  if (state.status === 'none' || !definition) return refused({ code: 'run_not_found' });
  if (state.status === 'ended') return refused({ code: 'run_ended', outcome: state.outcome, at: state.endedAt });
  // Who has left the workspace does nothing in it, whatever they once had a right to.
  if (context.actor.type === 'member' && personOf(context) === undefined) return refused({ code: 'not_a_person' });
  return answer(act(making(state, context, definition), state, command));
}

function act(so: Making, run: OpenRun, command: Exclude<RunCommand, { type: 'startRun' }>): Making | RunRefusal {
  switch (command.type) {
    case 'claimStep':
      return claimStep(so, run, command);
    case 'assignStep':
      return assignStep(so, run, command);
    case 'recordEvidence':
      return recordEvidence(so, run, command);
    case 'completeStep':
      return completeStep(so, run, command);
    case 'approveStep':
      return approveStep(so, run, command);
    case 'rejectStep':
      return rejectStep(so, run, command);
    case 'skipStep':
      return skipStep(so, run, command);
    case 'reopenStep':
      return reopenStep(so, run, command);
    case 'raiseException':
      return raiseException(so, run, command);
    case 'resolveException':
      return resolveException(so, run, command);
    case 'addNote':
      return addNote(so, run, command);
    case 'snoozeStep':
      return snoozeStep(so, run, command);
    case 'changeDue':
      return changeDue(so, run, command);
    case 'substitute':
      return substitute(so, run, command);
    case 'endSubstitute':
      return endSubstitute(so, run, command);
    case 'noteAbsence':
      return noteAbsence(so, run, command);
    case 'noteHolder':
      return noteHolder(so, run, command);
    case 'cancelRun':
      return cancelRun(so, run, command);
    case 'remindStep':
      return remindStep(so, run, command);
    case 'escalateStep':
      return escalateStep(so, run, command);
    case 'expireStep':
      return expireStep(so, run, command);
    case 'noteLate':
      return noteLate(so, run, command);
    case 'expireRun':
      return expireRun(so, run, command);
  }
}

function answer(outcome: Making | RunRefusal): Decision<RunEvent, RunRefusal> {
  if ('code' in outcome) return refused(outcome);
  const settled = openRun(outcome) ? settle(outcome) : outcome;
  return accepted(settled.events);
}
