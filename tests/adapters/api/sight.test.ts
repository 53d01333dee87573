/** What is closed to somebody in chat is closed to them over HTTP; nothing of another workspace is there at all. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Chat } from '../../../src/runtime/ports.ts';
import { addApiToken, findApiToken, listApiTokens, revokeApiToken } from '../../../src/store/api-tokens.ts';
import { dynamic } from '../../../src/store/query.ts';
import { published } from '../../stories/publishing.ts';
import { openWorkplace, type Workplace } from '../../stories/workplace.ts';
import { tea } from '../../support/sops.ts';
import { type Calling, calling } from './caller.ts';

/** A platform with one room, in which only Ana is. */
const club: Chat = {
  platform: 'club',
  post: async () => ({ id: crypto.randomUUID() }),
  update: async () => {},
  find: async () => undefined,
  sees: async (_workspace, member) => member === 'ana',
};

let work: Workplace;
let caller: Calling;
let sop: string;
let run: string;
beforeAll(async () => {
  work = await openWorkplace('sqlite', { chats: [club] });
  caller = calling(work);
  sop = await published(work, tea('{id: boil, title: Boil water, role: opener}'));
  const token = await caller.as('ana');
  run = (await caller.call('POST', `/sops/${sop}/run`, { token, body: { place: 'club:den' } })).said.runId;
});
afterAll(() => work.end());

const get = async (member: string | undefined, path: string) =>
  caller.call('GET', path, { token: await caller.as(member) });

it('shows a run of a closed conversation to who is in it, and to a service', async () => {
  for (const member of ['ana', undefined]) {
    expect((await get(member, '/runs')).said.runs).toMatchObject([{ id: run, place: 'club:den' }]);
    expect((await get(member, `/sops/${sop}`)).said.sop).toMatchObject({ run: { id: run }, steps: [{ state: 'now' }] });
  }
});

it('shows nothing of it to others, and lets them do nothing in it', async () => {
  expect((await get('chloe', '/runs')).said).toEqual({ runs: [], next: null });
  for (const path of ['', '/evidence', '/events', '/trail']) {
    expect(await get('chloe', `/runs/${run}${path}`)).toMatchObject({ status: 404, said: { code: 'run_not_found' } });
  }
  const { said } = await get('chloe', `/sops/${sop}`);
  expect(said.sop).toMatchObject({ run: null, openRuns: 1, runs: [], steps: [{ state: 'todo', why: 'no_run' }] });
  const token = await caller.as('chloe');
  const note = { type: 'addNote', text: 'I was here.' };
  expect((await caller.call('POST', `/runs/${run}/commands`, { token, body: note })).status).toBe(404);
  const there = { place: 'club:den' };
  expect(await caller.call('POST', `/sops/${sop}/run`, { token, body: there })).toMatchObject({
    ...{ status: 422, said: { code: 'place_unknown' } },
  });
  // Nor does it begin there where nobody says where: that it ran there last is not theirs to know.
  expect(await caller.call('POST', `/sops/${sop}/run`, { token, body: {} })).toMatchObject({
    ...{ status: 422, said: { code: 'place_missing' } },
  });
});

it('tells of its changes to who is in it and to a service, though many hear of the same one at once', async () => {
  const heard = async (member: string | undefined) => {
    const headers = { authorization: `Bearer ${await caller.tokenOf(member)}` };
    const response = await work.app.web.request('/api/stream', { headers });
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    const next = async () => (await reader?.read())?.value ?? '';
    expect(await next()).toContain('retry');
    return next;
  };
  const [ana, chloe, service, also] = [
    await heard('ana'),
    await heard('chloe'),
    await heard(undefined),
    await heard('ana'),
  ];
  const token = await caller.as('ana');
  const open = async (place: string) =>
    (await caller.call('POST', `/sops/${sop}/run`, { token, body: { place } })).said.runId as string;
  const [closed, shown] = [await open('club:den'), await open('web:kitchen')];
  expect(await chloe()).toContain(shown);
  for (const next of [ana, service, also]) expect(await next()).toContain(closed);
});

it('tells of an import only where its card is', async () => {
  const token = await caller.as('ana');
  const form = new FormData();
  form.append('file', new File(['# Tea\n\n1. Boil water.\n2. Pour it.\n'], 'tea.md', { type: 'text/markdown' }));
  form.append('place', 'club:den');
  const headers = { authorization: `Bearer ${token}` };
  const sent = await work.app.web.request('/api/sops/import', { method: 'POST', body: form, headers });
  expect(sent.status).toBe(202);
  const { id } = ((await sent.json()) as { import: { id: string } }).import;
  expect((await get('ana', `/imports/${id}`)).said.import).toMatchObject({ id, document: 'tea.md' });
  expect(await get('chloe', `/imports/${id}`)).toMatchObject({ status: 404, said: { code: 'import_unknown' } });
});

it('knows nothing of another workspace’s SOPs, runs, files and tokens', async () => {
  const { db } = work.app;
  const made = {
    workspace: 'elsewhere',
    id: 't1',
    name: 'test',
    scopes: ['read', 'runs'],
    createdBy: 'cli',
    createdAt: 1,
  };
  const hash = (await findHash('ana')) ?? '';
  await addApiToken(db, { ...made, member: undefined }, `${hash.slice(1)}0`);
  expect(await listApiTokens(db, work.app.workspace, { now: work.clock.at, limit: 50 })).not.toContainEqual(
    expect.objectContaining({ id: 't1' }),
  );
  expect(await revokeApiToken(db, work.app.workspace, { id: 't1', at: 2 })).toBe(false);
  expect(await findApiToken(db, `${hash.slice(1)}0`)).toMatchObject({ workspace: 'elsewhere' });
  const token = await elsewhere();
  for (const path of [`/sops/${sop}`, `/runs/${run}`, `/runs/${run}/events`, '/imports/x']) {
    expect((await caller.call('GET', path, { token })).status).toBe(404);
  }
  expect((await caller.call('GET', '/sops', { token })).said).toEqual({ sops: [], next: null });
  const body = { type: 'addNote', text: 'I was here.' };
  expect((await caller.call('POST', `/runs/${run}/commands`, { token, body })).status).toBe(404);
});

it('keeps no token as it is, and forgets one that is revoked', async () => {
  const token = await caller.tokenOf('ana');
  const rows = await work.app.db.all(
    dynamic((build) => build.selectFrom('api_tokens').selectAll()),
    {},
  );
  expect(JSON.stringify(rows)).not.toContain(token.slice(8));
  const newest = rows.find((row) => row.member_id === 'ana' && row.revoked_at === null)?.id ?? '';
  expect(await revokeApiToken(work.app.db, work.app.workspace, { id: newest, at: 5 })).toBe(true);
  expect(await revokeApiToken(work.app.db, work.app.workspace, { id: newest, at: 6 })).toBe(false);
});

async function findHash(member: string): Promise<string | undefined> {
  const rows = await work.app.db.all(
    dynamic((build) => build.selectFrom('api_tokens').select('hash').where('member_id', '=', member).limit(1)),
    {},
  );
  return rows[0]?.hash;
}

/** A service of another workspace. */
async function elsewhere(): Promise<string> {
  const token = await caller.tokenOf(undefined, ['read', 'runs']);
  await work.app.db.run(
    dynamic((build) =>
      build.updateTable('api_tokens').set({ workspace_id: 'elsewhere' }).where('member_id', 'is', null),
    ),
    {},
  );
  return token;
}
