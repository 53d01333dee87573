/** What goes wrong with routines, and who is told: once, in words. */
import { afterEach, describe, expect, it } from 'vitest';
import { deliverParked } from '../../src/runtime/deliver-again.ts';
import { parkedEffects } from '../../src/store/effects.ts';
import { listRuns } from '../../src/store/runs.ts';
import { DATABASES } from '../support/database.ts';
import { openHall } from './hall.ts';
import { published } from './publishing.ts';
import { brokenStreams } from './said-once.ts';
import { told, wordsOf } from './words.ts';
import { DAY, HOUR, MINUTE, openWorkplace, type Workplace } from './workplace.ts';

const OPENING = `
sop: opening
title: Opening
accountable_manager: restaurant_manager
roles: [{id: restaurant_manager, title: Restaurant manager}]
steps: [{id: lights, title: Switch on the lights}]
`;
const ALONE = OPENING.replace('title: Opening', 'title: Opening\none_at_a_time: true');

let work: Workplace;
afterEach(async () => {
  expect(await brokenStreams(work.app)).toEqual([]);
  await work.end();
});

const does = async (text: string, member = 'ana') => told(await work.say(member, text));
const card = async () => (await work.find('kitchen', 'Routine: Opening')).says;
const cards = async () => (await work.cards('kitchen')).filter((one) => one.card?.title === 'Routine: Opening');
const starts = async (key = 'opening') =>
  (await listRuns(work.app.db, work.app.workspace, { key, limit: 1_000 }))
    .map((one) => new Date(one.startedAt).toISOString().slice(5, 16))
    .toSorted();

describe('runs that get in each other’s way', () => {
  it('are told when the routine is set, as advice on its card', async () => {
    work = await openWorkplace('sqlite');
    await published(work, OPENING);
    await does('routine opening every 2 hours from 8:00 to 18:00 for 3h UTC');
    await work.idle();
    expect(await card()).toMatch(
      /The run of Mon 2 Mar, 08:00 closes Mon 2 Mar, 11:00, and the next begins Mon 2 Mar, 10:00/,
    );
    // Whoever changes it by words sees what holds now, beside the card that changed where it stands.
    expect(await does('routine opening daily 07:00 until 09:00 UTC')).toMatch(
      /Until now: every 2 hours from 08:00 to 18:00, for 3 h[\s\S]*one routine in a conversation[\s\S]*Then: /,
    );
    await work.idle();
    expect(await cards()).toHaveLength(1);
    expect(await card()).not.toContain('the next begins');
  });

  it('where only one may be open are told as what will not start, and refused so', async () => {
    work = await openWorkplace('sqlite');
    await published(work, ALONE);
    await does('routine opening daily 06:45 UTC');
    await work.idle();
    expect(await card()).toContain('It runs one at a time, so the next is not started while one is open.');
    await work.say('ana', 'routine opening daily 07:00 UTC', { channel: 'support' });
    await work.idle();
    expect((await work.find('support', 'Routine: Opening')).says).toContain('a routine in another conversation too');
    await work.pass(HOUR);
    expect(await starts()).toEqual(['03-02T06:45']);
    expect((await work.find('support', 'Routine: Opening')).says).toMatch(
      /@Ana Lima: the run of .* did not start: the one before is not finished/,
    );
  });
});

it('an SOP that is archived pauses its routines: that is told at once, and again when it happens', async () => {
  work = await openWorkplace('sqlite');
  await published(work, OPENING);
  await does('routine opening daily 06:45 UTC');
  expect(await does('archive opening', 'eva')).toContain('Its routine pauses at the next time');
  await work.pass(HOUR);
  expect(await starts()).toEqual([]);
  expect(await cards()).toHaveLength(2);
  expect(await card()).toMatch(/@Eva Novak or @Ana Lima: Paused: its SOP is not in force any more/);
  await work.pass(2 * DAY);
  expect(await cards()).toHaveLength(2);
  expect(await does('routine opening resume')).toContain('archived');
});

describe('a conversation that is gone', () => {
  it('pauses the routines there; the manager and whoever set them are told alone, once, across restarts', async () => {
    const hall = openHall();
    work = await openWorkplace('sqlite', { chats: [hall.chat] });
    await published(work, OPENING);
    await published(work, OPENING.replace('sop: opening', 'sop: closing').replace('title: Opening', 'title: Closing'));
    const says = (text: string, place = 'hall:kitchen') =>
      work.app.conversation.say({
        ...{ workspace: work.app.workspace, member: 'ana', place, files: [] },
        key: text + place,
        text,
      });
    await says('routine opening daily 06:45 UTC');
    await says('routine closing daily 22:00 UTC');
    await says('routine closing daily 22:00 UTC', 'hall:bar');
    await work.idle();
    hall.closed.add('kitchen');
    await work.restart(HOUR);
    const notices = (who: string) => hall.said(`direct-${who}`).filter((one) => one.startsWith('Routine paused'));
    for (const who of ['ana', 'eva']) {
      expect(notices(who)).toHaveLength(2);
      expect(notices(who).join()).toMatch(/“Opening” runs by itself: the conversation was archived or deleted/);
      expect(notices(who).join()).toContain('/sop routine closing daily 22:00 UTC in #channel');
    }
    expect(hall.said('direct-ben')).toEqual([]);
    await work.restart(2 * DAY);
    await work.restart(DAY);
    expect(notices('eva')).toHaveLength(2);
    expect(await starts()).toEqual(['03-02T07:30']);
    hall.closed.delete('kitchen');
    const notice = hall.cards('direct-eva').find((one) => wordsOf(one, {}).includes('“Opening” runs'));
    const [resume] = notice?.actions ?? [];
    if (!resume) throw new Error('there is no button');
    const pressed = { workspace: work.app.workspace, member: 'eva', place: 'hall:direct-eva', value: resume.value };
    expect(await work.app.conversation.press({ ...pressed, key: 'resume' })).toEqual({ type: 'none' });
    await work.idle();
    expect(notices('eva')).toHaveLength(1);
    expect(hall.said('direct-eva').join()).toContain('The routine of “Opening” has been seen to');
    await work.pass(DAY);
    expect(await starts()).toHaveLength(2);
    // The other conversation was there all the time: its routine went on.
    expect(hall.said('bar').some((one) => one.startsWith('Closing'))).toBe(true);
    // Gone once more, it is told once more.
    hall.closed.add('kitchen');
    await work.pass(DAY);
    expect(notices('eva')).toHaveLength(2);
  });
});

it('a conversation that is gone leaves no pile of what cannot be said there: one digest waits, and no card that time alone changes', async () => {
  const hall = openHall();
  work = await openWorkplace('sqlite', { chats: [hall.chat] });
  await published(work, OPENING.replace('the lights}', 'the lights, due: PT30M}'));
  const { workspace } = work.app;
  const asked = { workspace, member: 'ana', place: 'hall:kitchen', files: [], key: 'set' };
  await work.app.conversation.say({ ...asked, text: 'routine opening daily 06:45 UTC' });
  await work.pass(20 * MINUTE);
  hall.closed.add('kitchen');
  const parked = async () => {
    const effects = (await parkedEffects(work.app.db, workspace, 100)).map(({ effect }) => effect);
    const views = effects.map((effect) => (effect.type === 'show' ? effect.view : undefined));
    return views.filter((view) => view?.view === 'digest' || view?.view === 'run');
  };
  // What heartbeats bring, minute by minute, is what lateness on the run's card makes of it.
  for (let quarter = 0; quarter < 12; quarter++) await work.pass(15 * MINUTE);
  const late = (await parked()).length;
  for (let day = 1; day <= 4; day++) {
    await work.pass(DAY);
    expect((await parked()).filter((view) => view?.view === 'digest')).toMatchObject([
      { slot: Date.UTC(2026, 2, 2 + day, 7) },
    ]);
  }
  expect((await parked()).length - 1).toBe(late);
  expect(late).toBeLessThanOrEqual(1);
  // Nobody digs through days that are over once it is there again: what is today's comes, and tomorrow's.
  hall.closed.delete('kitchen');
  await deliverParked(
    { db: work.app.db, now: () => work.clock.now() },
    { workspace, reasons: ['The hall is closed. Open it.'] },
  );
  await work.pass(DAY);
  const digests = hall.said('kitchen').filter((one) => one.startsWith('Yesterday’s digest'));
  expect(digests.map((one) => one.split('\n')[1]?.split(' · ')[0])).toEqual(['Thursday 5 March', 'Friday 6 March']);
});

it('whoever wants no mention gets none by days that change either', async () => {
  work = await openWorkplace('sqlite');
  await published(work, OPENING);
  await does('routine opening daily 06:45 until 07:00 UTC');
  await work.send('ana', { v: 1, verb: 'settings' }, { calls: 'digest', quiet: '' });
  await work.restart(2 * HOUR);
  expect(await card()).toContain('\nAna Lima: one run was missed');
  await does('closed 3 March stocktaking', 'eva');
  await work.idle();
  expect(await card()).toMatch(/\nAna Lima: one run was missed[\s\S]*stocktaking/);
});

describe('a clock that jumps', () => {
  it('back while a routine fires, and back by days between, starts each run once and leaves out none', async () => {
    work = await openWorkplace('sqlite');
    await published(work, OPENING);
    await does('routine opening daily 06:45 UTC');
    await work.idle();
    const { clock } = work;
    const slot = clock.at + 15 * MINUTE - 1;
    // Whoever asks for the time hears one before the slot and one after it, in turn.
    let asked = 0;
    const now = clock.now;
    clock.now = () => slot + (asked++ % 2 === 0 ? 1 : -1) * MINUTE;
    for (let round = 0; round < 5; round++) await work.idle();
    clock.now = now;
    clock.at = slot + 2 * MINUTE;
    await work.idle();
    expect(await starts()).toHaveLength(1);
    clock.at -= 2 * DAY;
    await work.pass(DAY);
    await work.restart(DAY);
    expect(await starts()).toHaveLength(1);
    await work.pass(2 * DAY + HOUR);
    expect((await starts()).slice(1)).toEqual(['03-03T06:45', '03-04T06:45']);
  });
});

describe.each(DATABASES)('a process that was down for three days, on %s', (kind) => {
  it('catches up within the window; what is over is missed by number, and said once', async () => {
    work = await openWorkplace(kind);
    await published(work, OPENING);
    await does('routine opening daily 07:00 until 09:00 UTC');
    await work.idle();
    // Thursday, 08:00: within the window.
    await work.restart(3 * DAY + 90 * MINUTE);
    expect(await starts()).toEqual(['03-05T08:00']);
    expect(await card()).toMatch(/@Ana Lima: 3 runs were missed. The run of .*Thu 5 Mar, 07:00 was started late/);
    expect((await work.run('kitchen')).closes).toBe(Date.UTC(2026, 2, 5, 9));
    expect(await cards()).toHaveLength(2);
    await work.restart();
    await work.restart(2 * HOUR);
    expect(await cards()).toHaveLength(2);
    // Sunday, 10:00: that of the day is over, too.
    await work.restart(3 * DAY);
    expect(await starts()).toHaveLength(1);
    expect(await card()).toMatch(/@Ana Lima: 3 runs were missed, the last on Sun 8 Mar, 07:00/);
    expect(await cards()).toHaveLength(3);
    await work.pass(22 * HOUR);
    expect(await starts()).toEqual(['03-05T08:00', '03-09T07:00']);
    expect(await cards()).toHaveLength(3);
  });
});
