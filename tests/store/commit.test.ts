import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commitTogether, type Submit } from '../../src/store/commit.ts';
import type { Database, Tx } from '../../src/store/database.ts';
import { VersionConflict } from '../../src/store/errors.ts';
import { appendEvents } from '../../src/store/events.ts';
import { findReceipt, keepReceipt } from '../../src/store/receipts.ts';
import { loadStream, saveStream } from '../../src/store/streams.ts';
import { DATABASES, type TemporaryDatabase, temporaryDatabase } from '../support/database.ts';

describe.each(DATABASES)('works that share commits on %s', (kind) => {
  let temporary: TemporaryDatabase;
  let db: Database;
  let submit: Submit;
  beforeAll(async () => {
    temporary = await temporaryDatabase(kind);
    db = temporary.db;
    submit = commitTogether(db);
  });
  afterAll(() => temporary.end());

  const note = (tx: Tx, key: string) =>
    keepReceipt(tx, { workspace: 'w', key, stream: 's', at: 1, request: 'r', reply: { key } });

  const noted = (tx: Tx, key: string): string => {
    note(tx, key);
    return key;
  };

  async function advance(tx: Tx, id: string): Promise<number> {
    const loaded = await loadStream(tx, 'import', 'w', id);
    const events = [{ type: 'Advanced', at: 1, actor: { type: 'timer' } }];
    const { version, hash } = appendEvents(tx, { workspace: 'w', stream: id, after: loaded, events });
    const row = { workspace_id: 'w', id, status: 'reading', version, head: hash, state: {}, updated_at: 1 };
    saveStream(tx, 'import', { ...row, file: 'f', place: 'p' }, loaded?.version ?? 0);
    return version;
  }

  it('has one queue for a database', () => {
    expect(commitTogether(db)).toBe(submit);
  });

  it('gives each work its own answer', async () => {
    const keys = Array.from({ length: 100 }, () => randomUUID());
    const answers = await Promise.all(keys.map((key) => submit(key, async (tx) => noted(tx, key))));
    expect(answers).toEqual(keys);
    for (const key of keys) expect((await findReceipt(db, 'w', key))?.reply).toEqual({ key });
  });

  it('commits the others when one of them fails', async () => {
    const keys = Array.from({ length: 30 }, () => randomUUID());
    const outcomes = await Promise.allSettled(
      keys.map((key, index) =>
        submit(key, async (tx) => {
          note(tx, key);
          if (index % 10 === 3) throw new Error(`no ${index}`);
          return index;
        }),
      ),
    );
    const failed = outcomes.flatMap((each, index) => (each.status === 'rejected' ? [index] : []));
    expect(failed).toEqual([3, 13, 23]);
    expect(outcomes[13]).toMatchObject({ reason: new Error('no 13') });
    const kept = await Promise.all(keys.map((key) => findReceipt(db, 'w', key)));
    expect(kept.flatMap((reply, index) => (reply === undefined ? [index] : []))).toEqual([3, 13, 23]);
  });

  it('lets one of many works that put the same thing win, and tells the others', async () => {
    const key = randomUUID();
    const outcomes = await Promise.allSettled(
      Array.from({ length: 12 }, () => submit(randomUUID(), async (tx) => note(tx, key))),
    );
    expect(outcomes.filter((each) => each.status === 'fulfilled')).toHaveLength(1);
    for (const each of outcomes) if (each.status === 'rejected') expect(each.reason).toBeInstanceOf(VersionConflict);
  });

  it('does the works of one stream in order, each on what the one before it left', async () => {
    const id = randomUUID();
    const others = Array.from({ length: 10 }, () => submit(randomUUID(), (tx) => advance(tx, randomUUID())));
    const versions = await Promise.all(Array.from({ length: 25 }, () => submit(id, (tx) => advance(tx, id))));
    expect(versions).toEqual(Array.from({ length: 25 }, (_, index) => index + 1));
    await Promise.all(others);
  });

  it('settles every work of two processes that write the same streams', async () => {
    const other = commitTogether(await temporary.open());
    const ids = [randomUUID(), randomUUID(), randomUUID()];
    const persist = async (through: Submit, id: string): Promise<number> => {
      for (;;) {
        try {
          return await through(id, (tx) => advance(tx, id));
        } catch (error) {
          if (!(error instanceof VersionConflict)) throw error;
        }
      }
    };
    const works = ids.flatMap((id) =>
      Array.from({ length: 8 }, () => [persist(submit, id), persist(other, id)]).flat(),
    );
    await Promise.all(works);
    for (const id of ids) expect((await loadStream(db, 'import', 'w', id))?.version).toBe(16);
  });

  it('takes what somebody waits for first, with a few others beside it', async () => {
    const shared = new Map<Tx, string[]>();
    const work = (name: string) => async (tx: Tx) => {
      shared.set(tx, [...(shared.get(tx) ?? []), name]);
      note(tx, randomUUID());
    };
    const others = Array.from({ length: 300 }, (_, index) => submit(randomUUID(), work(`${index}`)));
    await Promise.all([...others, submit(randomUUID(), work('awaited'), { isAwaited: true })]);
    const [first = []] = [...shared.values()];
    expect(first[0]).toBe('awaited');
    expect(first.length).toBeGreaterThan(1);
    expect(first.length).toBeLessThanOrEqual(16);
    expect([...shared.values()].flat()).toHaveLength(301);
  });

  it('needs few transactions to find the one of many works that fails', async () => {
    const used = new Set<Tx>();
    const outcomes = await Promise.allSettled(
      Array.from({ length: 64 }, (_, index) =>
        submit(randomUUID(), async (tx) => {
          used.add(tx);
          if (index === 40) throw new Error('no');
          note(tx, randomUUID());
        }),
      ),
    );
    expect(outcomes.filter((each) => each.status === 'rejected')).toHaveLength(1);
    expect(used.size).toBeLessThan(20);
  });

  it('says so when a work asks after its transaction has ended', async () => {
    const leaked: Tx[] = [];
    await submit('s', async (tx) => void leaked.push(tx));
    await expect(leaked[0]?.run({ statement: () => ({ sql: 'select 1' }), values: () => [] }, {})).rejects.toThrow(
      /transaction has ended/,
    );
  });
});

it('a work that somebody waits for joins the transaction that is under way', async () => {
  const { db, end } = await temporaryDatabase('sqlite');
  const submit = commitTogether(db);
  const seen: { name: string; tx: Tx }[] = [];
  const work = (name: string) => async (tx: Tx) => void seen.push({ name, tx });
  const gate = Promise.withResolvers<void>();
  const begun = Promise.withResolvers<void>();
  const first = submit('first', async (tx) => {
    await work('first')(tx);
    begun.resolve();
    await gate.promise;
  });
  await begun.promise;
  const others = Array.from({ length: 40 }, (_, index) => submit(`other ${index}`, work('other')));
  const awaited = submit('awaited', work('awaited'), { isAwaited: true });
  gate.resolve();
  await Promise.all([first, ...others, awaited]);
  expect(seen.slice(0, 3).map((one) => one.name)).toEqual(['first', 'awaited', 'other']);
  const [one] = seen;
  expect(seen.filter((each) => each.tx === one?.tx)).toHaveLength(16);
  await end();
});
