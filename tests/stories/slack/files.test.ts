/** Documents and photos that people send. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { LIMITS } from '../../../src/engine/limits.ts';
import type { RunState } from '../../../src/engine/run/state.ts';
import { loadStream } from '../../../src/store/streams.ts';
import { png } from '../../support/png.ts';
import { startStranger } from '../../support/slack/stranger.ts';
import type { Message } from '../../support/slack/surface.ts';
import { type Office, openOffice } from './office.ts';
import { type Seeing, seeing } from './seeing.ts';

const COUNTER = `sop: counter
title: Counter
roles:
  - {id: opener, title: Opener}
steps:
  - id: photo
    title: Photograph the counter
    role: opener
    evidence:
      - {id: photo, title: Photo, type: photo}
`;

describe('a photo in the thread of a run', () => {
  let office: Office;
  let see: Seeing;
  let run: Message;
  beforeAll(async () => {
    office = await openOffice();
    see = seeing(office);
    await office.publishes(COUNTER, { opener: ['ben'] });
    await ben().slash('kitchen', '/sop run counter');
    run = await office.says('kitchen', 'of 1 step');
    await office.answers(run, 'Photograph the counter');
  });
  afterAll(() => office.end());
  afterEach(() => expect(office.slack.violations).toEqual([]));

  const ben = () => office.slack.person('ben');
  const replies = (name: string, bytes: Uint8Array, says?: object) =>
    ben().replies(run, '', [{ name, bytes, ...(says === undefined ? {} : { says: says as never }) }]);
  const kept = async (): Promise<number> => {
    const button = JSON.stringify(run.blocks).match(/\\"run\\":\\"([^\\]+)/);
    const state = (await loadStream(office.app.db, 'run', `slack-${office.slack.id}`, button?.[1] ?? ''))
      ?.state as RunState;
    return state.status === 'none' ? 0 : state.evidence.length;
  };

  it('is kept with its own bytes; sent twice it is one piece of evidence', async () => {
    const bytes = png(40, 30);
    await see.ticked(await replies('counter.png', bytes));
    expect(await kept()).toBe(1);
    await see.ticked(await replies('the same again.png', bytes));
    expect(await kept()).toBe(1);
  });

  it('whose address leads to somebody else is not fetched: the token never goes there', async () => {
    const stranger = await startStranger();
    const url = `${stranger.url}/photo.png`;
    await replies('elsewhere.png', png(10, 10), { url_private: url, url_private_download: url });
    await see.whisper('ben', 'lies outside of Slack');
    await replies('odd.png', png(11, 10), { url_private: 'no address', url_private_download: 'no address' });
    await see.whisper('ben', 'lies outside of Slack');
    expect(stranger.visits).toEqual([]);
    await stranger.close();
    expect(await kept()).toBe(1);
  });

  it('for which Slack sends its login page is not kept; the missing scope is named', async () => {
    office.slack.inject({
      method: 'download',
      kind: 'status',
      status: 200,
      type: 'text/html',
      body: '<html>Sign in</html>',
    });
    await replies('login.png', png(12, 10));
    await see.whisper('ben', /files:read.*reinstalls the app/);
    const { slack } = office;
    const granted = slack.workspace.rows.tokens.all().find((one) => one.token_type === 'bot')?.scopes ?? [];
    slack.grants(granted.filter((one) => one !== 'files:read'));
    await replies('redirected.png', png(13, 10));
    await see.whisper('ben', /files:read.*reinstalls the app/);
    slack.grants(granted);
    expect(await kept()).toBe(1);
  });

  it('that is too large is refused by what Slack says of it, and by what comes', async () => {
    const before = office.slack.callsOf('download').length;
    await replies('huge.png', png(14, 10), { size: LIMITS.fileBytes + 1 });
    await see.whisper('ben', 'is larger than');
    expect(office.slack.callsOf('download')).toHaveLength(before);
    office.slack.inject({
      method: 'download',
      kind: 'status',
      status: 200,
      type: 'image/png',
      body: 'x'.repeat(LIMITS.fileBytes + 1),
    });
    await replies('lying.png', png(15, 10), { size: 10 });
    await see.whisper('ben', 'is larger than');
    expect(await kept()).toBe(1);
  });

  it('that was deleted, or does not come, is said so', async () => {
    await replies('gone.png', png(16, 10), { mode: 'tombstone' });
    await see.whisper('ben', 'is not there any more');
    office.slack.inject({ method: 'download', kind: 'status', status: 404 });
    await replies('away.png', png(17, 10));
    await see.whisper('ben', 'is not there any more');
    office.slack.inject({ method: 'download', kind: 'reset' });
    await replies('broken.png', png(18, 10));
    await see.whisper('ben', 'could not be fetched from Slack');
    expect(await kept()).toBe(1);
    expect(office.log.filter((line) => line.level >= 50)).toEqual([]);
  });

  it('of which only the id is told is asked for; if it is gone, that is said', async () => {
    const facts = { url_private: undefined, url_private_download: undefined };
    office.slack.inject({ method: 'files.info', kind: 'error', error: 'file_deleted' });
    await replies('by-id.png', png(19, 10), facts);
    await see.whisper('ben', 'is not there any more');
    expect(await kept()).toBe(1);
  });
});
