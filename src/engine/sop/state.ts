import type { Actor } from '../actor.ts';
import type { Definition } from '../definition.ts';
import type { Question } from '../drafting/draft.ts';
import type { Instant } from '../instant.ts';
import type { Proposal } from '../lessons/proposal.ts';
import type { DraftedFrom } from './commands.ts';

export type SopState = { readonly status: 'none' } | KnownSop;

export interface KnownSop {
  /** `draft`: never published. `discarded`: its only draft was thrown away. */
  readonly status: 'draft' | 'active' | 'archived' | 'discarded';
  readonly sop: string;
  readonly key: string;
  readonly title: string;
  /** The highest published revision, 0 before the first. */
  readonly revision: number;
  /** The active revision's definition; absent before the first. */
  readonly active?: Definition;
  /** The document that the active revision, or one before it, was drafted from. */
  readonly document?: DraftedFrom;
  readonly draft?: Draft;
  /** Counts drafts ever made. */
  readonly drafts: number;
  /** Edits that runs taught, oldest first: those that are open, and what became of the latest others. Absent: none ever. */
  readonly proposals?: readonly Proposal[];
  /** The last draft that is no longer one, for its card. */
  readonly settled?: {
    readonly draft: number;
    readonly how: 'published' | 'discarded';
    readonly by: Actor;
    readonly at: Instant;
    /** Questions that nobody had answered; absent: none. */
    readonly open?: number;
    /** The file that it was drafted from. */
    readonly from?: string;
  };
}

export interface Draft {
  readonly draft: number;
  /** Grows with every saved edit, from 0. */
  readonly edit: number;
  readonly definition: Definition;
  /** Those that nobody has answered yet. */
  readonly questions: readonly Question[];
  /** The others, oldest first; absent: none. */
  readonly answered?: readonly AnsweredQuestion[];
  readonly document?: DraftedFrom;
  readonly place: string;
  readonly editedBy: Actor;
  readonly editedAt: Instant;
}

export interface AnsweredQuestion extends Question {
  readonly answer: string;
  readonly by: Actor;
  readonly at: Instant;
}

export const initialSop: SopState = { status: 'none' };
