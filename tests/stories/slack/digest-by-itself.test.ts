/** Digests that come by themselves, in Slack: into the channel with their picture, and to a member alone. */
import { loadImage } from '@napi-rs/canvas';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Message } from '../../support/slack/surface.ts';
import { type Office, openOffice, readable } from './office.ts';
import { type Seeing, seeing } from './seeing.ts';

const TEA = `sop: tea
title: Tea
roles:
  - {id: opener, title: Opener}
  - {id: lead, title: Lead}
steps:
  - {id: boil, title: Boil the water, role: opener, needs: []}
  - {id: pour, title: Pour it, role: opener, needs: [], approval: {role: lead}}
`;

const HOUR = 3_600_000;
/** Monday, 6:00 UTC, whatever the machine's clock says. */
let ahead = Date.UTC(2026, 10, 23, 6) - Date.now();
const clock = { now: () => Date.now() + ahead };

describe('a digest that comes by itself', () => {
  let office: Office;
  let sees: Seeing;
  beforeAll(async () => {
    office = await openOffice({ parts: { clock } });
    sees = seeing(office);
    await office.publishes(TEA, { opener: ['ben'], lead: ['chen'] });
  });
  afterAll(async () => {
    await sees.quiet();
    await office.end();
  });

  const person = (name: string) => office.slack.person(name);
  const passes = async (hours: number) => {
    ahead += hours * HOUR;
    await office.app.worker.idle();
  };
  const digests = () => office.slack.messages('kitchen').filter((one) => readable(one).includes('Yesterday’s digest'));
  const imageOf = ({ blocks }: Message) =>
    blocks.find((one) => one.type === 'image') as { readonly slack_file?: { readonly id: string } } | undefined;

  it('is set by anybody in a channel, who is named to all', async () => {
    await person('ben').slash('kitchen', '/sop digest daily 07:00 UTC');
    const plan = readable(await office.says('kitchen', 'Digest of this conversation'));
    expect(plan).toMatch(/every day at 07:00 \(UTC\), next on/);
    expect(plan).toMatch(/Set so by .*\/sop digest off/);
  });

  it('is posted for all with its picture, which Slack itself shows', async () => {
    await person('ben').slash('kitchen', '/sop run tea');
    const run = await office.says('kitchen', '0 of 2 steps');
    await person('ben').taps(await office.answers(run, 'Boil the water'), 'Done');
    await office.becomes(run, '1 of 2 steps');
    await passes(25.1);
    const digest = await office.says('kitchen', 'Yesterday’s digest');
    expect(readable(digest)).toContain('1 of 2 due steps done, 1 still open');
    const row = office.slack.workspace.rows.files.findOneBy('file_id', imageOf(digest)?.slack_file?.id ?? '');
    const headers = { authorization: `Bearer ${office.slack.settings.SLACK_BOT_TOKEN}` };
    const path = new URL(String(row?.url_private)).pathname;
    const bytes = await office.slack.workspace.fetch(new Request(`http://emulator${path}`, { headers }));
    expect((await loadImage(Buffer.from(await bytes.arrayBuffer()))).width).toBe(1_120);
  });

  it('is posted in words where no picture can be sent, and once though its answer was lost', async () => {
    const full = { method: 'files.getUploadURLExternal', kind: 'error', error: 'storage_limit_reached' } as const;
    office.slack.inject({ ...full, times: 8 });
    office.slack.inject({ method: 'chat.postMessage', kind: 'after' });
    await passes(24);
    await passes(1);
    await office.slack.until(
      () => digests().length === 2,
      () => `two digests, there are ${digests().length}`,
      20_000,
    );
    const [, second] = digests();
    expect(imageOf(second as Message)).toBeUndefined();
    expect(readable(second as Message)).toContain('Still open when the day ended');
    expect(office.log.some((line) => line.msg === 'Slack did not take a picture that was drawn')).toBe(true);
  });

  it('tells a member what waits for them, in their direct messages', async () => {
    await person('ben').slash('ops', '/sop mine daily 09:00 UTC');
    expect(readable(await sees.whisper('ben', 'From now on'))).toContain('in your direct messages');
    await passes(1);
    const waiting = readable(await sees.direct('ben', 'What waits for you'));
    expect(waiting).toMatch(/1 step waits for you[\s\S]*Pour it[\s\S]*Tea/);
    expect(office.slack.messages('ops').map(readable).join()).not.toContain('What waits for you');
  });
});
