/** Outcomes of a moment share a commit, and none suffers from another. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { settler } from '../../src/runtime/webhooks/settling.ts';
import { findDelivery, putDelivery } from '../../src/store/webhook-deliveries.ts';
import { type TemporaryDatabase, temporaryDatabase } from '../support/database.ts';

let temporary: TemporaryDatabase;
beforeAll(async () => {
  temporary = await temporaryDatabase('sqlite');
});
afterAll(() => temporary.end());

it('notes what can be noted, and says what could not', async () => {
  const settle = settler(temporary.db);
  const key = (id: string) => ({ workspace: 'w', webhook: 'h', id });
  const put = (id: string) => settle(async (tx) => putDelivery(tx, { ...key(id), type: 'ping', at: 1 }, { due: 1 }));
  const outcomes = await Promise.allSettled([
    put('one'),
    settle(async () => {
      throw new Error('this one cannot be noted');
    }),
    put('other'),
  ]);
  expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
  for (const id of ['one', 'other'])
    expect(await findDelivery(temporary.db, key(id))).toMatchObject({ status: 'waiting' });
  await put('later');
  expect(await findDelivery(temporary.db, key('later'))).toMatchObject({ attempts: 0 });
});
