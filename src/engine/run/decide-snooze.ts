import { approving, refusalToDo } from './authority.ts';
import type { RunCommand } from './commands.ts';
import { ended, notReady } from './decide-step.ts';
import { isEnded, isOwed, stepRunOf } from './live.ts';
import { happened, type Making } from './making.ts';
import type { RunRefusal } from './refusals.ts';
import type { OpenRun } from './state.ts';

const MINUTE = 60_000;
/** How often one deadline can be put off. */
export const MOST_SNOOZES = 2;

type SnoozeStep = Extract<RunCommand, { type: 'snoozeStep' }>;

/**
 * Whoever owes a step is reminded of it once more, later. Its deadline stays, and so does the ladder: who is asked next does
 * not wait for whoever puts things off. Lines that are put off together are reminded of together.
 */
export function snoozeStep(so: Making, run: OpenRun, command: SnoozeStep): Making | RunRefusal {
  const until = so.context.now + command.minutes * MINUTE;
  // A value without the deadline that its card shows names the one step alone.
  const isTogether = command.together && command.due !== undefined;
  const others = run.steps.filter((one) => isOwed(one) && one.due === command.due);
  const asked = isTogether ? others.map(({ id }) => id) : [command.step];
  const steps = asked.filter((step) => refusalToSnooze(so, run, { ...command, step }) === null);
  const refusal = steps.length > 0 ? null : refusalToSnooze(so, run, command);
  if (refusal) return refusal;
  return happened(so, ...steps.map((step) => ({ type: 'StepSnoozed', step, until }) as const));
}

function refusalToSnooze(so: Making, run: OpenRun, command: SnoozeStep): RunRefusal | null {
  const step = stepRunOf(run, command.step);
  if (!step) return { code: 'step_not_found', step: command.step };
  if (isEnded(step)) return ended(step);
  if (!isOwed(step)) return notReady(so.definition, run, step);
  const isOfCard = command.due === undefined || command.due === step.due;
  if (step.due === undefined || !isOfCard) return { code: 'card_outdated', step: step.id };
  const stands = step.state === 'waiting_approval' ? approving(run, so.context, so.definition, step) : undefined;
  const refusal = stands ? ('code' in stands ? stands : null) : refusalToDo(run, so.context, step);
  if (refusal) return refusal;
  const isEnough = (step.snoozed?.times ?? 0) >= MOST_SNOOZES;
  return isEnough ? { code: 'snoozed_enough', step: step.id, most: MOST_SNOOZES } : null;
}
