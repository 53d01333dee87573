/** The digest in Slack: the card to whoever asks, with its picture in it, or beside it where Slack will not have that. */
import { loadImage } from '@napi-rs/canvas';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listRuns } from '../../../src/store/runs.ts';
import type { Message } from '../../support/slack/surface.ts';
import { type Office, openOffice, readable } from './office.ts';
import { type Seeing, seeing } from './seeing.ts';

const CHECKS = `sop: checks
title: Evening checks
roles:
  - {id: opener, title: Opener}
  - {id: lead, title: Lead, for: exception_owner}
exception_owner: lead
steps:
  - {id: lights, title: Switch off the lights, role: opener, needs: []}
  - {id: bins, title: Empty the bins, role: opener, needs: [], skippable: true}
  - id: fridge
    title: Read the fridge
    role: opener
    needs: []
    evidence: [{id: temperature, title: Temperature, type: number, unit: °C, min: 0, max: 5}]
  - {id: door, title: Lock the door, role: opener, needs: []}
`;

describe('the digest of a channel', () => {
  let office: Office;
  let sees: Seeing;
  beforeAll(async () => {
    office = await openOffice();
    sees = seeing(office);
    await office.publishes(CHECKS, { opener: ['ben'], lead: ['chen'] });
    const { slack, app } = office;
    const ben = slack.person('ben');
    await ben.slash('kitchen', '/sop run checks');
    const run = await office.says('kitchen', '0 of 4 steps');
    await ben.taps(await office.answers(run, 'Switch off the lights'), 'Done');
    const bins = await office.answers(run, 'Empty the bins');
    await ben.taps(bins, 'Skip');
    await ben.submits(await sees.modal('ben', 'Skip'), { reason: 'They are <empty> & clean.' });
    await sees.ticked(await ben.replies(run, '9 °C'));
    await ben.taps(await office.answers(run, 'Read the fridge'), 'Done');
    const fridge = await sees.modal('ben', 'Temperature');
    await ben.submits(fridge);
    await office.becomes(run, '1 of 4 steps done, 1 skipped');
    const workspace = `slack-${slack.id}`;
    const [first] = await listRuns(app.db, workspace, { limit: 1 });
    const missing = { type: 'expireStep', run: first?.id ?? '', step: 'door' } as const;
    await app.handle({ workspace, key: 'missed', actor: { type: 'timer' }, command: missing });
    await app.worker.idle();
  });
  afterAll(async () => {
    await sees.quiet();
    await office.end();
  });

  /** Bytes of what Slack holds under an id. */
  const bytesOf = async (file: string) => {
    const { workspace } = office.slack;
    const row = workspace.rows.files.findOneBy('file_id', file);
    const path = new URL(String(row?.url_private)).pathname;
    const headers = { authorization: `Bearer ${office.slack.settings.SLACK_BOT_TOKEN}` };
    const answer = await workspace.fetch(new Request(`http://emulator${path}`, { headers }));
    return Buffer.from(await answer.arrayBuffer());
  };
  const imageOf = ({ blocks }: Message) => blocks.find((one) => one.type === 'image') as Image | undefined;

  it('tells whoever asks, and nobody else, with the picture in the card', async () => {
    const ana = office.slack.person('ana');
    await ana.slash('kitchen', '/sop digest');
    const digest = await sees.whisper('ana', 'Today’s digest');
    const said = readable(digest);
    expect(said).toContain('1 of 4 due steps done, 1 skipped, 1 missed, 1 still open');
    expect(said).toContain('They are <empty> & clean.');
    expect(said).toMatch(/Missed\n[\s\S]*Lock the door/);
    expect(said).toMatch(/Problems open\n[\s\S]*9 °C[\s\S]*Lead/);
    const image = imageOf(digest);
    expect(image?.alt_text).toContain('Evening checks: 1 of 4 due steps done');
    expect(ana.direct()).toEqual([]);
    const picture = await loadImage(await bytesOf(image?.slack_file?.id ?? ''));
    expect(picture.width).toBe(1_120);
  });

  it('is not told of other channels', async () => {
    await office.slack.person('dora').slash('ops', '/sop digest week');
    expect(readable(await sees.whisper('dora', 'last seven days'))).toContain('Nothing ran in this conversation');
  });

  it('is told in words, and the picture sent beside it, where Slack refuses the card', async () => {
    const ana = office.slack.person('ana');
    const body = '{"ok":false,"error":"invalid_blocks"}';
    office.slack.inject({ method: 'response_url', kind: 'status', status: 404, body });
    await ana.slash('kitchen', '/sop digest week');
    const digest = await sees.whisper('ana', 'Digest of the last seven days');
    expect(imageOf(digest)).toBeUndefined();
    expect(readable(digest)).not.toContain('Picture');
    await sees.whisper('ana', 'is in your direct messages with me');
    const [file] = (await sees.direct('ana', '1 of 4 due steps done')).files;
    expect(file?.name).toMatch(/^digest-\d{4}-\d\d-\d\d\.png$/);
    expect((await loadImage(await bytesOf(file?.id ?? ''))).width).toBe(1_120);
  });

  it('is told in words where no picture can be sent', async () => {
    const chen = office.slack.person('chen');
    office.slack.inject({
      method: 'files.getUploadURLExternal',
      kind: 'error',
      error: 'storage_limit_reached',
      times: 2,
    });
    await chen.slash('kitchen', '/sop digest');
    await sees.whisper('chen', '1 of 4 due steps done, 1 skipped, 1 missed, 1 still open');
  });
});

interface Image {
  readonly alt_text: string;
  readonly slack_file?: { readonly id: string };
}
