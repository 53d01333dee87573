/** What Sopwith says where it was just added. */
import type { Card } from '../../cards/card.ts';
import { sentence, typed } from '../../cards/sentence.ts';
import type { TeamsConversation } from '../../store/teams-conversations.ts';

export function welcomeCard(kind: TeamsConversation['kind']): Card {
  return kind === 'personal' ? PERSONAL : SHARED;
}

const PERSONAL: Card = {
  title: 'Hello, I am Sopwith',
  tone: 'neutral',
  elements: [
    {
      type: 'text',
      text: 'I run your standard operating procedures. Send me a document, and I make a draft of it; nothing runs before somebody publishes it.',
    },
    {
      type: 'text',
      text: sentence(
        ...[typed('mine'), ' – what waits for you\n'],
        ...[typed('run'), ' – what you can start\n'],
        ...[typed('help'), ' – everything else'],
      ),
    },
  ],
  actions: [],
  fallback: 'Hello, I am Sopwith. Write “help” to see what I can do.',
};

const SHARED: Card = {
  title: 'Sopwith is here',
  tone: 'neutral',
  elements: [
    { type: 'text', text: 'I run standard operating procedures here. Write @Sopwith and what you want:' },
    {
      type: 'text',
      text: sentence(
        ...[typed('run'), ' – what can be started\n'],
        ...[typed('import'), ' – a draft of a document that you attach\n'],
        ...[typed('routine'), ' – checklists that start by themselves\n'],
        ...[typed('help'), ' – everything else'],
      ),
    },
    { type: 'context', text: 'Answers to the card of a run are recorded as its evidence.' },
  ],
  actions: [],
  fallback: 'Sopwith is here. Write “@Sopwith help”.',
};
