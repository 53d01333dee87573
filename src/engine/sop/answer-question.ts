/** An answer to a question of the drafter: what it changes in the draft, and how it is kept beside it. */
import { type Definition, roleTitle, type Step, stepOf } from '../definition.ts';
import type { Question } from '../drafting/draft.ts';
import { Names } from '../drafting/slug.ts';
import { optional } from '../optional.ts';
import {
  JOIN,
  joined,
  KEEP,
  NONE,
  newEvidence,
  numberTyped,
  REMOVE,
  type Unchecked,
  withoutStep,
  withRole,
  withStep,
} from './draft-changes.ts';

/** How a question is asked. `words`: nothing in the definition answers it; what is written is kept with the draft. */
export type Asking =
  | 'step'
  | 'ways'
  | 'role'
  | 'roles'
  | 'holder'
  | 'approval'
  | 'evidence'
  | 'limits'
  | 'due'
  | 'title'
  | 'words';

export const EVIDENCE_TYPES = ['number', 'text', 'checkbox', 'photo', 'file', 'link', 'signature'] as const;

/** What was filled in for one question; what was left empty is absent. */
export interface Given {
  readonly choice?: string;
  readonly text?: string;
  readonly min?: string;
  readonly max?: string;
}

export interface Answered {
  readonly definition: Unchecked;
  /** In words, at most `LIMITS.text` characters. */
  readonly answer: string;
}

export function askingOf(definition: Definition, question: Question): Asking {
  const step = stepAsked(definition, question);
  switch (question.about?.field) {
    case 'title':
      return 'title';
    case 'roles':
      return 'roles';
    case 'accountable_manager':
    case 'exception_owner':
      return 'holder';
    case 'step':
      return step ? 'step' : 'words';
    case 'kind':
    case 'options':
      return step ? 'ways' : 'words';
    case 'role':
      return step ? 'role' : 'roles';
    case 'approval':
      return step ? 'approval' : 'words';
    case 'evidence':
      return step ? 'evidence' : 'words';
    case 'limit':
      return step && measured(step, question) ? 'limits' : 'words';
    case 'due':
      return step ? 'due' : 'words';
    default:
      return 'words';
  }
}

/** The step that a question is about; undefined if it is about the whole, or its step is not there any more. */
export function stepAsked(definition: Definition, question: Question): Step | undefined {
  return stepOf(definition, question.about?.step ?? question.step ?? '');
}

/** Undefined if nothing was filled in: the question stays open. */
export function answerQuestion(definition: Definition, question: Question, given: Given): Answered | undefined {
  const { choice = '', text = '', min = '', max = '' } = given;
  const typed = text.trim();
  if (choice === '' && typed === '' && min.trim() === '' && max.trim() === '') return undefined;
  const isKept = typed === '' && min.trim() === '' && max.trim() === '' && choice === KEEP;
  const step = stepAsked(definition, question);
  const asking = askingOf(definition, question);
  if (isKept) return { definition, answer: 'It is right as it is.' };
  if (asking === 'title') return { definition: { ...definition, title: typed }, answer: typed };
  if (asking === 'roles' || asking === 'holder') return ofWhole(definition, question, typed || choice);
  if (!step || asking === 'words') return { definition, answer: typed };
  return ofStep(definition, step, question, { asking, choice, typed, min, max });
}

/** A role for the SOP: whoever does the steps that name nobody, or who answers for it. */
function ofWhole(before: Definition, question: Question, named: string): Answered {
  const { definition, role } = withRole(before, named);
  const answer = roleTitle(definition, role);
  const field = question.about?.field;
  if (field === 'accountable_manager' || field === 'exception_owner') {
    return { definition: { ...definition, [field]: role }, answer };
  }
  const steps = definition.steps.map((step) =>
    step.role === undefined && step.kind !== 'approval' ? { ...step, role } : step,
  );
  return { definition: { ...definition, steps }, answer };
}

interface Filled {
  readonly asking: Asking;
  readonly choice: string;
  readonly typed: string;
  readonly min: string;
  readonly max: string;
}

function ofStep(before: Definition, step: Step, question: Question, filled: Filled): Answered | undefined {
  const { asking, choice, typed, min, max } = filled;
  const named = typed || choice;
  switch (asking) {
    case 'step':
      if (choice === JOIN) return { definition: joined(before, step.id), answer: 'It explains the step before it.' };
      if (choice === REMOVE) return { definition: withoutStep(before, step.id), answer: 'It is no step.' };
      return undefined;
    case 'role': {
      if (named === NONE) return { definition: withStep(before, step.id, without('role')), answer: 'Anybody.' };
      const { definition, role } = withRole(before, named);
      return {
        definition: withStep(definition, step.id, (one) => ({ ...one, role })),
        answer: roleTitle(definition, role),
      };
    }
    case 'approval': {
      if (named === NONE) return { definition: withStep(before, step.id, without('approval')), answer: 'No approval.' };
      const { definition, role } = withRole(before, named);
      const approval = { ...step.approval, role };
      return {
        definition: withStep(definition, step.id, (one) => ({ ...one, approval })),
        answer: `Approved by ${roleTitle(definition, role)}.`,
      };
    }
    case 'due':
      return { definition: withStep(before, step.id, (one) => ({ ...one, due: typed })), answer: typed };
    case 'ways':
      return withWays(before, step, choice, typed);
    case 'evidence':
      return withEvidence(before, step, question, choice);
    case 'limits':
      return withLimits(before, step, question, { choice, min, max });
    case 'roles':
    case 'holder':
    case 'title':
    case 'words':
      return undefined;
  }
}

function withWays(before: Definition, step: Step, choice: string, typed: string): Answered {
  if (typed === '' && choice === NONE) {
    const task = (one: Step) => ({ ...without('options')(one), kind: 'task' });
    return { definition: withStep(before, step.id, task), answer: 'Nothing is decided in it.' };
  }
  const names = new Names();
  const titles = typed.split(/[,;\n]/).map((one) => one.trim());
  const options = titles.filter((one) => one !== '').map((title) => ({ id: names.take(title, 'way'), title }));
  return { definition: withStep(before, step.id, (one) => ({ ...one, kind: 'decision', options })), answer: typed };
}

function withEvidence(before: Definition, step: Step, question: Question, choice: string): Answered {
  const asked = step.evidence.find((item) => item.id === question.about?.evidence);
  if (choice === NONE) {
    const left = asked ? step.evidence.filter((item) => item !== asked) : [];
    return {
      definition: withStep(before, step.id, (one) => ({ ...one, evidence: left })),
      answer: 'Nothing is recorded.',
    };
  }
  const changed = asked
    ? step.evidence.map((item) => (item === asked ? retyped(item, choice) : item))
    : [...step.evidence, newEvidence(before, step.title, { type: choice })];
  return {
    definition: withStep(before, step.id, (one) => ({ ...one, evidence: changed })),
    answer: `A ${choice} is recorded.`,
  };
}

/** The item as another type: what only its old type has goes. */
export function retyped(item: Step['evidence'][number], type: string): object {
  if (type === item.type) return item;
  const { min, max, unit, options, ...rest } = item;
  const measures = { ...optional('unit', unit), ...optional('min', min), ...optional('max', max) };
  return {
    ...rest,
    type,
    ...(type === 'number' ? measures : {}),
    ...(type === 'choice' ? optional('options', options) : {}),
  };
}

function withLimits(
  before: Definition,
  step: Step,
  question: Question,
  { choice, min, max }: Pick<Filled, 'choice' | 'min' | 'max'>,
): Answered {
  const item = measured(step, question);
  const [least, most] = choice === NONE ? [] : [numberTyped(min), numberTyped(max)];
  const evidence = step.evidence.map((one) => {
    if (one !== item) return one;
    const { min: _min, max: _max, ...rest } = one;
    return { ...rest, ...optional('min', least), ...optional('max', most) };
  });
  const words = [least === undefined ? '' : `at least ${least}`, most === undefined ? '' : `at most ${most}`];
  const answer = words.filter((one) => one !== '').join(', ') || 'No limits.';
  return { definition: withStep(before, step.id, (one) => ({ ...one, evidence })), answer };
}

/** The number that a question about limits means. */
function measured(step: Step, question: Question): Step['evidence'][number] | undefined {
  const named = step.evidence.find((item) => item.id === question.about?.evidence);
  return named?.type === 'number' ? named : step.evidence.find((item) => item.type === 'number');
}

function without(name: 'role' | 'approval' | 'options') {
  return (step: Step): object => {
    const { [name]: _, ...rest } = step;
    return rest;
  };
}
