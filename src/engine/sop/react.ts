/** What an SOP's events owe to the world: the card of the draft they are about. */
import type { Effect, Reaction, View } from '../effect.ts';
import { viewKey } from '../effect.ts';
import type { SopEvent } from './events.ts';
import type { SopState } from './state.ts';

export function reactToSop(state: SopState, events: readonly SopEvent[]): Reaction {
  if (state.status === 'none') return { effects: [], timers: [] };
  const views = events.flatMap((event): View[] => {
    const draft = draftOf(event) ?? state.draft?.draft;
    return draft === undefined ? [] : [{ view: 'draft', sop: state.sop, draft }];
  });
  const byKey = new Map(views.map((view) => [viewKey(view), view]));
  return { effects: [...byKey.values()].map((view): Effect => ({ type: 'show', view })), timers: [] };
}

function draftOf(event: SopEvent): number | undefined {
  switch (event.type) {
    case 'DraftCreated':
    case 'DraftDiscarded':
    case 'SopPublished':
      return event.draft;
    case 'DraftChanged':
    case 'DraftEdited':
    case 'SopArchived':
      return undefined;
  }
}
