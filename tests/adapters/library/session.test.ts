/** Being signed in to the library: how long, whose it is, and what nobody else can do with it. */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { findLibrarySession } from '../../../src/store/library-sessions.ts';
import { findMember, saveMember } from '../../../src/store/members.ts';
import { DAY, HOUR, type Workplace } from '../../stories/workplace.ts';
import { DATABASES } from '../../support/database.ts';
import {
  type BrowserTab,
  browserAt,
  CAFE,
  HERE,
  newLink,
  OTHER,
  openHouse,
  PUBLIC,
  signedIn,
  tokenIn,
} from './visiting.ts';

const COOKIE = '__Host-sopwith_session';

async function statusOf(tab: BrowserTab): Promise<number> {
  return (await tab.get('/library/work')).status;
}

/** A browser with the cookie of another, as somebody has it who stole it. */
function thiefOf(work: Workplace, tab: BrowserTab): BrowserTab {
  const thief = browserAt(work);
  for (const [name, value] of tab.cookies) thief.cookies.set(name, value);
  return thief;
}

describe.each(DATABASES)('a session on %s', (kind) => {
  let work: Workplace;
  beforeAll(async () => {
    work = await openHouse(kind);
  });
  afterAll(() => work.end());

  it('is a cookie that scripts and other sites do not get, of a token that is kept nowhere', async () => {
    const tab = browserAt(work);
    const { headers } = await tab.post(await newLink(work));
    const [line = ''] = headers.getSetCookie();
    expect(line).toMatch(/^__Host-sopwith_session=[\w-]{43}; Max-Age=604800; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
    expect(await findLibrarySession(work.app.db, tab.cookies.get(COOKIE) ?? '')).toBeUndefined();
  });

  it('lasts while it is used, and seven days at most', async () => {
    const tab = await signedIn(work);
    for (let half = 0; half < 13; half += 1) {
      work.clock.at += 11.9 * HOUR;
      expect(await statusOf(tab), `after ${half + 1} half days`).toBe(200);
    }
    work.clock.at += 7 * DAY - 13 * 11.9 * HOUR;
    expect(await statusOf(tab)).toBe(302);
  });

  it('is over when nobody used it for twelve hours', async () => {
    const tab = await signedIn(work);
    work.clock.at += 12 * HOUR - 1;
    expect(await statusOf(tab)).toBe(200);
    work.clock.at += 12 * HOUR;
    expect(await statusOf(tab)).toBe(302);
  });

  it.each([
    ['reads itself again', { 'sec-fetch-dest': 'empty' }],
    ['listens', { accept: 'text/event-stream' }],
  ])('is not used by a page that was left open and %s', async (_, headers) => {
    const tab = await signedIn(work);
    work.clock.at += 11 * HOUR;
    expect((await tab.get('/library/work', headers)).status).toBe(200);
    work.clock.at += HOUR;
    expect(await statusOf(tab)).toBe(302);
  });

  it('ends what it still listens to', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    try {
      const tab = await signedIn(work);
      const csrf = await tab.csrf();
      const cookie = [...tab.cookies].map((pair) => pair.join('=')).join('; ');
      const answer = await work.app.web.request(`${PUBLIC}/library/changes`, { headers: { cookie } });
      const heard = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
      expect((await heard?.read())?.value).toContain('retry');
      await vi.advanceTimersByTimeAsync(15_000);
      expect((await heard?.read())?.value).toContain('still here');
      await tab.post('/library/signout', { form: { csrf } });
      await vi.advanceTimersByTimeAsync(15_000);
      expect((await heard?.read())?.done).toBe(true);
    } finally {
      vi.useRealTimers();
    }
  });

  it('ends with its member', async () => {
    const { db } = work.app;
    const tab = await signedIn(work, 'U2');
    const ben = await findMember(db, CAFE, 'U2');
    if (!ben) throw new Error('Ben is not there');
    const save = (active: boolean) =>
      db.transaction((tx) => saveMember(tx, CAFE, { ...ben, active, at: work.clock.at }));
    await save(false);
    expect(await statusOf(tab)).toBe(302);
    // Coming back does not wake it.
    await save(true);
    expect(await statusOf(tab)).toBe(302);
  });

  it('ends when its member signs out, for whoever took the cookie too', async () => {
    const tab = await signedIn(work);
    const thief = thiefOf(work, tab);
    const out = await tab.post('/library/signout', { form: { csrf: await tab.csrf() } });
    expect([out.status, out.location, tab.cookies.has(COOKIE)]).toEqual([303, '/library/signed-out', false]);
    expect((await tab.get('/library/signed-out')).text).toContain('You are signed out');
    expect(await statusOf(thief)).toBe(302);
  });

  it('ends everywhere when they say so, with the link that they have not used', async () => {
    const [desk, phone, ben] = [await signedIn(work), await signedIn(work), await signedIn(work, 'U2')];
    const link = await newLink(work);
    await desk.post('/library/signout/everywhere', { form: { csrf: await desk.csrf() } });
    expect([await statusOf(desk), await statusOf(phone), await statusOf(ben)]).toEqual([302, 302, 200]);
    expect((await browserAt(work).post(link)).status).toBe(404);
  });

  it('signing in makes a new token, and ends the one that was there', async () => {
    const planted = 'p'.repeat(43);
    const victim = browserAt(work);
    victim.cookies.set(COOKIE, planted);
    await victim.post(await newLink(work));
    const first = victim.cookies.get(COOKIE);
    expect(first).not.toBe(planted);
    const attacker = browserAt(work);
    attacker.cookies.set(COOKIE, planted);
    expect(await statusOf(attacker)).toBe(302);
    const before = thiefOf(work, victim);
    await victim.post(await newLink(work));
    expect(victim.cookies.get(COOKIE)).not.toBe(first);
    expect([await statusOf(victim), await statusOf(before)]).toEqual([200, 302]);
  });

  it.each(['x', 'f'.repeat(43), '', 'f'.repeat(4_000), '%00%0d%0a'])(
    'that was made up lets nobody in: %s',
    async (made) => {
      const tab = browserAt(work);
      tab.cookies.set(COOKIE, made);
      expect(await statusOf(tab)).toBe(302);
    },
  );

  it('under the name that cookies without TLS have lets nobody in at the public address', async () => {
    const tab = await signedIn(work);
    const weak = browserAt(work);
    weak.cookies.set('sopwith_session', tab.cookies.get(COOKIE) ?? '');
    expect(await statusOf(weak)).toBe(302);
  });

  describe('is changed only by its own pages', () => {
    const out = '/library/signout';
    it.each([
      ['without a token', async () => ({})],
      ['with a made up token', async () => ({ form: { csrf: 'x'.repeat(43) } })],
      ['with the token of somebody else', async () => ({ form: { csrf: await (await signedIn(work, 'U2')).csrf() } })],
      ['with the token of their other browser', async () => ({ form: { csrf: await (await signedIn(work)).csrf() } })],
      [
        'with the token of the other workspace',
        async () => ({ form: { csrf: await (await signedIn(work, 'U9', OTHER)).csrf() } }),
      ],
    ])('not %s', async (_, sending) => {
      const tab = await signedIn(work);
      const refused = await tab.post(out, await sending());
      expect([refused.status, await statusOf(tab)]).toEqual([403, 200]);
      expect(refused.text).toContain('Not sent from this page');
    });

    it.each([
      ['https://evil.example', 'cross-site'],
      ['https://other.sopwith.test', 'same-site'],
      ['http://sopwith.test', undefined],
      ['https://sopwith.test:8443', undefined],
      ['null', undefined],
      [undefined, 'none'],
      [undefined, undefined],
    ])('not from the origin %s (%s), whatever token it has', async (origin, site) => {
      const tab = await signedIn(work);
      const form = { csrf: await tab.csrf() };
      const refused = await tab.post(out, { form, headers: { origin, 'sec-fetch-site': site } });
      expect([refused.status, await statusOf(tab)]).toEqual([403, 200]);
    });

    it('not by a GET', async () => {
      const tab = await signedIn(work);
      expect((await tab.get(`${out}?csrf=${await tab.csrf()}`)).status).toBe(404);
      expect(await statusOf(tab)).toBe(200);
    });

    it('by a script that sends the token in a header', async () => {
      const tab = await signedIn(work);
      const headers = { 'x-sopwith-csrf': await tab.csrf(), 'content-type': 'application/json' };
      expect((await tab.post(out, { headers })).status).toBe(303);
    });

    it('by no more than a form holds', async () => {
      const tab = await signedIn(work);
      const large = await tab.post(out, { form: { csrf: await tab.csrf(), more: 'x'.repeat(70 * 1024) } });
      expect([large.status, await statusOf(tab)]).toEqual([413, 200]);
      expect(large.text).toContain('Too much at once');
    });
  });

  it('a script without one is told so, and not led to a page', async () => {
    const { status, text } = await browserAt(work).get('/library/work', { accept: 'application/json' });
    expect([status, text.includes('not signed in any more')]).toEqual([401, true]);
    expect((await browserAt(work).get('/library/work', { 'sec-fetch-dest': 'empty' })).status).toBe(401);
  });
});

describe('on the way in', () => {
  let work: Workplace;
  beforeAll(async () => {
    work = await openHouse('sqlite');
  });
  afterAll(() => work.end());

  it('whoever wanted to go somewhere gets there by a link', async () => {
    const tab = browserAt(work);
    const wanted = '/library/runs/r-1?tab=evidence';
    const door = await tab.get(wanted);
    expect(door.location).toBe(`/library/signin?next=${encodeURIComponent(wanted)}`);
    const page = await tab.get(door.location ?? '');
    expect([page.status, page.text.includes('/sop library')]).toEqual([200, true]);
    expect((await tab.post(await newLink(work))).location).toBe(wanted);
    // Once: the next time it is the first page again.
    expect((await tab.post(await newLink(work))).location).toBe('/library');
    expect((await tab.get('/library/signin?next=/library/map')).location).toBe('/library/map');
  });

  it.each([
    'https://evil.example/library',
    '//evil.example/library',
    '/\\evil.example',
    '/library/../../evil',
    '/library/..%2f..%2f/x/../../..//evil.example',
    '/library//evil.example/..//..//evil.example',
    '/library\\@evil.example',
    '/libraryevil',
    '/library@evil.example',
    'javascript:alert(1)',
    '/library/\t/evil.example',
    '/library/x\r\nset-cookie: a=b',
    '/library/enter/abc',
    '/library/signout',
    '/library/signin?next=https://evil.example',
    `/library/${'x'.repeat(2_000)}`,
    '',
  ])('it never leads elsewhere: %j', async (next) => {
    const tab = browserAt(work);
    await tab.get(`/library/signin?next=${encodeURIComponent(next)}`);
    const { location, headers } = await tab.post(await newLink(work));
    const { origin, pathname } = new URL(location ?? '', PUBLIC);
    expect(origin).toBe(PUBLIC);
    expect(pathname).toMatch(/^\/library(?:\/(?!sign|enter).*)?$/);
    expect(headers.getSetCookie().join()).not.toContain('a=b');
  });

  it('a cookie that somebody else set leads nowhere else either', async () => {
    const tab = browserAt(work);
    tab.cookies.set('__Host-sopwith_next', encodeURIComponent('https://evil.example/'));
    expect((await tab.post(await newLink(work))).location).toBe('/library');
  });
});

describe('what every answer says', () => {
  let work: Workplace;
  beforeAll(async () => {
    work = await openHouse('sqlite');
  });
  afterAll(() => work.end());

  it('no script or style runs but our own, nothing frames, guesses or keeps a page', async () => {
    const tab = await signedIn(work);
    for (const path of ['/library/work', '/library/nothing', '/library/signed-out', await newLink(work)]) {
      const { headers, text } = await tab.get(path);
      const policy = headers.get('content-security-policy') ?? '';
      expect(policy, path).toContain("default-src 'none'");
      expect(policy, path).toContain("frame-ancestors 'none'");
      expect(policy, path).not.toContain('unsafe');
      expect(headers.get('x-content-type-options'), path).toBe('nosniff');
      expect(headers.get('cache-control'), path).toBe('no-store');
      expect(headers.get('strict-transport-security'), path).toBe('max-age=31536000');
      // Never `no-referrer`: forms would come from nowhere. Never more: a link's address is a way in.
      expect(headers.get('referrer-policy'), path).toBe('same-origin');
      expect(text, path).not.toMatch(/<script(?![^>]*\ssrc=)|<style|\sstyle=|\son[a-z]+=/i);
    }
  });

  it('names are text, whatever is in them', async () => {
    const { db } = work.app;
    const name = '"><img src=x onerror=alert(1)>';
    await db.transaction((tx) =>
      saveMember(tx, CAFE, {
        ...{ id: 'U6', name, identity: 'slack:T1:U6', kind: 'person', admin: false, active: true, at: work.clock.at },
      }),
    );
    const asked = await browserAt(work).get(await newLink(work, 'U6'));
    const inside = await (await signedIn(work, 'U6')).get('/library/work');
    for (const { text } of [asked, inside]) {
      expect(text).toContain('&lt;img src=x');
      expect(text).not.toContain('<img src=x');
    }
  });

  it('every page that the header leads to is there', async () => {
    const tab = await signedIn(work);
    const { text } = await tab.get('/library/work');
    const [nav = ''] = /<nav[\s\S]*?<\/nav>/.exec(text) ?? [];
    const paths = [...nav.matchAll(/href="([^"]+)"/g)].map((match) => match[1] ?? '');
    expect(paths).toContain('/library/work');
    expect(nav).toMatch(/href="\/library\/work" aria-current="page"/);
    for (const path of paths) {
      const { status, location } = await tab.get(path);
      expect(location === null ? status : (await tab.get(location)).status, path).toBe(200);
    }
  });

  it('what is not there is said in the frame to who is inside, and nothing of it to others', async () => {
    const tab = await signedIn(work);
    const inside = await tab.get('/library/nothing');
    expect([inside.status, inside.text.includes('There is nothing here')]).toEqual([404, true]);
    expect(tokenIn(inside.text)).toBe(await tab.csrf());
    expect((await browserAt(work).get('/library/nothing')).status).toBe(302);
  });

  it('a fault is told without its reasons, and nobody is signed out by it', async () => {
    const tab = await signedIn(work);
    const real = work.app.db.all;
    const csrf = await tab.csrf();
    Object.assign(work.app.db, { all: async () => Promise.reject(new Error('secret reason')) });
    const broken = await tab.get('/library/work');
    Object.assign(work.app.db, { all: real });
    expect([broken.status, broken.text.includes('Something went wrong')]).toEqual([500, true]);
    expect(broken.text).not.toContain('secret reason');
    expect(await tab.csrf()).toBe(csrf);
  });

  it('styles and scripts are asked for once, and there are no others', async () => {
    const tab = browserAt(work);
    const { text } = await tab.get('/library/signin');
    const parts = [...text.matchAll(/(?:href|src)="(\/library\/assets\/[^"]+)"/g)].map((match) => match[1] ?? '');
    expect(parts.length).toBeGreaterThanOrEqual(5);
    for (const part of parts) {
      const { status, headers } = await tab.get(part);
      expect([status, headers.get('cache-control')]).toEqual([200, 'public, max-age=31536000, immutable']);
      expect((await tab.get(part.replace(/v=.*/, 'v=old'))).headers.get('cache-control')).toBe('no-cache');
    }
    for (const name of ['..%2fserver.ts', 'server.ts', '__proto__', 'constructor']) {
      expect((await tab.get(`/library/assets/${name}`)).status).toBe(404);
    }
  });

  it.each(['evil.example', 'sopwith.test.evil.example', '10.0.0.5:3000', 'localhost.evil.example'])(
    'nothing is answered at the host %s',
    async (host) => {
      const { status, text } = await browserAt(work, `http://${host}`).get('/library/signin');
      expect([status, text.includes('Not at this address')]).toEqual([403, true]);
    },
  );
});

describe('on this machine', () => {
  let work: Workplace;
  beforeAll(async () => {
    work = await openHouse('sqlite');
  });
  afterAll(() => work.end());

  it('the library opens as whom the browser acts as', async () => {
    const tab = browserAt(work, HERE);
    const { status, text } = await tab.get('/library/work');
    expect(status).toBe(200);
    expect(text).toContain('Demo workspace');
    expect(text).toContain('Ana Lima');
    expect(text).not.toContain('/library/signout');
    const headers = {
      ...{ 'content-type': 'application/json', 'x-sopwith-member': 'ana', 'idempotency-key': 'act-as-ben-1' },
    };
    const response = await work.app.web.request(`${HERE}/api/local/session`, {
      ...{ method: 'POST', headers, body: JSON.stringify({ member: 'ben' }) },
    });
    const [pair = ''] = response.headers.getSetCookie()[0]?.split('; ') ?? [];
    tab.cookies.set('sopwith_member', pair.slice('sopwith_member='.length));
    expect((await tab.get('/library/work')).text).toContain('Ben Okafor');
  });

  it.each([
    ['at the public address', PUBLIC, {}],
    ['behind a proxy that writes this machine’s name', HERE, { 'x-forwarded-for': '203.0.113.7' }],
    ['behind a proxy that says it forwards', HERE, { forwarded: 'for=203.0.113.7' }],
    ['behind a proxy that tells the host', HERE, { 'x-forwarded-host': 'sopwith.test' }],
  ])('but never %s', async (_, base, headers) => {
    const tab = browserAt(work, base);
    tab.cookies.set('sopwith_member', 'ana');
    expect((await tab.get('/library/work', headers)).status).toBe(302);
  });

  it('a link of a real workspace opens it here too, without TLS, until it is signed out of', async () => {
    const tab = browserAt(work, HERE);
    const entered = await tab.post(await newLink(work));
    expect(entered.headers.getSetCookie()[0]).toMatch(
      /^sopwith_session=[\w-]{43}; Max-Age=\d+; Path=\/; HttpOnly; SameSite=Lax$/,
    );
    expect(entered.headers.get('strict-transport-security')).toBeNull();
    expect((await tab.get('/library/work')).text).toContain('Café Aurora');
    await tab.post('/library/signout', { form: { csrf: await tab.csrf() } });
    expect((await tab.get('/library/work')).text).toContain('Demo workspace');
  });

  it('a change wants the token of whom the browser acts as', async () => {
    const tab = browserAt(work, HERE);
    expect((await tab.post('/library/signout', { form: { csrf: 'x' } })).status).toBe(403);
    const foreign = { origin: 'http://localhost:8080', 'sec-fetch-site': 'same-site' };
    expect((await tab.post('/library/signout', { headers: foreign })).status).toBe(403);
  });
});
