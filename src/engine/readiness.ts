/** How completely a definition answers the six questions of a good SOP, and what it must say before it is published. */
import { type Definition, exceptionOwner, type Step } from './definition.ts';
import { stepsBefore } from './flow.ts';
import type { DefinitionProblem } from './sop/refusals.ts';

export type Question = 'inputs' | 'sources' | 'approvals' | 'evidence' | 'escalation' | 'boundaries';

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
  const clauses = [
    clause('inputs', inputs(definition)),
    clause('sources', sources(definition)),
    clause('approvals', approvals(definition)),
    clause('evidence', evidence(definition)),
    clause('escalation', escalation(definition)),
    clause('boundaries', boundaries(definition)),
  ];
  return { score: Math.round(clauses.reduce((sum, one) => sum + one.score, 0) / clauses.length), clauses };
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

/** One thing that is looked at: worth 0 to 1, with what would make it 1. */
type Look = readonly [worth: number, finding: string];

function clause(question: Question, looks: readonly Look[]): Clause {
  const worth = looks.reduce((sum, [one]) => sum + one, 0) / Math.max(1, looks.length);
  const findings = looks.filter(([one]) => one < 1).map(([, finding]) => finding);
  return { question, score: Math.round(worth * 100), findings };
}

const yes = (good: boolean, finding: string, otherwise = 0): Look => [good ? 1 : otherwise, finding];

function inputs({ inputs }: Definition): Look[] {
  if (inputs.length === 0) return [[0.5, 'Nothing is asked when a run starts: add inputs if the work needs facts.']];
  return inputs.map((input) => {
    const bounded = input.min !== undefined || input.max !== undefined;
    return yes(input.type !== 'number' || bounded, `“${input.title}” accepts any number: say its min or max.`, 0.5);
  });
}

function sources({ sources, steps }: Definition): Look[] {
  if (sources.length === 0)
    return [[0.5, 'No source is named: list what must be looked at, and the steps that check it.']];
  return sources.flatMap((source) => [
    yes(
      steps.some((step) => step.sources.includes(source.id)),
      `No step checks “${source.title}”: name it in the sources of a step.`,
    ),
    yes(source.fresh !== undefined, `“${source.title}” may be of any age: say how fresh it must be.`),
  ]);
}

/** A step is covered by its own approval, or by one that was given before it. */
function approvals(definition: Definition): Look[] {
  const { steps } = definition;
  const sensitive = steps.filter((step) => step.approval || step.judgment === 'judgment' || step.writes.length > 0);
  if (sensitive.length === 0)
    return [[0.5, 'No step is approved by anybody: add approval where a second pair of eyes is due.']];
  const before = stepsBefore(definition);
  return sensitive.map((step) => {
    if (step.approval) {
      const separate = step.kind === 'approval' || step.approval.separation_of_duties;
      return yes(separate, `${named(step)} may be approved by the person who did it: keep the duties separate.`, 0.5);
    }
    const covered = steps.some((one) => one.approval && before.get(step.id)?.has(one.id));
    return yes(covered, `${named(step)} ${weight(step)}, and nobody approves it: add approval.`);
  });
}

const weight = (step: Step) => (step.judgment === 'judgment' ? 'takes judgment' : `changes ${step.writes.join(', ')}`);

function evidence({ steps, retention }: Definition): Look[] {
  const done = steps.filter((step) => step.kind === 'task');
  return [
    ...done.map((step) =>
      yes(
        step.evidence.some((item) => item.required),
        `${named(step)} leaves no evidence: say what must be recorded.`,
      ),
    ),
    ...done.flatMap((step) =>
      step.evidence
        .filter((item) => item.type === 'number')
        .map((item) =>
          yes(
            item.min !== undefined || item.max !== undefined,
            `“${item.title}” in ${named(step)} has no limits: say its min or max.`,
          ),
        ),
    ),
    yes(retention !== undefined, 'How long the evidence is kept is not said: add retention.'),
  ];
}

function escalation({ steps, defaults }: Definition): Look[] {
  if (steps.length === 0) return [[0, 'There is no step yet.']];
  return steps.map((step) => {
    if (!(step.due ?? defaults.due)) return [0, `${named(step)} has no deadline: add due, to it or to the defaults.`];
    const ladder = step.escalate ?? defaults.escalate ?? [];
    return yes(ladder.length > 0, `Nobody hears of it when ${named(step)} is late: add escalate.`, 0.5);
  });
}

function boundaries(definition: Definition): Look[] {
  const { boundaries, steps } = definition;
  const anybody = steps.filter((step) => step.kind !== 'approval' && step.role === undefined);
  return [
    yes(boundaries.length > 0, 'Nothing stops a run: add boundaries for what cannot be decided by those who do it.'),
    yes(
      exceptionOwner(definition) !== undefined,
      'Nobody owns exceptions: name an exception_owner or accountable_manager.',
    ),
    yes(
      anybody.length === 0,
      `${anybody[0] ? named(anybody[0]) : 'A step'}${anybody.length > 1 ? ` and ${anybody.length - 1} more` : ''} may be done by anybody: name a role.`,
    ),
  ];
}

const named = (step: Step) => `step “${step.title}”`;
