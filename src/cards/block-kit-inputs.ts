/** Each field of a form as an input of a modal. */
import { blockOf, type Glue } from './block-kit-answers.ts';
import { type Drawn, plainText } from './block-kit-text.ts';
import type { Field } from './card.ts';
import { clean } from './text.ts';

type Of<Type extends Field['type']> = Extract<Field, { type: Type }>;

/** What Slack takes. */
const MOST_TYPED = 3_000;
const MOST_OPTIONS = 100;
const MOST_OPTION_VALUE = 150;
/** Few and short options are seen at once. */
const MOST_RADIO = 5;
const SHORT_OPTION = 50;
const PICTURES = ['png', 'jpg', 'jpeg', 'heic', 'webp', 'gif'];

/** `name`: the inputs' action id. */
export function inputBlocks(field: Field, name: string): readonly Drawn[] {
  switch (field.type) {
    case 'text':
      return textInputs(field, name);
    case 'number': {
      const label = field.unit ? `${field.label}, ${field.unit}` : field.label;
      // Not `number_input`: it takes no comma, and 4,5 is how half of Europe writes it.
      const element = {
        type: 'plain_text_input',
        multiline: false,
        max_length: 30,
        placeholder: plainText('Number', 150),
      };
      return [input({ ...field, label }, { ...element, ...initial(field.value) }, name)];
    }
    case 'date': {
      const isDate = field.value !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(field.value);
      return [input(field, { type: 'datepicker', ...(isDate ? { initial_date: field.value } : {}) }, name)];
    }
    case 'choice':
      return [choice(field, name)];
    case 'member': {
      const chosen = field.value === undefined ? {} : { initial_user: field.value };
      return [input(field, { type: 'users_select', placeholder: plainText('Choose…', 150), ...chosen }, name)];
    }
    case 'checkbox': {
      const yes = { text: plainText('Yes', 75), value: 'true' };
      const ticked = field.value === true ? { initial_options: [yes] } : {};
      return [input(field, { type: 'checkboxes', options: [yes], ...ticked }, name)];
    }
    case 'file':
      return [
        input(field, { type: 'file_input', max_files: 10, ...(field.images ? { filetypes: PICTURES } : {}) }, name),
      ];
  }
}

interface Asked {
  readonly id: string;
  readonly label: string;
  readonly required: boolean;
  readonly hint?: string;
}

function input({ id, label, required, hint }: Asked, element: Drawn, name: string): Drawn {
  return {
    ...{ type: 'input', block_id: id, label: plainText(label, 2_000), optional: !required },
    element: { ...element, action_id: name },
    ...(hint === undefined ? {} : { hint: plainText(hint, 2_000) }),
  };
}

function initial(value: string | number | undefined): object {
  return value === undefined || value === '' ? {} : { initial_value: String(value) };
}

/** An input holds 3,000 characters. A longer text that is there already goes on in further inputs: nothing of it is lost. */
function textInputs(field: Of<'text'>, name: string): readonly Drawn[] {
  const { id, label, multiline, maxLength, value } = field;
  const parts = partsOf(clean(value ?? ''), '');
  if (parts.length > MOST_PARTS) return [{ type: 'section', text: plainText(`${label}: ${TOO_LONG}`, MOST_TYPED) }];
  const isLonger = maxLength > MOST_TYPED && parts.length === 1;
  const hint = [field.hint, isLonger ? MORE_THAN_FITS : undefined].filter((one) => one !== undefined).join(' ');
  return parts.map(({ text, glue }, index) => {
    const most = Math.max(1, text.length, Math.min(maxLength, MOST_TYPED));
    const element = { type: 'plain_text_input', multiline, max_length: most };
    const asked = {
      ...{ id: blockOf({ id, index, glue }), label: index === 0 ? label : `${label}, continued` },
      ...{ required: field.required && index === 0, ...(hint === '' || index > 0 ? {} : { hint }) },
    };
    return input(asked, { ...element, ...initial(text) }, name);
  });
}

const MORE_THAN_FITS = 'Up to 3,000 characters; send what is longer as a file.';

/** Half a megabyte of YAML is not edited in boxes. */
const MOST_PARTS = 30;
const TOO_LONG =
  'this text is too long to be changed in Slack. Change it in the browser, or in a file that you import.';

interface TextPart {
  readonly text: string;
  readonly glue: Glue;
}

/** Parts of at most 3,000 characters, parted where a line ends, else where a word does. */
function partsOf(text: string, glue: Glue): readonly TextPart[] {
  if (text.length <= MOST_TYPED) return [{ text, glue }];
  const room = text.slice(0, MOST_TYPED);
  const next = (['\n', ' '] as const).find((end) => room.lastIndexOf(end) > MOST_TYPED / 2) ?? '';
  const at = next === '' ? room.toWellFormed().replace(/\uFFFD$/, '').length : room.lastIndexOf(next);
  return [{ text: text.slice(0, at), glue }, ...partsOf(text.slice(at + next.length), next)];
}

function choice(field: Of<'choice'>, name: string): Drawn {
  const { required, value } = field;
  const options = field.options.filter(({ id }, index, all) => all.findIndex((one) => one.id === id) === index);
  if (options.length === 0 || options.some(({ id }) => id === '' || id.length > MOST_OPTION_VALUE)) {
    const titles = options.map(({ id }) => id).join(', ');
    const hint = field.hint ?? (titles === '' ? 'There is nothing to choose from yet.' : `One of: ${titles}`);
    return input({ ...field, hint }, { type: 'plain_text_input', ...initial(value) }, name);
  }
  const drawn = options.map(({ id, title }) => ({ text: plainText(title, 75), value: id }));
  const chosen = drawn.find((one) => one.value === value);
  const selected = chosen ? { initial_option: chosen } : {};
  // What is chosen among radio buttons cannot be taken back: whoever need not answer gets a list.
  const isSeenAtOnce =
    required && options.length <= MOST_RADIO && options.every((one) => one.title.length <= SHORT_OPTION);
  if (isSeenAtOnce) return input(field, { type: 'radio_buttons', options: drawn, ...selected }, name);
  const placeholder = plainText('Choose…', 150);
  return input(field, { type: 'static_select', placeholder, ...listed(drawn), ...selected }, name);
}

type Option = { readonly text: Drawn; readonly value: string };

/** A list takes 100 options; more of them go into groups. */
function listed(options: readonly Option[]): object {
  if (options.length <= MOST_OPTIONS) return { options };
  const groups = Array.from({ length: Math.ceil(options.length / MOST_OPTIONS) }, (_, group) => {
    const from = group * MOST_OPTIONS;
    const part = options.slice(from, from + MOST_OPTIONS);
    return { label: plainText(`${from + 1} to ${from + part.length}`, 75), options: part };
  });
  return { option_groups: groups };
}
