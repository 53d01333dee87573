/**
 * The main job in a real browser, from the dropped PDF to the verified evidence file: the opener on a phone, the shift
 * lead at a desk, a cashier who only looks on. The pictures of every stage are left in `shots/`.
 */
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { pino } from 'pino';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type App, createApp } from '../../src/app.ts';
import { album, DESKTOP, openBrowser, openPage, PHONE } from '../support/browser.ts';
import { png } from '../support/png.ts';
import { type Answers, fieldOf, type WorkspacePage, workspacePage } from '../support/workspace-page.ts';

const file = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));

const MY_TURN = 'it is your turn';

describe('in a browser, from the dropped PDF to the verified trail', () => {
  let data: string;
  let app: App;
  let browser: Browser;
  let desk: WorkspacePage;
  let phone: WorkspacePage;
  let watcher: WorkspacePage;
  let trail: string;
  const problems: string[] = [];
  const shoot = album(file('shots'));

  /** A stage as both see it; `themes` for those that are worth seeing in the dark. */
  async function shootBoth(name: string, themes: readonly ('light' | 'dark')[] = ['light']) {
    for (const theme of themes) {
      for (const [who, one] of Object.entries({ desk, phone })) {
        await one.theme(theme);
        await shoot(one.page, `${name}-${who}${theme === 'dark' ? '-dark' : ''}`);
        await one.theme('light');
        expect(await one.overflow(), `${name}: ${who} scrolls sideways`).toBe(0);
      }
    }
  }

  beforeAll(async () => {
    data = await mkdtemp(join(tmpdir(), 'sopwith-walk-'));
    const config = { port: 0, host: '127.0.0.1', data, databaseUrl: undefined, logLevel: 'silent' };
    app = await createApp(config, { log: pino({ level: 'silent' }) });
    const address = await app.listen();
    browser = await openBrowser();
    const open = async (who: string, options: typeof DESKTOP | typeof PHONE) =>
      workspacePage(await openPage(browser, address, { who, problems, options }));
    desk = await open('desk', DESKTOP);
    phone = await open('phone', PHONE);
    watcher = await open('watcher', DESKTOP);
  });

  afterAll(async () => {
    await browser?.close();
    await app?.stop();
    await rm(data, { recursive: true, force: true });
  });

  it('opens on channels, people and what to do first', async () => {
    await phone.become('Ana Lima');
    await desk.become('Eva Novak');
    await watcher.become('Finn Berg');
    await shootBoth('open', ['light', 'dark']);
    for (const one of [desk, phone, watcher]) await one.open('kitchen');
    await watcher.theme('dark');
    // A page that loads again forgets this.
    await watcher.page.evaluate(() => Object.assign(window, { sinceTheBeginning: true }));
    await shootBoth('channel', ['light', 'dark']);
  });

  it('makes a draft of a dropped PDF', async () => {
    await desk.drop({
      ...{ name: 'opening-checks.pdf', mimeType: 'application/pdf' },
      buffer: await readFile(file('samples/opening-checks.pdf')),
    });
    await shoot(desk.page, 'dropped-desk');
    await desk.say('/sop import');
    for (const one of [desk, phone, watcher]) await one.card('Please check').waitFor();
    await shootBoth('draft', ['light', 'dark']);
  });

  it('is published by a person', async () => {
    await desk.press(desk.card('Please check'), 'Publish');
    for (const one of [desk, phone, watcher]) await one.card('Published by Eva Novak').waitFor();
    await shootBoth('published');
  });

  it('runs with one card in the channel and its first step in the thread', async () => {
    await phone.say('/sop run opening-checks');
    for (const one of [phone, desk, watcher]) await one.card('0 of 10 steps done').waitFor();
    await shootBoth('run', ['light', 'dark']);
    expect(await desk.page.locator('.main .card', { hasText: 'of 10 steps done' }).count()).toBe(1);
    for (const one of [phone, desk, watcher]) {
      await one.openThread('0 of 10 steps done');
      await one.card(MY_TURN).waitFor();
    }
    await shootBoth('first-step', ['light', 'dark']);
  });

  it('is refused to whose turn it is not, in words and to them alone', async () => {
    await desk.become('Ben Okafor');
    await desk.press(desk.card('Wash your hands'), 'Done');
    await desk.page.getByText('is with Ana Lima').waitFor();
    await shoot(desk.page, 'refused-desk');
    expect(await watcher.page.getByText('is with Ana Lima').count()).toBe(0);
  });

  it('moves on when the step is done, before everybody’s eyes', async () => {
    await phone.press(phone.card('Wash your hands'), 'Done');
    for (const one of [phone, desk, watcher]) await one.card('Check the fridge').waitFor();
    await watcher.page.locator('.main').getByText('1 of 10 steps done').waitFor();
  });

  it('keeps a reading out of limits, and its owner decides', async () => {
    const step = phone.card(MY_TURN);
    await phone.press(step, 'Done');
    await fieldOf(step, 'Fridge temperature').fill('7.5');
    await shootBoth('reading', ['light', 'dark']);
    await step.getByRole('button', { name: 'Finish step' }).click();
    for (const one of [phone, desk, watcher]) await one.card('please decide').waitFor();
    await shootBoth('exception', ['light', 'dark']);
    await desk.press(desk.card('please decide'), 'Do it again', {
      answers: { Why: 'The door stood open. Read it again in ten minutes.' },
    });
    for (const one of [phone, desk, watcher]) await one.card(MY_TURN).waitFor();
    await shootBoth('decided');
    await finish(phone, 'Check the freezer', { 'Fridge temperature': '4' });
  });

  it('says what a field lacks before anything is sent', async () => {
    const step = phone.card(MY_TURN);
    await phone.press(step, 'Done', { answers: {}, submit: 'Finish step' });
    await step.getByText('Please write a number').waitFor();
    await shoot(phone.page, 'lacking-phone');
    await fieldOf(step, 'Freezer temperature').fill('-19');
    await step.getByRole('button', { name: 'Finish step' }).click();
    await phone.card(MY_TURN).filter({ hasText: 'Check the probe' }).waitFor();
  });

  it('can be done with the keyboard alone, and one sees where one is', async () => {
    await desk.become('Ana Lima');
    const { keyboard } = desk.page;
    await desk.page.getByRole('textbox', { name: 'Reply in this thread' }).focus();
    await tabTo(desk, 'Done', 'Shift+Tab');
    await shoot(desk.page, 'keyboard-focus-desk');
    await keyboard.press('Enter');
    expect(await focused(desk)).toMatchObject({ tag: 'INPUT', isVisible: true });
    await keyboard.type('0.5');
    await tabTo(desk, 'Finish step', 'Tab');
    await shoot(desk.page, 'keyboard-form-desk');
    await keyboard.press('Enter');
    await desk.card(MY_TURN).filter({ hasText: 'use-by date' }).waitFor();
    await desk.become('Ben Okafor');
  });

  it('takes a photo as evidence, and shows it', async () => {
    await finish(phone, 'Clean and sanitise', { Note: 'Half a cucumber, gone off' });
    const photo = { name: 'counter.png', mimeType: 'image/png', buffer: png(800, 600) };
    const step = phone.card(MY_TURN);
    await phone.press(step, 'Done');
    await step.locator('.picker:visible input[type=file]').setInputFiles(photo);
    await step.getByText('counter.png').waitFor();
    await shoot(phone.page, 'photo-chosen-phone');
    await step.getByRole('button', { name: 'Finish step' }).click();
    for (const one of [phone, desk, watcher]) {
      const shown = one.card('Clean and sanitise', 'thread').getByRole('img', { name: 'Photo of the counter' });
      await shown.waitFor();
      await expect.poll(() => shown.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(800);
    }
    await shootBoth('photo', ['light', 'dark']);
    await finish(phone, 'Count the cash float', { Pressure: '9' });
    await finish(phone, 'fire exits', { 'Cash float': '200' });
    await phone.press(phone.card(MY_TURN), 'Done');
  });

  it('goes back to its doer with a reason, and is approved when it is mended', async () => {
    for (const one of [phone, desk, watcher]) await one.card('your approval is needed').waitFor();
    await shootBoth('approval', ['light', 'dark']);
    await desk.press(desk.card('your approval is needed'), 'Reject');
    await shoot(desk.page, 'reject-desk');
    await fieldOf(desk.card('your approval is needed'), 'What must be done again').fill(
      'One extinguisher is behind the crates',
    );
    await desk.card('your approval is needed').getByRole('button', { name: 'Reject', exact: true }).last().click();
    for (const one of [phone, desk, watcher]) await one.card('Sent back by Ben Okafor').waitFor();
    await shootBoth('sent-back', ['light', 'dark']);
    await phone.press(phone.card('Sent back by Ben Okafor'), 'Done');
    await desk.press(desk.card('your approval is needed'), 'Approve');
  });

  it('ends with a run card that says so', async () => {
    for (const one of [desk, watcher]) await one.card('Completed', 'main').waitFor();
    await phone.open('kitchen');
    await phone.card('Completed').waitFor();
    await shootBoth('completed', ['light', 'dark']);
    await desk.press(desk.card('Completed', 'main'), 'Evidence');
    await desk.page.locator('.private', { hasText: '7.5 °C' }).waitFor();
    await shoot(desk.page, 'evidence-summary-desk');
    await phone.press(phone.card('Completed'), 'All steps');
    await phone.page.locator('.private', { hasText: 'Wash your hands' }).waitFor();
    await shoot(phone.page, 'all-steps-phone');
  });

  it('gives its evidence as a file that proves itself', async () => {
    const downloads = desk.page.waitForEvent('download');
    await desk.say('/sop evidence opening-checks');
    const download = await downloads;
    expect(download.suggestedFilename()).toMatch(/^opening-checks.*\.json$/);
    trail = join(data, 'trail.json');
    await download.saveAs(trail);
    await shoot(desk.page, 'evidence-file-desk');
    expect(await verify(trail)).toMatchObject({ code: 0, said: expect.stringMatching(/^Whole: “Opening checks”/) });
    const forged = join(data, 'forged.json');
    await writeFile(forged, (await readFile(trail, 'utf8')).replace('7.5', '4.5'));
    expect(await verify(forged)).toMatchObject({ code: 1, said: expect.stringContaining('BROKEN') });
  });

  it('showed all of it to somebody who only looked on, without loading again', async () => {
    expect(await watcher.page.evaluate(() => 'sinceTheBeginning' in window)).toBe(true);
    await shoot(watcher.page, 'watcher-dark');
  });

  it('said nothing in the console', () => {
    expect(problems).toEqual([]);
  });
});

/** Goes on with a key until the control of this name has the focus; every stop must be seen. */
async function tabTo(one: WorkspacePage, name: string, key: 'Tab' | 'Shift+Tab') {
  for (let stops = 0; stops < 12; stops += 1) {
    await one.page.keyboard.press(key);
    const stop = await focused(one);
    expect(stop.isVisible, `one does not see the focus on ${stop.tag} ${stop.name}`).toBe(true);
    if (stop.name === name) return;
  }
  throw new Error(`${key} never came to “${name}”`);
}

/** The command line's verdict, as somebody else would ask for it. */
function verify(path: string): Promise<{ code: number; said: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [file('src/cli.ts'), 'verify', path], (error, stdout, stderr) => {
      resolve({ code: error ? Number(error.code) : 0, said: stdout + stderr });
    });
  });
}
