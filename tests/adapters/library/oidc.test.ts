/** Signing in through a provider, before a real one on this machine: who is let in, who is not, and what they read. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { OidcSettings } from '../../../src/adapters/library/settings.ts';
import { findMember, type Member, saveMember } from '../../../src/store/members.ts';
import { saveWorkspace } from '../../../src/store/workspaces.ts';
import { MINUTE, type Workplace } from '../../stories/workplace.ts';
import { CLIENT, openSignInProvider, type SignInProvider } from '../../support/oidc-provider.ts';
import { type BrowserTab, browserAt, CAFE, openHouse, type Page, PUBLIC, signedIn } from './visiting.ts';

const BACK = `${PUBLIC}/library/signin/callback`;
const TENANT = '11111111-2222-3333-4444-555555555555';
const OBJECT = 'aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee';
const ANA_IN_SLACK = { sub: 'ana', 'https://slack.com/team_id': 'T1', 'https://slack.com/user_id': 'U1' };

let provider: SignInProvider;
beforeAll(async () => {
  provider = await openSignInProvider(BACK);
});
afterAll(() => provider.end());
beforeEach(() => Object.assign(provider, { isRefused: false, isTerse: false, broken: undefined, behind: 0 }));

function settingsFor(people: OidcSettings['people'], more: Partial<OidcSettings> = {}): OidcSettings {
  return {
    ...{ issuer: provider.issuer, clientId: CLIENT.id, clientSecret: CLIENT.secret, name: 'Acme', people },
    ...more,
  };
}

/** A café where people sign in so. */
function house(people: OidcSettings['people'], more: Partial<OidcSettings> = {}): Promise<Workplace> {
  return openHouse('sqlite', { publicUrl: PUBLIC, oidc: settingsFor(people, more) });
}

/** Goes to the provider and gives the address that it sends back to. */
async function there(tab: BrowserTab, next = ''): Promise<string> {
  const { status, location } = await tab.get(`/library/signin/start${next}`);
  expect(status).toBe(302);
  return provider.visit(location ?? '');
}

async function through(tab: BrowserTab, next = ''): Promise<Page> {
  return tab.get(await there(tab, next));
}

async function nameSeen(tab: BrowserTab): Promise<string | undefined> {
  const { text } = await tab.get('/library/work');
  return /class="account-name">([^<]+)</.exec(text)?.[1];
}

async function add(work: Workplace, workspace: string, member: Partial<Member> & { id: string; identity: string }) {
  const given = { name: member.id, kind: 'person', admin: false, active: true, at: work.clock.at } as const;
  await work.app.db.transaction((tx) => saveMember(tx, workspace, { ...given, ...member }));
}

describe('people of Slack', () => {
  let work: Workplace;
  beforeAll(async () => {
    work = await house('slack');
  });
  afterAll(() => work.end());

  it('come in as who they are, and where they wanted to go', async () => {
    provider.claims = ANA_IN_SLACK;
    const tab = browserAt(work);
    const door = await tab.get('/library/signin?next=/library/map');
    expect(door.text).toContain('Sign in with Acme');
    expect(door.text).toContain('href="/library/signin/start?next=%2Flibrary%2Fmap"');
    const entered = await through(tab, '?next=/library/map');
    expect([entered.status, entered.location]).toEqual([302, '/library/map']);
    expect(await nameSeen(tab)).toBe('Ana Lima');
  });

  it('the request carries PKCE, state and nonce, new each time', async () => {
    const asked = await Promise.all(
      [browserAt(work), browserAt(work)].map(async (tab) => (await tab.get('/library/signin/start')).location ?? ''),
    );
    const [one, other] = asked.map((url) => new URL(url).searchParams);
    expect(one?.get('code_challenge_method')).toBe('S256');
    expect(one?.get('redirect_uri')).toBe(BACK);
    for (const name of ['state', 'nonce', 'code_challenge']) {
      expect(one?.get(name)).toMatch(/^[\w-]{43}$/);
      expect(one?.get(name)).not.toBe(other?.get(name));
    }
  });

  it.each([
    ['another user', { 'https://slack.com/user_id': 'U404' }],
    ['another team, whose user has the same id', { 'https://slack.com/team_id': 'T404' }],
    ['a team of another workspace here', { 'https://slack.com/team_id': 'T2' }],
    // Whoever owns a Slack workspace says there what addresses they like.
    [
      'an address that is Ana’s',
      { 'https://slack.com/team_id': 'T9', email: 'ana@cafe.example', email_verified: true },
    ],
    ['no user', { 'https://slack.com/user_id': undefined }],
    ['a user that is no text', { 'https://slack.com/user_id': ['U1'] }],
  ])('nobody comes in with %s', async (_, claims) => {
    provider.claims = { ...ANA_IN_SLACK, name: 'Mallory', ...claims };
    const tab = browserAt(work);
    const refused = await through(tab);
    expect([refused.status, refused.location]).toEqual([403, null]);
    expect(refused.text).toContain('belongs to nobody whom Sopwith knows here');
    expect(await nameSeen(tab)).toBeUndefined();
  });

  it('nobody who has left comes in', async () => {
    provider.claims = { ...ANA_IN_SLACK, sub: 'ben', 'https://slack.com/user_id': 'U2' };
    const ben = await findMember(work.app.db, CAFE, 'U2');
    if (!ben) throw new Error('Ben is not there');
    await add(work, CAFE, { ...ben, active: false });
    const refused = await through(browserAt(work));
    await add(work, CAFE, ben);
    expect(refused.status).toBe(403);
  });

  it('whoever says no there is told so', async () => {
    provider.isRefused = true;
    const refused = await through(browserAt(work));
    expect([refused.status, refused.text.includes('was not allowed to tell')]).toEqual([403, true]);
  });

  it('what was begun in one browser is not finished in another', async () => {
    provider.claims = ANA_IN_SLACK;
    const [attacker, victim] = [browserAt(work), browserAt(work)];
    const address = await there(attacker);
    await victim.get('/library/signin/start');
    for (const tab of [victim, browserAt(work)]) {
      const refused = await tab.get(address);
      expect([refused.status, refused.text.includes('was not begun here')]).toEqual([400, true]);
      expect(await nameSeen(tab)).toBeUndefined();
    }
  });

  it('it is finished once, in time, and with what was asked', async () => {
    provider.claims = ANA_IN_SLACK;
    const tab = browserAt(work);
    const address = await there(tab);
    const kept = new Map(tab.cookies);
    expect((await tab.get(address)).status).toBe(302);
    expect((await tab.get(address)).status).toBe(400);
    // Somebody kept the cookie: the code is used all the same.
    const again = browserAt(work);
    for (const [name, value] of kept) again.cookies.set(name, value);
    expect((await again.get(address)).status).toBe(502);
    expect(await nameSeen(again)).toBeUndefined();

    const slow = browserAt(work);
    const late = await there(slow);
    work.clock.at += 15 * MINUTE;
    expect((await slow.get(late)).status).toBe(400);

    const forged = browserAt(work);
    const right = await there(forged);
    for (const [name, value] of forged.cookies) forged.cookies.set(name, `x${value}`);
    expect((await forged.get(right)).status).toBe(400);

    const other = browserAt(work);
    const url = new URL(await there(other));
    url.searchParams.set('code', 'made-up');
    expect((await other.get(url.pathname + url.search)).status).toBe(502);
    expect(await nameSeen(other)).toBeUndefined();
  });

  it('clocks may be a minute apart, and no more', async () => {
    provider.claims = ANA_IN_SLACK;
    // What it says is good for ten minutes.
    provider.behind = 10 * 60 + 50;
    expect((await through(browserAt(work))).status).toBe(302);
    provider.behind = 10 * 60 + 70;
    const old = await through(browserAt(work));
    expect([old.status, old.text.includes('could not be confirmed')]).toEqual([502, true]);
  });

  it('an answer in the name of another provider is not taken', async () => {
    provider.claims = ANA_IN_SLACK;
    const tab = browserAt(work);
    const url = new URL(await there(tab));
    url.searchParams.set('iss', 'https://evil.example');
    expect((await tab.get(url.pathname + url.search)).status).toBe(502);
    expect(await nameSeen(tab)).toBeUndefined();
  });

  it('it leads to no other site, and ends the session that was there', async () => {
    provider.claims = ANA_IN_SLACK;
    const tab = await signedIn(work, 'U2');
    const before = browserAt(work);
    for (const [name, value] of tab.cookies) before.cookies.set(name, value);
    expect((await through(tab, `?next=${encodeURIComponent('//evil.example')}`)).location).toBe('/library');
    expect([await nameSeen(tab), await nameSeen(before)]).toEqual(['Ana Lima', undefined]);
  });
});

describe('people of Microsoft', () => {
  let work: Workplace;
  beforeAll(async () => {
    work = await house('entra', { joined: { tenant: TENANT, workspace: CAFE }, workspace: CAFE });
    const { db } = work.app;
    await saveWorkspace(db, { id: `teams-${TENANT}`, name: 'Tenant', timeZone: 'UTC', at: work.clock.at });
    // Ben was met in Teams before Slack told of him: his identity is the one of Teams.
    await add(work, CAFE, { id: 'U2', name: 'Ben Okafor', identity: `teams:${TENANT}:${OBJECT}` });
  });
  afterAll(() => work.end());

  it('come in under the identity that Teams knows them by', async () => {
    provider.claims = { sub: 'ben', tid: TENANT.toUpperCase(), oid: OBJECT.toUpperCase() };
    const tab = browserAt(work);
    expect((await through(tab)).status).toBe(302);
    expect(await nameSeen(tab)).toBe('Ben Okafor');
  });

  it.each([
    ['another tenant with the same object', { tid: '99999999-2222-3333-4444-555555555555', oid: OBJECT }, 'nobody'],
    // What an administrator writes into an account proves nothing.
    [
      'an address that nobody verified',
      { tid: TENANT, oid: 'ffff', email: 'ana@cafe.example', email_verified: true },
      'Nobody has verified',
    ],
    [
      'an address that another tenant verified',
      { tid: '99999999-2222-3333-4444-555555555555', oid: 'ffff', email: 'ana@cafe.example', xms_edov: true },
      'belongs to nobody',
    ],
    ['the claims of Slack', ANA_IN_SLACK, 'belongs to nobody'],
  ])('nobody comes in with %s', async (_, claims, words) => {
    provider.claims = { sub: 'mallory', ...claims };
    const tab = browserAt(work);
    const refused = await through(tab);
    expect([refused.status, refused.text.includes(words)]).toEqual([403, true]);
    expect(await nameSeen(tab)).toBeUndefined();
  });

  it('come in by an address whose domain is the tenant’s own', async () => {
    provider.claims = { sub: 'ana', tid: TENANT, oid: 'ffff', email: 'Ana@Cafe.example', xms_edov: true };
    const tab = browserAt(work);
    expect((await through(tab)).status).toBe(302);
    expect(await nameSeen(tab)).toBe('Ana Lima');
  });
});

describe('people of any other provider', () => {
  let work: Workplace;
  beforeAll(async () => {
    work = await house('email', { workspace: CAFE });
    await add(work, CAFE, { id: 'U3', identity: 'slack:T1:U3', email: 'both@cafe.example' });
    await add(work, CAFE, { id: 'U4', identity: 'slack:T1:U4', email: 'both@cafe.example' });
    await add(work, CAFE, { id: 'U5', identity: 'slack:T1:U5', email: 'gone@cafe.example', active: false });
    await add(work, CAFE, { id: 'B1', identity: 'slack:T1:B1', email: 'bot@cafe.example', kind: 'bot' });
  });
  afterAll(() => work.end());

  it.each([false, true])('come in by a verified address (told by the token alone: %s)', async (isTerse) => {
    provider.claims = { sub: 'ana', email: ' Ana@Cafe.example', email_verified: true };
    provider.isTerse = isTerse;
    const tab = browserAt(work);
    expect((await through(tab)).status).toBe(302);
    expect(await nameSeen(tab)).toBe('Ana Lima');
  });

  it.each([
    ['an address that is not verified', { email: 'ana@cafe.example', email_verified: false }, 'Nobody has verified'],
    ['an address of which nothing is said', { email: 'ana@cafe.example' }, 'Nobody has verified'],
    ['“true” as a word', { email: 'ana@cafe.example', email_verified: 'true' }, 'Nobody has verified'],
    ['an address that two people have', { email: 'both@cafe.example', email_verified: true }, 'more than one person'],
    ['an address of another workspace', { email: 'gia@cafe.example', email_verified: true }, 'belongs to nobody'],
    ['an address of who has left', { email: 'gone@cafe.example', email_verified: true }, 'belongs to nobody'],
    ['an address of a bot', { email: 'bot@cafe.example', email_verified: true }, 'belongs to nobody'],
    ['no address', {}, 'belongs to nobody'],
    ['the claims of Slack', ANA_IN_SLACK, 'belongs to nobody'],
    ['the claims of Microsoft', { tid: TENANT, oid: OBJECT }, 'belongs to nobody'],
    ['a name that is markup', { name: '<img src=x onerror=alert(1)>' }, '&lt;img src=x'],
  ])('nobody comes in with %s', async (_, claims, words) => {
    provider.claims = { sub: 'mallory', ...claims };
    const tab = browserAt(work);
    const refused = await through(tab);
    expect([refused.status, refused.text.includes(words)]).toEqual([403, true]);
    expect(await nameSeen(tab)).toBeUndefined();
    expect(await findMember(work.app.db, CAFE, 'mallory')).toBeUndefined();
  });

  it('an address alone says nothing where there are several workspaces', async () => {
    const several = await house('email');
    provider.claims = { sub: 'ana', email: 'ana@cafe.example', email_verified: true };
    const refused = await through(browserAt(several));
    await several.end();
    expect([refused.status, refused.text.includes('more than one person')]).toEqual([403, true]);
  });
});

describe('a provider that is down', () => {
  it('is said so, links still work, and it is asked anew', async () => {
    provider.broken = 503;
    provider.claims = ANA_IN_SLACK;
    const work = await house('slack');
    const tab = browserAt(work);
    const refused = await tab.get('/library/signin/start');
    expect([refused.status, refused.text.includes('Acme does not answer')]).toEqual([502, true]);
    expect(refused.text).toContain('/sop library');
    expect((await signedIn(work)).cookies.size).toBe(1);

    provider.broken = undefined;
    const address = await there(tab);
    provider.broken = 500;
    const halfway = await tab.get(address);
    expect([halfway.status, halfway.text.includes('Acme does not answer')]).toEqual([502, true]);
    provider.broken = undefined;
    expect((await through(tab)).status).toBe(302);
    await work.end();
  });

  it('is said so where nobody listens, or another answers in its place', async () => {
    for (const issuer of ['http://127.0.0.1:9', `${provider.issuer}/other`]) {
      const work = await house('slack', { issuer });
      const { status, text } = await browserAt(work).get('/library/signin/start');
      await work.end();
      expect([status, text.includes('does not answer')]).toEqual([502, true]);
    }
  });
});
