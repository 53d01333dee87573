/** Questions of a draft as one form: each with what would answer it. Left empty, a question stays open. */
import { type Definition, EVIDENCE_TYPES, exceptionOwner, roleTitle, type Step } from '../../engine/definition.ts';
import type { About, Question } from '../../engine/drafting/draft.ts';
import { LIMITS } from '../../engine/limits.ts';
import type { Given } from '../../engine/sop/answer-question.ts';
import { RHYTHMS, USUAL_HOUR } from '../../engine/sop/answer-time.ts';
import { type Asking, askingOf, isApprovedByDoer, stepAsked } from '../../engine/sop/asking.ts';
import { ABOVE, ASK, DECIDE, EVERY, JOIN, KEEP, NONE, REMOVE } from '../../engine/sop/draft-changes.ts';
import { allKnown, casesKnown, known, numbersKnown, type RunValue } from '../../engine/sop/run-values.ts';
import type { Draft } from '../../engine/sop/state.ts';
import type { Field, Form } from '../card.ts';
import { clip } from '../text.ts';
import { evidenceName, roleOptions } from './step-form.ts';

/** Questions asked at once: the most important stand first, and the next ones come when these are answered. */
const ASKED = 6;

type Option = { readonly id: string; readonly title: string };

export function questionForm({ definition, questions }: Draft): Form {
  const asked = questions.slice(0, ASKED);
  const more = questions.length - asked.length;
  return {
    title: more > 0 ? `Answer (${more} more come after these)` : 'Answer',
    submit: 'Save answers',
    fields: asked.flatMap((question, index) =>
      fieldsOf(
        askingOf(definition, question),
        placeOf(definition, question, { id: `q${index + 1}`, label: clip(question.text, 190) }),
      ),
    ),
  };
}

/** What one question asks for: fields `q`, `q_text`, `q_min`, `q_max`, as far as they make sense for it. */
export function questionFields(definition: Definition, question: Question): readonly Field[] {
  return fieldsOf(askingOf(definition, question), placeOf(definition, question, { id: 'q', label: 'Answer' }));
}

/** What was filled in, by the place of the question in the draft from 0. */
export function givenAnswers(fields: Readonly<Record<string, string>>): readonly [number, Given][] {
  return Array.from({ length: ASKED }, (_, index): [number, Given] => {
    const named = (what: keyof Given, id: string) => (fields[id] ? { [what]: fields[id] } : {});
    const id = `q${index + 1}`;
    const typed = { ...named('text', `${id}_text`), ...named('min', `${id}_min`), ...named('max', `${id}_max`) };
    return [index, { ...named('choice', id), ...typed }];
  });
}

interface Place {
  readonly id: string;
  readonly label: string;
  readonly definition: Definition;
  /** What the question is about, as far as it still is there. */
  readonly step: Step | undefined;
  readonly about: About | undefined;
}

function placeOf(definition: Definition, question: Question, at: Pick<Place, 'id' | 'label'>): Place {
  return { ...at, definition, step: stepAsked(definition, question), about: question.about };
}

const AS_IT_IS: Option = { id: KEEP, title: 'It is right as it is' };

function fieldsOf(asking: Asking, place: Place): readonly Field[] {
  const { definition, step, about } = place;
  const roles = roleOptions(definition);
  switch (asking) {
    case 'step':
      return [
        choice(place, [
          { id: KEEP, title: 'It is a step' },
          ...(step === definition.steps[0] ? [] : [{ id: JOIN, title: 'It explains the step before: put it there' }]),
          { id: REMOVE, title: 'Neither: take it away' },
        ]),
      ];
    case 'lines':
      return [
        choice(place, [
          { id: KEEP, title: 'It still holds' },
          { id: REMOVE, title: 'It does not hold any more: take it out' },
        ]),
      ];
    case 'kind':
      return [
        choice(place, [
          { id: KEEP, title: 'No: somebody does it' },
          ...roles.map(({ id, title }) => ({ id, title: `Yes: ${title} approves` })),
        ]),
        text(place, 'Or another role that approves', LIMITS.title),
      ];
    case 'ways':
      return [
        choice(place, step?.options ? [AS_IT_IS, NOTHING_DECIDED] : [{ ...NOTHING_DECIDED, id: KEEP }]),
        text(place, 'Or the ways, separated by commas', LIMITS.text),
      ];
    case 'role':
      return [choice(place, [...roles, { id: NONE, title: 'Anybody' }]), text(place, 'Or another role', LIMITS.title)];
    case 'roles':
      return [choice(place, [...roles, { id: KEEP, title: 'Anybody' }]), text(place, 'Or another role', LIMITS.title)];
    case 'holder':
      return [choice(place, [...roles, AS_IT_IS]), text(place, 'Or another role', LIMITS.title)];
    case 'needs':
      return [
        choice(place, [
          { id: KEEP, title: 'The step above it' },
          { id: NONE, title: 'Nothing: it can begin at once' },
          ...stepOptions(stepsAbove(place)),
        ]),
      ];
    case 'when':
      return whenFields(place);
    case 'approval':
      return approvalFields(place);
    case 'approvalOf':
      return [choice(place, [...stepOptions(definition.steps), { id: NONE, title: 'None: leave it out' }])];
    case 'evidence':
      return [
        choice(place, [
          AS_IT_IS,
          { id: NONE, title: 'Nothing is recorded' },
          ...EVIDENCE_TYPES.map((type) => ({ id: type, title: evidenceName(type) })),
        ]),
      ];
    case 'evidenceOf':
      return [choice(place, [...stepOptions(definition.steps), { id: NONE, title: 'None: leave it out' }])];
    case 'limits':
      return [
        choice(place, [AS_IT_IS, { id: NONE, title: 'No limits' }]),
        number(place, 'min', 'At least'),
        number(place, 'max', 'At most'),
      ];
    case 'due':
      return [
        choice(place, step?.due === undefined ? [{ id: KEEP, title: 'No deadline' }] : [AS_IT_IS, NO_DEADLINE]),
        { ...text(place, 'Or within', 40), hint: FROM_START },
      ];
    case 'dueOf':
      return [
        choice(place, [{ id: EVERY, title: 'Each step' }, ...stepOptions(definition.steps), NO_DEADLINE]),
        { ...text(place, 'Within', 40), hint: FROM_START },
      ];
    case 'ladder':
      return ladderFields(place);
    case 'boundary':
      return [
        choice(place, [
          { id: ASK, title: 'At a yes: it is asked when a run starts' },
          ...numberOptions(numbersKnown(definition, allKnown(definition))),
          { id: NONE, title: 'Never: a run does not stop for it' },
        ]),
        number(place, 'min', 'Above'),
        number(place, 'max', 'Below'),
        {
          ...text(place, 'Who decides', LIMITS.title),
          ...hinted(about?.role ?? exceptionOwner(definition) ?? definition.roles[0]?.id, definition),
        },
      ];
    case 'routine':
      return [
        choice(place, [...RHYTHMS, { id: NONE, title: 'Not planned' }]),
        { ...text(place, 'At', 20), hint: `For example 07:30. Left empty: ${USUAL_HOUR}.` },
      ];
    case 'title':
      return [choice(place, [AS_IT_IS]), text(place, 'Or the title', LIMITS.title)];
    case 'words':
      return [
        choice(place, [{ id: KEEP, title: 'Checked: nothing to change' }]),
        {
          ...text(place, 'Or a note', LIMITS.text),
          hint: 'It is kept with the draft; Edit changes what the SOP says.',
        },
      ];
  }
}

const NOTHING_DECIDED: Option = { id: NONE, title: 'Nothing is decided in it' };
const NO_DEADLINE: Option = { id: NONE, title: 'No deadline' };
const FROM_START = 'For example 30m, 2h or 1d, from when the step can begin.';

function whenFields(place: Place): readonly Field[] {
  const { definition, step } = place;
  if (!step) return [];
  const numbers = numberOptions(numbersKnown(definition, known(definition, step)));
  const keep = step.when === undefined ? 'Whoever does it says so: it may be skipped' : 'Only in this case';
  return [
    choice(place, [
      ...(step.when !== undefined || step.skippable ? [{ id: KEEP, title: keep }] : []),
      { id: NONE, title: 'It always applies' },
      ...casesKnown(definition, step)
        .filter((one) => one.expression !== step.when)
        .map(({ expression, title }) => ({ id: expression, title: `If ${title}` })),
      ...numbers,
      { id: DECIDE, title: 'Somebody decides it before, with yes or no' },
    ]),
    ...(numbers.length > 0 ? [number(place, 'min', 'Above'), number(place, 'max', 'Below')] : []),
    text(place, 'Or what is decided before it', LIMITS.title),
  ];
}

function approvalFields(place: Place): readonly Field[] {
  const { definition, step, about } = place;
  if (!step) return [];
  const { approval } = step;
  const { above, unit } = about ?? {};
  const amount = above === undefined ? undefined : `${above}${unit === undefined ? '' : ` ${unit}`}`;
  const isOwn = isApprovedByDoer(step);
  const own =
    isOwn && step.role !== undefined ? `Another ${roleTitle(definition, step.role)} approves it` : AS_IT_IS.title;
  const isAlone = step.kind === 'approval';
  const canCompare = amount !== undefined || numbersKnown(definition, known(definition, step, !isAlone)).length > 0;
  const more = unit === undefined ? 'Only above' : `Only above, in ${unit}`;
  return [
    choice(place, [
      ...(amount === undefined || !approval ? [] : [{ id: ABOVE, title: `Yes, only above ${amount}` }]),
      ...(approval ? [{ id: KEEP, title: amount === undefined ? own : 'No, whatever the amount' }] : []),
      { id: NONE, title: isAlone ? 'No approval: somebody does it' : 'No approval' },
      ...(isAlone ? [{ id: REMOVE, title: 'No approval: take the step away' }] : []),
      ...roleOptions(definition)
        .filter(({ id }) => !isOwn || id !== step.role)
        .map(({ id, title }) => ({ id, title: `${title} approves` })),
    ]),
    text(place, 'Or another role that approves', LIMITS.title),
    ...(canCompare ? [number(place, 'min', amount === undefined ? more : `${more}: another amount`)] : []),
    ...(approval && approval.quorum > 1 ? [number(place, 'max', 'How many of them must approve')] : []),
  ];
}

function ladderFields(place: Place): readonly Field[] {
  const { definition, step, about } = place;
  const to = about?.role ?? exceptionOwner(definition);
  const hint = step?.due === undefined ? FROM_START : 'For example 30m, 2h or 1d, from its deadline.';
  return [
    {
      ...choice(place, [...roleOptions(definition), { id: NONE, title: 'Nobody takes it over' }]),
      ...hinted(to, definition),
    },
    { ...text(place, 'After', 40), hint },
  ];
}

function hinted(role: string | undefined, definition: Definition): { readonly hint?: string } {
  return role === undefined ? {} : { hint: `Left empty: ${roleTitle(definition, role)}.` };
}

function stepsAbove({ definition: { steps }, step }: Place): readonly Step[] {
  return step ? steps.slice(0, steps.indexOf(step)) : [];
}

function stepOptions(steps: readonly Step[]): readonly Option[] {
  return steps.map(({ id, title }, index) => ({ id, title: `${index + 1}. ${clip(title, 60)}` }));
}

function numberOptions(numbers: readonly RunValue[]): readonly Option[] {
  return numbers.map(({ expression, title, unit }) => ({
    id: expression,
    title: `By a number: ${clip(title, 40)}${unit === undefined ? '' : ` (${unit})`}`,
  }));
}

function number({ id }: Place, of: 'min' | 'max', label: string): Field {
  return { id: `${id}_${of}`, label, required: false, type: 'number' };
}

function choice({ id, label }: Place, options: readonly Option[]): Field {
  return { id, label, required: false, type: 'choice', options };
}

function text({ id }: Place, label: string, maxLength: number): Field {
  return { id: `${id}_text`, label, required: false, type: 'text', multiline: false, maxLength };
}
