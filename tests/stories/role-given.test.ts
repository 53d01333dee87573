/** Work that nobody can do, and what happens in its thread when an administrator gives somebody the role. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isOwed } from '../../src/engine/run/live.ts';
import { DATABASES } from '../support/database.ts';
import { published } from './publishing.ts';
import { told } from './words.ts';
import { openWorkplace, type Posted, type Workplace } from './workplace.ts';

const BINS = `
sop: bins
title: Bins
accountable_manager: restaurant_manager
roles:
  - {id: porter, title: Porter}
  - {id: inspector, title: Inspector}
  - {id: restaurant_manager, title: Restaurant manager}
defaults: {due: PT30M}
steps:
  - {id: empty, title: Empty the bins, role: porter}
  - {id: release, title: Release the yard, kind: approval, approval: {role: inspector}}
`;

describe.each(DATABASES)('a role that nobody holds, on %s', (kind) => {
  let work: Workplace;
  beforeAll(async () => {
    work = await openWorkplace(kind);
    await published(work, BINS);
    expect(await work.say('ana', 'run bins')).toEqual({ type: 'none' });
    await work.idle();
  });
  afterAll(() => work.end());

  const copies = async (title: string) => (await work.cards('kitchen')).filter((one) => one.card?.title === title);
  const problems = async () => (await work.run('kitchen')).exceptions.map((one) => one.status);
  const give = async (text: string) => {
    expect(told(await work.say('eva', `role ${text}`))).toMatch(/now holds|no longer holds/);
    await work.idle();
  };
  const runCard = async (): Promise<Posted> => work.find('kitchen', 'Bins');

  it('is named on the card, with the exact words that give it', async () => {
    const step = await work.find('kitchen', 'Empty the bins');
    expect(step.says).toContain('Nobody holds the role Porter yet');
    expect(step.says).toContain('/sop role porter add NAME');
    expect(await problems()).toEqual(['open']);
    expect((await runCard()).says).toContain('Porter');
  });

  it('goes to whoever is given it, who is called by a card of their own', async () => {
    await give('porter add Finn');
    const [first, second, ...others] = await copies('Empty the bins');
    expect(others).toEqual([]);
    for (const one of [first, second]) expect(one?.says).toContain('@Finn Berg, it is your turn');
    expect((await work.run('kitchen')).steps[0]).toMatchObject({ state: 'waiting_human', assignee: 'finn' });
    expect((await runCard()).says).toContain('Finn Berg');
    expect((await runCard()).says).not.toContain('Waits for a decision');
  });

  it('settles the problem that nobody could do it', async () => {
    expect(await problems()).toEqual(['resolved']);
    const settled = (await work.cards('kitchen')).filter((one) => one.says.includes('Settled by Eva Novak'));
    expect(settled).toHaveLength(1);
    expect(settled[0]?.card?.actions).toEqual([]);
  });

  it('is told once, however often it is said', async () => {
    const before = (await work.cards('kitchen')).length;
    await give('porter add Finn');
    expect((await work.cards('kitchen')).length).toBe(before);
  });

  it('calls approvers too, and settles every copy of a card together', async () => {
    const [first] = await copies('Empty the bins');
    if (!first) throw new Error('no card');
    expect(await work.press('finn', first, 'Done')).toEqual({ type: 'none' });
    await work.idle();
    for (const one of await copies('Empty the bins')) expect(one.card?.actions).toEqual([]);
    const [asked] = await copies('Approval: Release the yard');
    expect(asked?.says).toContain('/sop role inspector add NAME');
    await give('inspector add Ben');
    const asking = await copies('Approval: Release the yard');
    expect(asking).toHaveLength(2);
    for (const one of asking) expect(one.says).toContain('@Ben Okafor, your approval is needed');
    expect(await problems()).toEqual(['resolved', 'resolved']);
  });

  it('is shown to whoever answers for it when the last one loses it', async () => {
    await give('inspector remove Ben');
    expect(await problems()).toEqual(['resolved', 'resolved', 'open']);
    const [asked] = await copies('Approval: Release the yard');
    expect(asked?.says).toContain('It takes somebody with the role Inspector');
    await give('inspector add Gia');
    expect(await problems()).toEqual(['resolved', 'resolved', 'resolved']);
    const newest = (await copies('Approval: Release the yard')).at(-1);
    expect(newest && (await work.press('gia', newest, 'Approve'))).toEqual({ type: 'none' });
    await work.idle();
    expect(await work.run('kitchen')).toMatchObject({ status: 'ended', outcome: 'completed' });
  });

  it('of no open run changes no run', async () => {
    const before = await work.run('kitchen');
    await give('porter remove Finn');
    expect(await work.run('kitchen')).toEqual(before);
    expect(before.steps.filter(isOwed)).toEqual([]);
  });
});
