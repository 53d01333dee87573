/** How far a run is, counted and said the same way on every card: every step of the revision counts, whatever became of it. */
import { type Definition, sequenceOrder } from '../engine/definition.ts';
import type { EndedRun, OpenRun, StepRun } from '../engine/run/state.ts';
import type { Element } from './card.ts';
import { count } from './sentence.ts';

type Run = OpenRun | EndedRun;

/** `Step 3 of 9 · Opening checks` */
export function placeOf(run: Run, definition: Definition, stepId: string): string {
  return `Step ${sequenceOrder(definition, stepId)} of ${definition.steps.length} · ${run.title}`;
}

/** `2 of 9 steps done, 1 skipped, 2 not applicable` */
export function progressLabel({ steps }: Pick<Run, 'steps'>): string {
  const many = (state: StepRun['state'], words: string) => {
    const found = steps.filter((step) => step.state === state).length;
    return found > 0 ? `, ${found} ${words}` : '';
  };
  const done = steps.filter((step) => step.state === 'completed').length;
  const besides = `${many('skipped', 'skipped')}${many('missed', 'missed')}${many('not_applicable', 'not applicable')}`;
  return `${done} of ${count(steps.length, 'step')} done${besides}`;
}

/** The bar is full when all that applies is done: what was skipped or missed is not done. */
export function progressOf(run: Pick<Run, 'steps'>): Extract<Element, { type: 'progress' }> {
  const counting = run.steps.filter((step) => step.state !== 'not_applicable');
  const done = counting.filter((step) => step.state === 'completed').length;
  return { type: 'progress', done, total: counting.length, label: progressLabel(run) };
}
