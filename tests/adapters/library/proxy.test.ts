/** The library and the API as people reach them: through a proxy that ends TLS and speaks plain HTTP with us. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeToken } from '../../../src/runtime/access.ts';
import type { Workplace } from '../../stories/workplace.ts';
import { browserAt, CAFE, newLink, openHouse, PUBLIC } from './visiting.ts';

const PLAIN = 'http://sopwith.test';
const FORWARDED = { 'x-forwarded-for': '203.0.113.7', 'x-forwarded-proto': 'https' };
/** A browser says where a form comes from as it sees it. */
const SENT = { ...FORWARDED, origin: PUBLIC, 'sec-fetch-site': 'same-origin' };

let work: Workplace;
beforeAll(async () => {
  work = await openHouse('sqlite');
});
afterAll(() => work.end());

describe('behind a proxy', () => {
  it.each([
    ['that passes on the host', PLAIN],
    ['that names this machine', 'http://127.0.0.1:3000'],
  ])('%s, cookies are for TLS alone, and browsers are told to come by it', async (_, base) => {
    const tab = browserAt(work, base);
    const entered = await tab.post(await newLink(work), { headers: SENT });
    expect([entered.status, entered.location]).toEqual([303, '/library']);
    expect(entered.headers.getSetCookie()).toEqual([
      expect.stringMatching(/^__Host-sopwith_session=[\w-]{43}; Max-Age=\d+; Path=\/; HttpOnly; Secure; SameSite=Lax$/),
    ]);
    expect(entered.headers.get('strict-transport-security')).toBe('max-age=31536000');
    const page = await tab.get('/library/work', FORWARDED);
    expect([page.status, page.text.includes('Ana Lima')]).toEqual([200, true]);
    const csrf = /name="csrf" value="([\w-]+)"/.exec(page.text)?.[1] ?? '';
    const from = async (headers: Readonly<Record<string, string | undefined>>) =>
      (await tab.post('/library/signout/everywhere', { form: { csrf }, headers: { ...SENT, ...headers } })).status;
    expect(await from({ origin: PLAIN })).toBe(403);
    expect(await from({ origin: 'https://127.0.0.1:3000' })).toBe(403);
    expect(await from({ 'x-forwarded-host': 'evil.example', origin: 'https://evil.example' })).toBe(403);
    expect(await from({})).toBe(303);
  });

  it('nobody is signed in without TLS because a request says that it came without', async () => {
    const tab = browserAt(work, PLAIN);
    const headers = { ...SENT, 'x-forwarded-proto': 'http' };
    const { headers: answered } = await tab.post(await newLink(work), { headers });
    expect(answered.getSetCookie()[0]).toContain('; Secure;');
    expect(tab.cookies.has('sopwith_session')).toBe(false);
  });

  it('where people are led does not hang on what a request says of itself', async () => {
    const headers = { ...FORWARDED, 'x-forwarded-host': 'evil.example', forwarded: 'host=evil.example;proto=http' };
    const door = await browserAt(work, PLAIN).get('/library/work', headers);
    expect([door.status, door.location]).toEqual([302, '/library/signin?next=%2Flibrary%2Fwork']);
  });

  it('pages are kept nowhere and have no ETag; a stream is passed on as it is written', async () => {
    const tab = browserAt(work, PLAIN);
    await tab.post(await newLink(work), { headers: SENT });
    const page = await tab.get('/library', { ...FORWARDED, 'if-none-match': '*' });
    expect([page.status, page.headers.get('cache-control'), page.headers.get('etag')]).toEqual([200, 'no-store', null]);
    const cookie = [...tab.cookies].map((pair) => pair.join('=')).join('; ');
    const wanted = { workspace: CAFE, name: 'test', member: 'U1', createdBy: 'cli', createdAt: work.clock.at };
    const { token } = await makeToken(work.app.db, { ...wanted, scopes: ['read'] });
    for (const [path, own] of [
      ['/library/changes', { cookie }],
      ['/api/stream', { authorization: `Bearer ${token}` }],
    ] as const) {
      const answer = await work.app.web.request(`${PLAIN}${path}`, { headers: { ...FORWARDED, ...own } });
      expect([answer.status, answer.headers.get('x-accel-buffering')], path).toEqual([200, 'no']);
      await answer.body?.cancel();
    }
  });

  it('the API answers who has a token, whatever the proxy says, and keeps its answers from others', async () => {
    const wanted = { workspace: CAFE, name: 'test', member: 'U1', createdBy: 'cli', createdAt: work.clock.at };
    const { token } = await makeToken(work.app.db, { ...wanted, scopes: ['read'] });
    const ask = (headers: Readonly<Record<string, string>>) =>
      work.app.web.request(`${PLAIN}/api/sops`, { headers: { ...FORWARDED, ...headers } });
    const first = await ask({ authorization: `Bearer ${token}` });
    expect([first.status, first.headers.get('cache-control')]).toEqual([200, 'private, no-cache']);
    const etag = first.headers.get('etag') ?? '';
    expect((await ask({ authorization: `Bearer ${token}`, 'if-none-match': etag })).status).toBe(304);
    // What somebody else was given is no way in.
    expect((await ask({ 'if-none-match': etag })).status).toBe(401);
    const made = await makeToken(work.app.db, {
      ...wanted,
      workspace: work.app.workspace,
      member: 'ana',
      scopes: ['read'],
    });
    expect((await ask({ authorization: `Bearer ${made.token}`, 'if-none-match': etag })).status).toBe(200);
  });
});
