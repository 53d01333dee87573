/** A form that was asked for in words: a dialog opens from a button, whose data holds what was typed already. */

import type { ActionValue } from '../../cards/action.ts';
import { type AdaptiveCard, type Format, toAdaptive } from '../../cards/adaptive.ts';
import type { Form } from '../../cards/card.ts';
import type { Given } from '../../cards/filled.ts';

export function fillInCard(
  { form, value }: { readonly form: Form; readonly value: ActionValue },
  format: Format,
): AdaptiveCard {
  const text = 'Press Fill in to open it.';
  const card = { title: form.title, tone: 'neutral', elements: [{ type: 'text', text }], actions: [] } as const;
  const drawn = toAdaptive({ ...card, fallback: form.title }, format);
  const data = { msteams: { type: 'task/fetch' }, value, given: givenIn(form, value) };
  const button = { type: 'Action.Submit', title: 'Fill in', style: 'positive', data };
  return { ...drawn, actions: [button] };
}

/** Only what a start or a routine is told was typed: the rest is shown as it is when the dialog opens. */
function givenIn(form: Form, { verb }: ActionValue): Given {
  if (verb !== 'start' && verb !== 'routine') return {};
  const given = form.fields.flatMap((field) =>
    'value' in field && field.value !== undefined ? [[field.id, field.value] as const] : [],
  );
  return Object.fromEntries(given);
}
