import type { Card } from '../card.ts';

/** A card about something that its run does not have. */
export function goneCard(title: string): Card {
  const text = 'This is not part of the run any more.';
  return { title, tone: 'neutral', elements: [{ type: 'text', text }], actions: [], fallback: `${title}: ${text}` };
}
