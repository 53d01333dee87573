/** Many at once: one tap sent fifty times, fifty people at one button, ten approvers where three are enough. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyChain } from '../../src/store/chain.ts';
import { readEvents } from '../../src/store/events.ts';
import { saveMember } from '../../src/store/members.ts';
import { grantRole } from '../../src/store/people.ts';
import { DATABASES } from '../support/database.ts';
import { published } from './publishing.ts';
import { told } from './words.ts';
import { openWorkplace, type Workplace } from './workplace.ts';

const SOP = `
sop: team-lift
title: Team lift
purpose: A piano goes up the stairs and nobody is under it.
roles:
  - {id: lifter, title: Lifter}
  - {id: lookout, title: Lookout, for: approver}
steps:
  - {id: lift, title: Lift it, role: lifter}
  - id: release
    title: Release the way
    kind: approval
    approval: {role: lookout, quorum: 3}
retention: {keep: P1Y}
`;

const FIFTY = Array.from({ length: 50 }, (_, index) => index);
const names = (start: string, many: number) => FIFTY.slice(0, many).map((index) => `${start}${index}`);

describe.each(DATABASES)('many at once, on %s', (kind) => {
  let work: Workplace;
  beforeAll(async () => {
    work = await openWorkplace(kind);
    const { app, clock } = work;
    await app.db.transaction(async (tx) => {
      for (const id of [...names('lifter', 50), ...names('lookout', 10)]) {
        const person = {
          id,
          name: `The ${id}`,
          identity: `web:${id}`,
          kind: 'person',
          admin: false,
          active: true,
        } as const;
        await saveMember(tx, app.workspace, { ...person, at: clock.now() });
        await grantRole(tx, app.workspace, id.replace(/\d+/, ''), id);
      }
    });
    await published(work, SOP);
  });
  afterAll(() => work.end());

  const run = async () => {
    expect(await work.say('lifter0', 'run team-lift')).toEqual({ type: 'none' });
    await work.idle();
    return work.run('kitchen');
  };
  const events = async (type: string) => {
    const { run } = await work.run('kitchen');
    const all = await readEvents(work.app.db, work.app.workspace, run);
    expect(verifyChain(all)).toMatchObject({ status: 'whole' });
    return all.filter((one) => one.type === type);
  };

  it('takes one tap that was sent fifty times once, and answers every time the same', async () => {
    await run();
    const card = await work.find('kitchen', 'Lift it');
    const answers = await Promise.all(
      FIFTY.map(() => work.press('lifter0', card, 'Done', undefined, { key: 'one-tap' })),
    );
    expect(answers).toEqual(FIFTY.map(() => ({ type: 'none' })));
    expect(await events('StepCompleted')).toHaveLength(1);
    expect(await work.press('lifter0', card, 'Done', undefined, { key: 'one-tap' })).toEqual({ type: 'none' });
    await work.idle();
    expect(await events('StepCompleted')).toHaveLength(1);
  });

  it('says the same refusal fifty times to a tap that was sent fifty times', async () => {
    await run();
    const card = await work.find('kitchen', 'Lift it');
    const answers = await Promise.all(
      FIFTY.map(() => work.press('lookout1', card, 'Done', undefined, { key: 'no-tap' })),
    );
    expect(new Set(answers.map(told)).size).toBe(1);
    expect(told(answers[0] ?? { type: 'none' })).toMatch(/role Lifter, which you do not hold/);
    expect(await events('StepCompleted')).toHaveLength(0);
  });

  it('starts one run from fifty sendings of one phrase', async () => {
    const before = (await work.read('kitchen')).length;
    await Promise.all(FIFTY.map(() => work.say('lifter0', 'run team-lift', { key: 'one-start' })));
    await work.idle();
    expect((await work.read('kitchen')).length - before).toBe(1);
  });

  it('takes the first of fifty taps by fifty people, and tells the others who it was', async () => {
    const started = await run();
    const card = await work.find('kitchen', 'Lift it');
    const answers = await Promise.all(names('lifter', 50).map((member) => work.press(member, card, 'Done')));
    const [done] = await events('StepCompleted');
    const doer = memberIn(done?.actor);
    expect(await events('StepCompleted')).toHaveLength(1);
    expect(answers.filter((one) => one.type === 'none')).toHaveLength(1);
    const others = answers.filter((one) => one.type !== 'none').map(told);
    expect(others).toHaveLength(49);
    expect(others.filter((one) => !one.includes(`The ${doer} completed “Lift it”`))).toEqual([]);
    await work.idle();
    expect((await work.run('kitchen')).run).toBe(started.run);
    // However many changes there were, each view is one message.
    const thread = (await work.cards('kitchen')).filter((one) => one.card?.title === 'Approval: Release the way');
    expect(thread.at(-1)?.card?.actions.map((one) => one.label)).toContain('Approve');
  });

  it('counts exactly three of ten approvals given at once', async () => {
    const asked = await work.find('kitchen', 'Approval: Release the way');
    const answers = await Promise.all(names('lookout', 10).map((member) => work.press(member, asked, 'Approve')));
    await work.idle();
    expect(await events('StepApproved')).toHaveLength(3);
    expect(answers.filter((one) => one.type === 'none')).toHaveLength(3);
    const late = answers.filter((one) => one.type !== 'none').map(told);
    expect(late).toHaveLength(7);
    expect(late.filter((one) => !/run was completed|completed “Release the way”|approved this/.test(one))).toEqual([]);
    const state = await work.run('kitchen');
    expect(state).toMatchObject({ status: 'ended', outcome: 'completed' });
    const release = state.steps.find((one) => one.id === 'release');
    expect(release?.state === 'completed' && release.approvals.length).toBe(3);
    const approvers = (await events('StepApproved')).map((one) => memberIn(one.actor));
    expect(new Set(approvers).size).toBe(3);
    const settled = await work.find('kitchen', 'Approval: Release the way');
    expect(settled.card?.actions).toEqual([]);
    for (const approver of approvers) expect(settled.says).toContain(`The ${approver}`);
  });
});

function memberIn(actor: unknown): string {
  return typeof actor === 'object' && actor !== null && 'id' in actor ? String(actor.id) : 'nobody';
}
