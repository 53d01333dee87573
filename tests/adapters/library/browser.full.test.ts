/**
 * The library's doors and My work in a real browser: in light and dark, on a phone and at a desk, with axe. The provider is a
 * real one on this machine, the way in is the one that people take.
 */
import { fileURLToPath } from 'node:url';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadRun } from '../../../src/runtime/talking.ts';
import { drafted, published } from '../../stories/publishing.ts';
import { HOUR, type Workplace } from '../../stories/workplace.ts';
import { violations } from '../../support/axe.ts';
import { album, openBrowser } from '../../support/browser.ts';
import { CLIENT, openSignInProvider, type SignInProvider } from '../../support/oidc-provider.ts';
import { RESTAURANT } from '../../support/sops.ts';
import { GALLERY } from './gallery.ts';
import { actingAs, newLink, openHouse } from './visiting.ts';

const WIDTHS = { phone: 390, desk: 1440 } as const;
const THEMES = ['light', 'dark'] as const;

const SOP = `
sop: opening
title: Opening the kitchen before the first guests come
purpose: The kitchen is ready.
${RESTAURANT}steps:
  - {id: fridge, title: Read the temperature of every fridge, role: opener, needs: [], due: PT30M}
  - {id: lights, title: Switch on the lights, role: opener, needs: []}
  - {id: cash, title: Count the cash in the till, role: opener, needs: [], approval: {role: shift_lead}}
`;

const DRAFT = `
sop: allergens
title: Answering a guest about allergens
purpose: Nobody is served what makes them ill.
roles: [{id: waiter, title: Waiter}]
steps:
  - {id: ask, title: Ask what they cannot eat, role: waiter}
  - {id: check, title: Check the recipe of each dish, role: waiter, approval: {role: waiter}}
`;

let work: Workplace;
let browser: Browser;
let provider: SignInProvider;
let address: string;
const problems: string[] = [];
const keep = album(fileURLToPath(new URL('../../../shots/library', import.meta.url)));

beforeAll(async () => {
  // The port is known once it listens, and the provider wants to know it before.
  const port = await freePort();
  address = `http://localhost:${port}`;
  provider = await openSignInProvider(`${address}/library/signin/callback`);
  provider.claims = { sub: 'ana', 'https://slack.com/team_id': 'T1', 'https://slack.com/user_id': 'U1' };
  const { issuer } = provider;
  const oidc = { issuer, clientId: CLIENT.id, clientSecret: CLIENT.secret, name: 'Slack', people: 'slack' } as const;
  work = await openHouse('sqlite', { publicUrl: address, oidc, port });
  await work.app.listen();
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
  await work.end();
  await provider.end();
});

async function freePort(): Promise<number> {
  const { createServer } = await import('node:net');
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const at = server.address();
      server.close(() => resolve(typeof at === 'object' && at ? at.port : 0));
    });
  });
}

/** `isForwarded`: as a browser comes through the proxy, and not from this machine. */
async function open(path: string, { isForwarded = false } = {}): Promise<Page> {
  const context: BrowserContext = await browser.newContext({
    ...{ reducedMotion: 'reduce', timezoneId: 'Asia/Tokyo', locale: 'en-GB' },
    ...(isForwarded ? { extraHTTPHeaders: { 'x-forwarded-for': '203.0.113.7' } } : {}),
  });
  context.setDefaultTimeout(10_000);
  const page = await context.newPage();
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type()) && !/status of (?:400|403|404|409|410|500)/.test(message.text()))
      problems.push(`${path}: ${message.text()}`);
  });
  page.on('pageerror', (error) => problems.push(`${path}: ${error.message}`));
  await page.goto(`${address}${path}`);
  return page;
}

/** Looks at a page at every width, in light and dark. */
async function look(page: Page, name: string): Promise<void> {
  for (const theme of THEMES) {
    await page.emulateMedia({ colorScheme: theme });
    for (const [size, width] of Object.entries(WIDTHS)) {
      await page.setViewportSize({ width, height: size === 'phone' ? 844 : 900 });
      await keep(page, `${name}-${size}-${theme}`);
      const wide = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
      expect.soft(wide, `${name} scrolls sideways at ${width}`).toBe(0);
      expect.soft(await violations(page), `${name}, ${size}, ${theme}`).toEqual([]);
    }
  }
  expect(problems).toEqual([]);
}

/** Pages of one SOP or run look like those of another; what is searched for makes no other page. */
function kindOf(path: string): string {
  const { pathname, search } = new URL(path, 'http://x');
  const kind = pathname.replace(/\/(sops|runs)\/[^/]+/, '/$1/*').replace(/\/\d+(?=\/|$)/g, '/*');
  return `${kind}${search.replace(/(?<!tab)=[^&]*/g, '=*')}`;
}

/** Whoever decides over a problem in a run says that the procedure should change. */
async function taught(): Promise<void> {
  const does = async (id: string, command: object) => {
    const actor = { type: 'member', id, identity: `web:${id}` } as const;
    const envelope = { workspace: work.app.workspace, key: crypto.randomUUID(), actor };
    const reply = await work.app.handle({ ...envelope, command: command as never });
    expect(reply.status, JSON.stringify(reply)).toBe('accepted');
  };
  const run = 'taught';
  await does('ana', { type: 'startRun', run, sop: 'sop-opening', inputs: {}, place: 'web:kitchen' });
  await does('ana', { type: 'raiseException', run, step: 'lights', kind: 'tool_failed', note: 'The switch is broken' });
  const exception = (await loadRun(work.app, work.app.workspace, run))?.exceptions[0]?.id;
  const change = { say: 'The second switch is behind the door.' };
  await does('ben', {
    type: 'resolveException',
    run,
    exception,
    resolution: 'retry',
    reason: 'There is another',
    change,
  });
  await work.idle();
}

async function actAs(page: Page, member: string): Promise<void> {
  const tab = await actingAs(work, member);
  const cookies = [...tab.cookies].map(([name, value]) => ({ name, value, url: address }));
  await page.context().addCookies(cookies);
}

describe('the doors', () => {
  it('signing in, by a provider and by a link', async () => {
    const page = await open('/library/work', { isForwarded: true });
    await page.getByRole('heading', { name: 'Sign in to the library' }).waitFor();
    await look(page, 'sign-in');
    // Its own browser is on this machine; the provider's pages set no header.
    await page.getByRole('link', { name: 'Sign in with Slack' }).click();
    await page.getByRole('heading', { name: 'My work' }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/library/work');
    await page.context().close();
  });

  it('a link, its one button, and what becomes of it afterwards', async () => {
    const path = await newLink(work);
    const page = await open(path);
    await page.getByText('Ana Lima').first().waitFor();
    await look(page, 'enter');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Library', level: 1 }).waitFor();
    await page.goto(`${address}${path}`);
    await page.getByRole('heading', { name: 'This link was used already' }).waitFor();
    await look(page, 'used');
    await page.context().close();
  });

  it('one that opens nothing, and being signed out', async () => {
    const page = await open(`/library/enter/${'x'.repeat(43)}`);
    await page.getByRole('heading', { name: 'This link opens nothing' }).waitFor();
    await look(page, 'unknown');
    await page.goto(`${address}/library/signed-out`);
    await look(page, 'signed-out');
    await page.goto(`${address}/library/signin/callback?state=x`);
    await page.getByRole('heading', { name: 'This sign-in was not begun here' }).waitFor();
    await look(page, 'not-begun');
    await page.context().close();
  });
});

describe('inside', () => {
  it('nothing waits, then work does, and some of it is late', async () => {
    const page = await open('/library/work');
    await page.getByRole('heading', { name: 'Nothing waits for you' }).waitFor();
    await look(page, 'work-empty');
    await published(work, SOP);
    await work.say('ana', 'run opening');
    await work.say('ana', 'run kitchen-opening');
    await work.idle();
    await work.pass(HOUR);
    await page.reload();
    await page.getByText('Read the temperature of every fridge').waitFor();
    await look(page, 'work');
    // 06:30 UTC and half an hour, in Tokyo.
    expect(await page.locator('.row', { hasText: 'every fridge' }).innerText()).toContain('16:00');
    expect(await page.locator('.row', { hasText: 'every fridge' }).locator('.badge').innerText()).toBe('Late');
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    await keep(page, 'work-on-paper');
    expect(await page.locator('nav').isVisible()).toBe(false);
    await page.context().close();
  });

  it('the menu: by keyboard, by what is chosen in it, and out', async () => {
    const page = await open(await newLink(work));
    await page.getByRole('button', { name: 'Continue as Ana Lima' }).click();
    await page.getByRole('heading', { name: 'Library', level: 1 }).waitFor();
    const menu = page.locator('.menu');
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Skip to the content');
    await page.locator('summary').focus();
    await page.keyboard.press('Enter');
    await menu.waitFor();
    await look(page, 'menu');
    await page.keyboard.press('Escape');
    expect(await menu.isVisible()).toBe(false);
    expect(await page.evaluate('document.activeElement.tagName')).toBe('SUMMARY');
    await page.keyboard.press('Enter');
    await page.emulateMedia({ colorScheme: 'light' });
    await page.getByLabel('Dark').check({ force: true });
    const canvas = () => page.evaluate('getComputedStyle(document.body).backgroundColor');
    expect(await canvas()).toBe('rgb(23, 24, 27)');
    await page.reload();
    expect(await canvas()).toBe('rgb(23, 24, 27)');
    await page.locator('summary').click();
    await page.getByLabel('System').check({ force: true });
    expect(await canvas()).toBe('rgb(250, 250, 249)');
    await page.getByRole('button', { name: 'Sign out', exact: true }).click();
    await page.getByRole('heading', { name: 'You are signed out' }).waitFor();
    expect(problems).toEqual([]);
    await page.context().close();
  });

  it('every component, in every state', async () => {
    const page = await open('/library/work');
    await page.getByRole('heading', { name: 'My work' }).waitFor();
    await page.evaluate(`document.querySelector('main').innerHTML = ${JSON.stringify(GALLERY)}`);
    await look(page, 'components');
    await page.setViewportSize({ width: WIDTHS.desk, height: 2_600 });
    await keep(page, 'components-whole-dark');
    await page.emulateMedia({ colorScheme: 'light' });
    await keep(page, 'components-whole-light');
    await page.setViewportSize({ width: WIDTHS.phone, height: 3_400 });
    await keep(page, 'components-whole-phone');
    await page.context().close();
  });

  it('every page that links lead to, one of a kind', async () => {
    await drafted(work, DRAFT);
    await work.say('ana', 'routine opening weekdays 06:30 due 07:30');
    await work.say('ana', 'routine kitchen-opening daily 22:00');
    await work.idle();
    const page = await open('/library');
    const seen = new Set<string>();
    const found = new Set<string>();
    const ahead = ['/library'];
    for (let path = ahead.shift(); path !== undefined; path = ahead.shift()) {
      const answer = await page.goto(`${address}${path}`);
      expect(answer?.status(), path).toBe(200);
      await page.locator('main h1').first().waitFor();
      // A file is no page.
      await look(
        page,
        kindOf(path)
          .replaceAll(/[/?=*]+/g, '-')
          .replace(/^-library-?|-$/g, '') || 'library',
      );
      found.add(kindOf(path));
      const links = await page.locator('a[href^="/library"]:not([download])').all();
      for (const link of links) {
        const href = (await link.getAttribute('href')) ?? '';
        const { pathname, search } = new URL(href, address);
        const kind = kindOf(`${pathname}${search}`);
        if (seen.has(kind) || /\.\w+$|\/assets\/|\/files?\//.test(pathname)) continue;
        seen.add(kind);
        ahead.push(`${pathname}${search}`);
      }
    }
    expect([...found]).toEqual(expect.arrayContaining(['/library', '/library/work']));
    await page.context().close();
  });

  it('a document that is imported, and a routine that is set and switched', async () => {
    const page = await open('/library/import');
    const document =
      '# Closing the bar\n\n1. Wipe the counter\n2. Count the till, within 30 minutes\n3. Lock the door\n';
    await page
      .getByLabel('Document')
      .setInputFiles({ name: 'bar.md', mimeType: 'text/markdown', buffer: Buffer.from(document) });
    await page.getByRole('button', { name: 'Import' }).click();
    // It goes on by itself, without being loaded again.
    await page.getByRole('heading', { name: 'bar.md', exact: true }).waitFor();
    await look(page, 'imported');
    await page.goto(`${address}/library/import`);
    await page
      .getByLabel('Document')
      .setInputFiles({ name: 'bar.md', mimeType: 'text/markdown', buffer: Buffer.from(document) });
    await page.getByRole('button', { name: 'Import' }).click();
    await page.getByText('this very file was imported as bar.md').waitFor();
    await look(page, 'imported-again');
    await page.goto(`${address}/library/sops/sop-opening/routine`);
    await page.getByLabel('Other times').check();
    await page.getByLabel('In words, or as cron').fill('every now and then');
    await look(page, 'routine-words');
    await page.getByRole('button', { name: 'Set the routine' }).click();
    await page.getByText('When is “every now and then”?').waitFor();
    await look(page, 'routine-refused');
    await page.getByLabel('Once a week').check();
    await page.getByLabel('Day', { exact: true }).selectOption('Friday');
    await page.getByRole('button', { name: 'Set the routine' }).click();
    await page.getByRole('switch', { name: /on Fridays at 06:30/ }).click();
    expect(await page.getByRole('switch', { name: /on Fridays at 06:30/ }).getAttribute('aria-checked')).toBe('false');
    await look(page, 'routine-off');
    await page.goto(`${address}/library/sops/sop-opening?tab=opportunities`);
    await look(page, 'opportunities');
    await taught();
    await actAs(page, 'eva');
    await page.reload();
    await page.getByText('Dismiss', { exact: true }).click();
    await look(page, 'proposal');
    await page.getByRole('button', { name: 'Accept into the next draft' }).click();
    await page.getByRole('heading', { name: 'Learned from runs' }).waitFor();
    await look(page, 'draft-of-next');
    await page.context().close();
  });

  it('where one is stands in view on a phone', async () => {
    const page = await open('/library/settings');
    await page.setViewportSize({ width: WIDTHS.phone, height: 844 });
    await page.reload();
    const box = await page.locator('.nav [aria-current]').boundingBox();
    expect(box?.x).toBeGreaterThan(0);
    expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(WIDTHS.phone);
    expect(await page.evaluate('scrollY')).toBe(0);
    // So does each that the Tab key comes to.
    await page.goto(`${address}/library`);
    const clipped = `(({ left, right }) => left < 0 || right > innerWidth)(document.activeElement.getBoundingClientRect())`;
    for (const name of ['Library', 'My work', 'Map', 'Readiness', 'People', 'Settings']) {
      const isThere = `document.activeElement.closest('.nav') && document.activeElement.textContent === '${name}'`;
      for (let presses = 0; presses < 12 && !(await page.evaluate(isThere)); presses += 1)
        await page.keyboard.press('Tab');
      expect([name, await page.evaluate(isThere), await page.evaluate(clipped)]).toEqual([name, true, false]);
    }
    await page.context().close();
  });

  it('what is not there', async () => {
    const page = await open('/library/nothing');
    await page.getByRole('heading', { name: 'There is nothing here' }).waitFor();
    await look(page, 'not-found');
    await page.context().close();
  });
});
