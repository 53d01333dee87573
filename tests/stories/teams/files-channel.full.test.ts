/** Documents and photos in channels and group chats, where Teams gives a bot none: through Graph, or through a page. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Json } from '../../support/slack/json.ts';
import { message, type Scene, submitted } from '../../support/teams/activities.ts';
import type { Call } from '../../support/teams/connector-proxy.ts';
import { REFUSALS } from '../../support/teams/faults.ts';
import type { Message } from '../../support/teams/held.ts';
import { actionsOf, cardOf, textsOf } from '../../support/teams/reading.ts';
import { BOT, KITCHEN } from '../../support/teams/seed.ts';
import { type Cafe, openCafe, readable } from './cafe.ts';
import { recordedIn, runOf } from './evidence.ts';
import { type Seeing, seeing } from './seeing.ts';
import { checks, photo } from './sending.ts';
import { COUNTER } from './sops.ts';

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
  await person('ben').says(place, '@Sopwith run counter');
  return sees.place(place, '0 of 1 step');
};

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

  it('a photo is asked for through a page', async () => {
    await person('ben').replies(run, '', { files: [photo('hidden.png')] });
    offer = await sees.thread(run, '[Send a file]');
    expect(JSON.stringify(offer.attachments)).not.toContain(PAGE);
    expect(await recordedIn(cafe, runOf(run))).toEqual([]);
  });

  it('whose link is given to whoever presses alone, a new one each time', async () => {
    await sees.done();
    const said = () => [...cafe.teams.thread(run), ...person('ben').direct(), ...person('cem').direct()].map(readable);
    const before = said();
    const links = [await linkOf('ben', offer), await linkOf('ben', offer), await linkOf('cem', offer)];
    expect(new Set(links).size).toBe(3);
    for (const link of links) expect(link).toMatch(new RegExp(`^${PAGE}/teams/upload/[\\w.-]+$`));
    await sees.done();
    expect(said()).toEqual(before);
    expect(JSON.stringify(cafe.teams.held.all())).not.toContain('/teams/upload/');
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

  /** Where somebody acts in the thread of the run. */
  const scene = (name: string): Scene => {
    const place = { ...KITCHEN, thread: run.id };
    return { by: person(name), place, serviceUrl: cafe.teams.serviceUrl, id: `f:${randomUUID()}` };
  };

  it('is told in the own chat of whoever’s client knows no such buttons, or what to do', async () => {
    const data = { purpose: 'evidence', run: runOf(run), upload: true };
    const press = (name: string) => cafe.teams.desk.send(submitted(scene(name), offer.id, data)).done;
    await press('ben');
    const card = cardOf(await sees.chat('ben', 'The link is yours alone')) ?? {};
    await sees.thread(run, 'in your own chat with me');
    const [open] = actionsOf(card).map(({ action }) => String(action.url));
    expect(await brings(open ?? '', photo('by-submit.png'))).toMatchObject({ status: 200 });
    const isOpening = ({ method, path }: Call) => method === 'POST' && path === '/v3/conversations';
    cafe.teams.connector.inject({ ...REFUSALS.blocked, match: isOpening });
    await press('dee');
    await sees.thread(run, 'Add Sopwith to yourself');
  });

  it('an emoji is no picture: the phrase beside it is answered', async () => {
    const emoji = '<img itemtype="http://schema.skype.com/Emoji" alt="🙂" src="https://statics.example/20_f.png">';
    const mentions = [{ text: '<at>Sopwith</at>', ...BOT }];
    const said = message(scene('ana'), { text: '<at>Sopwith</at> list 🙂', html: `<p>list ${emoji}</p>`, mentions });
    await cafe.teams.desk.send(said).done;
    await sees.thread(run, 'SOPs');
  });
});
