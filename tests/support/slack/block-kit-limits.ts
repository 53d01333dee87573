/** The limits of Slack's Block Kit reference (docs.slack.dev/reference/block-kit), which its types do not tell. */
import type { Surface } from './block-kit.ts';
import { isJson, type Json, objects, text } from './json.ts';

const NOT_IN: Readonly<Record<Surface, readonly string[]>> = {
  message: ['alert', 'file'],
  modal: [
    'card',
    'carousel',
    'container',
    'context_actions',
    'data_table',
    'file',
    'markdown',
    'plan',
    'table',
    'task_card',
  ],
  home: ['alert', 'container', 'context_actions', 'data_table', 'file', 'markdown', 'plan', 'table', 'task_card'],
};

/** Slack's own count is not documented; messages above about this many characters are refused as `msg_blocks_too_long`. */
export const MOST_CHARACTERS = 13_200;

/** Of one block (or element) with what is in it. */
export function limitsOf(one: Json, path: string): string[] {
  const wrong = [
    ...['block_id', 'action_id'].flatMap((id) => [
      ...longer(one[id], 255, `${path}.${id}`),
      ...empty(one[id], `${path}.${id}`),
    ]),
    ...ownLimits(one, path),
    ...optionLimits(one, path),
    ...confirmLimits(one.confirm, `${path}.confirm`),
  ];
  const inner =
    one.type === 'rich_text' ? [] : objects(one.elements).map((child, i) => [child, `elements[${i}]`] as const);
  const single = (['accessory', 'element'] as const).flatMap((key) => {
    const child = one[key];
    return isJson(child) ? [[child, key] as const] : [];
  });
  return [...wrong, ...[...inner, ...single].flatMap(([child, key]) => limitsOf(child, `${path}.${key}`))];
}

function ownLimits(one: Json, p: string): string[] {
  switch (one.type) {
    case 'header':
      return said(one.text, 150, `${p}.text`);
    case 'section':
      return [
        ...said(one.text, 3_000, `${p}.text`),
        ...count(one.fields, 1, 10, `${p}.fields`),
        ...objects(one.fields).flatMap((field, i) => said(field, 2_000, `${p}.fields[${i}]`)),
        ...(one.text === undefined && one.fields === undefined ? [`${p}: a section needs text or fields`] : []),
      ];
    case 'context':
      return count(one.elements, 1, 10, `${p}.elements`);
    case 'actions':
      return [...count(one.elements, 1, 25, `${p}.elements`), ...sameAction(one.elements, p)];
    case 'image':
      return [
        ...longer(one.alt_text, 2_000, `${p}.alt_text`),
        ...longer(one.image_url, 3_000, `${p}.image_url`),
        ...said(one.title, 2_000, `${p}.title`),
      ];
    case 'input':
      return [...said(one.label, 2_000, `${p}.label`), ...said(one.hint, 2_000, `${p}.hint`)];
    case 'markdown':
      return longer(one.text, 12_000, `${p}.text`);
    case 'table':
      return [
        ...count(one.rows, 1, 100, `${p}.rows`),
        ...(Array.isArray(one.rows) ? one.rows.flatMap((row, i) => count(row, 1, 20, `${p}.rows[${i}]`)) : []),
      ];
    case 'button':
      return [
        ...said(one.text, 75, `${p}.text`),
        ...longer(one.value, 2_000, `${p}.value`),
        ...longer(one.url, 3_000, `${p}.url`),
        ...longer(one.accessibility_label, 75, `${p}.accessibility_label`),
      ];
    case 'static_select':
    case 'multi_static_select':
      return [
        ...count(one.options, 1, 100, `${p}.options`),
        ...count(one.option_groups, 1, 100, `${p}.option_groups`),
        ...((one.options === undefined) === (one.option_groups === undefined)
          ? [`${p}: exactly one of options, option_groups`]
          : []),
      ];
    case 'radio_buttons':
    case 'checkboxes':
      return count(one.options, 1, 10, `${p}.options`);
    case 'overflow':
      return count(one.options, 1, 5, `${p}.options`);
    case 'plain_text_input':
      return [
        ...outside(one.max_length, 1, 3_000, `${p}.max_length`),
        ...outside(one.min_length, 0, 3_000, `${p}.min_length`),
        ...longer(one.initial_value, Number(one.max_length ?? 3_000), `${p}.initial_value`),
      ];
    case 'file_input':
      return outside(one.max_files, 1, 10, `${p}.max_files`);
    case 'datepicker':
      return unlike(one.initial_date, /^\d{4}-\d{2}-\d{2}$/, `${p}.initial_date`);
    case 'timepicker':
      return unlike(one.initial_time, /^([01]\d|2[0-3]):[0-5]\d$/, `${p}.initial_time`);
    case 'mrkdwn':
    case 'plain_text':
      return said(one, 3_000, p);
    default:
      return [];
  }
}

function optionLimits(one: Json, path: string): string[] {
  const groups = objects(one.option_groups);
  const lists = [objects(one.options), ...groups.map((group) => objects(group.options))];
  const each = lists
    .flat()
    .flatMap((option, i) => [
      ...said(option.text, 75, `${path}.options[${i}].text`),
      ...longer(option.value, 150, `${path}.options[${i}].value`),
      ...said(option.description, 75, `${path}.options[${i}].description`),
    ]);
  const values = lists.flat().map((option) => text(option.value));
  const isSelect = one.type !== 'overflow';
  const twice = isSelect && new Set(values).size < values.length ? [`${path}: two options have the same value`] : [];
  const chosen = [...objects(one.initial_options), ...(isJson(one.initial_option) ? [one.initial_option] : [])];
  const stray = chosen.filter(
    (choice) => !lists.flat().some((option) => JSON.stringify(option) === JSON.stringify(choice)),
  );
  const isOpen = text(one.type).endsWith('external_select');
  return [
    ...each,
    ...twice,
    ...(isOpen
      ? []
      : stray.map((choice) => `${path}: the initial option ${text(choice.value)} is not exactly one of the options`)),
    ...groups.flatMap((group, i) => [
      ...said(group.label, 75, `${path}.option_groups[${i}].label`),
      ...count(group.options, 1, 100, `${path}.option_groups[${i}].options`),
    ]),
    ...said(one.placeholder, 150, `${path}.placeholder`),
  ];
}

function confirmLimits(confirm: unknown, path: string): string[] {
  if (!isJson(confirm)) return [];
  const limits = { title: 100, text: 300, confirm: 30, deny: 30 };
  return Object.entries(limits).flatMap(([key, most]) => said(confirm[key], most, `${path}.${key}`));
}

/** Of all blocks together. */
export function surfaceLimits(blocks: readonly Json[], surface: Surface): string[] {
  const most = surface === 'message' ? 50 : 100;
  const of = (type: string) => blocks.filter((one) => one?.type === type);
  const ids = blocks.map((one) => text(one?.block_id)).filter((id) => id !== '');
  const markdown = of('markdown').reduce((sum, one) => sum + text(one.text).length, 0);
  const fileInputs = of('input').filter((one) => (one.element as Json | undefined)?.type === 'file_input');
  const focused = of('input').filter((one) => (one.element as Json | undefined)?.focus_on_load === true);
  return [
    ...(blocks.length > most ? [`/blocks: more than ${most}`] : []),
    ...blocks.flatMap((one, i) =>
      NOT_IN[surface].includes(text(one?.type)) ? [`/blocks/${i}: ${one.type} is not allowed in a ${surface}`] : [],
    ),
    ...(new Set(ids).size < ids.length ? ['/blocks: two have the same block_id'] : []),
    ...(markdown > 12_000 ? ['/blocks: markdown together longer than 12000'] : []),
    ...(of('table').length > 1 ? ['/blocks: only one table'] : []),
    ...(fileInputs.length > 0 && surface !== 'modal' ? ['/blocks: file_input belongs in a modal'] : []),
    ...(focused.length > 1 ? ['/blocks: only one element can have the focus'] : []),
  ];
}

export function viewLimits(view: Json): string[] {
  const wrong = [
    ...longer(view.private_metadata, 3_000, '/private_metadata'),
    ...longer(view.callback_id, 255, '/callback_id'),
    ...longer(view.external_id, 255, '/external_id'),
    ...(JSON.stringify(view).length > 250_000 ? ['/view: larger than 250 kB'] : []),
  ];
  if (view.type === 'home') return wrong;
  const hasInput = objects(view.blocks).some((one) => one.type === 'input');
  return [
    ...wrong,
    ...(isJson(view.title) && view.title.type === 'plain_text' ? [] : ['/title: plain text is required']),
    ...['title', 'submit', 'close'].flatMap((key) => said(view[key], 24, `/${key}`)),
    ...(hasInput && !isJson(view.submit) ? ['/submit: required where there are inputs'] : []),
  ];
}

/** Everything that the blocks say, in characters. */
export function charactersOf(value: unknown): number {
  if (Array.isArray(value)) return value.reduce((sum: number, one) => sum + charactersOf(one), 0);
  if (!isJson(value)) return 0;
  const own = typeof value.text === 'string' ? [...value.text].length : 0;
  return own + Object.values(value).reduce((sum: number, one) => sum + charactersOf(one), 0);
}

function longer(value: unknown, most: number, path: string): string[] {
  return typeof value === 'string' && [...value].length > most ? [`${path}: longer than ${most}`] : [];
}

function empty(value: unknown, path: string): string[] {
  return value === '' ? [`${path}: must not be empty`] : [];
}

function said(object: unknown, most: number, path: string): string[] {
  if (!isJson(object)) return [];
  return [...longer(object.text, most, `${path}.text`), ...empty(object.text, `${path}.text`)];
}

function count(list: unknown, least: number, most: number, path: string): string[] {
  if (!Array.isArray(list) || (list.length >= least && list.length <= most)) return [];
  return [`${path}: needs ${least} to ${most}, has ${list.length}`];
}

function outside(value: unknown, least: number, most: number, path: string): string[] {
  return typeof value === 'number' && (value < least || value > most)
    ? [`${path}: not within ${least} and ${most}`]
    : [];
}

function unlike(value: unknown, form: RegExp, path: string): string[] {
  return typeof value === 'string' && !form.test(value) ? [`${path}: not of the form ${form.source}`] : [];
}

function sameAction(elements: unknown, path: string): string[] {
  const ids = objects(elements)
    .map((one) => text(one.action_id))
    .filter((id) => id !== '');
  return new Set(ids).size < ids.length ? [`${path}: two elements have the same action_id`] : [];
}
