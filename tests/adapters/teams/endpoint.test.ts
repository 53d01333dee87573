/** `/api/messages`: only the Bot Framework is heard, and only what it says to this bot. All else is refused, and leaves nothing. */
import { createHmac, createPublicKey, randomUUID } from 'node:crypto';
import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { connectTeams } from '../../../src/adapters/teams/connect.ts';
import { readConfig } from '../../../src/config.ts';
import { listMembers } from '../../../src/store/members.ts';
import { listTeamsConversations } from '../../../src/store/teams-conversations.ts';
import { findWorkspace } from '../../../src/store/workspaces.ts';
import type { Json } from '../../support/slack/json.ts';
import { activity, message } from '../../support/teams/activities.ts';
import { invoke } from '../../support/teams/invokes.ts';
import { APP_ID, MY_CHAT, TENANT_ID } from '../../support/teams/seed.ts';
import {
  ANA,
  bearer,
  type Endpoint,
  openEndpoint,
  PASSWORD,
  posted,
  SIGNED,
  seconds,
  sends,
  TOKEN,
  WORKSPACE,
} from './endpoint.ts';

const STRANGERS_TENANT = '0d0d0d0d-1111-4222-8333-444444444444';
/** The SDK allows clocks to differ by five minutes. */
const SIX_MINUTES = 360;

describe('a bot', () => {
  let endpoint: Endpoint;
  beforeAll(async () => {
    endpoint = await openEndpoint(SIGNED);
  });
  afterAll(() => endpoint.end());
  afterEach(() => endpoint.answers(undefined));

  const scene = (by = ANA) => ({ by, place: MY_CHAT, serviceUrl: endpoint.serviceUrl });
  const help = () => message(scene(), { text: 'help' });
  const right = (claims: Json = {}) => ({ serviceurl: endpoint.serviceUrl, ...claims });
  const token = (claims: Json = {}, header: Json = {}) => endpoint.identity.token(right(claims), header);
  const said = () => endpoint.calls.filter(({ method, path }) => method === 'POST' && path.endsWith('/activities'));
  const kept = async () => ({
    workspace: await findWorkspace(endpoint.app.db, WORKSPACE),
    members: await listMembers(endpoint.app.db, WORKSPACE),
    conversations: await listTeamsConversations(endpoint.app.db, { workspace: WORKSPACE, limit: 10 }),
  });

  describe('refuses', () => {
    afterEach(async () => {
      // What would be heard is heard once what comes after it was answered.
      expect(await sends(endpoint, invoke(scene(), 'nobody/knows', { value: {} }), bearer(token()))).toBe(501);
      expect(await kept()).toEqual({ workspace: undefined, members: [], conversations: [] });
      expect(endpoint.calls).toEqual([]);
    });

    const forged = () => {
      const [header, body] = token().split('.');
      const [, , signature] = endpoint.identity.token(right(), {}, endpoint.identity.stranger).split('.');
      return `${header}.${body}.${signature}`;
    };
    /** Signed with the public key as if it were a secret, in the form in which the program keeps it. */
    const confused = () => {
      const said = token({}, { alg: 'HS256' }).split('.').slice(0, 2).join('.');
      const key = createPublicKey({ key: endpoint.identity.key.jwk, format: 'jwk' });
      const pem = String(key.export({ type: 'pkcs1', format: 'pem' }));
      return [pem, pem.trimEnd()].map((one) => `${said}.${createHmac('sha256', one).update(said).digest('base64url')}`);
    };
    const altered = () => {
      const [header, , signature] = token().split('.');
      const [, body] = token({ name: 'somebody else' }).split('.');
      return `${header}.${body}.${signature}`;
    };
    const emulator = (issuer: string, more: Json) => token({ iss: issuer, aud: APP_ID, appid: APP_ID, ...more });
    const STS = 'https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/';
    const LOGIN = 'https://login.microsoftonline.com/d6d49420-f39b-4df7-a1dc-d59a935871db/v2.0';
    const other = 'http://127.0.0.1:9/_connector/';

    it.each<[string, () => Readonly<Record<string, string>>]>([
      ['no header', () => ({})],
      ['an empty header', () => ({ authorization: '' })],
      ['a scheme alone', () => ({ authorization: 'Bearer' })],
      ['garbage', () => bearer('garbage')],
      ['three parts of garbage', () => bearer('a.b.c')],
      ['another scheme', () => ({ authorization: `Basic ${token()}` })],
      ['two tokens', () => bearer(`${token()} ${token()}`)],
      ['a token in a cookie', () => ({ cookie: `authorization=Bearer ${token()}` })],
      ['a forged signature under a known key', () => bearer(forged())],
      ['a known key’s signature of something else', () => bearer(altered())],
      ['no signature', () => bearer(token().replace(/\.[^.]*$/, '.'))],
      ['an unknown key', () => bearer(endpoint.identity.token(right(), {}, endpoint.identity.stranger))],
      ['no key’s name', () => bearer(token({}, { kid: undefined }))],
      ['a key’s name that is no text', () => bearer(token({}, { kid: { $ne: '' } }))],
      [
        'a key that it brings along',
        () =>
          bearer(
            endpoint.identity.token(
              right(),
              { jwk: endpoint.identity.stranger.jwk, kid: endpoint.identity.stranger.kid },
              endpoint.identity.stranger,
            ),
          ),
      ],
      ['a token of another bot', () => bearer(token({ aud: randomUUID() }))],
      ['a token of two bots', () => bearer(token({ aud: [APP_ID, randomUUID()] }))],
      ['a token of no bot', () => bearer(token({ aud: undefined }))],
      ['an expired token', () => bearer(token({ nbf: seconds() - 2 * SIX_MINUTES, exp: seconds() - SIX_MINUTES }))],
      ['a token of later', () => bearer(token({ nbf: seconds() + SIX_MINUTES, exp: seconds() + 2 * SIX_MINUTES }))],
      ['a token of somebody else', () => bearer(token({ iss: 'https://api.botframework.com.evil.example' }))],
      ['a token of nobody', () => bearer(token({ iss: undefined }))],
      ['a token for another address', () => bearer(token({ serviceurl: other }))],
      ['a token for a beginning of the address', () => bearer(token({ serviceurl: endpoint.serviceUrl.slice(0, -1) }))],
      ['a token for no address', () => bearer(token({ serviceurl: undefined }))],
      ['the algorithm none', () => bearer(token({}, { alg: 'none' }))],
      ['the algorithm HS256', () => bearer(token({}, { alg: 'HS256' }))],
      ['a public key used as a secret', () => bearer(confused()[0] ?? '')],
      ['the same without the last line’s end', () => bearer(confused()[1] ?? '')],
      ['a token as of the emulator', () => bearer(emulator(STS, { ver: '1.0' }))],
      ['one of its later ones', () => bearer(emulator(LOGIN, { ver: '2.0', azp: APP_ID }))],
      [
        'a token as of another bot that calls this one',
        () => bearer(emulator(STS, { ver: '1.0', appid: randomUUID() })),
      ],
      ['one that calls it a skill', () => bearer(emulator(LOGIN, { ver: '2.0', azp: randomUUID() }))],
    ])('%s', async (_, headers) => {
      expect(await sends(endpoint, help(), headers())).toBe(401);
    });

    it.each<[string, (serviceUrl: string) => Json]>([
      ['another channel', () => ({ channelId: 'webchat' })],
      ['the emulator', () => ({ channelId: 'emulator' })],
      ['Azure’s own web pages', () => ({ channelId: 'AseChannel' })],
      ['an agent’s channel of Teams', () => ({ channelId: 'agents' })],
      ['Teams in other letters', () => ({ channelId: 'MSTeams' })],
      ['another address than the token’s', (serviceUrl) => ({ serviceUrl: `${serviceUrl}other/` })],
      ['an address that is not Microsoft’s', () => ({ serviceUrl: 'https://evil.example/' })],
      ['an address on this machine', () => ({ serviceUrl: other })],
    ])('a good token with what comes of %s', async (_, more) => {
      const body = { ...help(), ...more(endpoint.serviceUrl) };
      expect(await sends(endpoint, body, bearer(token()))).toBe(401);
      if (body.channelId !== 'msteams') return;
      // Even where the token names the same one.
      const isUnderTeams = String(body.serviceUrl).startsWith(endpoint.serviceUrl);
      if (!isUnderTeams) expect(await sends(endpoint, body, bearer(token({ serviceurl: body.serviceUrl })))).toBe(401);
    });

    it.each<[string, () => Json | string]>([
      ['nothing', () => ''],
      ['no JSON', () => '{"type":'],
      ['a form', () => 'type=message&text=help'],
      ['no object', () => '[]'],
      ['null', () => 'null'],
      ['an empty object', () => ({})],
      ['nobody who says it', () => ({ ...help(), from: undefined })],
      ['no conversation', () => ({ ...help(), conversation: {} })],
      ['a number for a text', () => ({ ...help(), text: 7 })],
      ['a text beyond measure', () => ({ ...help(), text: 'x'.repeat(100_001) })],
      ['names beyond measure', () => ({ ...help(), from: { id: 'x'.repeat(501) } })],
      [
        'more members than a request has',
        () => ({ ...help(), membersAdded: Array.from({ length: 1_001 }, () => ({ id: '1' })) }),
      ],
    ])('as no activity: %s', async (_, body) => {
      expect(await sends(endpoint, body(), bearer(token()))).toBe(400);
      expect(await sends(endpoint, body(), {})).toBe(400);
    });

    it('what is too large, whether or not it says so before', async () => {
      const large = JSON.stringify({ ...help(), value: 'x'.repeat(600 * 1_024) });
      expect(await inPieces(large, { 'content-length': String(large.length) })).toBe(413);
      expect(await inPieces(large)).toBe(413);
      // As large as the largest form is.
      const small = JSON.stringify({
        ...invoke(scene(), 'nobody/knows', { value: { text: 'x'.repeat(400 * 1_024) } }),
      });
      expect(await inPieces(small)).toBe(501);
    });

    it('other tenants, and what names none', async () => {
      const { conversation, channelData, ...rest } = help();
      const there = { ...(conversation as Json), tenantId: STRANGERS_TENANT };
      const stranger = { ...rest, conversation: there, channelData: { tenant: { id: STRANGERS_TENANT } } };
      expect(await sends(endpoint, stranger, bearer(token()))).toBe(403);
      // What Teams says of the tenant counts, whatever the conversation says.
      expect(await sends(endpoint, { ...stranger, conversation }, bearer(token()))).toBe(403);
      const nowhere = { ...rest, conversation: { ...there, tenantId: undefined }, channelData: {} };
      expect(await sends(endpoint, nowhere, bearer(token()))).toBe(403);
      expect(channelData).toMatchObject({ tenant: { id: TENANT_ID } });
    });

    it('other ways to ask', async () => {
      for (const method of ['GET', 'HEAD', 'PUT', 'DELETE', 'OPTIONS']) {
        const { status } = await fetch(`${endpoint.address}/api/messages`, { method, headers: bearer(token()) });
        expect({ method, status }).toEqual({ method, status: expect.toBeOneOf([401, 403, 404]) });
      }
    });

    /** On a connection of its own: what is not read to its end closes it. */
    function inPieces(body: string, headers: Readonly<Record<string, string>> = {}): Promise<number> {
      return posted(endpoint, { ...bearer(token()), ...headers }, (sending) => {
        for (let at = 0; at < body.length; at += 65_536) sending.write(body.slice(at, at + 65_536));
      });
    }
  });

  it('does not know every invoke, and says so in Teams’ way', async () => {
    for (const name of ['nobody/knows', 'signin/verifyState', 'message/submitAction', '']) {
      expect({ name, status: await sends(endpoint, invoke(scene(), name, { value: {} }), bearer(token())) }).toEqual({
        ...{ name, status: 501 },
      });
    }
  });

  it('takes what it has no use for, and does nothing', async () => {
    for (const type of ['typing', 'endOfConversation', 'event', 'messageReaction', 'whatever comes next year']) {
      expect({ type, status: await sends(endpoint, activity(type, scene()), bearer(token())) }).toEqual({
        type,
        status: 200,
      });
    }
    expect(await kept()).toEqual({ workspace: undefined, members: [], conversations: [] });
    expect(endpoint.calls).toEqual([]);
  });

  it('hears what was signed for it', async () => {
    const before = seconds();
    // Clocks differ: five minutes are forgiven.
    for (const claims of [{}, { nbf: before + 240 }, { nbf: before - 700, exp: before - 240 }]) {
      const count = said().length;
      expect(await sends(endpoint, help(), bearer(token(claims)))).toBe(200);
      await vi.waitFor(() => expect(said()).toHaveLength(count + 1));
    }
    const { workspace, members, conversations } = await kept();
    expect(workspace).toMatchObject({ id: WORKSPACE });
    expect(members).toMatchObject([{ id: ANA.aadObjectId, name: ANA.name }]);
    expect(conversations).toMatchObject([{ id: MY_CHAT.id, serviceUrl: endpoint.serviceUrl }]);
    // Its keys are fetched once.
    expect(endpoint.identity.fetched()).toBe(1);
  });

  it('writes down why it refuses, and nothing of a token or a secret', async () => {
    const tokens = [
      token({ aud: randomUUID() }),
      token({ exp: seconds() - SIX_MINUTES }),
      token({}, { alg: 'none' }),
      token(),
    ];
    for (const one of tokens) await sends(endpoint, help(), bearer(one));
    const elsewhere = { ...help(), channelData: { tenant: { id: STRANGERS_TENANT } } };
    expect(await sends(endpoint, elsewhere, bearer(token()))).toBe(403);
    const failures = () => endpoint.written().split('nobody could be told that a request failed').length - 1;
    for (const [index, status] of [401, 403, 500].entries()) {
      endpoint.answers({ status, body: { error: { code: 'Failed', message: 'no' } } });
      await sends(endpoint, help(), bearer(token()));
      await vi.waitFor(() => expect(failures()).toBe(index + 1));
    }
    const written = endpoint.written();
    expect(written).toContain('it was not signed by the Bot Framework for this bot');
    expect(written).toContain(`it is of the tenant ${STRANGERS_TENANT}`);
    for (const one of tokens) for (const part of one.split('.')) if (part !== '') expect(written).not.toContain(part);
    expect(written).not.toContain(TOKEN);
    expect(written).not.toContain(PASSWORD);
    expect(written).not.toContain('Bearer');
  });

  it('hears nothing before it listens', async () => {
    const { app, identity, serviceUrl } = endpoint;
    const config = readConfig({ ...SIGNED, TEAMS_SERVICE_URL: serviceUrl }).teams;
    if (!config) throw new Error('Teams is not set up');
    const openIdUrl = `${new URL(serviceUrl).origin}/openid`;
    const { routes } = connectTeams({
      ...{ settings: { ...config, openIdUrl }, db: app.db, clock: { now: Date.now } },
      ...{ files: {} as never, log: pino({ level: 'silent' }), secret: 'x'.repeat(32), tokens: async () => TOKEN },
    });
    const headers = bearer(identity.token(right()));
    const answer = await routes.request('/api/messages', { method: 'POST', headers, body: JSON.stringify(help()) });
    expect(answer.status).toBe(503);
  });
});

describe('Microsoft’s keys', () => {
  let endpoint: Endpoint | undefined;
  afterEach(() => endpoint?.end());

  const asks = async ({ identity, serviceUrl, ...there }: Endpoint, more: Json = {}) => {
    const asked = invoke({ by: ANA, place: MY_CHAT, serviceUrl }, 'nobody/knows', { value: {} });
    return sends(there, { ...asked, ...more }, bearer(identity.token({ serviceurl: serviceUrl })));
  };

  it('that cannot be read now are nobody’s fault: it may be tried again, and then it is heard', async () => {
    endpoint = await openEndpoint(SIGNED);
    endpoint.identity.isDown = true;
    expect(await asks(endpoint)).toBe(503);
    endpoint.identity.isDown = false;
    endpoint.hidesKeys(true);
    expect(await asks(endpoint)).toBe(503);
    endpoint.hidesKeys(false);
    expect(await asks(endpoint)).toBe(501);
    // From now on they are known.
    endpoint.identity.isDown = true;
    expect(await asks(endpoint)).toBe(501);
  });

  it('that cannot be reached at all let nobody in', async () => {
    endpoint = await openEndpoint(SIGNED, { isCutOff: true });
    expect(await asks(endpoint)).toBe(503);
    expect(endpoint.calls).toEqual([]);
  });

  it('that are not for Teams open nothing', async () => {
    endpoint = await openEndpoint(SIGNED);
    endpoint.identity.endorses(['webchat', 'directline']);
    expect(await asks(endpoint)).toBe(401);
    expect(endpoint.written()).toContain('it was not signed by the Bot Framework for this bot');
  });

  it('that are for more than Teams open Teams alone', async () => {
    endpoint = await openEndpoint(SIGNED);
    endpoint.identity.endorses(['msteams', 'webchat']);
    expect(await asks(endpoint)).toBe(501);
    expect(await asks(endpoint, { channelId: 'webchat' })).toBe(401);
  });
});

describe('a bot that trusts Microsoft alone', () => {
  let endpoint: Endpoint;
  beforeAll(async () => {
    const { TEAMS_TENANT_ID: _, ...many } = SIGNED;
    endpoint = await openEndpoint(many, { isTrusted: false });
  });
  afterAll(() => endpoint.end());

  const asks = (serviceUrl: string, claim = serviceUrl) =>
    sends(
      endpoint,
      invoke({ by: ANA, place: MY_CHAT, serviceUrl }, 'nobody/knows', { value: {} }),
      bearer(endpoint.identity.token({ serviceurl: claim })),
    );

  it('answers at its addresses', async () => {
    expect(await asks('https://smba.trafficmanager.net/emea/')).toBe(501);
    expect(await asks('https://smba.infra.gcc.teams.microsoft.com/gcc/')).toBe(501);
  });

  it('answers nowhere else, whatever the token says', async () => {
    for (const url of [
      ...[
        'https://smba.trafficmanager.net.evil.example/',
        'http://smba.trafficmanager.net/emea/',
        'https://evil.example/',
      ],
      ...[
        endpoint.serviceUrl,
        'http://localhost:56150/_connector',
        'https://a@smba.trafficmanager.net/',
        '',
        'no address',
      ],
    ]) {
      expect({ url, status: await asks(url) }).toEqual({ url, status: 401 });
    }
    expect(await asks('https://smba.trafficmanager.net/emea/', 'https://smba.trafficmanager.net/amer/')).toBe(401);
    expect(endpoint.calls).toEqual([]);
  });

  it('hears every tenant, where none is named', async () => {
    const serviceUrl = 'https://smba.trafficmanager.net/emea/';
    const asked = invoke({ by: ANA, place: MY_CHAT, serviceUrl }, 'nobody/knows', { value: {} });
    const body = { ...asked, channelData: { tenant: { id: STRANGERS_TENANT } } };
    expect(await sends(endpoint, body, bearer(endpoint.identity.token({ serviceurl: serviceUrl })))).toBe(501);
  });
});

describe('for trying it out', () => {
  let endpoint: Endpoint;
  beforeAll(async () => {
    endpoint = await openEndpoint({ TEAMS_ANONYMOUS: '1' }, { isTrusted: false });
  });
  afterAll(() => endpoint.end());

  const asked = (serviceUrl = endpoint.serviceUrl) =>
    invoke({ by: ANA, place: MY_CHAT, serviceUrl }, 'nobody/knows', { value: {} });

  it('anybody on this machine is believed', async () => {
    expect(await sends(endpoint, asked(), {})).toBe(501);
    expect(
      await sends(
        endpoint,
        message({ by: ANA, place: MY_CHAT, serviceUrl: endpoint.serviceUrl }, { text: 'help' }),
        {},
      ),
    ).toBe(200);
    await vi.waitFor(() => expect(endpoint.calls.map(({ method }) => method)).toContain('POST'));
  });

  it('nobody from outside is, and no page that this machine’s browser shows', async () => {
    for (const headers of [
      { 'x-forwarded-for': '203.0.113.9' },
      { 'x-forwarded-for': '' },
      { forwarded: 'for=203.0.113.9' },
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { origin: endpoint.address },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-origin' },
    ]) {
      expect({ headers, status: await sends(endpoint, asked(), headers) }).toEqual({ headers, status: 403 });
    }
    expect(await atHost('sopwith.evil.example')).toBe(403);
    expect(await atHost('localhost')).toBe(501);
    expect(endpoint.written()).toContain('it came from outside, and TEAMS_ANONYMOUS is for this machine alone');
  });

  it('nothing is answered elsewhere', async () => {
    const before = endpoint.calls.length;
    for (const url of ['https://evil.example/', 'http://10.0.0.7/', 'http://localhost.evil.example/']) {
      expect({ url, status: await sends(endpoint, asked(url), {}) }).toEqual({ url, status: 401 });
    }
    expect(endpoint.calls).toHaveLength(before);
  });

  /** A site may let its name lead to this machine; what the browser says of the host it cannot change. */
  function atHost(host: string): Promise<number> {
    return posted(endpoint, { host }, (sending) => sending.write(JSON.stringify(asked())));
  }
});
