import type { Definition } from '../../engine/definition.ts';
import type { InputValues } from '../../engine/run/values.ts';
import type { Element } from '../card.ts';
import { valueText } from '../recorded.ts';

/** What a run was started with, or is to be. */
export function inputFacts(
  run: { readonly inputs: InputValues },
  definition: Pick<Definition, 'inputs'>,
): readonly Element[] {
  const facts = definition.inputs.flatMap((input) => {
    const value = run.inputs[input.id];
    return value === undefined ? [] : [{ label: input.title, value: valueText(input, value) }];
  });
  return facts.length === 0 ? [] : [{ type: 'facts', facts }];
}
