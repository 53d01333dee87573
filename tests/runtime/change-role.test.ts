import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyChain } from '../../src/store/chain.ts';
import { readEvents } from '../../src/store/events.ts';
import { saveMember } from '../../src/store/members.ts';
import { dynamic } from '../../src/store/query.ts';
import { told } from '../stories/words.ts';
import { openWorkplace, type Workplace } from '../stories/workplace.ts';
import { DATABASES } from '../support/database.ts';

describe.each(DATABASES)('who holds a role, on %s', (kind) => {
  let work: Workplace;
  beforeAll(async () => {
    work = await openWorkplace(kind);
  });
  afterAll(() => work.end());

  const say = async (member: string, text: string) => told(await work.say(member, text));
  const history = () => readEvents(work.app.db, work.app.workspace, `people:${work.app.workspace}`);
  const holders = async (role: string) => {
    const people = await work.app.db.all(
      dynamic((build) =>
        build.selectFrom('role_members').select('member_id').where('role', '=', role).orderBy('member_id'),
      ),
      {},
    );
    return people.map((one) => one.member_id);
  };

  it.each([
    ['ana', 'role shift_lead add Ana', /Only an administrator.*Ask Eva Novak/s],
    ['ben', 'role cashier remove Finn', /Only an administrator/],
    ['stranger', 'role shift_lead add Ana', /Only a member of this workspace/],
    ['eva', 'role shift_lead add Zoe', /Nobody here is called “Zoe”/],
    ['eva', 'role shift:lead add Ana', /is not a role\. .*small letters/],
    ['eva', 'role 1st add Ana', /is not a role/],
  ])('is not changed: %s says %s', async (member, text, sentence) => {
    expect(await say(member, text)).toMatch(sentence);
    expect(await history()).toEqual([]);
    expect(await holders('shift_lead')).toEqual(['ben']);
  });

  it('is changed by an administrator, at once and for everybody to prove', async () => {
    expect(await say('eva', 'role shift_lead add Ana Lima')).toMatch(
      /Ana Lima now holds the role Shift lead \(shift_lead\)/,
    );
    expect(await holders('shift_lead')).toEqual(['ana', 'ben']);
    expect(await say('eva', 'role shift_lead remove @ben')).toMatch(/Ben Okafor no longer holds/);
    expect(await holders('shift_lead')).toEqual(['ana']);
    expect(await say('finn', 'roles')).toMatch(/Shift lead.*Ana Lima/s);
    const events = await history();
    expect(events.map(({ type, data, actor }) => ({ type, data, actor }))).toEqual([
      { type: 'RoleGranted', data: { role: 'shift_lead', member: 'ana' }, actor: eva },
      { type: 'RoleRevoked', data: { role: 'shift_lead', member: 'ben' }, actor: eva },
    ]);
    expect(verifyChain(events)).toMatchObject({ status: 'whole', events: 2 });
  });

  it('may be any word, one that every object of the language knows too', async () => {
    expect(await say('eva', 'role constructor add Finn')).toMatch(/now holds the role constructor/);
    expect(await say('ana', 'roles')).toMatch(/Constructor.*Finn Berg/s);
    expect(await work.say('ana', 'run kitchen-opening handover=none')).toEqual({ type: 'none' });
    expect(await say('eva', 'role constructor remove Finn')).toMatch(/no longer holds/);
    expect(await say('ana', 'roles')).not.toMatch(/constructor/);
  });

  it('is not given to oneself while somebody else could give it', async () => {
    const { db, workspace } = work.app;
    const gia = {
      id: 'gia',
      name: 'Gia Rossi',
      identity: 'web:gia',
      kind: 'person',
      admin: true,
      active: true,
    } as const;
    await db.transaction((tx) => saveMember(tx, workspace, { ...gia, at: work.clock.at }));
    expect(await say('eva', 'role cashier add Eva')).toMatch(/cannot give a role to yourself\. Ask Gia Rossi/);
    expect(await holders('cashier')).toEqual(['finn']);
    expect(await say('gia', 'role cashier add Eva')).toMatch(/Eva Novak now holds/);
    expect(await say('eva', 'role cashier remove Eva')).toMatch(/no longer holds/);
  });

  it('is not guessed where two people have one name', async () => {
    const { db, workspace } = work.app;
    const other = {
      id: 'ana2',
      name: 'Ana Silva',
      identity: 'web:ana2',
      kind: 'person',
      admin: false,
      active: true,
    } as const;
    await db.transaction((tx) => saveMember(tx, workspace, { ...other, at: work.clock.at }));
    expect(await say('eva', 'role lookout add Ana')).toMatch(/“Ana”/);
    expect(await holders('lookout')).toEqual([]);
    expect(await say('eva', 'role lookout add Ana Silva')).toMatch(/Ana Silva now holds/);
  });

  it('is recorded once for one request, and only if something changed', async () => {
    const before = (await history()).length;
    expect(told(await work.say('eva', 'role porter add Finn', { key: 'once' }))).toMatch(/now holds/);
    expect(await say('eva', 'role porter add Finn')).toMatch(/now holds/);
    expect((await history()).length).toBe(before + 1);
    expect(await say('eva', 'role porter remove Finn')).toMatch(/no longer holds/);
    expect(told(await work.say('eva', 'role porter add Finn', { key: 'once' }))).toMatch(/now holds/);
    expect((await history()).length).toBe(before + 2);
    expect(await holders('porter')).toEqual([]);
  });

  it('keeps one chain however many change it at once', async () => {
    const before = (await history()).length;
    const roles = ['a', 'b', 'c', 'd', 'e', 'f'];
    await Promise.all(roles.map((role) => say('eva', `role role_${role} add Finn`)));
    const events = await history();
    expect(events.length - before).toBe(roles.length);
    expect(verifyChain(events)).toMatchObject({ status: 'whole' });
  });
});

const eva = { type: 'member', id: 'eva', identity: 'web:eva' };
