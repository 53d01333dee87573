/** The playground's page as its one user sees it: what they type, press and read, by what stands on the page. */
import type { Browser, Locator, Page } from 'playwright-core';
import { DESKTOP } from '../browser.ts';
import { BOT } from './seed.ts';

/** By the label of an input. A choice list is opened and chosen from; true ticks a box. */
export type Filled = Readonly<Record<string, string | true>>;

export interface TeamsPage {
  readonly page: Page;
  /** `Personal Chat`, the name of the group chat, or `Team - Channel`. */
  open(chat: string): Promise<void>;
  /** In the chat that is open. `@Sopwith` is chosen from the list that opens, as people do: typed out it is no mention. */
  say(text: string): Promise<void>;
  /** A new post in the channel that is open. */
  post(text: string): Promise<void>;
  /** In the newest thread of the channel that is open in which this stands. */
  reply(under: string | RegExp, text: string): Promise<void>;
  /** The newest card that says this. */
  card(says: string | RegExp): Locator;
  /** Presses a button of a card, and fills in the card before that. */
  press(card: Locator, button: string, filled?: Filled): Promise<void>;
  fill(card: Locator, filled: Filled): Promise<void>;
  shoot(path: string): Promise<void>;
  /** One card, as wide as the page has it or as a phone would. The page itself is made for neither phones nor dark colours. */
  shootCard(card: Locator, path: string, width?: 'desktop' | 'phone'): Promise<void>;
  close(): Promise<void>;
}

/** A page of its own. The bot is told at once that it was installed, as at every opening of the page. */
export async function openTeamsPage(browser: Browser, playground: string): Promise<TeamsPage> {
  const context = await browser.newContext({ ...DESKTOP, reducedMotion: 'reduce' });
  context.setDefaultTimeout(10_000);
  const page = await context.newPage();
  // Fonts from elsewhere: there may be no elsewhere.
  await page.route(
    ({ hostname }) => hostname !== '127.0.0.1' && hostname !== 'localhost',
    (route) => route.abort(),
  );
  await page.goto(playground);
  await page.getByRole('treeitem', { name: 'Personal Chat' }).waitFor();
  // The log repeats every text that is looked for.
  await page.getByRole('button', { name: 'Hide log panel' }).click();
  return teamsPage(page);
}

/** Pixels that a phone leaves for a card beside its margins and the picture of whoever sent it. */
const PHONE_CARD = 310;

/** Where one writes. Inputs of cards are boxes of text too. */
const BOX = '[role=textbox][contenteditable=true]';

function teamsPage(page: Page): TeamsPage {
  const groups = page.getByRole('group');
  const send = async (where: Locator, text: string, button: string) => {
    await type(page, where.locator(BOX).first(), text);
    await where.getByRole('button', { name: button, exact: true }).first().click();
  };
  const fill = async (card: Locator, filled: Filled) => {
    for (const [label, value] of Object.entries(filled)) await put(page, card, { label, value });
  };
  return {
    page,
    open: async (chat) => {
      await page.getByRole('treeitem', { name: chat }).click();
      await page.locator(BOX).first().waitFor();
    },
    say: (text) => send(page.locator('body'), text, 'Send Message'),
    post: (text) => send(groups.filter({ has: page.getByRole('button', { name: 'Post', exact: true }) }), text, 'Post'),
    // The newest stands on top.
    reply: (under, text) => send(groups.filter({ hasText: under }).first(), text, 'Send Message'),
    card: (says) => page.locator('.ac-adaptiveCard', { hasText: says }).last(),
    press: async (card, button, filled = {}) => {
      await fill(card, filled);
      await card.getByRole('button', { name: button, exact: true }).click();
    },
    fill,
    shoot: async (path) => void (await page.screenshot({ path })),
    shootCard: async (card, path, width = 'desktop') => {
      await card.evaluate(widened, width === 'phone' ? `${PHONE_CARD}px` : '');
      await card.screenshot({ path });
      await card.evaluate(widened, '');
    },
    close: () => page.context().close(),
  };
}

interface Styled {
  readonly style: { setProperty(name: string, value: string, priority: string): void };
}

/** Runs in the page, which gives cards a width of its own. */
function widened(card: Styled, width: string): void {
  for (const name of ['width', 'min-width', 'max-width']) card.style.setProperty(name, width, 'important');
}

async function type(page: Page, box: Locator, text: string): Promise<void> {
  await box.click();
  const [first = '', ...rest] = text.split(`@${BOT.name}`);
  await box.pressSequentially(first);
  for (const piece of rest) {
    await box.pressSequentially(`@${BOT.name.slice(0, 3)}`);
    await page.getByRole('menuitem', { name: BOT.name }).click();
    await box.pressSequentially(piece);
  }
}

async function put(
  page: Page,
  card: Locator,
  { label, value }: { label: string; value: string | true },
): Promise<void> {
  const input = card.getByLabel(label).first();
  if (value === true) return input.check();
  const isChoice =
    (await input.getAttribute('role')) === 'combobox' && (await input.getAttribute('aria-haspopup')) !== 'dialog';
  if (!isChoice) return input.fill(value);
  await input.click();
  await page.getByRole('option', { name: value }).click();
}
