/** The HTTP API through the whole program: who gets in, what is read, what is done, and what is said when it is not. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { published } from '../../stories/publishing.ts';
import { DAY, openWorkplace, type Workplace } from '../../stories/workplace.ts';
import { DATABASES } from '../../support/database.ts';
import { RESTAURANT } from '../../support/sops.ts';
import { type Calling, calling } from './caller.ts';

const SOP = `
sop: tea
title: Tea
purpose: There is tea.
${RESTAURANT}steps:
  - {id: boil, title: Boil water, role: opener}
  - {id: pour, title: Pour it, role: opener, approval: {role: shift_lead}}
`;

describe.each(DATABASES)('the HTTP API on %s', (kind) => {
  let work: Workplace;
  let sop: string;
  let caller: Calling;
  beforeAll(async () => {
    work = await openWorkplace(kind);
    caller = calling(work);
    sop = await published(work, SOP);
  });
  afterAll(() => work.end());

  const call: Calling['call'] = (...asked) => caller.call(...asked);
  const as: Calling['as'] = (member) => caller.as(member);
  const tokenOf: Calling['tokenOf'] = (...asked) => caller.tokenOf(...asked);

  describe('lets in', () => {
    it('whoever has a token, and says what is missing to others', async () => {
      expect(await call('GET', '/sops')).toMatchObject({ status: 401, said: { code: 'token_missing', status: 401 } });
      for (const token of ['sopwith_forged', 'x', `sopwith_${'a'.repeat(43)}`]) {
        const { status, headers, said } = await call('GET', '/sops', { token });
        expect({ status, code: said.code }).toEqual({ status: 401, code: 'token_invalid' });
        expect(headers.get('www-authenticate')).toContain('invalid_token');
        expect(headers.get('content-type')).toBe('application/problem+json');
      }
      expect((await call('GET', '/sops', { token: await as('ana') })).status).toBe(200);
    });

    it('nobody with a token that has expired, or whose owner is nobody here', async () => {
      const short = await tokenOf('ana', ['read'], { expiresAt: work.clock.at + DAY });
      expect((await call('GET', '/sops', { token: short })).status).toBe(200);
      await work.pass(DAY);
      expect((await call('GET', '/sops', { token: short })).status).toBe(401);
      expect((await call('GET', '/sops', { token: await tokenOf('nobody') })).status).toBe(401);
    });

    it('to what the token was made for', async () => {
      const token = await tokenOf('ana', ['read']);
      const { status, said } = await call('POST', `/sops/${sop}/run`, { token, body: {} });
      expect({ status, code: said.code }).toEqual({ status: 403, code: 'scope_missing' });
    });
  });

  it('lists the SOPs page by page, and finds them by status and words', async () => {
    const token = await as('ana');
    const all = (await call('GET', '/sops', { token })).said.sops;
    expect(all.map((one: { key: string }) => one.key)).toEqual(all.map((one: { key: string }) => one.key).toSorted());
    const first = (await call('GET', '/sops?limit=1', { token })).said;
    expect(first.sops).toEqual(all.slice(0, 1));
    const rest = (await call('GET', `/sops?limit=100&after=${first.next}`, { token })).said;
    expect(rest).toEqual({ sops: all.slice(1), next: null });
    const found = (await call('GET', '/sops?q=TEA&status=active', { token })).said.sops;
    expect(found).toMatchObject([
      { key: 'tea', status: 'active', revision: 1, stepCount: 2, run: null, routine: null },
    ]);
    expect((await call('GET', '/sops?q=100%25', { token })).said.sops).toEqual([]);
    expect((await call('GET', '/sops?limit=0', { token })).said).toMatchObject({ code: 'malformed' });
  });

  it('starts a run, once for each key, and acts in it as who calls', async () => {
    const token = await as('ana');
    const headers = { 'idempotency-key': 'first-of-the-day' };
    const started = await call('POST', `/sops/${sop}/run`, { token, body: { place: 'web:kitchen' }, headers });
    expect(started.status).toBe(202);
    const run = started.said.runId as string;
    const again = await call('POST', `/sops/${sop}/run`, { token, body: { place: 'web:kitchen' }, headers });
    expect(again.said).toEqual({ runId: run });
    const other = await call('POST', `/sops/${sop}/run`, { token, body: { place: 'web:support' }, headers });
    expect(other).toMatchObject({ status: 422, said: { code: 'key_reused' } });
    expect(other.said.detail).toMatch(/Idempotency-Key.*a key of its own/);

    const detail = async () => (await call('GET', `/sops/${sop}`, { token })).said.sop;
    expect((await detail()).steps).toMatchObject([
      { id: 'boil', order: 1, state: 'now', why: 'waiting_human' },
      { id: 'pour', order: 2, state: 'todo', why: 'waiting_needs' },
    ]);
    const act = (who: string, body: unknown) =>
      as(who).then((token) => call('POST', `/runs/${run}/commands`, { token, body }));
    expect((await act('ana', { type: 'completeStep', step: 'boil' })).said.events).toContain('StepCompleted');
    expect((await act('ana', { type: 'completeStep', step: 'boil' })).said).toMatchObject({
      code: 'step_ended',
      status: 409,
      detail: expect.stringContaining('“Boil water”'),
    });
    await act('ana', { type: 'completeStep', step: 'pour' });
    expect(await act('ana', { type: 'approveStep', step: 'pour' })).toMatchObject({ status: 403 });
    const service = await call('POST', `/runs/${run}/commands`, {
      ...{ token: await as(), body: { type: 'approveStep', step: 'pour' } },
    });
    expect(service).toMatchObject({ status: 403, said: { code: 'not_a_person' } });
    expect(service.said.detail).toBe('Only a person can do this: use a token of a member.');
    expect((await detail()).steps[1]).toMatchObject({ state: 'now', why: 'waiting_approval' });
    const timers = await act('ana', { type: 'expireRun' });
    expect(timers).toMatchObject({
      status: 400,
      said: { detail: expect.stringMatching(/^type: there are claimStep, /) },
    });
    const unsaid = await act('ana', { type: 'addNote' });
    expect(unsaid.said.detail).toMatch(/^text: /);
    const { said } = await call('GET', `/runs/${run}`, { token });
    expect(said.run).toMatchObject({ id: run, status: 'open', startedBy: { id: 'ana' } });
    const events = (await call('GET', `/runs/${run}/events`, { token })).said.events;
    expect(events).toHaveLength(said.run.chain.length);
    expect(events.at(-1).hash).toBe(said.run.chain.head);
  });

  it('begins the next revision where its card is seen', async () => {
    const token = await as('ana');
    const other = await published(work, SOP.replace('sop: tea', 'sop: late-tea'));
    const unknown = await call('POST', `/sops/${other}/revise`, { token, body: {} });
    expect(unknown).toMatchObject({ status: 422, said: { code: 'place_missing' } });
    expect((await call('POST', `/sops/${other}/revise`, { token, body: { place: 'web:support' } })).status).toBe(200);
    await work.app.worker.idle();
    expect((await work.find('support', /Tea/)).says).toMatch(/[Dd]raft/);
  });

  it('answers a read that has not changed with nothing but that', async () => {
    const token = await as('ana');
    const first = await call('GET', '/sops', { token });
    const headers = { 'if-none-match': first.headers.get('etag') ?? '' };
    expect(await call('GET', '/sops', { token, headers })).toMatchObject({ status: 304, said: undefined });
  });

  it('describes itself, and every operation asks for a scope', async () => {
    const { status, said } = await call('GET', '/openapi.json');
    expect({ status, version: said.openapi }).toEqual({ status: 200, version: '3.1.0' });
    const operations = Object.values(said.paths as Record<string, Record<string, { security?: object[] }>>).flatMap(
      Object.values,
    );
    // An address is the server's with the path's behind it.
    expect(said.servers).toEqual([{ url: '/' }]);
    expect(Object.keys(said.paths).filter((path) => !path.startsWith('/api/'))).toEqual([]);
    expect(operations.length).toBeGreaterThan(12);
    for (const one of operations) expect(one).toMatchObject({ security: [{ bearer: [expect.any(String)] }] });
  });
});
