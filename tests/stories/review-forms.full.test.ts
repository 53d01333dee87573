/**
 * What a reviewer writes in the forms of the review page, in a real browser: the options of a decision, what a run starts
 * with, sources, boundaries, conditions and the schedule; what is wrong at its field; and publishing while somebody else
 * writes. The pictures are left in `shots/review-forms`.
 */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { pino } from 'pino';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type App, createApp } from '../../src/app.ts';
import type { Definition } from '../../src/engine/definition.ts';
import type { KnownSop } from '../../src/engine/sop/state.ts';
import { listSops } from '../../src/store/sops.ts';
import { loadStream } from '../../src/store/streams.ts';
import { album, DESKTOP, openBrowser, openPage, type PHONE } from '../support/browser.ts';
import { workspacePage } from '../support/workspace-page.ts';

const file = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));

describe('the forms of a draft', () => {
  let data: string;
  let app: App;
  let browser: Browser;
  let address: string;
  let eva: Page;
  let sop: string;
  const problems: string[] = [];
  const keep = album(file('shots/review-forms'));

  beforeAll(async () => {
    data = await mkdtemp(join(tmpdir(), 'sopwith-forms-'));
    const config = { port: 0, host: '127.0.0.1', data, databaseUrl: undefined, secret: undefined, logLevel: 'silent' };
    app = await createApp(config, { log: pino({ level: 'silent' }) });
    address = await app.listen();
    browser = await openBrowser();
    eva = await open('eva', 'Eva Novak', DESKTOP);
    const desk = workspacePage(eva);
    await desk.open('kitchen');
    await desk.drop({
      ...{ name: 'refund-request.pdf', mimeType: 'application/pdf' },
      buffer: await readFile(file('samples/refund-request.pdf')),
    });
    await eva.getByRole('button', { name: 'Make an SOP of it' }).click();
    await desk.card('Review beside the document').waitFor();
    sop = (await listSops(app.db, app.workspace)).find((one) => one.key === 'refund-request')?.id ?? '';
    await review(eva);
  });
  afterAll(async () => {
    await browser?.close();
    await app?.stop();
    await rm(data, { recursive: true, force: true });
  });
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail' && eva) await keep(eva, 'failed');
  });

  async function open(who: string, name: string, options: typeof DESKTOP | typeof PHONE) {
    const page = await openPage(browser, address, { who, problems, options });
    await workspacePage(page).become(name);
    return page;
  }
  async function review(page: Page) {
    await page.goto(`${address}/drafts/${sop}`);
    await page.locator('#steps > li').first().waitFor();
  }
  const state = async () => (await loadStream(app.db, 'sop', app.workspace, sop))?.state as KnownSop;
  const saved = async () => (await state()).draft?.definition as Definition;
  const step = (number: number): Locator => eva.locator('#steps > li').nth(number - 1);
  const part = (name: string): Locator => eva.locator(`[data-part="${name}"]`);
  const until = <Value>(read: () => Promise<Value>) => expect.poll(read, { timeout: 10_000 });
  const undo = () => eva.getByRole('button', { name: 'Undo' }).click();
  const numberOf = async (id: string) => (await saved()).steps.findIndex((one) => one.id === id) + 1;

  it('writes the ways of a decision, and takes them back', async () => {
    const id = (await saved()).steps.find((one) => one.kind === 'decision')?.id ?? '';
    const options = async () => (await saved()).steps.find((one) => one.id === id)?.options?.map((one) => one.title);
    const before = (await options()) ?? [];
    const decision = step(await numberOf(id));
    await decision.getByLabel(/^Title of step/).click();
    await decision.getByLabel('One of the ways').first().fill('All of it');
    await decision.getByLabel('Another way').fill('A voucher');
    await decision.getByLabel('Another way').press('Enter');
    await until(options).toEqual(['All of it', ...before.slice(1), 'A voucher']);
    await decision.getByRole('button', { name: 'Take this way away' }).nth(1).click();
    await until(options).toEqual(['All of it', ...before.slice(2), 'A voucher']);
    await keep(eva, 'ways');
    for (let times = 0; times < 3; times += 1) await undo();
    await until(options).toEqual(before);
  });

  it('says at a field what is wrong with it, and saves once it is right', async () => {
    await part('inputs').locator('summary').click();
    await part('inputs').getByLabel('Ask for something more').fill('Weight of the parcel');
    await part('inputs').getByLabel('Ask for something more').press('Enter');
    await until(async () => (await saved()).inputs.at(-1)?.title).toBe('Weight of the parcel');
    const weight = part('inputs').locator('.item').last();
    await weight.getByLabel('What kind it is').selectOption('number');
    await weight.getByLabel('Unit').fill('kg');
    await weight.getByLabel('At least').fill('9');
    await weight.getByLabel('At most').fill('4,5');
    await weight.locator('.field-error').filter({ hasText: 'The lower limit 9 is above' }).waitFor();
    await until(() => eva.locator('#save-state').textContent()).toContain('Not saved');
    await keep(eva, 'limits');
    await weight.getByLabel('At least').fill('0,5');
    await until(async () => (await saved()).inputs.at(-1)).toMatchObject({ unit: 'kg', min: 0.5, max: 4.5 });
    await until(() => weight.locator('.field-error').count()).toBe(0);
    await weight.getByLabel('What kind it is').selectOption('choice');
    await weight.getByLabel('One of the ways').first().fill('Light');
    await until(async () => (await saved()).inputs.at(-1)?.options?.[0]?.title).toBe('Light');
  });

  it('asks for a condition by what there is to ask about, or as an expression', async () => {
    const when = async () => (await saved()).steps.at(-1)?.when;
    const last = step((await saved()).steps.length);
    await last.getByLabel(/^Title of step/).click();
    await last.getByRole('button', { name: 'Only where…' }).click();
    await last.getByLabel('Only where: what is asked').selectOption({ label: 'Refund amount' });
    await last.getByText('Say with what it is compared.').waitFor();
    await last.getByLabel('Only where: how it compares').selectOption({ label: 'is at least' });
    await last.getByLabel('Only where: with what', { exact: true }).locator('visible=true').fill('12,50');
    await until(when).toBe('inputs.refund_amount >= 12.50');
    await keep(eva, 'condition');
    await last.getByRole('button', { name: 'Write an expression' }).click();
    const text = last.getByLabel('Only where, as an expression');
    await text.fill('inputs.refund_amout >= 12.50');
    await last.getByText(/there is no input "refund_amout"/i).waitFor();
    expect(await text.getAttribute('aria-invalid')).toBe('true');
    await keep(eva, 'expression');
    await text.fill('inputs.refund_amount >= 12.50 && inputs.refund_amount < 100');
    await until(when).toContain('&&');
    await last.getByRole('button', { name: 'Always do it' }).click();
    await until(when).toBeUndefined();
  });

  it('adds a boundary as a whole, and says what it lacks', async () => {
    await part('boundaries').locator('summary').click();
    await part('boundaries').getByRole('button', { name: 'Add a boundary' }).click();
    const form = part('boundaries').getByRole('form', { name: 'A new boundary' });
    await form.getByRole('button', { name: 'Add' }).click();
    expect(await form.locator('.field-error').allTextContents()).toContain('Must not be empty.');
    await form.getByLabel('What it is about').fill('A very large refund');
    await form.getByLabel('Stops where: what is asked').selectOption({ label: 'Refund amount' });
    await form.getByRole('button', { name: 'Add' }).click();
    await form.getByText('Say with what it is compared.').waitFor();
    await form.getByLabel('Stops where: with what', { exact: true }).locator('visible=true').fill('1000');
    await form.getByLabel('Who decides then').fill('Managing director');
    await keep(eva, 'boundary');
    await form.getByRole('button', { name: 'Add' }).click();
    await until(async () => (await saved()).boundaries.at(-1)).toMatchObject({
      title: 'A very large refund',
      when: 'inputs.refund_amount > 1000',
      role: 'managing_director',
    });
  });

  it('adds a source, which steps then check', async () => {
    await part('sources').locator('summary').click();
    await part('sources').getByLabel('Add a source').fill('Order system');
    await part('sources').getByLabel('Add a source').press('Enter');
    const source = part('sources').locator('.item').last();
    await source.getByLabel('Not older than').fill('soon');
    await source.getByText(/is not a duration/).waitFor();
    await source.getByLabel('Not older than').fill('4h');
    await until(async () => (await saved()).sources.at(-1)?.fresh).toBe('PT4H');
    await step(2)
      .getByLabel(/^Title of step/)
      .click();
    await step(2).getByRole('group', { name: 'Checks these sources' }).getByLabel('Order system').check();
    await until(async () => (await saved()).steps[1]?.sources).toEqual(['order_system']);
    await source.getByRole('button', { name: 'Take this source away' }).click();
    await until(async () => (await saved()).steps[1]?.sources).toEqual([]);
    await undo();
    await until(async () => (await saved()).steps[1]?.sources).toEqual(['order_system']);
  });

  it('plans when it is done', async () => {
    const routine = part('routine');
    await routine.locator('summary').click();
    await routine.getByLabel('How often').selectOption({ label: 'On days of the week' });
    await routine.getByLabel('At', { exact: true }).fill('07:30');
    await routine.getByLabel('Sat').check();
    await until(async () => (await saved()).routine?.schedule).toBe('30 7 * * 1,2,3,4,5,6');
    await keep(eva, 'routine');
    await routine.getByLabel('How often').selectOption({ label: 'Not planned' });
    await until(async () => (await saved()).routine).toBeUndefined();
  });

  it('makes a step another kind', async () => {
    await step(1)
      .getByLabel(/^Title of step/)
      .click();
    await step(1).getByLabel('What it is').selectOption('decision');
    await until(async () => (await saved()).steps[0]?.options?.map((one) => one.title)).toEqual(['Yes', 'No']);
    await undo();
    await until(async () => (await saved()).steps[0]?.kind).toBe('task');
  });

  it('publishes what was seen, and says who changed what meanwhile', async () => {
    const ben = await open('ben', 'Ben Okafor', DESKTOP);
    await review(ben);
    await ben.getByRole('button', { name: 'Publish' }).click();
    const ask = ben.getByRole('dialog', { name: 'Publish as revision 1?' });
    await ask.waitFor();
    await step(2)
      .getByLabel(/^Title of step/)
      .fill('Look the order up');
    await until(async () => (await saved()).steps[1]?.title).toBe('Look the order up');
    // The page behind the question has it by now; what was asked about is still the edit of before.
    await until(() => ben.evaluate<string>(SECOND)).toBe('Look the order up');
    await ask.getByRole('button', { name: 'Publish' }).click();
    await ask.getByText(/Nothing is published: Eva Novak changed “Look the order up” at \d\d:\d\d/).waitFor();
    await keep(ben, 'not-published');
    expect((await state()).revision).toBe(0);
    await ask.getByRole('button', { name: 'Cancel' }).click();
    await ben.getByRole('button', { name: 'Publish' }).click();
    await ask.getByRole('button', { name: 'Publish' }).click();
    await ben.getByText('It is revision 1 now').waitFor();
    expect((await state()).active?.steps[1]?.title).toBe('Look the order up');
  });

  it('says of a newer version of a document why it says what it says', async () => {
    const desk = workspacePage(eva);
    const paper = (...steps: string[]) => ({
      ...{ name: 'locking-up.md', mimeType: 'text/markdown' },
      buffer: Buffer.from(`# Locking up\n\n${steps.map((one, at) => `${at + 1}. ${one}`).join('\n')}\n`),
    });
    const draftOf = async () => {
      await desk.card('Review beside the document').waitFor();
      sop = (await listSops(app.db, app.workspace)).find((one) => one.key === 'locking-up')?.id ?? '';
      return (await state())?.draft?.draft;
    };
    const make = async (...steps: string[]) => {
      await eva.goto(`${address}/#/kitchen`);
      await desk.drop(paper(...steps));
      await eva.getByRole('button', { name: 'Make an SOP of it' }).click();
    };
    await make(
      'The cook switches the oven off.',
      'Measure the fridge: 0 to 5 °C.',
      'Close all windows of the kitchen.',
    );
    await until(draftOf).toBe(1);
    await review(eva);
    await eva.getByRole('button', { name: 'Publish' }).click();
    await eva.getByRole('dialog').getByRole('button', { name: 'Publish' }).click();
    await eva.getByText('It is revision 1 now').waitFor();
    await make(
      'The cook switches the big oven off.',
      'Measure the fridge: 0 to 4 °C.',
      'Close all windows of the kitchen.',
    );
    await until(draftOf).toBe(2);
    await review(eva);
    await step(1)
      .getByLabel(/^Title of step/)
      .click();
    await step(1).getByText('Why it says this').click();
    await step(1)
      .getByText(/^Who Cook: /)
      .waitFor();
    await step(2)
      .getByLabel(/^Title of step/)
      .click();
    await step(2).getByText('Why it says this').click();
    await step(2)
      .getByText(/^Limit 0 to 4 °C: /)
      .waitFor();
    await keep(eva, 'revision');
    expect(problems.filter((one) => !/status of (409|422)/.test(one))).toEqual([]);
  });
});

/** Runs in the page. */
const SECOND = "document.querySelectorAll('#steps .step-title')[1].value";
