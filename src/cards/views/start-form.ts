import type { Definition, Input } from '../../engine/definition.ts';
import { LIMITS } from '../../engine/limits.ts';
import type { Field, Form } from '../card.ts';
import { limits } from '../recorded.ts';
import { optionsOf } from './evidence-fields.ts';

/** What a run of this SOP is told before it starts: field ids are input ids. `given`: what is known already. */
export function startForm(
  definition: Pick<Definition, 'title' | 'inputs'>,
  given: Readonly<Record<string, string>> = {},
): Form {
  const fields = definition.inputs.map((input) => filled(inputField(input), given[input.id] ?? ''));
  return { title: `Start “${definition.title}”`, submit: 'Start', fields };
}

function filled(field: Field, value: string): Field {
  if (value === '') return field;
  switch (field.type) {
    case 'text':
    case 'date':
      return { ...field, value };
    case 'choice': {
      const chosen = field.options.find(({ id, title }) => id === value || title.toLowerCase() === value.toLowerCase());
      return chosen ? { ...field, value: chosen.id } : field;
    }
    case 'number': {
      const number = Number(value.replace(',', '.'));
      return Number.isFinite(number) ? { ...field, value: number } : field;
    }
    case 'checkbox':
      return { ...field, value: /^(true|yes)$/i.test(value.trim()) };
    case 'member':
    case 'file':
      return field;
  }
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
