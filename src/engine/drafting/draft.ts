import type { DefinitionInput, EVIDENCE_TYPES } from '../definition.ts';

/** What the drafter found in a document: one draft for each procedure, none if there is no procedure in it. */
export interface Drafting {
  readonly drafts: readonly ProposedDraft[];
  /** What reads like an instruction and is in no draft, where the document has none at all or outside of them. */
  readonly leftOut?: readonly LeftOut[];
}

/** Words of the document that read like an instruction but were not taken as a step. */
export interface LeftOut {
  readonly page: number;
  /** As printed, at most 300 characters. */
  readonly quote: string;
  /** One clause that says what led to it, at most 200 characters. */
  readonly why: string;
}

export interface ProposedDraft {
  /** Valid by `parseDefinition`, steps in reading order, each with `source`. */
  readonly definition: DefinitionInput;
  /** What a reviewer should look at, most important first; at most 40. */
  readonly questions: readonly Question[];
  /** What reads like an instruction and was not taken as a step, in reading order; at most 60. */
  readonly leftOut?: readonly LeftOut[];
  /** What the drafter concluded from the words, in the order of the steps, the SOP's own first; at most `INFERENCES`. */
  readonly inferences?: readonly Inference[];
  /** The schedule that the document speaks of. Nothing runs by it until a person makes a routine of it. */
  readonly routine?: ProposedRoutine;
}

/** What an inference or a question is about: a field of the SOP or of one of its steps. */
export const DRAFT_FIELDS = [
  // Of the SOP.
  'title',
  'roles',
  'accountable_manager',
  'exception_owner',
  'boundaries',
  'routine',
  /** How the document was cut into steps. */
  'steps',
  // Of a step.
  /** Whether the words are a step at all. */
  'step',
  /** Lines that people wrote into a step. */
  'instructions',
  'needs',
  'kind',
  'role',
  'evidence',
  /** A number or a time in the words that the step must keep to, whether or not it became evidence or a deadline. */
  'limit',
  'options',
  'approval',
  'when',
  'due',
  'escalate',
  'reads',
  'writes',
] as const;
export type DraftField = (typeof DRAFT_FIELDS)[number];

/** What a step is to a reader. A definition knows tasks, decisions and approvals; a check and a record are tasks. */
export type StepKind = 'task' | 'check' | 'record' | 'decision' | 'approval';

/** The drafter took a field's value from the document's words. */
export interface Inference {
  /** Id of the step; absent: the SOP as a whole. */
  readonly step?: string;
  readonly field: DraftField;
  /**
   * As people read it, at most 200 characters: a role's title, `0 to 5 °C`, `within 30 minutes`. For `kind` a `StepKind`,
   * for `evidence` the type and the title (`number: Fridge temperature`). One inference for each value.
   */
  readonly value: string;
  /** 0 (a guess) to 1 (certain). */
  readonly confidence: number;
  /** One clause that names what in the document led to it, at most 200 characters. */
  readonly reason: string;
}

/** More inferences than this are cut, the surest ones first. */
export const INFERENCES = 600;

export interface Question {
  /** The step it is about; absent: the SOP as a whole. */
  readonly step?: string;
  /** One sentence that a reviewer can answer. */
  readonly text: string;
  /** 0 (a guess) to 1 (certain), of the inference in question. */
  readonly confidence: number;
  /** Why it is asked: what in the document led to it, at most 200 characters. */
  readonly reason?: string;
  /** The field whose value answers it, so that a form can ask for it. */
  readonly about?: About;
}

export interface About {
  readonly step?: string;
  readonly field: DraftField;
  /** Id of the evidence item, where the question is about one. */
  readonly evidence?: string;
  /** What an answer begins from, as printed or said: a condition, a line, what an interview said that fits no step. */
  readonly words?: string;
  /** Id of the role in question. */
  readonly role?: string;
  /** The amount above which an approval may be needed, with its unit. */
  readonly above?: number;
  readonly unit?: string;
  /** As what `words` would be recorded. */
  readonly type?: (typeof EVIDENCE_TYPES)[number];
}

/** A schedule in the document's words. */
export interface ProposedRoutine {
  /** As printed, at most 200 characters: `daily before 07:00`. */
  readonly words: string;
  /** Minute, hour, day of month, month, day of week. Absent where the words do not say enough. */
  readonly cron?: string;
  readonly confidence: number;
}
