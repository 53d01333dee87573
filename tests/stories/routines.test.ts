/** Routines over days: runs start by themselves, each once, and what could not start is on record. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Chat, ChatError } from '../../src/runtime/ports.ts';
import { grantRole } from '../../src/store/people.ts';
import { listRuns } from '../../src/store/runs.ts';
import { listSops } from '../../src/store/sops.ts';
import { DATABASES } from '../support/database.ts';
import { published } from './publishing.ts';
import { brokenStreams, saidTwiceOrNever } from './said-once.ts';
import { told } from './words.ts';
import { DAY, HOUR, MINUTE, openWorkplace, type Workplace } from './workplace.ts';

const OPENING = `
sop: opening
title: Opening
purpose: The doors open on time.
roles:
  - {id: opener, title: Opener}
  - {id: restaurant_manager, title: Restaurant manager, for: accountable_manager}
accountable_manager: restaurant_manager
presentation: checklist
steps:
  - {id: lights, title: Switch on the lights, role: opener}
retention: {keep: P1Y}
`;

describe.each(DATABASES)('a routine, on %s', (kind) => {
  let work: Workplace;
  beforeEach(async () => {
    work = await openWorkplace(kind);
    await published(work, OPENING);
  });
  afterEach(async () => {
    expect(await brokenStreams(work.app)).toEqual([]);
    await work.end();
  });

  const runs = () => listRuns(work.app.db, work.app.workspace, { key: 'opening', limit: 100 });
  const starts = async () =>
    (await runs()).map((one) => new Date(one.startedAt).toISOString().slice(0, 16)).toReversed();
  const card = async () => (await work.find('kitchen', 'Routine: Opening')).says;
  const does = async (text: string, member = 'ana') => told(await work.say(member, text));

  it('starts a run at each of its times, says when the next are, and rests at the weekend', async () => {
    expect(await work.say('ana', 'routine opening weekdays 06:45 UTC')).toEqual({ type: 'none' });
    await work.idle();
    expect(await card()).toContain('Every weekday at 06:45 (UTC)');
    await work.pass(7 * DAY);
    // From Monday 06:30 on.
    expect(await starts()).toEqual(['02', '03', '04', '05', '06'].map((day) => `2026-03-${day}T06:45`));
    const [newest] = await work
      .cards('kitchen')
      .then((all) => all.filter((one) => one.card?.title === 'Opening').toReversed());
    expect(newest?.says).toContain('Started by its routine');
    expect(await saidTwiceOrNever(work.app)).toEqual([]);
  });

  it('says when the next three are, by its own clocks, of a cron expression too', async () => {
    await work.say('ana', 'routine opening 30 6 * * 1-5 Asia/Tokyo');
    await work.idle();
    expect(await card()).toMatch(
      /Every weekday at 06:30 \(Asia\/Tokyo\)\nNext: Tue 3 Mar, 06:30\nThen: Wed 4 Mar, 06:30 and Thu 5 Mar, 06:30/,
    );
    expect(await does('routine opening 0 9 1,15 * * America/New_York')).toMatch(
      /On the 1st and 15th of the month at 09:00 \(America\/New_York\)[\s\S]*Next: Sun 15 Mar, 09:00\nThen: Wed 1 Apr, 09:00 and Wed 15 Apr, 09:00/,
    );
    expect(await does('routine opening 24 December 9:00')).toMatch(/Next: 24 Dec 2026, 09:00\nThen: 24 Dec 2027/);
    expect(await does('routines')).toContain('next Thu 24 Dec, 09:00');
  });

  it('is paused, resumed, left out once and ended, by whoever set it or answers for its SOP', async () => {
    await work.say('ana', 'routine opening daily 06:45 UTC');
    await work.idle();
    // Ben holds no role that answers for it.
    expect(await does('routine opening pause', 'ben')).toContain('who set the routine');
    await work.press('ana', await work.find('kitchen', 'Routine: Opening'), 'Skip next');
    await work.idle();
    await work.press('ana', await work.find('kitchen', 'Routine: Opening'), 'Undo skip');
    await work.idle();
    await work.press('ana', await work.find('kitchen', 'Routine: Opening'), 'Skip next');
    await work.pass(HOUR);
    expect(await starts()).toEqual([]);
    expect(await card()).toContain('Skipped by Ana');
    await work.say('ana', 'routine opening pause');
    await work.pass(2 * DAY);
    expect(await starts()).toEqual([]);
    expect(await card()).toContain('Paused by Ana');
    await work.say('ana', 'routine opening resume');
    await work.pass(DAY);
    expect(await starts()).toEqual(['2026-03-05T06:45']);
    await work.say('ana', 'routine opening end');
    await work.pass(2 * DAY);
    expect(await starts()).toHaveLength(1);
    expect(await card()).toContain('Ended by Ana');
    expect(await does('routine opening pause')).toContain('has no routine here');
  });

  it('is set by the words of a title, and tells of no skip that another time has overtaken', async () => {
    await published(
      work,
      OPENING.replace('sop: opening', 'sop: night-round').replace('title: Opening', 'title: Night round'),
    );
    expect(await work.say('ana', 'routine Night round daily 06:45 UTC')).toEqual({ type: 'none' });
    await work.idle();
    expect(await does('routine night round skip')).toBe('');
    await work.idle();
    const round = async () => (await work.find('kitchen', 'Routine: Night round')).says;
    expect(await round()).toContain('Skipped by Ana');
    await does('routine night round pause');
    await does('routine night round resume');
    await work.idle();
    expect(await round()).toMatch(/Skipped by Ana.+Mon 2 Mar, 06:45[\s\S]*Next: Tue 3 Mar, 06:45/);
    await does('routine night round daily 06:40 UTC');
    await work.idle();
    expect(await round()).not.toContain('Skipped');
    expect(await does('routine no such thing daily 06:45')).toContain('There is no SOP “no”');
  });

  it('catches up on what fell while nothing ran, once and in time; else it is missed, and said', async () => {
    await work.say('ana', 'routine opening daily 07:00 UTC');
    await work.idle();
    await work.restart(HOUR);
    expect(await starts()).toEqual(['2026-03-02T07:30']);
    await work.restart(3 * DAY);
    // Three times passed: the last of them an hour ago and more than half.
    expect(await starts()).toHaveLength(2);
    expect(await card()).toContain('2 runs were missed');
    await work.restart(DAY - 20 * MINUTE + 3 * HOUR);
    expect(await starts()).toHaveLength(2);
    expect(await card()).toContain('one run was missed');
  });

  it('closes the window of a shift: what nobody did is missed, by name, and said once more', async () => {
    await published(
      work,
      OPENING.replace('sop: opening', 'sop: shift').replace(
        'retention',
        '  - {id: doors, title: Open the doors, role: opener}\nretention',
      ),
    );
    await work.say('ana', 'routine shift daily 06:45 due 07:30 until 08:00 UTC');
    await work.pass(20 * MINUTE);
    expect(await work.find('kitchen', 'Routine: Opening')).toMatchObject({
      says: expect.stringContaining('due at 07:30, until 08:00 (UTC)'),
    });
    const opened = await work.find('kitchen', 'Opening');
    expect(opened.says).toMatch(/Due at .*Closes at/);
    await work.press('ana', opened, 'Done');
    await work.pass(40 * MINUTE);
    expect((await work.find('kitchen', 'Opening')).says).toMatch(/Late: all of it was due at/);
    expect((await work.find('kitchen', 'Open the doors')).says).toContain('@Ana');
    await work.pass(30 * MINUTE);
    const run = await work.run('kitchen');
    expect(run).toMatchObject({ status: 'ended', outcome: 'incomplete' });
    expect(run.steps.map((one) => one.state)).toEqual(['completed', 'missed']);
    const cards = (await work.cards('kitchen')).filter(
      (one) => one.card?.title === 'Opening' && one.says.includes('incomplete'),
    );
    expect(cards).toHaveLength(2);
    expect(cards.at(-1)?.says).toMatch(/Open the doors/);
    // The next day begins anew.
    await work.pass(DAY - HOUR);
    expect(await work.run('kitchen')).toMatchObject({ status: 'open' });
  });

  it('does not start a shift that is over', async () => {
    await work.say('ana', 'routine opening daily 07:00 for 1h UTC');
    await work.idle();
    await work.restart(2 * HOUR);
    expect(await starts()).toEqual([]);
    expect(await card()).toContain('one run was missed');
  });

  it('goes on where a clock was put back and somebody sets it anew, and starts nothing twice', async () => {
    await work.say('ana', 'routine opening every 15 minutes UTC');
    await work.pass(46 * MINUTE);
    const before = await starts();
    expect(before).toEqual(['06:45', '07:00', '07:15'].map((time) => `2026-03-02T${time}`));
    work.clock.at -= HOUR;
    await work.say('ana', 'routine opening every 30 minutes UTC');
    await work.pass(2 * HOUR);
    expect((await starts()).toSorted()).toEqual([
      '2026-03-02T06:30',
      ...before,
      ...['07:30', '08:00'].map((time) => `2026-03-02T${time}`),
    ]);
  });

  it('lets nobody approve what they told its runs themselves, whoever starts them', async () => {
    await published(
      work,
      `sop: refund
title: Refund
inputs: [{id: amount, title: Amount, type: number}]
roles: [{id: opener, title: Opener}, {id: restaurant_manager, title: Restaurant manager}]
steps: [{id: pay, title: Pay it out, approval: {role: restaurant_manager}}]
`,
    );
    const { workspace, db } = work.app;
    await db.transaction((tx) => grantRole(tx, workspace, 'restaurant_manager', 'ben'));
    expect((await work.say('ben', 'routine refund daily 06:45 UTC')).type).toBe('form');
    const sop = (await listSops(db, workspace)).find((one) => one.key === 'refund')?.id ?? '';
    const filled = { _schedule: 'daily 06:45', _zone: 'UTC', amount: '900' };
    expect(await work.send('ben', { v: 1, verb: 'routine', sop }, filled)).toEqual({ type: 'none' });
    await work.pass(HOUR);
    const approves = async () => {
      const { run } = await work.run('kitchen');
      expect(await work.send('finn', { v: 1, verb: 'complete', run, step: 'pay' }, {})).toEqual({ type: 'none' });
      return told(await work.send('ben', { v: 1, verb: 'approve', run, step: 'pay' }));
    };
    expect(await approves()).toMatch(/request/);
    await work.idle();
    await work.press('ana', await work.find('kitchen', 'Routine: Refund'), 'Run it now');
    expect(await approves()).toMatch(/request/);
    // Nor is anybody rid of their request because somebody else changes the time.
    expect(told(await work.say('eva', 'routine refund daily 08:00 UTC'))).toContain('Until now: every day at 06:45');
    await work.pass(HOUR);
    expect(await approves()).toMatch(/request/);
  });

  it('says why a run did not start, and calls whoever set it', async () => {
    await published(
      work,
      OPENING.replace('sop: opening', 'sop: closing').replace('title: Opening', 'title: Closing\none_at_a_time: true'),
    );
    await work.say('ana', 'routine closing daily 06:45 UTC');
    await work.pass(2 * DAY);
    const said = (await work.find('kitchen', 'Routine: Closing')).says;
    expect(said).toContain('the one before is not finished');
    expect(said).toContain('@Ana');
    expect(await does('archive closing', 'eva')).toContain('Archived');
    await work.pass(DAY);
    expect((await work.find('kitchen', 'Routine: Closing')).says).toContain('not in force any more');
  });
});

it('starts its runs in time though the platform takes no message', async () => {
  const silent: Chat = {
    platform: 'silent',
    post: () => Promise.reject(new ChatError('retry', 'nobody answers')),
    update: async () => undefined,
    find: async () => undefined,
  };
  const work = await openWorkplace('sqlite', { chats: [silent] });
  await published(work, OPENING);
  const { conversation, workspace, db } = work.app;
  const who = { workspace, member: 'ana', place: 'silent:hall', key: 'silent', files: [] };
  await conversation.say({ ...who, text: 'routine opening every 15 minutes UTC' });
  await work.pass(HOUR);
  const started = (await listRuns(db, workspace, { limit: 10 })).map((one) => one.startedAt % (15 * MINUTE));
  expect(started).toEqual([0, 0, 0, 0]);
  await work.end();
});

describe('what cannot be a routine', () => {
  let work: Workplace;
  beforeAll(async () => {
    work = await openWorkplace('sqlite');
    await published(work, OPENING);
  });
  afterAll(() => work.end());

  it.each([
    ['routine opening now and then', 'When is'],
    ['routine opening 30 2 31 2 *', 'No such time'],
    ['routine opening every 5 minutes', 'more often than'],
    ['routine opening daily 07:00 until late', 'Until when is “late”'],
    ['routine opening daily 07:00 for 9 days', 'At most a week'],
    ['routine opening daily 07:00 due soon', 'When is “soon” due'],
    ['routine opening daily 07:00 until 06:00', 'closes before it opens at 07:00'],
    ['routine opening daily 07:00 due 06:30 until 09:00', 'due before it starts at 07:00'],
    ['routine opening daily 07:00 due 10:00 until 09:00', 'nothing in it can be due at 10:00'],
    ['routine opening daily 07:00 Mars/Olympus', 'is not a time zone'],
    ['routine opening weekdays 6:30 pm Lisbon', '“Lisbon” is not a time zone'],
    ['routine opening every Monday', 'Write the days and a time'],
    ['routine opning daily 07:00', 'Did you mean opening'],
    ['routine opening skip', 'has no routine here'],
    ['routines', 'There is no routine here'],
  ])('answers “%s” in words', async (text, words) => {
    expect(told(await work.say('ana', text))).toContain(words);
    await work.pass(DAY);
    expect(await listRuns(work.app.db, work.app.workspace, { limit: 10 })).toEqual([]);
  });
});
