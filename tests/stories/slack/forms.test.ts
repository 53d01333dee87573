/** Every form as a modal: errors at their fields, and what was done by somebody else meanwhile. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Message, View } from '../../support/slack/surface.ts';
import { buttonsOf, type Office, openOffice, readable } from './office.ts';
import { type Seeing, seeing } from './seeing.ts';
import { DELIVERY } from './sops.ts';

describe('the forms of a run', () => {
  let office: Office;
  let sees: Seeing;
  let run: Message;
  beforeAll(async () => {
    office = await openOffice();
    sees = seeing(office);
    await office.publishes(DELIVERY, { receiver: ['ben', 'eva'], lead: ['chen'], owner: ['dora'] });
  });
  afterAll(async () => {
    await sees.quiet();
    await office.end();
  });

  const person = (name: string) => office.slack.person(name);
  const step = (title: string) => office.answers(run, title);
  const sheet = { name: 'note.pdf', bytes: Buffer.from('%PDF-1.4 delivery') };
  /** The newest card in the thread that says this and has this button. */
  const asking = (words: string, button: string, than?: Message) =>
    office.slack.until(
      () =>
        office.slack
          .thread(run)
          .findLast((one) => one.ts !== than?.ts && readable(one).includes(words) && buttonsOf(one).includes(button)),
      () => `${words} with ${button}; there is\n${office.slack.thread(run).map(readable).join('\n--\n')}`,
      20_000,
    );
  /** Taps, and gives the modal that opens. */
  const opens = async (name: string, card: Message, button: string, words: string | RegExp): Promise<View> => {
    await person(name).taps(card, button);
    return sees.modal(name, words);
  };

  it('asks for the inputs of a run, with each error at its field', async () => {
    const ana = person('ana');
    await ana.slash('ops', '/sop run delivery');
    const form = await sees.modal('ana', 'Supplier');
    const wrong = await ana.submits(form, {
      Supplier: 'Kim & Co',
      'Amount, EUR': '1,000',
      Day: '2026-11-20',
      Kind: 'Fresh',
    });
    expect(wrong.errors).toEqual({ 'Amount, EUR': expect.stringContaining('Amount') });
    const large = await ana.submits(await sees.modal('ana', 'Supplier'), { 'Amount, EUR': '501' });
    expect(large.errors).toEqual({ 'Amount, EUR': expect.stringContaining('500') });
    const done = await ana.submits(await sees.modal('ana', 'Supplier'), { 'Amount, EUR': '499,90' });
    expect(done.view).toBeUndefined();
    run = await office.says('ops', '0 of 3 steps');
  });

  it('gives the step to somebody, changes the deadline, adds a note, lets somebody stand in', async () => {
    const card = await step('Check the goods');
    const ben = person('ben');
    await ben.taps(card, 'I’ll take it');
    await office.becomes(card, /Ben Okafor|it is your turn/);
    await ben.submits(await opens('ben', card, 'Give it to somebody', 'Who does it?'), { 'Who does it?': 'Eva Núñez' });
    await office.slack.until(
      () => JSON.stringify(office.slack.message(card)?.blocks).includes(person('eva').id),
      'Eva',
    );
    const eva = person('eva');
    await eva.taps(card, 'Change the deadline');
    await sees.whisper('eva', 'Dora Roth');
    const dora = person('dora');
    const form = await opens('dora', card, 'Change the deadline', 'Due');
    const late = await dora.submits(form, { Due: 'soonish', Why: 'the truck is late' });
    expect(late.errors).toEqual({ Due: expect.stringContaining('30m') });
    await dora.submits(await sees.modal('dora', 'Due'), { Due: '2h' });
    await office.becomes(card, /[Dd]ue/);
    await eva.submits(await opens('eva', card, 'Add a note', 'Note'), { Note: 'The truck is late' });
    await eva.submits(await opens('eva', run, 'Let somebody stand in', 'stands in'), {
      'Who stands in for you?': person('ben').id,
      Why: 'at lunch',
    });
    await office.becomes(run, 'Ben Okafor');
  });

  it('takes what is known so far, then the rest, with a file', async () => {
    const ben = person('ben');
    const card = await step('Check the goods');
    await ben.submits(await opens('ben', card, 'Save what I have', 'Temperature'), { 'Temperature, °C': '4' });
    await office.becomes(card, '4 °C');
    const form = await opens('ben', card, 'Done', 'Delivery note');
    expect(readable(form)).toContain('Recorded: 4 °C. Leave empty to keep it.');
    const wrong = await ben.submits(form, { 'Temperature, °C': 'cold', State: 'Good', 'Delivery note': [sheet] });
    expect(wrong.errors).toEqual({ 'Temperature, °C': expect.stringContaining('not a number') });
    const huge = { ...sheet, says: { size: 900_000_000 } };
    const large = await ben.submits(await sees.modal('ben', 'Delivery note'), { 'Delivery note': [huge] });
    expect(large.errors).toEqual({ 'Delivery note': expect.stringContaining('larger than') });
    const done = await ben.submits(await sees.modal('ben', 'Delivery note'), {
      ...{ 'Temperature, °C': '4,5', Remark: 'wet box', 'Delivery note': [sheet] },
    });
    expect(done.view).toBeUndefined();
    await office.becomes(card, /Done by/);
  });

  it('says that a step was done meanwhile, and that an old card is old', async () => {
    const ben = person('ben');
    const eva = person('eva');
    const card = await step('Decide on the goods');
    const [form, other] = [await opens('ben', card, 'Decide', 'Why'), await opens('eva', card, 'Decide', 'Why')];
    const old = office.slack.message(card) ?? card;
    await ben.submits(form, { Decision: 'Keep them', Why: 'all fresh' });
    await step('Release the payment');
    const late = await eva.submits(other, { Decision: 'Send them back', Why: 'I do not like them' });
    expect(late.view && readable(late.view)).toMatch(/Ben Okafor[\s\S]*completed/);
    expect(office.slack.views().some((one) => one.id === other.id)).toBe(true);
    await eva.taps(old, 'Report a problem', undefined, { asSeen: true });
    expect((await sees.whisper('eva', 'completed')).thread).toBe(run.ts);
    expect(office.slack.callsOf('response_url').at(-1)?.args.thread_ts).toBe(run.ts);
    expect(buttonsOf(office.slack.message(card) ?? card)).not.toContain('Decide');
  });

  it('reports a problem once, however often it is brought, and its owner decides', async () => {
    const ben = person('ben');
    const card = await step('Release the payment');
    const form = await opens('ben', card, 'Report a problem', 'What happened?');
    await ben.submits(form, {
      'What kind of problem is it?': 'A tool does not work',
      'What happened?': 'The bank is down',
    });
    const sent = office.slack.desk.deliveries.findLast((one) => one.payload.type === 'view_submission');
    if (!sent) throw new Error('nothing was sent');
    // Its answer was lost: Slack says "try again", and the same form is sent with another trigger.
    await office.slack.redeliver({ ...sent, payload: { ...sent.payload, trigger_id: 'another' } });
    const problem = await asking('The bank is down', 'Do it again');
    await office.app.worker.idle();
    const cards = office.slack.thread(run).filter((one) => buttonsOf(one).includes('Do it again'));
    expect(cards.length).toBe(1);
    await ben.taps(problem, 'Do it again');
    await sees.whisper('ben', 'Dora Roth');
  });

  it('settles a problem with a reason', async () => {
    const problem = await asking('The bank is down', 'Do it again');
    const dora = person('dora');
    const form = await opens('dora', problem, 'Do it again', 'Why');
    await dora.submits(form, { Why: 'It is up again' });
    await office.becomes(problem, 'It is up again');
    expect(buttonsOf(office.slack.message(problem) ?? problem)).not.toContain('Do it again');
  });

  it('is rejected with a reason, and an old card approves nothing', async () => {
    const ben = person('ben');
    await ben.taps(await asking('Release the payment', 'Done'), 'Done');
    const first = await asking('Release the payment', 'Approve');
    const old = office.slack.message(first) ?? first;
    await person('chen').submits(await opens('chen', first, 'Reject', 'What must be done again'), {
      'What must be done again, and why?': 'Wrong account',
    });
    const redo = await asking('Wrong account', 'Done');
    await person('chen').taps(old, 'Approve', undefined, { asSeen: true });
    await sees.whisper('chen', /old one|not waiting for an approval/);
    await ben.taps(redo, 'Done');
    const second = await asking('Release the payment', 'Approve', first);
    await person('chen').taps(old, 'Approve', undefined, { asSeen: true });
    await sees.whisper('chen', 'old one');
    await person('chen').taps(second, 'Approve');
    await office.becomes(run, /[Cc]ompleted/);
  });

  it('is chosen from anywhere, for a channel that the bot can speak in', async () => {
    const ana = person('ana');
    await ana.shortcut('run_sop');
    const form = await sees.modal('ana', 'Run an SOP');
    const closed = await ana.submits(form, { SOP: 'Delivery', Channel: office.slack.channel('vault') });
    expect(closed.errors).toEqual({ Channel: expect.stringContaining('/invite') });
    const next = await ana.submits(await sees.modal('ana', 'Run an SOP'), { Channel: office.slack.channel('office') });
    if (!next.view) throw new Error('no form');
    await ana.submits(next.view, { Supplier: 'Lee', 'Amount, EUR': '5', Day: '2026-11-20', Kind: 'Frozen' });
    run = await office.says('office', '0 of 3 steps');
    await step('Check the goods');
  });

  it('skips a step and cancels a run, each with its reason', async () => {
    const ben = person('ben');
    const card = await step('Check the goods');
    await ben.submits(await opens('ben', card, 'Skip', 'Why is it skipped?'), { 'Why is it skipped?': 'came sealed' });
    await office.becomes(card, 'came sealed');
    await person('ana').slash('office', '/sop cancel');
    await person('ana').submits(await sees.modal('ana', 'Why is it cancelled?'), {
      'Why is it cancelled?': 'wrong shop',
    });
    await office.becomes(run, 'wrong shop');
  });

  it('asks to wait while a file comes slowly, then shows what came of it', async () => {
    const ana = person('ana');
    await ana.slash('kitchen', '/sop run delivery supplier=Lee amount=5 day=2026-11-20 kind=fresh');
    run = await office.says('kitchen', '0 of 3 steps');
    const card = await step('Check the goods');
    let go = () => {};
    const until = new Promise<void>((resolve) => {
      go = resolve;
    });
    office.slack.inject({ method: 'download', kind: 'held', until });
    const form = await opens('ben', card, 'Done', 'Delivery note');
    const filled = { 'Temperature, °C': 'cold', State: 'Good', 'Delivery note': [sheet] };
    const waits = await person('ben').submits(form, filled);
    expect(waits.view?.title).toBe('One moment');
    go();
    await office.slack.until(
      () => office.slack.views().find((one) => one.id === waits.view?.id && readable(one).includes('not a number')),
      'why it was not taken',
    );
    // What was typed is still there, below.
    const again = office.slack.views().find((one) => one.id === form.id);
    if (!again) throw new Error('the form is gone');
    await person('ben').submits(again, { 'Temperature, °C': '3' });
    await office.becomes(card, /Done by/);
  });
});
