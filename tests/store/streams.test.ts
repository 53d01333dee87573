import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { canonical } from '../../src/engine/canonical.ts';
import { GENESIS, link, verifyChain } from '../../src/store/chain.ts';
import { commitTogether } from '../../src/store/commit.ts';
import type { Database, Tx } from '../../src/store/database.ts';
import { VersionConflict } from '../../src/store/errors.ts';
import { appendEvents, listStreams, newestSettings, readEvents } from '../../src/store/events.ts';
import { type Param, query } from '../../src/store/query.ts';
import { findReceipt, keepReceipt } from '../../src/store/receipts.ts';
import { loadStream, saveStream } from '../../src/store/streams.ts';
import { DATABASES, type TemporaryDatabase, temporaryDatabase } from '../support/database.ts';

const actor = { type: 'member', id: 'ana', identity: 'web:ana' };
const happened = (type: string, data: object = {}) => ({ type, at: 1_000, actor, ...data });

describe.each(DATABASES)('streams on %s', (kind) => {
  let temporary: TemporaryDatabase;
  let db: Database;
  beforeAll(async () => {
    temporary = await temporaryDatabase(kind);
    db = temporary.db;
  });
  afterAll(() => temporary.end());

  /** One more event and the next state, as a command does it. */
  async function advance(tx: Tx, workspace: string, id: string, type: string): Promise<number> {
    const loaded = await loadStream(tx, 'import', workspace, id);
    const { version, hash } = appendEvents(tx, { workspace, stream: id, after: loaded, events: [happened(type)] });
    const row = { workspace_id: workspace, id, status: type, version, head: hash, state: { type } };
    saveStream(tx, 'import', { ...row, updated_at: 1, file: 'f', place: 'web:C1' }, loaded?.version ?? 0);
    return version;
  }

  it('loads what was saved, with the head of its chain', async () => {
    const id = randomUUID();
    await db.transaction((tx) => advance(tx, 'w', id, 'ImportRequested'));
    const [event] = await readEvents(db, 'w', id);
    const saved = await loadStream(db, 'import', 'w', id);
    expect(saved).toEqual({ state: { type: 'ImportRequested' }, version: 1, hash: event?.hash });
  });

  it('knows no stream of another workspace', async () => {
    const id = randomUUID();
    await db.transaction((tx) => advance(tx, 'w', id, 'ImportRequested'));
    expect(await loadStream(db, 'import', 'other', id)).toBeUndefined();
    expect(await readEvents(db, 'other', id)).toEqual([]);
    expect(await listStreams(db, 'other')).toEqual([]);
    expect(await listStreams(db, 'w')).toContain(id);
  });

  it('tells who set what holds for everybody, newest first, and nothing of how somebody is called', async () => {
    const stream = randomUUID();
    const events = [
      happened('HolidaysSet', { country: 'PT' }),
      happened('OwnSettingsChanged', { member: 'ana' }),
      happened('DaysClosed', { from: '2026-12-24' }),
      happened('QuietHoursSet'),
    ];
    await db.transaction(async (tx) => appendEvents(tx, { workspace: 'w', stream, after: undefined, events }));
    const found = await newestSettings(db, 'w', { stream, limit: 2 });
    expect(found).toEqual([
      { type: 'QuietHoursSet', data: {}, actor, at: 1_000 },
      { type: 'DaysClosed', data: { from: '2026-12-24' }, actor, at: 1_000 },
    ]);
    expect(await newestSettings(db, 'w', { stream, limit: 9 })).toHaveLength(3);
    expect(await newestSettings(db, 'other', { stream, limit: 9 })).toEqual([]);
  });

  it('lets one of twenty writers at once win', async () => {
    const id = randomUUID();
    await db.transaction((tx) => advance(tx, 'w', id, 'ImportRequested'));
    const before = await loadStream(db, 'import', 'w', id);
    const row = { workspace_id: 'w', id, status: 'reading', head: 'h', updated_at: 2, file: 'f', place: 'p' };
    const outcomes = await Promise.allSettled(
      Array.from({ length: 20 }, (_, writer) =>
        db.transaction(async (tx) => saveStream(tx, 'import', { ...row, version: 2, state: { writer } }, 1)),
      ),
    );
    expect(before?.version).toBe(1);
    expect(outcomes.filter((each) => each.status === 'fulfilled')).toHaveLength(1);
    for (const each of outcomes) if (each.status === 'rejected') expect(each.reason).toBeInstanceOf(VersionConflict);
    const winner = outcomes.findIndex((each) => each.status === 'fulfilled');
    expect((await loadStream(db, 'import', 'w', id))?.state).toEqual({ writer: winner });
  });

  it('keeps when digests come, and lets one of those who fire one at once win', async () => {
    const id = `digest-${randomUUID()}`;
    const row = { workspace_id: 'w', id, status: 'active', head: 'h', updated_at: 1 };
    const save = (version: number, next: number, from: number) =>
      db.transaction(async (tx) => saveStream(tx, 'digest', { ...row, version, state: { next } }, from));
    await save(1, 7, 0);
    await expect(save(1, 8, 0)).rejects.toBeInstanceOf(VersionConflict);
    const fired = await Promise.allSettled([1, 2, 3].map((next) => save(2, next, 1)));
    expect(fired.filter((each) => each.status === 'fulfilled')).toHaveLength(1);
    const next = fired.findIndex((each) => each.status === 'fulfilled') + 1;
    expect(await loadStream(db, 'digest', 'w', id)).toEqual({ state: { next }, version: 2, hash: 'h' });
    expect(await loadStream(db, 'digest', 'other', id)).toBeUndefined();
  });

  it('makes a stream once', async () => {
    const id = randomUUID();
    const outcomes = await Promise.allSettled(
      [1, 2, 3].map(() => db.transaction((tx) => advance(tx, 'w', id, 'ImportRequested'))),
    );
    // On SQLite the later ones see the first; on PostgreSQL they may have begun before it committed.
    const versions = outcomes.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
    expect(versions.sort()).toEqual(versions.map((_, index) => index + 1));
    expect(await readEvents(db, 'w', id)).toHaveLength(versions.length);
  });

  it('makes a chain that holds, and shows where it was tampered with', async () => {
    const id = randomUUID();
    const submit = commitTogether(db);
    for (const type of ['One', 'Two', 'Three', 'Four']) await submit(id, (tx) => advance(tx, 'w', id, type));
    const events = await readEvents(db, 'w', id);
    expect(verifyChain(events)).toEqual({ status: 'whole', events: 4, head: events[3]?.hash });
    const broken = (change: (event: (typeof events)[number]) => object) =>
      verifyChain(events.map((event) => (event.seq === 2 ? { ...event, ...change(event) } : event)));
    expect(broken(() => ({ data: { amount: 1_000_000 } }))).toEqual({ status: 'broken', seq: 2, because: 'hash' });
    expect(broken(() => ({ actor: { ...actor, id: 'eve' } }))).toEqual({ status: 'broken', seq: 2, because: 'hash' });
    expect(broken(() => ({ at: 999 }))).toEqual({ status: 'broken', seq: 2, because: 'hash' });
    // Whoever makes the hash of the changed event anew breaks the link after it.
    expect(broken((event) => ({ at: 999, hash: link(event.prevHash, { ...event, at: 999 }) }))).toEqual({
      ...{ status: 'broken', seq: 3, because: 'previous' },
    });
    expect(verifyChain(events.filter((event) => event.seq !== 2))).toEqual({
      ...{ status: 'broken', seq: 2, because: 'sequence' },
    });
  });

  it('never lets an event be changed or removed', async () => {
    const id = randomUUID();
    await db.transaction((tx) => advance(tx, 'w', id, 'ImportRequested'));
    await expect(db.run(rewrite, { stream: id })).rejects.toThrow(/never changed or removed/);
    await expect(db.run(erase, { stream: id })).rejects.toThrow(/never changed or removed/);
    expect(verifyChain(await readEvents(db, 'w', id)).status).toBe('whole');
  });

  it('remembers a reply by its key, and only in its workspace', async () => {
    const key = randomUUID();
    const reply = { status: 'accepted', stream: 's', version: 3, events: ['One'] };
    expect(await findReceipt(db, 'w', key)).toBeUndefined();
    await db.transaction(async (tx) =>
      keepReceipt(tx, { workspace: 'w', key, stream: 's', at: 1, request: 'r', reply }),
    );
    expect(await findReceipt(db, 'w', key)).toEqual({ request: 'r', reply });
    expect(await findReceipt(db, 'other', key)).toBeUndefined();
  });

  it('lets one of many commands with the same key be handled', async () => {
    const key = randomUUID();
    const outcomes = await Promise.allSettled(
      Array.from({ length: 10 }, (_, reply) =>
        db.transaction(async (tx) => keepReceipt(tx, { workspace: 'w', key, stream: 's', at: 1, request: 'r', reply })),
      ),
    );
    expect(outcomes.filter((each) => each.status === 'fulfilled')).toHaveLength(1);
    for (const each of outcomes) if (each.status === 'rejected') expect(each.reason).toBeInstanceOf(VersionConflict);
  });
});

describe('a link of the chain', () => {
  it('can be made again by any program', () => {
    const event = {
      workspace: 'w',
      stream: 's',
      seq: 1,
      type: 'T',
      data: { b: 1, a: 2 },
      actor: { type: 'timer' },
      at: 5,
    };
    const { createHash } = process.getBuiltinModule('node:crypto');
    const text = canonical({ ...event, prev: GENESIS });
    expect(link(GENESIS, event)).toBe(createHash('sha256').update(text).digest('hex'));
  });

  it('is what it always was: chains that are kept stay whole', () => {
    const event = {
      ...{ workspace: 'w', stream: 'sop:1', seq: 3, type: 'DraftEdited', at: 1_700_000_000_000 },
      actor: { type: 'member', id: 'ana', identity: 'web:ana' },
      data: {
        edit: 2,
        definition: {
          ...{ title: 'Öffnen – “früh” 🔑', min: -0.5, max: 1e21, gone: undefined, done: false },
          steps: [{ needs: [], id: 'b', 10: 'ten', 9: 'nine' }, null],
        },
        'a"\n': '\u2028',
      },
    };
    expect(link(GENESIS, event)).toBe('aa9daea7e7e0c0f507d737d964900c85c53bd5e40c9f10cbab2ff653e1e63a3d');
  });
});

const rewrite = query((build, p: Param<{ stream: string }>) =>
  build.updateTable('events').set({ at: 2 }).where('stream', '=', p('stream')),
);

const erase = query((build, p: Param<{ stream: string }>) =>
  build.deleteFrom('events').where('stream', '=', p('stream')),
);
