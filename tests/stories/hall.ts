/** A platform of a story's own, whose conversations can be closed: it keeps what is said, by place, direct messages too. */
import type { Card } from '../../src/cards/card.ts';
import { type Chat, ChatError, type Outgoing } from '../../src/runtime/ports.ts';
import { wordsOf } from './words.ts';

export interface Hall {
  readonly chat: Chat;
  /** Places in which nothing can be said. */
  readonly closed: Set<string>;
  /** What was said in a place, as it is now; the words of each message. */
  said(place: string): readonly string[];
  cards(place: string): readonly Card[];
}

export function openHall(): Hall {
  const messages = new Map<string, Outgoing>();
  const closed = new Set<string>();
  const check = ({ place }: Outgoing) => {
    if (closed.has(place)) throw new ChatError('never', 'The hall is closed. Open it.', { isPlaceGone: true });
  };
  const at = (place: string) => [...messages.values()].filter((one) => one.place === place);
  return {
    closed,
    said: (place) => at(place).map(({ card, names }) => wordsOf(card, names)),
    cards: (place) => at(place).map(({ card }) => card),
    chat: {
      platform: 'hall',
      post: async (message) => {
        check(message);
        const id = `m${messages.size + 1}`;
        messages.set(id, message);
        return { id };
      },
      update: async (id, message) => {
        check(message);
        messages.set(id, { ...message, effect: messages.get(id)?.effect ?? message.effect });
      },
      direct: async (_workspace, member) => `direct-${member}`,
      find: async ({ place, effect }) =>
        [...messages].find(([, one]) => one.place === place && one.effect === effect)?.[0],
    },
  };
}
