/** Buttons. One with a form unfolds it in the card. */

import type { ActionValue } from './action.ts';
import type { Fit } from './adaptive-fit.ts';
import { execute, type Forms } from './adaptive-forms.ts';
import { type Drawn, type Format, labelled } from './adaptive-text.ts';
import type { Action, Card } from './card.ts';

/** Clients show at most this many buttons of a row; the first ones are the ones that matter. */
const MOST_IN_ROW = 5;

/** The buttons of a card. More than one row of them: the first row stands at the end of the body. */
export function actionSets(
  { actions, more = [], way }: Pick<Card, 'actions' | 'more' | 'way'>,
  forms: Forms,
  format: Format,
): { inBody: readonly Drawn[]; below: readonly Drawn[] } {
  const url = way && format.address?.(way.to);
  const link = way && url !== undefined ? [{ type: 'Action.OpenUrl', title: labelled(way.label, 75), url }] : [];
  const isDecision = actions.some(({ style }) => style === 'primary');
  const drawn = [...actions.map((action) => button(action, { forms, format })), ...link].map((one) =>
    format.teams && !isDecision ? calm(one) : one,
  );
  const seldom = more.map((one) => ({ ...opening(labelled(one.label, 75), one, format), mode: 'secondary' }));
  const { inBody, below } = inRows(drawn);
  return { inBody, below: [...below, ...seldom] };
}

/** Red stands beside what is to be pressed. Alone it would be the loudest of the card: Cancel run. */
function calm({ style, ...drawn }: Drawn): Drawn {
  return style === undefined || style === 'destructive' ? drawn : { ...drawn, style };
}

/** Pressing it sends nothing that stands in the card's forms. */
const NO_INPUTS = { associatedInputs: 'none' };

function inRows(drawn: readonly Drawn[]): { inBody: readonly Drawn[]; below: readonly Drawn[] } {
  if (drawn.length <= MOST_IN_ROW) return { inBody: [], below: drawn };
  const rows = Array.from({ length: Math.ceil(drawn.length / MOST_IN_ROW) }, (_, row) =>
    drawn.slice(row * MOST_IN_ROW, (row + 1) * MOST_IN_ROW),
  );
  return { inBody: rows.slice(0, -1).map(actionSet), below: rows.at(-1) ?? [] };
}

export function actionSet(actions: readonly Drawn[]): Drawn {
  return { type: 'ActionSet', actions };
}

/**
 * The button of a line. It says what it is about to whoever cannot see the line: many of them are called alike. Its form
 * is asked for when it is pressed: on the card it would keep the other lines from changing while somebody types.
 */
export function lineAction({ form, ...action }: Action, about: string, drawing: Drawing): Drawn {
  const { fallback, associatedInputs, ...drawn } = button(action, drawing, form !== undefined);
  const { format, fit } = drawing;
  return {
    ...drawn,
    ...(fallback !== undefined && fit?.isForAll ? { fallback } : {}),
    // With dialogs a card has no inputs that it could send along.
    ...(associatedInputs !== undefined && !format.teams?.dialogs ? { associatedInputs } : {}),
    tooltip: labelled(`${action.label}: ${about}`, 120),
  };
}

interface Drawing {
  readonly forms: Forms;
  readonly format: Format;
  readonly fit?: Fit;
}

/** `isForm`: pressing it asks for a form that is not on the card. */
function button(action: Action, { forms, format }: Drawing, isForm = false): Drawn {
  const { style } = action;
  const look = style === 'default' ? {} : { style: style === 'primary' ? 'positive' : 'destructive' };
  const title = labelled(action.label, 75);
  const card = action.form && forms(action.form, action);
  if (card) return { type: 'Action.ShowCard', title, ...look, card };
  const isAsking = isForm || action.form !== undefined || ASKING.includes(action.value.verb);
  const press = isAsking ? opening : pressing;
  return { ...press(title, action, format), ...look };
}

/**
 * What these show is only to be read, or a form that is made when they are pressed. In the place of a card that everybody
 * shares it would be gone as soon as the card is brought up to date.
 */
const ASKING: readonly ActionValue['verb'][] = [
  ...(['show_evidence', 'show_steps', 'show_step', 'show_routine', 'more'] as const),
  ...(['answer', 'edit', 'edit_step', 'interview', 'resolve', 'role', 'routine'] as const),
];

/** A button behind which stands a form, or something to read. */
function opening(title: string, action: Pick<Action, 'value'>, format: Format): Drawn {
  if (!format.teams?.dialogs || format.teams.isDialog) return pressing(title, action, format);
  const data = { msteams: { type: 'task/fetch' }, value: action.value };
  return { type: 'Action.Submit', title, data, ...NO_INPUTS };
}

function pressing(title: string, action: Pick<Action, 'value'>, format: Format): Drawn {
  return { ...execute(title, action, format), ...NO_INPUTS };
}
