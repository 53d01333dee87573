/** An approval that takes three days: reminders and the ladder say so, and time decides nothing. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RunCommand } from '../../src/engine/run/commands.ts';
import { readEvents } from '../../src/store/events.ts';
import { dynamic } from '../../src/store/query.ts';
import { DATABASES } from '../support/database.ts';
import { published } from './publishing.ts';
import { brokenStreams, saidTwiceOrNever } from './said-once.ts';
import { told } from './words.ts';
import { DAY, HOUR, MINUTE, openWorkplace, type Workplace } from './workplace.ts';

const SOP = `
sop: cold-room
title: Cold room
purpose: The cold room is used again only after somebody who answers for it has agreed.
roles:
  - {id: opener, title: Opener}
  - {id: shift_lead, title: Shift lead, for: approver}
  - {id: finance_lead, title: Finance lead}
  - {id: restaurant_manager, title: Restaurant manager, for: accountable_manager}
accountable_manager: restaurant_manager
exception_owner: restaurant_manager
steps:
  - {id: empty, title: Empty the cold room, role: opener}
  - id: release
    title: Use it again
    kind: approval
    approval: {role: shift_lead}
    due: P1D
    remind: PT4H
    escalate:
      - {after: PT12H, to: finance_lead}
      - {after: P1D, to: restaurant_manager}
retention: {keep: P1Y}
`;

describe.each(DATABASES)('an approval of three days, on %s', (kind) => {
  let work: Workplace;
  beforeEach(async () => {
    work = await openWorkplace(kind);
    await published(work, SOP);
    expect(await work.say('ana', 'run cold-room')).toEqual({ type: 'none' });
    await work.idle();
    await work.press('ana', await work.find('kitchen', 'Empty the cold room'), 'Done');
    await work.idle();
  });
  afterEach(() => work.end());

  const release = async () => {
    const step = (await work.run('kitchen')).steps.find((one) => one.id === 'release');
    if (step?.state !== 'waiting_approval') throw new Error(`it is ${step?.state}`);
    return step;
  };
  /** What the reminders and escalations say now, oldest first. */
  const reminders = async () => {
    const { db, workspace } = work.app;
    const ofReminders = dynamic((build) =>
      build
        .selectFrom('messages')
        .select('platform_id')
        .where('workspace_id', '=', workspace)
        .where('view_key', 'like', 'reminder:%'),
    );
    const ids = (await db.all(ofReminders, {})).map((one) => one.platform_id);
    const said = (await work.cards('kitchen')).filter((one) => ids.includes(one.id));
    return said.map((one) => (/^(Due soon|Late): /.test(one.card?.fallback ?? '') ? one.card?.fallback : one.says));
  };
  const approve = async (member: string) => {
    const answer = await work.press(member, await work.find('kitchen', 'Approval: Use it again'), 'Approve');
    await work.idle();
    return told(answer);
  };
  const history = async () => {
    const { run } = await work.run('kitchen');
    return (await readEvents(work.app.db, work.app.workspace, run)).map((one) => one.type);
  };
  const say = async (command: RunCommand, member = 'eva') => {
    const actor = { type: 'member', id: member, identity: `web:${member}` } as const;
    const key = `said:${work.clock.at}:${command.type}:${member}`;
    const reply = await work.app.handle({ workspace: work.app.workspace, key, actor, command });
    await work.idle();
    return reply;
  };

  it('is reminded of, climbs the ladder, and is never approved by time', async () => {
    await work.pass(20 * HOUR - MINUTE);
    expect(await reminders()).toEqual([]);
    await work.pass(MINUTE);
    expect(await reminders()).toEqual(['Due soon: Use it again']);
    expect((await work.cards('kitchen')).at(-1)?.says).toContain('@Ben Okafor, your decision is due');

    await work.pass(16 * HOUR);
    expect(await reminders()).toHaveLength(2);
    expect((await work.cards('kitchen')).at(-1)?.says).toContain('@Gia Rossi, please see to it');
    expect(await release()).toMatchObject({ role: 'finance_lead', escalated: 1, approvals: [] });

    await work.pass(12 * HOUR);
    expect((await work.cards('kitchen')).at(-1)?.says).toContain('@Eva Novak, please see to it');
    expect(await release()).toMatchObject({ role: 'restaurant_manager', escalated: 2, approvals: [] });

    await work.pass(DAY);
    expect(await release()).toMatchObject({ approvals: [] });
    expect(await reminders()).toHaveLength(3);
    expect(await work.run('kitchen')).toMatchObject({ status: 'open' });
    expect((await work.find('kitchen', 'Cold room')).says).toMatch(/late/i);
    // Who was asked first was too late: it is with the manager now.
    expect(await approve('ben')).toMatch(/Only somebody with the role Restaurant manager/);
    expect(await approve('eva')).toBe('');
    expect(await work.run('kitchen')).toMatchObject({ status: 'ended', outcome: 'completed' });
    const decided = (await history()).filter((type) => /Approved|Rejected|Skipped|Missed/.test(type));
    expect(decided).toEqual(['StepApproved']);
    await work.pass(30 * DAY);
    expect(await reminders()).toHaveLength(3);
    for (const text of await reminders()) expect(text).toContain('Approved by Eva Novak');
    expect(await saidTwiceOrNever(work.app)).toEqual([]);
    expect(await brokenStreams(work.app)).toEqual([]);
  });

  it('keeps its clock over a restart', async () => {
    await work.pass(10 * HOUR);
    await work.restart();
    expect(await reminders()).toEqual([]);
    await work.pass(10 * HOUR);
    expect(await reminders()).toEqual(['Due soon: Use it again']);
    await work.restart();
    await work.restart();
    expect(await reminders()).toHaveLength(1);
    expect(await approve('ben')).toBe('');
    expect(await reminders()).toEqual([expect.stringContaining('Approved by Ben Okafor')]);
  });

  it('says what matters once after three days in which nothing ran', async () => {
    const before = (await work.cards('kitchen')).length;
    await work.restart(3 * DAY);
    expect(await release()).toMatchObject({ role: 'restaurant_manager', escalated: 2, approvals: [] });
    expect(await reminders()).toEqual(['Late: Use it again']);
    expect((await work.cards('kitchen')).length).toBe(before + 1);
    expect((await work.cards('kitchen')).at(-1)?.says).toContain('@Eva Novak, please see to it');
    await work.restart();
    await work.pass(DAY);
    expect(await reminders()).toHaveLength(1);
    expect(await saidTwiceOrNever(work.app)).toEqual([]);
  });

  it('has a new clock once its deadline is changed, and the old one is silent', async () => {
    const { run } = await work.run('kitchen');
    const due = work.clock.at + 3 * DAY;
    const change = { type: 'changeDue', run, step: 'release', due, reason: 'The fitter comes on Wednesday' } as const;
    expect(await say(change, 'ana')).toMatchObject({ status: 'refused', refusal: { code: 'not_owner' } });
    expect(await say(change)).toMatchObject({ status: 'accepted' });
    await work.pass(3 * DAY - 4 * HOUR - MINUTE);
    expect(await reminders()).toEqual([]);
    expect(await release()).toMatchObject({ role: 'shift_lead', escalated: 0 });
    await work.pass(MINUTE);
    expect(await reminders()).toEqual(['Due soon: Use it again']);
    await work.pass(16 * HOUR);
    expect(await release()).toMatchObject({ role: 'finance_lead', escalated: 1 });
  });

  it('takes back a reminder whose deadline moved', async () => {
    await work.pass(21 * HOUR);
    const { run } = await work.run('kitchen');
    const due = work.clock.at + 2 * DAY;
    await say({ type: 'changeDue', run, step: 'release', due, reason: 'The fitter comes on Wednesday' });
    expect(await reminders()).toEqual([expect.stringContaining('Now due')]);
    expect(await approve('ben')).toBe('');
  });
});
