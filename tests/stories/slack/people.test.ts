/** Who people are, as Slack says: what they may follows from it. */
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { findMember } from '../../../src/store/members.ts';
import { loadPeople } from '../../../src/store/people.ts';
import { PEOPLE } from '../../support/slack/seed.ts';
import { mentionsOf } from '../../support/slack/surface.ts';
import { type Office, openOffice, readable } from './office.ts';
import { type Seeing, seeing } from './seeing.ts';

const TILL = `sop: till
title: Till
roles:
  - {id: opener, title: Opener}
  - {id: boss, title: Boss}
steps:
  - {id: count, title: Count it, role: opener, approval: {role: boss}}
  - {id: open, title: Unlock the door}
`;

const YAN = { name: 'yan', realName: 'Yan Yilmaz', tz: 'Europe/Istanbul', locale: 'tr-TR' };
const ZOE = { name: 'zoe', realName: 'Zoe Zimmer', tz: 'Europe/Berlin', locale: 'de-DE' };

describe('people', () => {
  let office: Office;
  let see: Seeing;
  beforeAll(async () => {
    office = await openOffice({ teams: [{ people: [...PEOPLE, ZOE, YAN] }] });
    see = seeing(office);
    await office.publishes(TILL, { opener: ['ben', 'lea', 'robo'], boss: ['dora', 'robo', 'gus'] });
  });
  afterAll(() => office.end());
  afterEach(() => expect(office.slack.violations).toEqual([]));

  const workspace = () => `slack-${office.slack.id}`;
  const person = (name: string) => office.slack.person(name);
  const member = (name: string) => findMember(office.app.db, workspace(), person(name).id);
  const holders = async (role: string) => (await loadPeople(office.app.db, workspace())).holders[role] ?? [];

  it('have their real names, time zones and kinds; guests and bots administer nothing', async () => {
    expect(await member('ana')).toMatchObject({
      name: 'Ana Lima',
      admin: true,
      timeZone: 'Europe/Lisbon',
      kind: 'person',
    });
    office.slack.workspace.rows.users.update(row('gus'), { is_admin: true });
    await office.slack.desk.send(
      'events_api',
      change('gus', { is_admin: true, is_restricted: true, tz: 'Europe/Oslo' }),
    );
    await vi.waitFor(async () =>
      expect(await member('gus')).toMatchObject({ admin: false, active: true, timeZone: 'Europe/Oslo' }),
    );
    // News of a change do not say the language; what is no tag of one is not kept.
    expect(await member('gus')).toMatchObject({ locale: 'nb-NO' });
    expect(await member('ben')).toMatchObject({ locale: 'en-US' });
    await office.slack.desk.send('events_api', change('gus', { locale: 'x'.repeat(80), tz: 'Europe/Oslo' }));
    await vi.waitFor(async () => expect(await member('gus')).not.toHaveProperty('locale'));
    expect(await member('robo')).toMatchObject({ kind: 'bot', admin: false });
    expect(await member('lea')).toMatchObject({ active: false });
    expect(await holders('opener')).toEqual([person('ben').id]);
    expect(await holders('boss')).toEqual([person('dora').id, person('gus').id].toSorted());
  });

  it('who have left, bots and people of another company do nothing', async () => {
    const { slack } = office;
    slack.workspace.rows.users.update(row('eva'), { team_id: 'T0ELSEWHERE' });
    await person('ben').slash('kitchen', '/sop run till');
    const run = await office.says('kitchen', 'of 2 steps');
    const step = await office.answers(run, 'Count it');
    for (const name of ['lea', 'robo', 'eva']) {
      await person(name).taps(step, 'Done');
      await see.whisper(name, /Not done|not|cannot/i);
    }
    await person('ben').taps(step, 'Done');
    const asked = await office.answers(run, 'must approve');
    await person('robo').taps(asked, 'Approve');
    await see.whisper('robo', /only|not/i);
    await person('dora').taps(asked, 'Approve');
    const open = await office.answers(run, 'Unlock the door');
    // Anybody of the workspace may do a step without a role; somebody of another company may not.
    for (const name of ['eva', 'robo', 'lea']) await person(name).taps(open, 'Done');
    await office.app.worker.idle();
    expect(readable(slack.message(open) ?? open)).not.toMatch(/Done by/);
    await person('gus').taps(open, 'Done');
    await office.becomes(run, /[Cc]ompleted/);
    expect(await member('eva')).toMatchObject({ name: 'Eva Núñez', active: false, admin: false });
  });

  it('who leave lose their roles at once, and whose name changes are called by it', async () => {
    await person('ben').slash('lobby', '/sop run till');
    const run = await office.says('lobby', '0 of 2');
    await person('ben').taps(await office.answers(run, 'Count it'), 'Done');
    const approval = await office.answers(run, 'Approve');
    expect(mentionsOf(approval)).toContain(`@${person('dora').id}`);
    await office.slack.deactivates('dora');
    await vi.waitFor(async () => expect(await holders('boss')).toEqual([person('gus').id]));
    // Whoever is waited for by name is called by it no more.
    await office.slack.until(
      () => !mentionsOf(office.slack.message(approval) ?? approval).includes(`@${person('dora').id}`),
      'an approval without Dora',
    );
    await person('ben').slash('lobby', '/sop cancel');
    await person('ben').submits(await see.modal('ben', 'Why is it cancelled?'), { 'Why is it cancelled?': 'Closed' });
    await office.becomes(run, 'Cancelled');
    await office.slack.desk.send(
      'events_api',
      change('ben', { real_name: 'Benjamin Okafor', profile: { real_name: 'Benjamin Okafor' }, tz: 'Asia/Tokyo' }),
    );
    await vi.waitFor(async () =>
      expect(await member('ben')).toMatchObject({ name: 'Benjamin Okafor', timeZone: 'Asia/Tokyo' }),
    );
  });

  it('type a deadline in the time of their own zone', async () => {
    await person('chen').slash('ops', '/sop help');
    await see.whisper('chen', /sop/);
    await person('chen').slash('kitchen', '/sop run till');
    const run = await office.says('kitchen', '0 of 2');
    const step = await office.answers(run, 'Count it');
    await person('chen').taps(step, 'Change the deadline');
    const form = await see.modal('chen', /deadline/i);
    await person('chen').submits(form, { Due: '17:30', Why: 'Late goods' });
    const changed = await office.becomes(step, /due|Due/);
    const at = /<!date\^(\d+)|"timestamp":(\d+)/.exec(JSON.stringify(changed.blocks));
    const clock = new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Shanghai', hour: '2-digit', minute: '2-digit' });
    expect(clock.format(Number(at?.[1] ?? at?.[2]) * 1_000)).toBe('17:30');
  });

  it('get a role in a form, by whoever may give it; what is wrong is said at its field', async () => {
    await person('chen').slash('ops', '/sop roles');
    await person('chen').taps(await see.whisper('chen', 'Boss'), 'Give or take a role');
    await see.whisper('chen', 'Only an administrator');
    const ana = person('ana');
    await ana.slash('ops', '/sop roles');
    await ana.taps(await see.whisper('ana', 'Boss'), 'Give or take a role');
    const form = await see.modal('ana', 'Who');
    const bot = await ana.submits(form, { Role: 'Boss', Who: person('robo').id });
    expect(bot.errors).toEqual({ Who: expect.stringContaining('Nobody here') });
    // Yan has never said anything here.
    await ana.submits(await see.modal('ana', 'Who'), { Who: person('yan').id });
    expect(await holders('boss')).toContain(person('yan').id);
    await ana.closes(await see.modal('ana', 'now holds the role'));
    await ana.slash('ops', '/sop roles');
    await ana.taps(await see.whisper('ana', 'Yan'), 'Give or take a role');
    const again = await see.modal('ana', 'Take it away');
    await ana.submits(again, { Role: 'Boss', Who: person('yan').id, 'Give or take': 'Take it away' });
    await see.modal('ana', 'no longer holds the role');
    expect(await holders('boss')).not.toContain(person('yan').id);
  });

  it('in a group hold its role: who joins gets it, who leaves loses it', async () => {
    const { slack } = office;
    const managers = `<!subteam^${slack.group('managers').id}|@managers>`;
    await person('ana').slash('ops', `/sop role boss add ${managers}`);
    await see.whisper('ana', 'Who joins or leaves the group gets or loses it');
    expect(await holders('boss')).toEqual([person('ana').id, person('gus').id].toSorted());
    await slack.setGroup('managers', ['chen', 'robo']);
    await vi.waitFor(async () =>
      expect(await holders('boss')).toEqual([person('chen').id, person('gus').id].toSorted()),
    );
    await person('ana').slash('ops', `/sop role boss remove ${managers}`);
    await see.whisper('ana', 'do not hold the role any more');
    expect(await holders('boss')).toEqual([person('gus').id]);
    await slack.setGroup('managers', ['chen', 'ana']);
    await person('ana').slash('ops', '/sop help');
    await see.whisper('ana', '/sop run');
    expect(await holders('boss')).toEqual([person('gus').id]);
  });

  it('who only talk in a channel are not asked about, and nothing is kept of them', async () => {
    const asked = () => office.slack.callsOf('users.info').filter((one) => one.args.user === person('zoe').id);
    await person('zoe').says('kitchen', 'good morning');
    await person('zoe').replies(await office.says('kitchen', 'good morning'), 'is anybody there?');
    await person('ana').slash('kitchen', '/sop help');
    await see.whisper('ana', '/sop run');
    expect(asked()).toEqual([]);
    expect(await member('zoe')).toBeUndefined();
  });

  it('whom Slack does not tell of are told to try again, wherever they ask', async () => {
    const fails = () => office.slack.inject({ method: 'users.info', kind: 'status', status: 500 });
    const zoe = person('zoe');
    await person('ana').slash('ops', '/sop run till');
    const run = await office.says('ops', '0 of 2');
    await office.app.worker.idle();
    fails();
    await zoe.replies(run, '4.2');
    expect((await see.whisper('zoe', /Try it once more/)).thread).toBe(run.ts);
    fails();
    await zoe.shortcut('run_sop');
    await see.direct('zoe', /Try it once more/);
    fails();
    await zoe.slash('ops', '/sop help');
    await see.whisper('zoe', /Try it once more/);
    await person('zoe').slash('ops', '/sop help');
    await see.whisper('zoe', '/sop run');
  });

  const row = (name: string) => office.slack.workspace.rows.users.findOneBy('user_id', person(name).id)?.id ?? -1;
  const change = (name: string, facts: object) => ({
    ...{ type: 'event_callback', team_id: office.slack.id, event_id: `Ev${name}${JSON.stringify(facts).length}` },
    event: { type: 'user_change', user: { id: person(name).id, team_id: office.slack.id, ...facts } },
    authorizations: [{ team_id: office.slack.id, user_id: office.slack.bot.userId, is_bot: true }],
  });
});
