/**
 * A form that was asked for in words: Slack opens one from a button only. What was typed already waits in the button's
 * value, which takes 2,000 characters here, where other platforms take 255: nothing to clear away later, and whoever
 * reads it reads what they typed themselves.
 */
import { z } from 'zod';
import { type ActionValue, decodeAction } from '../../cards/action.ts';
import { toBlocks } from '../../cards/block-kit.ts';
import { type Drawn, plainText, type SlackFormat } from '../../cards/block-kit-text.ts';
import type { Field, Form } from '../../cards/card.ts';
import type { Given } from '../../cards/filled.ts';
import { optional } from '../../engine/optional.ts';

/** The name of the button. */
export const FILL_IN = 'fill_in';

const MOST_VALUE = 2_000;

interface Asked {
  readonly form: Form;
  readonly value: ActionValue;
  /** Another channel that was named: it is asked for there. */
  readonly elsewhere?: string | undefined;
}

export function openingBlocks(
  { form, value, elsewhere }: Asked,
  format: SlackFormat,
): { readonly text: string; readonly blocks: readonly Drawn[] } {
  const { title } = form;
  // A draft or the records of a run are shown as they are when the form opens: only what a start is told was typed, or
  // when a routine is to start runs.
  const fields = TYPED.includes(value.verb) ? form.fields.filter(isFilled) : [];
  const about = { value, ...optional('channel', elsewhere) };
  const kept = fitting(about, fields);
  const left = fields.filter((one) => !kept.includes(one)).map(({ label }) => `“${label}”`);
  const sorry = left.length > 0 ? ` There was no room to keep ${left.join(', ')}: please enter it there again.` : '';
  const text = `A form opens from a button only: tap Fill in.${sorry}`;
  const card = { title, tone: 'neutral', elements: [{ type: 'text', text }], actions: [] } as const;
  const drawn = toBlocks({ ...card, fallback: `${title}. ${text}` }, format);
  const button = { type: 'button', action_id: FILL_IN, style: 'primary', value: encoded(about, kept) };
  const row = { type: 'actions', elements: [{ ...button, text: plainText('Fill in', 75) }] };
  return { text: drawn.text, blocks: [...drawn.blocks, row] };
}

const TYPED: readonly ActionValue['verb'][] = ['start', 'routine'];

function isFilled(field: Field): boolean {
  return 'value' in field && field.value !== undefined;
}

/** As many as there is room for, the shortest first. */
function fitting(about: About, fields: readonly Field[]): readonly Field[] {
  const lengthOf = (field: Field) => JSON.stringify(givenIn([field])).length;
  let kept: readonly Field[] = [];
  for (const field of fields.toSorted((one, other) => lengthOf(one) - lengthOf(other))) {
    if (encoded(about, [...kept, field]).length <= MOST_VALUE) kept = [...kept, field];
  }
  return kept;
}

interface About {
  readonly value: ActionValue;
  readonly channel?: string;
}

function encoded(about: About, kept: readonly Field[]): string {
  return JSON.stringify({ ...about, given: givenIn(kept) });
}

function givenIn(fields: readonly Field[]): Given {
  const given = fields.flatMap((field) =>
    'value' in field && field.value !== undefined ? [[field.id, field.value] as const] : [],
  );
  return Object.fromEntries(given);
}

const opening = z.object({
  value: z.unknown(),
  given: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  channel: z.string().max(60).optional(),
});

/** What the button asks for; undefined if it is none of ours. */
export function openedBy(raw: string): (About & { readonly given: Given }) | undefined {
  const read = opening.safeParse(json(raw));
  const value = read.success ? decodeAction(read.data.value) : undefined;
  return read.success && value
    ? { value, given: read.data.given, ...optional('channel', read.data.channel) }
    : undefined;
}

function json(raw: string): unknown {
  try {
    return JSON.parse(raw);
  } catch {
    return undefined;
  }
}
