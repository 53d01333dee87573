/** What an SOP's events owe to the world: the cards of the draft and of the proposals they are about. */
import type { Effect, Reaction, View } from '../effect.ts';
import { viewKey } from '../effect.ts';
import type { SopEvent } from './events.ts';
import type { KnownSop, SopState } from './state.ts';

export function reactToSop(state: SopState, events: readonly SopEvent[]): Reaction {
  if (state.status === 'none') return { effects: [], timers: [] };
  const { sop } = state;
  const open = state.draft?.draft;
  const views = events.flatMap((event): View[] => {
    const draft = draftOf(event);
    const cards = proposalsOf(state, event).map((proposal): View => ({ view: 'proposal', sop, proposal }));
    return draft === undefined ? cards : [{ view: 'draft', sop, draft }, ...cards];
  });
  const byKey = new Map(views.map((view) => [viewKey(view), view]));
  return { effects: [...byKey.values()].map((view): Effect => ({ type: 'show', view })), timers: [] };

  function draftOf(event: SopEvent): number | undefined {
    switch (event.type) {
      case 'DraftCreated':
      case 'DraftDiscarded':
      case 'SopPublished':
      case 'ProposalAccepted':
        return event.draft;
      case 'DraftChanged':
      case 'DraftEdited':
      case 'SopArchived':
        return open;
      case 'EditProposed':
      case 'ProposalDismissed':
      case 'ProposalsOvertaken':
        return undefined;
    }
  }
}

/** Those that became something else by it. */
function proposalsOf({ proposals = [] }: KnownSop, event: SopEvent): readonly number[] {
  switch (event.type) {
    case 'EditProposed':
    case 'ProposalAccepted':
    case 'ProposalDismissed':
      return [event.proposal];
    case 'ProposalsOvertaken':
      return event.proposals;
    case 'SopPublished':
    case 'DraftDiscarded': {
      const how = event.type === 'SopPublished' ? 'published' : 'discarded';
      return proposals.filter((one) => one.status === how && one.decidedAt === event.at).map((one) => one.proposal);
    }
    case 'DraftCreated':
    case 'DraftChanged':
    case 'DraftEdited':
    case 'SopArchived':
      return [];
  }
}
