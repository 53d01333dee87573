import type { Actor } from '../actor.ts';
import type { Instant } from '../instant.ts';
import type { Unfit } from '../lessons/edit.ts';
import type { ProposalStatus } from '../lessons/proposal.ts';

/** Why an SOP's command was not done. */
export type SopRefusal =
  | { code: 'sop_unknown' }
  | { code: 'sop_exists' }
  | { code: 'key_taken'; key: string }
  | { code: 'not_a_person' }
  | { code: 'definition_invalid'; problems: readonly DefinitionProblem[] }
  /** It is a valid draft, but a published SOP must say more. */
  | { code: 'not_publishable'; missing: readonly DefinitionProblem[] }
  | { code: 'no_draft'; title: string }
  | { code: 'draft_settled'; how: 'published' | 'discarded'; by: Actor; at: Instant }
  | { code: 'draft_exists'; title: string }
  | { code: 'draft_changed'; edit: number; by: string }
  | { code: 'nothing_published'; title: string }
  /** Somebody published while the document was compared with the revision before. */
  | { code: 'revision_changed'; title: string }
  | { code: 'already_archived'; title: string }
  /** `role`: who answers for the published SOP; absent: an administrator. */
  | { code: 'not_accountable'; title: string; role?: string }
  | ProposalRefusal;

/** Why nothing was done about what runs taught. */
export type ProposalRefusal =
  /** The cases add up to no lesson that is not proposed already. */
  | { code: 'nothing_learned' }
  | { code: 'not_a_service' }
  | { code: 'proposal_unknown'; title: string }
  | { code: 'proposal_decided'; how: Exclude<ProposalStatus, 'open'>; by: Actor; at: Instant }
  /** `roles`: those that answer for the SOP; empty: an administrator. */
  | { code: 'proposal_not_yours'; title: string; roles: readonly string[] }
  /** The edit does not fit what it would change now: the open draft, or the active revision where there is none. */
  | { code: 'proposal_unfit'; why: Unfit; in: 'draft' | 'revision' }
  | { code: 'dismissal_reason_missing' };

/** `path`: where in the definition (`steps.check_fridge.when`); `problem`: one sentence. `line`: in the YAML, from 1. */
export interface DefinitionProblem {
  readonly path: string;
  readonly problem: string;
  readonly line?: number;
}
