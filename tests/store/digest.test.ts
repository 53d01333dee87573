/** The rows that a digest is made from. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '../../src/store/database.ts';
import { appendEvents } from '../../src/store/events.ts';
import { historiesOf, runsUnderWay } from '../../src/store/reads/digest.ts';
import { saveStream } from '../../src/store/streams.ts';
import { DATABASES, type TemporaryDatabase, temporaryDatabase } from '../support/database.ts';

describe.each(DATABASES)('the runs of a digest on %s', (kind) => {
  let temporary: TemporaryDatabase;
  let db: Database;
  let workspace: string;
  beforeAll(async () => {
    temporary = await temporaryDatabase(kind);
    db = temporary.db;
  });
  beforeEach(() => {
    workspace = randomUUID();
  });
  afterAll(() => temporary.end());

  /** Instants are small numbers here: a day is from 100 until before 200. */
  const runs = (id: string, started: number, ended: number | null, more: { place?: string; workspace?: string } = {}) =>
    db.transaction(async (tx) => {
      const status = ended === null ? 'open' : 'ended';
      const first = {
        workspace_id: more.workspace ?? workspace,
        id,
        sop_id: 's',
        sop_key: 's',
        title: id,
        revision: 1,
      };
      saveStream(
        tx,
        'run',
        {
          ...first,
          ...{
            place: more.place ?? 'web:kitchen',
            status,
            outcome: ended === null ? null : 'completed',
            exclusive: null,
          },
          ...{
            started_at: started,
            started_by: 'ana',
            ended_at: ended,
            state: {},
            version: 1,
            head: id,
            updated_at: 1,
          },
        },
        0,
      );
    });
  const underWay = async (limit = 10) =>
    (await runsUnderWay(db, { workspace, place: 'web:kitchen', from: 100, to: 200, limit })).map((one) => one.id);

  it('are those of its place that were under way in its days, oldest first', async () => {
    await runs('over before', 10, 99);
    await runs('into the day', 20, 100);
    await runs('out of the day', 199, 500);
    await runs('whole', 120, 130);
    await runs('still open', 5, null);
    await runs('begun later', 200, null);
    await runs('begun and ended later', 200, 210);
    await runs('elsewhere', 120, 130, { place: 'web:support' });
    await runs('of others', 120, 130, { workspace: randomUUID() });
    expect(await underWay()).toEqual(['still open', 'into the day', 'whole', 'out of the day']);
  });

  it('are the newest where there are too many, and one more, so that it shows', async () => {
    for (let index = 0; index < 6; index += 1) await runs(`r${index}`, 100 + index, index % 2 ? null : 150);
    expect(await underWay(3)).toEqual(['r2', 'r3', 'r4', 'r5']);
    expect(await underWay(6)).toHaveLength(6);
  });

  it('have their histories in order, each its own, of this workspace only', async () => {
    const actor = { type: 'member', id: 'ana', identity: 'web:ana' };
    const happens = (stream: string, events: readonly string[], at = workspace) =>
      db.transaction(async (tx) => {
        appendEvents(tx, {
          ...{ workspace: at, stream, after: undefined },
          events: events.map((type, index) => ({ type, at: index, actor, step: `s${index}` })),
        });
      });
    await happens('b', ['RunStarted', 'StepReady']);
    await happens(
      'a',
      Array.from({ length: 12 }, (_, index) => `E${index}`),
    );
    await happens('c', ['Other']);
    await happens('a', ['Foreign'], randomUUID());
    const found = new Map((await historiesOf(db, workspace, ['a', 'b', 'none'])).map((one) => [one.run, one.events]));
    expect(found.get('b')).toEqual([
      { type: 'RunStarted', at: 0, actor, step: 's0' },
      { type: 'StepReady', at: 1, actor, step: 's1' },
    ]);
    expect(found.get('a')?.map((one) => (one as { type: string }).type)).toEqual(
      Array.from({ length: 12 }, (_, index) => `E${index}`),
    );
    expect(found.get('none')).toEqual([]);
    expect(await historiesOf(db, workspace, [])).toEqual([]);
  });
});
