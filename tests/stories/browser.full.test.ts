/**
 * The main job in a real browser, from the dropped PDF to the verified evidence file: the opener on a phone, the shift
 * lead at a desk, a cashier who only looks on. The pictures of every stage are left in `shots/opening`.
 */
import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { png } from '../support/png.ts';
import { finishStep, MY_TURN, openWalk, THEMES, type Walk } from '../support/walk.ts';
import { fieldOf, focused, type WorkspacePage } from '../support/workspace-page.ts';

const file = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));

describe('in a browser, from the dropped PDF to the verified trail', () => {
  let walk: Walk;
  beforeAll(async () => {
    walk = await openWalk('opening');
  });
  afterAll(() => walk?.end());
  // What stood there when it went wrong says more than the sentence that was not found.
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') for (const one of walk.all) await walk.shoot(one, 'failed');
  });

  it('opens on channels, people and what to do first', async () => {
    const { desk, phone, watcher, all, shootBoth } = walk;
    await phone.become('Ana Lima');
    await desk.become('Eva Novak');
    await watcher.become('Finn Berg');
    await shootBoth('open', THEMES);
    for (const one of all) await one.open('kitchen');
    await watcher.theme('dark');
    // A page that loads again forgets this.
    await watcher.page.evaluate('window.sinceTheBeginning = true');
    await shootBoth('channel', THEMES);
  });

  it('makes a draft of a dropped PDF', async () => {
    const { desk, all, shoot, shootBoth } = walk;
    await desk.drop({
      ...{ name: 'opening-checks.pdf', mimeType: 'application/pdf' },
      buffer: await readFile(file('samples/opening-checks.pdf')),
    });
    await shoot(desk, 'dropped-desk');
    await desk.page.getByRole('button', { name: 'Make an SOP of it' }).click();
    for (const one of all) await one.card('Please check').waitFor();
    await shootBoth('draft', THEMES);
  });

  it('is published by a person', async () => {
    const { desk, all, shootBoth } = walk;
    await desk.press(desk.card('Please check'), 'Publish');
    for (const one of all) await one.card('Published by Eva Novak').waitFor();
    await shootBoth('published');
  });

  it('runs with one card in the channel and its first step in the thread', async () => {
    const { desk, phone, all, shootBoth } = walk;
    await phone.say('/sop run opening-checks');
    for (const one of all) await one.card('0 of 10 steps done').waitFor();
    await shootBoth('run', THEMES);
    expect(await desk.page.locator('.main .card', { hasText: 'of 10 steps done' }).count()).toBe(1);
    for (const one of all) {
      await one.openThread('0 of 10 steps done');
      await one.card(MY_TURN).waitFor();
    }
    await shootBoth('first-step', THEMES);
  });

  it('is refused to whose turn it is not, in words and to them alone', async () => {
    const { desk, watcher, shoot } = walk;
    await desk.become('Ben Okafor');
    await desk.press(desk.card('Wash your hands'), 'Done');
    await desk.page.getByText('is with Ana Lima').waitFor();
    await shoot(desk, 'refused-desk');
    expect(await watcher.page.getByText('is with Ana Lima').count()).toBe(0);
  });

  it('moves on when the step is done, before everybody’s eyes', async () => {
    const { phone, watcher, all } = walk;
    await phone.press(phone.card('Wash your hands'), 'Done');
    for (const one of all) await one.card('Check the fridge').waitFor();
    await watcher.page.locator('.main').getByText('1 of 10 steps done').waitFor();
  });

  it('keeps a reading out of limits, and its owner decides', async () => {
    const { desk, phone, all, shootBoth } = walk;
    const step = phone.card(MY_TURN);
    await phone.press(step, 'Done');
    await fieldOf(step, 'Fridge temperature').fill('7.5');
    await shootBoth('reading', THEMES);
    await step.getByRole('button', { name: 'Finish step' }).click();
    for (const one of all) await one.card('please decide').waitFor();
    await shootBoth('exception', THEMES);
    await desk.press(desk.card('please decide'), 'Do it again');
    const dialog = desk.page.getByRole('dialog');
    await dialog.getByLabel('Why').fill('The door stood open. Read it again in ten minutes.');
    await dialog.getByRole('button', { name: 'Do it again' }).click();
    for (const one of all) await one.card(MY_TURN).waitFor();
    await shootBoth('decided');
    await finishStep(phone, { 'Fridge temperature': '4' }, 'Check the freezer');
  });

  it('says what a field lacks before anything is sent', async () => {
    const { phone, shoot } = walk;
    const step = phone.card(MY_TURN);
    await phone.press(step, 'Done', { answers: {}, submit: 'Finish step' });
    await step.getByText('Please write a number').waitFor();
    await shoot(phone, 'lacking-phone');
    await fieldOf(step, 'Freezer temperature').fill('-19');
    await step.getByRole('button', { name: 'Finish step' }).click();
    await phone.card(MY_TURN).filter({ hasText: 'Check the probe' }).waitFor();
  });

  it('can be done with the keyboard alone, and one sees where one is', async () => {
    const { desk, shoot } = walk;
    await desk.become('Ana Lima');
    const { keyboard } = desk.page;
    await desk.page.getByRole('textbox', { name: 'Reply in this thread' }).focus();
    await tabTo(desk, 'Done', 'Shift+Tab');
    await shoot(desk, 'keyboard-focus-desk');
    await keyboard.press('Enter');
    expect(await focused(desk)).toMatchObject({ tag: 'INPUT', isVisible: true });
    await keyboard.type('0.5');
    await tabTo(desk, 'Finish step', 'Tab');
    await shoot(desk, 'keyboard-form-desk');
    await keyboard.press('Enter');
    await desk.card(MY_TURN).filter({ hasText: 'use-by date' }).waitFor();
    await desk.become('Ben Okafor');
  });

  it('takes a photo as evidence, and shows it', async () => {
    const { phone, all, shoot, shootBoth } = walk;
    await finishStep(phone, { Note: 'Half a cucumber, gone off' }, 'Clean and sanitise');
    const photo = { name: 'counter.png', mimeType: 'image/png', buffer: png(800, 600) };
    const step = phone.card(MY_TURN);
    await phone.press(step, 'Done');
    await step.locator('.picker:visible input[type=file]').setInputFiles(photo);
    await step.getByText('counter.png').waitFor();
    await shoot(phone, 'photo-chosen-phone');
    await step.getByRole('button', { name: 'Finish step' }).click();
    for (const one of all) {
      const shown = one.card('Clean and sanitise', 'thread').locator('img[alt="Photo of the counter"]');
      await shown.waitFor();
      await expect.poll(() => shown.evaluate((image) => 'naturalWidth' in image && image.naturalWidth)).toBe(800);
    }
    await shootBoth('photo', THEMES);
    await finishStep(phone, { Pressure: '9' }, 'Count the cash float');
    await finishStep(phone, { 'Cash float': '200' }, 'fire exits');
    await phone.press(phone.card(MY_TURN), 'Done');
  });

  it('goes back to its doer with a reason, and is approved when it is mended', async () => {
    const { desk, phone, all, shoot, shootBoth } = walk;
    for (const one of all) await one.card('your approval is needed').waitFor();
    await shootBoth('approval', THEMES);
    await desk.press(desk.card('your approval is needed'), 'Reject');
    await shoot(desk, 'reject-desk');
    await fieldOf(desk.card('your approval is needed'), 'What must be done again').fill(
      'One extinguisher is behind the crates',
    );
    await desk.card('your approval is needed').getByRole('button', { name: 'Reject', exact: true }).last().click();
    for (const one of all) await one.card('Sent back by Ben Okafor').waitFor();
    await shootBoth('sent-back', THEMES);
    await phone.press(phone.card(MY_TURN), 'Done');
    await desk.press(desk.card('your approval is needed'), 'Approve');
  });

  it('ends with a run card that says so', async () => {
    const { desk, phone, watcher, shoot, shootBoth } = walk;
    for (const one of [desk, watcher]) await one.card('Completed', 'main').waitFor();
    await phone.open('kitchen');
    await phone.card('Completed').waitFor();
    await shootBoth('completed', THEMES);
    await desk.press(desk.card('Completed', 'main'), 'Evidence');
    await desk.page.locator('.private', { hasText: '7.5 °C' }).waitFor();
    await shoot(desk, 'evidence-summary-desk');
    await phone.press(phone.card('Completed'), 'All steps');
    await phone.page.locator('.private', { hasText: 'Wash your hands' }).waitFor();
    await shoot(phone, 'all-steps-phone');
  });

  it('gives its evidence as a file that proves itself', async () => {
    const { desk, shoot, data } = walk;
    const downloads = desk.page.waitForEvent('download');
    await desk.say('/sop evidence opening-checks');
    const download = await downloads;
    expect(download.suggestedFilename()).toMatch(/^opening-checks.*\.json$/);
    const trail = join(data, 'trail.json');
    await download.saveAs(trail);
    await shoot(desk, 'evidence-file-desk');
    expect(await verify(trail)).toMatchObject({ code: 0, said: expect.stringMatching(/^Whole: “Opening checks”/) });
    const forged = join(data, 'forged.json');
    await writeFile(forged, (await readFile(trail, 'utf8')).replace('7.5', '4.5'));
    expect(await verify(forged)).toMatchObject({ code: 1, said: expect.stringContaining('BROKEN') });
  });

  it('showed all of it to somebody who only looked on, without loading again', async () => {
    const { watcher, shoot } = walk;
    expect(await watcher.page.evaluate('window.sinceTheBeginning')).toBe(true);
    await shoot(watcher, 'watcher-dark');
  });

  it('said nothing in the console', () => {
    expect(walk.problems).toEqual([]);
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
