/** A proposed edit, as its SOP's state keeps it: what it is about, where its cases are on record, what became of it. */
import type { Actor } from '../actor.ts';
import type { Instant } from '../instant.ts';
import type { About, CaseRef } from './case.ts';
import type { Edit } from './edit.ts';

export type Proposal = {
  /** Counts the SOP's proposals from 1. */
  readonly proposal: number;
  /** Absent: the SOP as a whole. */
  readonly step?: string;
  readonly about: About;
  readonly edit: Edit;
  /** In how many runs it was seen. */
  readonly seen: number;
  /** The newest of the cases, newest first. */
  readonly cases: readonly CaseRef[];
  readonly proposedAt: Instant;
} & (
  | { readonly status: 'open' }
  /** It is in a draft that nobody has published yet. */
  | (Decided & { readonly status: 'accepted'; readonly draft: number })
  | (Decided & { readonly status: 'dismissed'; readonly reason: string })
  /** Accepted, and thrown away with the draft. */
  | (Decided & { readonly status: 'discarded' })
  | (Decided & { readonly status: 'published'; readonly draft: number; readonly revision: number })
  /** Nobody decided over it: the step was changed by another revision, or the SOP is not run any more. */
  | (Decided & { readonly status: 'overtaken' })
);

interface Decided {
  readonly decidedBy: Actor;
  readonly decidedAt: Instant;
}

export type ProposalStatus = Proposal['status'];

interface Holding {
  readonly proposals?: readonly Proposal[];
}

export function proposalOf({ proposals = [] }: Holding, number: number): Proposal | undefined {
  return proposals.find((one) => one.proposal === number);
}

export function openProposals({ proposals = [] }: Holding): readonly Proposal[] {
  return proposals.filter((one) => one.status === 'open');
}

/** What was proposed last about the same. Of what somebody asked for, the same is only that very case. */
export function latestOn(
  { proposals = [] }: Holding,
  { step, about }: { readonly step?: string; readonly about: About },
  cases: readonly Pick<CaseRef, 'run' | 'ref'>[],
): Proposal | undefined {
  return proposals.findLast((one) => {
    if (one.step !== step || one.about.rule !== about.rule || one.about.item !== about.item) return false;
    return about.rule !== 'asked' || one.cases.some((known) => cases.some((other) => isCase(known, other)));
  });
}

function isCase(one: Pick<CaseRef, 'run' | 'ref'>, other: Pick<CaseRef, 'run' | 'ref'>): boolean {
  return one.run === other.run && one.ref === other.ref;
}
