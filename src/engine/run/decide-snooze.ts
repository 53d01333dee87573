import { approving, refusalToDo } from './authority.ts';
import type { RunCommand } from './commands.ts';
import { ended, notReady } from './decide-step.ts';
import { isEnded, isOwed, stepRunOf } from './live.ts';
import { happened, type Making } from './making.ts';
import type { RunRefusal } from './refusals.ts';
import type { OpenRun, OwedStep } from './state.ts';

type SnoozeStep = Extract<RunCommand, { type: 'snoozeStep' }>;

const MINUTE = 60_000;
/** How often one deadline can be put off. */
export const MOST_SNOOZES = 2;

/**
 * Whoever owes a step is reminded of it once more, later. Its deadline stays, and so does the ladder: who is asked next does
 * not wait for whoever puts things off.
 */
export function snoozeStep(so: Making, run: OpenRun, command: SnoozeStep): Making | RunRefusal {
  const until = so.context.now + command.minutes * MINUTE;
  if (command.step !== undefined) {
    const step = stepRunOf(run, command.step);
    if (!step) return { code: 'step_not_found', step: command.step };
    if (isEnded(step)) return ended(step);
    if (!isOwed(step)) return notReady(so.definition, run, step);
    return refusalToSnooze(so, run, step, command.due) ?? happened(so, { type: 'StepSnoozed', step: step.id, until });
  }
  const asked = run.steps.filter(isOwed).filter((one) => one.due === command.due);
  const refusals = asked.map((one) => refusalToSnooze(so, run, one, command.due));
  const [refusal] = refusals;
  const steps = asked.filter((_, index) => !refusals[index]);
  if (steps.length === 0) return refusal ?? { code: 'card_outdated', step: run.steps[0]?.id ?? '' };
  return happened(so, ...steps.map(({ id }) => ({ type: 'StepSnoozed', step: id, until }) as const));
}

function refusalToSnooze(so: Making, run: OpenRun, step: OwedStep, due: number): RunRefusal | undefined {
  if (step.due !== due) return { code: 'card_outdated', step: step.id };
  const stands = step.state === 'waiting_approval' ? approving(run, so.context, so.definition, step) : undefined;
  const refusal = stands ? ('code' in stands ? stands : null) : refusalToDo(run, so.context, step);
  if (refusal) return refusal;
  const isEnough = (step.snoozed?.untils.length ?? 0) >= MOST_SNOOZES;
  return isEnough ? { code: 'snoozed_enough', step: step.id, most: MOST_SNOOZES } : undefined;
}
