import type { DefinitionInput } from '../definition.ts';

/** What the drafter found in a document: one draft for each procedure, none if there is no procedure in it. */
export interface Drafting {
  readonly drafts: readonly ProposedDraft[];
}

export interface ProposedDraft {
  /** Valid against the schema, steps in reading order, each with `source`. */
  readonly definition: DefinitionInput;
  /** What a reviewer should look at, most important first. */
  readonly questions: readonly Question[];
}

export interface Question {
  /** The step it is about; absent: the SOP as a whole. */
  readonly step?: string;
  /** One sentence that a reviewer can answer. */
  readonly text: string;
  /** 0 (a guess) to 1 (certain), of the inference in question. */
  readonly confidence: number;
}
