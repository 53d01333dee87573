import type { Actor } from '../actor.ts';
import type { Definition } from '../definition.ts';
import type { Question } from '../drafting/draft.ts';
import type { Instant } from '../instant.ts';
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
  | { type: 'SopArchived' };

export type SopEvent = Readonly<SopFact & { at: Instant; actor: Actor }>;
