/** The stand-in for Teams, proved with a bot of a few lines: every other test of Teams stands on this. */
import { createPublicKey, type JsonWebKey, verify } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isJson, type Json, objects, parsed, text } from '../../support/slack/json.ts';
import {
  edited,
  installation,
  members,
  reacted,
  submitted,
  teamChanged,
  unsaid,
} from '../../support/teams/activities.ts';
import { REFUSALS, tooMany } from '../../support/teams/faults.ts';
import {
  extensionFetch,
  extensionQuery,
  extensionSubmit,
  fileConsent,
  messagePayload,
} from '../../support/teams/invokes.ts';
import { ADAPTIVE, buttonsOf, cardOf, readable } from '../../support/teams/reading.ts';
import { BOT, GENERAL, KITCHEN, PEOPLE, TEAM, TENANT_ID } from '../../support/teams/seed.ts';
import { type Answered, type Asked, bearerOf, jsonOf, type Served, serve } from '../../support/teams/serve.ts';
import { startTeams, type Teams } from '../../support/teams/teams.ts';

let teams: Teams;
let bot: Served;
let token: string;
const heard: Json[] = [];
const tokens: string[] = [];

beforeAll(async () => {
  [teams, bot] = await Promise.all([startTeams({ guests: ['eva'] }), serve([echo])]);
  token = await tokenFor('https://api.botframework.com');
  teams.deliverTo(`${bot.url}/api/messages`);
});
afterAll(() => Promise.all([teams.close(), bot.close()]));

/** Says who said what on a card; answers presses with another one. */
async function echo(asked: Asked): Promise<Answered> {
  const activity = jsonOf(asked) as Json;
  heard.push(activity);
  tokens.push(bearerOf(asked));
  const who = text((activity.from as Json).name);
  if (activity.name === 'task/fetch') {
    const dialog = { contentType: ADAPTIVE, content: form };
    return { status: 200, body: { task: { type: 'continue', value: { title: 'Reading', card: dialog } } } };
  }
  if (activity.type === 'invoke') {
    const { data } = { ...((activity.value as Json).action as Json | undefined) };
    const value = cardSaying(`${who} pressed ${JSON.stringify(data)}`);
    return { status: 200, body: { statusCode: 200, type: ADAPTIVE, value } };
  }
  if (activity.type === 'message' && activity.value === undefined) {
    const where = `conversations/${encodeURIComponent(text((activity.conversation as Json).id))}/activities`;
    const said = await calls('POST', where, sent(cardSaying(`${who}: ${activity.text}`)));
    return { status: said.status < 300 ? 200 : 500 };
  }
  return { status: 200 };
}

const form = {
  ...{ type: 'AdaptiveCard', version: '1.5' },
  body: [{ type: 'Input.Number', id: 'reading', label: 'Reading', isRequired: true, errorMessage: 'Read it' }],
  actions: [{ type: 'Action.Submit', title: 'Keep', data: { verb: 'keep' } }],
};

function cardSaying(words: string) {
  const input = { type: 'Input.Text', id: 'note', label: 'Note', isRequired: true, errorMessage: 'Write one' };
  const actions = [
    { type: 'Action.Execute', title: 'Press', verb: 'press', data: { run: 7 } },
    { type: 'Action.Submit', title: 'Dialog', data: { msteams: { type: 'task/fetch' } }, associatedInputs: 'none' },
  ];
  return {
    type: 'AdaptiveCard',
    version: '1.5',
    body: [{ type: 'TextBlock', text: words, wrap: true }, input],
    actions,
  };
}

const sent = (card: Json) => ({ type: 'message', attachments: [{ contentType: ADAPTIVE, content: card }] });

/** One call of the bot. Status 0: no answer came. */
async function calls(method: string, path: string, body?: Json): Promise<{ status: number; body: Json }> {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
  const more = body === undefined ? {} : { body: JSON.stringify(body) };
  try {
    const response = await fetch(`${teams.serviceUrl}v3/${path}`, { method, headers, ...more });
    const said = parsed(await response.text());
    return { status: response.status, body: isJson(said) ? said : {} };
  } catch {
    return { status: 0, body: {} };
  }
}

async function asksForToken(scope: string, more: Readonly<Record<string, string>> = {}) {
  const { appId = '', password = '', tenant, loginUrl } = teams.settings;
  const form = { client_id: appId, client_secret: password, grant_type: 'client_credentials', scope, ...more };
  const asked = { method: 'POST', body: new URLSearchParams(form) };
  const response = await fetch(`${loginUrl}/${tenant}/oauth2/v2.0/token`, asked);
  return { status: response.status, body: (await response.json()) as Json };
}

async function tokenFor(service: string): Promise<string> {
  return text((await asksForToken(`${service}/.default`)).body.access_token);
}

const person = (name: string) => teams.person(name);

describe('people', () => {
  it('speak in their own names, clocks and languages, alone with the bot and in the group', async () => {
    await person('ana').says('chat', 'hello');
    await person('cem').says('group', '@Sopwith and @Ana Silva');
    expect(heard.slice(-2)).toMatchObject([
      {
        from: { name: 'Ana Silva', aadObjectId: person('ana').aadObjectId },
        conversation: { id: person('ana').chat, conversationType: 'personal', tenantId: TENANT_ID },
        ...{ localTimezone: 'Europe/Lisbon', locale: 'en-GB', text: 'hello' },
      },
      {
        from: { name: 'Cem Yilmaz' },
        ...{ localTimezone: 'Europe/Istanbul', localTimestamp: expect.stringMatching(/\+03:00$/) },
        text: '<at>Sopwith</at> and <at>Ana Silva</at>',
        entities: [{ mentioned: BOT }, { mentioned: { id: person('ana').id } }, { type: 'clientInfo' }],
      },
    ]);
    expect(person('ana').direct().map(readable)).toEqual(['hello', 'Ana Silva: hello\nNote']);
    expect(buttonsOf(await teams.says('group', 'Cem Yilmaz: <at>Sopwith'))).toEqual(['Press', 'Dialog']);
  });

  it('put the bot into a team, and only then it is told what Graph calls the team', async () => {
    await person('ana').installs('Kitchen');
    const channelData = { team: { id: TEAM.id, aadGroupId: TEAM.aadGroupId }, channel: { id: KITCHEN.id } };
    expect(heard.slice(-2)).toMatchObject([
      { type: 'installationUpdate', action: 'add', channelData },
      { type: 'conversationUpdate', membersAdded: [{ id: BOT.id }], channelData },
    ]);
  });

  it('post in channels and reply in threads, which the bot hears without a mention', async () => {
    const post = await person('ben').says('Kitchen', '@Sopwith run it');
    const thread = `${KITCHEN.id};messageid=${post.id}`;
    expect(heard.at(-1)).toMatchObject({ id: post.id, conversation: { id: thread, conversationType: 'channel' } });
    const reply = await person('dee').replies(post, 'it is 4 degrees');
    expect(heard.at(-1)).toMatchObject({
      id: reply.id,
      conversation: { id: thread },
      channelData: { team: { id: TEAM.id } },
    });
    await teams.answers(post, 'Dee Novak');
    expect(teams.thread(post)).toHaveLength(3);
    expect(teams.messages('Kitchen').map(({ id }) => id)).toEqual([post.id]);
  });

  it('send files and pictures', async () => {
    const file = { name: 'opening.pdf', bytes: Buffer.from('%PDF-1.7') };
    await person('ana').says('chat', '', {
      files: [file],
      pictures: [{ name: 'fridge.png', bytes: Buffer.from('png') }],
    });
    const [picture, told] = objects(heard.at(-1)?.attachments);
    const address = text((told as { content: Json }).content.downloadUrl);
    expect(await (await fetch(address)).text()).toBe('%PDF-1.7');
    const shown = { headers: { authorization: `Bearer ${token}` } };
    expect((await fetch(address, shown)).status).toBe(401);
    expect((await fetch(text(picture?.contentUrl))).status).toBe(401);
    expect(await (await fetch(text(picture?.contentUrl), shown)).text()).toBe('png');
  });

  it('press, fill in dialogs, and are told what the client would tell them', async () => {
    const [, card] = person('ana').direct();
    if (card === undefined) throw new Error('no card');
    await expect(person('ana').presses(card, 'Press')).rejects.toThrow('The client asks for: Note');
    await expect(person('ana').presses(card, 'Approve')).rejects.toThrow('There is: Press, Dialog');
    const answer = await person('ana').presses(card, 'Press', { Note: 'cold' });
    expect(answer).toMatchObject({
      statusCode: 200,
      value: { body: [{ text: 'Ana Silva pressed {"run":7,"note":"cold"}' }, {}] },
    });
    const dialog = (await person('ana').presses(card, 'Dialog')) ?? {};
    await person('ana').submits(dialog, { Reading: '4' }, { on: card });
    expect(heard.at(-1)).toMatchObject({
      name: 'task/submit',
      replyToId: card.id,
      value: { data: { verb: 'keep', reading: '4' } },
    });
  });

  it('do what the playground lacks', async () => {
    const scene = { by: person('ben'), place: KITCHEN, serviceUrl: teams.serviceUrl };
    const [post] = teams.messages('Kitchen');
    if (post === undefined) throw new Error('no post');
    const payload = messagePayload(post, person('ben'));
    const uploadInfo = teams.files.uploadInfo(teams.url, 'log.txt');
    const all = [
      ...[installation(scene, 'remove'), members(scene, 'removed', [BOT.id]), teamChanged(scene, 'teamRenamed')],
      ...[edited(scene, post.id, { text: 'run the other' }), unsaid(scene, post.id), reacted(scene, post.id)],
      ...[submitted(scene, post.id, { verb: 'done' }), extensionQuery(scene, 'find', 'fridge')],
      ...[extensionFetch(scene, 'import', payload), extensionSubmit(scene, 'import', { data: {}, payload })],
      fileConsent(scene, post.id, { action: 'accept', context: { run: 7 }, uploadInfo }),
    ];
    for (const one of all) expect(await teams.desk.send(one).done).toMatchObject({ status: 200 });
    expect(heard.slice(-all.length).map(({ name, type }) => name ?? type)).toEqual(
      ['installationUpdate', 'conversationUpdate', 'conversationUpdate', 'messageUpdate', 'messageDelete'].concat(
        ['messageReaction', 'message', 'composeExtension/query', 'composeExtension/fetchTask'],
        ['composeExtension/submitAction', 'fileConsent/invoke'],
      ),
    );
    const headers = { 'content-range': 'bytes 0-1/2' };
    const brought = await fetch(text(uploadInfo.uploadUrl), { method: 'PUT', headers, body: Buffer.from('ok') });
    expect([brought.status, teams.files.brought().map(({ name }) => name)]).toEqual([201, ['log.txt']]);
  });
});

describe('what the bot does', () => {
  it('is seen: a post, its change, and its end', async () => {
    const channelData = { channel: { id: GENERAL.id } };
    const begun = await calls('POST', 'conversations', {
      isGroup: true,
      channelData,
      tenantId: TENANT_ID,
      activity: sent(cardSaying('Run 7')),
    });
    const post = await teams.says('General', 'Run 7');
    expect(begun.body).toEqual({ id: post.conversation, activityId: post.id });
    const there = `conversations/${encodeURIComponent(post.conversation)}/activities/${post.id}`;
    await calls('PUT', there, sent(cardSaying('Run 7, done')));
    await teams.becomes(post, 'Run 7, done');
    expect((await calls('DELETE', there)).status).toBe(200);
    expect(teams.message(post)).toBeUndefined();
    expect((await calls('PUT', there, sent(cardSaying('again')))).body).toMatchObject({
      error: { code: 'ActivityNotFoundInConversation' },
    });
  });

  it('is one message, though it has a text and a card', async () => {
    const there = `conversations/${encodeURIComponent(person('max').chat)}/activities`;
    const both = { ...sent(cardSaying('Close the till')), text: '<at>Max Keller</at>: your turn' };
    const { body, status } = await calls('POST', there, both);
    await calls('PUT', `${there}/${body.id}`, { ...both, text: 'done' });
    const message = await teams.says(person('max').chat, 'done');
    expect([status, message.id, readable(message)]).toEqual([201, body.id, 'done\nClose the till\nNote']);
  });

  it('knows people by either name', async () => {
    const { id, aadObjectId, chat } = person('eva');
    const opened = await calls('POST', 'conversations', {
      isGroup: false,
      tenantId: TENANT_ID,
      members: [{ id: aadObjectId }],
    });
    expect(opened.body.id).toBe(chat);
    const found = await calls('GET', `conversations/${encodeURIComponent(KITCHEN.id)}/members/${aadObjectId}`);
    expect(found.body).toMatchObject({ id, name: 'Eva Lund', userRole: 'guest' });
  });

  it('goes wrong as it is told to', async () => {
    const there = `conversations/${encodeURIComponent(person('ben').chat)}/activities`;
    const said = () => person('ben').direct().map(readable);
    teams.connector.inject(tooMany(2));
    teams.connector.inject({ ...REFUSALS.blocked, match: ({ path }) => path.includes(person('ben').chat) });
    teams.connector.inject({ kind: 'reset' });
    teams.connector.inject({ kind: 'after', match: ({ method }) => method === 'POST' });
    const outcomes = [];
    for (const words of ['limited', 'blocked', 'broken', 'lost', 'taken']) {
      outcomes.push((await calls('POST', there, { type: 'message', text: words })).status);
    }
    expect(outcomes).toEqual([429, 403, 0, 0, 201]);
    expect(said()).toEqual(['lost', 'taken']);
    expect(teams.connector.left()).toBe(0);
    expect(
      teams.connector
        .callsOf('POST', /activities$/)
        .slice(-2)
        .map(({ outcome }) => outcome?.status),
    ).toEqual([201, 201]);
  });

  it('is noted where it is in bad form', async () => {
    expect(teams.violations).toEqual([]);
    const there = `conversations/${encodeURIComponent(person('ben').chat)}/activities`;
    await calls('POST', there, sent({ type: 'AdaptiveCard', version: '1.6', body: [] }));
    expect((await calls('POST', there, { type: 'message', text: 'x'.repeat(30_000) })).status).toBe(413);
    expect((await calls('POST', 'conversations', { isGroup: false, members: [{ id: person('ben').id }] })).status).toBe(
      400,
    );
    expect(teams.violations).toEqual([
      expect.stringContaining('1.5'),
      expect.stringContaining('MessageSizeTooBig'),
      expect.stringContaining('tenant'),
    ]);
  });
});

describe('Microsoft', () => {
  it('signs what it sends, and knows the bot by its secret', async () => {
    const { jwks_uri } = (await (await fetch(teams.settings.openIdUrl)).json()) as { jwks_uri: string };
    const { keys } = (await (await fetch(jwks_uri)).json()) as { keys: JsonWebKey[] };
    const [said = '', claims = '', signature = ''] = /^(.+?\.(.+?))\.(.+)$/.exec(tokens.at(-1) ?? '')?.slice(1) ?? [];
    const key = createPublicKey({ key: keys[0] ?? {}, format: 'jwk' });
    expect(verify('RSA-SHA256', Buffer.from(said), key, Buffer.from(signature, 'base64url'))).toBe(true);
    expect(parsed(Buffer.from(claims, 'base64url').toString())).toMatchObject({ serviceurl: teams.serviceUrl });
    const wrong = await asksForToken('https://graph.microsoft.com/.default', { client_secret: 'another' });
    expect(wrong).toMatchObject({ status: 401, body: { error: 'invalid_client' } });
    expect(teams.identity.asked.map(({ scope, by }) => `${by} ${scope}`)).toContain(
      'secret https://api.botframework.com/.default',
    );
  });

  it('tells by Graph what was said, who is there and which files lie there', async () => {
    const graph = await tokenFor('https://graph.microsoft.com');
    const get = async (path: string, by = graph) => {
      const address = path.startsWith('/') ? `${teams.settings.graphUrl}/v1.0${path}` : path;
      return fetch(address, { headers: { authorization: `Bearer ${by}` } });
    };
    const list = async (path: string) =>
      (await (await get(path)).json()) as { value: Json[]; '@odata.nextLink'?: string };
    const file = { name: 'list.csv', bytes: Buffer.from('a,b') };
    const post = await person('ana').says('Kitchen', '@Sopwith import this', { files: [file] });
    const channel = `/teams/${TEAM.aadGroupId}/channels/${encodeURIComponent(KITCHEN.id)}/messages`;
    const shown = (await (await get(`${channel}/${post.id}`)).json()) as Json;
    expect(shown).toMatchObject({
      from: { user: { id: person('ana').aadObjectId } },
      attachments: [{ contentType: 'reference', name: 'list.csv' }],
    });
    const page = await list(`${channel}/${post.id}/replies?$top=1`);
    const [reply] = page.value;
    expect(reply).toMatchObject({ replyToId: post.id, from: { application: { id: teams.settings.appId } } });
    const said = objects(reply?.attachments)[0];
    expect(parsed(text(said?.content))).toEqual(cardOf(await teams.answers(post, 'import this')));
    const first = await list(`${channel}?$top=1`);
    const second = await list(first['@odata.nextLink'] ?? '');
    expect([...first.value, ...second.value].map(({ id }) => id)).toEqual(
      teams
        .messages('Kitchen')
        .map(({ id }) => id)
        .reverse(),
    );

    const encoded = Buffer.from(text(objects(shown.attachments)[0]?.contentUrl)).toString('base64url');
    const content = `/shares/u!${encoded}/driveItem/content`;
    const moved = await fetch(`${teams.url}/v1.0${content}`, {
      headers: { authorization: `Bearer ${graph}` },
      redirect: 'manual',
    });
    expect([moved.status, await (await fetch(moved.headers.get('location') ?? '')).text()]).toEqual([302, 'a,b']);

    const team = `/teams/${TEAM.aadGroupId}/members`;
    const everybody = await list(team);
    expect(everybody.value.map(({ roles }) => roles)).toEqual(
      PEOPLE.map(({ key }) => (key === 'ana' ? ['owner'] : key === 'eva' ? ['guest'] : [])),
    );
    teams.graph.forbid('members');
    expect([(await get(team)).status, (await get(channel)).status, (await get(channel, token)).status]).toEqual([
      403, 200, 401,
    ]);
  });
});
