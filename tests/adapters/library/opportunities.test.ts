/** What of an SOP could be done otherwise: what its runs taught whoever looks, and what each step takes. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadRun, loadSop } from '../../../src/runtime/talking.ts';
import { published } from '../../stories/publishing.ts';
import type { Workplace } from '../../stories/workplace.ts';
import { RESTAURANT } from '../../support/sops.ts';
import { actingAs, club, openHouse, plainly, tokenIn } from './visiting.ts';

const SOP = `
sop: opening
title: Opening
purpose: The kitchen is safe before the doors open.
${RESTAURANT}steps:
  - {id: fridge, title: Read the fridge, role: opener, reads: [Thermometer], evidence: [{id: degrees, title: Fridge, type: number, unit: °C, min: 0, max: 5}]}
  - {id: taste, title: Taste the soup, role: opener, judgment: judgment, delegation: trialing, approval: {role: shift_lead}}
`;

describe('the opportunities of an SOP', () => {
  let work: Workplace;
  beforeAll(async () => {
    work = await openHouse('sqlite', {}, { chats: [club] });
    await published(work, SOP);
  });
  afterAll(() => work.end());

  const page = async (member = 'ana', sop = 'sop-opening') => {
    const tab = await actingAs(work, member);
    return plainly((await tab.get(`/library/sops/${sop}?tab=opportunities`)).text);
  };
  const does = async (member: string, command: object) => {
    const actor = { type: 'member', id: member, identity: `web:${member}` } as const;
    const envelope = { workspace: work.app.workspace, key: crypto.randomUUID(), actor };
    const reply = await work.app.handle({ ...envelope, command: command as never });
    if (reply.status === 'refused') throw new Error(JSON.stringify(reply.refusal));
  };
  /** A run in the club, whose fridge is too warm: Ben accepts it, and says what the procedure should say. */
  const warmMorning = async () => {
    const run = 'warm';
    await does('ana', { type: 'startRun', run, sop: 'sop-opening', inputs: {}, place: 'club:den' });
    await does('ana', { type: 'completeStep', run, step: 'fridge', items: [{ item: 'degrees', value: 7 }] });
    const exception = (await loadRun(work.app, work.app.workspace, run))?.exceptions[0]?.id;
    const decided = { resolution: 'override', reason: 'A delivery', change: { say: 'Shut the door first.' } };
    await does('ben', { type: 'resolveException', run, exception, ...decided });
    await work.idle();
  };

  it('says what makes one appear, and what each step takes as the SOP has it', async () => {
    const words = await page();
    expect(words).toMatch(/Nothing to change so far When the same trouble with a step comes in three runs/);
    expect(words).toContain(
      '1 of 2 steps takes judgment; the others follow rules alone. An agent has to do with 1 step',
    );
    expect(words).toMatch(/1\. Read the fridge Rules alone People only Opener reads Thermometer nobody/);
    expect(words).toMatch(/2\. Taste the soup Judgment An agent tries it Opener no system Shift lead/);
  });

  it('shows a proposal, its words to those alone who may read the run that they were said in', async () => {
    await warmMorning();
    const ana = await page('ana');
    expect(ana).toMatch(
      /What runs teach 1 Opening: should step 1 change\? Read the fridge Ben Okafor decided over a problem/,
    );
    expect(ana).toMatch(
      /“Shut the door first\.”.*Proposed change .*A new line in its instructions: Shut the door first\./,
    );
    expect(ana).toContain('What “Opening” learns from its runs is decided by somebody with the role');
    const finn = await page('finn');
    expect(finn).toMatch(/Opening: should step 1 change\?.*1 case is in a conversation/);
    expect(finn).not.toContain('Shut the door');
    expect(finn).not.toContain('A delivery');
  });

  it('is decided over by who answers for the SOP, as in chat', async () => {
    const tabOf = async (member: string) => {
      const tab = await actingAs(work, member);
      const csrf = tokenIn((await tab.get('/library/sops/sop-opening?tab=opportunities')).text);
      return async (what: string, form: Readonly<Record<string, string>> = {}) => {
        const page = await tab.post(`/library/sops/sop-opening/proposals/${what}`, { form: { csrf, ...form } });
        return [page.status, plainly(page.text), page.location] as const;
      };
    };
    const [ana, eva] = [await tabOf('ana'), await tabOf('eva')];
    expect(await ana('1/accept')).toEqual([409, expect.stringContaining('is decided by somebody with the role'), null]);
    expect((await eva('9/accept'))[0]).toBe(404);
    expect(await eva('1/dismiss', { reason: ' ' })).toEqual([409, expect.stringContaining('needs a reason'), null]);
    expect(await page('eva')).toMatch(/Accept into the next draft Dismiss Why should the procedure stay as it is\?/);
    const accepted = await eva('1/accept');
    expect(accepted).toEqual([303, '', '/library/sops/sop-opening?tab=draft']);
    expect(
      (await loadSop(work.app, work.app.workspace, 'sop-opening'))?.draft?.definition.steps[0]?.instructions,
    ).toContain('Shut the door first.');
    expect(await page('eva')).not.toContain('should step 1 change?');
    const [status, said] = await eva('1/dismiss', { reason: 'No' });
    expect([status, said]).toEqual([409, expect.stringContaining('nothing more is needed')]);
  });
});
