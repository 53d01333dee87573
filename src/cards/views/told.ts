/** A short private answer. */
import type { Card, Text, Tone } from '../card.ts';
import { plain, UNNAMED } from '../text.ts';

export function toldCard(title: string, text: Text, tone: Tone = 'neutral'): Card {
  const fallback = `${title}. ${plain(text, UNNAMED)}`;
  return { title, tone, elements: [{ type: 'text', text }], actions: [], fallback };
}
