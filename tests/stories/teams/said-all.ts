import { setImmediate } from 'node:timers/promises';
import { dynamic } from '../../../src/store/query.ts';
import type { Cafe } from './cafe.ts';

/** Waits until nothing is to be said any more, nor waits for its turn in a conversation; `patience` in milliseconds. */
export async function saidAll({ app }: Pick<Cafe, 'app'>, patience: number): Promise<void> {
  const waiting = async () => {
    await app.worker.idle();
    const soon = dynamic((build) =>
      build
        .selectFrom('effects')
        .select('stream')
        .where('status', '<>', 'parked')
        .where('due', '<', Date.now() + 2_000),
    );
    return (await app.db.all(soon, {})).length > 0;
  };
  for (const began = Date.now(); (await waiting()) && Date.now() - began < patience; ) await setImmediate();
}
