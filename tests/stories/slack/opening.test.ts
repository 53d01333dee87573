/** A run that is asked for in words, with some of what it needs: the form that asks for the rest keeps what was typed. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { objects, text } from '../../support/slack/json.ts';
import type { View } from '../../support/slack/surface.ts';
import { type Office, openOffice } from './office.ts';
import { type Seeing, seeing } from './seeing.ts';
import { DELIVERY } from './sops.ts';

describe('the form of a run', () => {
  let office: Office;
  let see: Seeing;
  beforeAll(async () => {
    office = await openOffice();
    see = seeing(office);
    await office.publishes(DELIVERY, { receiver: ['ben'], lead: ['chen'], owner: ['dora'] });
  });
  afterAll(async () => {
    await see.quiet();
    await office.end();
  });

  /** What the fields of a modal begin with. */
  const begun = (view: View) =>
    Object.fromEntries(
      view.blocks.flatMap((block) => {
        const [element] = objects([block.element]);
        const [option] = objects([element?.initial_option]);
        const value = element?.initial_value ?? element?.initial_date ?? option?.value;
        return block.type === 'input' && value !== undefined ? [[text(block.block_id), value]] : [];
      }),
    );
  const GIVEN = { supplier: 'Oak & <Sons>', amount: '12.5', kind: 'frozen' };
  const RUN = 'run delivery supplier="Oak & <Sons>" amount=12,5 kind=Frozen';

  it('opens at once from a command', async () => {
    const ben = office.slack.person('ben');
    await ben.slash('kitchen', `/sop ${RUN}`);
    const form = await see.modal('ben', 'Supplier');
    expect(begun(form)).toEqual(GIVEN);
    await ben.closes(form);
  });

  it('opens from the button that answers a mention, and starts the run', async () => {
    const ben = office.slack.person('ben');
    await ben.says('kitchen', `<@${office.slack.bot.userId}> ${RUN}`);
    await ben.taps(await see.whisper('ben', 'tap Fill in'), 'Fill in');
    const form = await see.modal('ben', 'Supplier');
    expect(begun(form)).toEqual(GIVEN);
    await ben.submits(form, { Day: '2026-05-04' });
    await office.becomes(await office.says('kitchen', 'of 3 steps'), 'Oak & <Sons>');
  });

  it('opens in direct messages too, and says what it has no room to keep', async () => {
    const ben = office.slack.person('ben');
    const channel = await ben.opensDirect();
    await ben.says(channel, `run delivery amount=7 supplier="${'Oak and Sons '.repeat(170)}"`);
    const asked = await see.direct('ben', 'tap Fill in');
    await see.direct('ben', 'no room to keep “Supplier”');
    await ben.taps(asked, 'Fill in');
    expect(begun(await see.modal('ben', 'Supplier'))).toEqual({ amount: '7' });
  });
});
