/** What people wrote, in a real browser: nothing of it runs, and the policy of the pages has nothing to stop. */
import { unzipSync } from 'fflate';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Workplace } from '../../stories/workplace.ts';
import { openBrowser } from '../../support/browser.ts';
import { club, fillHostile } from './hostile-house.ts';
import { openHouse } from './visiting.ts';

let work: Workplace;
let browser: Browser;
let page: Page;
let address: string;
const said: string[] = [];
beforeAll(async () => {
  work = await openHouse('sqlite', {}, { chats: [club] });
  await fillHostile(work);
  address = (await work.app.listen()).replace('127.0.0.1', 'localhost');
  browser = await openBrowser();
  page = await browser.newPage();
  page.on('console', (message) => said.push(`${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => said.push(error.message));
  page.on('dialog', (dialog) => void dialog.dismiss().then(() => said.push('a dialog')));
  page.on('request', (request) => {
    if (!request.url().startsWith(address)) said.push(`asks ${request.url()}`);
  });
  await page.addInitScript(`self.stopped = []; addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => {
    self.stopped.push(violatedDirective + ' ' + blockedURI);
  });`);
});
afterAll(async () => {
  await browser.close();
  await work.end();
});

it('no page runs, loads or asks for anything of it', async () => {
  const seen = new Set<string>();
  const ahead = ['/library', '/library/work'];
  for (let path = ahead.shift(); path !== undefined; path = ahead.shift()) {
    if (seen.has(path) || seen.size > 100) continue;
    seen.add(path);
    const answer = await page.goto(`${address}${path}`);
    expect(answer?.status(), path).toBe(200);
    await page.locator('h1').first().waitFor();
    // What takes the focus runs by itself.
    await page.keyboard.press('Tab');
    expect(await page.evaluate('self.hacked'), path).toBeUndefined();
    expect(await page.evaluate('self.stopped'), path).toEqual([]);
    expect(await page.locator('x-x, [data-x], [onfocus], img[src="x"]').count(), path).toBe(0);
    for (const link of await page.locator('a[href^="/library"]').all()) {
      const href = ((await link.getAttribute('href')) ?? '').split('#')[0] ?? '';
      if (!/\/files\/|\/assets\/|\.\w+(\?|$)/.test(href)) ahead.push(href);
    }
  }
  expect(seen.size).toBeGreaterThan(20);
  expect(said).toEqual([]);
});

it('a page that reads itself again runs nothing either', async () => {
  await page.goto(`${address}/library/runs/open`);
  const actor = { type: 'member', id: 'ana', identity: 'web:ana' } as const;
  const text = 'w-late <img src=x onerror=self.hacked=1><script>self.hacked=1</script>';
  const { workspace } = work.app;
  await work.app.handle({ workspace, key: 'late', actor, command: { type: 'addNote', run: 'open', text } });
  await page.getByText('w-late').first().waitFor();
  expect(await page.evaluate('[self.hacked ?? null, self.stopped]')).toEqual([null, []]);
  expect(said).toEqual([]);
});

it('names no entry of an evidence pack', async () => {
  const response = await fetch(`${address}/library/runs/open/pack.zip`);
  const names = Object.keys(unzipSync(new Uint8Array(await response.arrayBuffer())));
  expect(names.length).toBeGreaterThan(4);
  for (const name of names) expect(name).toMatch(/^(?:[a-z0-9][\w-]*\/)?[\w-]+(?:\.\w+)?$/i);
  expect(response.headers.get('content-disposition')).toMatch(/^attachment; filename="[\w .-]+"/);
});
