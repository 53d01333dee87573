/** The one question to whoever decides over a problem: should the procedure change? Untouched, it says no. */
import { LIMITS } from '../../engine/limits.ts';
import type { ProcedureChange } from '../../engine/run/events.ts';
import type { Field } from '../card.ts';

const CHANGE_FIELD = 'change';
const SAY_FIELD = 'say';

export function changeFields(): readonly Field[] {
  const options = [
    { id: 'no', title: 'No' },
    { id: 'yes', title: 'Yes' },
  ];
  return [
    {
      ...{ id: CHANGE_FIELD, label: 'Should the procedure change?', required: true, type: 'choice' },
      ...{ options, value: 'no' },
    },
    {
      ...{ id: SAY_FIELD, label: 'If so, what should it say?', required: false, type: 'text', multiline: false },
      maxLength: LIMITS.say,
    },
  ];
}

/** As it was answered; undefined: no. Whoever writes what it should say means yes, whatever they chose. */
export function changeIn(fields: Readonly<Record<string, unknown>>): ProcedureChange | undefined {
  const { [CHANGE_FIELD]: chosen, [SAY_FIELD]: typed } = fields;
  const say = typeof typed === 'string' ? typed.trim() : '';
  if (say !== '') return { say };
  return chosen === 'yes' ? {} : undefined;
}
