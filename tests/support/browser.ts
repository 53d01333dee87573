/** A real browser for the walks: Chromium from npm, or the one that CHROMIUM_PATH names. */
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import sparticuz from '@sparticuz/chromium';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

export const DESKTOP = { viewport: { width: 1280, height: 860 } } as const;
export const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true } as const;

/** Not the package's own: they let pages of one origin read another's. */
const FLAGS = [
  ...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
  ...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
];

export async function openBrowser(): Promise<Browser> {
  const executablePath = process.env.CHROMIUM_PATH ?? (await sparticuz.executablePath());
  return chromium.launch({ executablePath, args: FLAGS });
}

/** A page with cookies of its own. What goes wrong in it is added to `problems`. */
export async function openPage(
  browser: Browser,
  address: string,
  given: { who: string; problems: string[]; options: BrowserContextOptions },
): Promise<Page> {
  const context = await browser.newContext({ reducedMotion: 'reduce', acceptDownloads: true, ...given.options });
  context.setDefaultTimeout(10_000);
  const page = await context.newPage();
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning')
      given.problems.push(`${given.who}: ${message.type()}: ${message.text()}`);
  });
  page.on('pageerror', (error) => given.problems.push(`${given.who}: ${error.message}`));
  await page.goto(address);
  return page;
}

/** A folder of pictures, empty at the start of a walk. */
export function album(folder: string, { fullPage = false } = {}): (page: Page, name: string) => Promise<void> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  let count = 0;
  return async (page, name) => {
    count += 1;
    await page.screenshot({ path: join(folder, `${String(count).padStart(2, '0')}-${name}.png`), fullPage });
  };
}
