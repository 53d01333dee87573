/** Twenty lines on one card in the local workspace: ticked, read, photographed, left out, late and missed, without a flood. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Line } from '../../src/cards/card.ts';
import { plain, UNNAMED } from '../../src/cards/text.ts';
import { grantRole } from '../../src/store/people.ts';
import { say, upload } from '../adapters/web/setting.ts';
import { png } from '../support/png.ts';
import { published } from './publishing.ts';
import { TWENTY } from './twenty-lines.ts';
import { told } from './words.ts';
import { HOUR, MINUTE, openWorkplace, type Posted, type Workplace } from './workplace.ts';

const HOLDERS = [
  ['cleaner', 'ana'],
  ['cleaner', 'chloe'],
  ['lead', 'ben'],
  ['manager', 'eva'],
] as const;

let work: Workplace;
beforeAll(async () => {
  work = await openWorkplace('sqlite');
  await published(work, TWENTY, 'web:general');
});
afterAll(() => work.end());

const list = () => work.find('kitchen', 'Closing round');
const thread = async () => work.read('kitchen', (await list()).id);
const linesOf = ({ card }: Posted) => card?.elements.flatMap((one) => (one.type === 'list' ? one.items : [])) ?? [];
const line = async (title: string): Promise<Line> => {
  const found = linesOf(await list()).find((one) => one.text === title);
  if (!found) throw new Error(`no line ${title}`);
  return found;
};
/** `[late] 12 min late, due at …` */
const says = async (title: string) => {
  const { mark, detail = '' } = await line(title);
  return `[${mark}] ${plain(detail, { ...UNNAMED, name: (member) => member })}`;
};
/** Presses the button of one line, with what its form asks. */
async function does(member: string, title: string, fields?: Record<string, string>): Promise<void> {
  const { action } = await line(title);
  if (!action) throw new Error(`${title} has no button`);
  const asked = await work.send(member, action.value);
  if (fields) expect(asked).toMatchObject({ type: 'form' });
  const answer = fields ? await work.send(member, action.value, fields) : asked;
  expect(told(answer)).toBe('');
  await work.idle();
}
const own = async () => (await work.read('kitchen')).filter((one) => one.card?.title === 'Closing round');

describe('before anybody is a cleaner', () => {
  it('says so once, not once a line, and it is settled when somebody is', async () => {
    await work.say('eva', 'run closing-round', { channel: 'support' });
    await work.idle();
    const root = await work.find('support', 'Closing round');
    const [missing, ...others] = await work.read('support', root.id);
    expect(others).toEqual([]);
    expect(missing?.says).toContain('No member has the role Cleaner, so nobody can do its lines');
    for (const [role, member] of HOLDERS) {
      await work.app.db.transaction((tx) => grantRole(tx, work.app.workspace, role, member));
    }
    expect(told(await work.say('eva', 'cancel closing-round', { channel: 'support' }))).toContain('form');
  });
});

describe('a list of twenty lines', () => {
  beforeAll(async () => {
    await work.say('ana', 'run closing-round');
    await work.idle();
  });

  it('is one message', async () => {
    expect(await own()).toHaveLength(1);
    expect(linesOf(await list())).toHaveLength(20);
    expect(await thread()).toEqual([]);
  });

  it('is ticked in place, by whom and when, and the bar moves', async () => {
    work.clock.at += 2 * MINUTE;
    await does('ana', 'Empty the bins');
    await does('chloe', 'Close the gas');
    expect(await says('Empty the bins')).toBe('[done] ana at 06:32 UTC');
    expect(await says('Close the gas')).toBe('[done] chloe at 06:32 UTC');
    const bar = (await list()).card?.elements.find((one) => one.type === 'progress');
    expect(bar).toMatchObject({ done: 2, total: 20, label: '2 of 20 steps done' });
    const { action } = await line('Mop the floor');
    if (!action) throw new Error('no button');
    expect(told(await work.send('finn', action.value))).toMatch(/Cleaner/);
    expect(await says('Mop the floor')).toBe('[now] Cleaner, due at 07:00 UTC');
  });

  it('asks a reading in a form, and shows it', async () => {
    await does('ana', 'Read the fridge', { fridge_temp: '3,5' });
    expect(await says('Read the fridge')).toBe('[done] ana at 06:32 UTC · 3.5 °C');
  });

  it('takes a photo from the thread, and nothing that is not asked for', async () => {
    const { id } = await list();
    const web = work.app.web;
    const talk = await say(web, 'Who has the key?', 'key-talk-1', { thread: id });
    expect(await talk.json()).toMatchObject({ recorded: false });
    const send = (file: File, key: string) => upload(web, '/channels/kitchen/files', [file], key, { thread: id });
    const plan = await send(new File(['a plan'], 'plan.txt'), 'key-plan-1');
    expect(JSON.stringify(await plan.json())).toContain('No step that is open now asks for a file like this');
    const picture = new File([new Uint8Array(png(20, 20))], 'kitchen.png', { type: 'image/png' });
    for (const key of ['key-photo-1', 'key-photo-1']) {
      const sent = await send(picture, key);
      expect(await sent.json()).toMatchObject({ recorded: true, message: { files: [{ name: 'kitchen.png' }] } });
    }
    await work.idle();
    expect((await work.run('kitchen')).evidence.filter((one) => one.item === 'kitchen_photo')).toHaveLength(1);
    expect(await says('Photograph the kitchen')).toMatch(/· Photo of the kitchen recorded$/);
    expect((await line('Photograph the kitchen')).action?.label).toBe('Done');
    await does('ana', 'Photograph the kitchen', {});
    expect(await says('Photograph the kitchen')).toBe('[done] ana at 06:32 UTC');
    // Beside the thread it is talk.
    expect(await (await say(web, '3.5', 'key-talk-2')).json()).toMatchObject({ recorded: false });
  });

  it('shows what was left out, with why', async () => {
    const about = { v: 1, run: (await work.run('kitchen')).run, step: 'terrace' } as const;
    expect(told(await work.send('chloe', { ...about, verb: 'skip' }, { reason: 'It rains' }))).toBe('');
    await work.idle();
    expect(await says('Bring the chairs in')).toBe('[skipped] Skipped by chloe at 06:32 UTC: It rains');
  });

  it('reminds of fifteen lines in one message, which calls whoever can do them', async () => {
    const before = (await thread()).length;
    await work.pass(19 * MINUTE);
    const said = (await thread()).slice(before);
    expect(said).toHaveLength(1);
    expect(said[0]?.card?.title).toBe('15 steps are due soon');
    expect(said[0]?.says).toContain('@Ana Lima or @Chloe Martin, these are due at 07:00 UTC:');
    expect(said[0]?.says).toContain('[now] Wipe the tables');
    expect(said[0]?.says).not.toContain('Empty the bins');
    expect(said[0]?.card?.way?.label).toBe('Go to the list');
    await does('ana', 'Wipe the tables');
    const after = (await thread()).slice(before);
    expect(after.map((one) => [one.id, one.card?.title])).toEqual([[said[0]?.id, '14 steps are due soon']]);
  });

  it('shows what is late as soon as it is, and by how much, though nothing happens', async () => {
    expect(await says('Mop the floor')).toBe('[now] Cleaner, due at 07:00 UTC');
    const before = (await work.run('kitchen')).steps;
    await work.pass(10 * MINUTE);
    expect(await says('Mop the floor')).toMatch(/^\[late\] Cleaner, (late|1 min late), due at 07:00 UTC$/);
    await work.pass(6 * MINUTE);
    expect(await says('Mop the floor')).toBe('[late] Cleaner, 7 min late, due at 07:00 UTC');
    await work.pass(5 * MINUTE);
    expect(await says('Mop the floor')).toBe('[late] Cleaner, 12 min late, due at 07:00 UTC');
    expect((await list()).says).toContain('14 late');
    expect((await work.run('kitchen')).steps).toEqual(before);
  });

  it('asks the next one on the ladder for all of them in one message', async () => {
    const before = (await thread()).length;
    await work.pass(5 * MINUTE);
    const said = (await thread()).slice(before);
    expect(said.map((one) => one.card?.title)).toEqual(['14 steps are late']);
    expect(said[0]?.says).toContain('@Ben Okafor, please see to these: due at 07:00 UTC and not done.');
    for (const title of ['Wipe the counter', 'Sweep the floor', 'Mop the floor']) await does('ben', title);
    expect((await thread()).slice(before).map((one) => one.card?.title)).toEqual(['11 steps are late']);
  });

  it('was one message in the channel and three in the thread, besides what people said', async () => {
    await work.pass(HOUR);
    expect(await own()).toHaveLength(1);
    const ours = (await thread()).filter((one) => one.author === null);
    expect(ours.map((one) => one.card?.title)).toEqual([
      ...['11 steps were not done in time', '11 steps are late', '11 steps are late'],
    ]);
    expect(ours[2]?.says).toContain('@Eva Novak');
  });
});

describe('a reminder of many lines', () => {
  it('is put off as one, by whoever owes them, and said once more as one', async () => {
    const more = { channel: 'general' };
    await work.say('ana', 'run closing-round', more);
    await work.pass(20 * MINUTE);
    const reminder = await work.find('general', '20 steps are due soon');
    expect(told(await work.press('finn', reminder, 'Remind in 30 min', undefined, more))).toMatch(/Cleaner/);
    expect(told(await work.press('ana', reminder, 'Remind in 30 min', undefined, more))).toBe('');
    await work.idle();
    const put = await work.find('general', '20 steps are due soon');
    expect(put).toMatchObject({ id: reminder.id, card: { tone: 'neutral', actions: [] } });
    expect(put.says).toMatch(/Ana Lima will be reminded once more at .*:\n\[now\] Empty the bins/);
    const run = (await work.run('general')).run;
    await work.send('eva', { v: 1, verb: 'cancel', run }, { reason: 'Closed today' }, more);
    await work.idle();
    expect((await work.find('general', 'Nothing is due any more')).id).toBe(reminder.id);
  });
});

describe('a list whose window closes', () => {
  it('tells apart what was done, left out and missed', async () => {
    await work.send('eva', { v: 1, verb: 'cancel', run: (await work.run('kitchen')).run }, { reason: 'Done by hand' });
    expect(told(await work.say('eva', 'routine closing-round daily 09:30 until 10:00 UTC'))).toBe('');
    await work.pass(2 * HOUR);
    expect(await work.run('kitchen')).toMatchObject({ status: 'ended', outcome: 'incomplete' });
    expect((await list()).says).toContain('0 of 20 steps done, 20 missed');
    await work.pass(23 * HOUR);
    await does('ana', 'Empty the bins');
    const about = { v: 1, run: (await work.run('kitchen')).run, step: 'terrace' } as const;
    await work.send('ana', { ...about, verb: 'skip' }, { reason: 'It rains' });
    await work.pass(HOUR);
    expect((await list()).says).toContain('1 of 20 steps done, 1 skipped, 18 missed');
    expect(await says('Empty the bins')).toMatch(/^\[done\] ana/);
    expect(await says('Bring the chairs in')).toMatch(/^\[skipped\] Skipped by ana .*: It rains$/);
    expect(await says('Mop the floor')).toMatch(/^\[missed\] Missed .*: it waited for .+\.$/);
  });
});
