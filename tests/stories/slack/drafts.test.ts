/** Drafts in Slack: offered, interviewed, answered, edited step by step or as YAML, by two people at once. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Message, View } from '../../support/slack/surface.ts';
import { buttonsOf, type Office, openOffice, readable } from './office.ts';
import { type Seeing, seeing } from './seeing.ts';

const PROCEDURE = `# Closing the till

Role: Cashier

1. Count the money in the till.
2. Write the total on the daily sheet.
3. Put the money into the safe.
4. Lock the safe and hang up the key.
`;
const LETTER = `Dear Ms Miller,

thank you for your letter of 3 May. We were glad to hear that you liked the rooms, and hope to see you again soon.

Kind regards
`;
const INVOICE = `Invoice 4711

| Item | Amount |
|---|---|
| Apples | 12.00 |
| Pears | 8.00 |

Total 20.00 EUR, due within 14 days.
`;

describe('a draft', () => {
  let office: Office;
  let sees: Seeing;
  beforeAll(async () => {
    office = await openOffice();
    sees = seeing(office);
  });
  afterAll(async () => {
    await sees.quiet();
    await office.end();
  });

  const person = (name: string) => office.slack.person(name);
  const file = (name: string, text: string) => ({ name, bytes: Buffer.from(text) });
  const opens = async (name: string, card: Message, button: string, words: string | RegExp): Promise<View> => {
    await person(name).taps(card, button);
    return sees.modal(name, words);
  };
  const labelled = (view: View, words: RegExp): string => {
    const labels = view.blocks.flatMap((block) => ('label' in block ? [(block.label as { text: string }).text] : []));
    const found = labels.find((one) => words.test(one));
    if (found === undefined) throw new Error(`no field ${words}; there is ${labels.join(' | ')}`);
    return found;
  };
  const drafted = (title: string) =>
    office.slack.until(
      () =>
        office.slack
          .messages('kitchen')
          .findLast((one) => readable(one).includes(title) && buttonsOf(one).includes('Edit a step')),
      () => `the draft ${title}; there is\n${office.slack.messages('kitchen').map(readable).join('\n--\n')}`,
      20_000,
    );

  it('is offered to whoever drops a procedure, and to nobody for a letter or an invoice', async () => {
    const ana = person('ana');
    await ana.drops('kitchen', [file('letter.md', LETTER), file('invoice.md', INVOICE)]);
    await ana.drops('kitchen', [file('photo.png', 'no picture')]);
    // What cannot be fetched is not spoken of, and keeps nothing else from being looked into.
    office.slack.inject({ method: 'download', kind: 'status', status: 404 });
    await ana.drops('kitchen', [file('letter.md', LETTER), file('till.md', PROCEDURE)]);
    const offer = await sees.whisper('ana', '“till.md” looks like a procedure');
    expect(ana.whispers().filter((one) => readable(one).includes('looks like')).length).toBe(1);
    expect(['ben', 'chen', 'dora', 'eva'].flatMap((name) => person(name).whispers())).toEqual([]);
    await ana.taps(offer, 'Draft an SOP');
    expect(readable(await drafted('Closing the till'))).toContain('Lock the safe and hang up the key');
  });

  it('is edited step by step, with errors at their fields', async () => {
    const ana = person('ana');
    const card = await drafted('Closing the till');
    await ana.taps(card, 'Edit a step');
    const list = await sees.whisper('ana', 'Lock the safe');
    const edits = list.blocks.flatMap((block) => ('accessory' in block ? [block] : []));
    await ana.taps(list, { text: 'Edit', block: String(edits[0]?.block_id) });
    const form = await sees.modal('ana', 'Edit step 1');
    const wrong = await ana.submits(form, { Within: 'soon' });
    expect(JSON.stringify(wrong.errors) + (wrong.view ? readable(wrong.view) : '')).toMatch(/30m|soon/);
    const again = office.slack.views().find((one) => one.id === form.id) ?? form;
    const saved = await ana.submits(again, { Title: 'Count all the money', Within: '30m' });
    expect(saved.view && readable(saved.view)).toContain('is saved');
    await office.becomes(card, /Count all the money|edited/i);
  });

  it('says whose edit came first, and keeps what was written', async () => {
    const [ana, ben] = [person('ana'), person('ben')];
    const card = await drafted('Closing the till');
    const [first, second] = [
      await opens('ana', card, 'Edit as YAML', 'SOP as YAML'),
      await opens('ben', card, 'Edit as YAML', 'SOP as YAML'),
    ];
    const yaml = (view: View) =>
      String(
        (view.blocks.find((one) => one.block_id === 'yaml')?.element as { initial_value?: string } | undefined)
          ?.initial_value,
      );
    const label = labelled(first, /SOP as YAML/);
    const broken = await ana.submits(first, { [label]: 'title: [' });
    expect(broken.view && readable(broken.view)).toMatch(/line 1|correct this/);
    const below = office.slack.views().find((one) => one.id === first.id) ?? first;
    await ana.submits(below, { [label]: yaml(first).replace('Closing the till', 'Closing both tills') });
    await office.becomes(card, 'Closing both tills');
    const late = await ben.submits(second, { [label]: yaml(second).replace('Closing the till', 'Closing no till') });
    expect(late.view && readable(late.view)).toContain('saved this draft');
    expect(office.slack.views().some((one) => one.id === second.id)).toBe(true);
    expect(readable(office.slack.message(card) ?? card)).not.toContain('no till');
  });

  it('comes of an interview', async () => {
    const ana = person('ana');
    await ana.slash('kitchen', '/sop new');
    const form = await sees.modal('ana', 'A new SOP');
    await ana.submits(form, {
      'What is it called?': 'Closing the bar',
      [labelled(form, /^What is done/)]:
        'Barkeeper: wipe down the counter\nBarkeeper: read the fridge\nBarkeeper: lock the door',
    });
    expect(readable(await drafted('Closing the bar'))).toContain('Wipe down the counter');
  });

  it('has its questions answered', async () => {
    const ana = person('ana');
    const card = await drafted('Closing both tills');
    const form = await opens('ana', card, 'Answer', 'Which values are in order');
    const empty = await ana.submits(form);
    expect(empty.view && readable(empty.view)).toContain('Answer at least one question');
    const below = office.slack.views().find((one) => one.id === form.id) ?? form;
    const wrong = await ana.submits(below, { q1_min: '500', q1_max: '5' });
    expect(JSON.stringify(wrong.errors) + (wrong.view ? readable(wrong.view) : '')).toMatch(/500|more|less/);
    const again = office.slack.views().find((one) => one.id === form.id) ?? form;
    const saved = await ana.submits(again, { q1_min: '5', q1_max: '500' });
    expect(saved.view && readable(saved.view)).toContain('is saved');
    await office.slack.until(
      () => !readable(office.slack.message(card) ?? card).includes('“Count all the money”?'),
      'one question less',
    );
  });

  it('comes of a message, or of its file', async () => {
    const ana = person('ana');
    const said = await ana.says(
      'kitchen',
      'Opening the gate\n1. Fetch the key from the office.\n2. Unlock the gate.\n3. Bring the key back.',
    );
    await ana.messageShortcut('import_message', said);
    await drafted('Unlock the gate');
    const empty = await ana.says('vault', 'hello');
    await ana.messageShortcut('import_message', empty);
    await sees.whisper('ana', '/invite');
  });

  it('is edited as YAML however long it is', async () => {
    const ana = person('ana');
    const steps = Array.from(
      { length: 60 },
      (_, at) => `  - id: s${at}\n    title: Step ${at}\n    instructions: ${`Do it well ${at}. `.repeat(10)}`,
    );
    const yaml = `sop: long\ntitle: A long one\nsteps:\n${steps.join('\n')}\n`;
    await office.publishes(yaml);
    await ana.slash('kitchen', '/sop revise long');
    const card = await drafted('A long one');
    const form = await opens('ana', card, 'Edit as YAML', 'continued');
    const saved = await ana.submits(form);
    expect(saved.view && readable(saved.view)).toContain('is saved');
    await ana.slash('kitchen', '/sop yaml long');
    await office.slack.until(() => office.slack.files().find((one) => one.name === 'long.sop.yaml'), 'the file');
    const kept = office.slack.files().findLast((one) => one.name === 'long.sop.yaml');
    expect(kept?.bytes.toString()).toContain('Do it well 59.');
  });
});
