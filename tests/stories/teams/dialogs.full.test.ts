/** The forms of a run as dialogs: errors at their fields, and what was done by somebody else meanwhile. */
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { png } from '../../support/png.ts';
import { text } from '../../support/slack/json.ts';
import type { Message } from '../../support/teams/held.ts';
import { cardOf } from '../../support/teams/reading.ts';
import { buttonsOf, type Cafe, openCafe, readable } from './cafe.ts';
import { below, type Dialogs, dialogsIn, dialogText, typedIn } from './dialogs.ts';
import { recordedIn, runOf } from './evidence.ts';
import { type Seeing, seeing, whole } from './seeing.ts';
import { DELIVERY, LONG } from './sops.ts';

const RUN = '@Sopwith run delivery supplier=Lee amount=5 day=2026-11-20 kind=fresh';

let cafe: Cafe;
let sees: Seeing;
let forms: Dialogs;
const person = (name: string) => cafe.teams.person(name);
const opens: Dialogs['opens'] = (...asked) => forms.opens(...asked);
const fills: Dialogs['fills'] = (...asked) => forms.fills(...asked);
const toldBy: Dialogs['toldBy'] = (...asked) => forms.toldBy(...asked);

describe('the forms of a run', () => {
  let run: Message;
  beforeAll(async () => {
    cafe = await openCafe();
    sees = seeing(cafe);
    forms = dialogsIn(cafe);
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
    // None of it was said in the thread.
    await cafe.answers(long, 'Item 1 of the list');
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
    const { deliveries } = cafe.teams.desk;
    const before = deliveries.length;
    const presses = [person('ben').presses(first, 'Done'), person('max').presses(first, 'I’ll take it')];
    const answered = () => deliveries.slice(before).filter(({ answer }) => answer).length === presses.length;
    await cafe.teams.until(answered, 'answers while the database is busy', 8_000);
    expect(readable(cafe.teams.message(first) ?? first)).not.toContain('Done by');
    other.exec('commit');
    other.close();
    for (const answer of await Promise.all(presses))
      expect(text(answer?.value)).toContain('This takes longer than usual');
    await cafe.becomes(first, 'Done by');
    await sees.chat('max', /Receiver|completed/);
  });
});
