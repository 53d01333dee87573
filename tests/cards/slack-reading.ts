/** Looking into Block Kit: what is shown, who is called, what can be pressed. */
import type { ActionValue } from '../../src/cards/action.ts';
import type { Drawn } from '../../src/cards/block-kit.ts';
import type { Card } from '../../src/cards/card.ts';

interface Pressable {
  readonly type: string;
  readonly action_id: string;
  readonly value?: string;
  readonly url?: string;
  readonly text?: { readonly text: string };
  readonly options?: readonly { readonly value: string; readonly text: { readonly text: string } }[];
}

/** Every object with a type, wherever it stands. */
export function everyDrawn(json: unknown): readonly Drawn[] {
  if (Array.isArray(json)) return json.flatMap(everyDrawn);
  if (typeof json !== 'object' || json === null) return [];
  const own = 'type' in json && typeof json.type === 'string' ? [json as Drawn] : [];
  return [...own, ...Object.values(json).flatMap(everyDrawn)];
}

const PRESSABLE = new Set(['button', 'overflow', 'checkboxes']);

export function pressables(blocks: unknown): readonly Pressable[] {
  return everyDrawn(blocks).filter((one): one is Drawn & Pressable => PRESSABLE.has(one.type));
}

/** What a card offers where there are boxes to tick: they stand in the place of buttons. */
export function offeredBy({ actions, elements, more = [] }: Card): readonly ActionValue[] {
  const lines = elements.flatMap((element) => (element.type === 'list' ? element.items : []));
  const inLines = lines.map(({ tick, action }) => tick?.value ?? action?.value).filter((one) => one !== undefined);
  return [...actions.map(({ value }) => value), ...inLines, ...more.map(({ value }) => value)];
}

/** What a press can send: of buttons, and of the options of menus and boxes. Links send nothing. */
export function valuesIn(blocks: unknown): readonly string[] {
  return pressables(blocks).flatMap((one) => {
    if (one.options) return one.options.map(({ value }) => value);
    return one.value === undefined ? [] : [one.value];
  });
}

/** Who is called, by the platform's ids. Whoever is written in mrkdwn counts too, and broadcasts. */
export function calledIn(blocks: unknown): readonly string[] {
  return everyDrawn(blocks).flatMap((one) => {
    if (['user', 'usergroup', 'broadcast', 'channel'].includes(one.type)) return [String(one.user_id ?? one.type)];
    if (one.type !== 'mrkdwn') return [];
    return [...String(one.text).matchAll(/<([@!#])([^>|]*)/g)].flatMap(([, sign, what = '']) =>
      sign === '!' && what.startsWith('date^') ? [] : [sign === '@' ? what : `${sign}${what}`],
    );
  });
}

/** All that is shown as text, a line for each. */
export function shownIn(blocks: unknown): string {
  return everyDrawn(blocks)
    .flatMap((one) => (typeof one.text === 'string' ? [one.text] : []))
    .join('\n');
}
