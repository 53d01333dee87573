/** Looking into cards: every text, every span, every action, wherever it stands. */
import type { Action, Card, Element, Span, Text } from '../../src/cards/card.ts';
import { plain, spansOf, UNNAMED } from '../../src/cards/text.ts';

export function textsOf(card: Card): Text[] {
  return [card.title, card.subtitle ?? '', ...card.elements.flatMap(textsIn)];
}

function textsIn(element: Element): Text[] {
  switch (element.type) {
    case 'text':
    case 'heading':
    case 'context':
    case 'notice':
    case 'quote':
      return [element.text];
    case 'facts':
      return element.facts.flatMap(({ label, value }) => [label, value]);
    case 'list':
      return element.items.flatMap((line) => [line.text, line.detail ?? '']);
    case 'progress':
      return [element.label];
    case 'image':
      return [element.alt];
    case 'divider':
      return [];
  }
}

export function mentionsIn(card: Card): string[] {
  const spans: Span[] = textsOf(card).flatMap((text) => spansOf(text));
  return spans.flatMap((span) => (typeof span !== 'string' && span.type === 'mention' ? [span.member] : []));
}

export function actionsOf(card: Card): Action[] {
  const lines = card.elements.flatMap((element) => (element.type === 'list' ? element.items : []));
  const more = (card.more ?? []).map((one): Action => ({ ...one, style: 'default' }));
  return [...card.actions, ...lines.flatMap((line) => (line.action ? [line.action] : [])), ...more];
}

/** All that a card says, in one string. */
export function saidIn(card: Card): string {
  return textsOf(card)
    .map((text) => plain(text, UNNAMED))
    .join('\n');
}

/** Every object of a card's JSON that has a type. */
export function drawnIn(json: unknown): { readonly type: string; readonly [key: string]: unknown }[] {
  if (Array.isArray(json)) return json.flatMap(drawnIn);
  if (typeof json !== 'object' || json === null) return [];
  const own = 'type' in json && typeof json.type === 'string' ? [{ ...json, type: json.type }] : [];
  // What a button says is ours, not part of the drawing.
  const inner = Object.entries(json).flatMap(([key, value]) => (key === 'data' ? [] : drawnIn(value)));
  return [...own, ...inner];
}
