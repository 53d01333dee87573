/** What a client sends when somebody fills in a card and presses a button of it, and when it does not let them. */
import { type Json, objects, text } from '../slack/json.ts';
import { actionsOf, type Found } from './reading.ts';

/** By the id of an input or its label. A choice by its title or its value; several of them as a list. */
export type Answers = Readonly<Record<string, string | number | boolean | readonly string[]>>;

/** By its title, or by the verb of an `Action.Execute`. */
export type Button = string | { readonly verb: string };

/** Throws with what there is, if there is no such button. */
export function buttonOn(card: Json, button: Button): Found {
  // One that unfolds a form is the client's own affair; the one that sends the form may be called the same.
  const all = actionsOf(card).filter(({ action }) => action.type !== 'Action.ShowCard');
  const found = all.find(({ action }) =>
    typeof button === 'string' ? action.title === button : action.verb === button.verb,
  );
  if (found !== undefined) return found;
  const there = all.map(({ action }) => text(action.title) || text(action.verb)).join(', ') || 'nothing';
  throw new Error(`There is no "${typeof button === 'string' ? button : button.verb}" to press. There is: ${there}`);
}

/** The button's data with the answers. Throws where the client would ask again. */
export function filled({ action, inputs }: Found, answers: Answers): Json {
  const data = typeof action.data === 'object' && action.data !== null ? action.data : {};
  if (action.associatedInputs === 'none') return data as Json;
  const unknown = Object.keys(answers).filter((name) => !inputs.some((one) => one.id === name || one.label === name));
  if (unknown.length > 0) {
    throw new Error(`There is no input ${unknown.join(', ')}. There is: ${inputs.map(nameOf).join(', ') || 'none'}`);
  }
  const entries = inputs.map((input) => [text(input.id), answered(input, answers)] as const);
  return { ...data, ...Object.fromEntries(entries.filter(([, value]) => value !== undefined)) };
}

function answered(input: Json, answers: Answers): unknown {
  const given = answers[text(input.id)] ?? answers[text(input.label)];
  const value = input.type === 'Input.Toggle' ? toggled(input, given) : chosen(input, given ?? input.value);
  if (value === undefined || value === '') {
    if (input.isRequired === true) throw new Error(`The client asks for: ${nameOf(input)}`);
    return value;
  }
  const problem = problemOf(input, String(value));
  if (problem !== undefined) throw new Error(`The client refuses ${nameOf(input)}: ${problem}`);
  return value;
}

function toggled(input: Json, given: unknown): string | undefined {
  const [on, off] = [text(input.valueOn) || 'true', text(input.valueOff) || 'false'];
  if (given === undefined) return text(input.value) || off;
  const isOn = given === true || given === on;
  return isOn || input.isRequired !== true ? (isOn ? on : off) : undefined;
}

/** Every value goes as a text, several choices with commas between. */
function chosen(input: Json, given: unknown): unknown {
  if (input.type !== 'Input.ChoiceSet' || given === undefined) return given;
  const wanted = Array.isArray(given) ? given : input.isMultiSelect === true ? text(given).split(',') : [given];
  const choices = objects(input.choices);
  const values = wanted.map((one) => {
    const found = choices.find(({ title, value }) => value === one || title === one);
    const isFree = one === '' || input['choices.data'] !== undefined || input.style === 'filtered';
    if (found === undefined && !isFree) {
      throw new Error(`There is no choice ${one}. There is: ${choices.map(({ title }) => title).join(', ')}`);
    }
    return found === undefined ? one : text(found.value);
  });
  return values.join(',');
}

function problemOf(input: Json, value: string): string | undefined {
  const { regex, maxLength, min, max } = input;
  if (typeof maxLength === 'number' && value.length > maxLength) return `longer than ${maxLength}`;
  if (typeof regex === 'string' && !new RegExp(regex).test(value)) return text(input.errorMessage) || 'not as asked';
  if (input.type !== 'Input.Number') return undefined;
  if (Number.isNaN(Number(value))) return 'not a number';
  if (typeof min === 'number' && Number(value) < min) return `less than ${min}`;
  return typeof max === 'number' && Number(value) > max ? `more than ${max}` : undefined;
}

function nameOf(input: Json): string {
  return text(input.label) || text(input.id);
}
