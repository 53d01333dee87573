/** What Teams loses or limits on the way: nothing of a run is lost, and nothing is said twice where that can be told. */
import { describe, expect, it } from 'vitest';
import type { Json } from '../../support/slack/json.ts';
import { REFUSALS, tooMany, type Wrong } from '../../support/teams/faults.ts';
import type { Message } from '../../support/teams/held.ts';
import { cardOf } from '../../support/teams/reading.ts';
import { asking, beginning, saidIn, withTill } from './till.ts';

describe('a fault on the way', () => {
  const till = withTill({ patience: 2_000 });

  const FAULTS: readonly (readonly [string, Wrong])[] = [
    ['502', REFUSALS.unavailable],
    ['412', REFUSALS.changed],
    ['a connection that breaks before it was said', { kind: 'reset' }],
    ['an answer that is lost after it was said', { kind: 'after' }],
    ['429 for a second', tooMany(1)],
    ['no answer', { kind: 'hang' }],
  ];

  it.each(FAULTS)('%s: each card stands once, and is brought up to date', async (_what, wrong) => {
    const { cafe, person } = till;
    const { connector } = cafe.teams;
    connector.inject({ match: beginning, ...wrong });
    connector.inject({ match: saidIn('19:', 'Count it'), ...wrong });
    const day = await till.begins();
    const run = await till.started(day);
    await cafe.answers(run, 'Count it');
    connector.inject({ match: ({ method }) => method === 'PUT', ...wrong });
    connector.inject({ match: saidIn('19:', 'of 2 approved'), ...wrong });
    await till.counts(run);
    const asked = await cafe.answers(run, '0 of 2 approved');
    await till.approves('cem', asked);
    await cafe.becomes(asked, '1 of 2 approved');
    connector.inject({ match: saidIn('19:', 'Lock it up'), ...wrong });
    await till.approves('dee', asked);
    await person('ben').presses(await cafe.answers(run, 'Lock it up'), 'Done');
    await cafe.becomes(run, /[Cc]ompleted/);
    await cafe.app.worker.idle();
    expect(till.runs(day)).toHaveLength(1);
    expect(['Count it', 'Lock it up'].map((title) => till.cards(run, title).length)).toEqual([1, 1]);
    expect([await till.parked(), till.errors()]).toEqual([[], []]);
  });
});

describe('an answer that is lost where nobody may look for what was said', () => {
  const till = withTill();
  const lost = (words: string, place = '19:') =>
    till.cafe.teams.connector.inject({ kind: 'after', match: saidIn(place, words) });
  /** Both of them, once the second is known to be the one that counts. */
  const twice = async (messages: () => readonly Message[]): Promise<readonly [Message, Message]> => {
    await till.cafe.teams.until(() => asking(messages()).length === 2, 'both of them', 20_000);
    await till.cafe.app.worker.idle();
    const [first, second] = asking(messages());
    if (!first || !second) throw new Error('there are two');
    return [first, second];
  };
  const takenBack = (message: Message) =>
    till.cafe.teams.until(() => till.cafe.teams.message(message) === undefined, 'it to be taken back');

  it('is said again in a thread, and the first is taken back once somebody’s client asks for it', async () => {
    const { cafe, person } = till;
    cafe.teams.graph.forbid('channel messages');
    const run = await till.started(await till.begins());
    lost('of 2 approved');
    await till.counts(run);
    const [first, second] = await twice(() => cafe.teams.thread(run));
    cafe.teams.graph.allow('channel messages');
    await person('dee').sees(second);
    expect(asking(cafe.teams.thread(run))).toHaveLength(2);
    const seen = await person('cem').invokes('adaptiveCard/action', refreshOf(first), first);
    expect(seen).toMatchObject({ value: expect.stringContaining('not there any more') });
    await takenBack(first);
    await till.approves('cem', second);
    await cafe.becomes(second, '1 of 2 approved');
    expect(asking(cafe.teams.thread(run))).toEqual([cafe.teams.message(second)]);
  });

  it('is said again in a personal chat, which Graph never shows, and taken back likewise', async () => {
    const { cafe, person } = till;
    const run = await till.started(await till.begins());
    lost('of 2 approved', person('dee').chat);
    const before = person('dee').direct().length;
    await till.counts(run);
    const [first, second] = await twice(() => person('dee').direct().slice(before));
    expect(asking(cafe.teams.thread(run))).toHaveLength(1);
    await person('dee').sees(first);
    await takenBack(first);
    await till.approves('dee', second);
    await cafe.becomes(second, '1 of 2 approved');
    await cafe.answers(run, '1 of 2 approved');
  });

  it('of a run is said again, and it goes on under one of them', async () => {
    const { cafe } = till;
    cafe.teams.graph.forbid('channel messages');
    cafe.teams.connector.inject({ kind: 'after', match: beginning });
    const day = await till.begins();
    await cafe.teams.until(() => till.runs(day).length === 2, 'both of them', 20_000);
    await cafe.app.worker.idle();
    cafe.teams.graph.allow('channel messages');
    expect(till.runs(day).map((one) => till.cards(one, 'Count it').length)).toEqual([0, 1]);
    expect(await till.parked()).toEqual([]);
  });

  it('is not taken back while it may be the one that counts', async () => {
    const { cafe, person } = till;
    const run = await till.started(await till.begins());
    lost('of 2 approved');
    cafe.teams.graph.inject({ kind: 'status', status: 503, times: 100 });
    await till.counts(run);
    const asked = await cafe.answers(run, '0 of 2 approved');
    // For as long as the client waits nobody knows of it.
    await person('cem').sees(asked);
    cafe.teams.graph.clear();
    till.later(60_000);
    await cafe.tells('cem', '0 of 2 approved');
    await cafe.app.worker.idle();
    expect(asking(cafe.teams.thread(run))).toEqual([cafe.teams.message(asked)]);
    await till.approves('cem', asked);
    await cafe.becomes(asked, '1 of 2 approved');
  });
});

function refreshOf(message: Message): Json {
  const { refresh } = cardOf(message) as { readonly refresh?: { readonly action: Json } };
  return { action: refresh?.action, trigger: 'automatic' };
}

describe('silence that Teams asks for', () => {
  const till = withTill();

  it('is kept in its conversation for as long as it says, in no other, and is no attempt', async () => {
    const { cafe } = till;
    const warned = cafe.log.length;
    cafe.teams.connector.inject({ match: beginning, ...tooMany(600) });
    const [held, other] = [await till.begins('Kitchen'), await till.begins('General')];
    await cafe.answers(await till.started(other, 'General'), 'Count it');
    await cafe.app.worker.idle();
    till.later(500_000);
    await cafe.app.worker.idle();
    expect([till.runs(held), till.runs(other, 'General').length]).toEqual([[], 1]);
    till.later(100_000);
    await cafe.answers(await till.started(held), 'Count it');
    expect(cafe.log.slice(warned).filter(({ level }) => level >= 40)).toEqual([]);
  });

  it('is of Sopwith’s own choosing where Teams does not say for how long, and ends', async () => {
    const { cafe } = till;
    const begun = () => cafe.teams.connector.calls.filter(beginning).length;
    const before = begun();
    cafe.teams.connector.inject({ match: beginning, times: 5, ...tooMany() });
    const day = await till.begins('General');
    for (let round = 0; round < 5; round += 1) {
      await cafe.teams.until(() => begun() === before + round + 1, `attempt ${round}`, 20_000);
      await cafe.app.worker.idle();
      till.later(2_000 * 2 ** round);
    }
    await cafe.answers(await till.started(day, 'General'), 'Count it');
    expect(begun()).toBe(before + 6);
  });
});
