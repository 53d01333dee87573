/** Digests that come by themselves, over weeks: each once, on its day, and none where there is nothing to say. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Element } from '../../src/cards/card.ts';
import { DATABASES, type DatabaseKind } from '../support/database.ts';
import { published } from './publishing.ts';
import { brokenStreams, saidTwiceOrNever } from './said-once.ts';
import { told } from './words.ts';
import { DAY, HOUR, MINUTE, openWorkplace, type Posted, type Workplace, workIn } from './workplace.ts';

const SHIFT = `
sop: shift
title: Shift
roles:
  - {id: opener, title: Opener}
  - {id: shift_lead, title: Shift lead, for: exception_owner}
exception_owner: shift_lead
steps:
  - {id: lights, title: Switch on the lights, role: opener, needs: []}
  - {id: bins, title: Empty the bins, role: opener, needs: [], skippable: true}
  - {id: float, title: Count the float, role: opener, needs: [], approval: {role: shift_lead}}
`;

const DIGEST = /digest/i;

let work: Workplace;

const digests = async (channel = 'kitchen') =>
  (await work.read(channel)).filter((one) => DIGEST.test(String(one.card?.title ?? '')));
const days = async (channel?: string) => (await digests(channel)).map(dayOf);
const plan = async () => (await work.find('kitchen', 'Digest of this conversation')).says;

async function begins(kind: DatabaseKind): Promise<void> {
  work = await openWorkplace(kind);
  await published(work, SHIFT);
}

async function ends(): Promise<void> {
  expect(await brokenStreams(work.app)).toEqual([]);
  // What ended with something missed, and a run that started late, are said anew on purpose.
  const wrong = (await saidTwiceOrNever(work.app)).filter((one) => !/^said too often: (run|routine):/.test(one));
  expect(wrong).toEqual([]);
  await work.end();
}

/** Whoever opens does the first step, skips the second and leaves the rest. */
async function works(): Promise<void> {
  const { run } = await work.run('kitchen');
  await work.send('ana', { v: 1, verb: 'complete', run, step: 'lights' }, {});
  await work.send('ana', { v: 1, verb: 'skip', run, step: 'bins' }, { reason: 'They are empty.' });
  await work.idle();
}

describe.each(DATABASES)('a digest that comes by itself, on %s', (kind) => {
  beforeEach(() => begins(kind));
  afterEach(ends);

  it('is said once for the day that it is, however long nothing ran, and not twice after a restart', async () => {
    await work.say('ana', 'routine shift weekdays 06:45 until 12:00 UTC');
    await work.pass(20 * MINUTE);
    // Tuesday, a quarter of an hour before its time, until three hours after it.
    await work.pass(DAY - 5 * MINUTE);
    await work.restart(3 * HOUR);
    expect(await days()).toEqual(['Monday 2 March']);
    await work.restart(MINUTE);
    expect(await days()).toEqual(['Monday 2 March']);
    // Wednesday's is over by Thursday at noon, and Thursday's is not.
    await work.restart(2 * DAY);
    expect(await days()).toEqual(['Monday 2 March', 'Wednesday 4 March']);
    // Before its time on Saturday there is nothing to be said any more.
    await work.restart(2 * DAY - 6 * HOUR);
    expect(await days()).toHaveLength(2);
  });

  it('is fired by one of two programs over one database, and said once', async () => {
    const other = await workIn(work.config, {}, work.clock);
    await work.say('ana', 'digest daily 07:00 UTC');
    await work.say('ana', 'run shift');
    await work.idle();
    for (const time of [HOUR, DAY, DAY, DAY]) {
      work.clock.at += time;
      await Promise.all([work.idle(), other.idle()]);
    }
    await Promise.all([work.idle(), other.idle()]);
    await other.end();
    await work.idle();
    expect(await days()).toEqual(['', 'Monday 2 March', 'Tuesday 3 March', 'Wednesday 4 March']);
  });
});

describe('a digest that comes by itself', () => {
  beforeEach(() => begins('sqlite'));
  afterEach(ends);

  it('tells each morning of the day before and on Monday of the week, as soon as there is a routine', async () => {
    await work.say('ana', 'routine shift weekdays 06:45 until 12:00 UTC');
    await work.idle();
    expect(await digests()).toEqual([]);
    for (let day = 0; day < 7; day += 1) {
      await work.pass(20 * MINUTE);
      if (day === 0) await works();
      await work.pass(DAY - 20 * MINUTE);
    }
    await work.pass(HOUR);
    // From Tuesday to Saturday the day before; on Sunday nothing had run; on Monday the week.
    expect(await days()).toEqual([
      ...['Monday 2 March', 'Tuesday 3 March', 'Wednesday 4 March', 'Thursday 5 March', 'Friday 6 March'],
      '2 March to 8 March',
    ]);
    const [monday, tuesday, ...later] = await digests();
    expect(monday?.says).toContain('1 of 3 due steps done, 1 skipped, 1 missed');
    expect(monday?.says).toContain('[missed] Count the float (Shift · for Ana Lima by ');
    expect(monday?.says).toMatch(/Empty the bins \(Shift · Ana Lima, .*: They are empty\.\)/);
    expect(monday?.says).toContain('Every day at 07:00 (UTC), since there is a routine here. /sop digest off ends it.');
    expect(tuesday?.says).toContain('0 of 3 due steps done, 3 missed');
    const week = later.at(-1);
    expect(week?.says).toContain(
      '[missed] Switch on the lights, 4 times (Shift · Tue, Wed, Thu and Fri, for Ana Lima)',
    );
    expect(week?.says).toContain('Sat 7 Mar: nothing');
    expect(picturesIn(week)).toHaveLength(1);
    await work.pass(7 * DAY);
    expect((await digests()).at(-1)?.says).toMatch(
      /15 steps missed, 2 more than the week before\. 0% were done, down from 6%/,
    );
  });

  it('comes to no conversation in which nothing runs and nothing waits', async () => {
    await work.say('ana', 'digest daily 07:00 UTC', { channel: 'support' });
    await work.pass(3 * DAY);
    expect(await days('support')).toEqual(['']);
    await work.say('ana', 'run shift', { channel: 'support' });
    await work.pass(2 * DAY + HOUR);
    // The day that it began, and as long as it waits.
    expect(await days('support')).toEqual(['', 'Thursday 5 March', 'Friday 6 March']);
    expect((await digests('support')).at(-1)?.says).toContain('Still open when the day ended');
  });

  it('and the one that is asked for tell of the same days', async () => {
    await work.say('ana', 'run shift');
    expect(told(await work.say('ana', 'digest'))).toContain('Monday 2 March');
    await work.say('ana', 'digest daily 07:00 Pacific/Honolulu');
    // It is still Sunday there.
    expect(told(await work.say('ana', 'digest'))).toContain('Sunday 1 March');
  });

  it('is set, moved and ended by anybody there, and everybody reads who did', async () => {
    expect(await work.say('ben', 'digest daily 18:00 Europe/Lisbon')).toEqual({ type: 'none' });
    await work.idle();
    expect(await plan()).toContain('Each day: every day at 18:00 (Europe/Lisbon), next on');
    expect(await plan()).toContain('Set so by Ben');
    await work.say('ana', 'run shift');
    await work.pass(12 * HOUR);
    // In the evening it is the day itself.
    expect(await days()).toEqual(['', 'since Sunday 1 March at 18:00']);
    await work.say('chloe', 'digest weekly tuesday 9am');
    await work.idle();
    expect(await plan()).toMatch(/Each week: on Tuesdays at 09:00 \(Europe\/Lisbon\)|Each week: on Tuesdays at 09:00/);
    // A routine changes nothing of what somebody set.
    await work.say('ana', 'routine shift daily 20:00 UTC');
    await work.idle();
    await work.say('eva', 'digest weekly off');
    await work.idle();
    expect(await plan()).not.toContain('Each week');
    await work.say('eva', 'digest off');
    await work.idle();
    expect(await plan()).toContain('Ended by Eva Novak');
    const before = (await digests()).length;
    await work.pass(2 * DAY);
    expect(await digests()).toHaveLength(before);
    // Nor does another routine begin it again.
    await work.say('ana', 'routine shift daily 21:00 UTC');
    await work.pass(2 * DAY);
    expect(await digests()).toHaveLength(before);
    expect(told(await work.say('eva', 'digest off'))).toContain('No daily digest comes here by itself');
  });

  it('tells a member what waits for them, until they end it', async () => {
    expect(told(await work.say('ben', 'mine daily 07:30 UTC'))).toContain('every day at 07:30 (UTC)');
    await work.pass(DAY);
    await work.say('ana', 'run shift');
    await work.idle();
    const { run } = await work.run('kitchen');
    await work.send('ana', { v: 1, verb: 'complete', run, step: 'float' }, {});
    await work.pass(HOUR + 5 * MINUTE);
    const owed = async () => (await work.read('kitchen')).filter((one) => one.card?.title === 'What waits for you');
    const [first] = await owed();
    expect(first?.says).toContain('@Ben');
    await work.pass(DAY);
    expect(await owed()).toHaveLength(2);
    expect(told(await work.say('ben', 'mine off'))).toContain('any more');
    await work.pass(DAY);
    expect(await owed()).toHaveLength(2);
    expect(told(await work.say('ben', 'mine off'))).toContain('/sop mine daily 08:00');
  });
});

describe('who wants to be called once a day, with all that waits', () => {
  beforeEach(() => begins('sqlite'));
  afterEach(ends);
  const settings = async (calls: string) =>
    told(await work.send('ana', { v: 1, verb: 'settings' }, { calls, quiet: '' }));
  const owed = async () => (await work.read('kitchen')).filter((one) => one.card?.title === 'What waits for you');

  it('is told so at eight from then on, although nothing else calls them, until they want it otherwise', async () => {
    expect(await settings('digest')).toContain('All that waits is told once a day: every day at 08:00 (UTC)');
    await work.say('ana', 'mine daily 09:30');
    // To save the same again moves nothing.
    expect(await settings('digest')).toContain('every day at 09:30');
    await work.say('ben', 'run shift');
    await work.pass(4 * HOUR);
    expect((await owed()).map((one) => one.says)).toEqual([expect.stringContaining('@Ana Lima: 3 steps wait for you')]);
    expect(await settings('channel')).not.toContain('once a day');
    await work.pass(DAY);
    expect(await owed()).toHaveLength(1);
  });

  it('is mentioned again as soon as they end it: nobody is left without any word', async () => {
    await settings('digest');
    expect(told(await work.say('ana', 'mine off'))).toContain('You are mentioned again where something does.');
    await work.say('ben', 'run shift');
    await work.idle();
    expect((await work.find('kitchen', 'Switch on the lights')).says).toContain('@Ana Lima');
  });

  it('keeps a digest that they had besides, whatever else they choose', async () => {
    await work.say('ana', 'mine daily 09:30');
    expect(await settings('direct')).toContain('told once a day: every day at 09:30');
  });
});

describe('when it is to come', () => {
  beforeAll(async () => {
    work = await openWorkplace('sqlite');
  });
  afterAll(() => work.end());

  it.each([
    ['digest daily often', 'When is “often”'],
    ['digest weekly monday 25', 'one day and one time'],
    ['digest daily 7:00 and 9:00', 'one time of the day'],
    ['digest daily monday 7:00', 'one time of the day'],
    ['digest daily 7:00 until 9:00', 'one time of the day'],
    ['digest weekly monday and friday 7:00', 'one day and one time'],
    ['digest weekly 25:00', 'one day and one time'],
    ['digest daily 7:00 Mars/Olympus', 'is not a time zone'],
    ['digest daly 7:00', 'Did you mean “/sop digest [today'],
    ['digest off', 'No daily digest comes here by itself'],
    ['digest weekly off', 'No weekly digest comes here by itself'],
    ['mine daily whenever', 'When is “whenever”'],
    ['mine off', '/sop mine daily 08:00 begins it'],
  ])('“%s” is answered in words', async (text, words) => {
    expect(told(await work.say('ana', text))).toContain(words);
  });

  it.each([
    ['digest daily', /every day at 07:00 \(UTC\), next on .*07:00/],
    ['digest daily at 7.30 pm', /every day at 19:30/],
    ['digest daily Europe/Lisbon', /every day at 07:00 \(Europe\/Lisbon\)/],
    // The zone that was set stays.
    ['digest daily 08:00', /every day at 08:00 \(Europe\/Lisbon\)/],
    ['digest weekly', /on Mondays at 07:00/],
    ['digest weekly friday', /on Fridays at 07:00/],
    ['digest weekly 8am', /on Mondays at 08:00/],
    ['digest weekly on tuesdays at 9:15 utc', /on Tuesdays at 09:15 \(UTC\)/],
  ])('“%s” is understood', async (text, words) => {
    expect(await work.say('ana', text)).toEqual({ type: 'none' });
    await work.idle();
    expect((await work.find('kitchen', 'Digest of this conversation')).says).toMatch(words);
  });
});

/** What stands below its title, up to its runs. */
function dayOf({ card }: Posted): string {
  return String(card?.subtitle ?? '').split(' · ')[0] ?? '';
}

function picturesIn(posted: Posted | undefined): readonly Element[] {
  return posted?.card?.elements.filter((one) => one.type === 'image') ?? [];
}
