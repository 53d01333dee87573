/** Two real processes over one database, given the same commands at the same moment. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listStreams } from '../../src/store/events.ts';
import { DATABASES } from '../support/database.ts';
import { refunds, spawnProcess } from './process.ts';
import { brokenStreams, saidTwiceOrNever } from './said-once.ts';
import { clockAt, emptyPlace, MORNING, workIn } from './workplace.ts';

describe.each(DATABASES)('two processes on %s', (kind) => {
  let place: Awaited<ReturnType<typeof emptyPlace>>;
  beforeEach(async () => {
    place = await emptyPlace(kind);
  });
  afterEach(() => place.remove());

  const both = (many: number) => {
    return [1, 2].map(() => spawnProcess({ config: place.config, now: MORNING, commands: refunds(many) }));
  };

  it('start together on an empty database, do each command once and post each card once', async () => {
    const processes = both(40);
    await Promise.all(processes.map((one) => one.until((line) => line.type === 'ready')));
    for (const one of processes) one.go();
    const lines = await Promise.all(processes.map((one) => one.until((line) => line.type === 'idle')));
    await Promise.all(processes.map((one) => one.ended()));
    const replies = lines.flat().filter((line) => line.type === 'reply');
    expect(replies).toHaveLength(80);
    expect(replies.filter((line) => line.status !== 'accepted')).toEqual([]);
    const after = await workIn(place.config, {}, clockAt(MORNING + 1_000));
    expect(await saidTwiceOrNever(after.app)).toEqual([]);
    expect(await brokenStreams(after.app)).toEqual([]);
    const streams = await listStreams(after.app.db, after.app.workspace);
    expect(streams.filter((stream) => stream.startsWith('refund-'))).toHaveLength(40);
    expect((await after.cards('support')).filter((one) => one.card?.title === 'Refund of an order')).toHaveLength(40);
    await after.end();
  });

  it('go on with what the other was killed over', async () => {
    const [victim, other] = both(30);
    if (!victim || !other) throw new Error('there are two');
    await Promise.all([victim, other].map((one) => one.until((line) => line.type === 'ready')));
    victim.go();
    await victim.until((_, all) => all.filter((line) => line.type === 'reply').length >= 10);
    await victim.kill();
    other.go();
    await other.until((line) => line.type === 'idle');
    await other.ended();
    // What the dead one had in its hands is taken up by whoever starts next on this machine.
    const after = await workIn(place.config, {}, clockAt(MORNING + 1_000));
    expect(await saidTwiceOrNever(after.app)).toEqual([]);
    expect(await brokenStreams(after.app)).toEqual([]);
    expect((await after.cards('support')).filter((one) => one.card?.title === 'Check the order')).toHaveLength(30);
    await after.end();
  });
});
