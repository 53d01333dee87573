/** Forms as inputs in a card that a button unfolds. */

import { optional } from '../engine/optional.ts';
import type { Fit } from './adaptive-fit.ts';
import { type Drawn, type Format, labelled, richText } from './adaptive-text.ts';
import type { Action, Field, Form } from './card.ts';

/**
 * Ids of inputs are unique in a card: `a2.fridge_temp` is field `fridge_temp` of its third form. A file has no input of
 * its own in Adaptive Cards: `a2.receipt:file` (`a2-image.photo:file` for pictures) stands for a picker that the client
 * puts in its place.
 */
const INPUT_ID = /^a\d+(?:-image)?\.(.+?)(?::file)?$/;

/** The field that an input's answer belongs to. What has no prefix is a field's id already. */
export function fieldOf(inputId: string): string {
  return INPUT_ID.exec(inputId)?.[1] ?? inputId;
}

/**
 * Draws the forms of one card, each with inputs of its own: gives the card that the button unfolds, or undefined where
 * forms do not fit. Then pressing the button asks for it.
 */
export type Forms = (form: Form, action: Action) => Drawn | undefined;

export function formsOf(format: Format, fit: Fit): Forms {
  let count = 0;
  return (form, action) => {
    if (format.teams?.dialogs || !isDrawn(form, fit)) return undefined;
    const prefix = `a${count}`;
    count += 1;
    const style = action.style === 'danger' ? 'destructive' : 'positive';
    const submit = { ...submitting(form, action, format), style };
    return { type: 'AdaptiveCard', body: drawFields(form, prefix, format), actions: [submit] };
  };
}

export function drawFields(form: Form, prefix: string, format: Format): readonly Drawn[] {
  return form.fields.flatMap((field) => drawField(field, prefix, format));
}

/** A reason always has its place on the card; a form of many fields is the first thing that does not fit. */
function isDrawn(form: Form, { forms }: Fit): boolean {
  if (forms === 'all') return true;
  return form.fields.length <= 2 && form.fields.every((field) => field.type !== 'choice' || field.options.length <= 10);
}

/** `data.value` is what the press says; the answers of a form come beside it. */
export function execute(title: string, { value }: Pick<Action, 'value'>, { teams }: Format): Drawn {
  const data = { value };
  if (teams?.isDialog) return { type: 'Action.Submit', title, data };
  const fallback = teams ? { fallback: { type: 'Action.Submit', title, data } } : {};
  return { type: 'Action.Execute', title, verb: 'sopwith', data, ...fallback };
}

/** The button that sends a form. `isForm`: what it asks for was asked, even if all of it was left empty. */
export function submitting(form: Form, action: Pick<Action, 'value'>, format: Format): Drawn {
  const drawn = execute(labelled(form.submit, 75), action, format);
  if (!format.teams) return drawn;
  const data = { value: action.value, isForm: true };
  const { fallback } = drawn;
  const plain = typeof fallback === 'object' ? { fallback: { ...fallback, data } } : {};
  return { ...drawn, data, ...plain };
}

function drawField(field: Field, prefix: string, format: Format): readonly Drawn[] {
  const hint = field.hint === undefined ? [] : quiet(field.hint, format);
  const label = labelled(labelOf(field), 200);
  if (field.type === 'file') return [...drawFile(field, prefix, format), ...hint, ...wrong(field, format)];
  const needed = field.required ? { isRequired: true, errorMessage: MISSING[field.type] } : {};
  return [{ ...inputOf(field), id: `${prefix}.${field.id}`, label, ...needed }, ...hint, ...wrong(field, format)];
}

function wrong({ error }: Field, format: Format): readonly Drawn[] {
  if (error === undefined) return [];
  return richText(error, { format, budget: 400, run: { size: 'Small', color: 'Attention' }, spacing: 'Small' });
}

/** The stand-in of a picker is never required: it stays empty, and what is missing is refused in words. */
function drawFile(field: Extract<Field, { type: 'file' }>, prefix: string, format: Format): readonly Drawn[] {
  const id = `${prefix}${field.images ? '-image' : ''}.${field.id}:file`;
  const what = field.images ? 'photo' : 'file';
  const attach = { thread: `Send the ${what} as a reply in this thread.`, chat: `Send the ${what} here in the chat.` };
  const sent = format.attach === 'thread' || format.attach === 'chat' ? quiet(attach[format.attach], format) : [];
  // As large as the labels of the client's own inputs.
  const run = { weight: 'Bolder', ...(format.teams ? {} : { size: 'Small' }) };
  const star = { type: 'TextRun', text: ' *', ...run, color: 'Attention' };
  const name = richText(field.label, { format, budget: 200, spacing: 'Medium', run }).map((block) =>
    field.required ? { ...block, inlines: [...(block.inlines as readonly Drawn[]), star] } : block,
  );
  return [...name, { type: 'Input.Text', id, isVisible: false }, ...sent];
}

function quiet(text: string, format: Format): readonly Drawn[] {
  return richText(text, { format, budget: 300, run: { size: 'Small', isSubtle: true }, spacing: 'Small' });
}

function labelOf(field: Field): string {
  return field.type === 'number' && field.unit ? `${field.label}, ${field.unit}` : field.label;
}

const MISSING = {
  text: 'Please fill this in.',
  number: 'Please write a number, for example 4.5.',
  date: 'Please choose a date.',
  choice: 'Please choose one.',
  member: 'Please choose somebody.',
  checkbox: 'Please tick this.',
} as const;

/** A list of more people is no list to choose from. */
const MOST_PEOPLE = 100;

function inputOf(field: Exclude<Field, { type: 'file' }>): Drawn {
  switch (field.type) {
    case 'text': {
      const { multiline, maxLength, value } = field;
      return { type: 'Input.Text', isMultiline: multiline, maxLength, ...(value === undefined ? {} : { value }) };
    }
    case 'number':
      // Not `Input.Number`: browsers drop the comma of 4,5 without a word, and 45 is recorded.
      return {
        ...{ type: 'Input.Text', maxLength: 30, placeholder: 'Number' },
        ...(field.value === undefined ? {} : { value: String(field.value) }),
      };
    case 'date':
      return { type: 'Input.Date', ...(field.value === undefined ? {} : { value: field.value }) };
    case 'choice': {
      // Compact: the titles of an unfolded list are read as markdown by some clients.
      const choices = field.options.map(({ id, title }) => ({ title: labelled(title, 75), value: id }));
      const chosen = field.value === undefined ? {} : { value: field.value };
      return { type: 'Input.ChoiceSet', style: 'compact', choices, placeholder: 'Choose…', ...chosen };
    }
    case 'member': {
      if (field.people.length > MOST_PEOPLE)
        return { type: 'Input.Text', maxLength: 200, placeholder: 'The whole name' };
      const choices = field.people.map(({ id, title }) => ({ title: labelled(title, 75), value: id }));
      return {
        type: 'Input.ChoiceSet',
        style: 'compact',
        choices,
        placeholder: 'Choose…',
        ...optional('value', field.value),
      };
    }
    case 'checkbox':
      // The label says what; the title of a toggle is read as markdown by some clients.
      return {
        type: 'Input.Toggle',
        title: 'Yes',
        valueOn: 'true',
        valueOff: 'false',
        value: String(field.value === true),
      };
  }
}
