/** What an event makes of an SOP's proposals. Those that were accepted follow the draft that they are in. */
import type { Proposal } from '../lessons/proposal.ts';
import { LIMITS } from '../limits.ts';
import { optional } from '../optional.ts';
import type { SopEvent } from './events.ts';
import type { KnownSop } from './state.ts';

type Telling = Extract<
  SopEvent,
  {
    type:
      | 'EditProposed'
      | 'ProposalAccepted'
      | 'ProposalDismissed'
      | 'DraftDiscarded'
      | 'SopPublished'
      | 'ProposalsOvertaken';
  }
>;

/** Nothing where there are none. */
export function proposalsAfter(state: KnownSop, event: Telling): Pick<KnownSop, 'proposals'> {
  const { proposals = [] } = state;
  if (event.type === 'EditProposed') return { proposals: remembered([...proposals, proposed(event)]) };
  if (proposals.length === 0) return {};
  return { proposals: proposals.map((one) => after(one, event)) };
}

function proposed(event: Extract<SopEvent, { type: 'EditProposed' }>): Proposal {
  const { proposal, step, about, edit, seen, cases, at } = event;
  return { proposal, ...optional('step', step), about, edit, seen, cases, proposedAt: at, status: 'open' };
}

function after(one: Proposal, event: Exclude<Telling, { type: 'EditProposed' }>): Proposal {
  const decided = { decidedBy: event.actor, decidedAt: event.at };
  switch (event.type) {
    case 'ProposalAccepted':
      return one.proposal === event.proposal ? { ...one, ...decided, status: 'accepted', draft: event.draft } : one;
    case 'ProposalDismissed':
      return one.proposal === event.proposal ? { ...one, ...decided, status: 'dismissed', reason: event.reason } : one;
    case 'DraftDiscarded':
      return isIn(one, event.draft) ? { ...withoutDraft(one), ...decided, status: 'discarded' } : one;
    case 'SopPublished':
      return isIn(one, event.draft) ? { ...one, ...decided, status: 'published', revision: event.revision } : one;
    case 'ProposalsOvertaken':
      return event.proposals.includes(one.proposal) ? { ...one, ...decided, status: 'overtaken' } : one;
  }
}

function isIn(one: Proposal, draft: number): one is Accepted {
  return one.status === 'accepted' && one.draft === draft;
}

function withoutDraft({ draft: _, ...rest }: Accepted): Omit<Accepted, 'draft'> {
  return rest;
}

type Accepted = Extract<Proposal, { status: 'accepted' }>;

/** The oldest that were decided over are forgotten here; the SOP's history keeps them. */
function remembered(proposals: readonly Proposal[]): readonly Proposal[] {
  const over = proposals.length - LIMITS.proposals;
  const done: readonly Proposal[] = proposals
    .filter((one) => one.status !== 'open' && one.status !== 'accepted')
    .slice(0, Math.max(0, over));
  return done.length === 0 ? proposals : proposals.filter((one) => !done.includes(one));
}
