/** What stands behind More: every command of a run has a button, and a form that asks only what whoever pressed may do. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCommandSchema } from '../../src/engine/run/commands.ts';
import type { Answer } from '../../src/runtime/conversation.ts';
import { DATABASES } from '../support/database.ts';
import { RESTAURANT } from '../support/sops.ts';
import { published } from './publishing.ts';
import { told } from './words.ts';
import { type Fields, HOUR, MINUTE, openWorkplace, type Posted, type Workplace } from './workplace.ts';

const YARD = (presentation: string) => `
sop: yard-${presentation}
title: Yard ${presentation}
presentation: ${presentation}
${RESTAURANT}defaults: {due: PT1H, remind: PT10M}
steps:
  - id: sweep
    title: Sweep the yard
    role: opener
    evidence:
      - {id: bags, title: Bags filled, type: number}
      - {id: swept, title: Swept to the gate, type: checkbox}
  - {id: gate, title: Close the gate, role: shift_lead}
`;

describe.each(DATABASES)('behind More, on %s', (kind) => {
  let work: Workplace;
  beforeAll(async () => {
    work = await openWorkplace(kind);
    await published(work, YARD('steps'));
    await published(work, YARD('checklist'));
    expect(await work.say('ana', 'run yard-steps')).toEqual({ type: 'none' });
    await work.idle();
  });
  afterAll(() => work.end());

  const step = async (): Promise<Posted> => {
    // A reminder has the same title, but does not say what is to be recorded.
    const isStep = ({ card, says }: Posted) => card?.title === 'Sweep the yard' && says.includes('Bags filled');
    const newest = (await work.cards('kitchen')).findLast(isStep);
    if (!newest) throw new Error('no card');
    return newest;
  };
  const state = async (id: string) => (await work.run('kitchen')).steps.find((one) => one.id === id);
  const labels = ({ card }: Posted) => card?.more?.map((one) => one.label) ?? [];
  /** Presses, is asked, answers; gives what the person is told in the end. */
  const ask = async (member: string, on: Posted, label: string, fields: Fields): Promise<string> => {
    const asked = await work.press(member, on, label);
    return asked.type === 'form' ? fill(member, asked, fields) : told(asked);
  };
  const fill = async (member: string, asked: Extract<Answer, { type: 'form' }>, fields: Fields): Promise<string> => {
    const known = asked.form.fields.map((one) => one.id);
    expect(known).toEqual(expect.arrayContaining(Object.keys(fields)));
    const answer = await work.send(member, asked.value, fields);
    await work.idle();
    return told(answer);
  };

  it('stand at most five, and only what the step’s state allows', async () => {
    expect(labels(await step())).toEqual([
      ...['Save what I have', 'Give it to somebody', 'Change the deadline', 'Skip it', 'Add a note'],
    ]);
    expect(labels(await work.find('kitchen', 'Yard steps'))).toEqual([
      ...['Do something with a step', 'Report a problem', 'Add a note', 'Let somebody stand in'],
    ]);
  });

  it('a note goes onto the card', async () => {
    expect(await ask('finn', await step(), 'Add a note', { note: 'The broom is in the shed.' })).toBe('');
    expect((await step()).says).toContain('Note by Finn Berg');
    expect(await ask('finn', await step(), 'Add a note', { note: ' ' })).toMatch(/note is empty/);
  });

  it('what is known is kept without saying that it is done', async () => {
    expect(await ask('ana', await step(), 'Save what I have', { bags: '3' })).toBe('');
    expect(await state('sweep')).toMatchObject({ state: 'waiting_human', recorded: { bags: expect.anything() } });
    expect(told(await work.press('finn', await step(), 'Save what I have'))).toMatch(/is with Ana Lima/);
  });

  it('a deadline is moved by whoever answers for the run, from now or by the clock', async () => {
    expect(told(await work.press('ana', await step(), 'Change the deadline'))).toMatch(/Only somebody with the role/);
    const now = work.clock.at;
    expect(await ask('ben', await step(), 'Change the deadline', { due: 'soon', reason: 'Rain' })).toMatch(
      /no time to/,
    );
    expect(await ask('ben', await step(), 'Change the deadline', { due: '2h', reason: 'Rain' })).toBe('');
    expect(await state('sweep')).toMatchObject({ due: now + 2 * HOUR });
    const asked = await work.press('ben', await step(), 'Change the deadline');
    if (asked.type !== 'form') throw new Error(told(asked));
    const { workspace } = work.app;
    const fields = { due: '10:15', reason: 'Still raining' };
    const where = { workspace, member: 'ben', place: 'web:kitchen', zone: 'Europe/Berlin', key: 'clock-time' };
    expect(await work.app.conversation.press({ ...where, value: asked.value, fields })).toEqual({ type: 'none' });
    expect(await state('sweep')).toMatchObject({ due: Date.UTC(2026, 2, 2, 9, 15) });
    await work.idle();
  });

  it('a step is given to somebody, who is called by a card of their own', async () => {
    const asked = await work.press('ben', await step(), 'Give it to somebody');
    expect(asked).toMatchObject({ type: 'form', form: { fields: [{ id: 'member', type: 'choice' }] } });
    expect(told(await work.press('finn', await step(), 'Give it to somebody'))).toMatch(/Only somebody with the role/);
    expect(await ask('ben', await step(), 'Give it to somebody', { member: 'nobody' })).toMatch(
      /Nobody here is called/,
    );
  });

  it('a stand-in takes over until the time that was said', async () => {
    const run = await work.find('kitchen', 'Yard steps');
    const before = (await work.cards('kitchen')).length;
    const fields = { to: 'Finn Berg', until: '3h', reason: 'Dentist' };
    expect(await ask('ana', run, 'Let somebody stand in', fields)).toBe('');
    expect((await step()).says).toContain('@Finn Berg');
    expect((await work.cards('kitchen')).length).toBe(before + 1);
    expect(await work.run('kitchen')).toMatchObject({ substitutes: { ana: 'finn' } });
    await work.pass(3 * HOUR + MINUTE);
    expect((await work.run('kitchen')).substitutes).toEqual({});
  });

  it('a reminder leads to the step’s card', async () => {
    const reminder = (await work.cards('kitchen')).findLast((one) => one.card?.way !== undefined);
    const { run } = await work.run('kitchen');
    expect(reminder?.card?.way).toEqual({
      label: 'Go to the step',
      to: { view: 'step', run, step: 'sweep', attempt: 1 },
    });
  });

  it('a done step is done again, from its own card', async () => {
    const card = await step();
    const done = await work.press('ana', card, 'Done', { bags: 3, swept: true });
    expect(told(done)).toBe('');
    await work.idle();
    expect((await step()).card?.actions).toEqual([]);
    expect(told(await work.press('finn', await step(), 'Have it done again'))).toMatch(/Only somebody with the role/);
    expect(await ask('ben', await step(), 'Have it done again', { reason: 'Leaves came down' })).toBe('');
    expect(await state('sweep')).toMatchObject({ state: 'rework', attempt: 2 });
    expect((await step()).says).toContain('Leaves came down');
  });

  it('every step is reached from the run’s card, also where it has no card of its own', async () => {
    const run = await work.find('kitchen', 'Yard steps');
    expect(await ask('ben', run, 'Report a problem', { kind: 'other', note: 'The gate is stuck' })).toBe('');
    expect((await work.run('kitchen')).exceptions.at(-1)).toMatchObject({ status: 'open' });
    expect(await work.say('ana', 'run yard-checklist')).toEqual({ type: 'none' });
    await work.idle();
    const list = await work.find('kitchen', 'Yard checklist');
    const asked = await work.press('ben', list, 'Do something with a step');
    if (asked.type !== 'form') throw new Error(told(asked));
    const next = await work.send('ben', asked.value, { _step: 'gate', _deed: 'skip' });
    if (next.type !== 'form') throw new Error(told(next));
    expect(next.form.title).toBe('Skip “Close the gate”');
    expect(await fill('ben', next, { reason: 'It is welded shut' })).toBe('');
    expect(await state('gate')).toMatchObject({ state: 'skipped', reason: 'It is welded shut' });
    const refused = await work.send('finn', asked.value, { _step: 'sweep', _deed: 'due' });
    expect(told(refused)).toMatch(/Only somebody with the role/);
    expect(told(await work.send('finn', asked.value, { _step: 'nowhere', _deed: 'assign' }))).toMatch(/no step/);
    expect(told(await work.send('finn', asked.value, { _step: 'sweep', _deed: 'dance' }))).toMatch(/old one/);
  });

  it('is nothing once the run has ended, and an old button says so', async () => {
    const list = await work.find('kitchen', 'Yard checklist');
    await work.send('ana', { v: 1, verb: 'cancel', run: (await work.run('kitchen')).run }, { reason: 'Snow' });
    await work.idle();
    expect(labels(await work.find('kitchen', 'Yard checklist'))).toEqual([]);
    for (const label of labels(list)) expect(told(await work.press('ben', list, label))).toMatch(/was cancelled/);
  });
});

describe('a command of a run that a person can give', () => {
  /** What no person asks for: a clock does, or the runtime. */
  const NOBODYS = [
    'remindStep',
    'escalateStep',
    'expireStep',
    'expireRun',
    'endSubstitute',
    'noteHolder',
    'noteAbsence',
    'noteLate',
  ];
  const BUTTONS: Readonly<Record<string, string>> = {
    ...{
      startRun: 'start',
      claimStep: 'claim',
      assignStep: 'assign',
      recordEvidence: 'record',
      completeStep: 'complete',
    },
    ...{ approveStep: 'approve', rejectStep: 'reject', skipStep: 'skip', reopenStep: 'reopen', addNote: 'note' },
    ...{ raiseException: 'raise', resolveException: 'resolve', changeDue: 'due', substitute: 'substitute' },
    ...{ cancelRun: 'cancel', snoozeStep: 'snooze' },
  };

  it('has a button on some card', async () => {
    const { GALLERY } = await import('../cards/gallery.ts');
    const { actionsOf } = await import('../cards/reading.ts');
    const verbs = new Set(Object.values(GALLERY).flatMap((card) => actionsOf(card).map((one) => one.value.verb)));
    const commands = runCommandSchema.options.map((one) => one.shape.type.value as string);
    const missing = commands
      .filter((command) => !NOBODYS.includes(command))
      .filter((command) => !([...verbs] as string[]).includes(BUTTONS[command] ?? ''));
    expect(missing).toEqual([]);
  });
});
