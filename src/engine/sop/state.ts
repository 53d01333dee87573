import type { Actor } from '../actor.ts';
import type { Definition } from '../definition.ts';
import type { Question } from '../drafting/draft.ts';
import type { Instant } from '../instant.ts';

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
  readonly draft?: Draft;
  /** Counts drafts ever made. */
  readonly drafts: number;
  /** The last draft that is no longer one, for its card. */
  readonly settled?: {
    readonly draft: number;
    readonly how: 'published' | 'discarded';
    readonly by: Actor;
    readonly at: Instant;
  };
}

export interface Draft {
  readonly draft: number;
  /** Grows with every saved edit, from 0. */
  readonly edit: number;
  readonly definition: Definition;
  readonly questions: readonly Question[];
  readonly document?: { readonly file: string; readonly name: string };
  readonly place: string;
  readonly editedBy: Actor;
  readonly editedAt: Instant;
}

export const initialSop: SopState = { status: 'none' };
