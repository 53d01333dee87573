import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PHRASES } from '../../src/runtime/phrase.ts';
import { drafted } from '../stories/publishing.ts';
import { openWorkplace, type Workplace } from '../stories/workplace.ts';

describe('completion of /sop', () => {
  let work: Workplace;
  beforeAll(async () => {
    work = await openWorkplace('sqlite');
    await drafted(
      work,
      'sop: kitchen-closing\ntitle: Kitchen closing\npurpose: It is clean.\nroles: [{id: opener, title: Opener}]\nsteps: [{id: a, title: A, role: opener}]\n',
    );
  });
  afterAll(() => work.end());

  const complete = async (typed: string) => {
    const found = await work.app.conversation.complete(work.app.workspace, typed);
    return found.map((one) => one.phrase);
  };

  it('offers every phrase to who has typed nothing', async () => {
    expect(await complete('')).toHaveLength(PHRASES.length);
  });

  it.each([
    ['ru', ['run KEY']],
    ['RU', ['run KEY']],
    ['rol', ['roles', 'role ROLE add|remove NAME']],
    ['zz', []],
    // Only what can be run.
    ['run ', ['run kitchen-opening', 'run order-refund']],
    ['run kitchen', ['run kitchen-opening']],
    ['run OPEN', ['run kitchen-opening']],
    ['publish kitchen', ['publish kitchen-closing', 'publish kitchen-opening']],
    ['status x', ['status']],
  ])('%j', async (typed, phrases) => {
    expect(await complete(typed)).toEqual(phrases);
  });

  it('explains each with what the SOP is called', async () => {
    expect(await work.app.conversation.complete(work.app.workspace, 'run kitchen')).toEqual([
      { phrase: 'run kitchen-opening', explains: 'Kitchen opening' },
    ]);
  });
});
