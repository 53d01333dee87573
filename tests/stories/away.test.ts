/** Somebody is away, somebody stands in, and comes back; and how people are called meanwhile. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkHistory } from '../../src/runtime/check-history.ts';
import { listHistories } from '../../src/store/audit.ts';
import { DATABASES } from '../support/database.ts';
import { openHall } from './hall.ts';
import { published } from './publishing.ts';
import { told } from './words.ts';
import { DAY, HOUR, MINUTE, openWorkplace, type Posted, type Workplace } from './workplace.ts';

const STOCK = `
sop: stock
title: Stock count
accountable_manager: restaurant_manager
roles:
  - {id: counter, title: Counter}
  - {id: checker, title: Checker}
  - {id: restaurant_manager, title: Restaurant manager}
steps:
  - {id: count, title: Count the shelves, role: counter, due: PT2H, remind: PT30M}
  - {id: order, title: Order what is missing, role: counter, due: PT10H, remind: PT1H, approval: {role: checker}}
`;

it('who is away longer than they said is told once: nothing moves, and nobody is called once more', async () => {
  const hall = openHall();
  const work = await openWorkplace('sqlite', { chats: [hall.chat] });
  for (const name of ['Ben', 'Ana']) await work.say('eva', `role counter add ${name}`);
  await published(work, STOCK);
  const says = (member: string, text: string) =>
    work.app.conversation.say({
      ...{ workspace: work.app.workspace, member, place: 'hall:kitchen', files: [], key: text },
      text,
    });
  await says('eva', 'run stock');
  await says('ben', 'away until Friday, Finn stands in');
  await work.idle();
  const before = hall.said('kitchen').length;
  work.clock.at += HOUR;
  expect(told(await says('ben', 'away until 20 March, Finn stands in'))).toContain('until 2026-03-20');
  await work.idle();
  expect(hall.said('kitchen')).toHaveLength(before);
  const notes = () => hall.said('direct-finn').filter((one) => one.startsWith('Standing in'));
  expect(notes()).toMatchObject([expect.stringContaining('until 2026-03-20')]);
  await work.pass(5 * DAY);
  expect(notes()[0]).toContain('You stand in for Ben');
  await work.pass(14 * DAY);
  expect(notes()).toMatchObject([expect.stringContaining('You do not stand in for Ben')]);
  await work.end();
});

describe.each(DATABASES)('away until Friday, on %s', (kind) => {
  let work: Workplace;
  beforeAll(async () => {
    work = await openWorkplace(kind);
    await work.say('eva', 'role counter add Ben');
    await work.say('eva', 'role checker add Ana');
    await published(work, STOCK);
  });
  afterAll(() => work.end());

  const step = async (id: string) => (await work.run('kitchen')).steps.find((one) => one.id === id);

  it('whoever names nobody is asked for the name, not for the day that they said', async () => {
    const asked = await work.say('ben', 'away until Friday');
    expect(asked).toMatchObject({ type: 'form', form: { title: 'Away' } });
    expect(JSON.stringify(asked)).toContain('"value":"Friday"');
  });

  it('what is open moves, and both are named', async () => {
    await work.say('eva', 'run stock');
    await work.idle();
    expect(await step('count')).toMatchObject({ assignee: 'ben' });
    const answer = told(await work.say('ben', 'away until Friday, Finn stands in'));
    expect(answer).toMatch(/Finn Berg stands in for you until/);
    await work.idle();
    expect(await step('count')).toMatchObject({ assignee: 'finn', instead: 'ben' });
    expect((await work.find('kitchen', 'Count the shelves')).says).toMatch(
      /@Finn Berg, it is your turn while Ben .+ is away/,
    );
    expect(told(await work.say('ana', 'roles'))).toMatch(/Ben .+ is away until/);
    expect(told(await work.say('finn', 'mine'))).toContain('Count the shelves');
  });

  it('what comes later is theirs too, and separation of duties holds', async () => {
    await work.press('finn', await work.find('kitchen', 'Count the shelves'), 'Done');
    await work.idle();
    expect(await step('order')).toMatchObject({ assignee: 'finn', instead: 'ben' });
    // Ana is away too: her approvals go to somebody who did the work, who may not give them.
    expect(told(await work.say('eva', 'away Ana until Friday, Finn stands in'))).toMatch(/Finn Berg stands in for Ana/);
    await work.press('finn', await work.find('kitchen', 'Order what is missing'), 'Done');
    await work.idle();
    const approval = await work.find('kitchen', /^Approve|Order what is missing/);
    const refused = await work.send('finn', {
      v: 1,
      verb: 'approve',
      run: (await work.run('kitchen')).run,
      step: 'order',
    });
    expect(told(refused)).toMatch(/You did .+ yourself|did this/i);
    expect(approval.card).toBeDefined();
  });

  it('comes back when it is over, across a restart', async () => {
    expect(told(await work.say('finn', 'back Ana'))).toMatch(/Only they themselves, or an administrator/);
    await work.restart(4 * DAY);
    await work.idle();
    const refused = await work.send('finn', {
      v: 1,
      verb: 'approve',
      run: (await work.run('kitchen')).run,
      step: 'order',
    });
    expect(told(refused)).not.toBe('');
    const run = (await work.run('kitchen')).run;
    expect(await work.send('ana', { v: 1, verb: 'approve', run, step: 'order' })).toEqual({ type: 'none' });
    await work.idle();
    expect(await work.run('kitchen')).toMatchObject({ status: 'ended', outcome: 'completed' });
    expect(told(await work.say('ben', 'back'))).toMatch(/is not away/);
  });

  it('leaves histories that are whole', async () => {
    for (const history of await listHistories(work.app.db)) {
      expect(await checkHistory(work.app.db, history)).toMatchObject({ status: 'whole' });
    }
  });

  it('bad input says what to do', async () => {
    expect(told(await work.say('ben', 'away until someday, Finn stands in'))).toMatch(/Which day is “someday”/);
    expect(told(await work.say('ben', 'away until Friday, Zoe stands in'))).toMatch(/Nobody here is called “Zoe”/);
    expect(told(await work.say('ben', 'away until Friday, Ben stands in'))).toMatch(/Nobody can stand in for themself/);
    expect(told(await work.say('ben', 'away Ana until Friday, Finn stands in'))).toMatch(/Only they themselves/);
    expect(await work.say('ben', 'away')).toMatchObject({ type: 'form', value: { verb: 'away' } });
    // Whoever names nobody is asked, and need not say the day again.
    const asked = JSON.stringify(await work.say('ben', 'away until Friday'));
    expect(asked).toMatch(/"Back when\?"[^}]*"value":"Friday"/);
    expect(JSON.stringify(await work.say('ben', 'away today'))).toMatch(/"Back when\?"[^}]*"value":"through today"/);
    expect(told(await work.say('ben', 'away until whenever'))).toContain('Which day is “whenever”?');
  });
});

describe.each(DATABASES)('reminders, on %s', (kind) => {
  let work: Workplace;
  beforeAll(async () => {
    work = await openWorkplace(kind);
    await work.say('eva', 'role counter add Ben');
    await work.say('eva', 'role checker add Ana');
    await published(work, STOCK);
    await work.say('eva', 'run stock');
    await work.idle();
  });
  afterAll(() => work.end());

  const press = async (member: string, on: Posted | undefined, label: string) => {
    if (!on) throw new Error(`nothing has the button “${label}”`);
    return work.press(member, on, label);
  };
  const reminders = async (title = 'Count the shelves') =>
    (await work.cards('kitchen')).filter(
      (one) => one.card?.title === title && one.card.fallback.match(/^(?:Due|Late)/),
    );

  it('is put off twice, and is said anew each time', async () => {
    await work.pass(95 * MINUTE);
    const [first] = await reminders();
    expect(first?.says).toContain('@Ben');
    expect(told(await press('ana', first, 'Remind in 30 min'))).toMatch(/with Ben/);
    expect(await press('ben', first, 'Remind in 30 min')).toEqual({ type: 'none' });
    await work.idle();
    expect((await reminders())[0]?.says).toContain('will be reminded once more');
    await work.pass(31 * MINUTE);
    const [, second] = await reminders();
    expect(second?.says).toContain('@Ben');
    await press('ben', second, 'Remind in 2 h');
    await work.pass(2 * HOUR);
    const all = await reminders();
    expect(all).toHaveLength(3);
    expect(all[2]?.card?.actions).toEqual([]);
  });

  it('waits for the end of quiet hours, and is not said if it is done by then', async () => {
    const step = (await work.cards('kitchen')).find((one) => one.card?.title === 'Count the shelves');
    await press('ben', step, 'Done');
    await work.idle();
    expect(told(await work.say('ben', 'quiet everybody 16:00-07:00'))).toMatch(/Only an administrator/);
    expect(told(await work.say('eva', 'quiet everybody 16:00-07:00'))).toMatch(/From 16:00 to 07:00/);
    // Due at ten hours from about 10:36 UTC; an hour before is in the quiet hours of Lisbon.
    await work.pass(12 * HOUR);
    expect(await reminders('Order what is missing')).toEqual([]);
    await work.pass(9 * HOUR);
    const [held, ...others] = await reminders('Order what is missing');
    expect(held?.says).toContain('@Ben');
    expect(others).toEqual([]);
  });

  it('names whoever wants all of it once a day, and calls them no more', async () => {
    const form = await work.say('ben', 'settings');
    expect(form).toMatchObject({ type: 'form', form: { title: 'Your settings' } });
    const saved = await work.send('ben', { v: 1, verb: 'settings' }, { calls: 'digest', quiet: 'off' });
    expect(told(saved)).toMatch(/once a day.+No hours are quiet for you/);
    expect(told(await work.send('ben', { v: 1, verb: 'settings' }, { calls: 'digest', quiet: 'late' }))).toMatch(
      /Which hours/,
    );
    await work.say('eva', 'run stock', { channel: 'support' });
    await work.idle();
    const card = await work.find('support', 'Count the shelves');
    expect(card.says).toContain('Ben');
    expect(card.says).not.toContain('@Ben');
  });
});
