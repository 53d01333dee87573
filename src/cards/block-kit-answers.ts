/** What was filled in in a modal. */

/** A file as `file_input` gives it back: what else Slack says of it is read by whoever fetches it. */
export interface SlackFileRef {
  readonly id: string;
  readonly [property: string]: unknown;
}

type Answer = string | number | boolean | readonly SlackFileRef[];

/** `view.state.values` by field. What was left empty is absent; a checkbox always answers. */
export function fieldsOf(values: unknown): Record<string, Answer> {
  // Inherits nothing: whoever made up a field's name reaches no further than the field.
  const fields: Record<string, Answer> = Object.create(null);
  for (const { id, glue, answer } of answersIn(values)) {
    const before = fields[id];
    fields[id] = typeof before === 'string' ? `${before}${glue}${answer}` : answer;
  }
  return fields;
}

/** The people who were chosen in it, by Slack's ids. */
export function peopleIn(values: unknown): readonly string[] {
  const elements = Object.values(isObject(values) ? values : {}).flatMap((one) =>
    Object.values(isObject(one) ? one : {}),
  );
  return elements.flatMap((one) => (isObject(one) ? (filled(one.selected_user) ?? []) : []));
}

/** In the order of their parts: that of a JSON object is not promised. */
function answersIn(values: unknown): readonly (Part & { readonly answer: Answer })[] {
  const answers = Object.entries(isObject(values) ? values : {}).flatMap(([block, elements]) => {
    const [element] = isObject(elements) ? Object.values(elements) : [];
    const answer = isObject(element) ? answerOf(element) : undefined;
    return answer === undefined ? [] : [{ ...partOf(block), answer }];
  });
  return answers.toSorted((one, other) => one.index - other.index);
}

/** A text that is longer than one input goes on in further ones. */
interface Part {
  readonly id: string;
  readonly index: number;
  /** What stood between it and the part before. */
  readonly glue: Glue;
}

export type Glue = '\n' | ' ' | '';

const GLUES: Readonly<Record<string, Glue>> = { lines: '\n', words: ' ', characters: '' };

/**
 * The block of a part: `instructions`, `instructions +1 lines`. No field is called so. The first is called like its field:
 * there an error can stand.
 */
export function blockOf({ id, index, glue }: Part): string {
  const kind = Object.keys(GLUES).find((name) => GLUES[name] === glue);
  return index === 0 ? id : `${id} +${index} ${kind}`;
}

function partOf(block: string): Part {
  const [, id = block, index = '0', kind = ''] = /^(.*) \+(\d+) (lines|words|characters)$/s.exec(block) ?? [];
  return { id, index: Number(index), glue: GLUES[kind] ?? '' };
}

function answerOf(element: Readonly<Record<string, unknown>>): Answer | undefined {
  switch (element.type) {
    case 'plain_text_input':
      return filled(element.value);
    case 'datepicker':
      return filled(element.selected_date);
    case 'static_select':
    case 'radio_buttons':
      return isObject(element.selected_option) ? filled(element.selected_option.value) : undefined;
    case 'users_select':
      return filled(element.selected_user);
    case 'checkboxes':
      return Array.isArray(element.selected_options) && element.selected_options.length > 0;
    case 'file_input': {
      const files = Array.isArray(element.files) ? element.files.filter(isFile) : [];
      return files.length > 0 ? files : undefined;
    }
    default:
      return undefined;
  }
}

function filled(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function isFile(file: unknown): file is SlackFileRef {
  return isObject(file) && typeof file.id === 'string';
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
