import { afterEach, describe, expect, it } from 'vitest';
import { publishSamples } from '../../src/runtime/publish-samples.ts';
import { openWorkplace, type Workplace } from '../stories/workplace.ts';

describe('the samples of a new workspace', () => {
  let work: Workplace;
  afterEach(() => work.end());

  it('that are refused say why, and do not pass for published', async () => {
    work = await openWorkplace('sqlite');
    const { workspace, db, handle } = work.app;
    const publisher = { type: 'member', id: 'stranger', identity: 'web:stranger' } as const;
    const path = new URL('../../templates/opening-checks.sop.yaml', import.meta.url);
    const samples = [{ path, key: 'another', title: 'Another', place: 'web:kitchen' }];
    const publishing = publishSamples({ db, handle }, { workspace, publisher, samples });
    await expect(publishing).rejects.toThrow(/opening-checks\.sop\.yaml.*not_a_person/);
  });
});
