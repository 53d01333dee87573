/** A run's card, drawn once more although nothing changed: what somebody ticked stays ticked in their client otherwise. */
import { toBlocks } from '../../cards/block-kit.ts';
import { type Asker, placeOf } from './asker.ts';
import { formatOf, newName } from './format.ts';
import type { Parts } from './parts.ts';

/** The card may change while it is sent: then it is sent again, so often at most. */
const MOST = 3;

interface Redrawing {
  readonly run: string;
  readonly message: string;
}

/** Of a run whose card stands where it was asked. What was done stands anyway. Throws nothing. */
export async function drawAfresh(parts: Parts, asker: Asker, { run, message }: Redrawing): Promise<void> {
  const { team, channel } = asker;
  if (channel === undefined) return;
  try {
    let shown = '';
    for (let time = 0; time < MOST; time += 1) {
      const now = await parts.conversation.runCard({ workspace: team.workspace, place: placeOf(asker), run });
      const card = JSON.stringify(now?.card);
      if (!now || card === shown) return;
      const { text, blocks } = toBlocks(now.card, formatOf(team, now.names, { place: channel, afresh: newName() }));
      await team.client.chat.update({ channel, ts: message, text, blocks });
      shown = card;
    }
  } catch (error) {
    parts.log.warn({ err: error, workspace: team.workspace, run }, 'a checklist could not be drawn once more');
  }
}
