/** Reading what people typed: a run's inputs and a step's evidence, each by its type and limits. */

import type { Choice, Definition, EvidenceItem, Input } from '../definition.ts';
import { LIMITS } from '../limits.ts';
import type { InputProblem } from './refusals.ts';
import type { EvidenceValue, InputValue, InputValues } from './values.ts';

type Read<Value> = { readonly value: Value } | { readonly problem: InputProblem };

/** Reads the inputs of a run. Gives all problems at once, so that a form can mark every field. */
export function readInputs(
  definition: Definition,
  typed: InputValues,
): { values: InputValues } | { problems: readonly { input: string; title: string; problem: InputProblem }[] } {
  const values: Record<string, InputValue> = {};
  const problems: { input: string; title: string; problem: InputProblem }[] = [];
  for (const input of definition.inputs) {
    // Only its own: an input may be called `constructor`.
    const answer = Object.hasOwn(typed, input.id) ? typed[input.id] : undefined;
    if (answer === undefined || isBlank(answer)) {
      if (input.required) problems.push({ input: input.id, title: input.title, problem: { type: 'missing' } });
      continue;
    }
    const read = readInput(input, answer);
    if ('problem' in read) problems.push({ input: input.id, title: input.title, problem: read.problem });
    else values[input.id] = read.value;
  }
  for (const name of Object.keys(typed)) {
    if (definition.inputs.some((one) => one.id === name)) continue;
    const asked = definition.inputs.map(({ id }) => id);
    problems.push({ input: name, title: name, problem: { type: 'unknown', asked } });
  }
  return problems.length > 0 ? { problems } : { values };
}

function readInput(input: Input, answer: InputValue): Read<InputValue> {
  switch (input.type) {
    case 'number': {
      const number = readNumber(answer);
      if ('problem' in number) return number;
      const { min, max, unit } = input;
      const of = unit === undefined ? {} : { unit };
      if (min !== undefined && number.value < min) return { problem: { type: 'too_small', min, ...of } };
      if (max !== undefined && number.value > max) return { problem: { type: 'too_large', max, ...of } };
      return number;
    }
    case 'text': {
      const text = String(answer).trim();
      const max = input.max_length ?? LIMITS.text;
      return text.length > max ? { problem: { type: 'too_long', max } } : { value: text };
    }
    case 'choice':
      return readChoice(input.options ?? [], answer);
    case 'date':
      return readDate(answer);
    case 'link':
      return readLink(answer);
    case 'checkbox':
      return readTick(answer);
  }
}

/** Reads one value of evidence. A number outside min..max is no problem here: it is kept, and an exception opens. */
export function readEvidence(item: EvidenceItem, answer: EvidenceValue): Read<EvidenceValue> {
  if (item.type === 'photo' || item.type === 'file') {
    if (typeof answer !== 'object') return { problem: { type: 'not_a_file' } };
    const isImage = answer.mime.startsWith('image/');
    return item.type === 'photo' && !isImage
      ? { problem: { type: 'not_an_image', mime: answer.mime } }
      : { value: answer };
  }
  if (typeof answer === 'object') return { problem: { type: 'unknown' } };
  switch (item.type) {
    case 'number':
      return readNumber(answer);
    case 'choice':
      return readChoice(item.options ?? [], answer);
    case 'link':
      return readLink(answer);
    case 'checkbox':
      return readTick(answer);
    case 'text':
    case 'signature': {
      const text = String(answer).trim();
      if (text === '') return { problem: { type: 'missing' } };
      return text.length > LIMITS.text ? { problem: { type: 'too_long', max: LIMITS.text } } : { value: text };
    }
  }
}

/** Whether a value lies within the item's limits; undefined where there is nothing to compare. */
export function isWithin(item: EvidenceItem, value: EvidenceValue): boolean | undefined {
  if (item.type !== 'number' || typeof value !== 'number') return undefined;
  if (item.min === undefined && item.max === undefined) return undefined;
  return value >= (item.min ?? -Infinity) && value <= (item.max ?? Infinity);
}

export function isBlank(answer: unknown): boolean {
  return answer === undefined || answer === null || (typeof answer === 'string' && answer.trim() === '');
}

/**
 * `4.5` and `4,5` are four and a half. `1,000` is refused: it is a thousand to some and one to others, and a reading
 * must not depend on who types it.
 */
function readNumber(answer: InputValue): Read<number> {
  if (typeof answer === 'number') {
    if (!Number.isFinite(answer)) return { problem: { type: 'not_a_number', typed: String(answer) } };
    return { value: plainZero(answer) };
  }
  const typed = String(answer).trim().replace(/^[−–]/, '-');
  const isPlain = /^[+-]?\d{1,15}([.,]\d{1,10})?$/.test(typed);
  const isAmbiguous = /^[+-]?[1-9]\d{0,2},\d{3}$/.test(typed);
  if (!isPlain || isAmbiguous) return { problem: { type: 'not_a_number', typed } };
  return { value: plainZero(Number(typed.replace(',', '.'))) };
}

/** Minus zero is saved as 0: it must not be anything else before. */
function plainZero(number: number): number {
  return number === 0 ? 0 : number;
}

function readChoice(options: readonly Choice[], answer: InputValue): Read<string> {
  const typed = String(answer).trim();
  const chosen = options.find((one) => one.id === typed || one.title.toLowerCase() === typed.toLowerCase());
  if (chosen) return { value: chosen.id };
  return { problem: { type: 'not_an_option', typed, options: options.map((one) => one.title) } };
}

function readDate(answer: InputValue): Read<string> {
  const typed = String(answer).trim();
  const isDate = /^\d{4}-\d{2}-\d{2}$/.test(typed) && isRealDate(typed);
  return isDate ? { value: typed } : { problem: { type: 'not_a_date', typed } };
}

/** 30 February parses nowhere: a month's length is checked without asking a clock. */
function isRealDate(iso: string): boolean {
  const [year = 0, month = 0, day = 0] = iso.split('-').map(Number);
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0;
  return day >= 1 && day <= days;
}

function readLink(answer: InputValue): Read<string> {
  const typed = String(answer).trim();
  const isLink = /^https?:\/\/[^\s]+\.[^\s]+$/i.test(typed) && typed.length <= LIMITS.text;
  return isLink ? { value: typed } : { problem: { type: 'not_a_link', typed } };
}

function readTick(answer: InputValue): Read<boolean> {
  if (typeof answer === 'boolean') return { value: answer };
  const typed = String(answer).trim().toLowerCase();
  if (typed === 'true' || typed === 'yes') return { value: true };
  if (typed === 'false' || typed === 'no') return { value: false };
  return { problem: { type: 'not_a_tick' } };
}
