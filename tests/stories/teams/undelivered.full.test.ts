/** What Teams refuses: people still see their turn, and whoever answers for the run is told what to mend. */
import { describe, expect, it } from 'vitest';
import type { Call } from '../../support/teams/connector-proxy.ts';
import { REFUSALS } from '../../support/teams/faults.ts';
import { cardOf } from '../../support/teams/reading.ts';
import { readable } from './cafe.ts';
import { asking, beginning, saidIn, withTill } from './till.ts';

describe('somebody who blocked Sopwith', () => {
  const till = withTill();

  it('is called in the thread, and decides there', async () => {
    const { cafe, person } = till;
    const { connector } = cafe.teams;
    connector.inject({ ...REFUSALS.blocked, match: saidIn(person('cem').chat), times: 100 });
    const direct = person('cem').direct().length;
    const run = await till.started(await till.begins());
    await till.counts(run);
    const asked = await cafe.answers(run, '0 of 2 approved');
    await cafe.tells('dee', '0 of 2 approved');
    await cafe.app.worker.idle();
    expect(cardOf(asked)?.msteams).toMatchObject({ entities: [{ text: '<at>Cem Yilmaz</at>' }, {}] });
    await till.approves('cem', asked);
    await cafe.becomes(asked, '1 of 2 approved');
    await cafe.app.worker.idle();
    expect(person('cem').direct()).toHaveLength(direct);
    expect([await till.parked(), till.errors()]).toEqual([[], []]);
    connector.clear();
  });
});

describe('a conversation that takes nothing any more', () => {
  const till = withTill();
  const inKitchen = ({ method, path, body }: Call) =>
    method !== 'GET' && `${path} ${JSON.stringify(body)}`.includes('19:harbour-kitchen');
  const notices = () =>
    till
      .person('ana')
      .direct()
      .filter((one) => /^(?:Not posted|Posting again)/.test(readable(one)));
  const noticed = (before: number) => till.cafe.teams.until(() => notices()[before], 'a notice to Ana', 20_000);

  it.each([
    ['403', REFUSALS.notInRoster],
    ['404', REFUSALS.gone],
  ])('by %s is told to the accountable manager, who has it posted again', async (_status, wrong) => {
    const { cafe, person } = till;
    const day = await till.begins();
    const run = await till.started(day);
    const step = await till.says(run);
    await cafe.app.worker.idle();
    const before = notices().length;
    cafe.teams.connector.inject({ ...wrong, match: inKitchen, times: 1_000 });
    await till.counts(run, step);
    const notice = await noticed(before);
    expect(readable(notice)).toMatch(/Count the till.*Add the app there again/s);
    await cafe.app.worker.idle();
    expect(notices()).toHaveLength(before + 1);
    expect(new Set(await till.parked())).toEqual(new Set([expect.stringContaining('Add the app there again')]));

    cafe.teams.connector.clear();
    await person('ana').presses(notice, 'Post again');
    // By 404 the post that begins the thread may be gone: it is said again.
    const thread = () => till.runs(day).slice(-1).flatMap(cafe.teams.thread);
    await cafe.teams.until(() => asking(thread()).length > 0, 'the approval', 20_000);
    await cafe.becomes(notice, 'is on its way again');
    await cafe.app.worker.idle();
    expect([await till.parked(), asking(thread()).length]).toEqual([[], 1]);
  });

  it('is told what it missed once Sopwith is added again', async () => {
    const { cafe, person } = till;
    cafe.teams.connector.inject({ ...REFUSALS.notInRoster, match: beginning, times: 1_000 });
    const before = notices().length;
    const day = await till.begins();
    const notice = await noticed(before);
    await cafe.app.worker.idle();
    cafe.teams.connector.clear();
    await person('ana').installs('Kitchen');
    await cafe.answers(await till.started(day), 'Count it');
    await cafe.becomes(notice, 'is on its way again');
    await cafe.app.worker.idle();
    expect([await till.parked(), till.runs(day).length]).toEqual([[], 1]);
  });
});

describe('a message that somebody deletes', () => {
  const till = withTill();

  it('is said again while there is something to do, and the thread begins anew below it', async () => {
    const { cafe, person } = till;
    const day = await till.begins();
    const run = await till.started(day);
    const step = await cafe.answers(run, 'Count it');
    cafe.teams.held.remove(run.id);
    await till.counts(run);
    const again = await till.started(day);
    expect(again.id).not.toBe(run.id);
    const asked = await cafe.answers(again, '0 of 2 approved');
    await till.approves('cem', asked);
    await cafe.becomes(asked, '1 of 2 approved');
    // What is settled stays deleted.
    cafe.teams.held.remove(asked.id);
    await till.approves('dee', await cafe.tells('dee', '1 of 2 approved'));
    await person('ben').presses(await cafe.answers(again, 'Lock it up'), 'Done');
    await cafe.becomes(again, /[Cc]ompleted/);
    await cafe.app.worker.idle();
    expect(readable(cafe.teams.message(step) ?? step)).toContain('Cem Yilmaz');
    expect([await till.parked(), asking(cafe.teams.thread(again))]).toEqual([[], []]);
    expect(till.runs(day).map(({ id }) => id)).toEqual([again.id]);
  });
});

describe('a card that is too large for Teams', () => {
  const till = withTill();
  const TOO_LARGE = { kind: 'status', status: 413, body: { error: { code: 'MessageSizeTooBig' } } } as const;

  it('is told in words, and in its place when it becomes so', async () => {
    const { cafe, person } = till;
    const { connector } = cafe.teams;
    connector.inject({ match: beginning, ...TOO_LARGE });
    await till.begins();
    const run = await cafe.says('Kitchen', 'Teams could not show the card');
    expect(run).toMatchObject({ attachments: [], text: expect.stringContaining('Count the till') });
    const step = await cafe.answers(run, 'Count it');
    connector.inject({ match: ({ method, path }) => method === 'PUT' && path.endsWith(step.id), ...TOO_LARGE });
    await person('ben').replies(run, '250');
    expect(await cafe.becomes(step, 'Teams could not show the card')).toMatchObject({ attachments: [] });
    expect(till.errors()).toEqual(Array(2).fill('Teams did not accept a card; it was told in words'));
    expect(await till.parked()).toEqual([]);
  });
});
