import type { LimitPattern } from './limit-patterns.ts';
import type { Signs } from './signs/signs.ts';

/**
 * The words by which one language marks instructions, sections, roles, evidence and limits. Lists and patterns are
 * matched against folded text (small letters, no accents), so they are written that way. A new language is a new file.
 */
export interface Lexicon {
  readonly language: string;
  /** Between whole and fraction; the other one of the two groups thousands. */
  readonly decimal: '.' | ',';
  /** Frequent small words that tell the language of a text. */
  readonly common: readonly string[];
  /** First words of an instruction. */
  readonly verbs: ReadonlySet<string>;
  /** Verbs in the present tense: what somebody does ("the cook checks the fridge"). */
  readonly acts: ReadonlySet<string>;
  /** What is done ("is recorded", "wird geprüft"), without saying that it must be. */
  readonly passive: RegExp;
  /** A word that names an action ("cleaning", "Prüfung"): in a list of steps it stands for one. */
  readonly action: RegExp;
  /** Pronouns that a verb may carry at its end ("colóquese"). */
  readonly clitics?: RegExp;
  /** A first word of this form is an instruction too (infinitives of French, Spanish, …). */
  readonly firstForm?: RegExp;
  /** A sentence whose last word has this form is an instruction (German infinitives). */
  readonly lastForm?: RegExp;
  /** Words that may stand before the verb. */
  readonly before: ReadonlySet<string>;
  /** Words that open a condition or circumstance, up to a comma. */
  readonly openers: ReadonlySet<string>;
  /** Words that open a condition. */
  readonly conditions: ReadonlySet<string>;
  /** Openings that instruct whatever verb it is: "do not …", "prüfen Sie …". */
  readonly instructs: RegExp;
  /** Words of a full sentence, in which `lastForm` at the end is no instruction. */
  readonly finite?: RegExp;
  /** "must be", "is to be": a sentence that obliges. */
  readonly obligation: RegExp;
  readonly sections: Readonly<Record<SectionWord, RegExp>>;
  readonly columns: Readonly<Record<ColumnWord, RegExp>>;
  /** The line before a list of steps ("the technician must:", "proceed as follows:"). */
  readonly duty: RegExp;
  /** Titles of documents that hold several procedures ("handbook"). */
  readonly handbook: RegExp;
  /** Titles of documents whose lists are all to be done, even nouns ("checklist"). */
  readonly checklist: RegExp;
  /** Headings that are parts of one procedure rather than procedures ("preparation", "phase 2"). */
  readonly part: RegExp;
  /** Column headers of tables that inform ("cause", "definition", "phone"). */
  readonly facts: RegExp;
  /** The sentence before a list that is no list of steps ("signs of …", "for example:"). */
  readonly notSteps: RegExp;
  readonly limits: readonly LimitPattern[];
  /** Who, what, by when, in which case, how often. */
  readonly signs: Signs;
  /** Somebody approves. */
  readonly approval: RegExp;
  /** Who approves must not be who did it. */
  readonly separation: RegExp;
  /** "by two", "two approvals": group 1 is a number word or digits. */
  readonly quorum: RegExp;
  readonly numbers: Readonly<Record<string, number>>;
  /** "Does the checks": the duties of who works through the steps. */
  readonly doer: RegExp;
  /** A sentence that only points elsewhere ("see …", "for questions …"). */
  readonly pointer: RegExp;
  readonly decision: RegExp;
  readonly or: RegExp;
  readonly accountable: RegExp;
  readonly exceptions: RegExp;
}

/** What a section's heading can say that its section is. */
export type SectionWord =
  | 'purpose'
  | 'scope'
  | 'roles'
  | 'inputs'
  | 'materials'
  | 'skip'
  | 'contents'
  | 'exceptions'
  | 'approval'
  | 'steps';
export type ColumnWord = 'step' | 'number' | 'role' | 'evidence' | 'limit' | 'due' | 'frequency' | 'note' | 'status';

/** Words of a blank-separated list. */
export const set = (words: string): ReadonlySet<string> => new Set(words.trim().split(/\s+/));
