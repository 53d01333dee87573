/** Whom a card speaks to: it is their turn. And for whom it waits without calling them. */
import type { Card, Element, Text } from '../../cards/card.ts';
import { ANYBODY, uncalled } from '../../store/web-waiting.ts';

export function mentionsOf(card: Card): string[] {
  const texts = [card.title, card.subtitle ?? '', ...card.elements.flatMap(textsOf)];
  return [...new Set(texts.flatMap(mentioned))];
}

/** As the members of a message's mentions: anybody, or those who are too many to be called. */
export function waitsOf({ waitsFor }: Card): string[] {
  if (waitsFor === undefined) return [];
  return waitsFor === 'anybody' ? [ANYBODY] : waitsFor.map(uncalled);
}

function mentioned(text: Text): string[] {
  if (typeof text === 'string') return [];
  return text.flatMap((span) => (typeof span !== 'string' && span.type === 'mention' ? [span.member] : []));
}

function textsOf(element: Element): Text[] {
  switch (element.type) {
    case 'text':
    case 'heading':
    case 'context':
    case 'notice':
      return [element.text];
    case 'facts':
      return element.facts.map((fact) => fact.value);
    case 'list':
      return element.items.flatMap((line) => [line.text, line.detail ?? '']);
    case 'progress':
    case 'quote':
    case 'image':
    case 'divider':
      return [];
  }
}
