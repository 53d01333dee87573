/** Why something was not done, for whoever asked: a card that names nobody. */
import { toldCard } from '../../cards/views/told.ts';
import type { Answer } from '../../runtime/conversation.ts';

export function told(text: string): Extract<Answer, { type: 'card' }> {
  return { type: 'card', card: toldCard('Not done', text, 'attention'), names: {} };
}
