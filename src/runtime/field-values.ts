/** Reading the fields of a form that was sent. */
import type { InputValue } from '../engine/run/values.ts';
import type { FieldValue } from './conversation.ts';

/** What was typed into a field; empty if it holds something else, or was left out. */
export function text(field: FieldValue | undefined): string {
  return typeof field === 'string' ? field : '';
}

/** What a run is told before it starts, by input id. Fields that were left empty say nothing. */
export function inputsIn(fields: Readonly<Record<string, FieldValue>>): Record<string, InputValue> {
  const given = Object.entries(fields).filter((field): field is [string, InputValue] => typeof field[1] !== 'object');
  return Object.fromEntries(given.filter(([, value]) => value !== ''));
}
