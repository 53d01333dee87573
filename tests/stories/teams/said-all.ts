import { setImmediate } from 'node:timers/promises';
import { dynamic } from '../../../src/store/query.ts';
import type { Cafe } from './cafe.ts';

/** Waits until nothing is to be said any more, nor waits for its turn in a conversation. Throws after `patience` milliseconds. */
export async function saidAll({ app }: Pick<Cafe, 'app'>, patience: number): Promise<void> {
  for (const began = Date.now(); ; await setImmediate()) {
    await app.worker.idle();
    const soon = dynamic((build) =>
      build
        .selectFrom('effects')
        .select(['stream', 'subject', 'error'])
        .where('status', '<>', 'parked')
        .where('due', '<', Date.now() + 2_000),
    );
    const left = await app.db.all(soon, {});
    if (left.length === 0) return;
    if (Date.now() - began > patience) throw new Error(`this was not said in time: ${JSON.stringify(left)}`);
  }
}
