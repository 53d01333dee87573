/** The forms of what stands behind More. */
import { type Definition, type Step, stepOf } from '../../engine/definition.ts';
import { LIMITS } from '../../engine/limits.ts';
import { isEnded, isOwed } from '../../engine/run/live.ts';
import type { EvidenceRecord, OpenRun } from '../../engine/run/state.ts';
import type { Field, Form } from '../card.ts';
import { quoted } from '../sentence.ts';
import { clip } from '../text.ts';
import { evidenceFields, MOST_LABEL } from './evidence-fields.ts';
import { DEEDS, STEP_VERBS } from './more.ts';
import { reasonForm } from './reason-form.ts';

/** What the answers of `deedForm` come back under. */
export const STEP_FIELD = '_step';
export const DEED_FIELD = '_deed';

/** A list to choose from is at most this long on every platform; more people are asked for by name. */
const MOST_OPTIONS = 100;

export interface Person {
  readonly id: string;
  readonly title: string;
}

/** Which step, and what to do with it. Steps that can still change come first. */
export function deedForm(run: OpenRun, definition: Definition): Form {
  const reachable = run.steps.filter((one) => one.state !== 'missed' && one.state !== 'not_applicable');
  const rank = (one: (typeof reachable)[number]) => (isOwed(one) ? 0 : isEnded(one) ? 2 : 1);
  const sorted = reachable.toSorted((one, other) => rank(one) - rank(other)).slice(0, MOST_OPTIONS);
  const options = sorted.map(({ id }) => ({ id, title: clip(stepOf(definition, id)?.title ?? id, MOST_LABEL) }));
  const deeds = STEP_VERBS.map((id) => ({ id, title: DEEDS[id] }));
  return {
    title: `Steps of ${quoted(run.title)}`,
    submit: 'Go on',
    fields: [
      { id: STEP_FIELD, label: 'Which step?', required: true, type: 'choice', options },
      { id: DEED_FIELD, label: 'What do you want to do?', required: true, type: 'choice', options: deeds },
    ],
  };
}

/** Comes back as `member`. */
export function assignForm(step: Step, people: readonly Person[]): Form {
  const options = people.map((one) => ({ id: one.id, title: clip(one.title, MOST_LABEL) }));
  const asked = { id: 'member', label: 'Who does it?', required: true } as const;
  // Only those who may: the others would be refused.
  const member: Field =
    options.length > MOST_OPTIONS ? { ...asked, type: 'member', people } : { ...asked, type: 'choice', options };
  return { title: `Give ${quoted(step.title)} to somebody`, submit: 'Give it to them', fields: [member] };
}

/** Comes back as `due` and `reason`. */
export function dueForm(step: Step): Form {
  return {
    title: `Deadline of ${quoted(step.title)}`,
    submit: 'Change it',
    fields: [moment('due', 'Due', true), reason('Why')],
  };
}

/** Comes back as `note`. */
export function noteForm(title: string): Form {
  const field = { id: 'note', label: 'Note', required: true, type: 'text', multiline: true } as const;
  return { title: `Note on ${quoted(title)}`, submit: 'Add note', fields: [{ ...field, maxLength: LIMITS.note }] };
}

export function reopenForm(step: Step): Form {
  return reasonForm(`Have ${quoted(step.title)} done again`, 'Have it done again', 'What must change, and why?');
}

export function skipForm(step: Step): Form {
  return reasonForm(`Skip ${quoted(step.title)}`, 'Skip', 'Why is it skipped?');
}

/** What is known so far, without saying that the step is done. */
export function recordForm(step: Step, recorded: ReadonlyMap<string, EvidenceRecord>): Form {
  const fields = evidenceFields(step, recorded).map((field): Field => ({ ...field, required: false }));
  return { title: step.title, submit: 'Save', fields };
}

/** Comes back as `from`, `to`, `until` and `reason`. `from`: whoever may be away; one person need not be asked for. */
export function substituteForm(away: readonly Person[], people: readonly Person[]): Form {
  const [only, ...others] = away;
  const isAsked = only !== undefined && others.length > 0;
  return {
    title: 'Let somebody stand in',
    submit: 'Let them stand in',
    fields: [
      ...(isAsked ? [personField('from', 'Who is away?', away)] : []),
      personField('to', isAsked ? 'Who stands in?' : 'Who stands in for you?', people),
      moment('until', 'Until when?', false, 'Left empty: until the run ends. '),
      reason('Why'),
    ],
  };
}

function personField(id: string, label: string, people: readonly Person[]): Field {
  return { id, label, required: true, type: 'member', people };
}

function moment(id: string, label: string, required: boolean, before = ''): Field {
  const hint = `${before}From now: 30m, 2h, 1d. Or when: 17:30, tomorrow 9:00, 2026-05-31 17:30.`;
  return { id, label, required, hint, type: 'text', multiline: false, maxLength: 40 };
}

function reason(label: string): Field {
  return { id: 'reason', label, required: true, type: 'text', multiline: true, maxLength: LIMITS.reason };
}
