/** Photos that people send as evidence are seen on the cards, out of Slack itself. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { png } from '../../support/png.ts';
import type { Message } from '../../support/slack/surface.ts';
import { buttonsOf, type Office, openOffice, readable } from './office.ts';
import { type Seeing, seeing } from './seeing.ts';

const HANDOVER = `sop: handover
title: Handover
roles:
  - {id: porter, title: Porter}
  - {id: lead, title: Lead, for: approver}
steps:
  - id: counter
    title: Show the counter
    role: porter
    evidence: [{id: view, title: View of the counter, type: photo}]
    approval: {role: lead}
`;

const imagesIn = ({ blocks }: Message) =>
  blocks.flatMap((one) => (one.type === 'image' ? [(one as unknown as Image).slack_file?.id] : []));

interface Image {
  readonly slack_file?: { readonly id: string };
}

describe('a photo that was sent in the thread', () => {
  let office: Office;
  let sees: Seeing;
  beforeAll(async () => {
    office = await openOffice();
    sees = seeing(office);
    await office.publishes(HANDOVER, { porter: ['ben'], lead: ['chen'] });
  });
  afterAll(async () => {
    await sees.quiet();
    await office.end();
  });

  /** Ben shows the counter. */
  const shown = async (size: number) => {
    const ben = office.slack.person('ben');
    await ben.slash('kitchen', '/sop run handover');
    const run = await office.says('kitchen', '0 of 1 step');
    const step = await office.answers(run, 'Show the counter');
    const photo = await ben.replies(run, '', [{ name: 'counter.png', bytes: png(size, 20) }]);
    await sees.ticked(photo);
    return { ben, run, step, file: photo.files[0]?.id ?? '' };
  };

  it('is on the card of its approval, in the thread and in the direct message', async () => {
    const { ben, run, step, file } = await shown(40);
    const own = await office.becomes(step, 'counter.png');
    expect(imagesIn(own)).toEqual([file]);
    await ben.taps(own, 'Done');
    await ben.submits(await sees.modal('ben', 'View of the counter'));
    const approval = await office.answers(run, 'your approval is needed');
    expect(imagesIn(approval)).toEqual([file]);
    expect(imagesIn(await sees.direct('chen', 'your approval is needed'))).toEqual([file]);
    await office.slack.person('chen').taps(approval, 'Approve');
    await office.becomes(run, /[Cc]ompleted/);
  });

  it('is named where Slack does not have it any more, and the card arrives all the same', async () => {
    const { ben, run, step, file } = await shown(41);
    const own = await office.becomes(step, 'counter.png');
    const { files } = office.slack.workspace.rows;
    files.delete(files.findOneBy('file_id', file)?.id ?? -1);
    await ben.taps(own, 'Done');
    await ben.submits(await sees.modal('ben', 'View of the counter'));
    const approval = await office.answers(run, 'your approval is needed');
    expect(imagesIn(approval)).toEqual([]);
    expect(readable(approval)).toContain('Picture: View of the counter');
    expect(buttonsOf(approval)).toContain('Approve');
  });
});
