/** Every form as a dialog: errors at their fields, and what was done by somebody else meanwhile. */
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { png } from '../../support/png.ts';
import { type Json, objects, text } from '../../support/slack/json.ts';
import type { Answers } from '../../support/teams/filling.ts';
import type { Message } from '../../support/teams/held.ts';
import { dialogCard } from '../../support/teams/pressing.ts';
import { actionsOf, cardOf } from '../../support/teams/reading.ts';
import { buttonsOf, type Cafe, openCafe, readable } from './cafe.ts';
import { recordedIn, runOf } from './evidence.ts';
import { dialogText, type Seeing, seeing, whole } from './seeing.ts';

/** Every kind of input, of evidence, of step. */
const DELIVERY = `sop: delivery
title: Delivery
inputs:
  - {id: supplier, title: Supplier, type: text}
  - {id: amount, title: Amount, type: number, unit: EUR, max: 500}
  - {id: day, title: Day, type: date}
  - {id: cold, title: Cold goods, type: checkbox, required: false}
  - id: kind
    title: Kind
    type: choice
    options: [{id: fresh, title: Fresh}, {id: frozen, title: Frozen}]
roles:
  - {id: receiver, title: Receiver}
  - {id: lead, title: Lead, for: approver}
  - {id: owner, title: Owner, for: exception_owner}
exception_owner: owner
steps:
  - id: check
    title: Check the goods
    role: receiver
    skippable: true
    evidence:
      - {id: temperature, title: Temperature, type: number, unit: °C}
      - id: state
        title: State
        type: choice
        options: [{id: good, title: Good}, {id: bad, title: Not good}]
      - {id: sealed, title: Sealed, type: checkbox, required: false}
      - {id: note, title: Remark, type: text, required: false}
      - {id: offer, title: Offer, type: link, required: false}
      - {id: name, title: Signed, type: signature}
      - {id: view, title: Picture, type: photo}
      - {id: sheet, title: Delivery note, type: file}
  - id: decide
    title: Decide on the goods
    role: receiver
    kind: decision
    options: [{id: keep, title: Keep them}, {id: return, title: Send them back}]
    evidence:
      - {id: why, title: Why, type: text}
  - id: sign
    title: Release the payment
    role: receiver
    approval: {role: lead}
  - {id: store, title: Store it, role: receiver, skippable: true}
`;

const LONG = `sop: long
title: Long list
roles:
  - {id: receiver, title: Receiver}
steps:
${Array.from({ length: 40 }, (_, at) => `  - {id: s${at + 1}, title: Item ${at + 1} of the list, role: receiver}`).join('\n')}
`;

const RUN = '@Sopwith run delivery supplier=Lee amount=5 day=2026-11-20 kind=fresh';

let cafe: Cafe;
let sees: Seeing;
const person = (name: string) => cafe.teams.person(name);
/** Presses a button that opens a dialog, and gives the dialog. */
const opens = async (name: string, on: Message, button: string): Promise<Json> => {
  const dialog = await person(name).presses(on, button);
  if (!dialog?.task) throw new Error(`No dialog opens: ${JSON.stringify(dialog)}`);
  return dialog;
};
/** Fills one in and sends it; it closes. A form in the place of the card does as well. */
const fills = async (name: string, on: Message, button: string, answers: Answers) => {
  const asked = await person(name).presses(on, button);
  if (asked?.task) return void expect(await person(name).submits(asked, answers, { on })).toBeUndefined();
  const card = (asked?.value ?? {}) as Json;
  const [submit] = actionsOf(card).map(({ action }) => text(action.title));
  expect(await person(name).presses(on, submit ?? '', answers, { card })).toMatchObject({ statusCode: 200 });
};
/** What somebody is told who may not, or too late. */
const toldBy = async (name: string, on: Message, button: string, card?: Json) => {
  const answer = await person(name).presses(on, button, {}, card ? { card } : {});
  return answer?.task ? dialogText(answer) : text(answer?.value);
};
/** What stands in the inputs of a dialog, by their labels. */
const typedIn = (dialog: Json | undefined) =>
  Object.fromEntries(
    objects(dialogCard(dialog ?? {}).body)
      .filter(({ type, value }) => text(type).startsWith('Input.') && value !== undefined)
      .map(({ label, value }) => [text(label), value]),
  );
/** What stands below an input, up to the next one. */
const below = (dialog: Json | undefined, label: string) => {
  const said = dialogText(dialog).split('\n');
  const labels = objects(dialogCard(dialog ?? {}).body).map((one) => text(one.label));
  const rest = said.slice(said.indexOf(label) + 1);
  const end = rest.findIndex((one) => labels.includes(one));
  return rest.slice(0, end === -1 ? rest.length : end).join('\n');
};

describe('the forms of a run', () => {
  let run: Message;
  beforeAll(async () => {
    cafe = await openCafe();
    sees = seeing(cafe);
    await cafe.publishes(DELIVERY, { receiver: ['ben', 'eva'], lead: ['cem'], owner: ['dee'] });
    await cafe.publishes(LONG, { receiver: ['ben'] });
  });
  afterAll(async () => {
    // While the database was busy, whoever looked what is due had to wait as well.
    await sees.quiet(['what is due could not be read; it is tried again']);
    await cafe.end();
  });

  const step = (words: string | RegExp) => cafe.answers(run, words);
  /** The newest card in the thread that says this and has this button. */
  const asking = (words: string, button: string, than?: Message) =>
    cafe.teams.until(
      () =>
        cafe.teams
          .thread(run)
          .findLast((one) => one.id !== than?.id && readable(one).includes(words) && buttonsOf(one).includes(button)),
      () => `${words} with ${button}; there is\n${cafe.teams.thread(run).map(whole).join('\n--\n')}`,
      20_000,
    );

  it('asks for the inputs of a run, with each error at its field, and keeps what was typed', async () => {
    const ana = person('ana');
    const post = await ana.says('Kitchen', '@Sopwith run delivery supplier="Oak & <Sons>"');
    const on = await sees.thread(post, '[Fill in]');
    const form = await opens('ana', on, 'Fill in');
    expect(typedIn(form)).toMatchObject({ Supplier: 'Oak & <Sons>' });
    const typed = { 'Amount, EUR': '1,000', Day: '2026-11-20', Kind: 'Frozen', 'Cold goods': true };
    const wrong = await ana.submits(form, typed, { on });
    expect(below(wrong, 'Amount, EUR')).toMatch(/“1,000”/);
    expect(typedIn(wrong)).toMatchObject({
      'Amount, EUR': '1,000',
      Supplier: 'Oak & <Sons>',
      Day: '2026-11-20',
      Kind: 'frozen',
      'Cold goods': 'true',
    });
    const large = await ana.submits(wrong ?? {}, { 'Amount, EUR': '501' }, { on });
    expect(below(large, 'Amount, EUR')).toContain('500');
    expect(typedIn(large)).toMatchObject({ 'Amount, EUR': '501' });
    expect(await ana.submits(large ?? {}, { 'Amount, EUR': '499,90' }, { on })).toBeUndefined();
    run = await sees.place('Kitchen', '0 of 4 steps');
    expect(readable(run)).toContain('Oak & <Sons>');
    await step('Check the goods');
  });

  it('gives the step to somebody, changes the deadline, adds a note, lets somebody stand in', async () => {
    const card = await step('Check the goods');
    await person('ben').presses(card, 'I’ll take it');
    await cafe.becomes(card, 'Ben Okafor');
    await fills('ben', card, 'Give it to somebody', { 'Who does it?': 'Eva Lund' });
    await cafe.becomes(card, 'Eva Lund');
    expect(await toldBy('max', card, 'Change the deadline')).toContain('Dee Novak');
    const form = await opens('dee', card, 'Change the deadline');
    const late = await person('dee').submits(form, { Due: 'soonish', Why: 'the truck is late' }, { on: card });
    expect(below(late, 'Due')).toContain('30m');
    expect(dialogText(late)).toContain('Write when, for example 30m');
    expect(typedIn(late)).toEqual({ Due: 'soonish', Why: 'the truck is late' });
    expect(await person('dee').submits(late ?? {}, { Due: '2h' }, { on: card })).toBeUndefined();
    await cafe.becomes(card, /[Dd]ue/);
    await fills('eva', card, 'Add a note', { Note: 'The truck is late' });
    await fills('eva', run, 'Let somebody stand in', { 'Who stands in for you?': 'Ben Okafor', Why: 'at lunch' });
    await cafe.becomes(run, 'Ben Okafor');
  });

  it('leads to any step from the card of the run', async () => {
    const form = await opens('ben', run, 'Do something with a step');
    const next = await person('ben').submits(
      form,
      { 'Which step?': 'Store it', 'What do you want to do?': 'Add a note' },
      { on: run },
    );
    expect(dialogText(next)).toContain('Note on “Store it”');
    expect(await person('ben').submits(next ?? {}, { Note: 'Second shelf' }, { on: run })).toBeUndefined();
    expect(dialogText(await opens('ben', run, 'All steps'))).toContain('Store it');
  });

  it('takes what is known so far, then the rest, with a photo and a file from the thread', async () => {
    const ben = person('ben');
    const card = await step('Check the goods');
    await fills('ben', card, 'Save what I have', { 'Temperature, °C': '4', Sealed: true });
    await cafe.becomes(card, '4 °C');
    const form = await opens('ben', card, 'Done');
    expect(dialogText(form)).toContain('Recorded: 4 °C. Leave empty to keep it.');
    const typed = { State: 'Good', Remark: 'wet *box*\n2nd line', Sealed: true, Signed: 'Ben O.', Offer: 'example' };
    const wrong = await ben.submits(form, { ...typed, 'Temperature, °C': 'cold' }, { on: card });
    expect(below(wrong, 'Temperature, °C')).toMatch(/Recorded: 4 °C|“cold” is not a number/);
    expect(dialogText(wrong)).toContain('“cold” is not a number');
    expect(typedIn(wrong)).toMatchObject({
      State: 'good',
      Remark: 'wet *box*\n2nd line',
      Sealed: 'true',
      Signed: 'Ben O.',
    });
    const missing = await ben.submits(
      wrong ?? {},
      { 'Temperature, °C': '4,5', Offer: 'https://example.com/1' },
      { on: card },
    );
    expect(dialogText(missing)).toMatch(/Picture[\s\S]*is needed[\s\S]*Delivery note[\s\S]*is needed/);
    await ben.replies(run, '', {
      files: [
        { name: 'box.png', bytes: png(33, 20) },
        { name: 'note.pdf', bytes: Buffer.from('%PDF-1.4 d') },
      ],
    });
    await sees.thread(run, '✓ Recorded.');
    expect(await ben.submits(missing ?? {}, {}, { on: card })).toBeUndefined();
    await cafe.becomes(card, /Done by/);
    expect([...new Set(await recordedIn(cafe, runOf(run)))].toSorted()).toEqual(
      [
        ...[
          'temperature: 4 (ben)',
          'view: box.png (ben)',
          'sheet: note.pdf (ben)',
          'temperature: 4.5 (ben)',
          'state: good (ben)',
        ],
        ...[
          'sealed: true (ben)',
          'note: wet *box*\n2nd line (ben)',
          'offer: https://example.com/1 (ben)',
          'name: Ben O. (ben)',
        ],
      ].toSorted(),
    );
  });

  it('says that a step was done meanwhile, and that an old card is old', async () => {
    const card = await step('Decide on the goods');
    const old = cardOf(cafe.teams.message(card) ?? card) ?? {};
    const [form, other] = [await opens('ben', card, 'Decide'), await opens('eva', card, 'Decide')];
    expect(
      await person('ben').submits(form, { Decision: 'Keep them', Why: 'all fresh' }, { on: card }),
    ).toBeUndefined();
    await step('Release the payment');
    const late = await person('eva').submits(
      other,
      { Decision: 'Send them back', Why: 'I do not like them' },
      { on: card },
    );
    expect(dialogText(late)).toMatch(/Ben Okafor[\s\S]*completed|completed[\s\S]*Ben Okafor/);
    expect(await toldBy('eva', card, 'Report a problem', old)).toContain('completed');
    expect(buttonsOf(cafe.teams.message(card) ?? card)).not.toContain('Decide');
    expect(await recordedIn(cafe, runOf(run))).not.toContain('why: I do not like them (eva)');
  });

  it('reports a problem, which its owner settles with a reason', async () => {
    const card = await step('Release the payment');
    const said = { 'What kind of problem is it?': 'A tool does not work', 'What happened?': 'The bank is down' };
    await fills('ben', card, 'Report a problem', said);
    const problem = await asking('The bank is down', 'Do it again');
    expect(await toldBy('ben', problem, 'Do it again')).toContain('Dee Novak');
    await fills('dee', problem, 'Do it again', { Why: 'It is up again' });
    await cafe.becomes(problem, 'It is up again');
    expect(buttonsOf(cafe.teams.message(problem) ?? problem)).not.toContain('Do it again');
  });

  it('is rejected with a reason, and an old card approves nothing', async () => {
    await person('ben').presses(await asking('Release the payment', 'Done'), 'Done');
    const first = await step('your approval is needed');
    const seen = (await person('cem').sees(first)) ?? {};
    const dialog = await person('cem').presses(first, 'Reject', {}, { card: seen });
    const reason = { 'What must be done again, and why?': 'Wrong account' };
    expect(await person('cem').submits(dialog ?? {}, reason, { on: first })).toBeUndefined();
    const redo = await asking('Wrong account', 'Done');
    const refused = await person('cem').presses(first, 'Approve', {}, { card: seen });
    expect(text(refused?.value)).toMatch(/old one|not waiting for an approval/);
    await person('ben').presses(redo, 'Done');
    const second = await cafe.teams.until(
      () =>
        cafe.teams
          .thread(run)
          .findLast((one) => readable(one).includes('your approval is needed') && one.id !== first.id),
      'the approval asked anew',
      20_000,
    );
    const again = await person('cem').presses(first, 'Approve', {}, { card: seen });
    expect(text(again?.value)).toContain('old one');
    const now = (await person('cem').sees(second)) ?? {};
    await person('cem').presses(second, 'Approve', {}, { card: now });
    await step('Store it');
  });

  it('is skipped with a reason; what was cancelled meanwhile says so', async () => {
    await fills('ben', await step('Store it'), 'Skip', { 'Why is it skipped?': 'went to the kitchen' });
    await cafe.becomes(run, /[Cc]ompleted/);
    await person('ben').says('Kitchen', RUN);
    const before = run.id;
    run = await cafe.teams.until(
      () =>
        cafe.teams.messages('Kitchen').findLast((one) => one.id !== before && readable(one).includes('0 of 4 steps')),
      'another run',
    );
    const card = await step('Check the goods');
    const form = await opens('ben', card, 'Skip');
    await fills('ben', run, 'Cancel run', { 'Why is it cancelled?': 'wrong shop' });
    await cafe.becomes(run, 'wrong shop');
    const late = await person('ben').submits(form, { 'Why is it skipped?': 'came sealed' }, { on: card });
    expect(dialogText(late)).toContain('was cancelled');
  });

  it('opens what is only to be read in a dialog, and pages on there', async () => {
    await person('ben').says('Kitchen', '@Sopwith run long');
    const long = await sees.place('Kitchen', '0 of 40 steps');
    const steps = await opens('ben', long, 'All steps');
    expect(dialogText(steps)).toMatch(/Item 1 of the list[\s\S]*Item 25 of the list/);
    expect(dialogText(steps)).not.toContain('Item 26 of the list');
    const next = await person('ben').submits(steps, {}, { button: 'Later steps', on: long });
    expect(dialogText(next)).toMatch(/Item 26 of the list[\s\S]*Item 40 of the list/);
    const back = await person('ben').submits(next ?? {}, {}, { button: 'Earlier steps', on: long });
    expect(dialogText(back)).toContain('Item 1 of the list');
    expect(dialogText(await opens('ben', long, 'Evidence'))).toMatch(/0 records, 0 files/);
    await cafe.app.worker.idle();
    expect(cafe.teams.thread(long).map(readable).join()).toContain('Item 1 of the list');
    expect(cafe.teams.thread(long)).toHaveLength(1);
  });

  it('answers in time where the database is busy, does it afterwards, and says then why not', async () => {
    sees.past();
    await person('ben').says('Kitchen', '@Sopwith run long');
    const long = await sees.place('Kitchen', '0 of 40 steps');
    const first = await sees.thread(long, 'Item 1 of the list');
    await person('max').replies(long, '@Sopwith help');
    await sees.thread(long, 'What you can say');
    await cafe.app.worker.idle();
    const other = new Sqlite(join(cafe.config.data, 'sopwith.db'));
    other.exec('begin immediate');
    const begun = performance.now();
    const answers = await Promise.all([
      person('ben').presses(first, 'Done'),
      person('max').presses(first, 'I’ll take it'),
    ]);
    expect(performance.now() - begun).toBeLessThan(4_900);
    for (const answer of answers) expect(text(answer?.value)).toContain('This takes longer than usual');
    expect(readable(cafe.teams.message(first) ?? first)).not.toContain('Done by');
    other.exec('commit');
    other.close();
    await cafe.becomes(first, 'Done by');
    await sees.chat('max', /Receiver|completed/);
  });
});

describe('the forms of a draft, of a routine, of roles', () => {
  beforeAll(async () => {
    cafe = await openCafe();
    sees = seeing(cafe);
    await cafe.publishes(LONG, { receiver: ['ben'] });
  });
  afterAll(async () => {
    await sees.quiet();
    await cafe.end();
  });

  const YAML = 'SOP as YAML';
  const yamlIn = (dialog: Json) => text(typedIn(dialog)[YAML]);
  let draft: Message;

  it('begin with the questions of an interview, and keep what was written where no step is in it', async () => {
    const post = await person('ana').says('Kitchen', '@Sopwith new');
    const on = await sees.thread(post, '[Fill in]');
    const form = await opens('ana', on, 'Fill in');
    const steps = text(Object.keys(labels(form)).find((one) => one.startsWith('What is done')));
    const purpose = 'Nobody comes home to a cold kitchen.';
    const empty = await person('ana').submits(
      form,
      { 'What is it called?': 'Closing the bar', 'What is it for?': purpose, [steps]: ' ' },
      { on },
    );
    expect(dialogText(empty)).toContain('There are no steps in it yet');
    expect(typedIn(empty)).toMatchObject({ 'What is it called?': 'Closing the bar', 'What is it for?': purpose });
    const said = 'Barkeeper: wipe down the counter\nBarkeeper: read the fridge\nBarkeeper: lock the door';
    expect(await person('ana').submits(empty ?? {}, { [steps]: said }, { on })).toBeUndefined();
    draft = await sees.place('Kitchen', /Closing the bar[\s\S]*Wipe down the counter/);
  });

  it('edit a draft as YAML, say where it is wrong, and lose nothing', async () => {
    const form = await opens('ana', draft, 'Edit as YAML');
    const broken = `${yamlIn(form).replace('Wipe down the counter', 'Wipe the counter')}\nsteps: [`;
    const wrong = await person('ana').submits(form, { [YAML]: broken }, { on: draft });
    expect(below(wrong, YAML)).toMatch(/Mend this[\s\S]*line \d+/);
    expect(yamlIn(wrong ?? {})).toBe(broken);
    const mended = broken.replace('\nsteps: [', '');
    const saved = await person('ana').submits(wrong ?? {}, { [YAML]: mended }, { on: draft });
    expect(dialogText(saved)).toContain('is saved');
    await cafe.becomes(draft, 'Wipe the counter');
  });

  it('never overwrite what somebody saved meanwhile, neither at once nor after a mistake was mended', async () => {
    const [mine, other] = [await opens('ana', draft, 'Edit as YAML'), await opens('ben', draft, 'Edit as YAML')];
    const saved = await person('ben').submits(
      other,
      { [YAML]: yamlIn(other).replace('Closing the bar', 'Closing both bars') },
      { on: draft },
    );
    expect(dialogText(saved)).toContain('is saved');
    const own = yamlIn(mine).replace('Closing the bar', 'Closing no bar');
    const late = await person('ana').submits(mine, { [YAML]: own }, { on: draft });
    expect(dialogText(late)).toMatch(/Ben Okafor[\s\S]*saved this draft/);
    expect(yamlIn(late ?? {})).toBe(own);
    const broken = await person('ana').submits(mine, { [YAML]: `${own}\nsteps: [` }, { on: draft });
    expect(dialogText(broken)).toContain('Mend this');
    const again = await person('ana').submits(broken ?? {}, { [YAML]: own }, { on: draft });
    expect(dialogText(again)).toMatch(/Ben Okafor[\s\S]*saved this draft/);
    await cafe.becomes(draft, 'Closing both bars');
  });

  it('edit one step, from the list of all', async () => {
    const list = await opens('ana', draft, 'Edit a step');
    expect(dialogText(list)).toContain('Read the fridge');
    const form = await person('ana').submits(list, {}, { button: 'Edit', on: draft });
    expect(dialogText(form)).toContain('Edit step 1');
    const wrong = await person('ana').submits(form ?? {}, { Title: 'Wipe it all', Within: 'soon' }, { on: draft });
    expect(dialogText(wrong)).toMatch(/Within[\s\S]*30m/);
    expect(typedIn(wrong)).toMatchObject({ Title: 'Wipe it all', Within: 'soon' });
    const saved = await person('ana').submits(wrong ?? {}, { Within: '30m' }, { on: draft });
    expect(dialogText(saved)).toContain('is saved');
    await cafe.becomes(draft, 'Wipe it all');
  });

  it('answer the questions of a draft, unless somebody was faster', async () => {
    const steps = '# Night round\n\n1. Lock the back door\n2. Read the fridge thermometer\n3. Set the alarm\n';
    const files = [{ name: 'night-round.md', bytes: Buffer.from(steps) }];
    await person('ana').says('Kitchen', '@Sopwith import', { files });
    const asking = await sees.place('Kitchen', /Night round[\s\S]*\[Answer\]/);
    const [form, other] = [await opens('ana', asking, 'Answer'), await opens('ben', asking, 'Answer')];
    const nothing = await person('ana').submits(form, {}, { on: asking });
    expect(dialogText(nothing)).toContain('Answer at least one question');
    const role = text(Object.keys(labels(form)).find((one) => one.startsWith('Or another role')));
    expect(Object.keys(labels(form))).toContain(role);
    const saved = await person('ana').submits(nothing ?? {}, { [role]: 'Night porter' }, { on: asking });
    expect(dialogText(saved)).toContain('is saved');
    await cafe.becomes(asking, 'Night porter');
    const late = await person('ben').submits(other, { [role]: 'Cook' }, { on: asking });
    expect(dialogText(late)).toMatch(/Ana Silva[\s\S]*saved this draft/);
    expect(readable(cafe.teams.message(asking) ?? asking)).not.toContain('Cook');
  });

  it('say that a draft is gone', async () => {
    const form = await opens('ana', draft, 'Edit as YAML');
    await person('ben').presses(draft, 'Discard the draft');
    await cafe.becomes(draft, /[Dd]iscarded/);
    const late = await person('ana').submits(form, {}, { on: draft });
    expect(dialogText(late)).toMatch(/Ben Okafor[\s\S]*discarded/);
  });

  it('set a routine, with errors at their fields', async () => {
    const post = await person('ana').says('Kitchen', '@Sopwith routine long');
    const on = await sees.thread(post, '[Fill in]');
    const form = await opens('ana', on, 'Fill in');
    expect(typedIn(form)).toMatchObject({ 'Time zone': 'Europe/Lisbon' });
    const wrong = await person('ana').submits(form, { When: 'now and then', Until: '09:00' }, { on });
    expect(below(wrong, 'When')).toContain('“now and then”');
    expect(typedIn(wrong)).toEqual({ When: 'now and then', Until: '09:00', 'Time zone': 'Europe/Lisbon' });
    const nowhere = await person('ana').submits(wrong ?? {}, { When: 'weekdays 06:30', 'Time zone': 'Mars' }, { on });
    expect(below(nowhere, 'Time zone')).toContain('Mars');
    const closing = await person('ana').submits(nowhere ?? {}, { 'Time zone': 'UTC', Until: 'late' }, { on });
    expect(below(closing, 'Until')).toContain('“late”');
    expect(await person('ana').submits(closing ?? {}, { Until: '09:00' }, { on })).toBeUndefined();
    const card = await sees.place('Kitchen', 'Routine: Long list');
    expect(readable(card)).toContain('Every weekday at 06:30, until 09:00 (UTC)');
    const change = await opens('ana', card, 'Change');
    expect(typedIn(change)).toEqual({ When: 'weekdays 06:30', Until: '09:00', 'Time zone': 'UTC' });
    expect(await person('ana').submits(change, { When: 'weekdays 07:15' }, { on: card })).toBeUndefined();
    await cafe.becomes(card, '07:15');
    expect(await toldBy('ben', card, 'Change')).not.toContain('07:16');
  });

  it('give a role, to whoever administers', async () => {
    const post = await person('ana').says('Kitchen', '@Sopwith roles');
    const card = await sees.thread(post, '[Give or take a role]');
    expect(await toldBy('ben', card, 'Give or take a role')).toContain('Only an administrator');
    const form = await opens('ana', card, 'Give or take a role');
    expect(objects(labels(form).Role?.choices).map(({ title }) => title)).toEqual(['Receiver']);
    const given = { Role: 'Receiver', Who: 'Ana Silva', 'Give or take': 'Give the role' };
    const saved = await person('ana').submits(form, given, { on: card });
    expect(dialogText(saved)).toContain('Ana Silva now holds the role Receiver');
  });
});

/** The inputs of a dialog, by their labels. */
function labels(dialog: Json): Readonly<Record<string, Json>> {
  const inputs = objects(dialogCard(dialog).body).filter(({ type }) => text(type).startsWith('Input.'));
  return Object.fromEntries(inputs.map((one) => [text(one.label), one]));
}

describe('where clients have no dialogs', () => {
  let run: Message;
  beforeAll(async () => {
    cafe = await openCafe({ env: { TEAMS_PLAIN: '1' } });
    sees = seeing(cafe);
    await cafe.publishes(DELIVERY, { receiver: ['ben'], lead: ['cem'], owner: ['dee'] });
    await person('ben').says('Kitchen', RUN);
    run = await sees.place('Kitchen', '0 of 4 steps');
    await cafe.answers(run, 'Check the goods');
  });
  afterAll(async () => {
    await sees.quiet();
    await cafe.end();
  });

  const cardIn = (answer: Json | undefined) => answer?.value as Json;
  const says = (card: Json) => actionsOf(card).map(({ action }) => text(action.title));

  it('what is to be read stands in the place of the card, with a way back', async () => {
    const steps = cardIn(await person('ben').presses(run, 'All steps'));
    expect(JSON.stringify(steps)).toContain('Store it');
    expect(says(steps)).toContain('Back');
    const back = cardIn(await person('ben').presses(run, 'Back', {}, { card: steps }));
    expect(says(back)).toEqual(says(cardOf(cafe.teams.message(run) ?? run) ?? {}));
  });

  it('so does a form, with what was typed and what is wrong with it', async () => {
    const form = cardIn(await person('dee').presses(await cafe.answers(run, 'Check the goods'), 'Change the deadline'));
    expect(says(form)).toContain('Back');
    const on = await cafe.answers(run, 'Check the goods');
    const wrong = cardIn(await person('dee').presses(on, 'Change it', { Due: 'soonish', Why: 'late' }, { card: form }));
    expect(JSON.stringify(wrong)).toContain('Write when, for example 30m');
    expect(JSON.stringify(wrong)).toContain('soonish');
    const done = cardIn(await person('dee').presses(on, 'Change it', { Due: '2h' }, { card: wrong }));
    expect(says(done)).not.toContain('Back');
    await cafe.becomes(on, /[Dd]ue/);
    const given = cardIn(await person('ben').presses(on, 'Add a note'));
    const back = cardIn(await person('ben').presses(on, 'Back', {}, { card: given }));
    expect(says(back)).toEqual(says(cardOf(cafe.teams.message(on) ?? on) ?? {}));
  });

  it('there is no way back to an answer, which nobody keeps', async () => {
    const post = await person('ben').says('Kitchen', '@Sopwith mine');
    const mine = await sees.chat('ben', 'Delivery');
    expect(readable(await sees.thread(post, 'in your own chat'))).not.toContain('Delivery');
    const [open] = buttonsOf(mine);
    const shown = cardIn(await person('ben').presses(mine, text(open)));
    expect(says(shown)).not.toContain('Back');
  });
});
