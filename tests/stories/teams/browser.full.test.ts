/**
 * The main job on the page of Microsoft's Agents Playground, as far as one person in a browser can do it: Max types, presses
 * and uploads there, everybody else acts through the protocol. Once in a channel, once in Max's own chat with Sopwith, and
 * once as the one who approves. The page has no dialogs, so forms stand on the cards.
 */
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { album, openBrowser } from '../../support/browser.ts';
import { png } from '../../support/png.ts';
import { freePort } from '../../support/slack/free-port.ts';
import { openTeamsPage, type TeamsPage } from '../../support/teams/browser.ts';
import type { Message } from '../../support/teams/held.ts';
import { type Cafe, openCafe, sample } from './cafe.ts';

const KITCHEN = 'Harbour Café - Kitchen';
const GENERAL = 'Harbour Café - General';
const CHAT = 'Personal Chat';
const FORM = 'Start “Refund request”';
const ORDER = {
  'Order number': 'A-7',
  'Email address of the customer': 'kim@example.com',
  'Refund amount, EUR': '120,50',
  'Reason for the refund': 'damaged',
};
const CONFIRM = 'Confirm the customer’s details';
const CHECK = 'Check the order in the order system';
const DECIDE = 'Decide on the refund';
const PREPARE = 'Prepare the refund';
const RELEASE = 'Release the payment';
const TELL = 'Tell the customer';
const RECEIPT = 'File the receipt';
const WHY = 'What must be done again, and why?';
const picture = (name: string) => ({ name, bytes: png(60, 40) });
const photo = (name: string) => ({ name, mimeType: 'image/png', buffer: Buffer.from(png(60, 40)) });

describe('a refund on the page of the playground', () => {
  let cafe: Cafe;
  let browser: Browser;
  let teams: TeamsPage;
  const problems: string[] = [];
  const keep = album(join(tmpdir(), 'sopwith-teams-browser'));

  beforeAll(async () => {
    const port = String(await freePort());
    cafe = await openCafe({ env: { TEAMS_PLAIN: '1', PORT: port, PUBLIC_URL: `http://127.0.0.1:${port}` } });
    // As where no administrator permits files: they come through our own page.
    cafe.teams.graph.forbid('files');
    browser = await openBrowser();
    teams = await openTeamsPage(browser, cafe.teams.playground.url);
    teams.page.on('pageerror', (error) => problems.push(error.message));
  });
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await keep(teams.page, 'failed');
    expect(problems.splice(0)).toEqual([]);
  });
  afterAll(async () => {
    await browser?.close();
    expect(cafe?.teams.violations).toEqual([]);
    expect(cafe?.log.filter((line) => line.level >= 50)).toEqual([]);
    await cafe?.end();
  });

  const person = (name: string) => cafe.teams.person(name);
  const shot = (name: string) => keep(teams.page, name);
  const card = (...words: readonly (string | RegExp)[]) =>
    words.reduce((found, hasText) => found.filter({ hasText }), teams.page.locator('.ac-adaptiveCard')).last();
  /** The newest card that says this and has the button. */
  const withButton = (words: string, name: string) =>
    card(words)
      .page()
      .locator('.ac-adaptiveCard', { hasText: words })
      .filter({ has: button(name) })
      .last();
  const button = (name: string) => teams.page.getByRole('button', { name, exact: true });
  const press = async (words: string, name: string, filled = {}) => {
    await withButton(words, name).waitFor();
    await teams.press(withButton(words, name), name, filled);
  };
  /** Presses a button that unfolds a form, fills it in, and sends it. */
  const unfolds = async (words: string, name: string, filled: Record<string, string>, send: string) => {
    // Whatever arrives folds the cards of the page again.
    await cafe.teams.desk.idle();
    await cafe.app.worker.idle();
    await press(words, name);
    await teams.fill(withButton(words, send), filled);
    // The one that unfolds it may be called the same.
    await withButton(words, send).getByRole('button', { name: send, exact: true }).last().click();
  };
  /** Presses the offer's button, sends files on the page that opens, and goes back to the offer. */
  const uploads = async (offer: string, files: Parameters<ReturnType<Page['locator']>['setInputFiles']>[0]) => {
    await press(offer, 'Send a file');
    const opened = teams.page.context().waitForEvent('page');
    await teams.page.getByRole('link', { name: 'Open the page' }).click();
    const page = await opened;
    page.on('pageerror', (error) => problems.push(error.message));
    await page.locator('#files').setInputFiles(files);
    await keep(page, 'upload');
    await page.getByRole('button', { name: /^Send/ }).click();
    await page.getByText('go back to Teams').waitFor();
    await page.close();
    // The link was for once: the offer gives another.
    await button('Back').click();
    await withButton(offer, 'Send a file').waitFor();
  };

  describe('in a channel', () => {
    it('begins with a document that is sent on our own page, and a draft that is published', async () => {
      await card('Hello, I am Sopwith').waitFor();
      await shot('welcome');
      await teams.open(KITCHEN);
      await teams.post('@Sopwith import');
      const { name, bytes } = await sample('refund-request.pdf');
      await uploads('Send the document', { name, mimeType: 'application/pdf', buffer: Buffer.from(bytes) });
      await press('Get approval for the refund', 'Publish');
      await card('Published by Max Keller', '@Sopwith run refund-request').waitFor();
      await shot('published');
    });

    it('has its roles given by whoever administers', async () => {
      // The page shows no posts of others.
      for (const [words, said] of [
        ['support_agent add @Max Keller', 'Max Keller now holds the role Support agent'],
        ['support_lead add @Cem Yilmaz @Dee Novak', 'Dee Novak now holds the role Support lead'],
      ] as const) {
        await cafe.answers(await person('ana').says('Kitchen', `@Sopwith role ${words}`), said);
      }
    });

    it('asks for its inputs, and says below the field what is wrong', async () => {
      await teams.post('@Sopwith run refund-request');
      await press(FORM, 'Start', { ...ORDER, 'Refund amount, EUR': 'much' });
      await card(FORM, '“much” is not a number').waitFor();
      await shot('wrong');
      expect(await card(FORM).getByLabel('Order number').inputValue()).toBe('A-7');
      await press(FORM, 'Start', { 'Refund amount, EUR': '120,50' });
      await card('0 of 8 steps done').waitFor();
    });

    it('takes a reply and a form as evidence', async () => {
      await press(CONFIRM, 'Done');
      await withButton(CHECK, 'Done').waitFor();
      await teams.reply(CHECK, '@Sopwith 2026-11-02');
      await card(CHECK, '2026-11-02').waitFor();
      await teams.page.getByText('✓ Recorded.').waitFor();
      await unfolds(CHECK, 'Done', {}, 'Finish step');
      await unfolds(DECIDE, 'Decide', { Decision: 'Full refund', Reason: 'It came broken' }, 'Decide');
      await withButton(PREPARE, 'Done').waitFor();
      await shot('decided');
    });

    it('takes a file through our own page', async () => {
      const run = await cafe.says('Kitchen', 'of 8 steps done');
      await person('max').replies(run, '@Sopwith here it is', { files: [picture('calculation.png')] });
      await uploads('Send the photo or file', photo('calculation.png'));
      await card(PREPARE, 'calculation.png').waitFor();
      await unfolds(PREPARE, 'Done', {}, 'Finish step');
      await card('0 of 2 approved').waitFor();
      await shot('asked');
    });

    it('is not approved by whoever did the work', async () => {
      await press('0 of 2 approved', 'Approve');
      await teams.page.getByText('Only Cem Yilmaz or Dee Novak').waitFor();
      await shot('refused');
    });

    it('comes back with a reason, is done again, and is approved by two', async () => {
      const run = await cafe.says('Kitchen', 'of 8 steps done');
      const asked = await cafe.answers(run, '0 of 2 approved');
      await person('cem').presses(asked, 'Reject', { [WHY]: 'The shipping is missing' });
      await withButton('The shipping is missing', 'Done').waitFor();
      await shot('sent-back');
      await uploads('Send the photo or file', photo('calculation-2.png'));
      await card(PREPARE, 'calculation-2.png').waitFor();
      await unfolds('calculation-2.png', 'Done', {}, 'Finish step');
      const anew = await cafe.answers(run, /0 of 2 approved/);
      await person('cem').presses(anew, 'Approve');
      await card('1 of 2 approved').waitFor();
      await person('dee').presses(anew, 'Approve');
      await withButton(RELEASE, 'Done').waitFor();
    });

    it('ends', async () => {
      await press(RELEASE, 'Done');
      await press(TELL, 'Done');
      await withButton(RECEIPT, 'Done').waitFor();
      await uploads('Send the photo or file', photo('receipt.png'));
      await unfolds('receipt.png', 'Done', {}, 'Finish step');
      await card('Completed at', '8 of 8 steps done').waitFor();
      await shot('completed');
    });
  });

  describe('in a chat with Sopwith alone', () => {
    it('begins with a document that is sent in it', async () => {
      await teams.open(CHAT);
      await person('max').says('chat', '', { files: [await sample('opening-checks.pdf')] });
      await press('Wash your hands', 'Publish');
      await card('Published by Max Keller', 'Run it with run opening-checks').waitFor();
      await shot('chat-published');
    });

    it('runs, and takes readings, files and forms', async () => {
      await teams.say('run refund-request');
      await press(FORM, 'Start', ORDER);
      await press(CONFIRM, 'Done');
      await withButton(CHECK, 'Done').waitFor();
      await teams.say('2026-11-02');
      await card(CHECK, '2026-11-02').waitFor();
      await unfolds(CHECK, 'Done', {}, 'Finish step');
      await unfolds(DECIDE, 'Decide', { Decision: 'Full refund', Reason: 'It came broken' }, 'Decide');
      await withButton(PREPARE, 'Done').waitFor();
      await person('max').says('chat', '', { files: [picture('calculation-3.png')] });
      await card(PREPARE, 'calculation-3.png').waitFor();
      await shot('chat-recorded');
      await unfolds(PREPARE, 'Done', {}, 'Finish step');
      await card('0 of 2 approved').waitFor();
    });

    it('is sent back and approved by others in their own chats', async () => {
      const asked = await cafe.tells('cem', '0 of 2 approved');
      await person('cem').presses(asked, 'Reject', { [WHY]: 'The tax is missing' });
      await withButton('The tax is missing', 'Done').waitFor();
      await person('max').says('chat', '', { files: [picture('calculation-4.png')] });
      await unfolds('calculation-4.png', 'Done', {}, 'Finish step');
      for (const [name, said] of [
        ['cem', '0 of 2 approved'],
        ['dee', '1 of 2 approved'],
      ] as const) {
        await person(name).presses(await cafe.tells(name, said), 'Approve');
      }
      await press(RELEASE, 'Done');
      await press(TELL, 'Done');
      await withButton(RECEIPT, 'Done').waitFor();
      await person('max').says('chat', '', { files: [picture('receipt-2.png')] });
      await unfolds('receipt-2.png', 'Done', {}, 'Finish step');
      await card('Completed at', '8 of 8 steps done').waitFor();
      await shot('chat-completed');
    });
  });

  describe('as one of those who approve', () => {
    let run: Message;
    const does = async (words: string, name: string, answers = {}) =>
      person('ben').presses(await cafe.answers(run, words), name, answers);
    const brings = async (name: string) => {
      await person('ben').replies(run, '', { files: [picture(name)] });
      await does(name, 'Finish step');
    };

    it('waits for those who do the work', async () => {
      cafe.teams.graph.allow('files');
      await teams.open(GENERAL);
      for (const words of ['support_agent add @Ben Okafor', 'support_lead add @Max Keller']) {
        await cafe.answers(await person('ana').says('General', `@Sopwith role ${words}`), 'now holds');
      }
      const post = await person('eva').says('General', '@Sopwith run refund-request');
      await person('eva').presses(await cafe.answers(post, FORM), 'Start', ORDER);
      run = await cafe.says('General', '0 of 8 steps done');
      await does(CONFIRM, 'Done');
      await does(CHECK, 'Finish step', { 'Date of the order': '2026-11-03' });
      await does(DECIDE, 'Decide', { Decision: 'Full refund', Reason: 'It came late' });
      await cafe.answers(run, PREPARE);
      await brings('calculation-5.png');
      await withButton('0 of 2 approved', 'Approve').waitFor();
    });

    it('rejects with a reason in the channel', async () => {
      await unfolds('0 of 2 approved', 'Reject', { [WHY]: 'The bank account is missing' }, 'Reject');
      await card('Sent back by Max Keller: The bank account is missing').waitFor();
      await shot('rejected');
    });

    it('approves in a chat with Sopwith alone what was done again, and so does another', async () => {
      await teams.open(CHAT);
      await cafe.answers(run, /The bank account is missing[\s\S]*it is your turn/);
      await brings('calculation-6.png');
      await press('calculation-6.png', 'Approve');
      await card('calculation-6.png', '1 of 2 approved').waitFor();
      await shot('chat-half-approved');
      await person('cem').presses(await cafe.tells('cem', '1 of 2 approved'), 'Approve');
      await card('calculation-6.png', /Approved by Max Keller at .* and Cem Yilmaz/).waitFor();
      await shot('chat-approved');
      await cafe.answers(run, RELEASE);
    });
  });
});
