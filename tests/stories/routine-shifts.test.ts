/** Whose the work of a routine is: somebody by name, a role, or whoever takes it. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findMember, type Member, saveMember } from '../../src/store/members.ts';
import { listSops } from '../../src/store/sops.ts';
import { DATABASES, type DatabaseKind } from '../support/database.ts';
import { published } from './publishing.ts';
import { brokenStreams } from './said-once.ts';
import { told } from './words.ts';
import { DAY, HOUR, openWorkplace, type Workplace } from './workplace.ts';

const OPENING = `
sop: opening
title: Opening
roles:
  - {id: opener, title: Opener}
  - {id: shift_lead, title: Shift lead}
  - {id: restaurant_manager, title: Restaurant manager}
accountable_manager: restaurant_manager
steps:
  - {id: lights, title: Switch on the lights}
  - {id: doors, title: Open the doors, role: opener, needs: []}
`;

let work: Workplace;
const open = (kind: DatabaseKind) => async () => {
  work = await openWorkplace(kind);
  await published(work, OPENING);
};
afterEach(async () => {
  expect(await brokenStreams(work.app)).toEqual([]);
  await work.end();
});

const assigned = async () => (await work.run('kitchen')).steps.map((one) => ('assignee' in one ? one.assignee : ''));
const leave = async (id: string) => {
  const { db, workspace } = work.app;
  const known = (await findMember(db, workspace, id)) as Member;
  await db.transaction((tx) => saveMember(tx, workspace, { ...known, active: false, at: work.clock.at }));
};

describe.each(DATABASES)('who is on shift, on %s', (kind) => {
  beforeEach(open(kind));

  it('a person has what names no role and what is for theirs, by name; once they have left, the manager is called', async () => {
    await work.say('ana', 'routine opening daily 06:45 until 08:00 for @Finn UTC');
    await work.pass(HOUR);
    expect((await work.find('kitchen', 'Routine: Opening')).says).toContain('On shift: Finn');
    expect((await work.find('kitchen', 'Opening')).says).toContain('On shift: Finn');
    // Only Ana holds the role of the doors.
    expect(await assigned()).toEqual(['finn', 'ana']);
    expect((await work.find('kitchen', 'Switch on the lights')).says).toContain('@Finn');
    expect(told(await work.press('ben', await work.find('kitchen', 'Switch on the lights'), 'Done'))).toContain(
      'is with Finn',
    );
    await leave('finn');
    await work.pass(DAY);
    expect(await assigned()).toEqual(['', 'ana']);
    const card = await work.find('kitchen', 'Routine: Opening');
    expect(card.says).toMatch(
      /@Eva Novak or @Ana Lima: Finn Berg was to be on shift and is not a member here any more/,
    );
    expect((await work.find('kitchen', 'Opening')).says).toContain('Finn Berg was to be on shift and has left');
    await work.press('ben', await work.find('kitchen', 'Switch on the lights'), 'Done');
    await work.idle();
    expect((await work.run('kitchen')).steps[0]).toMatchObject({ state: 'completed', by: { id: 'ben' } });
  });
});

describe('who is on shift', () => {
  beforeEach(open('sqlite'));

  it('a role owes what names none, and the form says it as it was typed', async () => {
    await work.say('ana', 'routine opening daily 06:45 for the Shift lead UTC');
    await work.pass(HOUR);
    expect(await assigned()).toEqual(['ben', 'ana']);
    const sop = (await listSops(work.app.db, work.app.workspace)).find((one) => one.key === 'opening')?.id ?? '';
    const form = await work.send('ana', { v: 1, verb: 'routine', sop });
    const value = (id: string) => (form.type === 'form' ? form.form.fields.find((one) => one.id === id) : undefined);
    expect(value('_shift')).toMatchObject({ value: 'Shift lead' });
    const fields = { _schedule: 'daily 06:45', _zone: 'UTC', _shift: 'Finn' };
    expect(await work.send('ana', { v: 1, verb: 'routine', sop }, fields)).toEqual({ type: 'none' });
    await work.pass(DAY);
    expect(await assigned()).toEqual(['finn', 'ana']);
  });

  it('who cannot be is told so, in words and at its field', async () => {
    const says = async (who: string) => told(await work.say('ana', `routine opening daily 06:45 for ${who} UTC`));
    expect(await says('@Anna')).toContain('Did you mean Ana?');
    expect(await says('the moon')).toContain('neither a role nor the name of one person here');
    await published(work, OPENING.replace('sop: opening', 'sop: doors').replace('lights}', 'lights, role: opener}'));
    expect(told(await work.say('ana', 'routine doors daily 06:45 for Finn UTC'))).toContain('holds none of the roles');
    expect(told(await work.say('ana', 'routine doors daily 06:45 for shift_lead UTC'))).toContain('names its own role');
    const sop = (await listSops(work.app.db, work.app.workspace)).find((one) => one.key === 'doors')?.id ?? '';
    const fields = { _schedule: 'daily 06:45', _zone: 'UTC', _shift: 'nobody we know' };
    expect(await work.send('ana', { v: 1, verb: 'routine', sop }, fields)).toMatchObject({
      fields: { _shift: expect.stringContaining('neither a role') },
    });
  });
});
