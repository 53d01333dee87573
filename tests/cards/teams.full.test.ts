/** Every card and form as Teams is given it, drawn by the official renderer in a browser: whole, in its place, without a warning. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { activityOf } from '../../src/adapters/teams/drawing.ts';
import { formatOf } from '../../src/adapters/teams/format.ts';
import { toAdaptive, toAdaptiveForm } from '../../src/cards/adaptive.ts';
import { openBrowser, openPage } from '../support/browser.ts';
import { cardOf } from '../support/teams/reading.ts';
import { FORMS } from './form-gallery.ts';
import { GALLERY } from './gallery.ts';
import { cardsSaying, NASTY } from './hostile-cards.ts';
import { LARGE_CARDS } from './large-cards.ts';
import { drawingOf, PERSONAL } from './teams-drawing.ts';
import { drawnAt, pageOf, type Shown } from './teams-host.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser?.close());

/** More cards than these take a busy browser longer than it is waited for. */
const ON_A_PAGE = 40;
const value = { v: 1, verb: 'record' } as const;
const all = { ...GALLERY, ...LARGE_CARDS };
const WAYS: Readonly<Record<string, () => readonly Shown[]>> = {
  'messages of a channel': () =>
    Object.entries(all).map(([name, card]) => ({ name, card: cardOf(activityOf(card, drawingOf(card))) ?? {} })),
  'messages with forms unfolded': () =>
    Object.entries(all).map(([name, card]) => {
      const drawing = drawingOf(card, { dialogs: false, conversation: PERSONAL });
      return { name, card: cardOf(activityOf(card, drawing)) ?? {}, isUnfolded: true };
    }),
  'cards in a dialog': () =>
    Object.entries(all).map(([name, card]) => ({
      name,
      card: toAdaptive(card, formatOf({ ...drawingOf(card), isDialog: true })),
    })),
  forms: () =>
    Object.entries(FORMS).flatMap(([name, form]) =>
      [true, false].map((isDialog) => ({
        name: `${name} ${isDialog}`,
        card: toAdaptiveForm({ form, value }, formatOf({ ...drawingOf(), dialogs: isDialog, isDialog })) ?? {},
      })),
    ),
  'hostile words': () =>
    NASTY.flatMap((text, at) =>
      cardsSaying(text).map((card, index) => {
        const names = Object.fromEntries(['ana', 'ben', 'cem', 'dee', 'eli'].map((one) => [one, text]));
        return { name: `${at} ${index}`, card: cardOf(activityOf(card, drawingOf(card, { names }))) ?? {} };
      }),
    ),
};

it.each(
  Object.entries(WAYS).flatMap(([name, shown]) => [
    [name, 'light', 600, shown] as const,
    // A word that nobody can break is no fault of a narrow card.
    [name, 'dark', name === 'hostile words' ? 600 : 320, shown] as const,
  ]),
)('%s, %s, %i pixels wide', async (_name, theme, width, shown) => {
  const figures = shown();
  const problems: string[] = [];
  const page = await openPage(browser, 'about:blank', { who: 'it', problems, options: {} });
  // Nothing is fetched from anywhere: pictures are told by their place alone.
  await page.route(/^https?:/, (route) => route.fulfill({ contentType: 'image/svg+xml', body: '<svg/>' }));
  for (let first = 0; first < figures.length; first += ON_A_PAGE) {
    const some = figures.slice(first, first + ON_A_PAGE);
    await page.setContent(pageOf(some, { theme, width }));
    const { found, count } = await drawnAt(page);
    expect(found).toEqual([]);
    expect(count).toBe(some.length);
  }
  expect(problems).toEqual([]);
  await page.context().close();
});
