/** A form that begins with answers. */
import type { Field, Form } from './card.ts';

/** Field id to answer. */
export type Given = Readonly<Record<string, string | number | boolean>>;

/** The form with what was typed. What fits no field any more is left out. */
export function filledWith(form: Form, given: Given): Form {
  const filled = (field: Field): Field => (Object.hasOwn(given, field.id) ? withValue(field, given[field.id]) : field);
  return { ...form, fields: form.fields.map(filled) };
}

function withValue(field: Field, value: Given[string] | undefined): Field {
  switch (field.type) {
    case 'text':
    case 'date':
    case 'member':
      return typeof value === 'string' ? { ...field, value } : field;
    case 'choice':
      return typeof value === 'string' && field.options.some(({ id }) => id === value) ? { ...field, value } : field;
    case 'number':
      return typeof value === 'number' || typeof value === 'string' ? { ...field, value } : field;
    case 'checkbox':
      return typeof value === 'boolean' ? { ...field, value } : field;
    case 'file':
      return field;
  }
}
