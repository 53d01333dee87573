/** Every address of the library, as its routes have it: nobody forgets one that is added. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LibraryParts } from '../../../src/adapters/library/parts.ts';
import { libraryPages } from '../../../src/adapters/library/server.ts';
import { listApiTokens } from '../../../src/store/api-tokens.ts';
import { routinesOfSop } from '../../../src/store/reads/library.ts';
import { listWebhooks } from '../../../src/store/webhooks.ts';
import { published } from '../../stories/publishing.ts';
import type { Workplace } from '../../stories/workplace.ts';
import { RESTAURANT } from '../../support/sops.ts';
import { type BrowserTab, browserAt, OTHER, openHouse, PUBLIC, signedIn } from './visiting.ts';

const SOP = `
sop: tea
title: Tea that nobody elsewhere knows of
purpose: There is tea.
${RESTAURANT}steps:
  - {id: boil, title: Boil water, role: opener}
`;
/** Before the sign-in: who comes here has no session that could be used against them. */
const DOORS = ['/library/signin', '/library/signed-out', '/library/enter/', '/library/assets/'];

interface Route {
  readonly method: string;
  readonly path: string;
}

const oidc = {
  issuer: 'https://provider.test',
  clientId: 'x',
  clientSecret: 'y',
  name: 'Acme',
  people: 'slack',
} as const;
const routes = (): readonly Route[] => {
  const parts = { now: () => 0, publicUrl: PUBLIC, secret: 'x', oidc } as unknown as LibraryParts;
  const all = libraryPages(parts).routes.filter(({ method }) => method !== 'ALL');
  return [...new Map(all.map(({ method, path }) => [`${method} ${path}`, { method, path }])).values()];
};
const inside = (method: string) =>
  routes().filter((one) => one.method === method && !DOORS.some((door) => one.path.startsWith(door)));

let work: Workplace;
let ana: BrowserTab;
let stranger: BrowserTab;
let known: Readonly<Record<string, string>>;
beforeAll(async () => {
  work = await openHouse('sqlite');
  const { workspace, db } = work.app;
  const sop = await published(work, SOP);
  await work.say('ana', 'run tea');
  await work.idle();
  await work.say('ana', 'routine tea weekdays 06:30');
  const [routine] = await routinesOfSop(db, { workspace, sop, limit: 1 });
  const document = { file: 'e'.repeat(64), name: 'Tea that nobody knows of.md', mime: 'text/markdown', bytes: 1 };
  const importing = { type: 'importDocument', import: 'imported-tea', document, place: 'web:kitchen' } as const;
  const actor = { type: 'member', id: 'ana', identity: 'web:ana' } as const;
  await work.app.handle({ workspace, key: 'import', actor, command: importing });
  const { file } = await work.upload('plan.txt', 'text/plain', Buffer.from('secret plan'));
  ana = await signedIn(work, 'ana', workspace);
  stranger = await signedIn(work, 'U9', OTHER);
  const form = { csrf: await ana.csrf(), name: 'Till', 'scope-read': 'on', whose: 'own' };
  await ana.post('/library/settings/tokens', { form });
  const [token] = await listApiTokens(db, workspace, { now: work.clock.at, limit: 1 });
  const eva = await signedIn(work, 'eva', workspace);
  const told = { csrf: await eva.csrf(), url: 'https://example.com/hook', 'topic-run': 'on' };
  await eva.post('/library/settings/webhooks', { form: told });
  const [webhook] = await listWebhooks(db, workspace);
  known = {
    sops: sop,
    runs: (await work.run('kitchen')).run,
    files: file,
    tokens: token?.id ?? '',
    webhooks: webhook?.id ?? '',
    routines: routine?.id ?? '',
    imports: 'imported-tea',
  };
});
afterAll(() => work.end());

/** With what there is in its place: `/sops/:id` is of an SOP. */
function addressOf({ path }: Route): string {
  return path
    .replace(/\/(\w+)\/:\w+(\{[^}]*\})?/g, (_, kind: string) => `/${kind}/${known[kind] ?? 'x'}`)
    .replace(/:as\{([^|}]+).*\}/, '$1');
}

/** All that a change could have changed. */
async function state(): Promise<string> {
  const { db, workspace } = work.app;
  const pages = await Promise.all(
    [`/library/sops/${known.sops}`, `/library/runs/${known.runs}`, '/library/settings', '/library'].map((path) =>
      ana.get(path),
    ),
  );
  // Where the page was read from is no part of it.
  const texts = pages.map(
    ({ status, text }) => `${status} ${text.replace(/data-since="[^"]*"|value="[\w-]{36}"/g, '')}`,
  );
  return JSON.stringify([texts, await listApiTokens(db, workspace, { now: work.clock.at, limit: 50 })]);
}

describe('every change', () => {
  it('is known here', () => {
    expect(inside('POST').length).toBeGreaterThan(6);
    const methods = new Set(routes().map(({ method }) => method));
    expect([...methods].sort()).toEqual(['GET', 'POST']);
  });

  it('is refused without the token of the session, and from another site with it', async () => {
    const csrf = await ana.csrf();
    const [others, elsewhere] = [await (await signedIn(work, 'ana', work.app.workspace)).csrf(), await stranger.csrf()];
    const before = await state();
    for (const one of inside('POST')) {
      const path = addressOf(one);
      const refused = async (what: string, sending: Parameters<BrowserTab['post']>[1]) => {
        const { status } = await ana.post(path, sending);
        expect({ path, what, status }).toEqual({ path, what, status: 403 });
      };
      await refused('nothing', { form: {} });
      await refused('a made up token', { form: { csrf: 'x'.repeat(csrf.length) } });
      await refused('the token of another browser', { form: { csrf: others } });
      await refused('the token of another workspace', { form: { csrf: elsewhere } });
      expect((await ana.post(`${path}?csrf=${csrf}`, { form: {} })).status, path).toBe(403);
      for (const origin of ['https://evil.example', 'https://a.sopwith.test', 'http://sopwith.test', 'null']) {
        await refused(origin, { form: { csrf }, headers: { origin, 'sec-fetch-site': undefined } });
      }
      await refused('another site', { form: { csrf }, headers: { 'sec-fetch-site': 'cross-site' } });
      await refused('nowhere', { form: { csrf }, headers: { origin: undefined, 'sec-fetch-site': undefined } });
      // As a form of another site may send it without being asked about first.
      await refused('plain text', { form: { csrf }, headers: { 'content-type': 'text/plain' } });
    }
    expect(await state()).toBe(before);
  });

  it('is refused to whoever is not signed in, and to a forged cookie', async () => {
    const before = await state();
    for (const one of inside('POST')) {
      const nobody = browserAt(work);
      const forged = browserAt(work);
      for (const [name, value] of ana.cookies)
        forged.cookies.set(name, `${value.slice(0, -1)}${value.endsWith('A') ? 'B' : 'A'}`);
      const form = { csrf: await ana.csrf() };
      for (const tab of [nobody, forged]) expect((await tab.post(addressOf(one), { form })).status, one.path).toBe(401);
    }
    expect(await state()).toBe(before);
  });

  it('is no larger than a form, however it comes', async () => {
    const csrf = await ana.csrf();
    const before = await state();
    const cookie = [...ana.cookies].map((pair) => pair.join('=')).join('; ');
    for (const one of inside('POST')) {
      const path = addressOf(one);
      const large = await ana.post(path, { form: { csrf, more: 'x'.repeat(70 * 1024) } });
      expect(large.status, path).toBe(413);
      const headers = { cookie, origin: PUBLIC, 'content-type': 'application/x-www-form-urlencoded' };
      const body = new ReadableStream({ pull: (to) => to.enqueue(new TextEncoder().encode('a'.repeat(30_000))) });
      const init = { method: 'POST', headers, body, duplex: 'half' } as RequestInit;
      expect((await work.app.web.request(`${PUBLIC}${path}`, init)).status, `${path} in pieces`).toBe(413);
    }
    expect(await state()).toBe(before);
  });

  it('is refused to another workspace: its ids are as good as made up', async () => {
    const csrf = await stranger.csrf();
    const before = await state();
    for (const one of inside('POST').filter(({ path }) => path.includes(':'))) {
      const { status, text } = await stranger.post(addressOf(one), { form: { csrf } });
      expect(status, one.path).toBe(404);
      expect(text, one.path).not.toContain('Tea that nobody');
    }
    expect(await state()).toBe(before);
  });

  it('is refused to a member without the role', async () => {
    const finn = await signedIn(work, 'finn', work.app.workspace);
    const csrf = await finn.csrf();
    const before = await state();
    for (const move of ['archive', 'publish', `routines/${known.routines}/pause`, `routines/${known.routines}/end`]) {
      const { status } = await finn.post(`/library/sops/${known.sops}/${move}`, { form: { csrf } });
      expect([403, 409], move).toContain(status);
    }
    const service = { csrf, name: 'All', 'scope-read': 'on', whose: 'service' };
    expect((await finn.post('/library/settings/tokens', { form: service })).status).toBe(403);
    expect((await finn.post(`/library/settings/tokens/${known.tokens}/revoke`, { form: { csrf } })).status).toBe(404);
    expect(await state()).toBe(before);
  });
});

describe('every page', () => {
  it('is shown to nobody who is not signed in', async () => {
    expect(inside('GET').length).toBeGreaterThan(12);
    for (const one of inside('GET')) {
      const { status, location } = await browserAt(work).get(addressOf(one));
      expect([status, location?.split('?')[0]], one.path).toEqual([302, '/library/signin']);
    }
  });

  it('shows nothing of another workspace, nor whether it is there', async () => {
    for (const one of inside('GET').filter(({ path }) => !path.endsWith('/changes'))) {
      const path = addressOf(one);
      const there = await stranger.get(path);
      if (!one.path.includes(':')) {
        expect(there.text, path).not.toMatch(/Tea that nobody|Ana Lima|Till/);
        continue;
      }
      expect(there.status, path).toBe(404);
      const made = await stranger.get(Object.values(known).reduce((all, id) => all.replace(id, `${id}x`), path));
      expect(there.text.replaceAll(/data-since="[^"]*"/g, ''), path).toBe(
        made.text.replaceAll(/data-since="[^"]*"/g, ''),
      );
    }
  });

  it.each([
    '/library/files/..%2f..%2fsecret',
    '/library/files/%2e%2e%2f%2e%2e%2fetc%2fpasswd',
    '/library/files/%2fetc%2fpasswd',
    '/library/files/..%5c..%5cwin.ini',
    '/library/files/%00',
    `/library/files/${'a'.repeat(64)}%00.png`,
    '/library/files/../../../etc/passwd',
    '/library/assets/..%2f..%2fserver.ts',
    '/library/runs/..%2f..%2fx/pack.zip',
    '/library/sops/%00',
    '/library/sops/..%2f..%2fsettings',
  ])('leads to no file but its own: %s', async (path) => {
    const { status, headers } = await ana.get(path);
    expect([status, headers.get('content-type')]).toEqual([404, expect.stringContaining('text/')]);
  });

  it('gives a file under a name that is no path and no second header', async () => {
    for (const name of [
      '../../etc/passwd',
      '/etc/passwd',
      'C:\\x\\y.txt',
      'a\u0000b',
      'a\r\nset-cookie: a=b',
      '"; x="',
      '..',
      '',
    ]) {
      const { status, headers } = await ana.get(`/library/files/${known.files}?name=${encodeURIComponent(name)}`);
      expect(status, name).toBe(200);
      expect(headers.get('content-disposition'), name).toMatch(
        /^attachment; filename="[^"\\/\r\n]+"; filename\*=UTF-8''(?!\.+$)[\w.%!~-]+$/,
      );
      expect(headers.getSetCookie(), name).toEqual([]);
    }
  });
});
