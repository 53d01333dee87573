/** In a browser: the menu behind More with mouse and keyboard, the way from a reminder to its step, and what waits. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { pino } from 'pino';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type App, createApp } from '../../src/app.ts';
import { album, DESKTOP, openBrowser, openPage, PHONE } from '../support/browser.ts';
import { RESTAURANT } from '../support/sops.ts';
import { type WorkspacePage, workspacePage } from '../support/workspace-page.ts';
import { published } from './publishing.ts';
import { clockAt, MINUTE } from './workplace.ts';

const YARD = `
sop: yard
title: Yard
${RESTAURANT}defaults: {due: PT30M, remind: PT10M}
steps:
  - {id: sweep, title: Sweep the yard, role: opener}
  - {id: look, title: Look around}
`;

describe('behind More, in a browser', () => {
  const clock = clockAt(Date.now());
  const problems: string[] = [];
  const keep = album(fileURLToPath(new URL('../../shots/more', import.meta.url)));
  let data: string;
  let app: App;
  let browser: Browser;
  let desk: WorkspacePage;
  let phone: WorkspacePage;

  beforeAll(async () => {
    data = await mkdtemp(join(tmpdir(), 'sopwith-more-'));
    const config = { port: 0, host: '127.0.0.1', data, databaseUrl: undefined, secret: undefined, logLevel: 'silent' };
    app = await createApp(config, { log: pino({ level: 'silent' }), clock });
    await published({ app }, YARD);
    const address = await app.listen();
    browser = await openBrowser();
    desk = workspacePage(await openPage(browser, address, { who: 'desk', problems, options: DESKTOP }));
    phone = workspacePage(await openPage(browser, address, { who: 'phone', problems, options: PHONE }));
    await desk.become('Ben Okafor');
    await phone.become('Finn Berg');
    for (const one of [desk, phone]) await one.open('kitchen');
    await desk.say('/sop run yard');
    for (const one of [desk, phone]) await one.card('of 2 steps done').waitFor();
    for (const one of [desk, phone]) await one.openThread('of 2 steps done');
    for (const one of [desk, phone]) await one.card('it is your turn').waitFor();
  });
  afterAll(async () => {
    await browser?.close();
    await app?.stop();
    await rm(data, { recursive: true, force: true });
  });

  const menuOf = (one: WorkspacePage) => one.page.getByRole('menu', { name: 'More' });

  it('offers a menu, and asks what each needs', async () => {
    await desk.press(desk.card('Sweep the yard', 'thread'), 'More');
    await menuOf(desk).waitFor();
    await keep(desk.page, 'menu-desk');
    expect(await menuOf(desk).getByRole('menuitem').allTextContents()).toEqual([
      ...['Give it to somebody', 'Change the deadline', 'Skip it', 'Add a note'],
    ]);
    await menuOf(desk).getByRole('menuitem', { name: 'Change the deadline' }).click();
    const dialog = desk.page.getByRole('dialog');
    await dialog.getByLabel('Due').fill('soon');
    await dialog.getByLabel('Why').fill('It rains');
    await dialog.getByRole('button', { name: 'Change it' }).click();
    await dialog.getByText('is no time to come').waitFor();
    await keep(desk.page, 'deadline-desk');
    await dialog.getByLabel('Due').fill('25m');
    await dialog.getByRole('button', { name: 'Change it' }).click();
    await dialog.waitFor({ state: 'detached' });
  });

  it('fits a phone, and is worked with the keyboard', async () => {
    await phone.press(phone.card('Sweep the yard', 'thread'), 'More');
    await keep(phone.page, 'menu-phone');
    expect(await phone.overflow()).toBe(0);
    const { keyboard } = phone.page;
    await keyboard.press('Escape');
    await menuOf(phone).waitFor({ state: 'detached' });
    // Esc closed the menu, not the thread.
    await phone.page.locator('.thread .log').waitFor();
    await phone.press(phone.card('Sweep the yard', 'thread'), 'More');
    await keyboard.press('ArrowUp');
    await keyboard.press('Enter');
    const dialog = phone.page.getByRole('dialog');
    await dialog.getByLabel('Note').fill('The broom is in the shed');
    await dialog.getByRole('button', { name: 'Add note' }).click();
    for (const one of [desk, phone]) await one.card('The broom is in the shed', 'thread').waitFor();
  });

  it('says at once what is not for whoever pressed', async () => {
    await phone.press(phone.card('Sweep the yard', 'thread'), 'More');
    await menuOf(phone).getByRole('menuitem', { name: 'Change the deadline' }).click();
    await phone.page
      .getByText(/Only .+ can change/)
      .first()
      .waitFor();
    expect(await phone.page.getByRole('dialog').count()).toBe(0);
  });

  it('leads from the reminder to the card of its step', async () => {
    clock.at += 20 * MINUTE;
    app.worker.wake();
    const way = desk.page.locator('.thread').getByRole('link', { name: 'Go to the step' });
    const button = desk.page.locator('.thread').getByRole('button', { name: 'Go to the step' });
    await way.or(button).click();
    const pointed = desk.page.locator('.thread .message.pointed');
    await pointed.waitFor();
    await keep(desk.page, 'led-desk');
    expect(await pointed.getByRole('button', { name: 'Done' }).count()).toBe(1);
    expect(desk.page.context().pages()).toHaveLength(1);
  });

  it('says that something waits until it is done, read or not, and also where anybody may do it', async () => {
    await desk.become('Ana Lima');
    await desk.open('kitchen');
    const waits = desk.page.locator('.main .reply-bar', { hasText: 'It waits for you here' });
    await waits.click();
    await desk.card('Sweep the yard', 'thread').waitFor();
    await desk.page.locator('#thread-close').click();
    await waits.waitFor();
    await keep(desk.page, 'still-waits-desk');
    await waits.click();
    await desk.press(desk.page.locator('.thread .card', { hasText: 'it is your turn' }).first(), 'Done');
    await desk.card('Anybody here can do this', 'thread').waitFor();
    await desk.page.locator('#thread-close').click();
    await waits.waitFor();
    await phone.page.locator('#thread-back').click();
    await phone.page.locator('.main .reply-bar', { hasText: 'It waits for you here' }).click();
    await phone.press(phone.card('Anybody here can do this', 'thread'), 'Done');
    await desk.card('Completed', 'main').waitFor();
    await waits.waitFor({ state: 'detached' });
  });

  it('says nothing of it in the consoles', () => {
    expect(problems).toEqual([]);
  });
});
