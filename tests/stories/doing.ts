/** Doing a step as its card asks. */
import type { Field } from '../../src/cards/card.ts';
import { isOwed } from '../../src/engine/run/live.ts';
import type { FieldValue, StoredFile } from '../../src/runtime/conversation.ts';
import { told } from './words.ts';
import type { Fields, Workplace } from './workplace.ts';

/** The smallest PNG there is: one pixel. */
export const PIXEL = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

export function photo(work: Workplace): Promise<StoredFile> {
  return work.upload('counter.png', 'image/png', Buffer.from(PIXEL, 'base64'));
}

/** Does the first step that waits for somebody, filling its form with fitting answers. Gives the step card's title. */
export async function doStep(
  work: Workplace,
  member: string,
  answers: Fields = {},
  channel = 'kitchen',
): Promise<string> {
  const run = await work.run(channel);
  const step = run.steps.find((one) => isOwed(one) && one.state !== 'waiting_approval');
  if (!step) throw new Error('no step waits for anybody');
  const card = (await work.cards(channel)).findLast((one) => {
    return one.card?.actions.some(({ value }) => value.verb === 'complete' && value.step === step.id);
  });
  const done = card?.card?.actions.find((one) => one.value.verb === 'complete');
  if (!card || !done) throw new Error(`no card to do ${step.id} with`);
  const filled: [string, FieldValue][] = [];
  for (const field of done.form?.fields ?? [])
    filled.push([field.id, answers[field.id] ?? (await fitting(work, field))]);
  const answer = await work.press(member, card, done.label, done.form ? Object.fromEntries(filled) : undefined, {
    channel,
  });
  if (answer.type !== 'none') throw new Error(`${String(card.card?.title)}: ${told(answer)}`);
  await work.idle();
  return String(card.card?.title);
}

/** An answer within the limits that the field's hint names. */
async function fitting(work: Workplace, field: Field): Promise<FieldValue> {
  switch (field.type) {
    case 'number':
      return Number(/-?\d+(\.\d+)?/.exec(field.hint ?? '1')?.[0]);
    case 'checkbox':
      return true;
    case 'text':
      return 'https://example.com/1';
    case 'date':
      return '2026-03-02';
    case 'choice':
      return field.options[0]?.id ?? '';
    case 'member':
      return field.people[0]?.id ?? '';
    case 'file':
      return photo(work);
  }
}
