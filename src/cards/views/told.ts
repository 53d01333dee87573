/** A short private answer. */
import type { Card, Tone } from '../card.ts';

export function toldCard(title: string, text: string, tone: Tone = 'neutral'): Card {
  return { title, tone, elements: [{ type: 'text', text }], actions: [], fallback: `${title}. ${text}` };
}
