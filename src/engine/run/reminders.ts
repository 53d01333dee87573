/** Which message reminds of a step: its own; on a checklist one for all lines that are due at the same time. */
import type { Definition } from '../definition.ts';
import { milliseconds } from '../duration.ts';
import type { View } from '../effect.ts';
import type { Instant } from '../instant.ts';
import { ladderFrom, ladderOf, remindAt } from './deadline.ts';
import { isOwed } from './live.ts';
import type { EndedRun, OpenRun, OwedStep } from './state.ts';

/** `due`: the deadline it speaks of. `rung`: 0 for the reminder, then the rungs of the escalation ladder from 1. */
interface Reminding {
  readonly due: Instant;
  readonly rung: number;
}

/** `at`: the moment at which all of its lines are reminded of. */
export type Reminders = Reminding & { readonly at: Instant };

export function reminderOf(run: string, definition: Definition, step: OwedStep, { due, rung }: Reminding): View {
  const at = momentOf(definition, step, { due, rung });
  if (definition.presentation !== 'checklist' || at === undefined) {
    return { view: 'reminder', run, step: step.id, due, rung };
  }
  return { view: 'reminders', run, due, rung, at };
}

/** The message that reminds once more, after it was put off for the `again`-th time, from 1. */
export function againOf(run: string, definition: Definition, step: OwedStep, again: number): View {
  const { id, due = 0, snoozed } = step;
  const at = snoozed?.untils[again - 1];
  if (definition.presentation !== 'checklist' || at === undefined) {
    return { view: 'reminder', run, step: id, due, rung: 0, again };
  }
  return { view: 'reminders', run, due, rung: 0, at };
}

/**
 * The lines that such a message is about, in the order of the definition. All of them, though the command that reminds of
 * one may not have been handled yet: whoever is called by a message must not be added to it later, by an edit.
 */
export function remindedOf(run: OpenRun | EndedRun, definition: Definition, about: Reminders): readonly OwedStep[] {
  if (run.status === 'ended') return [];
  return run.steps
    .filter(isOwed)
    .filter((step) => step.due === about.due && isRemindedAt(definition, step, about))
    .map((step) => escalated(definition, step, about.rung));
}

function isRemindedAt(definition: Definition, step: OwedStep, about: Reminders): boolean {
  const isAgain = about.rung === 0 && (step.snoozed?.untils.includes(about.at) ?? false);
  return isAgain || momentOf(definition, step, about) === about.at;
}

/** Whether it was put off after such a message: nobody is called by that one any more. */
export function isPutOff({ snoozed }: OwedStep, { at }: Pick<Reminders, 'at'>): boolean {
  return (snoozed?.untils.at(-1) ?? at) > at;
}

/** When a step is reminded of, or asked of the next role; undefined if it is not. */
function momentOf(definition: Definition, step: OwedStep, { due, rung }: Reminding): Instant | undefined {
  if (rung === 0) return remindAt(definition, step, due);
  const one = ladderOf(definition, step.id)[rung - 1];
  return one && ladderFrom(step, due) + milliseconds(one.after);
}

/** The step as its rung makes it. What is beyond a limit stays with the role above. */
function escalated(definition: Definition, step: OwedStep, rung: number): OwedStep {
  const to = ladderOf(definition, step.id)[rung - 1]?.to;
  const isAbove = step.state === 'waiting_approval' && step.above;
  if (to === undefined || step.escalated >= rung || isAbove) return step;
  const { assignee: _, ...left } = step;
  return { ...left, role: to };
}
