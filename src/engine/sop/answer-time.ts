/** Answers that say when: by when a step must be done, who has it after that, on which days the whole is done. */
import { type Definition, exceptionOwner, roleTitle, type Step } from '../definition.ts';
import type { Question } from '../drafting/draft.ts';
import { clockWords, timeOfDay } from '../drafting/time-of-day.ts';
import type { Answered, Filled } from './answer-question.ts';
import { askingOf, stepAsked } from './asking.ts';
import { EVERY, NONE, withRole, withStep } from './draft-changes.ts';

/** On which days: the last three of the five fields of a schedule. */
export const RHYTHMS = [
  { id: '* * *', title: 'Every day' },
  { id: '* * 1-5', title: 'From Monday to Friday' },
  { id: '* * 1', title: 'On Mondays' },
  { id: '* * 2', title: 'On Tuesdays' },
  { id: '* * 3', title: 'On Wednesdays' },
  { id: '* * 4', title: 'On Thursdays' },
  { id: '* * 5', title: 'On Fridays' },
  { id: '* * 6', title: 'On Saturdays' },
  { id: '* * 0', title: 'On Sundays' },
  { id: '1 * *', title: 'On the first day of each month' },
] as const;

/** When nothing is said. */
export const USUAL_HOUR = '08:00';

export function answeredTime(before: Definition, question: Question, filled: Filled): Answered | undefined {
  const step = stepAsked(before, question);
  switch (askingOf(before, question)) {
    case 'due':
      return step && withDue(before, step, filled);
    case 'dueOf':
      return dueOf(before, filled);
    case 'ladder':
      return step && takenOver(before, step, question, filled);
    case 'routine':
      return withRoutine(before, filled);
    default:
      return undefined;
  }
}

function withDue(before: Definition, { id }: Step, { choice, typed }: Filled): Answered | undefined {
  if (typed !== '') return { definition: withStep(before, id, (one) => ({ ...one, due: typed })), answer: typed };
  if (choice !== NONE) return undefined;
  // A reminder and a ladder count from the deadline.
  const free = ({ due: _due, remind: _remind, escalate: _escalate, ...one }: Step) => one;
  return { definition: withStep(before, id, free), answer: 'No deadline.' };
}

/** A deadline of one step or, as the SOP's own, of every step: then whoever answers for it hears of it. */
function dueOf(before: Definition, { choice, typed }: Filled): Answered | undefined {
  if (choice === NONE) return { definition: before, answer: 'No deadline.' };
  if (typed === '') return undefined;
  const step = before.steps.find((one) => one.id === choice);
  if (step) {
    const definition = withStep(before, step.id, (one) => ({ ...one, due: typed }));
    return { definition, answer: `${typed}: ${step.title}` };
  }
  if (choice !== EVERY) return undefined;
  const owner = exceptionOwner(before);
  const ladder = owner === undefined ? {} : { escalate: [{ after: typed, to: owner }] };
  return {
    definition: { ...before, defaults: { ...ladder, ...before.defaults, due: typed } },
    answer: `${typed} for each step`,
  };
}

/** Whoever is told when nobody answers gets the step when its time is over. */
function takenOver(
  before: Definition,
  step: Step,
  { about }: Question,
  { choice, typed }: Filled,
): Answered | undefined {
  if (choice === NONE) {
    const alone = ({ escalate: _, ...one }: Step) => one;
    return { definition: withStep(before, step.id, alone), answer: 'Nobody takes it over.' };
  }
  const { definition, role } =
    choice === '' ? { definition: before, role: about?.role ?? exceptionOwner(before) } : withRole(before, choice);
  if (typed === '' || role === undefined) return undefined;
  const isTimed = step.due !== undefined;
  const escalate = [{ after: isTimed ? typed : 'PT0S', to: role }];
  const changed = (one: Step) => ({ ...one, ...(isTimed ? {} : { due: typed }), escalate });
  const answer = `${roleTitle(definition, role)} takes it over after ${typed}${isTimed ? ' past its deadline' : ''}.`;
  return { definition: withStep(definition, step.id, changed), answer };
}

function withRoutine(before: Definition, { choice, typed }: Filled): Answered | undefined {
  const { routine, ...unplanned } = before;
  if (choice === NONE) return { definition: unplanned, answer: 'It is not planned.' };
  const rhythm = RHYTHMS.find((one) => one.id === choice);
  if (!rhythm) return undefined;
  const time = timeOfDay((typed || USUAL_HOUR).toLowerCase());
  if (!time) return undefined;
  const schedule = `${time.minute} ${time.hour} ${rhythm.id}`;
  return {
    definition: { ...before, routine: { ...routine, schedule } },
    answer: `${rhythm.title} at ${clockWords(time)}.`,
  };
}
