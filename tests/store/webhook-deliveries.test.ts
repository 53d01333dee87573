/** What becomes of what a webhook is owed, whoever takes it. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '../../src/store/database.ts';
import {
  claimDelivery,
  type DeliveryKey,
  dropOwed,
  findDelivery,
  nextDelivery,
  putDelivery,
  returnDelivery,
  settleDelivery,
  takeDeliveries,
} from '../../src/store/webhook-deliveries.ts';
import { DATABASES, type TemporaryDatabase, temporaryDatabase } from '../support/database.ts';

const FAILED = { status: 'waiting', due: 9_000, error: 'No answer came.' } as const;

describe.each(DATABASES)('deliveries on %s', (kind) => {
  let temporary: TemporaryDatabase;
  let db: Database;
  let key: DeliveryKey;
  beforeAll(async () => {
    temporary = await temporaryDatabase(kind);
    db = temporary.db;
  });
  beforeEach(async () => {
    key = { workspace: 'w', webhook: randomUUID(), id: 'evt_1' };
    await db.transaction(async (tx) =>
      putDelivery(tx, { ...key, type: 'run.started', event: { run: 'r', seq: 1 }, at: 1 }, { due: 10 }),
    );
    const taken = await takeDeliveries(db, { now: 10, until: 100, limit: 10, but: [] });
    expect(taken).toMatchObject([{ ...key, attempts: 1 }]);
  });
  afterAll(() => temporary.end());

  it('have arrived once they have, whatever an attempt that began before comes to', async () => {
    await claimDelivery(db, key, 200);
    await settleDelivery(db, key, { status: 'delivered', due: 50, answer: 204 }, 50);
    await settleDelivery(db, key, FAILED, 60);
    expect(await findDelivery(db, key)).toMatchObject({ status: 'delivered', answer: 204, endedAt: 50 });
    expect(await nextDelivery(db)).toBeUndefined();
  });

  it('are not sent again once they were dropped, but have arrived if they do', async () => {
    await dropOwed(db, { ...key, now: 50, error: 'It was switched off.' });
    await settleDelivery(db, key, FAILED, 60);
    expect(await findDelivery(db, key)).toMatchObject({ status: 'failed', error: 'It was switched off.' });
    await settleDelivery(db, key, { status: 'delivered', due: 70, answer: 200 }, 70);
    expect(await findDelivery(db, key)).toMatchObject({ status: 'delivered', answer: 200 });
  });

  it('that were taken and not sent have had no attempt, and are due again', async () => {
    await returnDelivery(db, key, 20);
    expect(await findDelivery(db, key)).toMatchObject({ status: 'waiting', due: 20, attempts: 0 });
    expect(await takeDeliveries(db, { now: 20, until: 100, limit: 10, but: [] })).toMatchObject([{ attempts: 1 }]);
    await settleDelivery(db, key, { status: 'delivered', due: 50 }, 50);
    await returnDelivery(db, key, 60);
    expect(await findDelivery(db, key)).toMatchObject({ status: 'delivered', attempts: 1 });
  });
});
