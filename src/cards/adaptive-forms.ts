/** Forms as inputs in a card that a button unfolds. */
import { execute } from './adaptive-actions.ts';
import type { Fit } from './adaptive-fit.ts';
import { type Drawn, type Format, guarded, richText } from './adaptive-text.ts';
import type { Action, Field, Form } from './card.ts';
import { clip } from './text.ts';

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

/** The forms of one card, as they are drawn. */
export class Forms {
  readonly #format: Format;
  readonly #fit: Fit;
  #count = 0;

  constructor(format: Format, fit: Fit) {
    this.#format = format;
    this.#fit = fit;
  }

  /** The card that the button unfolds; undefined where forms do not fit: then pressing asks for it. */
  draw(form: Form, action: Action, where: 'card' | 'line'): Drawn | undefined {
    const { forms } = this.#fit;
    if (forms === 'none' || (forms === 'card' && where === 'line')) return undefined;
    const prefix = `a${this.#count}`;
    this.#count += 1;
    const body = form.fields.flatMap((field) => this.#input(field, prefix));
    const send = execute(guarded(clip(form.submit, 75)), action);
    const style = action.style === 'danger' ? 'destructive' : 'positive';
    return { type: 'AdaptiveCard', body, actions: [{ ...send, style }] };
  }

  #input(field: Field, prefix: string): readonly Drawn[] {
    const hint = field.hint === undefined ? [] : this.#quiet(field.hint);
    const label = guarded(clip(labelOf(field), 200));
    if (field.type === 'file') return [...this.#file(field, prefix, label), ...hint];
    const needed = field.required ? { isRequired: true, errorMessage: MISSING[field.type] } : {};
    return [{ ...inputOf(field), id: `${prefix}.${field.id}`, label, ...needed }, ...hint];
  }

  /** The stand-in of a picker is never required: it stays empty, and what is missing is refused in words. */
  #file(field: Extract<Field, { type: 'file' }>, prefix: string, label: string): readonly Drawn[] {
    const id = `${prefix}${field.images ? '-image' : ''}.${field.id}:file`;
    const what = field.images ? 'photo' : 'file';
    const attach =
      this.#format.attach === 'thread' ? this.#quiet(`Attach a ${what} by dropping it into this thread.`) : [];
    const name = richText(field.required ? `${label} *` : label, {
      ...{ format: this.#format, budget: 220, spacing: 'Medium' },
      run: { weight: 'Bolder', size: 'Small' },
    });
    return [...name, { type: 'Input.Text', id, isVisible: false }, ...attach];
  }

  #quiet(text: string): readonly Drawn[] {
    return richText(text, {
      format: this.#format,
      budget: 300,
      run: { size: 'Small', isSubtle: true },
      spacing: 'Small',
    });
  }
}

function labelOf(field: Field): string {
  return field.type === 'number' && field.unit ? `${field.label}, ${field.unit}` : field.label;
}

const MISSING = {
  text: 'Please fill this in.',
  number: 'Please write a number, for example 4.5.',
  date: 'Please choose a date.',
  choice: 'Please choose one.',
  checkbox: 'Please tick this.',
} as const;

function inputOf(field: Exclude<Field, { type: 'file' }>): Drawn {
  switch (field.type) {
    case 'text': {
      const { multiline, maxLength, value } = field;
      return { type: 'Input.Text', isMultiline: multiline, maxLength, ...(value === undefined ? {} : { value }) };
    }
    case 'number':
      return { type: 'Input.Number', ...(field.value === undefined ? {} : { value: field.value }) };
    case 'date':
      return { type: 'Input.Date', ...(field.value === undefined ? {} : { value: field.value }) };
    case 'choice': {
      // Compact: the titles of an unfolded list are read as markdown by some clients.
      const choices = field.options.map(({ id, title }) => ({ title: guarded(clip(title, 75)), value: id }));
      const chosen = field.value === undefined ? {} : { value: field.value };
      return { type: 'Input.ChoiceSet', style: 'compact', choices, placeholder: 'Choose…', ...chosen };
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
