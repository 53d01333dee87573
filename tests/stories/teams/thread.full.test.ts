/** What people write in a run's thread, or beside its cards where there are no threads: evidence, or talk. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { png } from '../../support/png.ts';
import { edited, message, unsaid } from '../../support/teams/activities.ts';
import { htmlQuoting, imageOf, inlinePicture, pictureUrl, quoteReference } from '../../support/teams/attachments.ts';
import { isBots, type Message } from '../../support/teams/held.ts';
import { BOT, KITCHEN, SHIFT_LEADS } from '../../support/teams/seed.ts';
import { buttonsOf, type Cafe, openCafe } from './cafe.ts';
import { recordedIn, runOf } from './evidence.ts';
import { type Seeing, seeing } from './seeing.ts';

const ROUND = `sop: round
title: Round
exception_owner: boss
roles:
  - {id: porter, title: Porter}
  - {id: cook, title: Cook}
  - {id: boss, title: Boss}
steps:
  - id: meter
    title: Read the meter
    role: porter
    evidence:
      - {id: reading, title: Reading, type: number, unit: kWh}
      - {id: view, title: View of the meter, type: photo}
  - id: fridge
    title: Read the fridge
    role: cook
    needs: []
    evidence:
      - {id: degrees, title: Degrees, type: number, unit: °C, min: 0, max: 5}
      - {id: remark, title: Remark, type: text, required: false}
`;

const METER = `sop: meter
title: Meter
roles:
  - {id: porter, title: Porter}
steps:
  - id: meter
    title: Read the meter
    role: porter
    evidence:
      - {id: reading, title: Reading, type: number, unit: kWh}
      - {id: view, title: View of the meter, type: photo, required: false}
`;

/** Each of another size: the same picture is recorded once. */
let size = 20;
function photo(name: string) {
  size += 1;
  return { name, bytes: png(size, 20) };
}

let cafe: Cafe;
let sees: Seeing;
beforeAll(async () => {
  cafe = await openCafe();
  sees = seeing(cafe);
  await cafe.publishes(ROUND, { porter: ['ben'], cook: ['cem'], boss: ['dee'] });
  await cafe.publishes(METER, { porter: ['ben'] });
});
afterAll(async () => {
  await sees.quiet();
  await cafe.end();
});

const person = (name: string) => cafe.teams.person(name);
const RECORDED = '✓ Recorded.';

describe('in the thread of a run', () => {
  let run: Message;
  let meter: Message;
  let fridge: Message;
  const recorded = () => recordedIn(cafe, runOf(run));
  /** What the bot has said in the thread, besides its cards. */
  const words = () => cafe.teams.thread(run).filter((one) => isBots(one) && buttonsOf(one).length === 0);
  beforeAll(async () => {
    await person('ana').says('Kitchen', '@Sopwith run round');
    run = await sees.place('Kitchen', '0 of 2 steps');
    meter = await cafe.answers(run, 'Read the meter');
    fridge = await cafe.answers(run, 'Read the fridge');
    await sees.done();
    sees.past();
  });

  it('leaves talk alone, and bothers nobody', async () => {
    const before = words().length;
    for (const said of ['who has the key?', 'good morning', 'yes', '👍', 'it will be 9 or 10 o’clock'])
      await person('max').replies(run, said);
    await person('ben').replies(run, 'I am late, the bus stood');
    await sees.done();
    expect(words()).toHaveLength(before);
    expect(await recorded()).toEqual([]);
  });

  it('takes readings of two people, each for the step that is theirs', async () => {
    await person('cem').replies(run, '4,2 °C');
    await sees.thread(run, RECORDED);
    await person('ben').replies(run, '1204 kWh');
    await sees.thread(run, RECORDED);
    await cafe.becomes(meter, '1204 kWh');
    await cafe.becomes(fridge, '4.2 °C');
    expect(await recorded()).toEqual(['degrees: 4.2 (cem)', 'reading: 1204 (ben)']);
  });

  it('tells the wrong person whose it is', async () => {
    await person('max').replies(run, '1300 kWh');
    await sees.thread(run, '“Read the meter” is with Ben Okafor');
    expect(await recorded()).toHaveLength(2);
  });

  it('takes a text where one is asked for, and no question', async () => {
    await person('cem').replies(run, 'is it on?');
    await person('cem').replies(run, 'the lamp is out');
    await sees.thread(run, RECORDED);
    await cafe.becomes(fridge, 'the lamp is out');
  });

  it('takes a photo, pasted or sent as a file, and a reading with it', async () => {
    await person('ben').replies(run, 'like this', { pictures: [photo('pasted.png')] });
    await sees.thread(run, RECORDED);
    await person('ben').replies(run, '1210 kWh', { files: [photo('meter.png')] });
    await sees.thread(run, RECORDED);
    await cafe.becomes(meter, 'meter.png');
    // A reading that is there already is replaced by one that comes alone.
    expect((await recorded()).slice(3)).toEqual(['view: picture (ben)', 'view: meter.png (ben)']);
  });

  it('says what it cannot take', async () => {
    await person('ben').replies(run, '12 l');
    await sees.thread(run, 'Write it as a number in kWh');
    await person('ben').replies(run, '', { files: [{ name: 'plan.txt', bytes: Buffer.from('a plan') }] });
    await sees.thread(run, 'No step that is open now asks for a file like this');
    const both = [photo('once-more.png'), { name: 'plan.txt', bytes: Buffer.from('a plan') }];
    await person('ben').replies(run, '', { files: both });
    await sees.thread(run, '“plan.txt” was not recorded');
    await sees.thread(run, RECORDED);
    expect((await recorded()).slice(5)).toEqual(['view: once-more.png (ben)']);
  });

  it('records once what is brought twice, and keeps it when the message is changed or deleted', async () => {
    const reply = await person('ben').replies(run, '1220');
    await sees.thread(run, RECORDED);
    const delivery = cafe.teams.desk.deliveries.findLast((one) => one.activity.text === '1220');
    if (!delivery) throw new Error('It was not brought');
    const scene = { by: person('ben'), place: { ...KITCHEN, thread: run.id }, serviceUrl: cafe.teams.serviceUrl };
    await cafe.teams.desk.redeliver(delivery).done;
    await cafe.teams.desk.send(edited(scene, reply.id, { text: '9999 kWh' })).done;
    await cafe.teams.desk.send(unsaid(scene, reply.id)).done;
    const before = words().length;
    await sees.done();
    expect(words()).toHaveLength(before);
    expect((await recorded()).slice(6)).toEqual(['reading: 1220 (ben)']);
  });

  it('keeps what was recorded where nothing can be said', async () => {
    const isWord = ({ body }: { body: unknown }) => JSON.stringify(body ?? '').includes(RECORDED);
    cafe.teams.connector.inject({ kind: 'reset', match: isWord });
    await person('ben').replies(run, '1230');
    await cafe.becomes(meter, '1230 kWh');
    expect(cafe.teams.connector.left()).toBe(0);
  });

  it('keeps a reading that is out of its limits, and asks its owner', async () => {
    await person('cem').replies(run, '9 °C');
    await sees.thread(run, RECORDED);
    const problem = await sees.thread(run, /Dee Novak[\s\S]*9 °C|9 °C[\s\S]*Dee Novak/);
    expect(buttonsOf(problem).length).toBeGreaterThan(0);
    expect((await recorded()).at(-1)).toBe('degrees: 9 (cem)');
  });

  it('answers to its name about this run: a phrase, and whatever else as evidence', async () => {
    await person('ben').replies(run, '@Sopwith statsu');
    await sees.thread(run, /Did you mean “[^”]*status/);
    await person('ben').replies(run, '@Sopwith 1240');
    await sees.thread(run, RECORDED);
    await person('ben').replies(run, '@Sopwith the door sticks');
    await sees.thread(run, 'asks for this');
    expect((await recorded()).at(-1)).toBe('reading: 1240 (ben)');
  });

  it('takes nothing after the end, and says so to whoever means it', async () => {
    await person('ana').replies(run, '@Sopwith cancel');
    const asked = await sees.thread(run, '[Fill in]');
    const dialog = await person('ana').presses(asked, 'Fill in');
    await person('ana').submits(dialog ?? {}, { 'Why is it cancelled?': 'wrong day' }, { on: asked });
    await cafe.becomes(run, 'wrong day');
    await sees.done();
    const before = await recorded();
    const said = words().length;
    await person('ben').replies(run, '1250 kWh');
    await person('ben').replies(run, 'as I said');
    await sees.done();
    expect(words()).toHaveLength(said);
    await person('ben').replies(run, '@Sopwith 1250 kWh');
    await sees.thread(run, 'was cancelled');
    await person('ben').replies(run, '', { files: [photo('late.png')] });
    await sees.thread(run, 'was cancelled');
    expect(await recorded()).toEqual(before);
  });
});

describe.each(['group', 'chat'] as const)('where there are no threads: %s', (place) => {
  let run: Message;
  const ben = () => person('ben');
  const where = () => (place === 'group' ? SHIFT_LEADS.id : ben().chat);
  const herePlace = () => (place === 'group' ? SHIFT_LEADS : ({ kind: 'personal', id: ben().chat } as const));
  const here = (words: string | RegExp) => sees.place(where(), words);
  /** In a group it is called by name; alone with somebody it need not be. */
  const calls = (words: string) => (place === 'group' ? `@Sopwith ${words}` : words);
  const recorded = () => recordedIn(cafe, runOf(run));
  const starts = async () => {
    sees.past();
    await ben().says(place, calls('run meter'));
    run = await here('0 of 1 step');
    return here(/Read the meter[\s\S]*\[Done\]/);
  };
  let step: Message;
  beforeAll(async () => {
    step = await starts();
    await cafe.app.worker.idle();
  });

  it('takes an answer to the card of the run or of a step', async () => {
    await ben().says(place, '100 kWh', { quotes: run });
    await here(RECORDED);
    await ben().says(place, '101', { quotes: step });
    await here(RECORDED);
    await ben().says(place, '', { quotes: step, pictures: [photo('a.png')] });
    await here(RECORDED);
    await cafe.becomes(step, '101 kWh');
    expect(await recorded()).toEqual(['reading: 100 (ben)', 'reading: 101 (ben)', 'view: picture (ben)']);
  });

  it('takes an answer as newer clients send it', async () => {
    const scene = { by: ben(), place: herePlace(), serviceUrl: cafe.teams.serviceUrl };
    const said = message(scene, { text: `<quoted messageId="${step.id}"/>107 kWh`, html: '<p>107 kWh</p>' });
    const entity = { type: 'quotedReply', quotedReply: { messageId: step.id } };
    await cafe.teams.desk.send({ ...said, entities: [entity] }).done;
    await here(RECORDED);
    expect((await recorded()).at(-1)).toBe('reading: 107 (ben)');
  });

  it('takes a reading alone, and a picture alone, where a run waits for them', async () => {
    await ben().says(place, calls('102 kWh'));
    await here(RECORDED);
    await ben().says(place, calls(''), { pictures: [photo('b.png')] });
    await here(RECORDED);
    await cafe.becomes(step, '102 kWh');
    expect((await recorded()).slice(4)).toEqual(['reading: 102 (ben)', 'view: picture (ben)']);
  });

  it('answers a phrase as one, and what is neither with what there is', async () => {
    const before = await recorded();
    await ben().says(place, calls('list'));
    await here('SOPs');
    await ben().says(place, calls('the door sticks'));
    await here('Not understood');
    expect(await recorded()).toEqual(before);
  });

  it('answers an answer to something else as if it stood alone', async () => {
    const other = await ben().says(place, calls('list'));
    await here('SOPs');
    await ben().says(place, calls('103'), { quotes: other });
    await here(RECORDED);
    expect((await recorded()).at(-1)).toBe('reading: 103 (ben)');
  });

  it('says why not, to an answer that cannot be taken', async () => {
    await ben().says(place, '12 l', { quotes: step });
    await here('Write it as a number in kWh');
    await ben().says(place, '', { quotes: step, pictures: [{ name: 'a.txt', bytes: Buffer.from('no picture') }] });
    await here('asks for a file like this');
  });

  it('does not take the pictures of what is quoted for one’s own', async () => {
    const before = await recorded();
    const picture = cafe.teams.files.put(photo('theirs.png'));
    const { serviceUrl } = cafe.teams;
    const theirs = { id: `${Date.now()}1`, text: '' };
    const author = person(place === 'group' ? 'eva' : 'ben');
    const says = (text: string) => {
      const told = calls(text).replace('@Sopwith', '<at>Sopwith</at>');
      const quote = htmlQuoting({ ...theirs, text: imageOf(pictureUrl(serviceUrl, picture), picture) }, author, told);
      const scene = { by: ben(), place: herePlace(), serviceUrl };
      const mentions = place === 'group' ? [{ text: '<at>Sopwith</at>', ...BOT }] : [];
      const attachments = [inlinePicture(serviceUrl, picture), quoteReference(theirs, author)];
      return cafe.teams.desk.send(message(scene, { text: told, mentions, html: quote, attachments })).done;
    };
    await says('');
    await here('What you can say');
    await says('104 kWh');
    await here(RECORDED);
    expect((await recorded()).slice(before.length)).toEqual(['reading: 104 (ben)']);
  });
  it('takes nothing any more once the run is done, but for what it is asked', async () => {
    const dialog = await ben().presses(step, 'Done');
    await ben().submits(dialog ?? {}, {}, { on: step });
    await cafe.becomes(run, /[Cc]ompleted/);
    sees.past();
    await ben().says(place, calls('105 kWh'));
    await here('Not understood');
    await ben().says(place, calls(''), { quotes: run, pictures: [photo('late.png')] });
    await here('was completed');
    expect(await recorded()).not.toContain('reading: 105 (ben)');
  });
});

it('is a group’s own affair what is said there without a call, however much it looks like a reading', async () => {
  sees.past();
  await person('ben').says('group', '@Sopwith run meter');
  const run = await sees.place('group', '0 of 1 step');
  await sees.place('group', /Read the meter[\s\S]*\[Done\]/);
  const said = cafe.teams.messages('group').length;
  await person('ben').says('group', '106 kWh');
  await person('ben').says('group', '', { pictures: [photo('own.png')] });
  await sees.done();
  expect(cafe.teams.messages('group')).toHaveLength(said + 2);
  expect(await recordedIn(cafe, runOf(run))).toEqual([]);
});
