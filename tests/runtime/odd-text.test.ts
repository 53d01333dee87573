/** Characters that one of the databases cannot keep, in everything that people may type. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkHistory } from '../../src/runtime/check-history.ts';
import { listHistories } from '../../src/store/audit.ts';
import { published } from '../stories/publishing.ts';
import { told } from '../stories/words.ts';
import { openWorkplace, type Workplace } from '../stories/workplace.ts';
import { DATABASES } from '../support/database.ts';

const SOP = `
sop: night-round
title: Night round
purpose: Doors are locked.
inputs:
  - {id: shift, title: Shift, type: text}
roles:
  - {id: opener, title: Opener}
accountable_manager: opener
steps:
  - id: doors
    title: Lock the doors
    role: opener
    skippable: true
    evidence:
      - {id: word, title: A word, type: text}
retention: {keep: P1Y}
`;
/** NUL, and half of a character. */
const ODD = 'a\u0000b\ud83d c';

describe.each(DATABASES)('odd text on %s', (kind) => {
  let work: Workplace;
  beforeAll(async () => {
    work = await openWorkplace(kind);
    await published(work, SOP);
  });
  afterAll(() => work.end());

  it('is recorded, and leaves histories that are whole', async () => {
    expect(await work.say('ana', `run night-round shift="${ODD}"`)).toEqual({ type: 'none' });
    const { run } = await work.run('kitchen');
    const at = { v: 1, run, step: 'doors' } as const;
    for (const [verb, fields] of [
      ['note', { note: ODD }],
      ['record', { word: ODD }],
      ['raise', { note: ODD, kind: 'other' }],
    ] as const) {
      expect(await work.send('ana', { ...at, verb }, fields)).toEqual({ type: 'none' });
    }
    const decided = { v: 1, run, verb: 'resolve', exception: 'x1', resolution: 'skip' } as const;
    expect(await work.send('ana', decided, { reason: ODD })).toEqual({ type: 'none' });
    expect((await work.run('kitchen')).status).toBe('ended');
    for (const history of await listHistories(work.app.db)) {
      expect(await checkHistory(work.app.db, history)).toEqual({ status: 'whole', events: expect.any(Number) });
    }
  });

  it('in a phrase or a draft finds nothing, and breaks nothing', async () => {
    expect(told(await work.say('ana', `run ${ODD}`))).toMatch(/no SOP/);
    expect(told(await work.say('ana', `evidence ${ODD}`))).toMatch(/no SOP/);
    expect(told(await work.say('ana', `role opener add ${ODD}`))).toMatch(/administrator/);
    expect(told(await work.say('ana', 'revise night-round'))).toMatch(/draft/);
  });
});
