/** A step's card in a modal, drawn once more after something was done there: nothing else would show it. */
import type { ActionValue } from '../../cards/action.ts';
import { toldCard } from '../../cards/views/told.ts';
import { cardView } from './answer.ts';
import { type Asker, placeOf } from './asker.ts';
import { codeOf } from './chat-errors.ts';
import type { Parts } from './parts.ts';

interface Shown {
  /** The modal that shows the card. */
  readonly view: string;
  /** What was pressed in it. */
  readonly value: ActionValue;
  readonly key: string;
}

/** Draws how it stands now, if the modal is open and shows a card of a run. What was done stands anyway. Throws nothing. */
export async function showNow(parts: Parts, asker: Asker, { view, value, key }: Shown): Promise<void> {
  const { run, step } = value;
  if (run === undefined) return;
  const { team, member } = asker;
  try {
    const about = { workspace: team.workspace, member: member.id, place: placeOf(asker), key: `${key}:now` };
    const now =
      step === undefined
        ? ({ type: 'card', card: toldCard('Done', 'It is done.', 'good'), names: {} } as const)
        : await parts.conversation.press({ ...about, value: { v: 1, verb: 'show_step', run, step } });
    if (now.type !== 'card') return;
    await team.client.views.update({ view_id: view, view: cardView(asker, now.card, now.names) });
  } catch (error) {
    if (codeOf(error) === 'not_found') return;
    parts.log.warn({ err: error, workspace: team.workspace }, 'a card in a modal could not be drawn once more');
  }
}
