/** Documents and photos in the personal chat: what people send, and what they are sent. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LIMITS } from '../../../src/engine/limits.ts';
import type { Json } from '../../support/slack/json.ts';
import { startStranger } from '../../support/slack/stranger.ts';
import { message } from '../../support/teams/activities.ts';
import { fileInfo, inlinePicture } from '../../support/teams/attachments.ts';
import type { Message } from '../../support/teams/held.ts';
import type { Answered } from '../../support/teams/serve.ts';
import { type Cafe, openCafe, readable } from './cafe.ts';
import { recordedIn, runOf } from './evidence.ts';
import { type Seeing, seeing } from './seeing.ts';
import { checks, photo } from './sending.ts';
import { COUNTER } from './sops.ts';

const RECORDED = '✓ Recorded.';

let cafe: Cafe;
let sees: Seeing;
beforeAll(async () => {
  cafe = await openCafe();
  sees = seeing(cafe);
  await cafe.publishes(COUNTER, { opener: ['ben'] });
});
afterAll(async () => {
  await sees.quiet();
  await cafe.end();
});

const person = (name: string) => cafe.teams.person(name);
describe('in the personal chat', () => {
  const ben = () => person('ben');
  let run: Message;
  beforeAll(async () => {
    await ben().says('chat', 'run counter');
    run = await sees.chat('ben', '0 of 1 step');
    await sees.chat('ben', /Photograph the counter[\s\S]*\[Done\]/);
  });
  /** As if Teams sent this with a message of Ben's. */
  const sends = (text: string, ...attachments: readonly Json[]) => {
    const scene = {
      by: ben(),
      place: { kind: 'personal', id: ben().chat },
      serviceUrl: cafe.teams.serviceUrl,
    } as const;
    return cafe.teams.desk.send(message(scene, { text, attachments })).done;
  };
  const recorded = () => recordedIn(cafe, runOf(run));

  it('a document alone is drafted', async () => {
    await ben().says('chat', '', { files: [checks('Closing checks')] });
    const draft = await sees.chat('ben', /Closing checks[\s\S]*Lock the back door/);
    expect(readable(draft)).toContain('Switch off the lights');
  });

  it('a photo alone is evidence where a run waits for it', async () => {
    await ben().says('chat', '', { files: [photo('counter.png')] });
    await sees.chat('ben', RECORDED);
    expect(await recorded()).toEqual(['photo: counter.png (ben)']);
  });

  it('a file that answers the card of a step is evidence of it', async () => {
    await ben().says('chat', '', { files: [{ name: 'list.csv', bytes: Buffer.from('a,b') }], quotes: run });
    await sees.chat('ben', RECORDED);
    expect((await recorded()).at(-1)).toBe('list: list.csv (ben)');
  });

  it('a pasted picture is fetched with the bot’s token', async () => {
    const before = cafe.teams.connector.callsOf('GET', /\/attachments\//).length;
    await ben().says('chat', '', { pictures: [photo('pasted.png')] });
    await sees.chat('ben', RECORDED);
    const [call] = cafe.teams.connector.callsOf('GET', /\/attachments\//).slice(before);
    expect(cafe.teams.identity.admits(call?.token ?? '', 'https://api.botframework.com')).toBe(true);
    expect((await recorded()).at(-1)).toBe('photo: picture (ben)');
  });

  it('nothing is fetched from elsewhere, and the token goes nowhere else', async () => {
    const before = await recorded();
    const stranger = await startStranger();
    const { host } = new URL(cafe.teams.url);
    const file = cafe.teams.files.put(photo('elsewhere.png'));
    const tries = [
      fileInfo(stranger.url, file),
      fileInfo(`http://${host}@${new URL(stranger.url).host}`, file),
      fileInfo('https://harbour.sharepoint.com.example', file),
      fileInfo('file:///etc', file),
      inlinePicture(`${stranger.url}/_connector`, file),
      inlinePicture(`${stranger.url}/${cafe.teams.url}`, file),
      { contentType: 'image/png', contentUrl: 'no address' },
    ];
    for (const attachment of tries) {
      await sends('', attachment);
      await sees.chat('ben', 'lies outside of Teams');
    }
    expect(stranger.visits).toEqual([]);
    await stranger.close();
    expect(await recorded()).toEqual(before);
  });

  const LARGE = 'x'.repeat(LIMITS.fileBytes + 1);
  const page = (body: string): Answered => ({ status: 200, headers: { 'content-type': 'text/html' }, body });
  it.each<readonly [what: string, answer: Answered, told: string]>([
    ['a login page in its place', page('<html>Sign in</html>'), 'Teams does not let me read “a.png”'],
    ['refused', { status: 403 }, 'Teams does not let me read “a.png”'],
    ['run out', { status: 401 }, 'Teams does not let me read “a.png”'],
    ['gone', { status: 404 }, '“a.png” is not there any more'],
    ['gone for good', { status: 410 }, '“a.png” is not there any more'],
    [
      'sent on to somewhere',
      { status: 302, headers: { location: 'http://127.0.0.1:9/' } },
      '“a.png” could not be fetched',
    ],
    ['out of order', { status: 503 }, 'Teams does not let me read “a.png”'],
    [
      'too large',
      { status: 200, headers: { 'content-type': 'image/png' }, body: LARGE },
      '“a.png” is larger than 52 MB',
    ],
  ])('a file that is %s is not kept, and they are told', async (_, answer, told) => {
    const before = await recorded();
    const file = cafe.teams.files.put(photo('a.png'));
    cafe.teams.files.breaks(file.id, answer);
    await sends('', fileInfo(cafe.teams.url, file));
    await sees.chat('ben', told);
    expect(await recorded()).toEqual(before);
  });

  it('a page that is a document is one', async () => {
    const html = '<h1>Bar</h1><ol><li>Wipe the bar</li><li>Count the till</li></ol>';
    await ben().says('chat', 'import', { files: [{ name: 'bar.html', bytes: Buffer.from(html) }] });
    await sees.chat('ben', /Wipe the bar/);
  });

  it('a picture that Teams does not give is told so', async () => {
    cafe.teams.connector.inject({ kind: 'status', status: 404, match: ({ path }) => path.includes('/attachments/') });
    await ben().says('chat', '', { pictures: [photo('b.png')] });
    await sees.chat('ben', '“picture” is not there any more');
  });
});

describe('a file for somebody', () => {
  const ana = () => person('ana');
  type Consent = {
    readonly name: string;
    readonly content: { readonly sizeInBytes: number; readonly acceptContext: Json };
  };
  const offered = async () => {
    sees.past();
    const before = ana().direct().length;
    await ana().says('chat', 'yaml counter');
    const offer = await cafe.teams.until(
      () =>
        ana()
          .direct()
          .slice(before)
          .find(({ attachments }) => attachments[0]?.contentType.endsWith('consent')),
      'the offer',
    );
    return { offer, consent: offer.attachments[0] as unknown as Consent };
  };
  const answers = (name: string, offer: Message | string, value: object) =>
    person(name).invokes('fileConsent/invoke', { type: 'fileUpload', ...value }, offer);

  it('is offered first, and brought in one part when they take it', async () => {
    const { offer, consent } = await offered();
    expect(consent.name).toBe('counter.sop.yaml');
    const uploadInfo = cafe.teams.files.uploadInfo(cafe.teams.url, consent.name);
    await answers('ana', offer, { action: 'accept', context: consent.content.acceptContext, uploadInfo });
    const info = await cafe.teams.until(
      () =>
        ana()
          .direct()
          .find(({ attachments }) => attachments[0]?.contentType.endsWith('file.info')),
      'the file',
    );
    expect(info.attachments[0]).toMatchObject({
      ...{ name: consent.name, contentUrl: uploadInfo.contentUrl },
      content: { uniqueId: uploadInfo.uniqueId, fileType: 'yaml' },
    });
    const [brought] = cafe.teams.files.brought().slice(-1);
    expect(Buffer.from(brought?.bytes ?? []).toString('utf8')).toMatch(/^[\s\S]*sop: counter/);
    expect(brought?.bytes.byteLength).toBe(consent.content.sizeInBytes);
  });

  it('is not brought when they decline', async () => {
    const before = cafe.teams.files.brought().length;
    const { offer, consent } = await offered();
    await answers('ana', offer, { action: 'decline', context: consent.content.acceptContext });
    await sees.chat('ana', '“counter.sop.yaml” was not sent.');
    expect(cafe.teams.files.brought()).toHaveLength(before);
  });

  it('is brought to nobody else, and to no other host', async () => {
    const stranger = await startStranger();
    const before = cafe.teams.files.brought().length;
    const { offer, consent } = await offered();
    const context = consent.content.acceptContext;
    const uploadInfo = cafe.teams.files.uploadInfo(cafe.teams.url, consent.name);
    const said = person('ben').direct().length;
    await answers('ben', 'chat', { action: 'accept', context, uploadInfo });
    const foreign = { ...uploadInfo, uploadUrl: `${stranger.url}/upload/1` };
    await answers('ana', offer, { action: 'accept', context, uploadInfo: foreign });
    await sees.chat('ana', '“counter.sop.yaml” could not be sent. Ask for it again.');
    const unknown = { ...(context as object), file: 'f'.repeat(64) };
    await answers('ana', offer, { action: 'accept', context: unknown, uploadInfo });
    await sees.chat('ana', 'could not be sent');
    for (const value of [
      {},
      { action: 'accept' },
      { action: 'take', context, uploadInfo },
      { action: 'accept', context: 7 },
    ])
      await answers('ana', offer, value);
    await sees.done();
    expect(cafe.teams.files.brought()).toHaveLength(before);
    expect(person('ben').direct()).toHaveLength(said);
    expect(stranger.visits).toEqual([]);
    await stranger.close();
  });

  it('is offered in the personal chat alone: a consent from elsewhere is none', async () => {
    const { consent } = await offered();
    const uploadInfo = cafe.teams.files.uploadInfo(cafe.teams.url, consent.name);
    const before = cafe.teams.files.brought().length;
    await answers('ana', 'group', { action: 'accept', context: consent.content.acceptContext, uploadInfo });
    await sees.done();
    expect(cafe.teams.files.brought()).toHaveLength(before);
  });
});
