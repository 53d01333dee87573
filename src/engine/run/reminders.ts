/** Which message reminds of a step: its own; on a checklist one for all lines that are due at the same time. */
import type { Definition } from '../definition.ts';
import { milliseconds } from '../duration.ts';
import type { View } from '../effect.ts';
import type { Instant } from '../instant.ts';
import { isOwed } from './live.ts';
import { ladderOf, remindBefore } from './settle.ts';
import type { EndedRun, OpenRun, OwedStep } from './state.ts';

/** `due`: the deadline it speaks of. `rung`: 0 for the reminder, then the rungs of the escalation ladder from 1. */
interface Reminding {
  readonly due: Instant;
  readonly rung: number;
}

/** `at`: the moment at which all of its lines are reminded of. */
export type Reminders = Reminding & { readonly at: Instant };

export function reminderOf(run: string, definition: Definition, about: Reminding & { readonly step: string }): View {
  const { step, due, rung } = about;
  const at = momentOf(definition, step, about);
  if (definition.presentation !== 'checklist' || at === undefined) return { view: 'reminder', run, step, due, rung };
  return { view: 'reminders', run, due, rung, at };
}

/**
 * The lines that such a message is about, in the order of the definition. All of them, though the command that reminds of
 * one may not have been handled yet: whoever is called by a message must not be added to it later, by an edit.
 */
export function remindedOf(run: OpenRun | EndedRun, definition: Definition, about: Reminders): readonly OwedStep[] {
  if (run.status === 'ended') return [];
  return run.steps
    .filter(isOwed)
    .filter((step) => step.due === about.due && momentOf(definition, step.id, about) === about.at)
    .map((step) => escalated(definition, step, about.rung));
}

/** When a step is reminded of, or asked of the next role; undefined if it is not. */
function momentOf(definition: Definition, step: string, { due, rung }: Reminding): Instant | undefined {
  if (rung === 0) {
    const before = remindBefore(definition, step);
    return before === undefined ? undefined : due - before;
  }
  const one = ladderOf(definition, step)[rung - 1];
  return one && due + milliseconds(one.after);
}

/** The step as its rung makes it. What is beyond a limit stays with the role above. */
function escalated(definition: Definition, step: OwedStep, rung: number): OwedStep {
  const to = ladderOf(definition, step.id)[rung - 1]?.to;
  const isAbove = step.state === 'waiting_approval' && step.above;
  if (to === undefined || step.escalated >= rung || isAbove) return step;
  const { assignee: _, ...left } = step;
  return { ...left, role: to };
}
