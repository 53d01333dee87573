/** A short SOP in a channel: every way a step is done by people with a phone in one hand. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Person } from '../../support/slack/person.ts';
import { buttonsOf, type Office, openOffice, readable } from './office.ts';
import { OPENING } from './sops.ts';

describe('an opening in a channel', () => {
  let office: Office;
  beforeAll(async () => {
    office = await openOffice();
    await office.publishes(OPENING, { opener: ['ben'] });
  });
  afterAll(() => office.end());

  it('takes a reading with its unit from the thread', async () => {
    const { slack } = office;
    const ben = slack.person('ben');
    await ben.slash('kitchen', '/sop run opening');
    const run = await office.says('kitchen', 'of 2 steps');
    const step = await office.answers(run, 'Read the fridge');
    const reply = await ben.replies(run, '4,2 °C');
    await slack.until(() => slack.message(reply)?.reactions.some((one) => one.name === 'white_check_mark'), 'a tick');
    await office.becomes(step, '4.2 °C');
    await ben.taps(step, 'Done');
    const form = await slack.until(() => ben.modal(), 'the form');
    await ben.submits(form);
    const next = await office.answers(run, 'Switch on the lights');
    await ben.taps(next, 'Done');
    await office.becomes(run, /[Cc]ompleted/);
    await slack.until(() => !buttonsOf(slack.message(next) ?? next).includes('Done'), 'a settled card');
    expect(readable(slack.message(run) ?? run)).toContain('2 of 2');
    expect(slack.violations).toEqual([]);
  });
});

const CASH = `sop: cash
title: Cash
roles:
  - {id: opener, title: Opener}
  - {id: lead, title: Shift lead}
steps:
  - id: count
    title: Count the float
    role: opener
    approval: {role: lead, quorum: 2}
`;

describe('an approval', () => {
  let office: Office;
  beforeAll(async () => {
    office = await openOffice();
    await office.publishes(CASH, { opener: ['ben'], lead: ['chen', 'dora'] });
  });
  afterAll(() => office.end());

  it('is asked for in the thread and in the direct messages of its approvers, and every copy settles', async () => {
    const { slack } = office;
    const [ben, chen, dora] = ['ben', 'chen', 'dora'].map((name) => slack.person(name)) as [Person, Person, Person];
    await ben.slash('kitchen', '/sop run cash');
    const run = await office.says('kitchen', 'of 1 step');
    await ben.taps(await office.answers(run, 'Count the float'), 'Done');
    const inThread = await office.answers(run, '0 of 2 approved');
    const copyOf = (person: Person) => person.direct().find((one) => readable(one).includes('Count the float'));
    const chens = await slack.until(() => copyOf(chen), 'the copy for Chen');
    const doras = await slack.until(() => copyOf(dora), 'the copy for Dora');
    expect(ben.direct()).toEqual([]);
    await chen.taps(chens, 'Approve');
    await office.becomes(inThread, '1 of 2 approved');
    await office.becomes(doras, '1 of 2 approved');
    await dora.taps(doras, 'Approve');
    for (const copy of [inThread, chens, doras]) {
      await slack.until(() => !buttonsOf(slack.message(copy) ?? copy).includes('Approve'), 'a settled copy');
    }
    await office.becomes(run, /[Cc]ompleted/);
    expect(slack.violations).toEqual([]);
  });
});
