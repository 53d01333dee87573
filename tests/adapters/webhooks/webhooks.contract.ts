/** What happens in runs is told to whoever asked for it: signed, once for each event, again until it arrives, and never inwards. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Config } from '../../../src/config.ts';
import { createMemory } from '../../../src/runtime/memory.ts';
import { drawWebhookOff } from '../../../src/runtime/webhooks/draw-off.ts';
import { presentPosition } from '../../../src/store/changes.ts';
import type { Jobs, LeasedEffect } from '../../../src/store/jobs.ts';
import { findDelivery, putDelivery } from '../../../src/store/webhook-deliveries.ts';
import { addWebhook } from '../../../src/store/webhooks.ts';
import { published } from '../../stories/publishing.ts';
import { emptyPlace, type Workplace, workIn } from '../../stories/workplace.ts';
import type { DatabaseKind } from '../../support/database.ts';
import { tea } from '../../support/sops.ts';
import { type Calling, calling } from '../api/caller.ts';
import { openReceiver, type Receiver } from './receiver.ts';

const HOUR = 3_600_000;

export const webhooksOn = (kind: DatabaseKind) =>
  describe(`webhooks on ${kind}`, () => {
    let work: Workplace;
    let caller: Calling;
    let receiver: Receiver;
    let sop: string;
    let end: () => Promise<void>;
    let config: Config;
    beforeAll(async () => {
      receiver = await openReceiver();
      const { config: empty, remove } = await emptyPlace(kind);
      config = { ...empty, webhookHosts: [receiver.host], publicUrl: 'https://sopwith.example.com' };
      work = await workIn(config, { jobs: overheard });
      caller = calling(work);
      sop = await published(work, tea('{id: boil, title: Boil water, role: opener}'));
      end = async () => {
        await work.end();
        await receiver.close();
        await remove();
      };
    });
    afterAll(() => end());
    afterEach(async () => {
      const token = await caller.as('eva');
      const { said } = await caller.call('GET', '/webhooks', { token });
      for (const { id } of said.webhooks) await caller.call('DELETE', `/webhooks/${id}`, { token });
      receiver.received.length = 0;
      receiver.answers.length = 0;
    });

    const owed: LeasedEffect[] = [];
    const overheard = (real: Jobs): Jobs => ({
      ...real,
      lease: async (...asked) => {
        const leased = await real.lease(...asked);
        owed.push(...leased);
        return leased;
      },
    });
    const made = async (events: readonly string[], url = receiver.url) => {
      const { status, said } = await caller.call('POST', '/webhooks', {
        token: await caller.as('eva'),
        body: { url, events },
      });
      expect(status).toBe(201);
      return { id: said.webhook.id as string, secret: said.secret as string };
    };
    const start = async () => {
      const token = await caller.as('ana');
      return (await caller.call('POST', `/sops/${sop}/run`, { token, body: { place: 'web:kitchen' } })).said
        .runId as string;
    };
    const does = async (run: string) =>
      caller.call('POST', `/runs/${run}/commands`, {
        token: await caller.as('ana'),
        body: { type: 'completeStep', step: 'boil' },
      });
    const told = async () => {
      await work.app.webhooks.idle();
      return receiver.received.map(({ said }) => said.type as string);
    };
    const log = async (id: string) =>
      (await caller.call('GET', `/webhooks/${id}/deliveries`, { token: await caller.as('eva') })).said.deliveries;
    const shown = async (id: string) =>
      (await caller.call('GET', '/webhooks', { token: await caller.as('eva') })).said.webhooks.find(
        (one: { id: string }) => one.id === id,
      );

    it('tells what happens in a run, in order, each once, signed with the secret', async () => {
      await start();
      const { id, secret } = await made(['run', 'step']);
      const run = await start();
      await does(run);
      expect(await told()).toEqual(['run.started', 'step.ready', 'step.completed', 'run.completed']);
      const completed = receiver.received.find(({ said }) => said.type === 'step.completed');
      const chain = (await caller.call('GET', `/runs/${run}/events`, { token: await caller.as('ana') })).said.events;
      const { seq, type, at, actor, data, hash } = chain.find((one: { type: string }) => one.type === 'StepCompleted');
      expect(completed?.said).toEqual({
        type: 'step.completed',
        timestamp: new Date(work.clock.at).toISOString(),
        data: {
          workspace: work.app.workspace,
          sop: { id: sop, key: 'tea', title: 'Tea', revision: 1 },
          run: { id: run, place: 'web:kitchen', url: `https://sopwith.example.com/library/runs/${run}` },
          step: { id: 'boil', title: 'Boil water' },
          event: { seq, type, at, actor, data, hash },
        },
      });
      expect(receiver.received.map((one) => receiver.proves(one, secret))).not.toContain(false);
      expect(new Set(receiver.received.map((one) => one.id)).size).toBe(receiver.received.length);
      const deliveries = await log(id);
      expect(deliveries).toHaveLength(receiver.received.length);
      expect(deliveries[0]).toMatchObject({
        type: 'run.completed',
        run,
        status: 'delivered',
        attempts: 1,
        answer: 204,
      });
    });

    it('tries again, later and later, under the same id, and honours what the receiver asks for', async () => {
      const { id } = await made(['run.started']);
      receiver.answers.push({ status: 500 }, { status: 429, headers: { 'retry-after': '7200' } });
      await start();
      expect(await told()).toHaveLength(1);
      expect(await shown(id)).toMatchObject({ on: true, failingSince: work.clock.at });
      expect((await log(id))[0]).toMatchObject({ status: 'waiting', answer: 500, nextAt: work.clock.at + 5_000 });
      work.clock.at += 4_999;
      expect(await told()).toHaveLength(1);
      work.clock.at += 1;
      expect(await told()).toHaveLength(2);
      work.clock.at += 2 * HOUR - 1;
      expect(await told()).toHaveLength(2);
      work.clock.at += 1;
      expect(await told()).toHaveLength(3);
      expect(new Set(receiver.received.map((one) => one.id)).size).toBe(1);
      expect((await log(id))[0]).toMatchObject({ status: 'delivered', attempts: 3, answer: 204 });
      expect(await shown(id)).toMatchObject({ failingSince: null });
    });

    it('gives up after nine attempts, and switches off what is dead for days; the log sends it again', async () => {
      const { id } = await made(['run.started']);
      const fail = async () => {
        receiver.answers.push(...Array.from({ length: 9 }, () => ({ status: 503 })));
        await start();
        for (let attempt = 0; attempt < 9; attempt++) {
          await told();
          work.clock.at += 14 * HOUR;
        }
      };
      await fail();
      expect((await log(id))[0]).toMatchObject({ status: 'failed', attempts: 9, answer: 503 });
      expect(receiver.received).toHaveLength(9);
      expect(await shown(id)).toMatchObject({ on: false, offBecause: 'failing' });
      await start();
      expect(await told()).toHaveLength(9);
      const token = await caller.as('eva');
      expect((await caller.call('PATCH', `/webhooks/${id}`, { token, body: { on: true } })).said.webhook).toMatchObject(
        {
          on: true,
        },
      );
      const [failed] = await log(id);
      expect(
        (await caller.call('POST', `/webhooks/${id}/deliveries/${failed.id}/again`, { token })).said.delivery,
      ).toMatchObject({ id: failed.id, status: 'delivered' });
      expect(await log(id)).toMatchObject([{ id: failed.id, status: 'delivered', attempts: 1 }]);
    });

    it('stops at once where the address is gone, and drops what it was still owed', async () => {
      const { id } = await made(['run', 'step']);
      receiver.answers.push({ status: 410 });
      await start();
      await told();
      expect(await shown(id)).toMatchObject({ on: false, offBecause: 'gone' });
      expect(new Set((await log(id)).map((one: { status: string }) => one.status))).toEqual(new Set(['failed']));
      await work.idle();
      const view = { view: 'webhook_off', webhook: id, at: work.clock.at } as const;
      expect(owed.map(({ effect }) => effect)).toContainEqual({ type: 'show', view });
      const { app } = work;
      const drawn = await drawWebhookOff({ db: app.db, memory: createMemory() }, app.workspace, view);
      expect(drawn).toMatchObject({
        directTo: ['eva'],
        isPrivate: true,
        postable: true,
        card: { title: 'Webhook switched off' },
      });
      await caller.call('PATCH', `/webhooks/${id}`, { token: await caller.as('eva'), body: { on: true } });
      const seenTo = await drawWebhookOff({ db: app.db, memory: createMemory() }, app.workspace, view);
      expect(seenTo).toMatchObject({ postable: false, card: { title: 'Seen to' } });
    });

    it('is switched off once, and said so once, however much was under way to it at that moment', async () => {
      const { id } = await made(['run.started']);
      owed.length = 0;
      receiver.answers.push(...Array.from({ length: 6 }, () => ({ status: 410 })));
      await Promise.all(Array.from({ length: 6 }, start));
      await told();
      expect(await shown(id)).toMatchObject({ on: false, offBecause: 'gone' });
      expect((await log(id)).map((one: { status: string }) => one.status)).toEqual(Array(6).fill('failed'));
      await work.idle();
      const views = owed.flatMap(({ effect }) => (effect.type === 'show' ? [effect.view] : []));
      expect(views.filter((one) => one.view === 'webhook_off' && one.webhook === id)).toHaveLength(1);
    });

    it('signs with the new secret and, for a day, with the one of before', async () => {
      const { id, secret } = await made(['run.started']);
      const token = await caller.as('eva');
      const renewed = (await caller.call('POST', `/webhooks/${id}/secret`, { token })).said.secret;
      await caller.call('POST', `/webhooks/${id}/ping`, { token });
      work.clock.at += 25 * HOUR;
      await caller.call('POST', `/webhooks/${id}/ping`, { token });
      const [first, second] = receiver.received;
      if (!first || !second) throw new Error('two tries were sent');
      expect([receiver.proves(first, renewed), receiver.proves(first, secret)]).toEqual([true, true]);
      expect([receiver.proves(second, renewed), receiver.proves(second, secret)]).toEqual([true, false]);
      expect(first.said).toMatchObject({ type: 'ping', data: { workspace: work.app.workspace } });
    });

    it('goes on after a restart where it was: nothing is lost, nothing comes twice', async () => {
      const { id } = await made(['run']);
      await work.app.webhooks.stop();
      const run = await start();
      await work.restart();
      await told();
      expect(receiver.received.map(({ said }) => [said.type, said.data.run.id])).toEqual([['run.started', run]]);
      expect(await log(id)).toHaveLength(1);
    });

    it('tells each thing once, however many processes share the database', async () => {
      await made(['run', 'step']);
      const other = await workIn(config, {}, work.clock);
      const runs = await Promise.all(Array.from({ length: 5 }, start));
      await Promise.all(runs.map(does));
      await Promise.all([work.app.webhooks.idle(), other.app.webhooks.idle()]);
      await other.end();
      await told();
      expect(receiver.received).toHaveLength(5 * 4);
      expect(new Set(receiver.received.map((one) => one.id)).size).toBe(5 * 4);
    });

    it('is made once for one Idempotency-Key', async () => {
      const token = await caller.as('eva');
      const headers = { 'idempotency-key': 'the-till' };
      const body = { url: receiver.url, events: ['run'] };
      const [one, other] = [
        await caller.call('POST', '/webhooks', { token, headers, body }),
        await caller.call('POST', '/webhooks', { token, headers, body }),
      ];
      expect(other.said).toEqual(one.said);
      const another = await caller.call('POST', '/webhooks', { token, headers, body: { ...body, events: ['step'] } });
      expect(another).toMatchObject({ status: 422, said: { code: 'key_reused' } });
    });

    it('is made once, however often the same is asked at once', async () => {
      const token = await caller.as('eva');
      const headers = { 'idempotency-key': 'two-tills' };
      const body = { url: receiver.url, events: ['run'] };
      const made = () => caller.call('POST', '/webhooks', { token, headers, body });
      const [one, ...others] = await Promise.all([made(), made(), made()]);
      expect(one?.status).toBe(201);
      for (const other of others) expect(other.said).toEqual(one?.said);
    });

    it('leaves nothing waiting of a webhook that is not there any more', async () => {
      const { id: webhook } = await made(['run']);
      const { db, workspace } = work.app;
      const delivery = { workspace, webhook, id: 'evt_late', type: 'run.started', event: { run: 'r', seq: 1 }, at: 1 };
      await caller.call('DELETE', `/webhooks/${webhook}`, { token: await caller.as('eva') });
      // As another process does that has not heard yet.
      await db.transaction(async (tx) => putDelivery(tx, delivery, { due: work.clock.at }));
      expect(await told()).toEqual([]);
      expect(await findDelivery(db, delivery)).toBeUndefined();
    });

    it('is set by administrators alone, each for their own workspace', async () => {
      const { id } = await made(['run']);
      const body = { url: receiver.url, events: ['run'] };
      const token = await caller.as('ana');
      for (const [method, path] of [
        ['GET', '/webhooks'],
        ['POST', '/webhooks'],
        ['PATCH', `/webhooks/${id}`],
        ['DELETE', `/webhooks/${id}`],
        ['POST', `/webhooks/${id}/secret`],
        ['POST', `/webhooks/${id}/ping`],
        ['GET', `/webhooks/${id}/deliveries`],
        ['POST', `/webhooks/${id}/deliveries/evt_1/again`],
      ] as const) {
        const asked =
          method === 'POST' && path === '/webhooks' ? { body } : method === 'PATCH' ? { body: { on: false } } : {};
        expect(await caller.call(method, path, { token, ...asked })).toMatchObject({
          status: 403,
          said: { code: 'not_administrator' },
        });
        const limited = await caller.tokenOf('eva', ['read', 'sops', 'runs']);
        expect(await caller.call(method, path, { token: limited, ...asked })).toMatchObject({
          status: 403,
          said: { code: 'scope_missing' },
        });
      }
      expect((await caller.call('GET', '/webhooks', { token: await caller.as() })).said.webhooks).toMatchObject([
        { id },
      ]);
    });

    it('keeps no secret that can be read, and tells none twice', async () => {
      const { id, secret } = await made(['run']);
      const [row] = (await work.app.db.all(
        { statement: () => ({ sql: 'select * from webhooks' }), values: () => [] },
        {},
      )) as readonly Record<string, unknown>[];
      expect(JSON.stringify(row)).not.toContain(secret.slice('whsec_'.length));
      expect(JSON.stringify(await shown(id))).not.toContain('whsec_');
    });

    it.each([
      ['http://example.com/hook', 'https://'],
      ['ftp://example.com', 'https://'],
      ['javascript:alert(1)', 'https://'],
      ['https://name:word@example.com/', 'password'],
      ['not an address', 'https://'],
      ['https://10.0.0.5/hook', 'WEBHOOK_HOSTS'],
      ['https://[::1]/hook', 'WEBHOOK_HOSTS'],
      ['https://localhost/hook', 'WEBHOOK_HOSTS'],
    ])('refuses the address %s', async (url, because) => {
      const token = await caller.as('eva');
      const { status, said } = await caller.call('POST', '/webhooks', { token, body: { url, events: ['run'] } });
      expect(status).toBe(422);
      expect(said.detail).toContain(because);
    });

    it('can be changed and switched off though its address would be refused today', async () => {
      const { db, workspace } = work.app;
      const before = { workspace, id: 'before', url: 'https://203.0.113.5/hook', events: ['run'], secret: 'sealed' };
      await addWebhook(db, { ...before, from: await presentPosition(db), createdBy: 'eva', createdAt: work.clock.at });
      const change = async (body: object) =>
        caller.call('PATCH', '/webhooks/before', { token: await caller.as('eva'), body });
      expect((await change({ on: false, events: ['step'] })).said.webhook).toMatchObject({
        ...{ on: false, events: ['step'], url: before.url },
      });
      expect(await change({ events: ['tea.boiled'] })).toMatchObject({ status: 422 });
      expect(await change({ url: 'https://203.0.113.6/hook' })).toMatchObject({ status: 422 });
    });

    it('refuses events that there are not', async () => {
      const token = await caller.as('eva');
      const body = { url: receiver.url, events: ['run', 'tea.boiled'] };
      expect(await caller.call('POST', '/webhooks', { token, body })).toMatchObject({
        status: 422,
        said: { code: 'webhook_invalid' },
      });
    });
  });
