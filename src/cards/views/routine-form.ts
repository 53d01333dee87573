/** When a routine starts its runs, and what it tells them. */
import type { Definition } from '../../engine/definition.ts';
import { LIMITS } from '../../engine/limits.ts';
import type { Field, Form } from '../card.ts';
import { quoted } from '../sentence.ts';
import { clip } from '../text.ts';
import { MOST_LABEL } from './evidence-fields.ts';
import { startForm } from './start-form.ts';

/** What the answers of `routineForm` come back under; the others are the SOP's inputs. */
export const SCHEDULE_FIELD = '_schedule';
export const DUE_FIELD = '_due';
export const CLOSES_FIELD = '_closes';
export const SHIFT_FIELD = '_shift';
export const HOLIDAYS_FIELD = '_holidays';
export const ZONE_FIELD = '_zone';

/** `given`: what is known already. */
export function routineForm(
  definition: Pick<Definition, 'title' | 'inputs'>,
  given: {
    readonly schedule: string;
    readonly zone: string;
    readonly due?: string;
    readonly closes?: string;
    readonly shift?: string;
    readonly holidays?: 'except' | 'also';
    readonly inputs?: Readonly<Record<string, string>>;
  },
): Form {
  const schedule: Field = {
    ...{ id: SCHEDULE_FIELD, label: 'When', required: true, type: 'text', multiline: false },
    maxLength: LIMITS.schedule,
    ...{ hint: 'weekdays 06:30 · daily 22:00 · Mon, Thu 14:00 · 1st of the month 09:00' },
    ...(given.schedule === '' ? {} : { value: given.schedule }),
  };
  const zone: Field = {
    ...{ id: ZONE_FIELD, label: 'Time zone', required: true, type: 'text', multiline: false, maxLength: LIMITS.zone },
    ...{ hint: 'for example Europe/Lisbon', value: given.zone },
  };
  const due: Field = {
    ...{ id: DUE_FIELD, label: 'Due', required: false, type: 'text', multiline: false, maxLength: 40 },
    hint: '07:30, or 1h after the start: what is open then is late. Steps with a time of their own keep it.',
    ...(given.due === undefined ? {} : { value: given.due }),
  };
  const closes: Field = {
    ...{ id: CLOSES_FIELD, label: 'Until', required: false, type: 'text', multiline: false, maxLength: 40 },
    hint: '09:00, or 2h after the start: what is not done then is missed. Left empty: runs stay open.',
    ...(given.closes === undefined ? {} : { value: given.closes }),
  };
  const shift: Field = {
    ...{ id: SHIFT_FIELD, label: 'On shift', required: false, type: 'text', multiline: false, maxLength: LIMITS.title },
    hint: 'A person (Ana) or a role (Shift lead). Left empty: whoever takes a step.',
    ...(given.shift === undefined ? {} : { value: given.shift }),
  };
  const holidays: Field = {
    ...{ id: HOLIDAYS_FIELD, label: 'Holidays and closed days', required: false, type: 'choice' },
    hint: 'Left empty: they are left out, if the workspace has any.',
    options: [
      { id: 'except', title: 'Leave them out' },
      { id: 'also', title: 'Run on them too' },
    ],
    ...(given.holidays === undefined ? {} : { value: given.holidays }),
  };
  const { fields } = startForm(definition, given.inputs);
  return {
    title: clip(`Routine of ${quoted(definition.title)}`, MOST_LABEL),
    submit: 'Set routine',
    fields: [schedule, due, closes, shift, holidays, zone, ...fields],
  };
}
