/** The digest of a week in a real browser: its chart is drawn by the page, for a desk and for a phone, in light and dark. */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, Locator } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { DESKTOP, openBrowser, openPage, PHONE } from '../support/browser.ts';
import { type WorkspacePage, workspacePage } from '../support/workspace-page.ts';
import { published } from './publishing.ts';
import { HOUR, MINUTE, openWorkplace, type Workplace } from './workplace.ts';

const SHIFT = `
sop: opening
title: Café opening
roles:
  - {id: opener, title: Opener}
  - {id: shift_lead, title: Shift lead, for: exception_owner}
exception_owner: shift_lead
steps:
  - {id: lights, title: Switch on the lights, role: opener, needs: []}
  - {id: bins, title: Empty the bins, role: opener, needs: [], skippable: true}
  - {id: fridge, title: Read the fridge, role: opener, needs: []}
  - {id: oven, title: Heat the oven, role: opener, needs: []}
  - {id: float, title: Count the float, role: opener, needs: [], approval: {role: shift_lead}}
`;
/** What is done in each run of two weeks. */
const DONE = [
  ...[
    ['lights', 'bins', 'fridge', 'oven'],
    ['lights', 'bins'],
    ['lights', 'fridge', 'oven'],
    ['lights'],
    ['lights', 'bins', 'oven'],
  ],
  ...[
    ['lights', 'bins', 'fridge', 'oven'],
    ['lights', 'bins', 'fridge'],
    ['lights', 'fridge', 'oven', 'float'],
    ['lights', 'oven'],
    ['lights', 'bins', 'oven'],
  ],
];

let work: Workplace;
let browser: Browser;
let address: string;
const problems: string[] = [];
const folder = fileURLToPath(new URL('../../shots/digest', import.meta.url));
/** A picture of a whole card, however long it is. */
const shoot = (card: Locator, name: string) => card.screenshot({ path: join(folder, `${name}.png`) });

beforeAll(async () => {
  work = await openWorkplace('sqlite');
  await published(work, SHIFT);
  await published(work, SHIFT.replace('sop: opening', 'sop: closing').replace('Café opening', 'Closing the café'));
  await work.say('ana', 'routine opening weekdays 06:45 until 12:00 UTC');
  await work.say('ana', 'routine closing weekdays 19:00 until 23:00 UTC');
  for (let day = 0; day < 14; day += 1) {
    const done = day % 7 < 5 ? (DONE[day < 7 ? day : day - 2] ?? []) : undefined;
    await work.pass(20 * MINUTE);
    if (done) await does(done);
    await work.pass(13 * HOUR - 20 * MINUTE);
    if (done) await does(done.slice(1));
    await work.pass(11 * HOUR);
  }
  await work.pass(HOUR);
  address = await work.app.listen();
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await work?.end();
});

async function does(steps: readonly string[]): Promise<void> {
  const { run } = await work.run('kitchen');
  for (const step of steps) {
    work.clock.at += 7 * MINUTE;
    await work.send('ana', { v: 1, verb: 'complete', run, step }, {});
    work.clock.at -= 7 * MINUTE;
  }
  await work.idle();
}

it.each([
  ['desk', DESKTOP, '.chart-wide'],
  ['phone', PHONE, '.chart-narrow'],
] as const)('is read on a %s', async (who, options, shown) => {
  const one: WorkspacePage = workspacePage(await openPage(browser, address, { who, problems, options }));
  // All of it at once, for the pictures.
  await one.page.setViewportSize({ ...options.viewport, height: 3_000 });
  await one.open('kitchen');
  const digest = one.card('Digest of the last seven days');
  const picture = digest.locator(`${shown} svg`);
  await picture.scrollIntoViewIfNeeded();
  expect(await picture.getAttribute('role')).toBe('img');
  await expect.poll(() => digest.getByRole('img', { name: 'Digest of the last seven days' }).count()).toBe(1);
  expect(await picture.locator('desc').textContent()).toContain('Steps day by day. Mon 9 Mar: ');
  expect((await picture.locator('text').first().boundingBox())?.height).toBeGreaterThan(11);
  const last = `[...document.querySelectorAll('${shown} path')].at(-1)`;
  const ink = () => one.page.evaluate(`getComputedStyle(${last}).fill`);
  const light = await ink();
  await shoot(digest, `week-${who}`);
  await shoot(one.card('Yesterday’s digest'), `day-${who}`);
  await one.theme('dark');
  expect(await ink()).not.toBe(light);
  await shoot(digest, `week-${who}-dark`);
  expect(await one.overflow()).toBe(0);
  expect(problems).toEqual([]);
});
