/** An approval that says no, what goes back, and what is never taken for well: through the same buttons as anybody's. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkHistory } from '../../src/runtime/check-history.ts';
import { checkTrail } from '../../src/runtime/check-trail.ts';
import { listHistories } from '../../src/store/audit.ts';
import { stepsOwedBy, stepsOwedByRole } from '../../src/store/runs.ts';
import { DATABASES } from '../support/database.ts';
import { RESTAURANT } from '../support/sops.ts';
import { photo } from './doing.ts';
import { published } from './publishing.ts';
import { told } from './words.ts';
import { buttonOf, HOUR, openWorkplace, type Workplace } from './workplace.ts';

const CELLAR = `
sop: cellar
title: Cellar round
${RESTAURANT}steps:
  - id: seal
    title: Photograph the seal
    role: opener
    evidence: [{id: picture, title: Photo of the seal, type: photo}]
  - id: cold
    title: Read the cold store
    role: opener
    evidence: [{id: degrees, title: Cold store, type: number, unit: °C, max: 5}]
  - {id: sign, title: Release the cellar, kind: approval, approval: {role: shift_lead}}
boundaries:
  - {id: warm, when: evidence.degrees.value > 12, title: The cold store is above 12 °C, role: restaurant_manager}
`;

describe.each(DATABASES)('work that is sent back, on %s', (kind) => {
  let work: Workplace;
  beforeAll(async () => {
    work = await openWorkplace(kind);
    await published(work, CELLAR);
  });
  afterAll(() => work.end());

  const press = async (member: string, title: string, label: string, fields?: Parameters<Workplace['press']>[3]) => {
    const answer = await work.press(member, await work.find('kitchen', title), label, fields);
    await work.idle();
    return told(answer);
  };
  const states = async () => Object.fromEntries((await work.run('kitchen')).steps.map((one) => [one.id, one.state]));
  const whole = async () => {
    for (const history of await listHistories(work.app.db)) {
      expect(await checkHistory(work.app.db, history)).toMatchObject({ status: 'whole' });
    }
  };

  it('a reading out of limits that was accepted is marked, with the reason', async () => {
    await work.say('ana', 'run cellar');
    await work.idle();
    expect(await press('ana', 'Photograph the seal', 'Done', { picture: await photo(work) })).toBe('');
    await press('ana', 'Read the cold store', 'Done', { degrees: 8 });
    await press('ben', 'A value is out of limits', 'Accept as it is', { reason: 'The door stood open' });
    const line = /\[accepted\] Read the cold store .*Cold store 8 °C is out of limits.*Ben Okafor: The door stood open/;
    expect((await work.find('kitchen', 'Approval: Release the cellar')).says).toMatch(line);
    expect((await work.find('kitchen', 'Read the cold store')).says).toContain('with a value out of limits');
    expect((await work.find('kitchen', 'Read the cold store')).card?.tone).toBe('attention');
  });

  it('the form of a no says what goes back, and the approver chooses', async () => {
    const asked = await work.find('kitchen', 'Approval: Release the cellar');
    const [choice] = buttonOf(asked, 'Reject').form?.fields ?? [];
    expect(choice).toMatchObject({
      options: [
        { id: '*last', title: '“Read the cold store” (the usual)' },
        { id: 'seal', title: '“Photograph the seal”, then “Read the cold store” anew' },
      ],
    });
    expect(await press('ben', 'Approval: Release the cellar', 'Reject', { _send_back: 'sign', reason: 'No' })).toMatch(
      /“Release the cellar” is no finished work/,
    );
    expect(
      await press('ben', 'Approval: Release the cellar', 'Reject', { _send_back: 'seal', reason: 'Blurred' }),
    ).toBe('');
    expect(await states()).toEqual({ seal: 'rework', cold: 'waiting_needs', sign: 'waiting_needs' });
    const settled = (await work.cards('kitchen')).find(({ card }) => card?.title === 'Approval: Release the cellar');
    expect(settled?.says).toContain('Sent back by Ben Okafor: Blurred');
    expect(settled?.says).toContain('Photo of the seal: counter.png');
  });

  it('its card says who rejected it and why, and what it showed does not pass again by itself', async () => {
    const { says } = await work.find('kitchen', 'Photograph the seal');
    expect(says).toContain('Sent back at “Release the cellar” by Ben Okafor: Blurred');
    expect(says).toMatch(/\[todo\] Photo of the seal \(To be recorded anew\. Earlier attempt: counter\.png, Ana Lima/);
    expect(await press('ana', 'Photograph the seal', 'Done', {})).toMatch(/Still needed: Photo of the seal/);
    expect(await press('ana', 'Photograph the seal', 'Done', { picture: await photo(work) })).toBe('');
    const cold = await work.find('kitchen', 'Read the cold store');
    expect(cold.says).toContain('Begins anew, because “Photograph the seal” was sent back by Ben Okafor: Blurred');
    const answer = await work.send('ana', { v: 1, verb: 'show_evidence', run: (await work.run('kitchen')).run });
    expect(told(answer)).toMatch(/Photo of the seal \(Earlier attempt: counter\.png.*The file of an earlier attempt/s);
  });

  it('a boundary shows what crossed it, and is let go on', async () => {
    await press('ana', 'Read the cold store', 'Done', { degrees: 13 });
    const stopped = await work.find('kitchen', 'The run is stopped');
    expect(stopped.says).toContain('Cold store: 13 °C');
    expect(await press('eva', 'The run is stopped', 'Go on', { reason: 'Stock is moved' })).toBe('');
    expect((await work.find('kitchen', 'The run is stopped')).says).toMatch(
      /Eva Novak let it go on .*: Stock is moved/,
    );
    await press('ben', 'A value is out of limits', 'Accept as it is', { reason: 'Known' });
    const again = await work.find('kitchen', 'Approval: Release the cellar');
    expect(again.says).toContain('Before: Sent back by Ben Okafor: Blurred');
    expect(again.says).toMatch(/Recorded before, and sent back: .*Photo of the seal counter\.png \(Ana Lima, /);
    expect(again.says.match(/Cold store 13 °C is out of limits/g)).toHaveLength(1);
    expect(await press('ben', 'Approval: Release the cellar', 'Approve')).toBe('');
    expect(await work.run('kitchen')).toMatchObject({ status: 'ended', outcome: 'completed' });
    const file = await work.say('ana', 'evidence');
    if (file.type !== 'file') throw new Error(told(file));
    expect(checkTrail(JSON.parse(new TextDecoder().decode(file.bytes)))).toMatchObject({ status: 'whole' });
    await whole();
  });

  it('a cancelled run leaves nobody owing anything', async () => {
    await work.say('ana', 'run cellar');
    const { run } = await work.run('kitchen');
    const owed = async () => {
      const { db, workspace } = work.app;
      const rows = [
        ...(await stepsOwedBy(db, workspace, 'ana', 99)),
        ...(await stepsOwedByRole(db, workspace, 'shift_lead', 99)),
      ];
      return rows.filter((one) => one.run === run).map((one) => one.step);
    };
    expect(await owed()).toEqual(['seal']);
    await work.send('eva', { v: 1, verb: 'cancel', run }, { reason: 'Closed today' });
    expect(await owed()).toEqual([]);
    await whole();
  });

  it('a stand-in acts until the instant that was said, and no longer', async () => {
    const until = work.clock.at + HOUR;
    await work.say('ana', 'away until 1h Finn');
    await work.say('eva', 'run cellar');
    await work.idle();
    const seal = { picture: await photo(work) };
    work.clock.at = until + 1;
    expect(await press('finn', 'Photograph the seal', 'Done', seal)).toMatch(/for somebody with the role Opener/);
    expect(await press('ana', 'Photograph the seal', 'Done', seal)).toBe('');
  });
});
