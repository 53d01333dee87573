/** Which message reminds of a step: its own; on a checklist one for all lines that are due at the same time. */
import type { Definition } from '../definition.ts';
import { milliseconds } from '../duration.ts';
import type { View } from '../effect.ts';
import type { Instant } from '../instant.ts';
import { optional } from '../optional.ts';
import { ladderFrom, ladderOf, remindAt } from './deadline.ts';
import { isOwed } from './live.ts';
import type { EndedRun, OpenRun, OwedStep } from './state.ts';

/**
 * `due`: the deadline it speaks of. `rung`: 0 for the reminder, then the rungs of the escalation ladder from 1. `at`: the
 * moment at which all of its lines are reminded of; where that was put off, the new one.
 */
export interface Reminders {
  readonly due: Instant;
  readonly rung: number;
  readonly at: Instant;
}

interface Reminding {
  readonly rung: number;
  /** How many-th time somebody wanted to be reminded once more: the newest. */
  readonly again?: number | undefined;
}

export function reminderOf(run: string, definition: Definition, step: OwedStep, { rung, again }: Reminding): View {
  const { due = 0 } = step;
  const at = again === undefined ? momentOf(definition, step, rung) : step.snoozed?.until;
  if (definition.presentation !== 'checklist' || at === undefined) {
    return { view: 'reminder', run, step: step.id, due, rung, ...optional('again', again) };
  }
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
    .filter(
      (step) => step.due === about.due && (isAgain(step, about) || momentOf(definition, step, about.rung) === about.at),
    )
    .map((step) => escalated(definition, step, about.rung));
}

/** Whether it asks anybody for anything: nothing of it was put off since, and nobody else was asked by a newer one. */
export function isCalling(run: OpenRun | EndedRun, definition: Definition, about: Reminders): boolean {
  return remindedOf(run, definition, about).some((step) => !isPassedOn(step, about) && !isPutOff(step, about));
}

/** Somebody else was asked since, by a message of their own. */
export function isPassedOn({ escalated }: OwedStep, { rung }: Reminders): boolean {
  return escalated > rung;
}

/** Somebody wanted to be reminded later, after this message. */
export function isPutOff(step: OwedStep, about: Reminders): boolean {
  return step.snoozed !== undefined && !isAgain(step, about);
}

/** Whether the message says once more what was put off. */
export function isAgain({ snoozed, escalated }: OwedStep, { rung, at }: Reminders): boolean {
  return rung === escalated && snoozed?.until === at;
}

/** When a step is reminded of, or asked of the next role; undefined if it is not. */
function momentOf(definition: Definition, step: OwedStep, rung: number): Instant | undefined {
  const { due } = step;
  if (due === undefined) return undefined;
  if (rung === 0) return remindAt(definition, step, due);
  const one = ladderOf(definition, step.id)[rung - 1];
  return one && ladderFrom(step, due) + milliseconds(one.after);
}

/** The step as its rung makes it. What is beyond a limit stays with the role above. */
function escalated(definition: Definition, step: OwedStep, rung: number): OwedStep {
  const to = ladderOf(definition, step.id)[rung - 1]?.to;
  const isAbove = step.state === 'waiting_approval' && step.above;
  if (to === undefined || step.escalated >= rung || isAbove) return step;
  const { assignee: _, instead: _away, snoozed: _past, ...left } = step;
  return { ...left, role: to };
}
