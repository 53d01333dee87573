/** Forms that ask for a reason, or for what went wrong. */
import { LIMITS } from '../../engine/limits.ts';
import type { ExceptionKind } from '../../engine/run/commands.ts';
import type { Form } from '../card.ts';

/** `label`: what is asked; the answer comes back as `reason`. */
export function reasonForm(title: string, submit: string, label = 'Why'): Form {
  return {
    title,
    submit,
    fields: [{ id: 'reason', label, required: true, type: 'text', multiline: true, maxLength: LIMITS.reason }],
  };
}

/** Kinds of problems as people say them. */
export const KINDS: Readonly<Record<ExceptionKind, string>> = {
  source_stale: 'A source is out of date',
  tool_failed: 'A tool does not work',
  out_of_policy: 'The procedure does not cover this',
  out_of_limits: 'A value is out of limits',
  other: 'Something else',
};

/** Comes back as `kind` and `note`. */
export function problemForm(): Form {
  const options = Object.entries(KINDS).map(([id, title]) => ({ id, title }));
  return {
    title: 'Report a problem',
    submit: 'Report',
    fields: [
      { id: 'kind', label: 'What kind of problem is it?', required: true, type: 'choice', options, value: 'other' },
      { id: 'note', label: 'What happened?', required: true, type: 'text', multiline: true, maxLength: LIMITS.note },
    ],
  };
}
