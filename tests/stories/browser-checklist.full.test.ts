/**
 * A checklist of twenty lines in a real browser, one person on a phone and one at a desk: ticked, read, photographed, left
 * out and late. The pictures are left in `shots/checklist`.
 */
import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { grantRole } from '../../src/store/people.ts';
import { album, DESKTOP, openBrowser, openPage, PHONE } from '../support/browser.ts';
import { png } from '../support/png.ts';
import { THEMES } from '../support/walk.ts';
import { focused, type WorkspacePage, workspacePage } from '../support/workspace-page.ts';
import { published } from './publishing.ts';
import { TWENTY } from './twenty-lines.ts';
import { MINUTE, openWorkplace, type Workplace } from './workplace.ts';

const TALL = { ...DESKTOP, viewport: { width: 1280, height: 1700 } };
const LONG = { ...PHONE, viewport: { width: 390, height: 2200 } };

describe('a list of twenty lines in a browser', () => {
  let work: Workplace;
  let browser: Browser;
  let desk: WorkspacePage;
  let phone: WorkspacePage;
  const problems: string[] = [];
  const shoot = album(fileURLToPath(new URL('../../shots/checklist', import.meta.url)));
  beforeAll(async () => {
    work = await openWorkplace('sqlite');
    const address = await work.app.listen();
    await published(work, TWENTY, 'web:general');
    const holders = [['cleaner', 'ana'] as const, ['cleaner', 'chloe'] as const, ['lead', 'ben'] as const];
    for (const [role, member] of holders) {
      await work.app.db.transaction((tx) => grantRole(tx, work.app.workspace, role, member));
    }
    browser = await openBrowser();
    const open = async (who: string, options: typeof TALL | typeof LONG) =>
      workspacePage(await openPage(browser, address, { who, problems, options }));
    [desk, phone] = [await open('desk', TALL), await open('phone', LONG)];
    await phone.become('Ana Lima');
    await desk.become('Chloe Martin');
    for (const one of [desk, phone]) await one.open('kitchen');
    await phone.say('/sop run closing-round');
    await list(desk).filter({ hasText: '0 of 20 steps done' }).waitFor();
  });
  afterAll(async () => {
    await browser?.close();
    await work?.end();
  });

  const list = (one: WorkspacePage) => one.card('Started by', 'main');
  const button = (one: WorkspacePage, label: string, line: string) => list(one).getByTitle(`${label}: ${line}`);

  it('is gone down by the keyboard: whoever ticks a line is on the next', async () => {
    await button(desk, 'Done', 'Empty the bins').focus();
    await desk.page.keyboard.press('Enter');
    await list(desk).getByText('Chloe Martin at').waitFor();
    await expect.poll(() => focusedTitle(desk)).toBe('Done: Wipe the tables');
    expect((await focused(desk)).isVisible).toBe(true);
    await button(phone, 'Done', 'Close the gas').click();
    await list(desk).filter({ hasText: '2 of 20 steps done' }).waitFor();
    expect(await focusedTitle(desk)).toBe('Done: Wipe the tables');
  });

  it('asks a reading beside the list, which goes on changing meanwhile', async () => {
    await button(phone, 'Record', 'Read the fridge').click();
    const dialog = phone.page.getByRole('dialog');
    await dialog.getByLabel('Fridge temperature').fill('3,5');
    await button(desk, 'Done', 'Wipe the tables').click();
    await list(phone).filter({ hasText: '3 of 20 steps done' }).waitFor();
    await shoot(phone.page, 'reading-phone');
    await dialog.getByRole('button', { name: 'Finish step' }).click();
    await dialog.waitFor({ state: 'detached' });
    await list(desk).getByText('3.5 °C').waitFor();
  });

  it('takes a photo from the thread, and says so', async () => {
    await desk.openThread('Started by');
    await desk.page.locator('.thread .composer input[type=file]').setInputFiles({
      ...{ name: 'kitchen.png', mimeType: 'image/png' },
      buffer: Buffer.from(png(640, 300)),
    });
    await desk.page.locator('.thread .composer').getByRole('button', { name: 'Send' }).click();
    await desk.page.locator('.toast', { hasText: '✓ Recorded' }).waitFor();
    await list(phone).getByText('Photo of the kitchen recorded').waitFor();
    await desk.page.keyboard.press('Escape');
  });

  it('shows at a glance what is late, left out and waits, in light and dark, wide and narrow', async () => {
    const about = { v: 1, run: (await work.run('kitchen')).run } as const;
    await work.send('chloe', { ...about, verb: 'skip', step: 'terrace' }, { reason: 'It rains' });
    await work.send('ana', { ...about, verb: 'raise', step: 's4' }, { kind: 'tool_failed', note: 'The mop is broken' });
    await work.pass(28 * MINUTE);
    await work.send('ana', { ...about, verb: 'tick', step: 's3', attempt: 1 });
    await work.pass(14 * MINUTE);
    for (const [who, one] of [['desk', desk] as const, ['phone', phone] as const]) {
      await list(one).getByText('min late').first().waitFor();
      for (const theme of THEMES) {
        await one.theme(theme);
        await shoot(one.page, `late-${who}-${theme}`);
        expect(await one.overflow(), `the ${who} scrolls sideways`).toBe(0);
      }
    }
  });

  it('is heard as it is seen: signs are words, and the bar is the count beside it', async () => {
    const heard = await list(desk).ariaSnapshot();
    expect(heard).toContain('img "Done": ✓');
    expect(heard).toContain('img "Skipped": –');
    expect(heard).toContain('img "Attention": "!"');
    expect(heard).toMatch(/5 of 20 steps done, 1 skipped/);
    expect(heard).not.toMatch(/[━─]/);
    expect(problems).toEqual([]);
  });

  const focusedTitle = (one: WorkspacePage) => one.page.evaluate<string>('document.activeElement.title');
});
