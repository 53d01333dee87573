/** What stands in the fields of a message or a view: `state.values` as Slack sends it, and what a client accepts. */
import { isJson, type Json, objects, text } from './json.ts';
import { touchables, words, wordsOf } from './surface.ts';

/** What a person enters: text, a number as text, a date, the words of a choice or several, ids of people or files. */
export type Entered = string | readonly string[];

export type StateValues = Readonly<Record<string, Readonly<Record<string, Json>>>>;

/** For each kind of element: the key of its value in `state.values`, of its first value, and what an empty one holds. */
const KINDS: Readonly<Record<string, { readonly key: string; readonly initial: string; readonly empty: unknown }>> = {
  plain_text_input: { key: 'value', initial: 'initial_value', empty: null },
  number_input: { key: 'value', initial: 'initial_value', empty: null },
  email_text_input: { key: 'value', initial: 'initial_value', empty: null },
  url_text_input: { key: 'value', initial: 'initial_value', empty: null },
  datepicker: { key: 'selected_date', initial: 'initial_date', empty: null },
  timepicker: { key: 'selected_time', initial: 'initial_time', empty: null },
  datetimepicker: { key: 'selected_date_time', initial: 'initial_date_time', empty: null },
  static_select: { key: 'selected_option', initial: 'initial_option', empty: null },
  external_select: { key: 'selected_option', initial: 'initial_option', empty: null },
  radio_buttons: { key: 'selected_option', initial: 'initial_option', empty: null },
  checkboxes: { key: 'selected_options', initial: 'initial_options', empty: [] },
  multi_static_select: { key: 'selected_options', initial: 'initial_options', empty: [] },
  multi_external_select: { key: 'selected_options', initial: 'initial_options', empty: [] },
  users_select: { key: 'selected_user', initial: 'initial_user', empty: null },
  multi_users_select: { key: 'selected_users', initial: 'initial_users', empty: [] },
  conversations_select: { key: 'selected_conversation', initial: 'initial_conversation', empty: null },
  multi_conversations_select: { key: 'selected_conversations', initial: 'initial_conversations', empty: [] },
  channels_select: { key: 'selected_channel', initial: 'initial_channel', empty: null },
  multi_channels_select: { key: 'selected_channels', initial: 'initial_channels', empty: [] },
  file_input: { key: 'files', initial: '', empty: [] },
};

/** The state of all fields: what was entered, or what they began with. */
export function stateOf(blocks: readonly Json[], entered: StateValues = {}): StateValues {
  const state: Record<string, Record<string, Json>> = {};
  for (const { block, element, option } of touchables(blocks)) {
    const kind = KINDS[text(element.type)];
    if (kind === undefined || option !== undefined) continue;
    const [blockId, actionId] = [text(block.block_id), text(element.action_id)];
    const first: Json = { type: element.type, [kind.key]: element[kind.initial] ?? kind.empty };
    state[blockId] = { ...state[blockId], [actionId]: entered[blockId]?.[actionId] ?? first };
  }
  return state;
}

/** What an element holds once this is entered. Throws where the client would not let it be. */
export function entry(element: Json, value: Entered, lookUp: (id: string) => Json = (id) => ({ id })): Json {
  const type = text(element.type);
  const kind = KINDS[type];
  if (kind === undefined) throw new Error(`Nothing can be entered into a ${type}`);
  const many = typeof value === 'string' ? [value] : value;
  const one = many[0] ?? '';
  switch (kind.key) {
    case 'selected_option':
      return { type, selected_option: one === '' ? null : choice(element, one) };
    case 'selected_options':
      return { type, selected_options: many.map((each) => choice(element, each)) };
    case 'files':
      return { type, files: many.map(lookUp) };
    case 'selected_date_time':
      return { type, selected_date_time: one === '' ? null : Number(one) };
    default:
      if (Array.isArray(kind.empty)) return { type, [kind.key]: many };
      checkText(element, one);
      return { type, [kind.key]: one === '' ? null : one };
  }
}

function choice(element: Json, wanted: string): Json {
  const options = [
    ...objects(element.options),
    ...objects(element.option_groups).flatMap((one) => objects(one.options)),
  ];
  const found = options.filter((one) => words(one.text) === wanted || one.value === wanted);
  if (found.length === 1 && found[0] !== undefined) return found[0];
  const shown = options.map((one) => `"${words(one.text)}"`).join(', ');
  throw new Error(`${found.length} choices are "${wanted}". There is: ${shown}`);
}

/** The client holds text to its limits, and a number field to numbers, before anything is sent. */
function checkText(element: Json, value: string): void {
  if (value === '') return;
  const refuse = (why: string) => {
    throw new Error(`The client does not take "${value.slice(0, 40)}": ${why}`);
  };
  if (element.type === 'number_input') {
    if (!/^-?\d+(\.\d+)?$/.test(value)) refuse('not a number');
    if (element.is_decimal_allowed === false && value.includes('.')) refuse('no decimals');
    if (element.min_value !== undefined && Number(value) < Number(element.min_value))
      refuse(`less than ${element.min_value}`);
    if (element.max_value !== undefined && Number(value) > Number(element.max_value))
      refuse(`more than ${element.max_value}`);
  }
  if (value.length > Number(element.max_length ?? 3_000)) refuse(`longer than ${element.max_length ?? 3_000}`);
  if (value.length < Number(element.min_length ?? 0)) refuse(`shorter than ${element.min_length}`);
}

/** The labels of required fields that are empty: with these a client does not submit. */
export function missing(blocks: readonly Json[], state: StateValues): string[] {
  return touchables(blocks)
    .filter(({ block }) => block.type === 'input' && block.optional !== true)
    .filter(({ block, element }) => {
      const kind = KINDS[text(element.type)];
      const held = state[text(block.block_id)]?.[text(element.action_id)];
      const value = kind === undefined || !isJson(held) ? null : held[kind.key];
      return value === null || value === undefined || (Array.isArray(value) && value.length === 0);
    })
    .map(wordsOf);
}

/** The field that a person means: by its label, its `action_id` or its `block_id`. */
export function fieldOf(blocks: readonly Json[], name: string): { readonly block: Json; readonly element: Json } {
  const fields = touchables(blocks).filter((one) => KINDS[text(one.element.type)] !== undefined);
  const found = fields.filter(
    ({ block, element }) => words(block.label) === name || element.action_id === name || block.block_id === name,
  );
  if (found.length === 1 && found[0] !== undefined) return found[0];
  throw new Error(
    `${found.length} fields are "${name}". There is: ${fields.map((one) => `"${wordsOf(one)}"`).join(', ')}`,
  );
}
