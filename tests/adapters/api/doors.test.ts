/** Every address of the API, as its description and its routes have it: who is let in, and what is too much. */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { ApiParts } from '../../../src/adapters/api/parts.ts';
import { httpApi } from '../../../src/adapters/api/server.ts';
import { uploads } from '../../../src/adapters/http/crowd.ts';
import { makeToken, SCOPES } from '../../../src/runtime/access.ts';
import { saveMember } from '../../../src/store/members.ts';
import { saveWorkspace } from '../../../src/store/workspaces.ts';
import { published } from '../../stories/publishing.ts';
import { openWorkplace, type Workplace } from '../../stories/workplace.ts';
import { RESTAURANT } from '../../support/sops.ts';
import { type Calling, calling } from './caller.ts';
import { describedBy, type Operation, operationsIn } from './operations.ts';

const SOP = `
sop: tea
title: Tea
purpose: There is tea.
${RESTAURANT}steps:
  - {id: boil, title: Boil water, role: opener, evidence: [{id: photo, title: Photo, type: photo, required: false}]}
`;
const ELSEWHERE = 'elsewhere';
const ALL = SCOPES;
/** Without a token: the description, and the page that shows it. */
const PUBLIC = ['/openapi.json', '/reference', '/reference/begin.js', '/reference/:file'];

let work: Workplace;
let caller: Calling;
let operations: readonly Operation[];
/** What there is here, by the parameter of an address that names it. */
let known: Readonly<Record<string, string>>;
beforeAll(async () => {
  work = await openWorkplace('sqlite');
  caller = calling(work);
  operations = operationsIn(await describedBy(caller));
  const token = await caller.as('eva');
  const sop = await published(work, SOP);
  const run = (await caller.call('POST', `/sops/${sop}/run`, { token, body: { place: 'web:kitchen' } })).said.runId;
  const sent = await upload('/files', token, new File(['# Tea\n\n1. Boil.\n'], 'tea.md'));
  const { file } = ((await sent.json()) as { files: readonly [{ file: string }] }).files[0];
  const body = { documentId: file, place: 'web:kitchen' };
  const job = (await caller.call('POST', '/sops/import', { token, body })).said.import.id;
  const hook = { url: 'https://example.com/hook', events: ['run'] };
  const webhook = (await caller.call('POST', '/webhooks', { token, body: hook })).said.webhook.id;
  known = { sops: sop, runs: run, imports: job, files: file, webhooks: webhook };
  await work.idle();
  await openElsewhere();
});
afterAll(() => work.end());

function upload(path: string, token: string, file: File): Promise<Response> {
  const body = new FormData();
  body.append('file', file);
  return Promise.resolve(
    work.app.web.request(`/api${path}`, { method: 'POST', body, headers: { authorization: `Bearer ${token}` } }),
  );
}

async function openElsewhere(): Promise<void> {
  const { db } = work.app;
  const at = work.clock.at;
  await saveWorkspace(db, { id: ELSEWHERE, name: 'Elsewhere', timeZone: 'UTC', at });
  // Whoever has the same id there is somebody else.
  const facts = {
    id: 'eva',
    name: 'Eva',
    identity: 'slack:T2:eva',
    kind: 'person',
    admin: true,
    active: true,
  } as const;
  await db.transaction((tx) => saveMember(tx, ELSEWHERE, { ...facts, at }));
}

const made = (more: object) => ({
  workspace: ELSEWHERE,
  name: 'test',
  createdBy: 'cli',
  createdAt: work.clock.at,
  ...more,
});

/** Asks with the ids that are known here, in the words that would do it here. */
function ask(one: Operation, token: string | undefined, ids = known, more: object | string = meant(one)) {
  const [, kind = ''] = /^\/(\w+)/.exec(one.path) ?? [];
  const id = ids[kind];
  if (one.path.includes('{') && id === undefined) throw new Error(`say of what ${one.name} is`);
  const path = one.path.replace(/\{\w+\}/, id ?? '').replace(/\{\w+\}/, 'x');
  return caller.call(one.method, path, { ...(token && { token }), ...(one.takes.length > 0 && { body: more }) });
}

function meant({ path }: Operation): object {
  if (path.endsWith('/commands')) return { type: 'addNote', text: 'I was here.' };
  if (path.endsWith('/run')) return { place: 'web:kitchen' };
  if (path.endsWith('/routine')) return { enabled: true, schedule: 'daily 07:00', place: 'web:kitchen' };
  if (path.endsWith('/import')) return { documentId: known.files, place: 'web:kitchen' };
  if (path === '/webhooks') return { url: 'https://example.com/hook', events: ['run'] };
  if (path === '/webhooks/{id}') return { on: true };
  return {};
}

const withId = () => operations.filter(({ path }) => path.includes('{'));
const withBody = () => operations.filter(({ takes }) => takes.includes('application/json'));

describe('every address', () => {
  it('is in the description, but for the description itself', () => {
    const all = httpApi({ db: work.app.db, now: () => 0, webhooks: {} } as ApiParts).routes.filter(
      ({ method }) => method !== 'ALL',
    );
    const routes = new Set(all.map(({ method, path }) => `${method} ${path.replace(/:(\w+)/g, '{$1}')}`));
    for (const path of PUBLIC) routes.delete(`GET /api${path.replace(/:(\w+)/g, '{$1}')}`);
    expect([...routes].sort()).toEqual(operations.map(({ name }) => name).sort());
  });

  it('asks for a token, and for one that was made for it', async () => {
    const [{ name: first } = { name: '' }] = operations;
    expect(first).not.toBe('');
    for (const one of operations) {
      expect((await ask(one, undefined)).said, one.name).toMatchObject({ status: 401, code: 'token_missing' });
      const others = ALL.filter((scope) => scope !== one.scope);
      expect(others, one.name).toHaveLength(ALL.length - 1);
      const said = (await ask(one, await caller.tokenOf('eva', others))).said;
      expect(said, one.name).toMatchObject({ status: 403, code: 'scope_missing' });
    }
  });

  it('knows nothing of another workspace: its ids are as good as made up', async () => {
    const person = (await makeToken(work.app.db, made({ member: 'eva', scopes: ALL }) as never)).token;
    const service = (await makeToken(work.app.db, made({ scopes: ALL }) as never)).token;
    const unknown = Object.fromEntries(
      Object.entries(known).map(([kind, id]) => [kind, kind === 'files' ? 'f'.repeat(64) : `${id}x`]),
    );
    expect(withId().length).toBeGreaterThan(10);
    for (const one of withId()) {
      for (const token of [person, service]) {
        const there = await ask(one, token);
        expect(there.status, one.name).toBe(404);
        expect(there.said, one.name).toEqual((await ask(one, token, unknown)).said);
      }
      // Where they are at home it is there: nothing else was wrong with the question.
      // Packs take their time, and are seen elsewhere.
      if (one.method === 'GET' && !one.path.endsWith('/pack'))
        expect((await ask(one, await caller.as('eva'))).status, one.name).toBe(200);
    }
    for (const one of operations.filter(({ method, path }) => method === 'GET' && !path.includes('{'))) {
      if (one.path === '/stream') continue;
      const { said } = await ask(one, service);
      for (const id of Object.values(known)) expect(JSON.stringify(said), one.name).not.toContain(id);
    }
    const theirs = await caller.call('POST', '/sops/import', {
      token: person,
      body: meant({ path: '/import' } as Operation),
    });
    expect(theirs.said).toMatchObject({ status: 404, code: 'file_unknown' });
  });

  it('takes no more than a request may have', async () => {
    const token = await caller.tokenOf('eva');
    const large = { text: 'x'.repeat(300 * 1024) };
    for (const one of withBody()) {
      expect((await ask(one, token, known, large)).said, one.name).toMatchObject({ status: 413, code: 'too_large' });
      const path = `/api${one.path.replace('{id}', known[one.path.split('/')[1] ?? ''] ?? '')}`;
      const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
      const pieces = new ReadableStream({
        pull: (to) => to.enqueue(new TextEncoder().encode(' '.repeat(100 * 1024))),
      });
      const endless = await work.app.web.request(path, {
        method: one.method,
        headers,
        body: pieces,
        duplex: 'half',
      } as RequestInit);
      expect(endless.status, `${one.name} in pieces`).toBe(413);
    }
  });

  it('takes no other body for JSON, and reads none of it', async () => {
    const token = await caller.tokenOf('eva');
    const before = (await caller.call('GET', `/sops/${known.sops}`, { token })).said;
    for (const one of withBody()) {
      for (const type of ['multipart/form-data; boundary=x', 'application/x-www-form-urlencoded', 'text/plain']) {
        if (one.takes.some((taken) => type.startsWith(taken))) continue;
        const path = `/api${one.path.replace('{id}', known[one.path.split('/')[1] ?? ''] ?? '')}`;
        const headers = { authorization: `Bearer ${token}`, 'content-type': type };
        const { status } = await work.app.web.request(path, { method: one.method, headers, body: 'place=web:kitchen' });
        expect([400, 415], `${one.name} as ${type}: ${status}`).toContain(status);
      }
    }
    expect((await caller.call('GET', `/sops/${known.sops}`, { token })).said).toEqual(before);
  });
});

describe('a document', () => {
  it('is a file in whatever case its type is written: none is read as JSON, which would be held in memory without a limit', async () => {
    const headers = {
      authorization: `Bearer ${await caller.tokenOf('eva')}`,
      'content-type': 'Multipart/Form-Data; boundary=x',
    };
    const part = (named: string, content: string) =>
      `--x\r\ncontent-disposition: form-data; ${named}\r\n\r\n${content}\r\n`;
    const file = part('name="file"; filename="soup.md"', '# Soup\n\n1. Cut leeks.\n2. Boil them.\n');
    const body = `${file}${part('name="place"', 'web:kitchen')}--x--\r\n`;
    const sent = await work.app.web.request('/api/sops/import', { method: 'POST', headers, body });
    expect(await sent.json()).toMatchObject({ import: { document: 'soup.md' } });
  });

  it('is one of few that somebody sends at a time: each is held in memory until it is whole', async () => {
    const form = (file: string) => {
      const all = new FormData();
      all.append('file', new File([file], 'a.txt'));
      return all;
    };
    const send = async (token: string, path: string, body: FormData | ReadableStream, more: object = {}) =>
      work.app.web.request(`/api${path}`, {
        ...{ method: 'POST', body, duplex: 'half', headers: { authorization: `Bearer ${token}`, ...more } },
      } as RequestInit);
    const [eva, ana] = [await caller.tokenOf('eva'), await caller.tokenOf('ana')];
    const type = { 'content-type': 'multipart/form-data; boundary=x' };
    const ends: (() => void)[] = [];
    const slow = Array.from({ length: uploads.most }, () =>
      send(eva, '/files', new ReadableStream({ start: (to) => void ends.push(() => to.close()) }), type),
    );
    const isFull = () => {
      const left = uploads.join({
        workspace: work.app.workspace,
        actor: { type: 'member', id: 'eva', identity: 'web:eva' },
      });
      left?.();
      return left === undefined;
    };
    await vi.waitUntil(isFull);
    for (const path of ['/files', '/sops/import']) expect((await send(eva, path, form('one'))).status).toBe(429);
    expect((await send(ana, '/files', form('two'))).status).toBe(201);
    for (const end of ends) end();
    expect((await Promise.all(slow)).map(({ status }) => status)).toEqual(slow.map(() => 400));
    expect((await send(eva, '/files', form('three'))).status).toBe(201);
  });
});

describe('a member without the role', () => {
  it('moves no SOP and does nobody’s step, and all stays as it is', async () => {
    const token = await caller.tokenOf('finn');
    const detail = async () => (await caller.call('GET', `/sops/${known.sops}`, { token })).said;
    const before = await detail();
    const answer = async (path: string, body: object) => (await caller.call('POST', path, { token, body })).said.status;
    expect(await answer(`/sops/${known.sops}/archive`, {})).toBe(403);
    expect(await answer(`/runs/${known.runs}/commands`, { type: 'completeStep', step: 'boil' })).toBe(403);
    expect(await answer(`/runs/${known.runs}/commands`, { type: 'skipStep', step: 'boil', reason: 'No time.' })).toBe(
      403,
    );
    expect(await answer(`/runs/${known.runs}/commands`, { type: 'cancelRun', reason: 'No time.' })).toBe(403);
    expect(await detail()).toEqual(before);
  });
});

describe('the address of a file', () => {
  it.each([
    '../secret',
    '..%2f..%2fsecret',
    '%2e%2e%2f%2e%2e%2fsecret',
    '..%5c..%5csecret',
    '%2fetc%2fpasswd',
    'C:%5cWindows%5cwin.ini',
    `${'a'.repeat(64)}%00.txt`,
    '%00',
    `../files/${'a'.repeat(64)}`,
    'A'.repeat(64),
    `${'a'.repeat(62)}..`,
  ])('is its hash and nothing else: %s', async (address) => {
    const token = await caller.tokenOf('eva');
    const { status, said } = await caller.call('GET', `/files/${address}`, { token });
    expect([400, 404]).toContain(status);
    expect(said.code).toMatch(/^(malformed|not_found|file_unknown)$/);
  });
});
