import type { Definition } from '../../engine/definition.ts';
import type { EndedRun, OpenRun } from '../../engine/run/state.ts';
import type { Element } from '../card.ts';
import { valueText } from '../recorded.ts';

/** What the run was started with. */
export function inputFacts(run: OpenRun | EndedRun, definition: Definition): readonly Element[] {
  const facts = definition.inputs.flatMap((input) => {
    const value = run.inputs[input.id];
    return value === undefined ? [] : [{ label: input.title, value: valueText(input, value) }];
  });
  return facts.length === 0 ? [] : [{ type: 'facts', facts }];
}
