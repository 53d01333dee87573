/** A form once more, as it was filled in, with what is wrong below its field. */
import type { Form } from '../../cards/card.ts';
import { filledWith, type Given } from '../../cards/filled.ts';
import { optional } from '../../engine/optional.ts';
import type { Answer } from '../../runtime/conversation.ts';
import { readingOf } from './answer.ts';
import type { Asker } from './asker.ts';
import { formatOf } from './format.ts';
import { inWords } from './in-words.ts';
import type { Parts } from './parts.ts';
import { isRefusal, type Press, press } from './pressed.ts';

interface Refused {
  readonly answer: Extract<Answer, { type: 'card' }>;
  readonly pressed: Press;
}

/** Undefined if no field is to blame, and nothing that was written would be lost. Throws what the stores throw. */
export async function askedAgain(
  parts: Parts,
  asker: Asker,
  { answer, pressed }: Refused,
): Promise<Pick<Extract<Answer, { type: 'form' }>, 'form' | 'value'> | undefined> {
  const { fields = {} } = answer;
  const isWritten = isRefusal(answer) && WRITTEN.includes(pressed.value.verb);
  if (pressed.fields === undefined || (Object.keys(fields).length === 0 && !isWritten)) return undefined;
  const asked = await press(parts, { ...asker, key: `${asker.key}:again` }, { value: pressed.value, isAgain: true });
  if (asked.type !== 'form') return undefined;
  // Its questions may be others by now, in the same places.
  if (asked.value.verb === 'answer' && asked.value.edit !== pressed.value.edit) return undefined;
  const filled = filledWith(asked.form, givenIn(asked.form, pressed.fields));
  const form =
    withErrors(filled, fields) ?? (isWritten ? await withReason(parts, asker, { filled, answer }) : undefined);
  // It goes on from what it began with: whoever saved meanwhile is not overwritten by what is mended now.
  return form && { form, value: pressed.value };
}

/** Forms in which more is written than anybody writes twice. Asked for without their fields, they change nothing. */
const WRITTEN: readonly Press['value']['verb'][] = ['edit', 'edit_step', 'answer', 'interview'];

/** Undefined if none of the errors is of a field of this form. */
function withErrors(form: Form, errors: Readonly<Record<string, string>>): Form | undefined {
  const isOurs = form.fields.some(({ id }) => Object.hasOwn(errors, id));
  const fields = form.fields.map((field) => ({ ...field, ...optional('error', errors[field.id]) }));
  return isOurs ? { ...form, fields } : undefined;
}

interface Filled {
  readonly filled: Form;
  readonly answer: Refused['answer'];
}

/** What is wrong names its place itself: it is said at the end, where the form is sent. */
async function withReason(parts: Parts, asker: Asker, { filled, answer }: Filled): Promise<Form> {
  const error = inWords(answer.card, formatOf(await readingOf(parts, asker, answer.names, asker.conversation)));
  const last = filled.fields.length - 1;
  return { ...filled, fields: filled.fields.map((field, index) => (index === last ? { ...field, error } : field)) };
}

/** Everything that was filled in came as text, and stays as it was typed. */
function givenIn(form: Form, given: Readonly<Record<string, string>>): Given {
  const read = form.fields.flatMap(({ id, type }): [string, Given[string]][] => {
    const typed = given[id];
    return typed === undefined ? [] : [[id, type === 'checkbox' ? typed === 'true' : typed]];
  });
  return Object.fromEntries(read);
}
