/** How a question of the drafter is asked: by what its answer changes in the draft. */
import { type Definition, type Step, stepOf } from '../definition.ts';
import type { Question } from '../drafting/draft.ts';

/**
 * The `…Of` place something that the draft does not hold yet. `words`: nothing in the definition answers it; what is
 * written is kept with the draft.
 */
export type Asking =
  | 'step'
  | 'lines'
  | 'kind'
  | 'ways'
  | 'role'
  | 'roles'
  | 'holder'
  | 'needs'
  | 'when'
  | 'approval'
  | 'approvalOf'
  | 'evidence'
  | 'evidenceOf'
  | 'limits'
  | 'due'
  | 'dueOf'
  | 'ladder'
  | 'boundary'
  | 'routine'
  | 'title'
  | 'words';

export function askingOf(definition: Definition, question: Question): Asking {
  const step = stepAsked(definition, question);
  const { field, words } = question.about ?? {};
  switch (field) {
    case 'title':
      return 'title';
    case 'roles':
      return 'roles';
    case 'accountable_manager':
    case 'exception_owner':
      return 'holder';
    case 'boundaries':
      return 'boundary';
    case 'routine':
      return 'routine';
    case 'step':
      return step ? 'step' : 'words';
    case 'instructions':
      return step && words !== undefined ? 'lines' : 'words';
    case 'kind':
      return step ? 'kind' : 'words';
    case 'options':
      return step ? 'ways' : 'words';
    case 'role':
      return step ? 'role' : 'roles';
    case 'needs':
      return step ? 'needs' : 'words';
    case 'when':
      return step ? 'when' : 'words';
    case 'approval':
      return step ? 'approval' : placed(question, 'approvalOf');
    case 'evidence':
      return step ? 'evidence' : placed(question, 'evidenceOf');
    case 'limit':
      return step && measured(step, question) ? 'limits' : 'words';
    case 'due':
      if (step) return 'due';
      return isOfStep(question) ? 'words' : 'dueOf';
    case 'escalate':
      return step ? 'ladder' : 'words';
    case 'steps':
    case 'reads':
    case 'writes':
    case undefined:
      return 'words';
  }
}

/** The step that a question is about; undefined if it is about the whole, or its step is not there any more. */
export function stepAsked(definition: Definition, question: Question): Step | undefined {
  return stepOf(definition, question.about?.step ?? question.step ?? '');
}

/** The number that a question about limits means. */
export function measured(step: Step, { about }: Question): Step['evidence'][number] | undefined {
  const named = step.evidence.find((item) => item.id === about?.evidence);
  return named?.type === 'number' ? named : step.evidence.find((item) => item.type === 'number');
}

/** Whoever does the step approves it too: with one person of that role nobody may. */
export function isApprovedByDoer({ kind, role, approval }: Step): boolean {
  return kind !== 'approval' && role !== undefined && approval?.role === role && approval.separation_of_duties;
}

function isOfStep({ step, about }: Question): boolean {
  return step !== undefined || about?.step !== undefined;
}

function placed(question: Question, asking: 'approvalOf' | 'evidenceOf'): Asking {
  return isOfStep(question) || question.about?.words === undefined ? 'words' : asking;
}
