/** Whoever receives slowly holds up nobody else, and loses nothing by it. */
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createMemory } from '../../src/runtime/memory.ts';
import type { Courier } from '../../src/runtime/ports.ts';
import { sealWith } from '../../src/runtime/sealed.ts';
import { type Dispatcher, startDispatcher } from '../../src/runtime/webhooks/dispatcher.ts';
import { happenedIn } from '../../src/runtime/webhooks/happened.ts';
import { newSecret, signersWith } from '../../src/runtime/webhooks/sign.ts';
import { findDelivery, putDelivery } from '../../src/store/webhook-deliveries.ts';
import { addWebhook } from '../../src/store/webhooks.ts';
import { DATABASES, type TemporaryDatabase, temporaryDatabase } from '../support/database.ts';

const MANY = 80;

describe.each(DATABASES)('webhooks side by side on %s', (kind) => {
  let temporary: TemporaryDatabase;
  let dispatcher: Dispatcher;
  let clock = 10_000;
  const sent: string[] = [];
  const held: (() => void)[] = [];
  let isHolding = true;
  const courier: Courier = {
    objection: () => undefined,
    async send({ url, headers }) {
      sent.push(`${url} ${headers['webhook-id']}`);
      if (isHolding && url.includes('slow')) await new Promise<void>((go) => held.push(go));
      return { status: 204 };
    },
  };
  beforeAll(async () => {
    temporary = await temporaryDatabase(kind);
    const seal = sealWith('s'.repeat(32), 'webhook secrets');
    const common = { workspace: 'w', events: ['run'], from: { xact: 0, seq: 0 }, createdBy: 'eva', createdAt: 1 };
    for (const id of ['slow', 'quick']) {
      const secret = seal.close(newSecret(), `w ${id}`);
      await addWebhook(temporary.db, { ...common, id, url: `https://${id}.example.com/`, secret });
    }
    const log = pino({ level: 'silent' });
    const { db } = temporary;
    dispatcher = startDispatcher({
      db,
      memory: createMemory(),
      happened: happenedIn(db),
      courier,
      signers: signersWith(seal),
      now: () => clock,
      log,
    });
  });
  afterAll(async () => {
    await dispatcher.stop();
    await temporary.end();
  });

  const owe = (webhook: string, ids: readonly string[]) =>
    temporary.db.transaction(async (tx) => {
      for (const id of ids) putDelivery(tx, { workspace: 'w', webhook, id, type: 'ping', at: clock }, { due: clock });
    });
  const ids = (count: number, word: string) => Array.from({ length: count }, (_, index) => `${word}_${index}`);
  const quick = () => sent.filter((one) => one.includes('quick'));

  it('sends to one while another takes nothing, and all of it in the end, once each', async () => {
    await owe('slow', ids(MANY, 'late'));
    dispatcher.look();
    await expect.poll(() => held.length).toBe(1);
    await owe('quick', ids(3, 'soon'));
    dispatcher.look();
    await expect.poll(quick).toHaveLength(3);
    await owe('quick', ids(3, 'more'));
    dispatcher.look();
    await expect.poll(quick, { timeout: 3_000 }).toHaveLength(6);
    expect(held).toHaveLength(1);
    isHolding = false;
    held[0]?.();
    await dispatcher.idle();
    expect(sent).toHaveLength(MANY + 6);
    expect(new Set(sent).size).toBe(MANY + 6);
  });

  it('counts no attempt of what waited too long behind another', async () => {
    isHolding = true;
    held.length = sent.length = 0;
    await owe('slow', ids(2, 'behind'));
    dispatcher.look();
    await expect.poll(() => held.length).toBe(1);
    // Longer than whoever takes one has it.
    clock += 140_000;
    held[0]?.();
    await expect.poll(() => held.length).toBe(2);
    held[1]?.();
    await dispatcher.idle();
    const key = { workspace: 'w', webhook: 'slow', id: sent[1]?.split(' ')[1] ?? '' };
    expect(await findDelivery(temporary.db, key)).toMatchObject({ status: 'delivered', attempts: 1 });
  });
});
