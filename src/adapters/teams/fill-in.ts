/** A form that was asked for in words: a dialog opens from a button, whose data holds what was typed already. */

import type { ActionValue } from '../../cards/action.ts';
import { type AdaptiveCard, type Format, toAdaptive } from '../../cards/adaptive.ts';
import type { Form } from '../../cards/card.ts';
import type { Given } from '../../cards/filled.ts';
import { clip } from '../../cards/text.ts';

export function fillInCard(
  { form, value }: { readonly form: Form; readonly value: ActionValue },
  format: Format,
): AdaptiveCard {
  const card = { title: form.title, subtitle: asked(form), tone: 'neutral', elements: [], actions: [] } as const;
  const drawn = toAdaptive({ ...card, fallback: form.title }, format);
  const data = { msteams: { type: 'task/fetch' }, value, given: givenIn(form, value) };
  const button = { type: 'Action.Submit', title: 'Fill in', style: 'positive', data };
  return { ...drawn, actions: [button] };
}

const MOST_NAMED = 4;

/** `Order number · Amount asked for · Why · and 2 more` */
function asked({ fields }: Form): string {
  const shown = fields.length > MOST_NAMED ? fields.slice(0, MOST_NAMED - 1) : fields;
  const left = fields.length - shown.length;
  return [...shown.map(({ label }) => clip(label, 60)), ...(left > 0 ? [`and ${left} more`] : [])].join(' · ');
}

/** Only what a start or a routine is told was typed: the rest is shown as it is when the dialog opens. */
function givenIn(form: Form, { verb }: ActionValue): Given {
  if (verb !== 'start' && verb !== 'routine') return {};
  const given = form.fields.flatMap((field) =>
    'value' in field && field.value !== undefined ? [[field.id, field.value] as const] : [],
  );
  return Object.fromEntries(given);
}
