/** The process is killed between a commit and its delivery, at every place where that can hurt. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Command } from '../../src/runtime/command.ts';
import { DATABASES } from '../support/database.ts';
import { doStep } from './doing.ts';
import { type Orders, refunds, spawnProcess } from './process.ts';
import { brokenStreams, saidTwiceOrNever } from './said-once.ts';
import { clockAt, emptyPlace, MORNING, workIn } from './workplace.ts';

const start: Command = {
  type: 'startRun',
  run: 'run-1',
  sop: 'sample-kitchen-opening',
  inputs: {},
  place: 'web:kitchen',
};

describe.each(DATABASES)('killed on %s', (kind) => {
  let place: Awaited<ReturnType<typeof emptyPlace>>;
  beforeEach(async () => {
    place = await emptyPlace(kind);
    const first = await workIn(place.config);
    await first.end();
  });
  afterEach(() => place.remove());

  /** Lets a process run into its orders, kills it there, and starts the program again over what it left. */
  const killed = async (
    orders: Pick<Orders, 'hang' | 'commands'>,
    at: Parameters<ReturnType<typeof spawnProcess>['until']>[0],
  ) => {
    const process = spawnProcess({ config: place.config, now: MORNING, ...orders });
    process.go();
    const lines = await process.until(at);
    await process.kill();
    return { lines, after: await workIn(place.config, {}, clockAt(MORNING + 1_000)) };
  };

  const posts = [0, 1];
  it.each(posts)('after the commit, before post %i: it is said once', async (at) => {
    const orders = {
      hang: { at, when: 'before' },
      commands: [{ key: 'start', member: 'ana', command: start }],
    } as const;
    const { lines, after } = await killed(orders, (line) => line.type === 'posting');
    expect(lines).toContainEqual({
      type: 'posting',
      title: at === 0 ? 'Kitchen opening' : 'Unlock and switch the alarm off',
    });
    expect(await saidTwiceOrNever(after.app)).toEqual([]);
    const cards = (await after.cards('kitchen')).map((one) => one.card?.title);
    expect(cards).toEqual(['Kitchen opening', 'Unlock and switch the alarm off']);
    expect(await doStep(after, 'ana')).toBe('Unlock and switch the alarm off');
    await after.end();
  });

  it.each(posts)('after post %i, before it is noted: it is not said again', async (at) => {
    const orders = {
      hang: { at, when: 'after' },
      commands: [{ key: 'start', member: 'ana', command: start }],
    } as const;
    const { after } = await killed(orders, (line) => line.type === 'posted');
    expect(await saidTwiceOrNever(after.app)).toEqual([]);
    const cards = (await after.cards('kitchen')).map((one) => one.card?.title);
    expect(cards).toEqual(['Kitchen opening', 'Unlock and switch the alarm off']);
    // The reply was remembered with the commit: asking again starts nothing.
    const actor = { type: 'member', id: 'ana', identity: 'web:ana' } as const;
    const again = await after.app.handle({ workspace: after.app.workspace, key: 'start', actor, command: start });
    expect(again).toMatchObject({ status: 'accepted', version: 2 });
    await after.idle();
    expect(await after.cards('kitchen')).toHaveLength(2);
    await after.end();
  });

  it.each([1, 7, 23])(
    'in the thick of it, after reply %i: what was answered is kept, and all is said once',
    async (many) => {
      const commands = refunds(30);
      const { lines, after } = await killed(
        { commands },
        (_, all) => all.filter((one) => one.type === 'reply').length >= many,
      );
      const answered = lines.flatMap((line) => (line.type === 'reply' && line.status === 'accepted' ? [line.key] : []));
      expect(answered.length).toBeGreaterThanOrEqual(many);
      for (const { key, member, command } of commands) {
        const actor = { type: 'member', id: member, identity: `web:${member}` } as const;
        expect(await after.app.handle({ workspace: after.app.workspace, key, actor, command })).toMatchObject({
          status: 'accepted',
        });
      }
      await after.idle();
      expect(await saidTwiceOrNever(after.app)).toEqual([]);
      expect(await brokenStreams(after.app)).toEqual([]);
      expect((await after.cards('support')).filter((one) => one.card?.title === 'Refund of an order')).toHaveLength(30);
      expect((await after.cards('support')).filter((one) => one.card?.title === 'Check the order')).toHaveLength(30);
      await after.end();
    },
  );
});
