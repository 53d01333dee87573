/** How completely a definition answers the six questions of a good SOP, and what it must say before it is published. */
import { type Definition, exceptionOwner } from './definition.ts';
import { type Look, looksAt, QUESTIONS, type Question } from './looks.ts';
import type { DefinitionProblem } from './sop/refusals.ts';

export type { Question } from './looks.ts';

/** `score`: 0 to 100. `findings`: what would raise it, one sentence each, in the order of the definition. */
export interface Clause {
  readonly question: Question;
  readonly score: number;
  readonly findings: readonly string[];
}

export interface Readiness {
  /** The mean of the six, 0 to 100. */
  readonly score: number;
  readonly clauses: readonly Clause[];
}

/** Scores a valid definition. A score is a help for its author: publishing never depends on it. */
export function readiness(definition: Definition): Readiness {
  const looks = looksAt(definition);
  return scored(QUESTIONS.map((question) => clause(question, looks[question])));
}

/** One edit: what is to be done, and the score that it brings. */
export interface Fix {
  readonly question: Question;
  readonly finding: string;
  readonly score: number;
}

/**
 * The one edit that raises the score most; undefined if nothing is missing. What may be right as it is comes only after all
 * that is not.
 */
export function nextFix(definition: Definition): Fix | undefined {
  const looks = looksAt(definition);
  const { clauses } = readiness(definition);
  const fixes = QUESTIONS.flatMap((question) =>
    edits(looks[question]).map(({ gain, ...edit }) => {
      const better = clauseScore(looks[question], gain);
      const after = clauses.map((one) => (one.question === question ? { ...one, score: better } : one));
      return { ...edit, question, gain: gain / looks[question].length, score: scored(after).score };
    }),
  );
  const [best] = fixes.toSorted((one, other) => Number(one.isMaybe) - Number(other.isMaybe) || other.gain - one.gain);
  return best && { question: best.question, finding: best.finding, score: best.score };
}

/**
 * What is missing before a valid definition may be published; empty if nothing is. Only what would leave a run without
 * anybody to carry it on: the rest is for the author to judge, and `readiness` tells it.
 */
export function publishable(definition: Definition): readonly DefinitionProblem[] {
  const missing: DefinitionProblem[] = [];
  if (definition.steps.length === 0)
    missing.push({ path: 'steps', problem: 'there is nothing to do yet; add at least one step.' });
  if (exceptionOwner(definition) !== undefined) return missing;
  for (const step of definition.steps) {
    if (step.delegation !== 'human_only') {
      missing.push({
        path: `steps.${step.id}.delegation`,
        problem:
          'an agent may do this step, so a person must answer for it; name an exception_owner or accountable_manager.',
      });
    }
  }
  return missing;
}

function scored(clauses: readonly Clause[]): Readiness {
  return { score: Math.round(clauses.reduce((sum, one) => sum + one.score, 0) / clauses.length), clauses };
}

function clause(question: Question, looks: readonly Look[]): Clause {
  const findings = looks.filter(({ worth }) => worth < 1).map(({ finding }) => finding);
  return { question, score: clauseScore(looks, 0), findings };
}

/** `more`: what an edit adds to the worth of all of them together. */
function clauseScore(looks: readonly Look[], more: number): number {
  const worth = looks.reduce((sum, one) => sum + one.worth, more) / Math.max(1, looks.length);
  return Math.round(worth * 100);
}

interface Edit {
  readonly finding: string;
  readonly gain: number;
  readonly isMaybe: boolean;
}

/** What can be done about these: something about each, or about several at once where they share it. */
function edits(looks: readonly Look[]): readonly Edit[] {
  const low = looks.filter(({ worth }) => worth < 1);
  const gainOf = ({ worth, after = 1 }: Look) => after - worth;
  const shared = (['due', 'escalate'] as const).flatMap((edit): readonly Edit[] => {
    const all = low.filter((one) => one.shared === edit);
    const gain = all.reduce((sum, one) => sum + gainOf(one), 0);
    return all.length < 2 ? [] : [{ finding: inDefaults(edit, all.length, looks.length), gain, isMaybe: false }];
  });
  const single = low.map((one) => ({ finding: one.finding, gain: gainOf(one), isMaybe: one.isMaybe ?? false }));
  return [...shared, ...single];
}

function inDefaults(edit: 'due' | 'escalate', many: number, of: number): string {
  if (edit === 'due') {
    const which =
      many === of ? `None of its ${of} steps has a deadline` : `${many} of its ${of} steps have no deadline`;
    return `${which}: add one for all, “due” in the defaults.`;
  }
  return `Nobody hears of it when ${many === of ? 'a step' : `one of ${many} steps`} is late: add escalate to the defaults.`;
}
