/** Two of the program over one database: neither is special, and nothing is done or said twice. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listStreams, readEvents } from '../../src/store/events.ts';
import { listSops } from '../../src/store/sops.ts';
import { DATABASES } from '../support/database.ts';
import { refunds } from './process.ts';
import { brokenStreams, saidTwiceOrNever } from './said-once.ts';
import { told } from './words.ts';
import { emptyPlace, HOUR, openWorkplace, type Workplace, workIn } from './workplace.ts';

describe.each(DATABASES)('two replicas on %s', (kind) => {
  let one: Workplace;
  let two: Workplace;
  beforeAll(async () => {
    one = await openWorkplace(kind);
    two = await workIn(one.config, {}, one.clock);
  });
  afterAll(async () => {
    await two.end();
    await one.end();
  });

  /** Until neither has anything left: what one finishes may be the other's to go on with. */
  const idle = async () => {
    do {
      await Promise.all([one.idle(), two.idle()]);
    } while ((await saidTwiceOrNever(one.app)).some((wrong) => wrong.startsWith('still')));
  };

  it('handle each command once, whichever of them is asked', async () => {
    const replies = await Promise.all(
      refunds(20).flatMap(({ key, member, command }) => {
        const actor = { type: 'member', id: member, identity: `web:${member}` } as const;
        const envelope = { workspace: one.app.workspace, key, actor, command };
        return [one.app.handle(envelope), two.app.handle(envelope)];
      }),
    );
    expect(replies.filter((reply) => reply.status !== 'accepted')).toEqual([]);
    await idle();
    const streams = (await listStreams(one.app.db, one.app.workspace)).filter((stream) => stream.startsWith('refund-'));
    expect(streams).toHaveLength(20);
    for (const stream of streams) {
      const events = await readEvents(one.app.db, one.app.workspace, stream);
      expect(events.map((event) => event.type)).toEqual(['RunStarted', 'StepReady']);
    }
  });

  it('post each card once, and agree on what it says', async () => {
    expect(await saidTwiceOrNever(one.app)).toEqual([]);
    expect((await one.cards('support')).filter((card) => card.card?.title === 'Refund of an order')).toHaveLength(20);
    expect(await two.cards('support')).toEqual(await one.cards('support'));
  });

  it('let only one of two people do a step, each at another of them', async () => {
    expect(await one.say('ana', 'run kitchen-opening handover=none')).toEqual({ type: 'none' });
    await idle();
    const card = await two.find('kitchen', 'Unlock and switch the alarm off');
    const answers = await Promise.all(
      [one, two, one, two].map((work, index) =>
        work.press('ana', card, 'Done', { rooms_walked: true }, { key: `done-${index}` }),
      ),
    );
    const others = answers.map(told).filter((answer) => answer !== '');
    expect(others).toHaveLength(3);
    expect(others.filter((answer) => !/Ana Lima completed/.test(answer))).toEqual([]);
    await idle();
  });

  it('run at most one of an SOP that runs one at a time', async () => {
    expect(told(await two.say('ben', 'run kitchen-opening handover=none'))).toMatch(/running already/);
    const card = await one.find('kitchen', 'Kitchen opening');
    expect(await two.press('ben', card, 'Cancel run', { reason: 'A fire drill' })).toEqual({ type: 'none' });
    await idle();
    const answers = await Promise.all(
      [one, two, one, two].map((work) => work.say('ben', 'run kitchen-opening handover=none')),
    );
    expect(answers.filter((answer) => answer.type === 'none')).toHaveLength(1);
    expect(answers.map(told).filter((answer) => /running already/.test(answer))).toHaveLength(3);
    await idle();
  });

  it('see at once what was said to the other about who holds a role', async () => {
    expect(told(await one.say('eva', 'role lookout add Finn'))).toMatch(/now holds/);
    expect(told(await two.say('ana', 'roles'))).toMatch(/lookout/);
    expect(told(await two.say('ana', 'roles'))).toMatch(/Finn Berg/);
  });

  it('remind once', async () => {
    one.clock.at += 2 * HOUR;
    await idle();
    const reminders = (await one.cards('kitchen')).filter((card) => /^(Late|Due soon): Unlock/m.test(card.says));
    expect(reminders.length).toBeGreaterThan(0);
    expect(await saidTwiceOrNever(one.app)).toEqual([]);
    const run = await one.run('kitchen');
    const escalated = (await readEvents(one.app.db, one.app.workspace, run.run)).filter(
      (e) => e.type === 'StepEscalated',
    );
    expect(new Set(escalated.map((event) => JSON.stringify(event.data))).size).toBe(escalated.length);
    expect(await brokenStreams(one.app)).toEqual([]);
  });
});

describe.each(DATABASES)('two that start at the same moment on an empty %s', (kind) => {
  it('make one workspace between them', async () => {
    const place = await emptyPlace(kind);
    const both = await Promise.all([workIn(place.config), workIn(place.config)]);
    const [first, second] = both;
    expect(await first?.read('kitchen')).toHaveLength(1);
    expect(await second?.read('support')).toHaveLength(1);
    const sops = second ? await listSops(second.app.db, second.app.workspace) : [];
    expect(sops.map((sop) => `${sop.key} ${sop.revision}`)).toEqual(['kitchen-opening 1', 'order-refund 1']);
    if (first) expect(await brokenStreams(first.app)).toEqual([]);
    for (const work of both) await work.end();
    await place.remove();
  });
});
