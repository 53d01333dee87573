/** Documents and photos that people send, wherever Teams lets them, and those that they are sent. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LIMITS } from '../../../src/engine/limits.ts';
import { png } from '../../support/png.ts';
import type { Json } from '../../support/slack/json.ts';
import { startStranger } from '../../support/slack/stranger.ts';
import { message } from '../../support/teams/activities.ts';
import { fileInfo, inlinePicture } from '../../support/teams/attachments.ts';
import { isBots, type Message } from '../../support/teams/held.ts';
import { invoke } from '../../support/teams/invokes.ts';
import { actionsOf, textsOf } from '../../support/teams/reading.ts';
import type { Answered } from '../../support/teams/serve.ts';
import { type Cafe, openCafe, readable } from './cafe.ts';
import { recordedIn, runOf } from './evidence.ts';
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
      - {id: list, title: List, type: file, required: false}
`;

/** A document that becomes a draft. */
function checks(title: string) {
  const text = `# ${title}\n\n1. Lock the back door\n2. Switch off the lights of ${title}\n3. Set the alarm\n`;
  return { name: `${title.toLowerCase().replaceAll(' ', '-')}.md`, bytes: Buffer.from(text) };
}

/** Each of another size: the same picture is recorded once. */
let size = 20;
function photo(name: string) {
  size += 1;
  return { name, bytes: png(size, 20) };
}

const RECORDED = '✓ Recorded.';
const PAGE = 'https://sopwith.example';

let cafe: Cafe;
let sees: Seeing;
beforeAll(async () => {
  cafe = await openCafe({ env: { PUBLIC_URL: PAGE } });
  sees = seeing(cafe);
  await cafe.publishes(COUNTER, { opener: ['ben'] });
});
afterAll(async () => {
  await sees.quiet();
  await cafe.end();
});

const person = (name: string) => cafe.teams.person(name);
const starts = async (place: string) => {
  await person('ben').says(place, place === 'chat' ? 'run counter' : '@Sopwith run counter');
  return sees.place(place === 'chat' ? person('ben').chat : place, '0 of 1 step');
};

describe('in the personal chat', () => {
  const ben = () => person('ben');
  let run: Message;
  beforeAll(async () => {
    run = await starts('chat');
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

describe('in a channel, where Graph may fetch files', () => {
  it('a photo in the thread is evidence, as a file, pasted, or both', async () => {
    const run = await starts('Kitchen');
    const before = cafe.teams.graph.calls.length;
    await person('ben').replies(run, '', { files: [photo('file.png')] });
    await sees.thread(run, RECORDED);
    expect(new Set(cafe.teams.graph.calls.slice(before).map(({ kind }) => kind))).toEqual(
      new Set(['channel messages', 'files']),
    );
    await person('ben').replies(run, '', { pictures: [photo('pasted.png')] });
    await sees.thread(run, RECORDED);
    await person('ben').replies(run, '', { files: [photo('beside.png')], pictures: [photo('in-the-text.png')] });
    await sees.thread(run, RECORDED);
    const pictures = cafe.teams.graph.calls.filter(({ path }) => path.includes('/hostedContents/'));
    expect(pictures).toHaveLength(1);
    expect(await recordedIn(cafe, runOf(run))).toEqual([
      ...['photo: file.png (ben)', 'photo: picture (ben)'],
      ...['photo: beside.png (ben)', 'photo: picture-1 (ben)'],
    ]);
  });

  it('a document that comes with the call is drafted', async () => {
    await person('ana').says('Kitchen', '@Sopwith import', { files: [checks('Bar close')] });
    await sees.place('Kitchen', /Bar close[\s\S]*Lock the back door/);
  });

  it('so is the newest of the thread, whoever sent it, before those of other threads', async () => {
    const post = await person('eva').says('Kitchen', 'this is how we do it', { files: [checks('Thread begin')] });
    await person('eva').says('Kitchen', 'and this elsewhere', { files: [checks('Other thread')] });
    await person('ana').replies(post, '@Sopwith import');
    await sees.place('Kitchen', 'Switch off the lights of Thread begin');
    await person('eva').replies(post, 'or rather so', { files: [checks('Thread later')] });
    await person('ana').replies(post, '@Sopwith import');
    await sees.place('Kitchen', 'Switch off the lights of Thread later');
  });

  it('and else the newest of the channel, or of the group chat', async () => {
    await person('eva').says('General', 'look', { files: [checks('Of the channel')] });
    await person('ana').says('General', '@Sopwith import');
    await sees.place('General', 'Switch off the lights of Of the channel');
    await person('eva').says('group', 'look', { files: [checks('Of the group')] });
    await person('ana').says('group', '@Sopwith import');
    await sees.place('group', 'Switch off the lights of Of the group');
  });

  it('what is not there any more is told so', async () => {
    const run = await starts('General');
    cafe.teams.graph.inject({ kind: 'status', status: 404, match: ({ kind }) => kind === 'files' });
    await person('ben').replies(run, '', { files: [photo('gone.png')] });
    await sees.thread(run, '“gone.png” is not there any more');
    expect(await recordedIn(cafe, runOf(run))).toEqual([]);
  });
});

describe('in a channel, where Teams gives no files', () => {
  let run: Message;
  let offer: Message;
  beforeAll(async () => {
    cafe.teams.graph.forbid('files', 'channel messages', 'chat messages');
    run = await starts('Kitchen');
  });
  afterAll(() => cafe.teams.graph.allow('files', 'channel messages', 'chat messages'));

  /** The link that somebody is given who presses the button. */
  const linkOf = async (name: string, on: Message) => {
    const answer = await person(name).presses(on, 'Send a file');
    const card = answer?.value as Json;
    const open = actionsOf(card).find(({ action }) => action.type === 'Action.OpenUrl');
    expect(textsOf(card).join('\n')).toContain('The link is yours alone');
    return String(open?.action.url);
  };
  const at = (link: string) => link.replace(PAGE, cafe.address);
  const brings = async (link: string, ...files: readonly { readonly name: string; readonly bytes: Uint8Array }[]) => {
    const body = new FormData();
    for (const { name, bytes } of files) body.append('file', new Blob([Buffer.from(bytes)]), name);
    const response = await fetch(at(link), { method: 'POST', body });
    return page(response);
  };
  /** What stands on it. */
  const page = async (response: Response) => {
    const [, main = ''] = /<main[^>]*>([\s\S]*)<\/main>/.exec(await response.text()) ?? [];
    return { status: response.status, text: main.replaceAll(/<[^>]*>/g, '').replaceAll(/\s+/g, ' ') };
  };
  const said = () => cafe.teams.held.all().length;

  it('a photo is asked for through a page', async () => {
    await person('ben').replies(run, '', { files: [photo('hidden.png')] });
    offer = await sees.thread(run, '[Send a file]');
    expect(JSON.stringify(offer.attachments)).not.toContain(PAGE);
    expect(await recordedIn(cafe, runOf(run))).toEqual([]);
  });

  it('whose link is given to whoever presses alone, a new one each time', async () => {
    const before = said();
    const links = [await linkOf('ben', offer), await linkOf('ben', offer), await linkOf('cem', offer)];
    expect(new Set(links).size).toBe(3);
    for (const link of links) expect(link).toMatch(new RegExp(`^${PAGE}/teams/upload/[\\w.-]+$`));
    await sees.done();
    expect(said()).toBe(before);
    expect(JSON.stringify(cafe.teams.message(offer)?.attachments)).not.toContain('/teams/upload/');
  });

  it('takes it in their name, once; looking at the page changes nothing', async () => {
    const link = await linkOf('ben', offer);
    for (const _ of [1, 2]) {
      expect(await page(await fetch(at(link)))).toMatchObject({
        ...{ status: 200, text: expect.stringMatching(/Ben[\s\S]*evidence of[\s\S]*Counter/) },
      });
    }
    const sent = photo('<b>.png');
    expect(await brings(link, sent)).toMatchObject({ status: 200, text: expect.stringContaining('Recorded') });
    expect(readable(await sees.thread(run, 'Ben Okafor sent'))).toContain('“&lt;b&gt;.png”');
    expect(await recordedIn(cafe, runOf(run))).toEqual(['photo: <b>.png (ben)']);
    expect(await brings(link, photo('again.png'))).toMatchObject({
      ...{ status: 410, text: expect.stringContaining('was used already') },
    });
    expect((await fetch(at(link))).status).toBe(410);
    expect(await recordedIn(cafe, runOf(run))).toHaveLength(1);
  });

  it('takes nothing from whoever may not, and nothing by a link that was changed', async () => {
    const link = await linkOf('cem', offer);
    const refused = await brings(link, photo('of-cem.png'));
    expect(refused).toMatchObject({ status: 200, text: expect.stringContaining('is with Ben Okafor') });
    const [head, ticket = ''] = (await linkOf('cem', offer)).split(/(?<=upload\/)/);
    const [body = '', code] = ticket.split('.');
    const as = Buffer.from(body, 'base64url')
      .toString('utf8')
      .replace(person('cem').aadObjectId, person('ben').aadObjectId);
    const forged = `${head}${Buffer.from(as).toString('base64url')}.${code}`;
    expect(await brings(forged, photo('forged.png'))).toMatchObject({ status: 403 });
    expect(await recordedIn(cafe, runOf(run))).toHaveLength(1);
  });

  it('drafts every document that is sent on it', async () => {
    const post = await person('ana').says('Kitchen', '@Sopwith import', { files: [checks('Not seen')] });
    const asked = await sees.thread(post, '[Send a file]');
    const link = await linkOf('ana', asked);
    const answer = await brings(link, checks('First of two'), checks('Second of two'));
    expect(answer).toMatchObject({ status: 200, text: expect.stringContaining('The draft appears in Teams') });
    await sees.place('Kitchen', 'Switch off the lights of First of two');
    await sees.place('Kitchen', 'Switch off the lights of Second of two');
  });

  it('is also where a document that was sent before is to be imported, and in a group chat', async () => {
    const post = await person('eva').says('Kitchen', 'look', { files: [checks('Sent before')] });
    await person('ana').replies(post, '@Sopwith import');
    await sees.thread(post, '[Send a file]');
    await person('ana').says('group', '@Sopwith import', { files: [checks('In the group')] });
    const link = await linkOf('ana', await sees.place('group', '[Send a file]'));
    await brings(link, checks('In the group'));
    await sees.place('group', 'Switch off the lights of In the group');
  });

  it('leads back from the link to the offer', async () => {
    const answer = await person('ben').presses(offer, 'Send a file');
    const back = await person('ben').presses(offer, 'Back', {}, { card: answer?.value as Json });
    const titles = actionsOf(back?.value as Json).map(({ action }) => action.title);
    expect(titles).toEqual(['Send a file']);
  });

  it('is told in the own chat of whoever’s client knows no such buttons, or what to do', async () => {
    const data = { purpose: 'evidence', run: runOf(run), upload: true };
    const press = (name: string) => {
      const by = person(name);
      const place = {
        kind: 'channel',
        id: run.conversation.split(';')[0] ?? '',
        name: 'Kitchen',
        thread: run.id,
      } as const;
      const scene = { by, place, serviceUrl: cafe.teams.serviceUrl, id: `f:${randomUUID()}` };
      const { name: _, ...submit } = invoke(scene, '', { value: data, on: offer.id });
      return cafe.teams.desk.send({ ...submit, type: 'message' }).done;
    };
    await press('ben');
    const card = await sees.chat('ben', 'The link is yours alone');
    await sees.thread(run, 'in your own chat with me');
    const { action } = actionsOf((card.attachments[0] as { content: Json }).content)[0] ?? { action: { url: '' } };
    expect(await brings(String(action.url), photo('by-submit.png'))).toMatchObject({ status: 200 });
    const isOpening = ({ method, path }: { method: string; path: string }) =>
      method === 'POST' && path === '/v3/conversations';
    cafe.teams.connector.inject({ kind: 'status', status: 403, match: isOpening });
    await press('dee');
    await sees.thread(run, 'Add Sopwith to yourself');
  });

  it('an emoji is no picture: the phrase beside it is answered', async () => {
    const by = person('ana');
    const image =
      '<img itemscope itemtype="http://schema.skype.com/Emoji" alt="🙂" src="https://statics.example/20_f.png">';
    const place = {
      kind: 'channel',
      id: run.conversation.split(';')[0] ?? '',
      name: 'Kitchen',
      thread: run.id,
    } as const;
    const said = { text: '<at>Sopwith</at> list 🙂', html: `<p>list ${image}</p>` };
    const mentions = [
      {
        text: '<at>Sopwith</at>',
        id: `${cafe.teams.settings.appId && `28:${cafe.teams.settings.appId}`}`,
        name: 'Sopwith',
      },
    ];
    await cafe.teams.desk.send(message({ by, place, serviceUrl: cafe.teams.serviceUrl }, { ...said, mentions })).done;
    await sees.thread(run, 'SOPs');
    expect(cafe.teams.thread(run).filter(isBots).length).toBeGreaterThan(0);
  });
});
