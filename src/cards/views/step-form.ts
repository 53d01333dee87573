/** One step of a draft as a form. */
import { type Definition, EVIDENCE_TYPES, roleTitle, type Step } from '../../engine/definition.ts';
import { LIMITS } from '../../engine/limits.ts';
import { NONE } from '../../engine/sop/draft-changes.ts';
import { SHOWN_EVIDENCE } from '../../engine/sop/edit-step.ts';
import type { Field, Form } from '../card.ts';
import { clip } from '../text.ts';
import { MOST_LABEL } from './evidence-fields.ts';

const NAMES = {
  number: 'A number',
  text: 'A text',
  choice: 'A choice',
  checkbox: 'A tick',
  photo: 'A photo',
  file: 'A file',
  link: 'A link',
  signature: 'A signature',
} as const;

/** A type of evidence as people say it. */
export function evidenceName(type: keyof typeof NAMES): string {
  return NAMES[type];
}

/** The roles of an SOP, as options. */
export function roleOptions(definition: Definition): readonly { readonly id: string; readonly title: string }[] {
  return definition.roles.map(({ id }) => ({ id, title: clip(roleTitle(definition, id), MOST_LABEL) }));
}

/** Field ids are what `editStep` reads. */
export function stepForm(definition: Definition, step: Step): Form {
  const roles = roleOptions(definition);
  const isApproval = step.kind === 'approval';
  return {
    title: `Edit step ${definition.steps.indexOf(step) + 1}`,
    submit: 'Save draft',
    fields: [
      { ...short('title', 'Title', LIMITS.title, step.title), required: true },
      long('instructions', 'Instructions', LIMITS.instructions, step.instructions),
      ...(isApproval
        ? []
        : [
            choice('role', 'Who does it', [{ id: NONE, title: 'Anybody' }, ...roles], step.role ?? NONE),
            short('new_role', 'Or another role', LIMITS.title),
          ]),
      { ...short('due', 'Within', 40, step.due), hint: 'For example 30m, 2h or 1d, from when the step can begin.' },
      choice(
        'approver',
        'Who approves it',
        [...(isApproval ? [] : [{ id: NONE, title: 'Nobody' }]), ...roles],
        step.approval?.role ?? NONE,
      ),
      short('new_approver', 'Or another role that approves', LIMITS.title),
      ...step.evidence.slice(0, SHOWN_EVIDENCE).flatMap((item, index) => evidence(item, index + 1)),
      ...(isApproval ? [] : added()),
    ],
  };
}

function evidence(item: Step['evidence'][number], number: number): readonly Field[] {
  const id = `e${number}`;
  // A choice keeps its options, which only the YAML shows.
  const types = item.type === 'choice' ? [item.type, ...EVIDENCE_TYPES] : EVIDENCE_TYPES;
  const options = [...types.map((type) => ({ id: type, title: NAMES[type] })), { id: NONE, title: 'Take it away' }];
  return [
    { ...short(`${id}_title`, `Evidence ${number}`, LIMITS.title, item.title), required: true },
    choice(`${id}_type`, 'What it is', options, item.type),
    ...(item.type === 'number' ? measures(id, item) : []),
  ];
}

function added(): readonly Field[] {
  const options = EVIDENCE_TYPES.map((type) => ({ id: type, title: NAMES[type] }));
  return [
    short('new_title', 'More evidence', LIMITS.title),
    choice('new_type', 'What it is', options),
    ...measures('new', {}),
  ];
}

function measures(id: string, { unit, min, max }: Partial<Pick<Step['evidence'][number], 'unit' | 'min' | 'max'>>) {
  const limit = (name: string, label: string, value: number | undefined): Field => {
    return { id: `${id}_${name}`, label, required: false, type: 'number', ...(value === undefined ? {} : { value }) };
  };
  const hint = id === 'new' ? { hint: 'Unit and limits are for a number.' } : {};
  return [
    { ...short(`${id}_unit`, 'Unit', 20, unit), ...hint },
    limit('min', 'At least', min),
    limit('max', 'At most', max),
  ];
}

function short(id: string, label: string, maxLength: number, value?: string): Field {
  const filled = value === undefined ? {} : { value };
  return { id, label, required: false, type: 'text', multiline: false, maxLength, ...filled };
}

function long(id: string, label: string, maxLength: number, value?: string): Field {
  const filled = value === undefined ? {} : { value };
  return { id, label, required: false, type: 'text', multiline: true, maxLength, ...filled };
}

function choice(
  id: string,
  label: string,
  options: readonly { readonly id: string; readonly title: string }[],
  value?: string,
): Field {
  return { id, label, required: false, type: 'choice', options, ...(value === undefined ? {} : { value }) };
}
