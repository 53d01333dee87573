/** How the pages look over a workspace that was used for weeks: on a phone, at a desk, on a wide screen and on paper. */
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Workplace } from '../../stories/workplace.ts';
import { violations } from '../../support/axe.ts';
import { album, openBrowser } from '../../support/browser.ts';
import { fillBistro } from './bistro.ts';
import { openHouse } from './visiting.ts';

const WIDTHS = { phone: 390, desk: 1440, wide: 1920 } as const;
const THEMES = ['light', 'dark'] as const;
/** The other half axe sees on the walk along all links (`browser.full.test.ts`). */
const AXED = { phone: 'light', desk: 'dark', wide: undefined } as const;
const PAGES = {
  library: '/library',
  'library-nothing': '/library?q=nothing',
  work: '/library/work',
  map: '/library/map',
  readiness: '/library/readiness',
  people: '/library/people',
  settings: '/library/settings',
  'settings-of-eva': '/library/settings',
  'webhook-new-of-eva': '/library/settings/webhooks/new',
  'webhook-of-eva': '/library/settings/webhooks/WEBHOOK',
  drafts: '/library/drafts',
  'sop-steps': '/library/sops/sop-cold-chain',
  'sop-map': '/library/sops/sop-shop-returns?tab=map',
  'sop-runs': '/library/sops/sop-cold-chain?tab=runs',
  'sop-history': '/library/sops/sop-cold-chain?tab=history',
  'sop-source': '/library/sops/sop-cold-chain?tab=source',
  'sop-routines': '/library/sops/sop-cold-chain?tab=routines',
  'sop-opportunities': '/library/sops/sop-cold-chain?tab=opportunities',
  import: '/library/import',
  'sop-start': '/library/sops/sop-cold-chain/start',
  'run-long': '/library/runs/long',
  'run-long-timeline': '/library/runs/long?tab=timeline',
  'run-missed': '/library/runs/missed',
  'run-missed-timeline': '/library/runs/missed?tab=timeline',
  'run-many': '/library/runs/many',
  'not-found': '/library/runs/nothing',
} as const;

const TAMPERING = [
  'drop trigger events_no_update',
  `update events set data = replace(data, 'display of the freezer', 'right display') where stream = 'long'`,
];

describe('the pages of a workspace in use', () => {
  let work: Workplace;
  let browser: Browser;
  let address: string;
  let webhook: string;
  const keep = album(fileURLToPath(new URL('../../../shots/reading', import.meta.url)));
  beforeAll(async () => {
    work = await openHouse('sqlite', {});
    await fillBistro(work);
    address = await work.app.listen();
    browser = await openBrowser();
    webhook = await madeWebhook();
  });
  afterAll(async () => {
    await browser.close();
    await work.end();
  });

  /** As the switch of the chat page does. */
  const actAs = async (page: Page, member: string) => {
    const headers = { 'x-sopwith-member': 'ana' };
    await page.request.post(`${address}/api/local/session`, { headers, data: { member } });
  };
  /** A long address, of which nothing is told. */
  const madeWebhook = async () => {
    const page = await browser.newPage();
    await actAs(page, 'eva');
    await page.goto(`${address}/library/settings/webhooks/new`);
    const way = `${'a-long-way-in/'.repeat(4)}${'0123456789abcdef'.repeat(4)}`;
    await page.getByLabel('Which address is told?').fill(`https://example.com/${way}`);
    await page.getByRole('button', { name: 'Add the webhook' }).click();
    await page.getByRole('button', { name: 'Switch off' }).click();
    await page.getByText('It is off').waitFor();
    const id = new URL(page.url()).pathname.split('/').at(-1) ?? '';
    await page.close();
    return id;
  };
  /** As much of the page as one picture holds. */
  const tall = async (page: Page) =>
    Math.min(3_000, Number(await page.evaluate('document.documentElement.scrollHeight')));
  const wide = (page: Page) => page.evaluate('document.documentElement.scrollWidth - innerWidth');

  it.each(Object.entries(PAGES))('%s', async (name, path) => {
    const context = await browser.newContext({ reducedMotion: 'reduce', timezoneId: 'Europe/Berlin', locale: 'en-GB' });
    const page = await context.newPage();
    if (name.endsWith('-of-eva')) await actAs(page, 'eva');
    await page.goto(`${address}${path.replace('WEBHOOK', webhook)}`);
    for (const colorScheme of THEMES) {
      await page.emulateMedia({ colorScheme, media: 'screen' });
      for (const [size, width] of Object.entries(WIDTHS)) {
        await page.setViewportSize({ width, height: 900 });
        await page.setViewportSize({ width, height: await tall(page) });
        await keep(page, `${name}-${size}-${colorScheme}`);
        expect.soft(await wide(page), `${name} scrolls sideways at ${width}`).toBe(0);
        if (AXED[size as keyof typeof WIDTHS] === colorScheme)
          expect.soft(await violations(page), `${name}, ${size}, ${colorScheme}`).toEqual([]);
      }
    }
    await page.emulateMedia({ colorScheme: 'dark', media: 'print' });
    // A4 at 96 dots an inch, without its margins.
    await page.setViewportSize({ width: 718, height: 1047 });
    await page.setViewportSize({ width: 718, height: await tall(page) });
    await keep(page, `${name}-paper`);
    expect.soft(await page.locator('nav').filter({ visible: true }).count(), `${name} prints its menus`).toBe(0);
    expect.soft(await wide(page), `${name} is wider than paper`).toBe(0);
    await context.close();
  });

  it('goes on by itself: what waits, what is new, and what is unfolded stays so', async () => {
    const context = await browser.newContext({ timezoneId: 'Pacific/Auckland', locale: 'en-GB' });
    const page = await context.newPage();
    await page.goto(`${address}/library/runs/many?tab=timeline`);
    // 17:00 UTC is the next day there: the days are those of the reader.
    await page.getByRole('heading', { name: 'Wednesday, 4 March 2026' }).waitFor();
    await page.clock.install();
    await page.goto(`${address}/library/runs/long?tab=timeline`);
    const waited = page.locator('[data-lasting]').first();
    const before = await waited.innerText();
    const folded = page.locator('details.fold').first();
    await folded.locator('summary').click();
    await page.clock.fastForward('02:00:00');
    expect(await waited.innerText()).not.toBe(before);
    const actor = { type: 'member', id: 'ana', identity: 'web:ana' } as const;
    const command = { type: 'addNote', run: 'long', text: 'The van is here' } as const;
    await work.app.handle({ workspace: work.app.workspace, key: 'note', actor, command });
    for (const told = page.getByText('Note: The van is here'); !(await told.isVisible()); ) {
      await page.clock.fastForward(500);
    }
    expect(await page.locator('details.fold[open]').count()).toBe(1);
    await context.close();
  });

  it('a run whose record somebody changed', async () => {
    const { db } = work.app;
    await db.transaction(async (tx) => {
      for (const sql of TAMPERING) await tx.run({ statement: () => ({ sql }), values: () => [] }, {});
    });
    const context = await browser.newContext({ reducedMotion: 'reduce' });
    const page = await context.newPage();
    await page.goto(`${address}/library/runs/long`);
    await page.getByRole('alert').waitFor();
    for (const colorScheme of THEMES) {
      await page.emulateMedia({ colorScheme });
      for (const [size, width] of Object.entries(WIDTHS)) {
        await page.setViewportSize({ width, height: 3_000 });
        await keep(page, `run-broken-${size}-${colorScheme}`);
        if (AXED[size as keyof typeof WIDTHS] === colorScheme) expect.soft(await violations(page)).toEqual([]);
      }
    }
    await context.close();
  });
});
