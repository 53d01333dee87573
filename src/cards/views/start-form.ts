import type { Definition, Input } from '../../engine/definition.ts';
import { LIMITS } from '../../engine/limits.ts';
import type { Field, Form } from '../card.ts';
import { limits } from '../recorded.ts';
import { optionsOf } from './evidence-fields.ts';

/** What a run of this SOP must be told before it starts: field ids are input ids. */
export function startForm(definition: Pick<Definition, 'title' | 'inputs'>): Form {
  return { title: `Start “${definition.title}”`, submit: 'Start', fields: definition.inputs.map(inputField) };
}

function inputField(input: Input): Field {
  const wanted = limits(input);
  const hint = wanted === undefined ? {} : { hint: `${wanted}${input.unit ? ` ${input.unit}` : ''}` };
  const field = { id: input.id, label: input.title, required: input.required, ...hint };
  switch (input.type) {
    case 'text': {
      const maxLength = input.max_length ?? LIMITS.text;
      return { ...field, type: 'text', multiline: maxLength > 200, maxLength };
    }
    case 'number':
      return { ...field, type: 'number', ...(input.unit ? { unit: input.unit } : {}) };
    case 'choice':
      return { ...field, type: 'choice', options: optionsOf(input) };
    case 'date':
      return { ...field, type: 'date' };
    case 'checkbox':
      // Left empty it answers no: only evidence must be ticked.
      return { ...field, required: false, type: 'checkbox' };
    case 'link':
      return { ...field, type: 'text', multiline: false, maxLength: LIMITS.text };
  }
}
