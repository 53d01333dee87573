/** A form once more, as it was filled in, with what is wrong below its field. */
import type { Form } from '../../cards/card.ts';
import { filledWith, type Given } from '../../cards/filled.ts';
import { optional } from '../../engine/optional.ts';
import type { Answer } from '../../runtime/conversation.ts';
import type { Asker } from './asker.ts';
import type { Parts } from './parts.ts';
import { type Press, press } from './pressed.ts';

interface Refused {
  readonly answer: Extract<Answer, { type: 'card' }>;
  readonly pressed: Press;
}

/** Undefined if no field is to blame. Throws what the stores throw. */
export async function askedAgain(
  parts: Parts,
  asker: Asker,
  { answer, pressed }: Refused,
): Promise<Pick<Extract<Answer, { type: 'form' }>, 'form' | 'value'> | undefined> {
  const { fields = {} } = answer;
  if (pressed.fields === undefined || Object.keys(fields).length === 0) return undefined;
  const asked = await press(parts, { ...asker, key: `${asker.key}:again` }, { value: pressed.value, isAgain: true });
  if (asked.type !== 'form') return undefined;
  const form = withErrors(filledWith(asked.form, givenIn(asked.form, pressed.fields)), fields);
  return form && { form, value: asked.value };
}

/** Undefined if none of the errors is of a field of this form. */
function withErrors(form: Form, errors: Readonly<Record<string, string>>): Form | undefined {
  const isOurs = form.fields.some(({ id }) => Object.hasOwn(errors, id));
  const fields = form.fields.map((field) => ({ ...field, ...optional('error', errors[field.id]) }));
  return isOurs ? { ...form, fields } : undefined;
}

/** Everything that was filled in came as text. */
function givenIn(form: Form, given: Readonly<Record<string, string>>): Given {
  const read = form.fields.flatMap((field): [string, Given[string]][] => {
    const typed = given[field.id];
    if (typed === undefined) return [];
    if (field.type === 'checkbox') return [[field.id, typed === 'true']];
    if (field.type !== 'number') return [[field.id, typed]];
    const number = Number(typed.replace(',', '.'));
    return typed.trim() === '' || !Number.isFinite(number) ? [] : [[field.id, number]];
  });
  return Object.fromEntries(read);
}
