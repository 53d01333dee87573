/** Each view as data and as an Adaptive Card, beside the card that was approved by eye. */
import { describe, expect, it } from 'vitest';
import { decodeAction, encodeAction } from '../../src/cards/action.ts';
import { toAdaptive } from '../../src/cards/adaptive.ts';
import { GALLERY } from './gallery.ts';
import { actionsOf, saidIn } from './reading.ts';
import { FORMAT } from './states.ts';
import { problemsIn } from './validity.ts';

const json = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;
const file = (name: string) => name.replaceAll(' ', '-');

describe.each(Object.entries(GALLERY))('%s', (name, card) => {
  it('says what it said', async () => {
    await expect(json(card)).toMatchFileSnapshot(`golden/views/${file(name)}.golden.json`);
  });

  it('is drawn as it was', async () => {
    await expect(json(toAdaptive(card, FORMAT))).toMatchFileSnapshot(`golden/adaptive/${file(name)}.golden.json`);
  });

  it('is a valid Adaptive Card, with and without a file picker', () => {
    expect(problemsIn(toAdaptive(card, FORMAT))).toEqual([]);
    expect(problemsIn(toAdaptive(card, { ...FORMAT, attach: 'thread' }))).toEqual([]);
  });

  it('has buttons that can be read back, with labels that every platform takes', () => {
    for (const { label, value, form } of actionsOf(card)) {
      expect(decodeAction(encodeAction(value))).toEqual(value);
      expect(encodeAction(value).length).toBeLessThanOrEqual(255);
      expect(label.length).toBeLessThanOrEqual(75);
      expect(new Set(form?.fields.map((field) => field.id)).size).toBe(form?.fields.length ?? 0);
    }
  });

  it('offers at most five things behind More, none of them on the card too', () => {
    const more = card.more ?? [];
    expect(card.more?.length ?? 1).toBeGreaterThan(0);
    expect(more.length).toBeLessThanOrEqual(5);
    const shown = card.actions.map(({ value }) => encodeAction(value));
    expect(more.filter(({ value }) => shown.includes(encodeAction(value)))).toEqual([]);
    // An option of a Slack menu takes 150 characters of value.
    for (const { value } of more) expect(encodeAction(value).length).toBeLessThanOrEqual(150);
    expect(card.actions.length + more.length).toBeLessThanOrEqual(25);
  });

  it('has a plain text of a line or two, and is calm', () => {
    expect(card.fallback.trim()).not.toBe('');
    expect(card.fallback.length).toBeLessThan(400);
    expect(`${saidIn(card)} ${card.fallback}`).not.toMatch(/!\s|!$|undefined|\[object|NaN/);
    expect(saidIn(card)).not.toMatch(/\p{Extended_Pictographic}/u);
  });
});
