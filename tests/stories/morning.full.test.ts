/**
 * A morning as a café sees it: the checklist is there at the start of the shift, half done, a line is late, a reading waits
 * for a decision, and the digest of yesterday says what was forgotten. The pictures are left in `shots/morning`.
 */
import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { album, DESKTOP, openBrowser, openPage, PHONE } from '../support/browser.ts';
import { THEMES } from '../support/walk.ts';
import { type WorkspacePage, workspacePage } from '../support/workspace-page.ts';
import { published } from './publishing.ts';
import { told } from './words.ts';
import { HOUR, MINUTE, openWorkplace, type Workplace } from './workplace.ts';

const OPENING = `
sop: opening-round
title: Opening round
presentation: checklist
accountable_manager: restaurant_manager
exception_owner: shift_lead
roles:
  - {id: opener, title: Opener}
  - {id: shift_lead, title: Shift lead}
  - {id: restaurant_manager, title: Restaurant manager}
defaults: {remind: 10m, escalate: [{after: 15m, to: shift_lead}, {after: 45m, to: restaurant_manager}]}
steps:
  - {id: lights, title: Lights and heating on, role: opener, needs: []}
  - {id: fridge, title: Read the fridge, role: opener, needs: [], evidence: [{id: degrees, title: Fridge temperature, type: number, unit: °C, min: 0, max: 5}]}
  - {id: sinks, title: Run hot water at all sinks, role: opener, needs: [], due: 20m}
  - {id: tills, title: Count the float, role: opener, needs: [], evidence: [{id: float, title: Float, type: number, unit: EUR}]}
  - {id: terrace, title: Put the terrace out, role: opener, needs: [], skippable: true}
  - {id: boards, title: Write the boards, role: opener, needs: []}
  - {id: coffee, title: Taste the coffee, role: opener, needs: []}
  - {id: door, title: Unlock the door, role: opener, needs: []}
`;

const TALL = { ...DESKTOP, viewport: { width: 1280, height: 1900 } };
const LONG = { ...PHONE, viewport: { width: 390, height: 2600 } };

describe('a morning in a browser', () => {
  let work: Workplace;
  let browser: Browser;
  let desk: WorkspacePage;
  let phone: WorkspacePage;
  const problems: string[] = [];
  const shoot = album(fileURLToPath(new URL('../../shots/morning', import.meta.url)));
  beforeAll(async () => {
    work = await openWorkplace('sqlite');
    await published(work, OPENING);
    expect(told(await work.say('eva', 'routine opening-round daily 06:40 UTC due 07:30 until 09:00'))).not.toMatch(
      /Not done/,
    );
    await work.idle();
  });
  afterAll(async () => {
    await browser?.close();
    await work?.end();
  });

  const press = async (member: string, verb: 'tick' | 'complete' | 'skip', step: string, fields = {}) => {
    const { run } = await work.run('kitchen');
    const answer = await work.send(
      member,
      { v: 1, verb, run, step, ...(verb === 'skip' ? {} : { attempt: 1 }) },
      fields,
    );
    expect(told(answer)).toBe('');
    await work.idle();
  };

  it('yesterday most of it was done, some left out and one thing forgotten', async () => {
    await work.pass(20 * MINUTE);
    for (const step of ['lights', 'sinks', 'boards', 'coffee', 'door']) await press('ana', 'tick', step);
    await press('ana', 'complete', 'fridge', { degrees: 3.5 });
    await press('ana', 'skip', 'terrace', { reason: 'It rains' });
    await work.pass(9 * HOUR);
    expect(await work.run('kitchen')).toMatchObject({ status: 'ended', outcome: 'incomplete' });
  });

  it('today it is there at the start of the shift, and goes on', async () => {
    await work.pass(14 * HOUR);
    await work.pass(54 * MINUTE);
    expect(await work.run('kitchen')).toMatchObject({ status: 'open' });
    for (const step of ['lights', 'boards', 'coffee']) await press('ana', 'tick', step);
    await press('ana', 'complete', 'fridge', { degrees: 7.5 });
    await work.pass(20 * MINUTE);
    const says = (await work.find('kitchen', 'Opening round')).says;
    expect(says).toMatch(/3 of 8 steps done/);
    expect(says).toMatch(/min late/);
    const digest = (await work.cards('kitchen')).find(
      (one) => one.says.includes('Count the float') && /missed/i.test(one.says),
    );
    expect(digest?.says).toContain('It rains');
  });

  it('is seen at a glance, in light and dark, wide and narrow', async () => {
    const address = await work.app.listen();
    browser = await openBrowser();
    const open = async (who: string, options: typeof TALL | typeof LONG) =>
      workspacePage(await openPage(browser, address, { who, problems, options }));
    [desk, phone] = [await open('desk', TALL), await open('phone', LONG)];
    await desk.become('Eva Novak');
    await phone.become('Ana Lima');
    for (const [who, one] of [['desk', desk] as const, ['phone', phone] as const]) {
      await one.open('kitchen');
      await one.card('min late').first().waitFor();
      for (const theme of THEMES) {
        await one.theme(theme);
        await shoot(one.page, `${who}-${theme}`);
        expect(await one.overflow(), `the ${who} scrolls sideways`).toBe(0);
      }
    }
    expect(problems).toEqual([]);
  });
});
