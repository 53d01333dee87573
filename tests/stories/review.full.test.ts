/**
 * Reviewing a draft beside its document, in a real browser: from the dropped PDF to the published revision, with a
 * server that goes away and comes back, and two people who write at once. The pictures are left in `shots/review`.
 */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { pino } from 'pino';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type App, createApp } from '../../src/app.ts';
import type { KnownSop } from '../../src/engine/sop/state.ts';
import { listSops } from '../../src/store/sops.ts';
import { loadStream } from '../../src/store/streams.ts';
import { album, DESKTOP, openBrowser, openPage, PHONE } from '../support/browser.ts';
import { workspacePage } from '../support/workspace-page.ts';

const file = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const SAVED = /^Saved \d\d:\d\d$/;

describe('a draft beside its document', () => {
  let data: string;
  let app: App;
  let browser: Browser;
  let address: string;
  let eva: Page;
  let ben: Page;
  let phone: Page;
  let sop: string;
  const problems: string[] = [];
  const keep = album(file('shots/review'));

  async function start(port: number) {
    const config = { port, host: '127.0.0.1', data, databaseUrl: undefined, secret: undefined, logLevel: 'silent' };
    app = await createApp(config, { log: pino({ level: 'silent' }) });
    address = await app.listen();
  }

  beforeAll(async () => {
    data = await mkdtemp(join(tmpdir(), 'sopwith-review-'));
    await start(0);
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await app?.stop();
    await rm(data, { recursive: true, force: true });
  });
  afterEach(async ({ task }) => {
    if (task.result?.state !== 'fail') return;
    for (const page of [eva, ben, phone]) if (page) await keep(page, 'failed');
  });

  const step = (page: Page, number: number): Locator => page.locator('#steps > li').nth(number - 1);
  const title = (page: Page, number: number): Locator => step(page, number).getByLabel(/^Title of step/);
  const titles = (page: Page) => page.evaluate<string[]>(TITLES);
  const state = (page: Page) => page.locator('#save-state');
  const isSaved = (page: Page) => state(page).filter({ hasText: SAVED }).waitFor();
  const draft = async () => (await loadStream(app.db, 'sop', app.workspace, sop))?.state as KnownSop;
  const savedTitles = async () => (await draft()).draft?.definition.steps.map((one) => one.title) ?? [];
  const sideways = (page: Page) => page.evaluate<number>(SIDEWAYS);

  async function open(who: string, name: string, options: typeof DESKTOP | typeof PHONE) {
    const page = await openPage(browser, address, { who, problems, options });
    await workspacePage(page).become(name);
    return page;
  }
  async function review(page: Page) {
    await page.goto(`${address}/drafts/${sop}`);
    await title(page, 1).waitFor();
  }
  async function shootBoth(name: string) {
    for (const theme of ['light', 'dark'] as const) {
      for (const [who, page] of Object.entries({ desk: eva, phone })) {
        await workspacePage(page).theme(theme);
        await keep(page, `${name}-${who}${theme === 'dark' ? '-dark' : ''}`);
        await workspacePage(page).theme('light');
        expect(await sideways(page), `${name}: the ${who} scrolls sideways`).toBe(0);
      }
    }
  }

  it('shows the pages of the dropped PDF, with the place of each step', async () => {
    eva = await open('eva', 'Eva Novak', DESKTOP);
    const desk = workspacePage(eva);
    await desk.open('kitchen');
    await desk.drop({
      ...{ name: 'opening-checks.pdf', mimeType: 'application/pdf' },
      buffer: await readFile(file('samples/opening-checks.pdf')),
    });
    await eva.getByRole('button', { name: 'Make an SOP of it' }).click();
    await desk.card('Please check').waitFor();
    sop = (await listSops(app.db, app.workspace)).find((one) => one.key === 'opening-checks')?.id ?? '';
    ben = await open('ben', 'Ben Okafor', DESKTOP);
    phone = await open('phone', 'Ana Lima', PHONE);
    await desk.card('Please check').getByText('Review beside the document').click();
    await title(eva, 1).waitFor();
    for (const page of [ben, phone]) await review(page);
    await eva.locator('.page[data-drawn] canvas').first().waitFor();
    expect(await eva.evaluate(INK)).toBeGreaterThan(1000);
    await shootBoth('open');
  });

  it('leads from a place in the document to its step, and back', async () => {
    const [third] = (await titles(eva)).slice(2);
    await eva.getByRole('button', { name: `Step 3: ${third}` }).click();
    await expect.poll(() => step(eva, 3).getAttribute('aria-current')).toBe('step');
    await title(eva, 5).click();
    await expect.poll(() => eva.locator('.mark-box.current').getAttribute('aria-label')).toMatch(/^Step 5: /);
    await phone.getByRole('tab', { name: 'Document' }).click();
    await phone.locator('.page[data-drawn] canvas').first().waitFor();
    await keep(phone, 'document-phone');
    await phone.getByRole('button', { name: /^Step 2: / }).click();
    await expect.poll(() => step(phone, 2).getAttribute('aria-current')).toBe('step');
    await step(phone, 2).getByRole('button', { name: 'Delete' }).scrollIntoViewIfNeeded();
    await keep(phone, 'step-phone');
  });

  it('saves what is typed by itself', async () => {
    await title(eva, 2).fill('Check the fridge twice');
    await isSaved(eva);
    await expect.poll(savedTitles).toContain('Check the fridge twice');
  });

  it('moves a step by keyboard and by mouse, and says where it is', async () => {
    const before = await titles(eva);
    await title(eva, 2).press('Alt+ArrowDown');
    await expect.poll(() => titles(eva)).toEqual([before[0], before[2], before[1], ...before.slice(3)]);
    await expect.poll(() => eva.locator('#spoken').textContent()).toContain('is step 3 of');
    expect(await eva.evaluate(FOCUSED)).toBe(before[1]);
    // Away from the edges, near which it scrolls while one drags.
    await eva.evaluate(SECOND_IN_VIEW);
    const grip = step(eva, 3).getByRole('button', { name: /^Step 3 of/ });
    const from = await grip.boundingBox();
    const to = await step(eva, 2).boundingBox();
    if (!from || !to) throw new Error('a step has no place');
    await eva.mouse.move(from.x + 8, from.y + 8);
    await eva.mouse.down();
    await eva.mouse.move(from.x + 8, to.y + 20, { steps: 4 });
    await eva.mouse.move(from.x + 8, to.y + 4, { steps: 4 });
    await keep(eva, 'dragging');
    await eva.mouse.up();
    await expect.poll(() => titles(eva)).toEqual(before);
    await isSaved(eva);
  });

  it('splits, merges, deletes and adds, and takes all of it back', async () => {
    const before = await titles(eva);
    await title(eva, 2).click();
    await eva.evaluate(CARET);
    await step(eva, 2).getByRole('button', { name: 'Split at cursor' }).click();
    await expect.poll(async () => (await titles(eva)).slice(1, 3)).toEqual(['Check', 'the fridge twice']);
    await title(eva, 2).click();
    await step(eva, 2).getByRole('button', { name: 'Merge with next' }).click();
    await expect.poll(() => titles(eva)).toHaveLength(before.length);
    await expect.poll(() => step(eva, 2).getByLabel('Instructions').inputValue()).toMatch(/^the fridge twice/);
    await step(eva, 2).getByRole('button', { name: 'Add below' }).click();
    await expect.poll(() => titles(eva)).toContain('New step');
    await step(eva, 3).getByRole('button', { name: 'Delete' }).click();
    await expect.poll(() => titles(eva)).not.toContain('New step');
    for (let times = 0; times < 4; times += 1) await eva.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(() => titles(eva)).toEqual(before);
    await eva.getByRole('button', { name: 'Redo' }).click();
    await expect.poll(() => titles(eva)).toHaveLength(before.length + 1);
    await eva.keyboard.press('Control+z');
    await expect.poll(() => titles(eva)).toEqual(before);
    await isSaved(eva);
  });

  it('makes a step of a line that was left out', async () => {
    const count = (await titles(eva)).length;
    await eva.getByRole('button', { name: /^Not a step: What has to be right/ }).click();
    await keep(eva, 'left-out');
    await eva
      .getByRole('dialog', { name: 'Not taken as a step' })
      .getByRole('button', { name: 'Add as a step' })
      .click();
    await expect.poll(() => titles(eva)).toHaveLength(count + 1);
    await expect.poll(() => title(eva, 1).inputValue()).toMatch(/^What has to be right/);
    await eva.keyboard.press('Control+z');
    await expect.poll(() => titles(eva)).toHaveLength(count);
  });

  it('answers a question where it stands', async () => {
    await eva.getByRole('button', { name: 'Next question' }).click();
    const open = () => eva.locator('.question').count();
    const before = await open();
    const question = eva.locator('.question').first();
    await question.scrollIntoViewIfNeeded();
    await keep(eva, 'question');
    await question.getByLabel('At least').fill('100,50');
    await question.getByRole('button', { name: 'Answer' }).click();
    await expect.poll(open).toBe(before - 1);
    await isSaved(eva);
    await expect.poll(async () => (await draft()).draft?.answered?.length).toBe(1);
  });

  it('says at the step what is wrong, and keeps it', async () => {
    await title(eva, 3).click();
    await step(eva, 3).getByLabel('Within').fill('soonish');
    await step(eva, 3).getByText('is not a duration').waitFor();
    await expect.poll(() => state(eva).textContent()).toContain('Not saved');
    await keep(eva, 'wrong');
    await step(eva, 3).getByLabel('Within').fill('30m');
    await isSaved(eva);
    await expect.poll(async () => (await draft()).draft?.definition.steps[2]?.due).toBe('PT30M');
  });

  it('shows others what is saved, at once', async () => {
    await expect.poll(() => titles(ben)).toEqual(await titles(eva));
    await ben
      .getByText(/Eva Novak changed/)
      .first()
      .waitFor();
    await keep(ben, 'told');
  });

  it('brings together what two people write at once, and asks where both wrote', async () => {
    await ben.context().setOffline(true);
    await title(ben, 4).fill('Ben’s fourth step');
    await title(ben, 5).fill('Ben’s fifth step');
    await ben.getByText('No connection').waitFor();
    await keep(ben, 'offline');
    await title(eva, 4).fill('Eva’s fourth step');
    await title(eva, 6).fill('Eva’s sixth step');
    await isSaved(eva);
    await expect.poll(savedTitles).toContain('Eva’s sixth step');
    await ben.context().setOffline(false);
    const choice = ben.getByRole('dialog', { name: /Eva Novak changed the same/ });
    await choice.waitFor();
    await keep(ben, 'conflict');
    expect(await choice.locator('fieldset').count()).toBe(1);
    await choice.getByLabel('Mine').check();
    await choice.getByRole('button', { name: 'Go on with these' }).click();
    await isSaved(ben);
    const together = ['Ben’s fourth step', 'Ben’s fifth step', 'Eva’s sixth step'];
    await expect.poll(async () => (await savedTitles()).slice(3, 6)).toEqual(together);
    await expect.poll(async () => (await titles(eva)).slice(3, 6)).toEqual(together);
  });

  it('survives a restart of the server, and a reload without one', async () => {
    const port = Number(new URL(address).port);
    await app.stop();
    await title(eva, 1).fill('Written while nobody listened');
    await eva.getByText('No connection').waitFor();
    await start(port);
    await expect.poll(savedTitles, { timeout: 30_000 }).toContain('Written while nobody listened');
    await isSaved(eva);
    await eva.route('**/save', (route) => route.abort());
    await title(eva, 1).fill('Kept over a reload');
    await eva.getByText('No connection').waitFor();
    await eva.unroute('**/save');
    await eva.reload();
    await expect.poll(savedTitles, { timeout: 30_000 }).toContain('Kept over a reload');
    expect(await title(eva, 1).inputValue()).toBe('Kept over a reload');
  });

  it('goes back fifty changes and forth again', async () => {
    const before = await titles(eva);
    for (let times = 0; times < 52; times += 1) {
      await title(eva, 2).fill(`Change ${times}`);
      await title(eva, 2).blur();
    }
    for (let times = 0; times < 52; times += 1) await eva.getByRole('button', { name: 'Undo' }).click();
    expect(await titles(eva)).toEqual(before);
    for (let times = 0; times < 52; times += 1) await eva.getByRole('button', { name: 'Redo' }).click();
    expect(await title(eva, 2).inputValue()).toBe('Change 51');
    for (let times = 0; times < 52; times += 1) await eva.keyboard.press('Control+z');
    expect(await titles(eva)).toEqual(before);
  });

  it('is published by a person, and everybody’s page says so', async () => {
    await isSaved(eva);
    await eva.getByRole('button', { name: 'Publish' }).click();
    await keep(eva, 'publish');
    await eva.getByRole('dialog').getByRole('button', { name: 'Publish' }).click();
    await eva.getByText('It is revision 1 now').waitFor();
    expect((await draft()).revision).toBe(1);
    for (const page of [ben, phone]) await page.getByText(/Eva Novak published this draft/).waitFor();
    await shootBoth('published');
    const said = problems.filter(
      (one) => !/ERR_INTERNET_DISCONNECTED|ERR_CONNECTION|ERR_FAILED|ERR_EMPTY|ERR_INCOMPLETE/.test(one),
    );
    // A refusal is an answer of the server, which a browser writes into its console.
    expect(said.filter((one) => !/status of (409|422)/.test(one))).toEqual([]);
  });
});

/** These run in the page. */
const TITLES = "[...document.querySelectorAll('#steps .step-title')].map((field) => field.value)";
const FOCUSED = 'document.activeElement.value';
const SECOND_IN_VIEW = `(() => {
  document.querySelectorAll('#steps > li')[1].scrollIntoView({ block: 'start' });
  document.querySelector('.draft').scrollTop -= 150;
})()`;
const CARET = 'document.activeElement.setSelectionRange(5, 5)';
/** Dark points of the first page: nothing was drawn on an empty one. */
const INK = `(() => {
  const canvas = document.querySelector('.page canvas');
  const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
  let dark = 0;
  for (let at = 0; at < data.length; at += 4) if (data[at] < 128) dark += 1;
  return dark;
})()`;
const SIDEWAYS = `Math.max(
  ...[document.documentElement, ...document.querySelectorAll('.review, .draft, .document-body, dialog')]
    .map((box) => box.scrollWidth - box.clientWidth),
)`;
