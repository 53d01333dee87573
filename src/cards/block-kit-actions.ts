/** Buttons. What a form asks is asked in a modal, so a button with a form is a button like any other. */
import { encodeAction } from './action.ts';
import { type Drawn, plainText, type SlackFormat } from './block-kit-text.ts';
import type { Action, Card, Form, More } from './card.ts';

/** A block takes 25, but clients break a row where it pleases them. */
const MOST_IN_ROW = 5;
/** What Slack takes of an option's value, and how many options a menu has. */
export const MOST_OPTION_VALUE = 150;
const MOST_OPTIONS = 5;

export type ActionIds = (name: string) => string;

/** Unique in the card: `approve:0`. `before`: what tells the cards of one view apart. */
export function actionIds(before = ''): ActionIds {
  let count = 0;
  return (name) => {
    count += 1;
    return `${before}${name}:${count - 1}`;
  };
}

/** The buttons of a card in rows; what is needed seldom stands behind a menu at their end. */
export function actionRows(
  { actions, more = [], way }: Pick<Card, 'actions' | 'more' | 'way'>,
  format: SlackFormat,
  ids: ActionIds,
): readonly Drawn[] {
  const url = way && format.address?.(way.to);
  const link =
    way && url !== undefined && /^https?:/i.test(url)
      ? [{ type: 'button', text: plainText(way.label, 75), url, action_id: ids('way') }]
      : [];
  // Where several would be green, none stands out; and a red one alone would be the loudest thing on the card.
  const isColoured = actions.filter((action) => action.style === 'primary').length === 1;
  const drawn = [...actions.map((action) => button(action, ids, isColoured)), ...link, ...seldom(more, ids)];
  return Array.from({ length: Math.ceil(drawn.length / MOST_IN_ROW) }, (_, row) => ({
    type: 'actions',
    elements: drawn.slice(row * MOST_IN_ROW, (row + 1) * MOST_IN_ROW),
  }));
}

/** One menu. What it has no room for, and what would be alone in it, is a button. */
function seldom(more: readonly More[], ids: ActionIds): readonly Drawn[] {
  const inMenu = more.filter(({ value }) => encodeAction(value).length <= MOST_OPTION_VALUE).slice(0, MOST_OPTIONS);
  const menu = inMenu.length > 1 ? inMenu : [];
  const options = menu.map(({ label, value }) => ({ text: plainText(label, 75), value: encodeAction(value) }));
  return [
    ...more.filter((one) => !menu.includes(one)).map((one) => button({ ...one, style: 'default' }, ids)),
    ...(options.length > 0 ? [{ type: 'overflow', action_id: ids('more'), options }] : []),
  ];
}

/** The button of a line. It says what it is about to whoever cannot see the line: many of them are called alike. */
export function lineAction(action: Action, about: string, ids: ActionIds): Drawn {
  return { ...button(action, ids), accessibility_label: plainText(`${action.label}: ${about}`, 75).text };
}

function button(action: Action, ids: ActionIds, isColoured = true): Drawn {
  const { label, style, value, form } = action;
  return {
    ...{ type: 'button', text: plainText(label, 75), action_id: ids(value.verb), value: encodeAction(value) },
    ...(isColoured && style !== 'default' ? { style } : {}),
    ...(form && form.fields.length === 0 ? { confirm: confirm(form, action) } : {}),
  };
}

/** A form without fields only asks whether it is meant. */
function confirm({ title, submit }: Form, { label, style }: Action): object {
  return {
    title: plainText(title, 100),
    text: plainText(title.length > 100 ? `${title}\n${submit}` : submit, 300),
    confirm: plainText(label, 30),
    deny: plainText('Go back', 30),
    ...(style === 'danger' ? { style: 'danger' } : {}),
  };
}
