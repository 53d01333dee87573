/** How people want to be called, and who stands in: in words, in modals, in direct messages. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mentionsOf } from '../../support/slack/surface.ts';
import { type Office, openOffice } from './office.ts';
import { type Seeing, seeing } from './seeing.ts';

const SHELVES = `sop: shelves
title: Shelves
roles: [{id: filler, title: Filler}, {id: checker, title: Checker}]
steps:
  - {id: fill, title: Fill the shelves, role: filler}
  - {id: sweep, title: Sweep the aisle, role: filler}
`;

describe('calling people', () => {
  let office: Office;
  let see: Seeing;
  beforeAll(async () => {
    office = await openOffice();
    see = seeing(office);
    await office.publishes(SHELVES, { filler: ['ben'], checker: ['dora'] });
  });
  afterAll(async () => {
    await see.quiet();
    await office.end();
  });
  const person = (name: string) => office.slack.person(name);

  it('by a direct message instead of a mention, for whoever chose that', async () => {
    await person('ben').slash('kitchen', '/sop settings');
    const form = await see.modal('ben', 'how should Sopwith call you');
    await person('ben').submits(form, {
      'When something waits for you, how should Sopwith call you?': 'By a direct message instead',
      'Quiet hours': '20:00-07:00',
    });
    await see.modal('ben', 'From 20:00 to 07:00');
    await person('dora').slash('kitchen', '/sop run shelves');
    const run = await office.says('kitchen', 'of 2 steps');
    const step = await office.answers(run, 'Fill the shelves');
    expect(mentionsOf(step)).toEqual([]);
    await person('ben').taps(await see.direct('ben', 'Fill the shelves'), 'Done');
    await office.becomes(step, 'Done by');
    await see.direct('ben', 'Sweep the aisle');
  });

  it('tells whoever stands in, calls them to what is open, and gives it back', async () => {
    await person('ben').slash('kitchen', `/sop away until tomorrow, <@${person('dora').id}> stands in`);
    await see.whisper('ben', 'stands in for');
    await see.direct('dora', 'You stand in for');
    const run = await office.says('kitchen', 'of 2 steps');
    const step = await office.answers(run, 'is away');
    expect(mentionsOf(step)).toEqual([`@${person('dora').id}`]);
    await person('ben').slash('kitchen', '/sop back');
    await see.whisper('ben', 'Welcome back');
    await see.direct('dora', 'You do not stand in for');
    await person('ben').slash('kitchen', '/sop mine');
    await see.whisper('ben', 'Sweep the aisle');
  });
});
