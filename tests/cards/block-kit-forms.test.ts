/** Forms as modals, and what comes back from them. */
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { fieldsOf, toFormView } from '../../src/cards/block-kit.ts';
import type { Field, Form } from '../../src/cards/card.ts';
import { type BlockKit, blockKit } from '../support/slack/block-kit.ts';
import { FORMS } from './form-gallery.ts';
import { GALLERY } from './gallery.ts';
import { hostile } from './hostile-cards.ts';
import { LARGE_CARDS, many } from './large-cards.ts';
import { actionsOf } from './reading.ts';

let kit: BlockKit;
beforeAll(async () => {
  kit = await blockKit();
});

const VALUE = { v: 1, verb: 'complete', run: 'r1', step: 'fridge', attempt: 2 } as const;
const json = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;
const view = (form: Form) => toFormView(form, VALUE, '{}') as FormView;
const asking = (field: Field) => view({ title: 'T', submit: 'Go', fields: [field] });
const base = { id: 'f', label: 'F', required: false } as const;

interface FormView {
  readonly title: { readonly text: string };
  readonly blocks: readonly Block[];
}
interface Block {
  readonly type: string;
  readonly block_id?: string;
  readonly text?: { readonly text: string };
  readonly hint?: { readonly text: string };
  readonly element?: Input;
}
interface Input {
  readonly type: string;
  readonly action_id: string;
  readonly initial_value?: string;
  readonly initial_date?: string;
  readonly initial_option?: unknown;
  readonly initial_options?: unknown;
  readonly max_length?: number;
}

/** `view.state.values` of a modal that is sent as it was opened. */
function sentAsOpened({ blocks }: FormView): Record<string, Record<string, unknown>> {
  const inputs = blocks.flatMap(({ block_id: id, element }) =>
    id !== undefined && element ? [[id, element] as const] : [],
  );
  return Object.fromEntries(inputs.map(([id, element]) => [id, { [element.action_id]: stateOf(element) }]));
}

function stateOf(element: Input): object {
  const { type, initial_value: value, initial_date: date, initial_option: option, initial_options: options } = element;
  const nothing = { value: null, selected_date: null, selected_option: null, selected_options: [], files: [] };
  const filled = { value, selected_date: date, selected_option: option, selected_options: options };
  return { type, ...nothing, ...Object.fromEntries(Object.entries(filled).filter(([, one]) => one !== undefined)) };
}

/** What a form is prefilled with is what comes back, unless somebody changes it. */
function prefilled({ fields }: Form): Record<string, unknown> {
  return Object.fromEntries(
    fields.flatMap((field): [string, unknown][] => {
      if (field.type === 'checkbox') return [[field.id, field.value === true]];
      if (field.type === 'file' || field.value === undefined || field.value === '') return [];
      return [[field.id, String(field.value)]];
    }),
  );
}

describe.each(Object.entries(FORMS))('%s', (name, form) => {
  it('is drawn as it was', async () => {
    await expect(json(view(form))).toMatchFileSnapshot(`golden/slack/forms/${name.replaceAll(' ', '-')}.golden.json`);
  });

  it('is valid, and comes back as it was opened', () => {
    expect(kit.view(view(form))).toEqual([]);
    expect(fieldsOf(sentAsOpened(view(form)))).toEqual(prefilled(form));
  });
});

describe('the forms of cards', () => {
  it('are valid, however large', () => {
    const cards = [...Object.values(GALLERY), ...Object.values(LARGE_CARDS)];
    const forms = cards.flatMap(actionsOf).flatMap(({ form }) => (form ? [form] : []));
    expect(forms.length).toBeGreaterThan(50);
    for (const form of forms) expect(kit.view(view(form))).toEqual([]);
  });
});

describe('a modal', () => {
  it('has a title of 24 characters at most; a longer one stands in its first block', () => {
    const { title, blocks } = view({
      title: 'Have “Read the fridge” done again',
      submit: 'Have it done again',
      fields: [],
    });
    expect(title.text).toBe('Have it done again');
    expect(blocks).toMatchObject([{ type: 'header', text: { text: 'Have “Read the fridge” done again' } }]);
  });

  it('asks no more of a text than Slack takes, and says so', () => {
    const [block] = asking({ ...base, type: 'text', multiline: true, maxLength: 8_000, hint: 'Be short.' }).blocks;
    expect(block).toMatchObject({
      element: { max_length: 3_000 },
      hint: { text: 'Be short. Up to 3,000 characters; send what is longer as a file.' },
    });
  });

  it('takes a comma in a number', () => {
    const [block] = asking({ ...base, type: 'number', unit: '°C', value: 4.5 }).blocks;
    expect(block).toMatchObject({
      label: { text: 'F, °C' },
      element: { type: 'plain_text_input', initial_value: '4.5' },
    });
  });

  it.each([
    ['few short options that must be answered are seen at once', 5, true, 'radio_buttons'],
    ['few that need not be answered can be taken back', 5, false, 'static_select'],
    ['more are a list', 6, true, 'static_select'],
  ])('%s', (_what, count, required, type) => {
    const options = many(count, (index) => ({ id: `o${index}`, title: `Option ${index}` }));
    const [block] = asking({ ...base, required, type: 'choice', options }).blocks;
    expect(block?.element?.type).toBe(type);
  });

  it.each([0, 1, 100, 101, 450])('is valid with a choice of %d', (count) => {
    const options = many(count, (index) => ({ id: `o${index}`, title: `Option ${index}` }));
    const field: Field = { ...base, type: 'choice', options, ...(count > 0 ? { value: `o${count - 1}` } : {}) };
    expect(kit.view(asking(field))).toEqual([]);
    expect(fieldsOf(sentAsOpened(asking(field)))).toEqual(count > 0 ? { f: `o${count - 1}` } : {});
  });

  it('lets an id be written that is longer than an option takes', () => {
    const id = 'i'.repeat(151);
    const shown = asking({ ...base, type: 'choice', options: [{ id, title: 'Long' }], value: id });
    expect(kit.view(shown)).toEqual([]);
    expect(fieldsOf(sentAsOpened(shown))).toEqual({ f: id });
  });

  it('does not offer a text that is far too long, and keeps nothing of it', () => {
    const shown = asking({
      ...base,
      type: 'text',
      multiline: true,
      maxLength: 512_000,
      value: 'a: b\n'.repeat(80_000),
    });
    expect(kit.view(shown)).toEqual([]);
    expect(shown.blocks).toMatchObject([{ text: { text: expect.stringContaining('too long') } }]);
    expect(fieldsOf(sentAsOpened(shown))).toEqual({});
  });

  it('keeps every character of a text that is longer than one input', () => {
    const unit = fc.constantFrom('word ', '\n', 'x', '👩‍🍳', 'long-without-end', '   ');
    const length = fc.array(unit, { minLength: 700, maxLength: 2_500 }).map((parts) => `a${parts.join('')}z`);
    fc.assert(
      fc.property(length, (value) => {
        const shown = asking({ ...base, type: 'text', multiline: true, maxLength: 40_000, value });
        expect(kit.view(shown)).toEqual([]);
        const values = Object.entries(sentAsOpened(shown));
        expect(fieldsOf(Object.fromEntries(values))).toEqual({ f: value });
        expect(fieldsOf(Object.fromEntries(values.toReversed()))).toEqual({ f: value });
      }),
      { numRuns: 30 },
    );
  });

  it('is valid whatever people write, and says it as it was written', () => {
    fc.assert(
      fc.property(hostile, hostile, (text, other) => {
        const fields: Field[] = [
          {
            ...base,
            id: 'a',
            label: text,
            hint: other,
            type: 'text',
            multiline: false,
            maxLength: 200,
            value: other.slice(0, 200),
          },
          {
            ...base,
            id: 'b',
            label: other,
            required: true,
            type: 'choice',
            options: [{ id: 'o', title: text }],
            value: 'o',
          },
          { ...base, id: 'c', label: text, type: 'date', value: other },
          { ...base, id: 'd', label: text, type: 'number', unit: other },
          { ...base, id: 'e', label: other, type: 'file', images: true },
        ];
        const shown = view({ title: text, submit: other, fields });
        expect(kit.view(shown)).toEqual([]);
        expect(JSON.stringify(shown)).not.toContain('mrkdwn');
        expect(JSON.stringify(shown)).not.toContain('"emoji":true');
      }),
      { numRuns: 60 },
    );
  });
});

describe('what comes back', () => {
  const file = { id: 'F1', name: 'a.jpg' };

  it.each([
    ['a text', { type: 'plain_text_input', value: ' as typed ' }, ' as typed '],
    ['an empty text', { type: 'plain_text_input', value: null }, undefined],
    ['a date', { type: 'datepicker', selected_date: '2026-05-04' }, '2026-05-04'],
    ['no date', { type: 'datepicker', selected_date: null }, undefined],
    ['an option of a list', { type: 'static_select', selected_option: { value: 'o1' } }, 'o1'],
    ['no option', { type: 'static_select', selected_option: null }, undefined],
    ['a radio button', { type: 'radio_buttons', selected_option: { value: 'o2' } }, 'o2'],
    ['a tick', { type: 'checkboxes', selected_options: [{ value: 'true' }] }, true],
    ['no tick', { type: 'checkboxes', selected_options: [] }, false],
    ['files', { type: 'file_input', files: [file] }, [file]],
    ['no files', { type: 'file_input', files: [] }, undefined],
    ['what is no answer', { type: 'carousel', value: 'x' }, undefined],
  ])('%s', (_what, state, answer) => {
    expect(fieldsOf({ f: { any: state } })).toEqual(answer === undefined ? {} : { f: answer });
  });

  it('is read from anything without falling over', () => {
    fc.assert(fc.property(fc.anything(), (values) => void fieldsOf(values)));
  });
});
