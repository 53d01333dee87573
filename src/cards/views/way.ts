/** The way from a message about a step to the card where the step is done or decided over. */
import type { OwedStep } from '../../engine/run/state.ts';
import type { Way } from '../card.ts';
import type { Scene } from '../scene.ts';

/** A checklist has its steps on the run's card. */
export function wayTo({ run: { run }, definition }: Scene, { id: step, attempt, state }: OwedStep): Way {
  if (state === 'waiting_approval')
    return { label: 'Go to the approval', to: { view: 'approval', run, step, attempt } };
  if (definition.presentation === 'checklist') return { label: 'Go to the list', to: { view: 'run', run } };
  return { label: 'Go to the step', to: { view: 'step', run, step, attempt } };
}
