/** What a run has recorded. */
import type { RunState } from '../../../src/engine/run/state.ts';
import { loadStream } from '../../../src/store/streams.ts';
import type { Message } from '../../support/teams/held.ts';
import { PEOPLE } from '../../support/teams/seed.ts';
import type { Cafe } from './cafe.ts';

/** The run that a card is about. */
export function runOf({ attachments }: Pick<Message, 'attachments'>): string {
  return /"run":"([^"]+)"/.exec(JSON.stringify(attachments))?.[1] ?? '';
}

/** In its order: `reading: 4.2 (ben)`, `photo: tap.png (cem)`. */
export async function recordedIn({ app, workspace }: Cafe, run: string): Promise<readonly string[]> {
  const state = (await loadStream(app.db, 'run', workspace, run))?.state as RunState | undefined;
  if (!state || state.status === 'none') throw new Error('There is no such run');
  return state.evidence.map(({ item, value, by }) => {
    const who = PEOPLE.find(({ aadObjectId }) => 'id' in by && by.id === aadObjectId);
    return `${item}: ${typeof value === 'object' ? value.name : value} (${who?.key ?? 'nobody'})`;
  });
}
