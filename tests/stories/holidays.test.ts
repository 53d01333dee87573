/** Holidays and closed days: routines rest on them, and say so by name. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listRuns } from '../../src/store/runs.ts';
import { DATABASES, type DatabaseKind } from '../support/database.ts';
import { published } from './publishing.ts';
import { brokenStreams, saidTwiceOrNever } from './said-once.ts';
import { told } from './words.ts';
import { DAY, HOUR, openWorkplace, type Workplace } from './workplace.ts';

const OPENING = `
sop: opening
title: Opening
accountable_manager: restaurant_manager
roles: [{id: restaurant_manager, title: Restaurant manager}]
steps: [{id: lights, title: Switch on the lights}]
`;

/** Wednesday before Easter. */
const WEDNESDAY = Date.UTC(2026, 3, 1, 12);

let work: Workplace;
const open = (kind: DatabaseKind) => async () => {
  work = await openWorkplace(kind);
  work.clock.at = WEDNESDAY;
  await published(work, OPENING);
};
afterEach(async () => {
  expect(await brokenStreams(work.app)).toEqual([]);
  await work.idle();
  expect(await saidTwiceOrNever(work.app)).toEqual([]);
  await work.end();
});

const says = async (member: string, text: string) => told(await work.say(member, text));
const card = async () => (await work.find('kitchen', 'Routine: Opening')).says;
const starts = async () => {
  const runs = await listRuns(work.app.db, work.app.workspace, { key: 'opening', limit: 100 });
  return runs.map((one) => new Date(one.startedAt).toISOString().slice(5, 16)).toReversed();
};

describe.each(DATABASES)('days off, on %s', (kind) => {
  beforeEach(open(kind));

  it('are left out by name, before they come and after', async () => {
    await says('ana', 'routine opening weekdays 07:00 UTC');
    expect(await says('eva', 'holidays GB-ENG')).toContain('England, United Kingdom');
    await says('eva', 'closed 9 to 10 April stocktaking');
    await work.idle();
    // The card that is there already says what really comes next.
    expect(await card()).toMatch(/Next: Thu 2 Apr, 07:00\nThen: Tue 7 Apr, 07:00 and Wed 8 Apr, 07:00\n/);
    expect(await card()).toContain('Left out: Fri 3 Apr (Good Friday) and Mon 6 Apr (Easter Monday)');
    await work.pass(2 * DAY);
    expect(await card()).toContain('Good Friday: no run on');
    expect(await card()).not.toContain('@Ana');
    await work.pass(10 * DAY);
    expect(await starts()).toEqual(['04-02T07:00', '04-07T07:00', '04-08T07:00', '04-13T07:00']);
    expect(await card()).toMatch(/Next: Tue 14 Apr, 07:00/);
  });
});

describe('days off', () => {
  beforeEach(open('sqlite'));

  it('are shown to whoever asks, and set by administrators alone', async () => {
    expect(await says('ana', 'holidays')).toContain('none are set');
    for (const text of ['holidays PT', 'holidays off', 'closed tomorrow', 'closed remove tomorrow']) {
      await says('eva', 'closed tomorrow painting');
      expect(await says('ana', text)).toContain('Only an administrator can change');
      await says('eva', 'closed remove tomorrow');
    }
    expect(await says('eva', 'holidays Portgual')).toContain('Did you mean Portugal (PT)?');
    expect(await says('eva', 'holidays DE Franconia')).toContain('Bayern (BY)');
    await says('eva', 'holidays DE BY');
    expect(await says('eva', 'closed 24 December to 26 December stocktaking')).toContain(
      'Thu 24 Dec 2026 to Sat 26 Dec 2026: stocktaking',
    );
    expect(await says('ana', 'holidays')).toMatch(/Bayern, Germany\nFri 3 Apr 2026: Good Friday\n/);
    expect(await says('ana', 'closed')).toContain('stocktaking');
    expect(await says('eva', 'closed soon')).toContain('Which day is “soon”?');
    expect(await says('eva', 'closed 2026-12-26 to 2026-12-24')).toContain('The last day is before the first');
    expect(await says('eva', 'closed remove 25 December')).not.toContain('24 Dec 2026');
    expect(await says('eva', 'closed remove 25 December')).toContain('is open on 2026-12-25');
    expect(await says('eva', 'holidays off')).toContain('none are set');
  });

  it('are worked through by a routine that runs on holidays too; the form says which', async () => {
    await says('eva', 'holidays GB-ENG');
    await says('ana', 'routine opening daily 07:00 also on holidays UTC');
    await work.idle();
    expect(await card()).toContain('also on holidays (UTC)');
    const change = await work.press('ana', await work.find('kitchen', 'Routine: Opening'), 'Change');
    const fields = change.type === 'form' ? change.form.fields : [];
    expect(fields.find((one) => one.id === '_holidays')).toMatchObject({ value: 'also' });
    await work.pass(2 * DAY);
    expect(await starts()).toEqual(['04-02T07:00', '04-03T07:00']);
  });

  it('are passed over by “skip”, which leaves out the next that would run', async () => {
    await says('eva', 'holidays GB-ENG');
    await says('ana', 'routine opening weekdays 07:00 UTC');
    await work.pass(DAY);
    await work.press('ana', await work.find('kitchen', 'Routine: Opening'), 'Skip next');
    await work.idle();
    expect(await card()).toMatch(/Skipped by Ana.*Tue 7 Apr, 07:00/);
    expect(told(await work.say('ana', 'routine opening skip'))).toBe('');
    await work.pass(6 * DAY + HOUR);
    expect(await starts()).toEqual(['04-02T07:00']);
  });
});
