/** The stand-in for Slack, proved with the real Bolt and its real client: every other Slack test stands on this. */
import { App, type Installation, LogLevel, webApi } from '@slack/bolt';
import { afterEach, describe, expect, it } from 'vitest';
import { type Slack, type SlackOptions, startSlack } from '../../support/slack/slack.ts';
import { startStranger } from '../../support/slack/stranger.ts';
import { buttonsOf, mentionsOf, readable } from '../../support/slack/surface.ts';
import { clientOptions, portOf, type SampleApp, startSampleApp } from './sample-app.ts';

let slack: Slack;
let sample: SampleApp | undefined;

afterEach(async () => {
  await sample?.stop();
  sample = undefined;
  await slack.close();
});

async function withApp(mode: 'http' | 'socket', options?: SlackOptions): Promise<SampleApp> {
  slack = await startSlack(options);
  sample = await startSampleApp(slack, mode);
  return sample;
}

async function withClient(options?: SlackOptions, more: webApi.WebClientOptions = { rejectRateLimitedCalls: true }) {
  slack = await startSlack(options);
  return new webApi.WebClient(slack.bot.token, { ...clientOptions(slack), logLevel: LogLevel.ERROR, ...more });
}

const section = (text: string) => ({ type: 'section', text: { type: 'mrkdwn', text } });

describe.each(['http', 'socket'] as const)('a person at work, over %s', (mode) => {
  it('commands, taps, fills in a form and reads the card', async () => {
    const { seen } = await withApp(mode);
    const ana = slack.person('ana');
    await ana.slash('ops', '/sop open the shop');
    expect(ana.whispers().map(readable)).toEqual(['You said: open the shop']);
    const card = await slack.until(() => slack.messages('ops')[0], 'the card');
    expect(buttonsOf(card)).toEqual(['Done', 'Reading…']);

    await ana.taps(card, 'Reading…');
    const modal = await slack.until(() => ana.modal(), 'the form');
    await expect(ana.submits(modal)).rejects.toThrow('The client asks for: Temperature');
    await expect(ana.submits(modal, { Temperature: 'warm' })).rejects.toThrow('not a number');
    expect((await ana.submits(modal, { Temperature: '9.5' })).errors).toEqual({ Temperature: 'Too warm' });
    const photo = { name: 'fridge.jpg', bytes: Buffer.from('photo') };
    await ana.submits(modal, { Temperature: '4', Photo: [photo] });
    expect(ana.modal()).toBeUndefined();
    expect(seen).toEqual(['reading: 4 and fridge.jpg']);

    await ana.taps(card, { action: 'done' });
    await slack.until(() => slack.message(card)?.isEdited, 'the settled card');
    await slack.until(() => ana.whispers().length === 2, 'the thanks');
    expect(slack.messages('ops').map(readable)).toEqual(['Done']);
    await expect(ana.taps(card, 'Done')).rejects.toThrow('There is no "Done" to touch. There is: nothing');
    await ana.taps(card, 'Done', undefined, { asSeen: true });
    await slack.until(() => ana.whispers().length === 3, 'the thanks for the second tap');
    expect(slack.violations).toEqual([]);
  });

  it('uses shortcuts, threads, reactions, files and the home tab', async () => {
    const { seen, app } = await withApp(mode);
    const [ben, bot] = [slack.person('ben'), slack.bot];
    const asked = await ben.says('ops', `<@${bot.userId}> where are we?`);
    await ben.replies(asked, 'here');
    await ben.reacts(asked, 'white_check_mark');
    const dropped = await ben.drops('office', { name: 'opening.pdf', bytes: Buffer.from('%PDF-1.7') }, 'look');
    await ben.says(await ben.opensDirect(), 'hello');
    await ben.messageShortcut('import', asked);
    await ben.shortcut('run');
    await ben.closes(await slack.until(() => ben.modal(), 'the form'));
    await ben.opensHome();
    await slack.until(() => ben.home(), 'the home tab');
    expect(seen.toSorted()).toEqual(
      [
        ...[`message in channel: <@${bot.userId}> where are we?`, 'app_mention', 'message in channel: here (reply)'],
        ...['reaction_added', 'file_shared', 'message in group: look', 'message in im: hello'],
        ...[`import: <@${bot.userId}> where are we?`, 'closed'],
      ].toSorted(),
    );
    expect(dropped.files).toMatchObject([{ name: 'opening.pdf', mimetype: 'application/pdf' }]);
    const { file } = await app.client.files.info({ file: dropped.files[0]?.id ?? '' });
    const headers = { authorization: `Bearer ${bot.token}` };
    const bytes = await fetch(file?.url_private ?? '', { headers });
    expect(await bytes.text()).toBe('%PDF-1.7');
    const page = await fetch(file?.url_private ?? '');
    expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
  });

  it('says nothing of places where the app is not', async () => {
    const { seen } = await withApp(mode);
    await slack.person('ana').says('lobby', 'psst');
    expect(seen).toEqual([]);
    await slack.person('ana').invites('lobby', 'sopwith');
    await slack.person('ana').says('lobby', 'hello');
    expect(seen).toEqual(['member_joined_channel', 'message in channel: hello']);
  });
});

describe('requests', () => {
  it('are refused with a wrong secret, an old time or no signature', async () => {
    await withApp('http');
    const send = (forgery: object) => slack.desk.send('events_api', { type: 'event_callback', event: {} }, { forgery });
    const old = Math.floor(Date.now() / 1_000) - 301;
    const answers = await Promise.all([send({ secret: 'another' }), send({ at: old }), send({ isUnsigned: true })]);
    expect(answers.map((one) => one.status)).toEqual([401, 401, 401]);
  });

  it('that no one answers are reported, and can be brought again', async () => {
    const { stop } = await withApp('http');
    await stop();
    await expect(slack.person('ana').says('ops', 'anyone?')).rejects.toThrow('The app answered 0 to event_callback');
    sample = await startSampleApp(slack, 'http');
    const [delivery] = slack.desk.deliveries;
    if (delivery === undefined) throw new Error('nothing was delivered');
    expect((await slack.redeliver(delivery)).status).toBe(200);
    expect(sample.seen).toEqual(['message in channel: anyone?']);
  });

  it('tell of messages that were changed and deleted', async () => {
    const { app, seen } = await withApp('http');
    app.event('message', async ({ event }) => {
      if (event.subtype === 'message_changed' || event.subtype === 'message_deleted') seen.push(event.subtype);
    });
    const ben = slack.person('ben');
    const said = await ben.says('ops', 'one');
    await ben.edits(said, 'two');
    await ben.deletes(said);
    expect(seen).toEqual(['message in channel: one', 'message_changed', 'message_deleted']);
  });

  it('go over a new connection when Slack renews it', async () => {
    const { seen } = await withApp('socket');
    const before = slack.callsOf('apps.connections.open').length;
    slack.link.disconnect('refresh_requested');
    await slack.until(() => slack.callsOf('apps.connections.open').length > before && slack.link.connections() === 1);
    await slack.person('ana').says('ops', 'still there?');
    expect(seen).toEqual(['message in channel: still there?']);
  });
});

describe('what Slack refuses', () => {
  it.each([
    ['an unknown block', [{ type: 'banner' }], 'invalid_blocks'],
    ['a property that is not there', [{ ...section('x'), colour: 'red' }], 'invalid_blocks'],
    ['an empty text', [section('')], 'invalid_blocks'],
    ['a text that is too long', [section('x'.repeat(3_001))], 'invalid_blocks'],
    ['too many blocks', Array.from({ length: 51 }, () => ({ type: 'divider' })), 'invalid_blocks'],
    ['too much of everything', Array.from({ length: 5 }, () => section('x'.repeat(2_900))), 'msg_blocks_too_long'],
    ['two blocks with one id', [1, 2].map((i) => ({ ...section(`${i}`), block_id: 'same' })), 'invalid_blocks'],
  ])('%s, and it remembers', async (_what, blocks, error) => {
    const client = await withClient();
    const args = { channel: slack.channel('ops'), text: 'x', blocks: blocks as never };
    await expect(client.chat.postMessage(args)).rejects.toThrow(error);
    expect(slack.messages('ops')).toEqual([]);
    expect(slack.violations).not.toEqual([]);
  });

  it('by channel, message and length', async () => {
    const client = await withClient();
    const post = (name: string) => client.chat.postMessage({ channel: slack.channel(name), text: 'x' });
    await expect(post('attic')).rejects.toThrow('is_archived');
    await expect(post('lobby')).rejects.toThrow('not_in_channel');
    await expect(post('vault')).rejects.toThrow('channel_not_found');
    const { ts = '', channel = '' } = await post('ops');
    await expect(client.chat.update({ channel, ts, text: 'x'.repeat(4_001) })).rejects.toThrow('msg_too_long');
    const message = slack.messages('ops')[0];
    if (message === undefined) throw new Error('there is no message');
    await slack.person('ana').deletes(message);
    await expect(client.chat.update({ channel, ts, text: 'y' })).rejects.toThrow('message_not_found');
    await slack.person('ana').archives('kitchen');
    await expect(post('kitchen')).rejects.toThrow('is_archived');
  });

  it('by token and scope, and it says which were granted', async () => {
    const client = await withClient({ teams: [{ scopes: ['chat:write'] }] });
    const test = await client.auth.test();
    expect(test.response_metadata?.scopes).toEqual(['chat:write']);
    await expect(client.users.info({ user: slack.person('ana').id })).rejects.toThrow('missing_scope');
    await expect(client.usergroups.list()).rejects.toThrow('missing_scope');
    await client.auth.revoke();
    await expect(client.auth.test()).rejects.toThrow('token_revoked');
  });
});

describe('what the emulator lacks', () => {
  it('threads come in pages, with metadata only for those who ask', async () => {
    const client = await withClient();
    const channel = slack.channel('ops');
    const { ts = '' } = await client.chat.postMessage({ channel, text: 'run' });
    for (const n of [1, 2, 3]) {
      const metadata = { event_type: 'effect', event_payload: { id: `e${n}` } };
      await client.chat.postMessage({ channel, text: `step ${n}`, thread_ts: ts, metadata });
    }
    const first = await client.conversations.replies({ channel, ts, limit: 2 });
    expect(first.messages?.map((one) => one.text)).toEqual(['run', 'step 1', 'step 2']);
    expect(first.messages?.[1]?.metadata).toBeUndefined();
    const cursor = first.response_metadata?.next_cursor ?? '';
    const second = await client.conversations.replies({ channel, ts, limit: 2, cursor, include_all_metadata: true });
    expect(second.messages?.map((one) => one.text)).toEqual(['run', 'step 3']);
    expect(second.messages?.[1]?.metadata?.event_payload).toEqual({ id: 'e3' });
    expect(slack.thread({ channel, ts }).map((one) => one.text)).toEqual(['step 1', 'step 2', 'step 3']);
  });

  it('people have time zones, locales and standing; groups have members', async () => {
    const client = await withClient();
    const about = async (name: string) =>
      (await client.users.info({ user: slack.person(name).id, include_locale: true })).user;
    expect(await about('chen')).toMatchObject({
      tz: 'Asia/Shanghai',
      tz_offset: 28_800,
      locale: 'zh-CN',
      is_restricted: false,
    });
    expect(await about('gus')).toMatchObject({ is_restricted: true, is_ultra_restricted: false });
    expect(await about('lea')).toMatchObject({ deleted: true });
    expect(await about('robo')).toMatchObject({ is_bot: true });
    const { usergroups } = await client.usergroups.list();
    const users = await client.usergroups.users.list({ usergroup: usergroups?.[0]?.id ?? '' });
    expect(users.users).toEqual([slack.person('ana').id, slack.person('dora').id]);
  });

  it('uploads arrive', async () => {
    const client = await withClient();
    await client.files.uploadV2({ channel_id: slack.channel('ops'), filename: 'pack.zip', file: Buffer.from('PK') });
    expect(slack.files()).toMatchObject([
      { name: 'pack.zip', bytes: Buffer.from('PK'), channels: [slack.channel('ops')] },
    ]);
  });
});

describe('faults', () => {
  const post = async (client: InstanceType<typeof webApi.WebClient>, name = 'ops') =>
    client.chat.postMessage({ channel: slack.channel(name), text: 'x' });

  it('happen to one method and one channel', async () => {
    const client = await withClient();
    slack.inject({ method: 'chat.postMessage', channel: slack.channel('ops'), kind: 'error', error: 'fatal_error' });
    await post(client, 'kitchen');
    await expect(post(client)).rejects.toThrow('fatal_error');
    await post(client);
    expect(slack.faults.left()).toBe(0);
  });

  it('an answer that is lost doubles a message that is sent again', async () => {
    const client = await withClient();
    slack.inject({ method: 'chat.postMessage', kind: 'after' });
    await post(client);
    expect(slack.messages('ops')).toHaveLength(2);
    expect(slack.calls.map((one) => one.answer?.status)).toEqual([undefined, 200]);
  });

  it('a connection that breaks, an error of the server and silence do nothing', async () => {
    const client = await withClient();
    slack.inject({ method: '*', kind: 'reset' });
    slack.inject({ method: '*', kind: 'status', status: 500 });
    await post(client);
    expect(slack.messages('ops')).toHaveLength(1);
    slack.inject({ method: '*', kind: 'hang' });
    const hasty = new webApi.WebClient(slack.bot.token, {
      ...clientOptions(slack),
      timeout: 50,
      retryConfig: { retries: 0 },
    });
    await expect(post(hasty)).rejects.toThrow('timeout');
    expect(slack.messages('ops')).toHaveLength(1);
  });

  it('too many requests, with and without a time to wait', async () => {
    const client = await withClient();
    slack.inject({ method: 'chat.postMessage', kind: 'ratelimited', retryAfter: 7 });
    await expect(post(client)).rejects.toMatchObject({ code: 'slack_webapi_rate_limited_error', retryAfter: 7 });
    slack.inject({ method: 'chat.postMessage', kind: 'ratelimited' });
    await expect(post(client)).rejects.toThrow(/retry|429/i);
  });

  it('one message a second in each channel, when asked for', async () => {
    const client = await withClient({ limit: true });
    await post(client);
    await post(client, 'kitchen');
    await expect(post(client)).rejects.toMatchObject({ retryAfter: 1 });
  });

  it('a call that is held waits for the test', async () => {
    const client = await withClient();
    const gate = Promise.withResolvers<void>();
    slack.inject({ method: 'chat.postMessage', kind: 'held', until: gate.promise });
    const posted = post(client);
    await slack.until(() => slack.callsOf('chat.postMessage').length === 1);
    expect(slack.messages('ops')).toEqual([]);
    gate.resolve();
    await posted;
    expect(slack.messages('ops')).toHaveLength(1);
  });
});

describe('a form', () => {
  const view = (title: string) => ({
    type: 'modal' as const,
    callback_id: 'pages',
    title: { type: 'plain_text' as const, text: title },
    submit: { type: 'plain_text' as const, text: 'Next' },
    blocks: [
      {
        type: 'input' as const,
        block_id: 'sop',
        label: { type: 'plain_text' as const, text: 'SOP' },
        element: {
          type: 'static_select' as const,
          action_id: 'value',
          options: ['Opening', 'Closing'].map((text) => ({ text: { type: 'plain_text' as const, text }, value: text })),
        },
      },
    ],
  });

  it('is replaced, stacked, taken down, and keeps to its own fields', async () => {
    const { app, seen } = await withApp('http');
    const [{ id: user }, eva] = [slack.person('eva'), slack.person('eva')];
    app.shortcut('pages', async ({ ack, body, client }) => {
      await ack();
      await client.views.open({ trigger_id: body.trigger_id, view: view('One') });
    });
    app.view('pages', async ({ ack, view: sent }) => {
      seen.push(`${sent.title.text}: ${sent.state.values.sop?.value?.selected_option?.value}`);
      if (sent.title.text === 'One') return ack({ response_action: 'update', view: view('Two') });
      if (sent.title.text === 'Two') return ack({ response_action: 'push', view: view('Three') });
      if (sent.state.values.sop?.value?.selected_option?.value === 'Opening') return ack();
      return ack({ response_action: 'clear' });
    });
    await eva.shortcut('pages');
    const one = await slack.until(() => eva.modal(), 'the form');
    await expect(eva.submits(one, { SOP: 'Cleaning' })).rejects.toThrow('There is: "Opening", "Closing"');
    const two = (await eva.submits(one, { SOP: 'Closing' })).view;
    expect([two?.title, two?.user]).toEqual(['Two', user]);
    const three = (await eva.submits(two ?? one)).view;
    expect(three?.title).toBe('Three');
    const below = (await eva.submits(three ?? one, { SOP: 'Opening' })).view;
    expect(below?.title).toBe('Two');
    const again = (await eva.submits(below ?? one)).view;
    await eva.submits(again ?? one, { SOP: 'Closing' });
    expect(eva.modal()).toBeUndefined();
    expect(seen).toEqual(['One: Closing', 'Two: Closing', 'Three: Opening', 'Two: Closing', 'Three: Closing']);
  });

  it('asks the app for what it does not know', async () => {
    const { app, seen } = await withApp('socket');
    const element = { type: 'external_select', action_id: 'sops', min_query_length: 1 };
    const accessory = { ...element, placeholder: { type: 'plain_text', text: 'Which SOP?' } };
    await app.client.chat.postMessage({
      ...{ channel: slack.channel('ops'), text: 'Run' },
      blocks: [{ ...section('Run an SOP'), accessory }] as never,
    });
    app.options('sops', async ({ ack, options }) => {
      const text = { type: 'plain_text' as const, text: `${options.value}ing` };
      await ack({ options: [{ text, value: 'opening' }] });
    });
    const message = await slack.until(() => slack.messages('ops')[0]);
    const ana = slack.person('ana');
    await expect(ana.taps(message, 'Which SOP?', 'opening')).rejects.toThrow('0 choices');
    expect(await ana.searches(message, 'Which SOP?', 'open')).toEqual(['opening']);
    app.action('sops', async ({ ack, action }) => {
      await ack();
      if (action.type === 'external_select') seen.push(action.selected_option?.value ?? '');
    });
    await ana.taps(message, 'Which SOP?', 'opening');
    expect(seen).toEqual(['opening']);
  });

  it('cannot be opened late, and not with what Slack cannot draw', async () => {
    const client = await withClient();
    const open = (shown: object) =>
      client.views.open({ trigger_id: 'none', view: shown as webApi.ViewsOpenArguments['view'] });
    await expect(open(view('A title of more than 24 letters'))).rejects.toThrow('invalid_arguments');
    expect(slack.violations).toEqual(['views.open: invalid_arguments: /title.text: longer than 24']);
    await expect(open(view('Good'))).rejects.toThrow('invalid_trigger_id');
  });
});

describe('what people see', () => {
  it('is told with what it calls on', () => {
    const said = 'hi <@U1>, <!channel>, <!subteam^S1|@team>, <!date^1^{date}|then>, &lt;@U2&gt;';
    const plain = { type: 'header', text: { type: 'plain_text', text: '<@U3>' } };
    expect(mentionsOf({ blocks: [section(said), plain] })).toEqual(['@U1', '!channel', '!subteam^S1']);
  });

  it('leads a download astray only as far as the app lets it', async () => {
    const stranger = await startStranger();
    slack = await startSlack();
    const says = { url_private: `${stranger.url}/evil.pdf`, mode: 'external' };
    const dropped = await slack.person('ana').drops('ops', { name: 'sop.pdf', bytes: Buffer.from('x'), says });
    const { file } = await new webApi.WebClient(slack.bot.token, clientOptions(slack)).files.info({
      file: dropped.files[0]?.id ?? '',
    });
    await fetch(file?.url_private ?? '', { headers: { authorization: 'Bearer secret' } });
    expect(stranger.visits).toEqual([{ path: '/evil.pdf', authorization: 'Bearer secret' }]);
    await stranger.close();
  });
});

describe('two workspaces', () => {
  const teams = [
    { id: 'T0AAA0000', name: 'Alpha' },
    { id: 'T0BBB0000', name: 'Beta', isInstalled: false },
  ];

  it('are told apart by their tokens, though their ids are alike', async () => {
    slack = await startSlack({ teams: teams.map(({ id, name }) => ({ id, name })) });
    const [alpha, beta] = teams.map(({ id }) => slack.team(id));
    const client = new webApi.WebClient(beta?.bot.token, clientOptions(slack));
    await client.chat.postMessage({ channel: slack.channel('ops'), text: 'for Beta' });
    expect(alpha?.messages('ops')).toEqual([]);
    expect(beta?.messages('ops').map((one) => one.text)).toEqual(['for Beta']);
  });

  it('install the app through its page, and take it off', async () => {
    slack = await startSlack({ teams });
    const installed = new Map<string, Installation>();
    const { settings } = slack;
    const app = new App({
      signingSecret: settings.SLACK_SIGNING_SECRET,
      clientId: settings.SLACK_CLIENT_ID,
      clientSecret: settings.SLACK_CLIENT_SECRET,
      stateSecret: 'state',
      scopes: ['chat:write', 'commands'],
      logLevel: LogLevel.ERROR,
      clientOptions: clientOptions(slack),
      installerOptions: { authorizationUrl: `${slack.url}/oauth/v2/authorize`, directInstall: true },
      installationStore: {
        storeInstallation: async (one) => void installed.set(one.team?.id ?? '', one as Installation),
        fetchInstallation: async ({ teamId = '' }) =>
          installed.get(teamId) ?? Promise.reject(new Error('not installed')),
        deleteInstallation: async ({ teamId = '' }) => void installed.delete(teamId),
      },
    });
    app.event('app_uninstalled', async ({ body }) => void installed.delete(body.team_id));
    const server = await app.start({ port: 0, host: '127.0.0.1' });
    const port = portOf(server);
    slack.deliverTo(`http://127.0.0.1:${port}/slack/events`);
    const beta = slack.team('T0BBB0000');
    const page = await beta.person('dora').installs(`http://127.0.0.1:${port}/slack/install`);
    expect(page.status).toBe(200);
    expect([...installed.keys()]).toEqual(['T0BBB0000']);
    const token = installed.get('T0BBB0000')?.bot?.token;
    const client = new webApi.WebClient(token, clientOptions(slack));
    await client.chat.postMessage({ channel: beta.channel('ops'), text: 'hello Beta' });
    expect(beta.messages('ops')).toHaveLength(1);
    await beta.uninstalls();
    expect([...installed.keys()]).toEqual([]);
    await expect(client.auth.test()).rejects.toThrow('account_inactive');
    await app.stop();
  });
});
