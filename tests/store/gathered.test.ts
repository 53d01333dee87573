import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { askAgain, askedOnce } from '../../src/store/asked-once.ts';
import type { Database } from '../../src/store/database.ts';
import { putGathered } from '../../src/store/gathered.ts';
import { findReceipt } from '../../src/store/receipts.ts';
import { insert } from '../../src/store/write.ts';
import { DATABASES, type TemporaryDatabase, temporaryDatabase } from '../support/database.ts';

const write = insert({
  into: 'receipts',
  columns: ['workspace_id', 'key', 'stream', 'at', 'request', 'reply'],
  onConflict: { key: ['workspace_id', 'key'], set: ['reply'] },
});

describe.each(DATABASES)('on %s', (kind) => {
  let temporary: TemporaryDatabase;
  /** The database, and how many transactions there were. */
  let db: Database;
  let transactions = 0;
  beforeAll(async () => {
    temporary = await temporaryDatabase(kind);
    const real = temporary.db;
    const transaction: Database['transaction'] = (work) => {
      transactions += 1;
      return real.transaction(work);
    };
    db = { ...real, transaction };
  });
  afterAll(() => temporary.end());

  const put = (key: string, reply = '1') =>
    putGathered(db, write, { workspace_id: 'w', key, stream: 's', at: 1, request: 'r', reply });
  const replyTo = async (key: string) => (await findReceipt(db, 'w', key))?.reply;

  it('rows that are put in one moment are written in one transaction', async () => {
    const keys = Array.from({ length: 50 }, () => randomUUID());
    transactions = 0;
    await Promise.all(keys.map((key) => put(key)));
    expect(transactions).toBe(1);
    for (const key of keys) expect(await replyTo(key)).toBe(1);
  });

  it('of one row the later counts, whether both are put in one moment or one after the other', async () => {
    const [one, other] = [randomUUID(), randomUUID()];
    await Promise.all([put(one, '1'), put(one, '2')]);
    await put(other, '1');
    await put(other, '2');
    expect([await replyTo(one), await replyTo(other)]).toEqual([2, 2]);
  });

  it('what one transaction cannot write, whoever put it hears of, and the next is written', async () => {
    const refused = insert({ into: 'receipts', columns: ['workspace_id', 'key', 'stream', 'at', 'request', 'reply'] });
    const row = { workspace_id: 'w', key: randomUUID(), stream: 's', at: 1, request: 'r', reply: '1' };
    await putGathered(db, refused, row);
    await expect(putGathered(db, refused, row)).rejects.toThrow();
    await putGathered(db, refused, { ...row, key: randomUUID() });
  });

  it('what a transaction has asked it knows, until it changes that; the next one asks anew', async () => {
    let asked = 0;
    const ask = async () => {
      asked += 1;
      return asked;
    };
    await db.transaction(async (tx) => {
      expect(await Promise.all([askedOnce(tx, 'a', ask), askedOnce(tx, 'a', ask), askedOnce(tx, 'b', ask)])).toEqual([
        ...[1, 1, 2],
      ]);
      askAgain(tx, 'a');
      expect([await askedOnce(tx, 'a', ask), await askedOnce(tx, 'b', ask)]).toEqual([3, 2]);
    });
    await db.transaction(async (tx) => expect(await askedOnce(tx, 'a', ask)).toBe(4));
    // Outside of a transaction nothing is remembered.
    expect([await askedOnce(db, 'a', ask), await askedOnce(db, 'a', ask)]).toEqual([5, 6]);
  });
});
