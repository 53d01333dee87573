import type { Actor } from '../actor.ts';
import type { Definition } from '../definition.ts';
import type { Question } from '../drafting/draft.ts';
import type { Instant } from '../instant.ts';
import type { About, CaseRef } from '../lessons/case.ts';
import type { Edit } from '../lessons/edit.ts';
import type { DraftedFrom } from './commands.ts';
import type { DefinitionPatch } from './patch.ts';

export interface Answer {
  readonly question: number;
  readonly answer: string;
}

export type SopFact =
  | {
      type: 'DraftCreated';
      sop: string;
      key: string;
      /** Counts the SOP's drafts from 1. */
      draft: number;
      definition: Definition;
      questions: readonly Question[];
      document?: DraftedFrom;
      place: string;
    }
  /** `answers`: questions that are settled by it, by their place among those that were open. */
  | { type: 'DraftChanged'; edit: number; change: DefinitionPatch; answers?: readonly Answer[] }
  /** As edits were kept before `DraftChanged`: with the whole definition. */
  | { type: 'DraftEdited'; edit: number; definition: Definition; answers?: readonly Answer[] }
  | { type: 'DraftDiscarded'; draft: number }
  | { type: 'SopPublished'; revision: number; draft: number; definition: Definition }
  | { type: 'SopArchived' }
  /** What happened in runs adds up to a lesson. `seen`: in so many runs; `cases`: where the newest of them are on record. */
  | {
      type: 'EditProposed';
      proposal: number;
      step?: string;
      about: About;
      edit: Edit;
      seen: number;
      cases: readonly CaseRef[];
    }
  /** Its edit is in this draft: an edit of the draft says it, unless the draft had it already. */
  | { type: 'ProposalAccepted'; proposal: number; draft: number }
  | { type: 'ProposalDismissed'; proposal: number; reason: string }
  /** What they would change was changed by the revision that was published, or the SOP is not run any more. */
  | { type: 'ProposalsOvertaken'; proposals: readonly number[] };

export type SopEvent = Readonly<SopFact & { at: Instant; actor: Actor }>;
