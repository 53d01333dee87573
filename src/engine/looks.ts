/** What is looked at in a definition for each of the six questions: what it is worth, and what would make it better. */
import { type Definition, exceptionOwner, type Step } from './definition.ts';
import { stepsBefore } from './flow.ts';

export const QUESTIONS = ['inputs', 'sources', 'approvals', 'evidence', 'escalation', 'boundaries'] as const;
export type Question = (typeof QUESTIONS)[number];

/** One thing that is looked at. */
export interface Look {
  /** 0 to 1. */
  readonly worth: number;
  /** What would make it better. */
  readonly finding: string;
  /** It may be right as it is: a routine check asks nothing when it starts. */
  readonly isMaybe?: true;
  /** What it is worth once that is done; absent: 1. */
  readonly after?: number;
  /** One edit of the defaults does the same for all looks that share it. */
  readonly shared?: 'due' | 'escalate';
}

export function looksAt(definition: Definition): Readonly<Record<Question, readonly Look[]>> {
  return {
    inputs: inputs(definition),
    sources: sources(definition),
    approvals: approvals(definition),
    evidence: evidence(definition),
    escalation: escalation(definition),
    boundaries: boundaries(definition),
  };
}

const yes = (good: boolean, finding: string, otherwise = 0): Look => ({ worth: good ? 1 : otherwise, finding });
const maybe = (finding: string): Look[] => [{ worth: 0.5, finding, isMaybe: true }];

function inputs({ inputs }: Definition): Look[] {
  if (inputs.length === 0) return maybe('Nothing is asked when a run starts: add inputs if the work needs facts.');
  return inputs.map((input) => {
    const bounded = input.min !== undefined || input.max !== undefined;
    return yes(input.type !== 'number' || bounded, `“${input.title}” accepts any number: say its min or max.`, 0.5);
  });
}

function sources({ sources, steps }: Definition): Look[] {
  if (sources.length === 0)
    return maybe('No source is named: list what must be looked at, and the steps that check it.');
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
    return maybe('No step is approved by anybody: add approval where a second pair of eyes is due.');
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
  if (steps.length === 0) return [{ worth: 0, finding: 'There is no step yet.' }];
  return steps.map((step): Look => {
    const isHeard = (step.escalate ?? defaults.escalate ?? []).length > 0;
    if (!(step.due ?? defaults.due)) {
      const finding = `${named(step)} has no deadline: add due, to it or to the defaults.`;
      return { worth: 0, finding, after: isHeard ? 1 : 0.5, shared: 'due' };
    }
    const finding = `Nobody hears of it when ${named(step)} is late: add escalate.`;
    const own = yes(isHeard, finding, 0.5);
    return step.escalate === undefined ? { ...own, shared: 'escalate' } : own;
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
