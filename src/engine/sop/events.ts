import type { Actor } from '../actor.ts';
import type { Definition } from '../definition.ts';
import type { Question } from '../drafting/draft.ts';
import type { Instant } from '../instant.ts';

export type SopFact =
  | {
      type: 'DraftCreated';
      sop: string;
      key: string;
      /** Counts the SOP's drafts from 1. */
      draft: number;
      definition: Definition;
      questions: readonly Question[];
      document?: { file: string; name: string };
      place: string;
    }
  | { type: 'DraftEdited'; edit: number; definition: Definition }
  | { type: 'DraftDiscarded'; draft: number }
  | { type: 'SopPublished'; revision: number; draft: number; definition: Definition }
  | { type: 'SopArchived' };

export type SopEvent = Readonly<SopFact & { at: Instant; actor: Actor }>;
