/** Adaptive Cards as people see them: what they say, and which buttons there are. */
import { isJson, type Json, objects, text } from '../slack/json.ts';
import type { Message } from './held.ts';

export const ADAPTIVE = 'application/vnd.microsoft.card.adaptive';

/** The first card of a message, or of anything else that has attachments. */
export function cardOf({ attachments }: { readonly attachments?: unknown }): Json | undefined {
  const found = objects(attachments).find((one) => one.contentType === ADAPTIVE);
  return isJson(found?.content) ? found.content : undefined;
}

/** All that a message says, a line for each text: its own, and those of its card, with the labels of inputs. */
export function readable(shown: Pick<Message, 'text' | 'attachments'>): string {
  const card = cardOf(shown);
  return [shown.text, ...(card === undefined ? [] : textsOf(card))].filter((one) => one !== '').join('\n');
}

/** What a card says, in its order. */
export function textsOf(card: Json): string[] {
  return piecesOf(card, (one) => /^(TextBlock|RichTextBlock|FactSet|Input\..*)$/.test(text(one.type))).map(said);
}

export function buttonsOf(shown: Pick<Message, 'text' | 'attachments'>): string[] {
  const card = cardOf(shown);
  return card === undefined ? [] : actionsOf(card).map(({ action }) => text(action.title));
}

/** A button, and the inputs that are sent with it. */
export interface Found {
  readonly action: Json;
  readonly inputs: readonly Json[];
}

/** Those in cards that a button unfolds too; their inputs go with the outer ones. */
export function actionsOf(card: Json, outer: readonly Json[] = []): Found[] {
  const inputs = [...outer, ...piecesOf(card, (one) => text(one.type).startsWith('Input.'))];
  return piecesOf(card, (one) => text(one.type).startsWith('Action.')).flatMap((action) => [
    { action, inputs },
    ...(isJson(action.card) ? actionsOf(action.card, inputs) : []),
  ]);
}

/** Every object of the card that is wanted, but for what stands in a card inside of it and in data that is the bot's own. */
function piecesOf(value: unknown, isWanted: (one: Json) => boolean): Json[] {
  if (Array.isArray(value)) return value.flatMap((one) => piecesOf(one, isWanted));
  if (!isJson(value)) return [];
  const inner = Object.entries(value).filter(([key]) => !['card', 'data', 'refresh', 'fallback'].includes(key));
  return [...(isWanted(value) ? [value] : []), ...inner.flatMap(([, one]) => piecesOf(one, isWanted))];
}

function said(element: Json): string {
  switch (element.type) {
    case 'RichTextBlock':
      return (element.inlines as unknown[]).map((one) => (isJson(one) ? text(one.text) : String(one))).join('');
    case 'FactSet':
      return objects(element.facts)
        .map((one) => `${text(one.title)} ${text(one.value)}`)
        .join('\n');
    case 'TextBlock':
      return text(element.text);
    default:
      return text(element.label);
  }
}
