/** Answers that only the person who asked can see. */
import type { Card } from '../cards/card.ts';
import { refusalCard } from '../cards/refusals.ts';
import type { Refusal } from './command.ts';
import type { Answer } from './conversation.ts';
import type { Speaker, Talking } from './talking.ts';

export async function refuse(talking: Talking, speaker: Speaker, refusal: Refusal): Promise<Answer> {
  return withNames(talking, speaker, refusalCard(refusal));
}

export async function withNames(talking: Talking, speaker: Pick<Speaker, 'workspace'>, card: Card): Promise<Answer> {
  return { type: 'card', card, names: await talking.memory.names(talking.db, speaker.workspace) };
}

/** For cards that name nobody. */
export function told(card: Card): Answer {
  return { type: 'card', card, names: {} };
}
