/** A form as a modal. */
import type { ActionValue } from './action.ts';
import { inputBlocks } from './block-kit-inputs.ts';
import { type Drawn, plainText } from './block-kit-text.ts';
import type { Form } from './card.ts';

/** Of a modal's title and its buttons. */
const MOST = 24;

/**
 * `value`: what the form answers. `metadata`: at most 3,000 characters. Blocks are called like their fields, so that an
 * error can stand at its field.
 */
export function toFormView(form: Form, value: ActionValue, metadata: string): object {
  const isShort = form.title.length <= MOST;
  const heading = isShort && form.fields.length > 0 ? [] : [headingOf(form.title)];
  // What is typed stays in a modal that is replaced, by the names of block and input: another step's is another one.
  const name = [value.verb, value.run, value.sop, value.step, value.attempt].filter((part) => part !== undefined);
  const inputs = form.fields.flatMap((field) => inputBlocks(field, name.join(':')));
  return {
    ...{ type: 'modal', callback_id: 'form', private_metadata: metadata },
    title: plainText(isShort ? form.title : form.submit, MOST),
    submit: plainText(form.submit, MOST),
    close: plainText('Cancel', MOST),
    blocks: [...heading, ...inputs],
  };
}

function headingOf(title: string): Drawn {
  return title.length <= 150
    ? { type: 'header', text: plainText(title, 150) }
    : { type: 'section', text: plainText(title, 3_000) };
}
