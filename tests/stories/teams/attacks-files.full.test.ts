/** Files that somebody names by hand: Sopwith may fetch more than they may, so it fetches and brings only what is theirs. */
import { hash } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { png } from '../../support/png.ts';
import type { Json } from '../../support/slack/json.ts';
import { type Stranger, startStranger } from '../../support/slack/stranger.ts';
import { message, type Scene } from '../../support/teams/activities.ts';
import type { Keeper } from '../../support/teams/files.ts';
import type { Message } from '../../support/teams/held.ts';
import { executed, extensionFetch, fileConsent } from '../../support/teams/invokes.ts';
import { KITCHEN, type Place, SHIFT_LEADS } from '../../support/teams/seed.ts';
import { type Cafe, openCafe, readable } from './cafe.ts';
import { claims } from './claiming.ts';
import { recordedIn, runOf } from './evidence.ts';
import { type Seeing, seeing } from './seeing.ts';

const COUNTER = `sop: counter
title: Counter of Ben
roles:
  - {id: opener, title: Opener}
steps:
  - {id: photo, title: Photograph it, role: opener, evidence: [{id: photo, title: Photo, type: file}]}
`;
const PAGE = 'https://sopwith.example';

let cafe: Cafe;
let see: Seeing;
let stranger: Stranger;
beforeAll(async () => {
  cafe = await openCafe({ env: { PUBLIC_URL: PAGE } });
  see = seeing(cafe);
  stranger = await startStranger();
  await cafe.publishes(COUNTER, { opener: ['ben'] });
});
afterAll(async () => {
  // It was sent on to another host, and did not go.
  await see.quiet(['a request from Teams failed']);
  expect(stranger.visits).toEqual([]);
  await stranger.close();
  await cafe.end();
});
afterEach(() => {
  cafe.teams.connector.clear();
  cafe.teams.graph.clear();
  expect(cafe.teams.violations).toEqual([]);
});

const person = (name: string) => cafe.teams.person(name);
const chatOf = (name: string): Place => ({ kind: 'personal', id: person(name).chat });
const bytes = (text: string) => Buffer.from(`# ${text}\n\n1. Open ${text}\n2. Read ${text}\n3. Close ${text}\n`);

describe('a message that points at a file of others', () => {
  const others: Keeper = { group: { id: '99999999-03c7-4f19-a9b2-51d0c4e8f733' } };
  const dees = (): Keeper => ({ user: { id: person('dee').aadObjectId } });
  const drafted = () =>
    cafe.teams.held
      .all()
      .map(readable)
      .filter((one) => /Salaries/.test(one));

  it.each<[string, string, () => Keeper]>([
    ['another team’s, in a channel', 'Kitchen', () => others],
    ['somebody’s own, in a channel', 'Kitchen', dees],
    ['another team’s, in a group chat', 'group', () => others],
    ['somebody’s own, in a group chat', 'group', dees],
    ['the team’s own, in a group chat', 'group', () => ({ group: { id: 'x' } })],
  ])('is given nothing of it: %s', async (_, place, keeper) => {
    const files = [{ name: 'salaries.md', bytes: bytes('Salaries'), keeper: keeper() }];
    const fetched = cafe.teams.graph.calls.length;
    await person('eva').says(place, '@Sopwith import', { files });
    await see.done();
    expect(drafted()).toEqual([]);
    const contents = cafe.teams.graph.calls.slice(fetched).filter(({ path }) => path.endsWith('/content'));
    expect(contents).toEqual([]);
  });

  it('is given what is the team’s, or whose it is that sent it', async () => {
    const own = [{ name: 'own.md', bytes: bytes('Own'), keeper: { user: { id: person('eva').aadObjectId } } }];
    await person('eva').says('Kitchen', '@Sopwith import', { files: own });
    await see.place('Kitchen', 'Open Own');
    await person('eva').says('Kitchen', '@Sopwith import', { files: [{ name: 'team.md', bytes: bytes('Team') }] });
    await see.place('Kitchen', 'Open Team');
  });

  it('leads nowhere by what it is called', async () => {
    const calls = () => cafe.teams.graph.calls.map(({ path }) => path);
    const before = calls().length;
    const attachments = [{ contentType: 'reference' }];
    await person('eva').says('Kitchen', '@Sopwith help');
    for (const id of ['..', '.', '../..', '1/../../x', '%2e%2e', '1?$expand=replies', '1#']) {
      for (const payload of [
        { id, attachments },
        { id: '1', replyToId: id, attachments },
      ])
        await claims(cafe, 'eva', KITCHEN, (scene) => extensionFetch(scene, 'import', payload));
    }
    for (const path of calls().slice(before)) expect(path).toMatch(/\/channels\/[^/]+\/messages\//);
  });
});

describe('an address', () => {
  const sends = (...attachments: readonly Json[]) =>
    claims(cafe, 'eva', chatOf('eva'), (scene: Scene) => message(scene, { text: '', attachments }));

  it('of Teams that is no picture is not asked with the bot’s token', async () => {
    const { serviceUrl } = cafe.teams;
    const members = `v3/conversations/${SHIFT_LEADS.id}/members`;
    for (const path of [
      members,
      `v3/attachments/../conversations/${SHIFT_LEADS.id}/members`,
      `v3/attachments/1/views/../../../conversations/${SHIFT_LEADS.id}/members`,
      `v3/attachments/1/views/original/%2e%2e/%2e%2e/%2e%2e/%2e%2e/${members}`,
      `v3/attachments/1/views/original/../../../../${members}?/v3/attachments/1/views/original`,
      `${members}#/v3/attachments/1/views/original`,
      'v3/attachments/1',
    ]) {
      await sends({ contentType: 'image/png', contentUrl: `${serviceUrl}${path}`, name: 'a.png' });
      await see.chat('eva', 'lies outside of Teams');
    }
    expect(cafe.teams.connector.callsOf('GET', /members$|attachments/)).toEqual([]);
  });

  it('that Graph names is not gone to elsewhere, nor shown a token', async () => {
    const file = { name: 'far.md', bytes: bytes('Far') };
    for (const location of [
      `${stranger.url}/far`,
      'http://127.0.0.1:1/far',
      'https://harbour.sharepoint.com.evil.example/far',
      'https://harbour.sharepoint.com@evil.example/far',
      'file:///etc/passwd',
      '/relative',
    ]) {
      const isContent = ({ path }: { path: string }) => path.endsWith('/content');
      cafe.teams.graph.inject({ kind: 'status', status: 302, headers: { location }, match: isContent });
      const post = await person('eva').says('Kitchen', '@Sopwith import', { files: [file] });
      await see.thread(post, 'Send the document');
    }
    const body = { value: [], '@odata.nextLink': `${stranger.url}/v1.0/teams/x/members` };
    const isList = ({ kind }: { kind: string }) => kind === 'members';
    cafe.teams.graph.inject({ kind: 'status', status: 200, body, match: isList });
    await person('ana').says('Kitchen', '@Sopwith role keeper add owners');
    await see.done();
    expect(stranger.visits).toEqual([]);
    const faults = cafe.log.filter((line) => line.level >= 50);
    expect(faults.map((line) => line.err?.message)).toEqual(['Graph sent on to another host']);
  });
});

/** What stands on a page. */
function mainOf(html: string): string {
  return /<main[\s\S]*<\/main>/.exec(html)?.[0] ?? '';
}

describe('a file that Sopwith keeps', () => {
  let run: Message;
  const secret = png(31, 17);
  type Consent = { readonly content: { readonly acceptContext: Json } };
  const info = () => cafe.teams.files.uploadInfo(cafe.teams.url, 'mine.png');
  const consenting = (context: Json) => (scene: Scene) =>
    fileConsent(scene, '1', { action: 'accept', context, uploadInfo: info() });

  beforeAll(async () => {
    await person('ben').says('chat', 'run counter');
    run = await see.chat('ben', 'of 1 step');
    await see.chat('ben', 'Photograph it');
    await person('ben').says('chat', '', { files: [{ name: 'secret.png', bytes: secret }] });
    await see.chat('ben', 'Recorded');
    expect(await recordedIn(cafe, runOf(run))).toEqual(['photo: secret.png (ben)']);
  });

  it('is brought to nobody who only knows what it is called', async () => {
    const file = hash('sha256', secret);
    const brought = cafe.teams.files.brought().length;
    const eva = person('eva').aadObjectId;
    const ben = person('ben').aadObjectId;
    await person('eva').says('chat', 'yaml counter');
    const offered = await cafe.teams.until(
      () =>
        person('eva')
          .direct()
          .find(({ attachments }) => attachments[0]?.contentType.endsWith('consent')),
      'the offer',
    );
    const { acceptContext: own } = (offered.attachments[0] as unknown as Consent).content;
    for (const context of [
      { file, name: 'mine.png', member: eva },
      { file, name: 'mine.png', member: eva, offer: '' },
      { ...own, file },
      { ...own, file, name: '../mine.png' },
      { ...own, offer: `${own.offer}x`, file },
    ]) {
      await claims(cafe, 'eva', chatOf('eva'), consenting(context));
      await claims(cafe, 'ben', chatOf('ben'), consenting({ ...context, member: ben }));
    }
    await see.done();
    expect(cafe.teams.files.brought()).toHaveLength(brought);
    await claims(cafe, 'eva', chatOf('eva'), consenting(own));
    await cafe.teams.until(() => cafe.teams.files.brought().length > brought, 'what was offered');
  });

  it('is told nothing of by a link that was made for a run elsewhere', async () => {
    const upload = { verb: 'sopwith_upload', data: { purpose: 'evidence', run: runOf(run) } };
    const answer = await claims(cafe, 'eva', KITCHEN, (scene) => executed(scene, '1', upload));
    const [, link = ''] = /"url":"([^"]+)"/.exec(answer) ?? [];
    expect(link).toContain(PAGE);
    const address = link.replace(PAGE, cafe.address);
    const page = mainOf(await (await fetch(address)).text());
    expect(page).toContain('Eva');
    expect(page).not.toContain('Counter of Ben');
    const form = new FormData();
    form.append('file', new Blob([png(8, 8)]), 'mine.png');
    const sent = mainOf(await (await fetch(address, { method: 'POST', body: form })).text());
    expect(sent).not.toMatch(/Counter of Ben|Recorded/);
    expect(await recordedIn(cafe, runOf(run))).toHaveLength(1);
  });

  it('is not put where somebody is no more', async () => {
    const upload = { verb: 'sopwith_upload', data: { purpose: 'import' } };
    const answer = await claims(cafe, 'eva', SHIFT_LEADS, (scene) => executed(scene, '1', upload));
    const link = String(/"url":"([^"]+)"/.exec(answer)?.[1]).replace(PAGE, cafe.address);
    const path = `/v3/conversations/${SHIFT_LEADS.id}/members/${person('eva').id}`;
    const gone = { status: 404, body: { error: { code: 'MemberNotFoundInConversation' } } };
    cafe.teams.connector.inject({ kind: 'status', ...gone, times: 100, match: (call) => call.path === path });
    // What is remembered of who is where is forgotten.
    await cafe.stops();
    await cafe.starts();
    const before = cafe.teams.messages('group').length;
    const form = new FormData();
    form.append('file', new Blob([bytes('Late')]), 'late.md');
    const now = `${cafe.address}/${link.split('/').slice(3).join('/')}`;
    expect(await (await fetch(now, { method: 'POST', body: form })).text()).toContain(
      'not in the conversation any more',
    );
    await see.done();
    expect(cafe.teams.messages('group')).toHaveLength(before);
  });

  it('holds what it says, whatever it is called: a page is only ever a file', async () => {
    await person('ben').says('chat', '', {
      files: [{ name: 'page.html', bytes: Buffer.from('<script>alert(1)</script>'), type: 'text/html' }],
      quotes: run,
    });
    await see.chat('ben', /Recorded|could not|nothing/i);
    const { attachments } = cafe.teams.held.message(run.id) ?? run;
    expect(JSON.stringify(attachments)).not.toContain('<script>');
  });
});
