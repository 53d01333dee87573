/** Deciding over what runs taught: who may, and what would be written with it. */
import type { Proposal } from '../engine/lessons/proposal.ts';
import { optional } from '../engine/optional.ts';
import type { SopCommand } from '../engine/sop/commands.ts';
import { dismissProposal } from '../engine/sop/decide-proposal.ts';
import type { KnownSop } from '../engine/sop/state.ts';
import type { Refusal } from './command.ts';
import { proposalSeen } from './proposal-shown.ts';
import type { Looking } from './sight.ts';
import { actorOf } from './talking.ts';

export interface Learned {
  readonly sop: KnownSop;
  readonly proposal: Proposal;
}

interface Speaking {
  readonly workspace: string;
  readonly member: string;
}

/** Why somebody may not decide over it; undefined if they may. */
export async function refusalToDecide(
  looking: Looking,
  speaking: Speaking,
  { sop, proposal }: Learned,
): Promise<Refusal | undefined> {
  const people = await looking.memory.people(looking.db, speaking.workspace);
  const context = { now: looking.now(), actor: await actorOf(looking, speaking), people, keyTaken: false };
  // The engine is asked with an answer that would do.
  const probe = { type: 'dismissProposal', sop: sop.sop, proposal: proposal.proposal, reason: '?' } as const;
  const made = dismissProposal(sop, probe, context);
  return 'code' in made ? made : undefined;
}

/**
 * The command that takes it into a draft. Words and readings that somebody cannot read are not for them to write into the
 * SOP, where everybody reads them. `place`: where the card of a draft goes that is begun with it.
 */
export async function acceptance(
  looking: Looking,
  speaking: Speaking,
  learned: Learned,
  place: string,
): Promise<{ readonly command: SopCommand } | { readonly refusal: Refusal }> {
  const { sop, proposal } = learned;
  const isSaid = proposal.edit.type === 'line' || proposal.edit.type === 'limits';
  const readers = { workspace: speaking.workspace, members: [speaking.member] };
  const seen = isSaid ? await proposalSeen(looking, readers, sop, proposal) : undefined;
  // Who may not decide anyway is told that, by the command.
  if (seen && !seen.isWhole && (await refusalToDecide(looking, speaking, learned)) === undefined) {
    return { refusal: { code: seen.isUnknown ? 'sight_unknown' : 'words_unseen' } };
  }
  return {
    command: {
      ...{ type: 'acceptProposal', sop: sop.sop, proposal: proposal.proposal, place },
      ...optional('line', seen?.shown.line),
    },
  };
}
