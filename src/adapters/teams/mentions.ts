/** The people that a card calls by name because it is their turn. */
import type { Card, Span } from '../../cards/card.ts';

export function mentionsIn(card: Card): readonly string[] {
  const found = new Set<string>();
  const look = (value: unknown): void => {
    if (Array.isArray(value)) for (const one of value) look(one);
    else if (isMention(value)) found.add(value.member);
    else if (typeof value === 'object' && value !== null) for (const one of Object.values(value)) look(one);
  };
  look([card.title, card.subtitle, card.elements]);
  return [...found];
}

type Mention = Extract<Span, { type: 'mention' }>;

function isMention(value: unknown): value is Mention {
  return (
    typeof value === 'object' && value !== null && 'type' in value && value.type === 'mention' && 'member' in value
  );
}
