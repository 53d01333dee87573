/** Entering by the links of /sop library: once, for five minutes, for one person. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findLibraryLink } from '../../../src/store/library-links.ts';
import { findMember, saveMember } from '../../../src/store/members.ts';
import { MINUTE, type Workplace } from '../../stories/workplace.ts';
import { DATABASES } from '../../support/database.ts';
import { askForLink, browserAt, CAFE, linkIn, newLink, OTHER, openHouse, PUBLIC, signedIn } from './visiting.ts';

describe.each(DATABASES)('a link on %s', (kind) => {
  let work: Workplace;
  beforeAll(async () => {
    work = await openHouse(kind);
  });
  afterAll(() => work.end());

  it('is for the library, and only its hash is kept', async () => {
    const url = linkIn(await askForLink(work));
    expect(url).toMatch(/^https:\/\/sopwith\.test\/library\/enter\/[\w-]{43}$/);
    const token = url.split('/').at(-1) ?? '';
    expect(await findLibraryLink(work.app.db, token)).toBeUndefined();
    const { createHash } = await import('node:crypto');
    const hash = createHash('sha256').update(token).digest('hex');
    expect(await findLibraryLink(work.app.db, hash)).toMatchObject({ workspace: CAFE, member: 'U1', isUsed: false });
  });

  it('says whom it signs in, and looking at it changes nothing', async () => {
    const path = await newLink(work);
    for (let preview = 0; preview < 3; preview += 1) {
      const seen = await browserAt(work).get(path);
      expect(seen.status).toBe(200);
      expect(seen.text).toContain('Continue as Ana Lima');
      expect(seen.text).toContain('Café Aurora');
      expect(seen.headers.getSetCookie()).toEqual([]);
    }
    const entered = await browserAt(work).post(path);
    expect([entered.status, entered.location]).toEqual([303, '/library']);
  });

  it('opens one session, and no second', async () => {
    const path = await newLink(work);
    const [first, thief] = [browserAt(work), browserAt(work)];
    expect((await first.post(path)).status).toBe(303);
    expect((await first.get('/library/work')).text).toContain('Ana Lima');
    const second = await thief.post(path);
    expect(second.status).toBe(410);
    expect(second.text).toContain('used already');
    expect(second.text).toContain('/sop library');
    expect(thief.cookies.size).toBe(0);
    expect((await thief.get('/library/work')).status).toBe(302);
    // Whoever goes back to it in the browser that it signed in is led on.
    expect((await first.get(path)).text).toContain('This browser is signed in');
  });

  it('opens one session for two who press at once', async () => {
    const path = await newLink(work);
    const both = await Promise.all([browserAt(work).post(path), browserAt(work).post(path)]);
    expect(both.map(({ status }) => status).sort()).toEqual([303, 410]);
  });

  it('is void once there is a newer one', async () => {
    const [older, newer] = [await newLink(work), await newLink(work)];
    const refused = await browserAt(work).post(older);
    expect(refused.status).toBe(404);
    expect(refused.text).toContain('A newer link took its place');
    expect((await browserAt(work).post(newer)).status).toBe(303);
  });

  it('is void after five minutes', async () => {
    const path = await newLink(work);
    work.clock.at += 5 * MINUTE - 1;
    expect((await browserAt(work).get(path)).status).toBe(200);
    work.clock.at += 1;
    for (const method of ['get', 'post'] as const) {
      const late = await browserAt(work)[method](path);
      expect([late.status, late.text.includes('has expired')]).toEqual([410, true]);
    }
  });

  it('is void for who has left', async () => {
    const { db } = work.app;
    const path = await newLink(work, 'U2');
    const ben = await findMember(db, CAFE, 'U2');
    if (!ben) throw new Error('Ben is not there');
    const save = (active: boolean) =>
      db.transaction((tx) => saveMember(tx, CAFE, { ...ben, active, at: work.clock.at }));
    await save(false);
    const refused = await browserAt(work).post(path);
    await save(true);
    expect([refused.status, refused.text.includes('does not belong to the workspace any more')]).toEqual([403, true]);
    expect(refused.text).not.toContain('/sop library');
  });

  it('is of one workspace', async () => {
    const tab = await signedIn(work, 'U9', OTHER);
    const { text } = await tab.get('/library/work');
    expect(text).toContain('Another company');
    expect(text).not.toContain('Café Aurora');
  });

  it.each(['x', 'a'.repeat(43), `${'a'.repeat(42)}%2F`, '..%2F..%2Fetc', "' or 1=1 --", 'a'.repeat(5_000)])(
    'that was made up opens nothing: %s',
    async (token) => {
      const tab = browserAt(work, PUBLIC, '198.51.100.1');
      const path = `/library/enter/${encodeURIComponent(token)}`;
      for (const { status, text } of [await tab.get(path), await tab.post(path)]) {
        expect(status).toBe(404);
        expect(text).toContain('opens nothing');
      }
      expect(tab.cookies.size).toBe(0);
    },
  );

  it('cannot be guessed by trying: whoever tries is made to wait, and nobody else', async () => {
    const guessing = browserAt(work, PUBLIC, '198.51.100.2');
    const guess = (index: number) => guessing.get(`/library/enter/${String(index).padStart(43, 'x')}`);
    const tried = [];
    for (let index = 0; index < 25; index += 1) tried.push((await guess(index)).status);
    expect(tried).toEqual([...Array(20).fill(404), ...Array(5).fill(429)]);
    // Not even a right one is taken from there, whatever else they write into the header.
    const path = await newLink(work);
    const held = await guessing.post(path, { headers: { 'x-forwarded-for': '10.0.0.1, 198.51.100.2' } });
    expect([held.status, held.headers.get('retry-after')]).toEqual([429, '60']);
    expect((await browserAt(work, PUBLIC, '198.51.100.3').get(path)).status).toBe(200);
    work.clock.at += MINUTE;
    expect((await guessing.post(path)).status).toBe(303);
  });

  it.each([
    ['another site', { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' }],
    ['a sibling of the domain', { 'sec-fetch-site': 'same-site' }],
    ['nowhere that is told', { 'sec-fetch-site': undefined, origin: undefined }],
    ['a frame without an origin', { 'sec-fetch-site': undefined, origin: 'null' }],
  ])('cannot be pressed by %s, to sign somebody in as somebody else', async (_, headers) => {
    const path = await newLink(work);
    const forced = await browserAt(work).post(path, { headers });
    expect(forced.status).toBe(403);
    expect(forced.headers.getSetCookie()).toEqual([]);
    expect((await browserAt(work).post(path)).status).toBe(303);
  });
});

describe('without PUBLIC_URL', () => {
  let work: Workplace;
  beforeAll(async () => {
    work = await openHouse('sqlite', {});
  });
  afterAll(() => work.end());

  it('a real workspace is told what to set', async () => {
    const card = await askForLink(work);
    expect(card.tone).toBe('attention');
    expect(card.fallback).toContain('PUBLIC_URL');
    expect(() => linkIn(card)).toThrow('no link');
  });

  it('the local workspace is led to the pages on this machine', async () => {
    expect(linkIn(await askForLink(work, 'ana', 'local'))).toMatch(/^http:\/\/localhost:\d+\/library$/);
  });
});
