/**
 * A photo on its way from a phone to a run, in a real browser: chosen, looked at, sent, and evidence in the end; with a
 * connection that breaks, without JavaScript, and in the dark. The pictures are left in a folder of the system's own.
 */
import { once } from 'node:events';
import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getRequestListener } from '@hono/node-server';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { filesInFolder } from '../../../src/adapters/files/folder.ts';
import { type Outcome, uploadRoutes } from '../../../src/adapters/teams/upload-page.ts';
import { type UploadTicket, uploadLink, uploadTickets } from '../../../src/adapters/teams/upload-ticket.ts';
import type { StoredFile } from '../../../src/runtime/conversation.ts';
import { album, DESKTOP, openBrowser, openPage, PHONE } from '../../support/browser.ts';
import { png } from '../../support/png.ts';
import { doStep } from '../doing.ts';
import { told } from '../words.ts';
import { openWorkplace, type Workplace } from '../workplace.ts';

const SECRET = 'a secret of at least thirty-two characters';
const DARK = { colorScheme: 'dark' } as const;

// What runs in the browser.
const IS_WIDE = 'document.documentElement.scrollWidth > innerWidth';
const LESS = "document.querySelector('form').dataset.mostBytes = '100000'";
const ONCE_MORE = "document.querySelector('form').requestSubmit()";
const HELD =
  "(() => { const held = new DataTransfer(); held.items.add(new File(['1. Wash'], 'steps.txt')); return held; })()";

describe('the upload page in a browser', () => {
  let work: Workplace;
  let server: Server;
  let browser: Browser;
  let address: string;
  let run: string;
  let nonces = 0;
  const received: (readonly StoredFile[])[] = [];
  const failures: unknown[] = [];
  const problems: string[] = [];
  let fails: Error | undefined;
  const keep = album(join(tmpdir(), 'sopwith-upload-page'));

  beforeAll(async () => {
    work = await openWorkplace('sqlite');
    await work.say('ana', 'run kitchen-opening handover=none');
    await work.idle();
    // The door, the fridge and the basins: then the counter wants its photo.
    for (let step = 0; step < 3; step += 1) await doStep(work, 'ana');
    run = (await work.run('kitchen')).run;
    const routes = uploadRoutes({
      ...{ db: work.app.db, clock: work.clock, secret: SECRET, failed: (error) => failures.push(error) },
      ...{ files: filesInFolder(join(work.config.data, 'files')), received: record },
    });
    server = createServer(getRequestListener(routes.fetch)).listen(0, '127.0.0.1');
    await once(server, 'listening');
    address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    server?.closeAllConnections();
    server?.close();
    await work?.end();
  });
  afterEach(() => {
    expect(problems.splice(0)).toEqual([]);
    expect(failures.splice(0)).toEqual([]);
  });

  /** As an adapter does it: what is sent is an answer in the run's thread. */
  async function record(ticket: UploadTicket, files: readonly StoredFile[]): Promise<Outcome> {
    if (fails) throw fails;
    received.push(files);
    const { workspace, member, place, nonce } = ticket;
    const replied = { workspace, member, place: `web:${place}`, text: '', files, isEvidence: true, key: nonce };
    const reply = await work.app.conversation.reply({ ...replied, ...(ticket.run && { run: ticket.run }) });
    await work.idle();
    const text = reply.answer.type === 'none' ? 'Ana’s step has what it needs.' : told(reply.answer).split('\n')[0];
    return reply.recorded
      ? { title: 'Recorded as evidence', text: text ?? '', tone: 'good' }
      : { title: 'Nothing was recorded', text: text ?? '', tone: 'attention' };
  }

  function link(more: Partial<UploadTicket> = {}): string {
    nonces += 1;
    const tickets = uploadTickets({ secret: SECRET, clock: work.clock });
    const { workspace } = work.app;
    const about = { workspace, member: 'ana', place: 'kitchen', run, nonce: `n${nonces}` };
    return uploadLink(address, tickets, { ...about, purpose: 'evidence', ...more });
  }
  const open = (at: string, options: BrowserContextOptions = PHONE) =>
    openPage(browser, at, { who: 'ana', problems, options });
  const photo = (name: string, width = 640) => ({ name, mimeType: 'image/png', buffer: png(width, 480) });
  const report = {
    name: 'supplier report of this week.pdf',
    mimeType: 'application/pdf',
    buffer: Buffer.alloc(90_000),
  };
  const send = (page: Page) => page.getByRole('button', { name: /^Send/ });
  const files = (page: Page) => page.getByRole('list', { name: 'Chosen files' }).getByRole('listitem');
  async function shot(page: Page, name: string) {
    const isWide = await page.evaluate<boolean>(IS_WIDE);
    expect({ name, isWide }).toEqual({ name, isWide: false });
    await keep(page, name);
  }

  it('brings a photo from the phone to the step, and says so', async () => {
    const at = link();
    const page = await open(at);
    await shot(page, 'phone-asks');
    expect(await page.getByText('as evidence of').innerText()).toMatch(/^Ana, what you send.*Kitchen opening/);
    expect(await send(page).isVisible()).toBe(false);
    const chooser = page.waitForEvent('filechooser');
    await page.getByText('Take a photo or choose files').tap();
    expect((await chooser).isMultiple()).toBe(true);
    await (await chooser).setFiles(photo('counter.png'));
    await page.locator('.look img').waitFor();
    await shot(page, 'phone-one-chosen');
    await send(page).tap();
    await page.getByRole('heading', { name: 'Recorded as evidence' }).waitFor();
    await page.getByText('Done: you can go back to Teams.').waitFor();
    await shot(page, 'phone-done');
    expect(received).toMatchObject([[{ name: 'counter.png', mime: 'image/png' }]]);
    const items = (await work.run('kitchen')).evidence.map((one) => one.item);
    expect(items).toContain('counter_photo');

    const response = await page.reload();
    expect(response?.status()).toBe(410);
    await page.getByRole('heading', { name: 'used already' }).waitFor();
    await shot(page, 'phone-used');
    expect(problems.splice(0)).toEqual([expect.stringContaining('410')]);
  });

  it('takes several, shows each, and lets go of what was chosen by mistake', async () => {
    const page = await open(link(), { ...PHONE, ...DARK });
    await shot(page, 'phone-dark-asks');
    await page.locator('#files').setInputFiles([photo('a.png'), photo('b.png', 300), photo('a.png')]);
    await page.locator('#files').setInputFiles([report, { ...photo('tiny.heic'), mimeType: 'image/heic' }]);
    await expect.poll(() => page.locator('.look img').count()).toBeGreaterThanOrEqual(2);
    expect(await page.getByText('Add more').isVisible()).toBe(true);
    await page.getByRole('button', { name: 'Remove b.png' }).tap();
    const names = await files(page).locator('b').allInnerTexts();
    expect(names).not.toContain('b.png');
    expect(await send(page).innerText()).toBe(`Send ${names.length} files`);
    await shot(page, 'phone-dark-chosen');
    received.length = 0;
    await send(page).tap();
    await page.getByText('go back to Teams').waitFor();
    await shot(page, 'phone-dark-told');
    expect(received[0]?.map((one) => one.name)).toEqual(names);
  });

  it('keeps what was chosen when the connection breaks or something fails, and sends it again', async () => {
    const page = await open(link());
    await page.locator('#files').setInputFiles(photo('counter.png'));
    await page.context().setOffline(true);
    await send(page).tap();
    await page.getByText('The connection was lost').waitFor();
    expect(problems.splice(0)).toEqual([expect.stringContaining('ERR_INTERNET_DISCONNECTED')]);
    await shot(page, 'phone-offline');
    await page.context().setOffline(false);
    fails = new Error('the database went away');
    await send(page).tap();
    await page.getByText('Something went wrong on our side').waitFor();
    expect(problems.splice(0)).toEqual([expect.stringContaining('500')]);
    expect(failures.splice(0)).toEqual([fails]);
    fails = undefined;
    await send(page).tap();
    await page.getByText('go back to Teams').waitFor();
  });

  it('says at once what cannot be sent', async () => {
    const page = await open(link());
    await page.evaluate(LESS);
    const buffer = Buffer.alloc(2_000_000);
    await page
      .locator('#files')
      .setInputFiles([{ name: 'film.mp4', mimeType: 'video/mp4', buffer }, photo('small.png')]);
    await page.getByText('film.mp4 has 1.9 MB').waitFor();
    expect(await files(page).count()).toBe(1);
  });

  it('is begun anew by a phone that lost its connection while it sent', async () => {
    const at = link();
    const headers = { 'content-type': 'multipart/form-data; boundary=b', 'content-length': 1_000_000 };
    const lost = request(at, { method: 'POST', headers });
    lost.on('error', () => {});
    lost.write('--b\r\nContent-Disposition: form-data; name="file"; filename="a.png"\r\n\r\nhalf of it');
    await once(server, 'request');
    lost.destroy();
    const page = await open(at);
    await page.locator('#files').setInputFiles(photo('counter.png'));
    await send(page).tap();
    await page.getByText('go back to Teams').waitFor();
  });

  it('shows how far it is, and sends once however often it is tapped', async () => {
    const page = await open(link());
    const slow = await page.context().newCDPSession(page);
    await page.locator('#files').setInputFiles(photo('counter.png', 1_600));
    const limits = { offline: false, latency: 20, downloadThroughput: 1e6, uploadThroughput: 8_000 };
    await slow.send('Network.emulateNetworkConditions', limits);
    await send(page).tap();
    await page.getByText(/Sending… \d/).waitFor();
    await shot(page, 'phone-sending');
    await page.evaluate(ONCE_MORE);
    await slow.send('Network.emulateNetworkConditions', { ...limits, uploadThroughput: -1 });
    await page.getByText('go back to Teams').waitFor({ timeout: 60_000 });
  });

  it('works without JavaScript', async () => {
    const page = await open(link(), { ...PHONE, javaScriptEnabled: false });
    await keep(page, 'phone-plain');
    await page.locator('#files').setInputFiles([photo('counter.png'), report]);
    await keep(page, 'phone-plain-chosen');
    fails = new Error('the database went away');
    await send(page).tap();
    await page.getByText('Something went wrong on our side').waitFor();
    await keep(page, 'phone-plain-failed');
    expect(problems.splice(0)).toEqual([expect.stringContaining('500')]);
    expect(failures.splice(0)).toEqual([fails]);
    fails = undefined;
    await page.locator('#files').setInputFiles([photo('counter.png')]);
    await send(page).tap();
    await page.getByText('go back to Teams').waitFor();
    await keep(page, 'phone-plain-told');
  });

  it('can be used at a desk: with the keyboard, and by dropping', async () => {
    for (const [theme, options] of [
      ['light', DESKTOP],
      ['dark', { ...DESKTOP, ...DARK }],
    ] as const) {
      const page = await open(link({ purpose: 'import' }), options);
      await page.keyboard.press('Tab');
      await shot(page, `desk-${theme}-asks`);
      const chooser = page.waitForEvent('filechooser');
      await page.keyboard.press('Space');
      await (await chooser).setFiles(report);
      const dropped = await page.evaluateHandle(HELD);
      await page.dispatchEvent('main', 'drop', { dataTransfer: dropped });
      expect(await files(page).count()).toBe(2);
      await shot(page, `desk-${theme}-chosen`);
      await send(page).focus();
      await page.keyboard.press('Enter');
      await page.getByText('go back to Teams').waitFor();
      await shot(page, `desk-${theme}-told`);
    }
  });

  it('explains a link that is over', async () => {
    const at = link();
    work.clock.at += 31 * 60_000;
    const page = await open(at, { ...PHONE, ...DARK });
    await page.getByRole('heading', { name: 'expired' }).waitFor();
    await page.getByText('Tap the button in Teams again').waitFor();
    await shot(page, 'phone-dark-expired');
    expect(problems.splice(0)).toEqual([expect.stringContaining('410')]);
  });
});
