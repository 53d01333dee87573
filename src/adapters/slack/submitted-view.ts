/** What becomes of a modal that was sent. */
import { randomUUID } from 'node:crypto';
import { plainText } from '../../cards/block-kit-text.ts';
import { toldCard } from '../../cards/views/told.ts';
import type { Answer } from '../../runtime/conversation.ts';
import { cardView, formView } from './answer.ts';
import type { Asker } from './asker.ts';

/** A modal as Slack sends it, in the parts that are read here. */
export interface Submitted {
  readonly id: string;
  readonly hash: string;
  readonly team_id: string;
  readonly callback_id: string;
  readonly private_metadata: string;
  readonly state: { readonly values: Readonly<Record<string, unknown>> };
  readonly previous_view_id?: string | null;
  readonly root_view_id?: string | null;
}

/** The answer to its submission. What was typed stays wherever it was not taken. */
export function responseTo(asker: Asker, answer: Answer, view: Submitted): object | undefined {
  switch (answer.type) {
    case 'none':
    case 'file':
      // Without an answer only this modal is closed, and the one below is seen again.
      return view.previous_view_id ? undefined : { response_action: 'clear' };
    case 'form':
      return { response_action: 'update', view: formView(asker, answer) };
    case 'card': {
      const errors = errorsAt(view, answer.fields ?? {});
      if (Object.keys(errors).length > 0) return { response_action: 'errors', errors };
      const action = isRefusal(answer) && !isHighest(view) ? 'push' : 'update';
      return { response_action: action, view: cardView(asker, answer.card, answer.names) };
    }
  }
}

/** Nothing was done. */
export function isRefusal(answer: Answer): boolean {
  return answer.type === 'card' && (answer.card.tone === 'attention' || answer.card.tone === 'bad');
}

/** Slack piles up three modals. */
function isHighest({ previous_view_id, root_view_id }: Submitted): boolean {
  return Boolean(previous_view_id) && previous_view_id !== root_view_id;
}

/** Each error at its field; those of fields that this form does not have are left out. */
function errorsAt({ state }: Submitted, fields: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(fields).filter(([field]) => Object.hasOwn(state.values, field)));
}

type Late = { readonly view_id: string } | { readonly external_id: string };

/** The answer while nothing is known yet, and which modal shows what is known later. The form stays below, as typed. */
export function waiting(view: Submitted): { readonly response: object; readonly late: Late } {
  if (isHighest(view))
    return { response: { response_action: 'update', view: momentView() }, late: { view_id: view.id } };
  const external_id = `late:${randomUUID()}`;
  const response = { response_action: 'push', view: { ...momentView(), external_id } };
  return { response, late: { external_id } };
}

/** Closing it closes all: nobody sends the form below once more while it is being saved. */
function momentView(): object {
  return { ...saying('One moment', 'It is being saved. You may close this; nothing is lost.'), clear_on_close: true };
}

/** Closing it shows the form again, as it was typed. */
export function failedView(): object {
  return saying(
    'Not done',
    'Something went wrong on our side, and nothing was changed. Close this, and send it again.',
  );
}

function saying(title: string, text: string): object {
  return {
    ...{ type: 'modal', title: plainText(title, 24), close: plainText('Close', 24) },
    blocks: [{ type: 'section', text: plainText(text, 3_000) }],
  };
}

/** What is known, in the modal that asked to wait. Closing what was refused shows the form again. */
export function doneView(asker: Asker, answer: Answer): object {
  if (answer.type === 'form') return formView(asker, answer);
  const { card, names } =
    answer.type === 'card' ? answer : { card: toldCard('Done', 'It is saved.', 'good'), names: {} };
  return { ...cardView(asker, card, names), clear_on_close: !isRefusal(answer) };
}
