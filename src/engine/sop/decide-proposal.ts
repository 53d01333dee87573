/**
 * What runs taught: it is proposed by itself, and a person takes it into a draft or dismisses it, with a reason. Nothing
 * here changes an active revision: a draft is published as any other.
 */
import { memberOf } from '../actor.ts';
import { parseDefinition } from '../check.ts';
import { type Definition, stepOf } from '../definition.ts';
import { applied } from '../lessons/edit.ts';
import { lessonsOn } from '../lessons/lessons.ts';
import { openProposals, type Proposal, proposalOf } from '../lessons/proposal.ts';
import { LIMITS } from '../limits.ts';
import { optional } from '../optional.ts';
import { answeringMembers } from './accountable.ts';
import type { SopCommand } from './commands.ts';
import type { SopContext } from './decide.ts';
import type { SopFact } from './events.ts';
import { patchOf } from './patch.ts';
import type { SopRefusal } from './refusals.ts';
import type { KnownSop } from './state.ts';

type Ask<Type extends SopCommand['type']> = Extract<SopCommand, { type: Type }>;
type Made = readonly SopFact[] | SopRefusal;

/** Cases that add up to lessons become proposals, each once. Only Sopwith itself gathers them. */
export function learn(state: KnownSop, { step, cases }: Ask<'learn'>, { actor }: SopContext): Made {
  if (actor.type !== 'service') return { code: 'not_a_service' };
  if (state.status !== 'active') return { code: 'nothing_learned' };
  const room = Math.max(0, LIMITS.proposalsOpen - openProposals(state).length);
  const first = (state.proposals?.at(-1)?.proposal ?? 0) + 1;
  const facts = lessonsOn(state, step, cases)
    .slice(0, room)
    .map(({ about, edit, runs: seen, cases: counted }, index): SopFact => {
      const refs = counted.slice(0, LIMITS.casesNamed).map(({ run, ref, at }) => ({ run, ref, at }));
      const what = { ...optional('step', step), about, edit, seen, cases: refs };
      return { type: 'EditProposed', proposal: first + index, ...what };
    });
  return facts.length > 0 ? facts : { code: 'nothing_learned' };
}

/** Into the draft that there is, or into one that begins as the active revision is. */
export function acceptProposal(state: KnownSop, command: Ask<'acceptProposal'>, context: SopContext): Made {
  const proposal = decidable(state, command.proposal, context);
  if ('code' in proposal) return proposal;
  const { sop, key, draft, active, drafts } = state;
  const before = draft?.definition ?? active;
  if (!before) return { code: 'nothing_published', title: state.title };
  const { step, edit } = proposal;
  // Without the words that were shown there is nothing to add.
  const line = edit.type === 'line' ? command.line?.trim() : undefined;
  const isWordless = edit.type === 'line' && (line === undefined || line === '');
  const after = isWordless ? 'changed' : applied(before, { step, edit, line });
  if (typeof after === 'string') return { code: 'proposal_unfit', why: after, in: draft ? 'draft' : 'revision' };
  const parsed = parseDefinition(after);
  if (!parsed.ok) return { code: 'definition_invalid', problems: parsed.problems };
  const { place } = command;
  const number = draft?.draft ?? drafts + 1;
  const begun = { type: 'DraftCreated', sop, key, draft: number, definition: before, questions: [], place } as const;
  const change = patchOf(before, parsed.definition);
  const edited = { type: 'DraftChanged', edit: (draft?.edit ?? 0) + 1, change } as const;
  return [
    ...(draft ? [] : [begun]),
    { type: 'ProposalAccepted', proposal: proposal.proposal, draft: number },
    // Somebody may have written the same into the draft by hand.
    ...(after === before ? [] : [edited]),
  ];
}

export function dismissProposal(state: KnownSop, command: Ask<'dismissProposal'>, context: SopContext): Made {
  const proposal = decidable(state, command.proposal, context);
  if ('code' in proposal) return proposal;
  if (command.reason === '') return { code: 'dismissal_reason_missing' };
  return [{ type: 'ProposalDismissed', proposal: proposal.proposal, reason: command.reason }];
}

/** Open proposals that mean nothing any more once this is the active revision; without one, once the SOP is archived. */
export function overtaken(state: KnownSop, now?: Definition): readonly SopFact[] {
  const over = openProposals(state).filter((one) => now === undefined || isOvertaken(one, now));
  return over.length === 0 ? [] : [{ type: 'ProposalsOvertaken', proposals: over.map((one) => one.proposal) }];
}

/** It has no such step any more, or changes the very thing. There is always room for somebody's words. */
function isOvertaken({ step, edit }: Proposal, now: Definition): boolean {
  if (edit.type === 'line') return step !== undefined && stepOf(now, step) === undefined;
  const after = applied(now, { step, edit });
  return typeof after === 'string' || after === now;
}

/** The proposal, if it is open and the actor answers for the SOP. */
function decidable(state: KnownSop, number: number, { actor, people }: SopContext): Proposal | SopRefusal {
  const proposal = proposalOf(state, number);
  if (!proposal) return { code: 'proposal_unknown', title: state.title };
  if (proposal.status !== 'open') {
    return { code: 'proposal_decided', how: proposal.status, by: proposal.decidedBy, at: proposal.decidedAt };
  }
  const member = memberOf(actor);
  if (member !== undefined && answeringMembers(state.active, people).members.includes(member)) return proposal;
  const { active } = state;
  const roles = [active?.accountable_manager, active?.exception_owner].filter((role) => role !== undefined);
  const held = roles.filter((role) => Object.hasOwn(people.holders, role) && (people.holders[role]?.length ?? 0) > 0);
  return { code: 'proposal_not_yours', title: state.title, roles: [...new Set(held)] };
}
