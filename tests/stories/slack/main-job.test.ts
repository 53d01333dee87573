/** The main job through Slack's protocol alone: a dropped PDF becomes a run, with evidence, a no, and two yeses. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { png } from '../../support/png.ts';
import type { Message } from '../../support/slack/surface.ts';
import { buttonsOf, type Mode, type Office, openOffice, readable, sample } from './office.ts';

describe.each<Mode>(['http', 'socket'])('a refund over %s', (mode) => {
  let office: Office;
  beforeAll(async () => {
    office = await openOffice({ mode });
  });
  afterAll(() => office.end());

  const person = (name: string) => office.slack.person(name);
  const whispered = async (name: string, words: RegExp): Promise<string> =>
    office.slack.until(
      () =>
        person(name)
          .whispers()
          .map(readable)
          .findLast((said) => words.test(said)),
      () => `a private answer ${words} for ${name}; there is: ${person(name).whispers().map(readable).join(' -- ')}`,
    );
  const modalOf = (name: string, title: string | RegExp) =>
    office.slack.until(
      () => {
        const modal = person(name).modal();
        return modal && (typeof title === 'string' ? modal.title === title : title.test(readable(modal)))
          ? modal
          : undefined;
      },
      () => `the modal ${title}; there is ${JSON.stringify(person(name).modal())}`,
    );
  let run: Message;
  const step = (words: string) => office.answers(run, words);
  const withButton = (words: string, button: string) =>
    office.slack.until(
      () =>
        office.slack.thread(run).findLast((one) => readable(one).includes(words) && buttonsOf(one).includes(button)),
      `“${words}” with ${button}`,
      20_000,
    );

  it('offers to import what was dropped, to whoever dropped it, and drafts it', async () => {
    const ana = person('ana');
    await ana.drops('kitchen', await sample('refund-request.pdf'));
    const offer = await office.slack.until(() => ana.whispers().at(-1), 'the offer');
    expect(readable(offer)).toContain('refund-request.pdf');
    expect(person('ben').whispers()).toEqual([]);
    await ana.taps(offer, 'Draft an SOP');
    const draft = await office.says('kitchen', 'Get approval for the refund');
    expect(buttonsOf(draft)).toContain('Publish');
  });

  it('is published with a tap, and the roles are given', async () => {
    const ana = person('ana');
    await ana.taps(await office.says('kitchen', 'Get approval for the refund'), 'Publish');
    await office.becomes(await office.says('kitchen', 'Get approval for the refund'), /[Pp]ublished/);
    for (const [role, name, said] of [
      ['support_agent', 'ben', /Ben Okafor now holds the role Support agent/],
      ['support_lead', 'chen', /Chen Wei now holds the role Support lead/],
      ['support_lead', 'dora', /Dora Roth now holds the role Support lead/],
      ['head_support', 'ana', /Ana Lima now holds the role Head of support/],
    ] as const) {
      await ana.slash('kitchen', `/sop role ${role} add ${person(name).mention}`);
      await whispered('ana', said);
    }
  });

  it('asks for the inputs in a modal, with errors at their fields', async () => {
    const eva = person('eva');
    await eva.slash('kitchen', '/sop run refund-request');
    const form = await modalOf('eva', /Refund amount/);
    const wrong = await eva.submits(form, {
      'Order number': 'A-7',
      'Email address of the customer': 'kim@example.com',
      'Refund amount, EUR': 'much',
      'Reason for the refund': 'damaged',
    });
    expect(wrong).toMatchObject({ errors: { 'Refund amount, EUR': expect.stringContaining('is not a number') } });
    await eva.submits(await modalOf('eva', /Refund amount/), { 'Refund amount, EUR': '120,50' });
    run = await office.says('kitchen', 'of 8 steps');
    expect(await step('Confirm the customer’s details')).toBeDefined();
  });

  it('takes a reply in the thread as evidence of the step that is now, and ticks it', async () => {
    const ben = person('ben');
    await ben.taps(await step('Confirm the customer’s details'), 'Done');
    await step('Check the order in the order system');
    const reply = await ben.replies(run, '2026-11-02');
    await office.slack.until(() =>
      office.slack.message(reply)?.reactions.some((one) => one.name === 'white_check_mark'),
    );
    const card = await step('Check the order in the order system');
    await office.becomes(card, '2026-11-02');
    await ben.taps(card, 'Done');
    const form = await modalOf('ben', /Date of the order/);
    await ben.submits(form);
    await step('Decide on the refund');
  });

  it('decides, and attaches a file in the thread', async () => {
    const ben = person('ben');
    await ben.taps(await step('Decide on the refund'), 'Decide');
    await ben.submits(await modalOf('ben', /Full refund/), { Decision: 'Full refund', Reason: 'It came broken' });
    await step('Prepare the refund in the payment system');
    await ben.replies(run, 'here it is', [{ name: 'calculation.png', bytes: png(60, 40) }]);
    const card = await step('Prepare the refund in the payment system');
    await office.becomes(card, 'calculation.png');
    await ben.taps(card, 'Done');
    await ben.submits(await modalOf('ben', /Calculation/));
    await step('0 of 2 approved');
  });

  it('is not approved by whoever asked, did the work or has not the role', async () => {
    const asked = await step('0 of 2 approved');
    for (const [name, why] of [
      ['ben', /Only\s+Chen Wei\s+or\s+Dora Roth/],
      ['eva', /Only\s+Chen Wei\s+or\s+Dora Roth/],
      ['gus', /Only\s+Chen Wei\s+or\s+Dora Roth/],
    ] as const) {
      await person(name).taps(asked, 'Approve');
      await whispered(name, why);
    }
    expect(readable(office.slack.message(asked) as Message)).toContain('0 of 2 approved');
  });

  it('is rejected with a reason, done again, and approved by two', async () => {
    const chen = person('chen');
    await chen.taps(await step('0 of 2 approved'), 'Reject');
    const form = await modalOf('chen', /What must be done again/);
    await chen.submits(form, { 'What must be done again, and why?': 'The shipping is missing' });
    const again = await withButton('Prepare the refund', 'Done');
    const ben = person('ben');
    await ben.replies(run, '', [{ name: 'calculation-2.png', bytes: png(60, 40) }]);
    await office.becomes(again, 'calculation-2.png');
    await ben.taps(again, 'Done');
    await ben.submits(await modalOf('ben', /Calculation/));
    const asked = await withButton('0 of 2 approved', 'Approve');
    await chen.taps(asked, 'Approve');
    await office.becomes(asked, '1 of 2 approved');
    await chen.taps(asked, 'Approve');
    await whispered('chen', /1 more approval is needed/);
    await person('dora').taps(asked, 'Approve');
    await step('Release the payment');
    expect(buttonsOf(office.slack.message(asked) as Message)).not.toContain('Approve');
  });

  it('ends, and sends its evidence to whoever asks', async () => {
    const ben = person('ben');
    await ben.taps(await step('Release the payment'), 'Done');
    await ben.taps(await step('Tell the customer'), 'Done');
    await ben.taps(await step('File the receipt'), 'Done');
    await ben.submits(await modalOf('ben', /Receipt of the payment/), {
      'Receipt of the payment': [{ name: 'receipt.png', bytes: png(40, 40) }],
    });
    await office.becomes(run, /[Cc]ompleted/);
    await person('ana').slash('kitchen', '/sop evidence');
    await office.slack.until(
      () =>
        person('ana')
          .direct()
          .find((one) => one.files.length > 0),
      'the evidence file',
    );
    expect(office.slack.violations).toEqual([]);
    expect(office.log.filter((line) => line.level >= 50)).toEqual([]);
  });
});
