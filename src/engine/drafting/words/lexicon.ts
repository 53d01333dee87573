/**
 * The words by which one language marks instructions, sections, roles, evidence and limits. Lists and patterns are
 * matched against folded text (small letters, no accents), so they are written that way. A new language is a new file.
 */
export interface Lexicon {
  readonly language: string;
  /** Frequent small words that tell the language of a text. */
  readonly common: readonly string[];
  /** First words of an instruction. */
  readonly verbs: ReadonlySet<string>;
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
  /** The sentence before a list that is no list of steps ("signs of …", "for example:"). */
  readonly notSteps: RegExp;
  readonly evidence: Readonly<Record<'photo' | 'signature' | 'text' | 'file' | 'number', RegExp>>;
  /** `low` and `high` are groups of the pattern; a number is `NUMBER`. */
  readonly limits: readonly { readonly pattern: RegExp; readonly low?: number; readonly high?: number }[];
  /** Somebody approves. */
  readonly approval: RegExp;
  /** Who approves must not be who did it. */
  readonly separation: RegExp;
  /** "by two", "two approvals": group 1 is a number word or digits. */
  readonly quorum: RegExp;
  readonly numbers: Readonly<Record<string, number>>;
  /** A deadline: group 1 a number, group 2 a unit. */
  readonly within: RegExp;
  readonly units: Readonly<Record<'minute' | 'hour' | 'day' | 'week', RegExp>>;
  /** "Responsible:", before a role. */
  readonly responsible: RegExp;
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
  | 'steps';
export type ColumnWord = 'step' | 'number' | 'role' | 'evidence' | 'limit' | 'due' | 'note';

/** One number as documents write it, for patterns. */
const NUMBER = String.raw`([-−+]?\d+(?:[.,]\d+)?)`;
/** A unit that may stand between two numbers of a range. */
const UNIT = String.raw`(?:\s*(?:°\s*)?(?:[cf]\b|%|[a-z]{1,4}\b)?)?`;

/** Words of a blank-separated list. */
export const set = (words: string): ReadonlySet<string> => new Set(words.trim().split(/\s+/));

/** The patterns of a range, a highest and a lowest value, from the words of a language. */
export function limitPatterns(words: {
  between: string;
  and: string;
  atMost: string;
  atLeast: string;
  orLess: string;
  orMore: string;
}): Lexicon['limits'] {
  return [
    {
      pattern: new RegExp(`(?:^|[^a-z])(?:${words.between})\\s+${NUMBER}${UNIT}\\s*(?:${words.and}|-|–)\\s*${NUMBER}`),
      low: 1,
      high: 2,
    },
    { pattern: new RegExp(`(?:\\b(?:${words.atMost})|≤|<=?)\\s*${NUMBER}`), high: 1 },
    { pattern: new RegExp(`(?:\\b(?:${words.atLeast})|≥|>=?)\\s*${NUMBER}`), low: 1 },
    { pattern: new RegExp(`${NUMBER}${UNIT}\\s+(?:${words.orLess})`), high: 1 },
    { pattern: new RegExp(`${NUMBER}${UNIT}\\s+(?:${words.orMore})`), low: 1 },
  ];
}
