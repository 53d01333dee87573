/** The local workspace as a person uses it: what they type, press and see, by what stands on the page. */
import type { Locator, Page } from 'playwright-core';

/** What is answered in a form: a text goes into a field, true ticks a box, a photo goes into the picker. */
export type Answers = Readonly<Record<string, string | true | Attached>>;
export interface Attached {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

export interface WorkspacePage {
  readonly page: Page;
  become(name: string): Promise<void>;
  open(channel: string): Promise<void>;
  /** Opens the thread under the newest card of the channel that says this. */
  openThread(says: string): Promise<void>;
  drop(file: Attached): Promise<void>;
  /** Types into the channel's box, or the thread's if that is open, and sends. */
  say(text: string): Promise<void>;
  /** The newest card that can be seen and says this; with `pane`, in that pane. */
  card(says: string | RegExp, pane?: 'main' | 'thread'): Locator;
  /** Presses a button of a card; with answers it fills the form that unfolds and sends it with `submit`. */
  press(card: Locator, label: string, form?: { answers: Answers; submit?: string }): Promise<void>;
  /** How many pixels the page, or what is in it, could be scrolled sideways. */
  overflow(): Promise<number>;
  theme(name: 'light' | 'dark'): Promise<void>;
}

export function workspacePage(page: Page): WorkspacePage {
  const inFront = (selector: string) => page.locator(`${selector}:visible`);
  return {
    page,
    async become(name) {
      await showList(page);
      const person = page.locator('.person', { hasText: name });
      if ((await person.getAttribute('aria-current')) === 'true') return;
      await Promise.all([page.waitForEvent('load'), person.click()]);
      await page.locator('.person[aria-current="true"]', { hasText: name }).waitFor({ state: 'attached' });
      await page.locator('.log, .side:visible').first().waitFor({ state: 'attached' });
    },
    async open(channel) {
      await showList(page);
      await page.locator(`[data-channel="${channel}"]`).click();
      await page.getByRole('log', { name: `Messages in ${channel}` }).waitFor();
    },
    async openThread(says) {
      const message = inFront('.main .message').filter({ has: page.locator('.card', { hasText: says }) });
      await message.last().locator('.reply-bar').click();
      await page.locator('.thread .log').waitFor();
    },
    async drop({ name, mimeType, buffer }) {
      const carried = await page.evaluateHandle(carrying(name, mimeType, buffer));
      const pane = inFront('.pane.main');
      // The pane may be drawn anew under the hand that drags: then it is carried in once more.
      const inside = page.getByText('Drop to attach');
      for (let attempt = 1; !(await inside.isVisible()); attempt += 1) {
        await pane.dispatchEvent('dragenter', { dataTransfer: carried });
        const seen = inside.waitFor({ timeout: 2_000 });
        await (attempt < 5 ? seen.catch(() => undefined) : seen);
      }
      await pane.dispatchEvent('drop', { dataTransfer: carried });
      await page.getByRole('button', { name: `Remove ${name}` }).waitFor();
    },
    async say(text) {
      const box = inFront('.composer textarea').last();
      await box.fill(text);
      await box.press('Enter');
    },
    card: (says, pane) =>
      inFront(`${pane ? `.${pane} ` : ''}.card`)
        .filter({ hasText: says })
        .last(),
    async press(card, label, form) {
      await card.getByRole('button', { name: label, exact: true }).first().click();
      if (!form) return;
      for (const [field, answer] of Object.entries(form.answers)) await fill(card, field, answer);
      await card
        .getByRole('button', { name: form.submit ?? label, exact: true })
        .last()
        .click();
    },
    overflow: () => page.evaluate<number>(SIDEWAYS),
    async theme(name) {
      const shown = await page.locator('html').getAttribute('data-theme');
      if (shown !== name) await page.locator('#theme').dispatchEvent('click');
    },
  };
}

/** Runs in the page: how far its widest box could be scrolled. Hidden boxes have no width. */
const SIDEWAYS = `Math.max(
  ...[document.documentElement, ...document.querySelectorAll('.log, .pane, .card, dialog')]
    .map((box) => box.scrollWidth - box.clientWidth),
)`;

/** Runs in the page: what a pointer carries that drags this file from the desktop. */
function carrying(name: string, type: string, bytes: Buffer): string {
  const [base64, named, typed] = [bytes.toString('base64'), name, type].map((one) => JSON.stringify(one));
  return `(() => {
    const bytes = Uint8Array.from(atob(${base64}), (character) => character.charCodeAt(0));
    const data = new DataTransfer();
    data.items.add(new File([bytes], ${named}, { type: ${typed} }));
    return data;
  })()`;
}

/** The field of this label in a card's open form. */
export function fieldOf(card: Locator, label: string): Locator {
  return card.getByLabel(label).and(card.page().locator('input, textarea, select')).last();
}

async function fill(card: Locator, label: string, answer: Answers[string]): Promise<void> {
  if (typeof answer === 'string') return fieldOf(card, label).fill(answer);
  if (answer === true) return fieldOf(card, label).check();
  await card.locator('.picker:visible input[type=file]').setInputFiles(answer);
}

/** What has the focus, and whether one can see that it has. */
export function focused({ page }: WorkspacePage): Promise<{ tag: string; name: string; isVisible: boolean }> {
  return page.evaluate(FOCUSED);
}

/** Runs in the page. */
const FOCUSED = `(() => {
  const element = document.activeElement;
  const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
  // The message box shows the focus on the frame around it.
  const frame = element.closest('.composer-box');
  const rings = [boxShadow, frame ? getComputedStyle(frame).boxShadow : 'none'];
  return {
    tag: element.tagName,
    name: element.textContent.trim() || element.getAttribute('aria-label') || '',
    isVisible: (outlineStyle !== 'none' && outlineWidth !== '0px') || rings.some((ring) => ring !== 'none'),
  };
})()`;

/** On a phone the list of channels and people is a page of its own, one or two steps back. */
async function showList(page: Page): Promise<void> {
  await page.locator('.person').first().waitFor({ state: 'attached' });
  const closeThread = page.locator('#thread-back');
  if (await closeThread.isVisible()) {
    await closeThread.click();
    await page.locator('#thread').waitFor({ state: 'hidden' });
  }
  const list = page.locator('.side');
  const closeChannel = page.locator('#channel-back');
  await page.locator('.side:visible, #channel-back:visible').first().waitFor();
  if (await list.isHidden()) await closeChannel.click();
  await list.waitFor();
}
