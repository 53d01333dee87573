/** A stream of changes ends with what allowed it, with who listens, and when nobody takes what it says. */
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { streams } from '../../../src/adapters/http/crowd.ts';
import { listApiTokens, revokeApiToken } from '../../../src/store/api-tokens.ts';
import { findMember, saveMember } from '../../../src/store/members.ts';
import { published } from '../../stories/publishing.ts';
import { HOUR, openWorkplace, type Workplace } from '../../stories/workplace.ts';
import { tea } from '../../support/sops.ts';
import { actingAs } from '../library/visiting.ts';
import { type Calling, calling } from './caller.ts';

const HEARTBEAT = 15_000;
const SLOW = 30_000;

let work: Workplace;
let caller: Calling;
beforeAll(async () => {
  work = await openWorkplace('sqlite');
  caller = calling(work);
  await published(work, tea('{id: boil, title: Boil water, role: opener}'));
  await caller.call('GET', '/openapi.json');
});
afterAll(() => work.end());
beforeEach(() => vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'setTimeout', 'clearTimeout'] }));
afterEach(() => vi.useRealTimers());

/** Somebody listens; gives what is said next, and undefined at the end. */
async function listening(token: string): Promise<() => Promise<string | undefined>> {
  const response = await work.app.web.request('/api/stream', { headers: { authorization: `Bearer ${token}` } });
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  const next = async () => (await reader?.read())?.value;
  expect(await next()).toContain('retry');
  return next;
}

async function revoke(): Promise<void> {
  const { db, workspace } = work.app;
  const [newest] = (await listApiTokens(db, workspace, { now: work.clock.at, limit: 50 })).filter(
    (one) => one.member === 'ben',
  );
  expect(await revokeApiToken(db, workspace, { id: newest?.id ?? '', at: work.clock.at })).toBe(true);
}

async function expire(): Promise<void> {
  work.clock.at += HOUR;
}

async function leave(): Promise<void> {
  const { db, workspace } = work.app;
  const ana = await findMember(db, workspace, 'ana');
  if (!ana) throw new Error('Ana is not there');
  await db.transaction((tx) => saveMember(tx, workspace, { ...ana, active: false, at: work.clock.at }));
}

it.each([
  ['is revoked', revoke],
  ['expires', expire],
  ['is of somebody who has left', leave],
])('it ends when its token %s', async (_, happens) => {
  const member = happens === leave ? 'ana' : 'ben';
  const next = await listening(await caller.tokenOf(member, ['read'], { expiresAt: work.clock.at + HOUR }));
  const other = await listening(await caller.tokenOf(undefined, ['read'], {}));
  await vi.advanceTimersByTimeAsync(HEARTBEAT);
  expect(await next()).toContain('still here');
  await happens();
  await vi.advanceTimersByTimeAsync(HEARTBEAT);
  expect(await next()).toBeUndefined();
  expect(await other()).toContain('still here');
});

it('it ends for whoever takes nothing of it', async () => {
  const token = await caller.tokenOf('ben');
  const response = await work.app.web.request('/api/stream', { headers: { authorization: `Bearer ${token}` } });
  await vi.advanceTimersByTimeAsync(HEARTBEAT);
  await vi.advanceTimersByTimeAsync(SLOW);
  await vi.advanceTimersByTimeAsync(10 * HEARTBEAT);
  // What was said before nobody took it, and no sign of life after that.
  const said = (await response.text()).match(/still here/g);
  expect(said?.length).toBeLessThan(4);
});

it('it says nothing of what went wrong inside', async () => {
  const { db } = work.app;
  const real = { one: db.one };
  const one: typeof real.one = (query, params) => {
    if (query.statement(db.dialect).sql.includes('"changes"')) throw new Error('secret reason');
    return real.one.call(db, query, params) as ReturnType<typeof real.one<typeof params, never>>;
  };
  Object.assign(db, { one });
  const headers = { authorization: `Bearer ${await caller.tokenOf('ben')}`, 'last-event-id': '1.1' };
  const response = await work.app.web.request('/api/stream', { headers });
  const said = await response.text().finally(() => Object.assign(db, real));
  expect(said).toBe('retry: 1000\n\n');
});

it('is one of so many of a person, which leave room for others', async () => {
  const me = { workspace: work.app.workspace, actor: { type: 'member', id: 'ben', identity: 'web:ben' } } as const;
  const token = await caller.tokenOf('ben');
  const open = Array.from({ length: streams.most - 1 }, () => streams.join(me));
  const response = await work.app.web.request('/api/stream', { headers: { authorization: `Bearer ${token}` } });
  expect(response.status).toBe(200);
  const page = await actingAs(work, 'ben');
  expect((await caller.call('GET', '/stream', { token })).status).toBe(429);
  expect((await page.get('/library/changes')).status).toBe(429);
  await listening(await caller.tokenOf('chloe'));
  await response.body?.cancel();
  await listening(token);
  for (const left of open) left?.();
});
