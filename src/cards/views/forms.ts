/** Forms that a phrase asks for. */
import { LIMITS } from '../../engine/limits.ts';
import type { Form } from '../card.ts';
import { reasonForm } from './reason-form.ts';

/** A draft as YAML. What is wrong with it is said by line, and what was typed stays. */
export function editForm(title: string, yaml: string): Form {
  const hint = 'Saved as a draft. Nothing runs before it is published.';
  return {
    title: `Edit “${title}”`,
    submit: 'Save draft',
    fields: [
      {
        id: 'yaml',
        label: 'SOP as YAML',
        required: true,
        hint,
        type: 'text',
        multiline: true,
        maxLength: LIMITS.yamlBytes,
        value: yaml,
      },
    ],
  };
}

export function cancelForm(title: string): Form {
  return reasonForm(`Cancel “${title}”`, 'Cancel run', 'Why is it cancelled?');
}
