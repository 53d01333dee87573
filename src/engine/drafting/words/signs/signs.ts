/**
 * The words by which one language says who does a step, what it must leave behind, by when, in which case and how often.
 * Patterns are matched against folded text (small letters, no accents, straight quotes). A new language is a new file.
 */
export interface Signs {
  /** Titles of evidence that the document gives no better name. */
  readonly titles: Readonly<Record<Asked | 'number' | 'message', string>>;
  /** The words ask for it; what `not` matches is taken out of the text before. */
  readonly asks: Readonly<Record<Asked | 'message', { readonly says: RegExp; readonly not?: RegExp }>>;
  /** Nouns of papers and files: form, report, receipt. */
  readonly papers: RegExp;
  /** Verbs and participles that make or hand in a paper: fill in, attach, submitted. */
  readonly produces: RegExp;
  /** Nouns of what is measured: temperature, level, amount. */
  readonly measured: RegExp;
  /** Verbs that measure by themselves: weigh, count. */
  readonly measures: RegExp;
  /** A text that begins so verifies something. */
  readonly checks: RegExp;
  /** Opens a condition; global, so that all are found. */
  readonly condition: RegExp;
  /** "Otherwise", "if not": the other way of a condition. */
  readonly otherwise: RegExp;
  /** Between a passive verb and who does it: "by the"; global. */
  readonly by: RegExp;
  /** "As shift lead, …": what stands before the role, at the beginning. */
  readonly as: RegExp;
  /** A word that a doer may be the subject of: "must", "checks". */
  readonly finite: RegExp;
  /** "Responsible:", wherever it stands. */
  readonly label: RegExp;
  /** Words of headings around a role: "Duties of the", "checklist". */
  readonly duties: RegExp;
  /** Alternation before an amount of time that is a deadline. */
  readonly within: string;
  /** Alternation before a time of day that is a deadline. */
  readonly before: string;
  /** Alternation before a time of day at which something is done. */
  readonly at: string;
  /** Nobody answers, it cannot be reached, it is not settled: why somebody else is told. */
  readonly unanswered: RegExp;
  /** Telling somebody, up to the role: "call the", "escalate to"; global. */
  readonly tells: RegExp;
  /** Something is forbidden. */
  readonly forbids: RegExp;
  /** "Without": in a sentence that forbids, what would allow it. */
  readonly without: RegExp;
  /** Verbs that change what a system holds, and those that only look. */
  readonly writes: RegExp;
  readonly reads: RegExp;
  /** Prepositions and articles before a system's name; an alternation. */
  readonly inSystem: string;
  /** Kinds of systems that need no name: till, spreadsheet. */
  readonly systems: RegExp;
  readonly often: Often;
}

export type Asked = 'photo' | 'signature' | 'text' | 'file' | 'checkbox';

/** How often something is done. */
export interface Often {
  readonly daily: RegExp;
  readonly workdays: RegExp;
  readonly weekly: RegExp;
  readonly monthly: RegExp;
  readonly hourly: RegExp;
  /** Monday first; each an alternation. */
  readonly days: readonly [string, string, string, string, string, string, string];
  /** Before a weekday, an alternation: "every", "on". */
  readonly each: string;
  /** Parts of the day with the hour they stand for. */
  readonly parts: readonly (readonly [pattern: RegExp, hour: number])[];
}
