/** What a card offers behind More: only what its state allows. Who may do it is asked of the engine when it is pressed. */
import type { Step } from '../../engine/definition.ts';
import { blockerOf, isOwed, stopOf } from '../../engine/run/live.ts';
import type { EndedRun, OpenRun, StepRun } from '../../engine/run/state.ts';
import type { ActionValue } from '../action.ts';
import type { Card, More } from '../card.ts';

/** What can be done with a step besides doing it. */
export const STEP_VERBS = ['record', 'assign', 'due', 'skip', 'reopen', 'raise', 'note'] as const;
export type StepVerb = (typeof STEP_VERBS)[number];

/** As people say it, on cards and in the form that asks for it. */
export const DEEDS: Readonly<Record<StepVerb, string>> = {
  record: 'Save what I have',
  assign: 'Give it to somebody',
  due: 'Change the deadline',
  skip: 'Skip it',
  reopen: 'Have it done again',
  raise: 'Report a problem',
  note: 'Add a note',
};

/** A card without any has no entry. */
export function moreOf(more: readonly More[]): Pick<Card, 'more'> {
  return more.length > 0 ? { more } : {};
}

/** Behind More on the card of a step, or of its approval while that is asked for. */
export function stepMore(run: OpenRun | EndedRun, drawn: Step, step: StepRun): readonly More[] {
  if (run.status === 'ended') return [];
  const deed = (verb: StepVerb): More => ({
    label: DEEDS[verb],
    value: { v: 1, verb, run: run.run, step: step.id },
  });
  if (!isOwed(step)) return canReopen(run, drawn, step) ? [deed('reopen'), deed('note')] : [];
  const isHeld = blockerOf(run, step.id) !== undefined || stopOf(run) !== undefined;
  const isDoing = step.state !== 'waiting_approval';
  return [
    ...(isDoing && !isHeld && drawn.evidence.length > 1 ? [deed('record')] : []),
    ...(isDoing ? [deed('assign')] : []),
    deed('due'),
    // Where the SOP lets its doer skip it, skipping is a button of its own.
    ...(!isHeld && (!isDoing || !drawn.skippable) ? [deed('skip')] : []),
    deed('note'),
  ];
}

/** An approval is not done again by itself: the work before it is. */
function canReopen(run: OpenRun, drawn: Step, step: StepRun): boolean {
  const isOver = step.state === 'completed' || step.state === 'skipped';
  return isOver && drawn.kind !== 'approval' && stopOf(run) === undefined;
}

/** Behind More on a run's card. Steps without a card of their own are reached here too. */
export function runMore(run: OpenRun | EndedRun): readonly More[] {
  if (run.status === 'ended') return [];
  const about = { v: 1, run: run.run } as const;
  const one = (verb: ActionValue['verb'], label: string): More => ({ label, value: { ...about, verb } });
  return [
    one('more', 'Do something with a step'),
    one('raise', 'Report a problem'),
    one('note', 'Add a note'),
    one('substitute', 'Let somebody stand in'),
  ];
}
