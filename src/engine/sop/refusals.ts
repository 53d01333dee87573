import type { Actor } from '../actor.ts';
import type { Instant } from '../instant.ts';

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
  | { code: 'not_accountable'; title: string; role?: string };

/** `path`: where in the definition (`steps.check_fridge.when`); `problem`: one sentence. `line`: in the YAML, from 1. */
export interface DefinitionProblem {
  readonly path: string;
  readonly problem: string;
  readonly line?: number;
}
