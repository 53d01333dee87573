/** What runs teach in Slack: the question in a modal, the proposal in direct messages, an answer to its button. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { buttonsOf, type Office, openOffice, readable } from './office.ts';
import { type Seeing, seeing } from './seeing.ts';
import { OPENING } from './sops.ts';

let office: Office;
let see: Seeing;
beforeAll(async () => {
  office = await openOffice();
  see = seeing(office);
  const answered = OPENING.replace('roles:\n', 'accountable_manager: boss\nroles:\n  - {id: boss, title: Boss}\n');
  await office.publishes(answered, { opener: ['ben'], boss: ['dora'] });
});
afterAll(async () => {
  await see.quiet();
  await office.end();
});

it('is asked once where a problem is decided over, proposed to the manager alone, and taken into a draft', async () => {
  const { slack } = office;
  const [ben, dora] = [slack.person('ben'), slack.person('dora')];
  await ben.slash('office', '/sop run opening');
  const run = await office.says('office', '0 of 2 steps');
  const step = await office.answers(run, 'Read the fridge');
  await ben.taps(step, 'Done');
  await ben.submits(await see.modal('ben', 'Fridge temperature'), { 'Fridge temperature, °C': '7' });
  const problem = await office.answers(run, 'please decide how it goes on');
  await dora.taps(problem, 'Accept as it is');
  const form = await see.modal('dora', 'Should the procedure change?');
  await dora.submits(form, { Why: 'A delivery', 'If so, what should it say?': 'Read it before the delivery.' });
  await office.becomes(problem, 'says that the procedure should change: “Read it before the delivery.”');

  const proposal = await see.direct('dora', 'Opening: should step 1 change?');
  expect(readable(proposal)).toContain('Read it before the delivery.');
  expect(buttonsOf(proposal)).toEqual(['Show the run', 'Accept into the next draft', 'Dismiss']);
  expect(ben.direct().map(readable).join()).not.toContain('should step 1 change');
  await dora.taps(proposal, 'Dismiss');
  await see.modal('dora', 'Why should the procedure stay as it is?');
  await dora.taps(proposal, 'Accept into the next draft');
  await office.becomes(proposal, 'Taken into the draft by');
  expect(buttonsOf(slack.message(proposal) ?? proposal)).toEqual([]);
  expect(readable(await see.direct('dora', 'Draft of revision 2'))).toContain('Learned from runs');
});
