/** Many tabs of one browser: they share one event stream, and each still sees every change. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type App, createApp } from '../../src/app.ts';
import { DESKTOP, openBrowser, openPage } from '../support/browser.ts';
import { workspacePage } from '../support/workspace-page.ts';

/** More than the six connections that a browser opens to one address. */
const TABS = 8;

describe(`${TABS} tabs of one browser`, () => {
  let data: string;
  let app: App;
  let browser: Browser;
  let tabs: Page[];
  const problems: string[] = [];
  /** Requests for the stream, by the page that made them. */
  const streams = new Map<Page, number>();

  beforeAll(async () => {
    data = await mkdtemp(join(tmpdir(), 'sopwith-tabs-'));
    const config = { port: 0, host: '127.0.0.1', data, databaseUrl: undefined, secret: undefined, logLevel: 'silent' };
    app = await createApp(config, { log: pino({ level: 'silent' }) });
    const address = `${await app.listen()}/#/kitchen`;
    browser = await openBrowser();
    const first = await openPage(browser, address, { who: 'tab 1', problems, options: DESKTOP });
    tabs = [first];
    first.context().on('request', (request) => {
      if (!request.url().includes('/api/local/stream')) return;
      const page = request.frame().page();
      streams.set(page, (streams.get(page) ?? 0) + 1);
    });
    await first.getByRole('log').waitFor();
    for (let number = 2; number <= TABS; number += 1) {
      const page = await first.context().newPage();
      page.on('pageerror', (error) => problems.push(`tab ${number}: ${error.message}`));
      await page.goto(address);
      await page.getByRole('log').waitFor();
      tabs.push(page);
    }
  });
  afterAll(async () => {
    await browser?.close();
    await app?.stop();
    await rm(data, { recursive: true, force: true });
  });

  const says = async (page: Page, text: string) => {
    await workspacePage(page).say(text);
    await Promise.all(tabs.map((tab) => tab.locator('.message-text', { hasText: text }).waitFor()));
  };

  it('all see what one of them says', async () => {
    const last = tabs.at(-1);
    if (!last) throw new Error('no tab');
    await says(last, 'Good morning, kitchen');
  });

  it('share one stream', () => {
    // The first tab asked for it before anybody listened to its requests, or does so again after it was lost.
    expect([...streams.values()].reduce((sum, one) => sum + one, 0)).toBeLessThanOrEqual(1);
  });

  it('go on when the one that listens is closed', async () => {
    const [listener, ...others] = tabs;
    await listener?.close();
    tabs = others;
    const [second] = tabs;
    if (!second) throw new Error('no tab');
    await says(second, 'The first tab is gone');
    await says(second, 'And still everybody sees it');
    expect([...streams.keys()].filter((page) => !page.isClosed())).toHaveLength(1);
  });

  it('all show the steps of a run as they are done, each card once', async () => {
    const [one, other] = tabs.map(workspacePage);
    if (!one || !other) throw new Error('no tab');
    await one.say('/sop run kitchen-opening handover=nothing');
    for (const tab of tabs) await tab.locator('.card', { hasText: 'steps done' }).waitFor();
    for (const tab of tabs) expect(await tab.locator('.card', { hasText: 'steps done' }).count()).toBe(1);
    await one.openThread('steps done');
    await one.card('it is your turn').waitFor();
  });

  it('say nothing of it in their consoles', () => {
    expect(problems).toEqual([]);
  });
});
