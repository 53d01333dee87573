/** App Home: what waits for whoever opens it, done there from end to end. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Message, mentionsOf, type View } from '../../support/slack/surface.ts';
import { buttonsOf, type Office, openOffice, readable } from './office.ts';
import { type Seeing, seeing } from './seeing.ts';

const PAYMENT = `sop: payment
title: Payment
roles:
  - {id: clerk, title: Clerk}
  - {id: lead, title: Lead, for: approver}
steps:
  - id: sum
    title: Add it up
    role: clerk
    evidence:
      - {id: total, title: Total, type: number, unit: EUR}
    approval: {role: lead}
  - {id: pay, title: Pay it, role: clerk}
`;

describe('App Home', () => {
  let office: Office;
  let sees: Seeing;
  let run: Message;
  beforeAll(async () => {
    office = await openOffice();
    sees = seeing(office);
    await office.publishes(PAYMENT, { clerk: ['ben'], lead: ['chen'] });
  });
  afterAll(async () => {
    await sees.quiet();
    await office.end();
  });

  const person = (name: string) => office.slack.person(name);
  /** The modals that somebody has open, the highest last. */
  const modals = (name: string) =>
    office.slack.views().filter((one) => one.type === 'modal' && one.user === person(name).id);
  const lowest = (name: string, words: string | RegExp): Promise<View> =>
    office.slack.until(
      () =>
        modals(name)
          .slice(0, 1)
          .find((one) => (typeof words === 'string' ? readable(one).includes(words) : words.test(readable(one)))),
      () => `${words} in the modal of ${name}; there is ${modals(name).map(readable).join('\n--\n')}`,
      8_000,
    );

  it('shows that nothing waits, and runs an SOP in a channel that is asked for', async () => {
    const ben = person('ben');
    await ben.opensHome();
    const home = await sees.home('ben', 'Nothing waits for you');
    await ben.taps(home, 'Run');
    const form = await sees.modal('ben', 'Run an SOP');
    const done = await ben.submits(form, { Channel: office.slack.channel('lobby') });
    expect(done.view).toBeUndefined();
    run = await office.says('lobby', '0 of 2 steps');
    await sees.home('ben', /Your work[\s\S]*Add it up/);
  });

  it('does a step in a modal, which shows afterwards how it stands', async () => {
    const ben = person('ben');
    await ben.taps(await sees.home('ben', 'Add it up'), 'Open');
    const card = await sees.modal('ben', 'Total');
    await ben.taps(card, 'Done');
    const form = await office.slack.until(() => modals('ben')[1], 'a form above');
    const wrong = await ben.submits(form, { 'Total, EUR': 'lots' });
    expect(wrong.errors).toEqual({ 'Total, EUR': expect.stringContaining('not a number') });
    const done = await ben.submits(form, { 'Total, EUR': '120' });
    expect(done.view?.id).toBe(card.id);
    const after = await lowest('ben', '120 EUR');
    expect(buttonsOf(after)).not.toContain('Done');
    await ben.closes(after);
    await sees.home('ben', 'Nothing waits for you');
  });

  it('shows what waits for approval, and rejects it with a reason', async () => {
    const chen = person('chen');
    await chen.opensHome();
    await chen.taps(await sees.home('chen', /Waiting for your approval[\s\S]*Add it up/), 'Open');
    const card = await sees.modal('chen', '120 EUR');
    await chen.taps(card, 'Reject');
    const form = await office.slack.until(() => modals('chen')[1], 'a form above');
    await chen.submits(form, { 'What must be done again, and why?': 'The tip is missing' });
    const after = await lowest('chen', 'The tip is missing');
    expect(buttonsOf(after)).not.toContain('Approve');
    await chen.closes(after);
    await sees.home('ben', 'Add it up');
  });

  it('approves it in the modal, and every copy settles', async () => {
    const [ben, chen] = [person('ben'), person('chen')];
    await ben.taps(await office.answers(run, 'The tip is missing'), 'Done');
    await ben.submits(await sees.modal('ben', 'Total'), { 'Total, EUR': '130' });
    await chen.taps(await sees.home('chen', 'Waiting for your approval'), 'Open');
    const card = await sees.modal('chen', '130 EUR');
    const inThread = await office.slack.until(
      () => office.slack.thread(run).findLast((one) => buttonsOf(one).includes('Approve')),
      'the approval',
    );
    await chen.taps(card, 'Approve');
    const after = await lowest('chen', /Approved by|approved by/);
    expect(buttonsOf(after)).not.toContain('Approve');
    await office.slack.until(
      () => !buttonsOf(office.slack.message(inThread) ?? inThread).includes('Approve'),
      'the thread settled',
    );
    await chen.taps(card, 'Approve', undefined, { asSeen: true });
    const refused = await office.slack.until(() => modals('chen')[1], 'why not, above');
    expect(readable(refused)).toMatch(/completed|approved/);
    await sees.home('ben', 'Pay it');
  });

  it('refuses somebody in the modal without losing the card', async () => {
    const eva = person('eva');
    await eva.slash('ops', '/sop status');
    const ben = person('ben');
    await ben.taps(await sees.home('ben', 'Pay it'), 'Open');
    const card = await sees.modal('ben', 'Pay it');
    const posted = await office.answers(run, 'Pay it');
    await ben.taps(posted, 'Done');
    await office.becomes(run, /[Cc]ompleted/);
    await ben.taps(card, 'Done');
    const refused = await office.slack.until(() => modals('ben')[1], 'why not, above');
    expect(readable(refused)).toMatch(/completed|over/);
    await lowest('ben', 'Done by');
  });

  it('has room for a hundred blocks, and counts the rest', async () => {
    const ben = person('ben');
    const steps = Array.from(
      { length: 40 },
      (_, at) => `  - {id: s${at}, title: Look at room ${at}, role: clerk, needs: []}`,
    );
    await office.publishes(
      `sop: rooms\ntitle: Rooms\nroles: [{id: clerk, title: Clerk}]\nsteps:\n${steps.join('\n')}\n`,
    );
    for (let at = 0; at < 30; at += 1) {
      await office.publishes(`sop: many-${at}\ntitle: Many ${at}\nsteps:\n  - {id: a, title: A}\n`);
    }
    await ben.slash('ops', '/sop run rooms');
    await office.says('ops', '0 of 40 steps');
    await ben.opensHome();
    const home = await sees.home('ben', 'more: /sop status shows every open run');
    expect(home.blocks.length).toBeLessThanOrEqual(100);
    expect(mentionsOf(home)).toEqual([]);
  });
});
