/** Answers that say in which case something holds: a step, an approval, the end of a run. */
import { type Definition, exceptionOwner, roleTitle, type Step } from '../definition.ts';
import type { Question } from '../drafting/draft.ts';
import { clip } from '../drafting/fold.ts';
import { LIMITS } from '../limits.ts';
import { optional } from '../optional.ts';
import type { Answered, Filled } from './answer-question.ts';
import {
  ABOVE,
  ASK,
  DECIDE,
  freshName,
  KEEP,
  NONE,
  numberTyped,
  REMOVE,
  withoutStep,
  withRole,
  withStep,
  YES_NO,
} from './draft-changes.ts';
import {
  allKnown,
  amountAmong,
  casesKnown,
  comparedTo,
  comparison,
  known,
  numbersKnown,
  withInput,
} from './run-values.ts';

/** Whether a step applies: always, in a case that a run knows, or as somebody decides in a step before it. */
export function answeredCase(
  before: Definition,
  step: Step,
  { about }: Question,
  { choice, typed, min, max }: Filled,
): Answered | undefined {
  const only = (definition: Definition, when: string, title: string): Answered => ({
    definition: withStep(definition, step.id, (one) => ({ ...one, when })),
    answer: `Only if ${title}.`,
  });
  if (choice === NONE) {
    const always = ({ when: _, ...one }: Step) => ({ ...one, skippable: false });
    return { definition: withStep(before, step.id, always), answer: 'It always applies.' };
  }
  const told = casesKnown(before, step).find((one) => one.expression === choice);
  if (told) return only(before, told.expression, `“${told.title}”`);
  const number = numbersKnown(before, known(before, step)).find((one) => one.expression === choice);
  const [above, below] = [numberTyped(min), numberTyped(max)];
  const when = number && comparedTo(number, above, below);
  if (number && when !== undefined) return only(before, when, comparison(number, above, below));
  if (choice !== DECIDE && typed === '') return undefined;
  const title = typed || clip(`${about?.words ?? step.title}?`, LIMITS.title);
  const id = freshName(before.steps, title, 'decision');
  const decision: Step = {
    ...{ id, title, kind: 'decision', options: YES_NO, evidence: [], skippable: false, judgment: 'deterministic' },
    ...{ sources: [], reads: [], writes: [], delegation: 'human_only' },
    ...optional('role', step.role),
    ...optional('needs', step.needs),
  };
  const steps = before.steps.flatMap((one) => {
    const waiting = one.needs === undefined ? one : { ...one, needs: [id] };
    return one === step ? [decision, { ...waiting, when: `decisions.${id} == "yes"` }] : [one];
  });
  return { definition: { ...before, steps }, answer: `Only if it is decided so: “${title}”` };
}

/** Who approves, how many of them, and whether only above an amount, which is asked at the start where no run knows it. */
export function approvalAnswered(
  before: Definition,
  step: Step,
  { about }: Question,
  { choice, typed, min, max }: Filled,
): Answered | undefined {
  if (choice === REMOVE) return { definition: withoutStep(before, step.id), answer: 'It is no step.' };
  if (choice === NONE && typed === '') {
    const none = ({ approval: _, ...one }: Step) => (one.kind === 'approval' ? { ...one, kind: 'task' } : one);
    return { definition: withStep(before, step.id, none), answer: 'No approval.' };
  }
  const named = typed || (choice === KEEP || choice === ABOVE || choice === NONE ? '' : choice);
  const { definition: withApprover, role } =
    named === '' ? { definition: before, role: step.approval?.role } : withRole(before, named);
  const above = numberTyped(min) ?? (choice === ABOVE ? about?.above : undefined);
  const people = numberTyped(max);
  if (role === undefined || (named === '' && above === undefined && people === undefined)) return undefined;
  const { definition, when, said } = limitedTo(withApprover, step, above, about?.unit);
  const approval = { ...step.approval, role, ...optional('quorum', people) };
  const isAlone = step.kind === 'approval';
  const changed = (one: Step) => ({
    ...one,
    ...(isAlone ? optional('when', when) : {}),
    approval: { ...approval, ...(isAlone ? {} : optional('when', when)) },
  });
  const count = people === undefined ? '' : `${people} × `;
  return {
    definition: withStep(definition, step.id, changed),
    answer: `Approved by ${count}${roleTitle(definition, role)}${said}.`,
  };
}

function limitedTo(before: Definition, step: Step, above: number | string | undefined, unit: string | undefined) {
  if (above === undefined) return { definition: before, when: undefined, said: '' };
  const isAlone = step.kind === 'approval';
  const found = amountAmong(numbersKnown(before, known(before, step, !isAlone)), unit);
  const { definition, value } = found
    ? { definition: before, value: found }
    : withInput(before, { title: 'Amount', type: 'number', ...optional('unit', unit) });
  const when = comparedTo(value, above, undefined);
  const asked = found ? '' : ', which is asked when a run starts';
  return { definition, when, said: `, only if ${comparison(value, above, undefined)}${asked}` };
}

/** Where a run stops because nobody who does it may decide. Without another choice it is asked when the run starts. */
export function boundaryAnswered(
  before: Definition,
  { about }: Question,
  { choice, typed, min, max }: Filled,
): Answered | undefined {
  if (choice === NONE) return { definition: before, answer: 'A run does not stop for it.' };
  const title = clip(about?.words ?? 'It must be decided elsewhere', LIMITS.title);
  const { definition: withDecider, role } =
    typed === ''
      ? { definition: before, role: about?.role ?? exceptionOwner(before) ?? before.roles[0]?.id }
      : withRole(before, typed);
  const [above, below] = [numberTyped(min), numberTyped(max)];
  const numbers = numbersKnown(before, allKnown(before));
  const isLimited = above !== undefined || below !== undefined;
  const number =
    numbers.find((one) => one.expression === choice) ?? (isLimited ? amountAmong(numbers, undefined) : undefined);
  const limit = number && comparedTo(number, above, below);
  if (number !== undefined && limit === undefined) return undefined;
  if (number === undefined && (isLimited || (choice !== ASK && typed === ''))) return undefined;
  const { definition, value } =
    number === undefined
      ? withInput(withDecider, { title, type: 'checkbox' })
      : { definition: withDecider, value: number };
  const boundary = {
    id: freshName(before.boundaries, title, 'boundary'),
    title,
    when: limit ?? value.expression,
    role,
  };
  const inCase = limit === undefined ? `“${title}” is answered with yes` : comparison(value, above, below);
  const decider = role === undefined ? 'somebody' : roleTitle(definition, role);
  return {
    definition: { ...definition, boundaries: [...definition.boundaries, boundary] },
    answer: `A run stops if ${inCase}; ${decider} decides.`,
  };
}
