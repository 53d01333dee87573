/** The contract of the job drivers. A second driver is one more line in `DRIVERS`. */
import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Effect } from '../../src/engine/effect.ts';
import type { Database } from '../../src/store/database.ts';
import {
  DOCUMENTS,
  forgetParked,
  parkedEffects,
  parkedOfStream,
  putAgain,
  putEffects,
  requeueEffect,
} from '../../src/store/effects.ts';
import { VersionConflict } from '../../src/store/errors.ts';
import type { Jobs } from '../../src/store/jobs.ts';
import { leaseLoop, releaseDead } from '../../src/store/lease-loop.ts';
import { query } from '../../src/store/query.ts';
import { forgetTimer, putTimers } from '../../src/store/timers.ts';
import { DATABASES, type TemporaryDatabase, temporaryDatabase } from '../support/database.ts';

const DRIVERS = DATABASES.map((kind) => ({
  name: `the lease loop on ${kind}`,
  kind,
  open: (db: Database, owner: string): Jobs => leaseLoop({ db, owner, leaseMs: 1_000 }),
}));

const step = (name: string): Effect => ({ type: 'show', view: { view: 'step', run: 'r', step: name, attempt: 1 } });

describe.each(DRIVERS)('$name', ({ kind, open }) => {
  let temporary: TemporaryDatabase;
  let db: Database;
  let jobs: Jobs;
  let rival: Jobs;
  beforeAll(async () => {
    temporary = await temporaryDatabase(kind);
    db = temporary.db;
    jobs = open(db, 'one');
    rival = open(await temporary.open(), 'two');
  });
  beforeEach(async () => {
    await db.run(
      query((build) => build.deleteFrom('effects')),
      {},
    );
    await db.run(
      query((build) => build.deleteFrom('timers')),
      {},
    );
  });
  afterAll(() => temporary.end());

  const put = (owed: { stream: string; version?: number; effects: Effect[]; now?: number; channel?: string }) =>
    db.transaction(async (tx) => putEffects(tx, { workspace: 'w', version: 1, now: 0, ...owed }));
  /** Types of what was taken, which is settled then. */
  const done = async (taken: readonly { id: string; effect: Effect }[]) => {
    await jobs.complete(taken.map(({ id }) => id));
    return taken.map(({ effect }) => effect.type);
  };
  const names = (taken: readonly { effect: Effect }[]) =>
    taken.map(({ effect }) => (effect.type === 'show' && effect.view.view === 'step' ? effect.view.step : effect.type));

  it('gives an effect as it was put, once', async () => {
    await put({ stream: 'r', effects: [step('a')], channel: 'web:C1' });
    const [taken, ...more] = await jobs.lease(10, 5);
    expect(more).toEqual([]);
    expect(taken).toMatchObject({ workspace: 'w', stream: 'r', channel: 'web:C1', effect: step('a'), attempts: 0 });
    expect(await jobs.lease(10, 5)).toEqual([]);
    await jobs.complete([taken?.id ?? '']);
    expect(await jobs.lease(1_000_000, 5)).toEqual([]);
    expect(await jobs.nextDue()).toBeUndefined();
  });

  it('gives nothing before it is due', async () => {
    await put({ stream: 'r', effects: [step('a')], now: 500 });
    expect(await jobs.lease(499, 5)).toEqual([]);
    expect(await jobs.nextDue()).toBe(500);
    expect(await jobs.lease(500, 5)).toHaveLength(1);
  });

  it('delivers a stream in order, one at a time', async () => {
    await put({ stream: 'r', version: 9, effects: [step('c')] });
    await put({ stream: 'r', version: 2, effects: [step('a'), step('b')] });
    await put({ stream: 'r', version: 10, effects: [step('d')] });
    const order: string[] = [];
    for (let turn = 0; turn < 4; turn++) {
      const taken = await jobs.lease(10, 5);
      expect(await rival.lease(10, 5)).toEqual([]);
      order.push(...names(taken));
      await jobs.complete(taken.map(({ id }) => id));
    }
    expect(order).toEqual(['a', 'b', 'c', 'd']);
  });

  it('gives each effect to one of many who ask at once', async () => {
    const streams = Array.from({ length: 40 }, () => randomUUID());
    for (const stream of streams) await put({ stream, effects: [{ type: 'read_document', import: stream }] });
    const asked = Array.from({ length: 10 }, (_, turn) => (turn % 2 === 0 ? jobs : rival).lease(10, 7));
    const taken = (await Promise.all(asked)).flat();
    const rest = await jobs.lease(10, 100);
    const all = [...taken, ...rest].map(({ stream }) => stream);
    expect(all.sort()).toEqual(streams.sort());
    for (const each of await Promise.all(asked)) expect(each.length).toBeLessThanOrEqual(7);
  });

  it('takes over a lease that ran out, and leaves the result to whoever has it', async () => {
    await put({ stream: 'r', effects: [step('a'), step('b')] });
    const [lost] = await jobs.lease(0, 5);
    expect(await rival.lease(999, 5)).toEqual([]);
    expect(await jobs.nextDue()).toBe(1_000);
    const [taken] = await rival.lease(1_000, 5);
    expect(taken).toMatchObject({ id: lost?.id, attempts: 1 });
    // The first one wakes up again: it is not its effect any more.
    const id = lost?.id ?? '';
    expect(await jobs.renew([id], 1_000)).toEqual([]);
    await jobs.complete([id]);
    await jobs.retry(id, 0, 'late');
    await jobs.park(id, 'late');
    expect(await jobs.lease(1_500, 5)).toEqual([]);
    await rival.complete([id]);
    expect(names(await jobs.lease(1_500, 5))).toEqual(['b']);
  });

  it('keeps what is renewed', async () => {
    await put({ stream: 'r', effects: [step('a')] });
    const [taken] = await jobs.lease(0, 5);
    expect(await jobs.renew([taken?.id ?? ''], 900)).toEqual([taken?.id]);
    expect(await rival.lease(1_899, 5)).toEqual([]);
    expect(await rival.lease(1_900, 5)).toHaveLength(1);
  });

  it('tries again when it is time, and holds the stream back until then', async () => {
    await put({ stream: 'r', effects: [step('a'), step('b')] });
    const taken = await jobs.lease(0, 1);
    await put({ stream: 'other', effects: [{ type: 'read_document', import: 'other' }] });
    await jobs.retry(taken[0]?.id ?? '', 5_000, 'rate limit');
    expect(names(await jobs.lease(4_999, 5))).toEqual(['read_document']);
    const again = await jobs.lease(5_000, 5);
    expect(again.find(({ stream }) => stream === 'r')).toMatchObject({ id: taken[0]?.id, attempts: 1 });
  });

  it('does not look at what waits behind one before that one is due', async () => {
    await put({ stream: 'r', effects: [step('a'), step('b'), step('c')], now: 5 });
    await put({ stream: 'other', effects: [step('a'), step('b')], now: 5 });
    const dues = async () =>
      (
        await db.all(
          query((build) => build.selectFrom('effects').select(['stream', 'due']).orderBy('stream').orderBy('position')),
          {},
        )
      ).map(({ stream, due }) => `${stream} ${due}`);
    const taken = await jobs.lease(10, 2);
    const of = (stream: string) => taken.find((one) => one.stream === stream)?.id ?? '';
    await jobs.postpone(of('r'), 7_000);
    await jobs.retry(of('other'), 800, 'no answer');
    expect(await dues()).toEqual(['other 800', 'other 800', 'r 7000', 'r 7000', 'r 7000']);
    // What is put anew is due at once, but behind it all the same.
    await put({ stream: 'r', version: 2, effects: [step('b')], now: 20 });
    expect(await dues()).toEqual(['other 800', 'other 800', 'r 7000', 'r 20', 'r 7000']);
    expect(await jobs.lease(799, 5)).toEqual([]);
    expect(await jobs.nextDue()).toBe(800);
    const again = (await jobs.lease(7_000, 5)).find((one) => one.stream === 'r');
    await jobs.complete([again?.id ?? '']);
    expect(names((await jobs.lease(7_000, 5)).filter((one) => one.stream === 'r'))).toEqual(['b']);
  });

  it('merges effects about the same thing while they wait', async () => {
    await put({ stream: 'r', version: 1, effects: [step('a'), step('b')], now: 50 });
    await put({ stream: 'r', version: 2, effects: [step('a'), step('a'), step('c')], now: 20 });
    expect(await jobs.nextDue()).toBe(20);
    const order: string[] = [];
    for (let turn = 0; turn < 4; turn++) {
      const taken = await jobs.lease(60, 5);
      order.push(...names(taken));
      await jobs.complete(taken.map(({ id }) => id));
    }
    expect(order).toEqual(['a', 'b', 'c']);
  });

  it('shows a card once more though nothing happened: after what is owed, merged with it, once a minute', async () => {
    const effect = { type: 'show', view: { view: 'run', run: 'r' } } as const;
    const again = (now: number) =>
      db.transaction(async (tx) =>
        putAgain(tx, { workspace: 'w', stream: 'r', version: 1, channel: 'web:C1', effect, now }),
      );
    await put({ stream: 'r', effects: [effect, step('a')] });
    await again(0);
    expect(await done(await jobs.lease(0, 5))).toEqual(['show']);
    expect(await done(await jobs.lease(0, 5))).toEqual(['show']);
    expect(await jobs.lease(0, 5)).toEqual([]);
    await again(60_000);
    const [taken] = await jobs.lease(60_000, 5);
    expect(taken).toMatchObject({ effect, channel: 'web:C1' });
    await expect(again(60_000)).rejects.toBeInstanceOf(VersionConflict);
    await again(120_000);
    await put({ stream: 'r', version: 2, effects: [step('b')], now: 120_000 });
    await jobs.complete([taken?.id ?? '']);
    expect(await done(await jobs.lease(120_000, 5))).toEqual(['show']);
    expect(names(await jobs.lease(120_000, 5))).toEqual(['b']);
  });

  it('does not merge with what is being delivered: that may show the state of before', async () => {
    await put({ stream: 'r', version: 1, effects: [step('a')] });
    const [first] = await jobs.lease(0, 5);
    await put({ stream: 'r', version: 2, effects: [step('a')] });
    expect(await rival.lease(0, 5)).toEqual([]);
    // It failed, and waits to be tried again, while the newer one waits behind it.
    await jobs.retry(first?.id ?? '', 100, 'no answer');
    const [again] = await jobs.lease(100, 5);
    expect(again?.id).toBe(first?.id);
    await jobs.complete([again?.id ?? '']);
    const [second] = await jobs.lease(100, 5);
    expect(second).toMatchObject({ effect: step('a'), attempts: 0 });
    expect(second?.id).not.toBe(first?.id);
  });

  it('leaves held channels alone, and does not wake for them', async () => {
    await put({ stream: 'x', effects: [step('a')], channel: 'slack:C1' });
    await put({ stream: 'y', effects: [step('a')], channel: 'slack:C2', now: 7 });
    expect(await jobs.nextDue(['slack:C1'])).toBe(7);
    const taken = await jobs.lease(10, 5, ['slack:C1', 'slack:C9']);
    expect(taken.map(({ stream }) => stream)).toEqual(['y']);
    expect(await jobs.nextDue(['slack:C1', 'slack:C2'])).toBeUndefined();
    expect((await jobs.lease(10, 5)).map(({ stream }) => stream)).toEqual(['x']);
  });

  it('puts documents in a channel of their own, whatever conversation they come from', async () => {
    await put({ stream: 'x', effects: [{ type: 'read_document', import: 'x' }], channel: 'slack:C1' });
    await put({ stream: 'y', effects: [step('a')], channel: 'slack:C1' });
    expect((await jobs.lease(0, 5, [DOCUMENTS])).map(({ stream }) => stream)).toEqual(['y']);
    expect((await jobs.lease(0, 5, ['slack:C1'])).map(({ stream }) => stream)).toEqual(['x']);
  });

  it('parks what is hopeless, lets the stream go on, and delivers it again when asked', async () => {
    await put({ stream: 'r', effects: [step('a'), step('b')] });
    const [hopeless] = await jobs.lease(0, 5);
    const id = hopeless?.id ?? '';
    await jobs.park(id, 'the channel was archived');
    expect(names(await jobs.lease(0, 5))).toEqual(['b']);
    expect(await jobs.nextDue()).toBe(1_000);
    expect(await parkedEffects(db, 'w', 10)).toMatchObject([{ id, error: 'the channel was archived', attempts: 1 }]);
    expect(await parkedEffects(db, 'other', 10)).toEqual([]);
    expect(await requeueEffect(db, 'other', { id, now: 5 })).toBe(false);
    expect(await requeueEffect(db, 'w', { id, now: 5 })).toBe(true);
    expect(await requeueEffect(db, 'w', { id, now: 5 })).toBe(false);
    expect(await parkedEffects(db, 'w', 10)).toEqual([]);
    expect(names(await jobs.lease(5, 5))).toEqual(['a']);
    // Forgotten for good, but only while it is parked, and only in its workspace.
    await forgetParked(db, 'w', id);
    await jobs.park(id, 'the channel was archived');
    await forgetParked(db, 'other', id);
    expect(await parkedOfStream(db, 'w', 'r')).toMatchObject([{ id, effect: { type: 'show' } }]);
    await forgetParked(db, 'w', id);
    expect(await parkedOfStream(db, 'w', 'r')).toEqual([]);
  });

  it('frees at once what a dead process of this machine had taken', async () => {
    const alive = open(db, `${hostname()}/${process.ppid}/x`);
    // No process has this id: it is beyond the largest that Linux and macOS give.
    const dead = open(db, `${hostname()}/99999999/x`);
    const elsewhere = open(db, 'another-machine/99999999/x');
    for (const [holder, stream] of [[alive, 'a'] as const, [dead, 'd'] as const, [elsewhere, 'e'] as const]) {
      await put({ stream, effects: [{ type: 'read_document', import: stream }] });
      expect(await holder.lease(0, 5)).toHaveLength(1);
    }
    expect(await releaseDead(db, 10)).toBe(1);
    expect(await jobs.lease(10, 5)).toMatchObject([{ stream: 'd', attempts: 1 }]);
  });

  it('keeps timers until they are forgotten, the earliest first', async () => {
    const command = { type: 'remind', run: 'r' };
    const set = (timers: { id: string; due: number }[]) =>
      db.transaction(async (tx) =>
        putTimers(tx, { workspace: 'w', stream: 'r', timers: timers.map((each) => ({ ...each, command })) }),
      );
    await set([
      { id: 'later', due: 300 },
      { id: 'soon', due: 100 },
    ]);
    await set([{ id: 'soon', due: 999 }]);
    expect(await jobs.nextDue()).toBe(100);
    expect(await jobs.dueTimers(99, 5)).toEqual([]);
    const soon = { workspace: 'w', id: 'soon', stream: 'r', due: 100, command };
    expect(await jobs.dueTimers(300, 5)).toEqual([soon, { ...soon, id: 'later', due: 300 }]);
    expect(await jobs.dueTimers(300, 1)).toEqual([soon]);
    const forget = () => db.transaction(async (tx) => forgetTimer(tx, 'w', soon.id));
    await forget();
    await forget();
    expect(await jobs.nextDue()).toBe(300);
  });
});
