/** Until when a step is to be done, and what happens around that moment. */
import { type Definition, type Step, stepOf } from '../definition.ts';
import { milliseconds } from '../duration.ts';
import type { Instant } from '../instant.ts';
import { type Making, openRun } from './making.ts';
import type { OwedStep } from './state.ts';

/** The deadline of a step that can begin now: its own, else that of the shift. It never lies behind the window's closing. */
export function dueAt(so: Making, drawn: Step): number | undefined {
  const due = drawn.due ?? so.definition.defaults.due;
  const run = openRun(so);
  if (due === undefined) return run?.due;
  return Math.min(so.context.now + milliseconds(due), run?.closes ?? Number.POSITIVE_INFINITY);
}

/**
 * How long before the deadline to remind, in milliseconds. A deadline with neither a reminder nor a ladder is said when
 * it comes: none passes in silence.
 */
export function remindBefore(definition: Definition, step: string): number | undefined {
  const remind = stepOf(definition, step)?.remind ?? definition.defaults.remind;
  if (remind !== undefined) return milliseconds(remind);
  return ladderOf(definition, step).length === 0 ? 0 : undefined;
}

/**
 * When to remind of a step that waits. Its shift may be due, or nearly, when its turn comes: its card has just said so, and
 * nobody is told twice at once.
 */
export function remindAt(definition: Definition, step: OwedStep, due: Instant): Instant | undefined {
  const before = remindBefore(definition, step.id);
  if (before === undefined || due <= step.since) return undefined;
  return due - before > step.since ? due - before : due;
}

/**
 * From when the ladder of a step counts: its deadline. Where its turn came after that (its shift was due before), it begins
 * with its turn, so that nobody loses a step that they could not begin.
 */
export function ladderFrom(step: OwedStep, due: Instant): Instant {
  return Math.max(due, step.since);
}

/** The escalation ladder of a step. */
export function ladderOf(
  definition: Definition,
  step: string,
): readonly { readonly after: string; readonly to: string }[] {
  return stepOf(definition, step)?.escalate ?? definition.defaults.escalate ?? [];
}
