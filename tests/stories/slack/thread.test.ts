/** What people write in a run's thread: evidence, or talk; and what they say to the bot by name. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dynamic } from '../../../src/store/query.ts';
import { png } from '../../support/png.ts';
import type { Message } from '../../support/slack/surface.ts';
import { type Office, openOffice, readable } from './office.ts';
import { type Seeing, seeing } from './seeing.ts';

const ROUND = `sop: round
title: Round
roles:
  - {id: porter, title: Porter}
steps:
  - id: meter
    title: Read the meter
    role: porter
    evidence:
      - {id: reading, title: Reading, type: number, unit: kWh}
      - {id: view, title: View of the meter, type: photo}
  - id: hall
    title: Look at the hall
    role: porter
    needs: []
    evidence:
      - id: state
        title: State
        type: choice
        options: [{id: clean, title: Clean}, {id: dirty, title: Not clean}]
      - {id: locked, title: Doors locked, type: checkbox}
      - {id: remark, title: Remark, type: text, required: false}
`;

describe('in the thread of a run', () => {
  let office: Office;
  let sees: Seeing;
  let run: Message;
  beforeAll(async () => {
    office = await openOffice();
    sees = seeing(office);
    await office.publishes(ROUND, { porter: ['ben'] });
    await office.slack.person('ana').slash('ops', '/sop run round');
    run = await office.says('ops', '0 of 2 steps');
    await step('Read the meter');
    await step('Look at the hall');
    await office.app.worker.idle();
  });
  afterAll(async () => {
    await sees.quiet();
    await office.end();
  });

  const person = (name: string) => office.slack.person(name);
  const step = (title: string) => office.answers(run, title);
  /** Each of another size: the same picture is recorded once. */
  let size = 20;
  const photo = (name: string) => {
    size += 1;
    return { name, bytes: png(size, 20) };
  };
  const whispers = () => ['ana', 'ben', 'chen'].flatMap((name) => person(name).whispers());
  const recorded = async () => {
    const events = dynamic((build) => build.selectFrom('events').select('seq').where('type', '=', 'EvidenceRecorded'));
    return (await office.app.db.all(events, {})).length;
  };

  it('answers the run’s own buttons in the channel, where they stand', async () => {
    await person('ben').taps(run, 'All steps');
    const steps = await sees.whisper('ben', 'Look at the hall');
    expect(steps.thread).toBeUndefined();
    expect(office.slack.callsOf('response_url').at(-1)?.args.thread_ts).toBeUndefined();
  });

  it('leaves talk alone, and bothers nobody', async () => {
    const before = whispers().length;
    const talk = [
      await person('ben').replies(run, 'who has the key?'),
      await person('chen').replies(run, 'good morning'),
      await person('chen').replies(run, 'yes'),
    ];
    await office.app.worker.idle();
    expect(talk.flatMap((one) => office.slack.message(one)?.reactions)).toEqual([]);
    expect(whispers().length).toBe(before);
  });

  it('tells the wrong person, in the thread', async () => {
    const reply = await person('chen').replies(run, '1300 kWh');
    const told = await sees.whisper('chen', /Porter[\s\S]*Ben Okafor|Ben Okafor/);
    expect(told.thread).toBe(run.ts);
    expect(office.slack.message(reply)?.reactions).toEqual([]);
  });

  it('says what it cannot take', async () => {
    const ben = person('ben');
    await ben.replies(run, '12 l');
    await sees.whisper('ben', 'Write it as a number in kWh');
    await ben.replies(run, '', [{ name: 'plan.txt', bytes: Buffer.from('a plan') }]);
    await sees.whisper('ben', 'No step that is open now asks for a file like this');
    await sees.ticked(
      await ben.replies(run, '', [photo('meter.png'), { name: 'plan.txt', bytes: Buffer.from('a plan') }]),
    );
    expect(readable(await sees.whisper('ben', 'Not all of it'))).toContain('“plan.txt” was not recorded');
  });

  it('takes an option, a tick and words', async () => {
    const ben = person('ben');
    for (const said of ['not clean', 'yes', 'the lamp at the stairs is out'])
      await sees.ticked(await ben.replies(run, said));
    const card = await office.becomes(await step('Look at the hall'), 'the lamp at the stairs is out');
    expect(readable(card)).toContain('Not clean');
  });

  it('takes a reading with its photo, and several photos, from one message', async () => {
    const before = await recorded();
    const reply = await person('ben').replies(run, '1204 kWh', [photo('one.png'), photo('two.png')]);
    await sees.ticked(reply);
    await office.becomes(await step('Read the meter'), '1204 kWh');
    await office.becomes(await step('Read the meter'), ' and 2 more');
    expect(await recorded()).toBe(before + 3);
  });

  it('keeps what was recorded when the message is changed or deleted', async () => {
    const ben = person('ben');
    const reply = await ben.replies(run, '1300');
    await sees.ticked(reply);
    const count = await recorded();
    await ben.edits(reply, '9999');
    await ben.deletes(reply);
    await office.app.worker.idle();
    expect(await recorded()).toBe(count);
    await office.becomes(await step('Read the meter'), '1300 kWh');
  });

  it('keeps what was recorded where no tick can be given', async () => {
    const before = await recorded();
    office.slack.inject({ method: 'reactions.add', kind: 'error', error: 'fatal_error' });
    await person('ben').replies(run, '1350');
    await office.becomes(await step('Read the meter'), '1350 kWh');
    expect(await recorded()).toBe(before + 1);
    expect(
      person('ben')
        .whispers()
        .filter((one) => readable(one).includes('went wrong')),
    ).toEqual([]);
  });

  it('records an event once that is brought again', async () => {
    const reply = await person('ben').replies(run, '1400');
    await sees.ticked(reply);
    const count = await recorded();
    const delivery = office.slack.desk.deliveries.findLast((one) => JSON.stringify(one.payload).includes('1400'));
    if (!delivery) throw new Error('no event');
    await office.slack.redeliver(delivery);
    await office.app.worker.idle();
    expect(await recorded()).toBe(count);
  });

  it('records what somebody marks as evidence, and says why not', async () => {
    const ben = person('ben');
    const more = await ben.replies(run, 'the lamp is in again');
    await ben.messageShortcut('add_evidence', more);
    await sees.ticked(more);
    await office.becomes(await step('Look at the hall'), 'the lamp is in again');
    const elsewhere = await ben.says('kitchen', 'all fine');
    await ben.messageShortcut('add_evidence', elsewhere);
    await sees.whisper('ben', 'No run is open here');
    await person('chen').messageShortcut('add_evidence', more);
    expect((await sees.whisper('chen', 'Ben Okafor')).thread).toBe(run.ts);
  });

  it('does not choose between two steps that both ask for it', async () => {
    await office.publishes(
      ROUND.replaceAll('round', 'twice')
        .replace('type: photo}', 'type: photo, required: false}')
        .replace('- id: state', '- {id: second, title: Second reading, type: number, unit: kWh}\n      - id: state'),
      { porter: ['ben'] },
    );
    const ben = person('ben');
    const eva = person('eva');
    await ben.slash('ops', '/sop role porter add');
    await person('ana').slash('ops', `/sop role porter add ${eva.mention}`);
    await sees.whisper('ana', 'Eva Núñez now holds');
    await ben.slash('office', '/sop run twice');
    const other = await office.says('office', '0 of 2 steps');
    await office.answers(other, 'Look at the hall');
    await office.app.worker.idle();
    await ben.replies(other, '77');
    const told = await sees.whisper('ben', 'It fits');
    expect(readable(told)).toMatch(/Read the meter.*Look at the hall/);
  });

  it('answers to its name in a channel', async () => {
    const ben = person('ben');
    await ben.says('kitchen', `<@${office.slack.bot.userId}> run round`);
    await office.says('kitchen', '0 of 2 steps');
    await ben.says('kitchen', `<@${office.slack.bot.userId}> /sop list`);
    const list = await sees.whisper('ben', '2 SOPs');
    expect(list.thread).toBeUndefined();
  });

  it('answers to its name, about this run', async () => {
    const ben = person('ben');
    const mention = `<@${office.slack.bot.userId}>`;
    await ben.replies(run, `${mention} status`);
    expect((await sees.whisper('ben', 'Round')).thread).toBe(run.ts);
    await ben.replies(run, `${mention} statsu`);
    await sees.whisper('ben', /Did you mean “\s*\/sop status/);
    const marked = await ben.replies(run, `${mention} the lamp is out`);
    await sees.ticked(marked);
    await person('ana').slash('ops', '/sop run round');
    await office.slack.until(() => office.slack.messages('ops').at(-1)?.ts !== run.ts, 'a newer run');
    await ben.replies(run, `${mention} cancel`);
    const opening = await sees.whisper('ben', 'Cancel “Round”');
    expect(opening.thread).toBe(run.ts);
    await person('ana').replies(run, `${mention} cancel`);
    await person('ana').taps(await sees.whisper('ana', 'Cancel “Round”'), 'Fill in');
    await person('ana').submits(await sees.modal('ana', 'Why is it cancelled?'), { 'Why is it cancelled?': 'double' });
    await office.becomes(run, 'Cancelled by');
    await ben.replies(run, '5', [photo('late.png')]);
    await sees.whisper('ben', 'was cancelled');
    const silent = await ben.replies(run, '5');
    await office.app.worker.idle();
    expect(office.slack.message(silent)?.reactions).toEqual([]);
  });
});
