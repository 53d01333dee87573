/** The whole program on a free port, and three people before it: one at a desk, one with a phone, one who looks on. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { pino } from 'pino';
import { expect } from 'vitest';
import { createApp } from '../../src/app.ts';
import { album, DESKTOP, openBrowser, openPage, PHONE } from './browser.ts';
import { type Answers, type WorkspacePage, workspacePage } from './workspace-page.ts';

type Theme = 'light' | 'dark';
export const THEMES: readonly Theme[] = ['light', 'dark'];

/** What the card of the next step says to its doer. */
export const MY_TURN = 'it is your turn';

export interface Walk {
  /** A folder of its own, gone at the end. */
  readonly data: string;
  readonly desk: WorkspacePage;
  readonly phone: WorkspacePage;
  readonly watcher: WorkspacePage;
  readonly all: readonly WorkspacePage[];
  /** What the pages said in their consoles, and errors that they did not catch. */
  readonly problems: readonly string[];
  /** A picture of one page for the folder. */
  shoot(one: WorkspacePage, name: string): Promise<void>;
  /** A picture of the desk and one of the phone, in each theme. Fails if one could be scrolled sideways. */
  shootBoth(name: string, themes?: readonly Theme[]): Promise<void>;
  end(): Promise<void>;
}

/** `pictures`: folder under `shots/`. */
export async function openWalk(pictures: string): Promise<Walk> {
  const data = await mkdtemp(join(tmpdir(), 'sopwith-walk-'));
  const config = { port: 0, host: '127.0.0.1', data, databaseUrl: undefined, secret: undefined, logLevel: 'silent' };
  const app = await createApp(config, { log: pino({ level: 'silent' }) });
  const address = await app.listen();
  const browser = await openBrowser();
  const problems: string[] = [];
  const keep = album(fileURLToPath(new URL(`../../shots/${pictures}`, import.meta.url)));
  const open = async (who: string, options: typeof DESKTOP | typeof PHONE) =>
    workspacePage(await openPage(browser, address, { who, problems, options }));
  const [desk, phone, watcher] = [await open('desk', DESKTOP), await open('phone', PHONE), await open('on', DESKTOP)];
  return {
    ...{ data, desk, phone, watcher, problems, all: [desk, phone, watcher] },
    shoot: (one, name) => keep(one.page, name),
    async shootBoth(name, themes = ['light']) {
      for (const theme of themes) {
        for (const [who, one] of Object.entries({ desk, phone })) {
          await one.theme(theme);
          await keep(one.page, `${name}-${who}${theme === 'dark' ? '-dark' : ''}`);
          await one.theme('light');
          expect(await one.overflow(), `${name}: the ${who} scrolls sideways`).toBe(0);
        }
      }
    },
    async end() {
      await browser.close();
      await app.stop();
      await rm(data, { recursive: true, force: true });
    },
  };
}

/** Finishes the step whose turn it is with these answers, and waits for the turn of the one of this title. */
export async function finishStep(one: WorkspacePage, answers: Answers, next: string): Promise<void> {
  await one.press(one.card(MY_TURN), 'Done', { answers, submit: 'Finish step' });
  await one.card(MY_TURN).filter({ hasText: next }).waitFor();
}
