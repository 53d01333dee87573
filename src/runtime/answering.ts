/** Answers that only the person who asked can see. */
import type { Card } from '../cards/card.ts';
import { refusalCard } from '../cards/refusals.ts';
import { refusedFields } from '../cards/refused-fields.ts';
import { toldCard } from '../cards/views/told.ts';
import { optional } from '../engine/optional.ts';
import type { Refusal } from './command.ts';
import type { Answer } from './conversation.ts';
import { loadRun, type Speaker, type Talking } from './talking.ts';

/** `run`: whose steps and roles the refusal may speak of, so that it calls them by their titles. */
export async function refuse(talking: Talking, speaker: Speaker, refusal: Refusal, run?: string): Promise<Answer> {
  const about = run === undefined ? undefined : await loadRun(talking, speaker.workspace, run);
  const definition =
    about && (await talking.memory.definition(talking.db, speaker.workspace, about.sop, about.revision));
  const now = talking.now();
  const scene = about &&
    definition && { run: about, definition, now, people: await talking.memory.people(talking.db, speaker.workspace) };
  const told = { now, ...optional('definition', definition), ...optional('scene', scene) };
  const answer = await withNames(talking, speaker, refusalCard(refusal, told));
  const fields = refusedFields(refusal);
  return Object.keys(fields).length > 0 ? { ...answer, fields } : answer;
}

type CardAnswer = Extract<Answer, { type: 'card' }>;

export async function withNames(
  talking: Talking,
  speaker: Pick<Speaker, 'workspace'>,
  card: Card,
): Promise<CardAnswer> {
  return { type: 'card', card, names: await talking.memory.names(talking.db, speaker.workspace) };
}

/** What a phrase does into another conversation is seen there: whoever typed it is told so. */
export function doneElsewhere(answer: Answer): Answer {
  if (answer.type !== 'none') return answer;
  return told(toldCard('Done', 'The card of the routine, in the channel that you named, says what holds now.'));
}

/** For cards that name nobody. */
export function told(card: Card): Answer {
  return { type: 'card', card, names: {} };
}
