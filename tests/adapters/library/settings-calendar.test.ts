/** Quiet hours, public holidays and closed days on the settings page: as in chat, and only for whom chat lets. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { told } from '../../stories/words.ts';
import type { Workplace } from '../../stories/workplace.ts';
import { actingAs, type BrowserTab, openHouse, tokenIn } from './visiting.ts';

const NASTY = '<img src=x onerror=alert(1)>';

describe('the calendar of the settings', () => {
  let work: Workplace;
  let eva: BrowserTab;
  let ana: BrowserTab;
  beforeAll(async () => {
    work = await openHouse('sqlite', {});
    [eva, ana] = [await actingAs(work, 'eva'), await actingAs(work, 'ana')];
  });
  afterAll(() => work.end());

  const words = (html: string) =>
    html
      .replace(/<[^>]+>/g, ' ')
      .replace(/\s+/g, ' ')
      .replace(/ (?=[,.:])/g, '');
  const page = async (tab: BrowserTab) => (await tab.get('/library/settings')).text;
  const send = async (tab: BrowserTab, path: string, form: Record<string, string>) =>
    tab.post(`/library/settings/${path}`, { form: { csrf: tokenIn(await page(tab)), ...form } });
  const chat = async (text: string) => told(await work.say('ana', text));

  it('sets the quiet hours of everybody and one’s own, and takes them away', async () => {
    expect(await send(eva, 'quiet', { from: '20:00', to: '07:00' })).toMatchObject({
      ...{ status: 303, location: '/library/settings#quiet' },
    });
    expect(words(await page(ana))).toMatch(/From 20:00 to 07:00, in each person’s own time.* Set by Eva Novak, 2 Mar/);
    expect(await chat('quiet everybody')).toContain('From 20:00 to 07:00');
    const refused = await send(eva, 'quiet', { from: '07:00', to: '06:50' });
    expect(refused.status).toBe(409);
    expect(words(refused.text)).toContain('That would be quiet nearly all day long');
    expect(refused.text).toContain('value="06:50"');
    expect(words((await send(ana, 'quiet/own', { whose: 'own' })).text)).toContain('Which hours are “-”?');
    expect((await send(ana, 'quiet/own', { whose: 'own', from: '21:00', to: '06:00' })).status).toBe(303);
    expect(await page(ana)).toMatch(/value="own" checked[\s\S]*value="21:00"/);
    expect(await page(eva)).toMatch(/value="workspace" checked/);
    await send(eva, 'quiet', { from: '', to: '', off: '1' });
    expect(words(await page(ana))).toContain('No hours are quiet for everybody');
  });

  it('says whose public holidays count, of a country and then of its region', async () => {
    expect(words((await send(eva, 'holidays', { place: 'Portgual' })).text)).toContain('Did you mean Portugal (PT)?');
    await send(eva, 'holidays', { place: 'Germany' });
    expect(await page(eva)).toContain('Region of Germany');
    await send(eva, 'holidays', { place: 'DE-BY' });
    const said = words(await page(ana));
    expect(said).toContain('Routines rest on the public holidays of Bayern, Germany');
    expect(said).toMatch(/The next days off Fri 3 Apr 2026 Good Friday/);
    expect(await chat('holidays')).toContain('Bayern, Germany');
    await send(eva, 'holidays', { place: 'off' });
    expect(words(await page(ana))).toMatch(/No public holidays are set.* Set by Eva Novak/);
  });

  it('closes days with a reason, and opens them again', async () => {
    expect((await send(eva, 'closed', { from: '2026-12-24', to: '', reason: `to be painted ${NASTY}` })).status).toBe(
      303,
    );
    await send(eva, 'closed', { from: '2026-04-09', to: '2026-04-10', reason: 'stocktaking' });
    const said = await page(ana);
    expect(said).not.toContain('<img src=x');
    expect(words(said)).toMatch(/Thu 9 Apr 2026 to Fri 10 Apr 2026 stocktaking · set by Eva Novak/);
    expect(words(said)).toContain('The next days off Thu 9 Apr 2026 to Fri 10 Apr 2026 stocktaking Thu 24 Dec 2026');
    expect(await chat('closed')).toContain('to be painted');
    const backwards = await send(eva, 'closed', { from: '2026-12-26', to: '2026-12-24', reason: 'x' });
    expect(words(backwards.text)).toContain('The last day is before the first');
    expect(words((await send(eva, 'closed', { from: 'soon' })).text)).toContain('Which day is “soon”?');
    expect((await send(eva, 'closed/remove', { from: '2026-04-09' })).status).toBe(303);
    expect(words((await send(eva, 'closed/remove', { from: '2026-04-09' })).text)).toContain('is open on 2026-04-09');
  });

  it('shows others what holds, who may change it, and refuses them all the same', async () => {
    const said = await page(ana);
    expect(words(said)).toContain('Only an administrator can change the quiet hours of everybody. Ask Eva Novak.');
    expect(said).not.toMatch(/action="\/library\/settings\/(?:quiet"|holidays|closed)/);
    for (const [path, form] of Object.entries({
      quiet: { from: '20:00', to: '07:00' },
      holidays: { place: 'PT' },
      closed: { from: '2026-05-01' },
      'closed/remove': { from: '2026-12-24' },
    })) {
      const refused = await send(ana, path, form as Record<string, string>);
      expect(refused.status).toBe(409);
      expect(words(refused.text)).toContain('Only an administrator can change');
      expect((await ana.post(`/library/settings/${path}`, { form: form as Record<string, string> })).status).toBe(403);
    }
    expect(await chat('closed')).toContain('to be painted');
  });
});
