/** An answer to a question of the drafter: what it changes in the draft, and how it is kept beside it. */
import { type Definition, roleTitle, type Step } from '../definition.ts';
import { approverIn } from '../drafting/approver-said.ts';
import type { Question } from '../drafting/draft.ts';
import { Names } from '../drafting/slug.ts';
import { optional } from '../optional.ts';
import { answeredCase, approvalAnswered, boundaryAnswered } from './answer-case.ts';
import { answeredTime } from './answer-time.ts';
import { joined } from './arrange.ts';
import { askingOf, isApprovedByDoer, measured, stepAsked } from './asking.ts';
import {
  JOIN,
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

/** What was filled in for one question; what was left empty is absent. */
export interface Given {
  readonly choice?: string;
  readonly text?: string;
  readonly min?: string;
  readonly max?: string;
}

/** The same without spaces around it; what is absent is empty. */
export interface Filled {
  readonly choice: string;
  readonly typed: string;
  readonly min: string;
  readonly max: string;
}

export interface Answered {
  readonly definition: Unchecked;
  /** In words, at most `LIMITS.text` characters. */
  readonly answer: string;
}

/** Undefined if nothing was filled in, or not enough to tell what it means: the question stays open. */
export function answerQuestion(definition: Definition, question: Question, given: Given): Answered | undefined {
  const { choice = '', text = '', min = '', max = '' } = given;
  const filled = { choice, typed: text.trim(), min: min.trim(), max: max.trim() };
  const isTyped = filled.typed !== '' || filled.min !== '' || filled.max !== '';
  if (choice === '' && !isTyped) return undefined;
  if (choice === KEEP && !isTyped) return { definition, answer: keptAnswer(definition, question) };
  const step = stepAsked(definition, question);
  return step ? ofStep(definition, step, question, filled) : ofWhole(definition, question, filled);
}

function keptAnswer(definition: Definition, question: Question): string {
  const step = stepAsked(definition, question);
  if (step?.role === undefined || askingOf(definition, question) !== 'approval' || !isApprovedByDoer(step))
    return 'It is right as it is.';
  return `Another ${roleTitle(definition, step.role)} than the one who did it.`;
}

function ofWhole(before: Definition, question: Question, filled: Filled): Answered | undefined {
  const { choice, typed } = filled;
  const named = typed || choice;
  switch (askingOf(before, question)) {
    case 'title':
      return typed === '' ? undefined : { definition: { ...before, title: typed }, answer: typed };
    case 'roles':
    case 'holder':
      return withHolder(before, question, named);
    case 'boundary':
      return boundaryAnswered(before, question, filled);
    case 'routine':
    case 'dueOf':
      return answeredTime(before, question, filled);
    case 'evidenceOf':
      return placed(before, choice, (step) => evidenceSaid(before, step, question));
    case 'approvalOf':
      return placed(before, choice, (step) => approvalSaid(before, step, question));
    default:
      return typed === '' ? undefined : { definition: before, answer: typed };
  }
}

/** A role for the SOP: whoever does the steps that name nobody, or who answers for it. */
function withHolder(before: Definition, question: Question, named: string): Answered {
  if (named === NONE) return { definition: before, answer: 'Anybody.' };
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

/** What an interview said of no step in particular, put where it belongs. */
function placed(before: Definition, choice: string, put: (step: Step) => Unchecked): Answered | undefined {
  if (choice === NONE) return { definition: before, answer: 'It is left out.' };
  const step = before.steps.find((one) => one.id === choice);
  return step && { definition: put(step), answer: step.title };
}

function evidenceSaid(before: Definition, { id }: Step, { about }: Question): Unchecked {
  const item = newEvidence(before, about?.words ?? '', { type: about?.type ?? 'text' });
  return withStep(before, id, (one) => ({ ...one, evidence: [...one.evidence, item] }));
}

function approvalSaid(before: Definition, { id }: Step, { about }: Question): Unchecked {
  const { title, people } = approverIn(about?.words ?? '');
  const { definition, role } = withRole(before, title);
  const approval = { role, ...(people > 1 ? { quorum: people } : {}) };
  return withStep(definition, id, (one) => ({ ...one, approval }));
}

function ofStep(before: Definition, step: Step, question: Question, filled: Filled): Answered | undefined {
  const { choice, typed, min, max } = filled;
  const named = typed || choice;
  const asking = askingOf(before, question);
  switch (asking) {
    case 'step':
      if (choice === JOIN) return joinedAnswer(before, step);
      if (choice === REMOVE) return { definition: withoutStep(before, step.id), answer: 'It is no step.' };
      return undefined;
    case 'lines':
      return choice === REMOVE ? withoutLines(before, step, question.about?.words ?? '') : undefined;
    case 'role': {
      if (named === NONE) return { definition: withStep(before, step.id, without('role')), answer: 'Anybody.' };
      const { definition, role } = withRole(before, named);
      return {
        definition: withStep(definition, step.id, (one) => ({ ...one, role })),
        answer: roleTitle(definition, role),
      };
    }
    case 'needs':
      return withNeeds(before, step, choice);
    case 'kind': {
      const { definition, role } = withRole(before, named);
      return {
        definition: withStep(definition, step.id, (one) => asApproval(one, role)),
        answer: `It is the approval of ${roleTitle(definition, role)}.`,
      };
    }
    case 'approval':
      return approvalAnswered(before, step, question, filled);
    case 'when':
      return answeredCase(before, step, question, filled);
    case 'due':
    case 'ladder':
      return answeredTime(before, question, filled);
    case 'ways':
      return withWays(before, step, choice, typed);
    case 'evidence':
      return withEvidence(before, step, question, choice);
    case 'limits':
      return withLimits(before, step, question, { choice, min, max });
    default:
      return ofWhole(before, question, filled);
  }
}

function joinedAnswer(before: Definition, step: Step): Answered {
  const { definition, above, isApprovalLost } = joined(before, step.id);
  const approver = (one: Step | undefined) => (one?.approval ? roleTitle(before, one.approval.role) : '');
  const lost = `Its approval by ${approver(step)} is not kept: ${approver(above)} approves the whole.`;
  return { definition, answer: `It explains the step before it.${isApprovalLost ? ` ${lost}` : ''}` };
}

function withoutLines(before: Definition, step: Step, words: string): Answered {
  const gone = new Set(words.split('\n'));
  const left = (step.instructions ?? '').split('\n').filter((line) => !gone.has(line));
  const definition = withStep(before, step.id, ({ instructions: _, ...one }) => ({
    ...one,
    ...optional('instructions', left.join('\n').trim() || undefined),
  }));
  return { definition, answer: 'It does not hold any more.' };
}

function withNeeds(before: Definition, step: Step, choice: string): Answered | undefined {
  if (choice === NONE)
    return { definition: withStep(before, step.id, (one) => ({ ...one, needs: [] })), answer: 'Nothing.' };
  const need = before.steps.find((one) => one.id === choice && one !== step);
  const waits = (one: Step) => ({ ...one, needs: [choice] });
  return need && { definition: withStep(before, step.id, waits), answer: need.title };
}

/** Nobody does an approval, so nobody must record anything in it. */
function asApproval({ role: _role, options: _options, ...step }: Step, role: string): object {
  const evidence = step.evidence.map((item) => ({ ...item, required: false }));
  return { ...step, kind: 'approval', evidence, approval: { ...step.approval, role } };
}

function withWays(before: Definition, step: Step, choice: string, typed: string): Answered | undefined {
  if (typed === '') {
    if (choice !== NONE) return undefined;
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

function without(name: 'role' | 'options') {
  return (step: Step): object => {
    const { [name]: _, ...rest } = step;
    return rest;
  };
}
