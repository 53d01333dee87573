/** The library's pages as somebody who acts on this machine gets them: what they show, do, and keep from whom. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeToken } from '../../../src/runtime/access.ts';
import { loadRun } from '../../../src/runtime/talking.ts';
import { revokeApiToken } from '../../../src/store/api-tokens.ts';
import { listRuns } from '../../../src/store/runs.ts';
import { published } from '../../stories/publishing.ts';
import { HOUR, type Workplace } from '../../stories/workplace.ts';
import { png } from '../../support/png.ts';
import { RESTAURANT } from '../../support/sops.ts';
import { actingAs, type BrowserTab, browserAt, club, HERE, openHouse, plainly, tokenIn } from './visiting.ts';

const NASTY = '<script>alert(1)</script>"\'><img src=x onerror=alert(2)>';
const SOP = `
sop: tea
title: Tea for the guests
purpose: There is tea.
workstream: Service
${RESTAURANT}inputs:
  - {id: cups, title: Cups, type: number, min: 1, max: 20}
  - {id: sort, title: Sort, type: choice, options: [{id: green, title: Green}, {id: black, title: Black}]}
  - {id: hurry, title: In a hurry, type: checkbox, required: false}
steps:
  - {id: boil, title: Boil water, role: opener, needs: [], due: PT10M, evidence: [{id: heat, title: Heat, type: number, unit: °C, min: 90, max: 100}]}
  - {id: pour, title: Pour it, role: opener, approval: {role: shift_lead}}
`;

const FIELDS = `
sop: fields
title: Fields
purpose: A field may be called anything.
${RESTAURANT}inputs:
  - {id: constructor, title: Is it safe, type: checkbox}
steps:
  - {id: look, title: Look, role: opener}
`;

describe('the pages of the library', () => {
  let work: Workplace;
  let ana: BrowserTab;
  let sop: string;
  beforeAll(async () => {
    work = await openHouse('sqlite', {}, { chats: [club] });
    ana = browserAt(work, HERE);
    sop = await published(work, SOP);
  });
  afterAll(() => work.end());

  const actor = (id: string) => ({ type: 'member', id, identity: `web:${id}` }) as const;
  const does = async (id: string, command: object) => {
    const envelope = { workspace: work.app.workspace, key: crypto.randomUUID(), actor: actor(id) };
    const reply = await work.app.handle({ ...envelope, command: command as never });
    if (reply.status === 'refused') throw new Error(JSON.stringify(reply.refusal));
    return reply;
  };
  const newest = async () => (await listRuns(work.app.db, work.app.workspace, { sop, limit: 1 }))[0]?.id ?? '';

  it('lists what there is, and finds it by words, status and workstream', async () => {
    const all = plainly((await ana.get('/library')).text);
    expect(all).toContain('Tea for the guests');
    expect(all).toContain('revision 1 · 2 steps · Service · Eva Novak');
    const found = async (query: string) => plainly((await ana.get(`/library?${query}`)).text);
    expect(await found('q=TEA')).toContain('Tea for the guests');
    expect(await found('q=coffee')).toContain('Nothing fits');
    expect(await found('workstream=Service&status=active')).not.toContain('Kitchen opening');
    expect(await found('status=archived')).toContain('Nothing fits');
  });

  it('starts a run from its form, once, and says in it what is wrong', async () => {
    const page = await ana.get(`/library/sops/${sop}/start`);
    expect(page.status).toBe(200);
    const [, drawn = ''] = /name="form" value="([^"]+)"/.exec(page.text) ?? [];
    const form = { csrf: tokenIn(page.text), form: drawn, _place: 'web:kitchen', cups: '40', sort: 'green' };
    const refused = await ana.post(`/library/sops/${sop}/start`, { form });
    expect(refused.status).toBe(409);
    expect(plainly(refused.text)).toMatch(/Cups.*20/);
    expect(refused.text).toContain('value="40"');
    const mended = { ...form, form: crypto.randomUUID(), cups: '4', hurry: 'on' };
    const started = await ana.post(`/library/sops/${sop}/start`, { form: mended });
    expect(started).toMatchObject({ status: 303, location: `/library/runs/${await newest()}` });
    expect((await ana.post(`/library/sops/${sop}/start`, { form: mended })).location).toBe(started.location);
    const run = plainly((await ana.get(started.location ?? '')).text);
    expect(run).toContain('0 of 2 steps');
    expect(run).toMatch(/Cups 4 .*Sort Green .*In a hurry yes/);
  });

  it('shows each step as it stands, what was recorded, and who was waited for', async () => {
    const run = await newest();
    await does('ana', { type: 'recordEvidence', run, step: 'boil', items: [{ item: 'heat', value: 80 }] });
    await does('ana', { type: 'addNote', run, text: NASTY });
    await work.pass(HOUR);
    const page = (await ana.get(`/library/runs/${run}`)).text;
    expect(page).not.toContain('<script>alert');
    expect(page).not.toContain('<img src=x');
    expect(plainly(page)).toMatch(/Heat: 80 °C \(must be 90 to 100\)/);
    expect(plainly(page)).toContain('Heat: 80 °C (out of limits)');
    const sopPage = plainly((await ana.get(`/library/sops/${sop}`)).text);
    expect(sopPage).toMatch(/Boil water .*Opener · within 10 minutes .*Heat: 90 to 100 °C Late/);
    const runs = (await ana.get(`/library/sops/${sop}?tab=runs`)).text;
    expect(plainly(runs)).toContain('#kitchen');
    // All of them are of this SOP: when each began tells it from the others.
    expect(runs).toMatch(new RegExp(`href="/library/runs/${run}"><time `));
  });

  it('compares any two revisions', async () => {
    await does('eva', { type: 'reviseSop', sop, place: 'web:kitchen' });
    const draft = plainly((await ana.get(`/library/sops/${sop}`)).text);
    expect(draft).toContain('A draft of the next revision waits to be published');
    expect(draft).not.toContain('Archive');
    const eva = await actingAs(work, 'eva');
    const token = tokenIn((await eva.get(`/library/sops/${sop}`)).text);
    expect((await eva.post(`/library/sops/${sop}/publish`, { form: { csrf: token, edit: '7' } })).status).toBe(409);
    expect(await eva.post(`/library/sops/${sop}/publish`, { form: { csrf: token, edit: '0' } })).toMatchObject({
      status: 303,
    });
    const history = plainly((await ana.get(`/library/sops/${sop}?tab=history`)).text);
    expect(history).toMatch(/Nothing differs.*Revision 2 published by Eva Novak.*Revision 1/);
  });

  it('refuses what comes without the page’s token, or from another site', async () => {
    const at = `/library/sops/${sop}/archive`;
    const token = tokenIn((await ana.get(`/library/sops/${sop}`)).text);
    expect((await ana.post(at, { form: {} })).status).toBe(403);
    expect(
      (
        await ana.post(at, {
          form: { csrf: token },
          headers: { origin: 'https://evil.test' },
        })
      ).status,
    ).toBe(403);
    expect(plainly((await ana.get(`/library/sops/${sop}`)).text)).toContain('Active');
  });

  it('draws the map and the readiness, and hands out their files and the evidence', async () => {
    expect(plainly((await ana.get('/library/map')).text)).toMatch(/Boil water Tea for the guests, step 1/);
    const filtered = plainly((await ana.get('/library/map?workstream=Service&only=unapproved')).text);
    expect(filtered).toMatch(/Boil water/);
    expect(filtered).not.toMatch(/Open the doors/);
    const unlooked = plainly((await ana.get('/library/map?workstream=Service&only=unlooked')).text);
    expect(unlooked).toContain('No step fits');
    expect(plainly((await ana.get('/library/map?only=writing')).text)).toContain('Pay the refund');
    const csv = await ana.get('/library/map.csv?workstream=Service');
    expect(csv.headers.get('content-disposition')).toBe('attachment; filename="workflow-map.csv"');
    expect(csv.text.split('\r\n').filter((line) => line.includes('tea'))).toHaveLength(2);
    expect((await ana.get(`/library/sops/${sop}?tab=map`)).text).toMatch(/<svg[\s\S]*Boil water/);
    expect((await ana.get(`/library/sops/${sop}/flow.svg`)).text).toMatch(/^<\?xml/);
    expect(plainly((await ana.get('/library/readiness')).text)).toMatch(/Tea for the guests/);
    const pack = await ana.get(`/library/runs/${await newest()}/pack.pdf`);
    expect(pack.text.slice(0, 5)).toBe('%PDF-');
  });

  it('gives a file to whoever is signed in, and nothing of it out of the cache to who comes after them', async () => {
    const { file } = await work.upload('seal.png', 'image/png', png(4, 4));
    const path = `/library/files/${file}`;
    const { status, headers } = await ana.get(path);
    expect([status, headers.get('cache-control')]).toEqual([200, 'private, no-cache']);
    const again = { 'if-none-match': headers.get('etag') ?? '' };
    expect((await ana.get(path, again)).status).toBe(304);
    const nobody = await browserAt(work).get(path, { ...again, 'sec-fetch-dest': 'image' });
    expect([401, 403]).toContain(nobody.status);
  });

  it('takes no tick from what a field is called', async () => {
    const safe = await published(work, FIELDS);
    const form = { csrf: tokenIn((await ana.get(`/library/sops/${safe}/start`)).text), _place: 'web:kitchen' };
    const { location } = await ana.post(`/library/sops/${safe}/start`, { form });
    const run = await loadRun(work.app, work.app.workspace, location?.split('/').at(-1) ?? '');
    expect(run?.inputs).toEqual({ constructor: false });
  });

  it('makes a token, shows it once, and revokes it', async () => {
    const token = tokenIn((await ana.get('/library/settings')).text);
    const form = { csrf: token, name: `Till ${NASTY}`, 'scope-read': 'on', whose: 'own', days: '30' };
    expect((await ana.post('/library/settings/tokens', { form: { ...form, whose: 'service' } })).status).toBe(403);
    expect((await ana.post('/library/settings/tokens', { form: { csrf: token, name: 'x' } })).status).toBe(409);
    const made = (await ana.post('/library/settings/tokens', { form })).text;
    const [secret = ''] = /sopwith_[\w-]{43}/.exec(made) ?? [];
    expect(made).not.toContain('<script>alert');
    const read = () => work.app.web.request(`${HERE}/api/sops`, { headers: { authorization: `Bearer ${secret}` } });
    expect((await read()).status).toBe(200);
    const listed = (await ana.get('/library/settings')).text;
    expect(listed).not.toContain(secret);
    const [, id = ''] = /tokens\/([\w-]+)\/revoke/.exec(listed) ?? [];
    const chloe = await actingAs(work, 'chloe');
    const hers = tokenIn((await chloe.get('/library/settings')).text);
    expect((await chloe.post(`/library/settings/tokens/${id}/revoke`, { form: { csrf: hers } })).status).toBe(404);
    expect((await ana.post(`/library/settings/tokens/${id}/revoke`, { form: { csrf: token } })).status).toBe(303);
    expect((await read()).status).toBe(401);
  });

  it('hides nobody’s token behind those that another one makes, of whom each has so many', async () => {
    const [mine, hers] = [await actingAs(work, 'chloe'), await actingAs(work, 'eva')];
    const make = async (tab: BrowserTab, name: string) => {
      const csrf = tokenIn((await tab.get('/library/settings')).text);
      return tab.post('/library/settings/tokens', {
        form: { csrf, name, 'scope-read': 'on', whose: 'own', days: '30' },
      });
    };
    const firstOf = (text: string) => /tokens\/([\w-]+)\/revoke/.exec(text)?.[1] ?? '';
    expect((await make(hers, 'Lost on a train')).status).toBe(200);
    const { db, workspace } = work.app;
    // Made and revoked, as often as one likes.
    for (let one = 0; one < 501; one += 1) {
      work.clock.at += 1;
      const made = { workspace, member: 'chloe', name: 'Noise', scopes: ['read'] as const };
      const { id } = await makeToken(db, { ...made, createdBy: 'chloe', createdAt: work.clock.at });
      await revokeApiToken(db, workspace, { id, at: work.clock.at });
    }
    for (let one = 0; one < 20; one += 1) expect((await make(mine, `Mine ${one}`)).status).toBe(200);
    expect(await make(mine, 'One more')).toMatchObject({
      ...{ status: 409, text: expect.stringContaining('You have 20 tokens already') },
    });
    const listed = (await hers.get('/library/settings')).text;
    expect(listed).toContain('Lost on a train');
    const form = { csrf: tokenIn(listed) };
    const lost = firstOf(listed.slice(listed.indexOf('Lost on a train')));
    expect((await hers.post(`/library/settings/tokens/${lost}/revoke`, { form })).status).toBe(303);
    const own = (await mine.get('/library/settings')).text;
    await mine.post(`/library/settings/tokens/${firstOf(own)}/revoke`, { form: { csrf: tokenIn(own) } });
    expect((await make(mine, 'Instead')).status).toBe(200);
  });

  it('keeps what runs in a conversation from those who are not in it', async () => {
    const closed = await published(work, SOP.replace('sop: tea', 'sop: secret-tea'));
    await does('ana', {
      type: 'startRun',
      run: 'hidden',
      sop: closed,
      inputs: { cups: 1, sort: 'green' },
      place: 'club:den',
    });
    expect((await ana.get('/library/runs/hidden')).status).toBe(200);
    const chloe = await actingAs(work, 'chloe');
    expect((await chloe.get('/library/runs/hidden')).status).toBe(404);
    const page = plainly((await chloe.get(`/library/sops/${closed}`)).text);
    expect(page).toContain('runs in a conversation that you are not in');
    expect(plainly((await chloe.get(`/library/sops/${closed}?tab=runs`)).text)).toContain(
      'It has not run where you can see it',
    );
    for (const path of [
      '/library/runs/nope',
      '/library/sops/nope',
      '/library/files/nope',
      '/library/sops/%2e%2e/start',
      '/library/nope',
    ]) {
      expect((await chloe.get(path)).status).toBe(404);
    }
  });

  it('begins a draft whose card is in a conversation', async () => {
    const token = tokenIn((await ana.get(`/library/sops/${sop}`)).text);
    expect(await ana.post(`/library/sops/${sop}/revise`, { form: { csrf: token } })).toMatchObject({ status: 303 });
    await work.app.worker.idle();
    expect((await work.find('kitchen', /Tea for the guests/)).says).toMatch(/[Dd]raft/);
  });
});
