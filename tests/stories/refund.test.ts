/** A refund that two people must agree with, and all who may not be among them. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkTrail } from '../../src/runtime/check-trail.ts';
import { DATABASES } from '../support/database.ts';
import { doStep } from './doing.ts';
import { told } from './words.ts';
import { openWorkplace, type Workplace } from './workplace.ts';

describe.each(DATABASES)('a refund with two approvers, on %s', (kind) => {
  let work: Workplace;
  beforeAll(async () => {
    work = await openWorkplace(kind);
  });
  afterAll(() => work.end());

  const start = async (member: string, amount: number) => {
    const asked = `run order-refund order=A-${amount} amount=${amount} reason=damaged`;
    expect(await work.say(member, asked, { channel: 'support' })).toEqual({ type: 'none' });
    await work.idle();
  };
  const decide = async (member: string, label: string) => {
    const verdict = await work.find('support', 'Grant the refund?');
    const answer = await work.press(member, verdict, label, undefined, { channel: 'support' });
    await work.idle();
    return told(answer);
  };
  const approve = async (member: string, title = 'Approval: Grant the refund?') => {
    const answer = await work.press(member, await work.find('support', title), 'Approve');
    await work.idle();
    return told(answer);
  };
  const states = async () => Object.fromEntries((await work.run('support')).steps.map((one) => [one.id, one.state]));

  it('asks two approvers, neither of them who asked for the refund', async () => {
    await start('ben', 250);
    expect(await doStep(work, 'chloe', { paid: 250 }, 'support')).toBe('Check the order');
    expect(await decide('chloe', 'Grant it')).toBe('');
    const asked = await work.find('support', 'Approval: Grant the refund?');
    expect(asked.says).toContain('0 of 2 approved');
    expect(asked.says).toMatch(/@Dev Patel or @Gia Rossi: 2 of you must approve/);
    expect(asked.says).not.toContain('@Ben Okafor');
  });

  it('is not approved by whoever asked, by who has not the role, or twice by one person', async () => {
    expect(await approve('ben')).toMatch(/You made this request yourself/);
    expect(await approve('chloe')).toMatch(/Only somebody with the role Refund approver/);
    expect(await approve('eva')).toMatch(/Only somebody with the role Refund approver/);
    expect(await approve('dev')).toBe('');
    expect((await work.find('support', 'Approval: Grant the refund?')).says).toContain('1 of 2 approved');
    expect(await approve('dev')).toMatch(/Dev Patel approved this .*1 more approval is needed, from Gia Rossi\./);
    expect((await states()).verdict).toBe('waiting_approval');
  });

  it('is not approved by whoever did the work, although they have the role by now', async () => {
    expect(told(await work.say('eva', 'role approver add Chloe'))).toMatch(
      /Chloe Martin now holds the role Refund approver/,
    );
    expect(await approve('chloe')).toMatch(/You did the work for “Grant the refund\?” yourself/);
    expect((await states()).verdict).toBe('waiting_approval');
  });

  it('goes on with the second yes, and ends', async () => {
    expect(await approve('gia')).toBe('');
    expect(await states()).toMatchObject({ verdict: 'completed', pay: 'waiting_human', explain: 'not_applicable' });
    await doStep(work, 'chloe', { refunded: 250 }, 'support');
    expect(await approve('gia', 'Approval: Pay the refund')).toBe('');
    expect(await doStep(work, 'chloe', {}, 'support')).toBe('Close the request');
    const run = await work.run('support');
    expect(run).toMatchObject({ status: 'ended', outcome: 'completed' });
    const answer = await work.say('ben', 'evidence', { channel: 'support' });
    if (answer.type !== 'file') throw new Error(told(answer));
    expect(checkTrail(JSON.parse(new TextDecoder().decode(answer.bytes)))).toMatchObject({ status: 'whole' });
  });

  it('needs no approval when it is small', async () => {
    await start('ben', 20);
    await doStep(work, 'chloe', {}, 'support');
    await decide('chloe', 'Grant it');
    expect(await states()).toMatchObject({ verdict: 'completed', pay: 'waiting_human' });
  });

  it('needs none to be refused, and then nothing is paid', async () => {
    await start('ben', 300);
    await doStep(work, 'chloe', {}, 'support');
    await decide('chloe', 'Refuse it');
    expect(await states()).toMatchObject({ verdict: 'completed', pay: 'not_applicable', explain: 'waiting_human' });
  });

  it('stops the run when it is very large, until the head of support decides', async () => {
    await start('ben', 5_000);
    const stop = await work.find('support', /policy|boundary|stopped|outside/i);
    expect(stop.says).toContain('More than 1,000 EUR is asked for');
    await expect(doStep(work, 'chloe', {}, 'support')).rejects.toThrow();
    const reason = 'It is a whole kitchen';
    expect(told(await work.press('gia', stop, 'Go on', { reason }))).toMatch(/Head of support/);
    expect(await work.press('eva', stop, 'Go on', { reason })).toEqual({ type: 'none' });
    await work.idle();
    expect(await doStep(work, 'chloe', {}, 'support')).toBe('Check the order');
  });
});
