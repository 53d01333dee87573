import { afterAll, beforeAll, expect, it } from 'vitest';
import { published } from '../stories/publishing.ts';
import { told } from '../stories/words.ts';
import { openWorkplace, type Workplace } from '../stories/workplace.ts';

const SOP = `
sop: parcel
title: Parcel
purpose: Each parcel is looked at.
roles:
  - {id: opener, title: Opener}
accountable_manager: opener
steps:
  - {id: look, title: Look at it, role: opener}
retention: {keep: P1Y}
`;

let work: Workplace;
beforeAll(async () => {
  work = await openWorkplace('sqlite');
  await published(work, SOP);
});
afterAll(() => work.end());

it('says how many open runs are not listed', async () => {
  const start = async (count: number) => {
    for (let index = 0; index < count; index++) await work.say('ana', 'run parcel');
  };
  await start(20);
  expect(told(await work.say('ana', 'status'))).not.toMatch(/and \d+ more/);
  await start(3);
  expect(told(await work.say('ana', 'status'))).toMatch(/and 3 more/);
});
