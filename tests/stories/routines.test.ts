/** Routines over days: runs start by themselves, each once, and what could not start is on record. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listRuns } from '../../src/store/runs.ts';
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

  it('is paused, resumed, left out once and ended, by whoever set it or answers for its SOP', async () => {
    await work.say('ana', 'routine opening daily 06:45 UTC');
    await work.idle();
    // Ben holds no role that answers for it.
    expect(await does('routine opening pause', 'ben')).toContain('who set the routine');
    await work.press('ana', await work.find('kitchen', 'Routine: Opening'), 'Skip the next');
    await work.pass(HOUR);
    expect(await starts()).toEqual([]);
    expect(await card()).toContain('left out by Ana');
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

  it.each([
    ['routine opening now and then', 'When is'],
    ['routine opening 30 2 31 2 *', 'No such time'],
    ['routine opening every 5 minutes', 'more often than'],
    ['routine opening daily 07:00 Mars/Olympus', 'is not a time zone'],
    ['routine opning daily 07:00', 'Did you mean opening'],
    ['routine opening skip', 'has no routine here'],
    ['routines', 'There is no routine here'],
  ])('answers “%s” in words', async (text, words) => {
    expect(await does(text)).toContain(words);
    expect(await starts()).toEqual([]);
  });
});
