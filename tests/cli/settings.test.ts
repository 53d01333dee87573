import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ConfigError, readConfig, withFile } from '../../src/config.ts';

const SECRET = { password: 'the-value-of-the-secret' };
const TOGETHER = 'TEAMS_CERTIFICATE_FILE and TEAMS_CERTIFICATE_THUMBPRINT go together.';

describe('settings', () => {
  it.each<[Record<string, string>, string]>([
    [{ PORT: 'abc' }, 'PORT must be a whole number from 0 to 65535, not “abc”.'],
    [{ PORT: '70000' }, 'PORT must be a whole number from 0 to 65535, not “70000”.'],
    [{ PORT: '30.5' }, 'PORT must be a whole number from 0 to 65535, not “30.5”.'],
    [{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL must be one of fatal, error, warn, info, debug, silent, not “loud”.'],
    [{ SOPWITH_SECRET: 'short' }, 'SOPWITH_SECRET must have at least 32 characters (leave it out to have one made).'],
    [
      { DATABASE_URL: 'mysql://user:word@db/x' },
      'DATABASE_URL must begin with postgres:// (leave it out for the SQLite file).',
    ],
  ])('%j are refused in a sentence', (env, sentence) => {
    expect(() => readConfig(env)).toThrow(new ConfigError(sentence));
  });

  describe('of signing in', () => {
    const url = { PUBLIC_URL: 'https://sopwith.example.com/' };
    const client = { OIDC_CLIENT_ID: '1.2', OIDC_CLIENT_SECRET: 'hush' };
    const known = { clientId: '1.2', clientSecret: 'hush' };
    const slack = 'https://slack.com';
    const entra = 'https://login.microsoftonline.com/11111111-2222-3333-4444-555555555555/v2.0';
    const teams = {
      ...{ TEAMS_APP_ID: '11111111-2222-3333-4444-555555555555', TEAMS_APP_PASSWORD: SECRET.password },
      ...{ TEAMS_TENANT_ID: '99999999-AAAA-3333-4444-555555555555', TEAMS_WORKSPACE: 'slack-T1' },
    };
    const joined = { tenant: '99999999-aaaa-3333-4444-555555555555', workspace: 'slack-T1' };

    it.each<[string, Record<string, string>, object | undefined]>([
      ['nothing', url, undefined],
      ['Slack', { OIDC_ISSUER: slack }, { issuer: slack, name: 'Slack', people: 'slack' }],
      ['Microsoft', { OIDC_ISSUER: entra }, { issuer: entra, name: 'Microsoft', people: 'entra' }],
      [
        'both together',
        { OIDC_ISSUER: entra, ...teams },
        { issuer: entra, name: 'Microsoft', people: 'entra', joined },
      ],
      [
        'a provider that only looks like Slack',
        { OIDC_ISSUER: 'https://slack.com.evil.example' },
        { issuer: 'https://slack.com.evil.example', name: 'slack.com.evil.example', people: 'email' },
      ],
      [
        'any other',
        { OIDC_ISSUER: 'https://id.acme.example/x', OIDC_NAME: 'Acme', OIDC_WORKSPACE: 'slack-T1' },
        { issuer: 'https://id.acme.example/x', name: 'Acme', people: 'email', workspace: 'slack-T1' },
      ],
    ])('%s', (_, env, oidc) => {
      const read = readConfig({ ...url, ...(oidc && client), ...env });
      expect(read.oidc).toEqual(oidc && { ...known, ...oidc });
      expect(read.publicUrl).toBe('https://sopwith.example.com');
    });

    it.each<[Record<string, string>, string]>([
      [
        { OIDC_ISSUER: slack, ...url },
        'needs OIDC_CLIENT_ID.\nSigning in through a provider also needs OIDC_CLIENT_SECRET.',
      ],
      [{ ...client, ...url }, 'Signing in through a provider also needs OIDC_ISSUER.'],
      [{ OIDC_ISSUER: slack, ...client }, 'Signing in through a provider also needs PUBLIC_URL.'],
      [{ OIDC_NAME: 'Acme', ...url }, 'needs OIDC_ISSUER.'],
      [{ OIDC_ISSUER: 'http://id.example', ...client, ...url }, 'OIDC_ISSUER must begin with https://'],
      [{ OIDC_ISSUER: 'slack.com', ...client, ...url }, 'OIDC_ISSUER must be an address'],
      [
        { OIDC_ISSUER: slack, OIDC_WORKSPACE: 'T1 x', ...client, ...url },
        'OIDC_WORKSPACE must be the id of a workspace',
      ],
    ])('%j is refused', (env, sentence) => {
      expect(() => readConfig(env)).toThrow(sentence);
    });
  });

  describe('of Slack', () => {
    const bot = { SLACK_BOT_TOKEN: 'xoxb-1' };
    const app = { SLACK_APP_TOKEN: 'xapp-1' };
    const signing = { SLACK_SIGNING_SECRET: 'a-signing-secret' };
    const client = { SLACK_CLIENT_ID: '1.2', SLACK_CLIENT_SECRET: 'hush' };
    const url = { PUBLIC_URL: 'https://sopwith.example.com/' };
    const apiUrl = 'https://slack.com/api/';

    it.each<[string, Record<string, string>, object | undefined]>([
      ['nothing', {}, undefined],
      ['only an address', { ...url, SLACK_API_URL: 'http://127.0.0.1:9/api' }, undefined],
      ['empty ones', { SLACK_BOT_TOKEN: '', SLACK_APP_TOKEN: '' }, undefined],
      ['one workspace, Socket Mode', { ...bot, ...app }, { apiUrl, botToken: 'xoxb-1', appToken: 'xapp-1' }],
      [
        'one workspace, requests',
        { ...bot, ...signing },
        { apiUrl, botToken: 'xoxb-1', signingSecret: 'a-signing-secret' },
      ],
      [
        'many workspaces',
        { ...client, ...signing, ...url },
        {
          ...{ apiUrl, signingSecret: 'a-signing-secret', publicUrl: 'https://sopwith.example.com' },
          client: { id: '1.2', secret: 'hush' },
        },
      ],
      [
        'copied with the end of the line',
        { SLACK_BOT_TOKEN: ' xoxb-1\n', SLACK_APP_TOKEN: 'xapp-1 ', SLACK_API_URL: 'http://127.0.0.1:9/api' },
        { apiUrl: 'http://127.0.0.1:9/api/', botToken: 'xoxb-1', appToken: 'xapp-1' },
      ],
    ])('%s', (_, env, slack) => {
      expect(readConfig(env).slack).toEqual(slack);
    });

    const events =
      'Slack also needs SLACK_APP_TOKEN (Socket Mode) or SLACK_SIGNING_SECRET (requests to /slack/events).';
    const token =
      'Slack also needs SLACK_BOT_TOKEN (for one workspace), or SLACK_CLIENT_ID and SLACK_CLIENT_SECRET (for many).';
    const back = 'Slack also needs PUBLIC_URL (people are sent back there once they have added the app).';
    const secret = 'Slack also needs SLACK_CLIENT_SECRET (it goes with SLACK_CLIENT_ID).';
    const id = 'Slack also needs SLACK_CLIENT_ID (it goes with SLACK_CLIENT_SECRET).';
    it.each<[Record<string, string>, readonly string[]]>([
      [bot, [events]],
      [app, [token]],
      [signing, [token]],
      [client, [events, back]],
      [{ ...client, ...signing }, [back]],
      [{ ...bot, ...app, ...client }, [back]],
      [{ SLACK_CLIENT_ID: '1.2' }, [secret, events, back]],
      [{ ...bot, ...app, SLACK_CLIENT_ID: '1.2', ...url }, [secret]],
      [{ ...bot, ...app, SLACK_CLIENT_SECRET: 'hush', ...url }, [id]],
      [
        { SLACK_BOT_TOKEN: 'xapp-1', SLACK_APP_TOKEN: 'xoxb-1' },
        [
          'SLACK_BOT_TOKEN must begin with xoxb- and be the whole token (OAuth & Permissions, Bot User OAuth Token).',
          'SLACK_APP_TOKEN must begin with xapp- and be the whole token (Basic Information, App-Level Tokens).',
        ],
      ],
      [
        { ...app, SLACK_BOT_TOKEN: 'xoxb-…' },
        ['SLACK_BOT_TOKEN must begin with xoxb- and be the whole token (OAuth & Permissions, Bot User OAuth Token).'],
      ],
      [
        { ...bot, SLACK_SIGNING_SECRET: 'short' },
        ['SLACK_SIGNING_SECRET must be the Signing Secret of Basic Information.'],
      ],
      [
        { ...bot, ...app, PUBLIC_URL: 'sopwith.example.com' },
        [expect.stringContaining('PUBLIC_URL must be an address')],
      ],
    ])('%j lack something, which is said in a sentence each', (env, sentences) => {
      expect(refusal(env).split('\n')).toEqual(sentences);
    });
  });

  describe('of Teams', () => {
    const appId = 'c3a1f0d2-6e4b-4b8a-8f57-90d1e2b7a4f6';
    const tenant = '5f6c2a10-7b1e-4c55-9d0a-2f3b6a1c8e01';
    const app = { TEAMS_APP_ID: appId };
    const password = { TEAMS_APP_PASSWORD: 'the-value-of-the-secret' };
    const bot = { ...app, ...password };
    const thumbprint = '00112233445566778899AABBCCDDEEFF00112233';
    const without = { admins: [], isPlain: false };

    it.each<[string, Record<string, string>, object | undefined]>([
      ['nothing', {}, undefined],
      ['only an address', { PUBLIC_URL: 'https://sopwith.example.com' }, undefined],
      ['empty ones', { TEAMS_APP_ID: '', TEAMS_APP_PASSWORD: '', TEAMS_ADMINS: '', TEAMS_PLAIN: '' }, undefined],
      ['many tenants', bot, { appId, password: 'the-value-of-the-secret', ...without }],
      ['one tenant', { ...bot, TEAMS_TENANT_ID: tenant }, { appId, tenant, ...SECRET, ...without }],
      [
        'copied in large letters, with the end of the line',
        {
          ...{ TEAMS_APP_ID: ` ${appId.toUpperCase()}\n`, TEAMS_TENANT_ID: `${tenant.toUpperCase()} ` },
          ...{ TEAMS_APP_PASSWORD: ' the-value-of-the-secret\n', PUBLIC_URL: 'https://sopwith.example.com/' },
        },
        { appId, tenant, publicUrl: 'https://sopwith.example.com', ...SECRET, ...without },
      ],
      [
        'administrators, however they are listed',
        { ...bot, TEAMS_ADMINS: ' Ana@Harbour.Example,  B7E0A9C4-15d8-4d2f-8a63-0c9f4e1b2d02;\n,ben@harbour.example ' },
        {
          ...{ appId, ...SECRET, isPlain: false },
          admins: ['ana@harbour.example', 'b7e0a9c4-15d8-4d2f-8a63-0c9f4e1b2d02', 'ben@harbour.example'],
        },
      ],
      ['clients without dialogs', { ...bot, TEAMS_PLAIN: '1' }, { appId, ...SECRET, admins: [], isPlain: true }],
      ['anybody on this machine', { TEAMS_ANONYMOUS: '1' }, without],
      [
        'the Playground',
        { TEAMS_ANONYMOUS: '1', TEAMS_PLAIN: '1', TEAMS_SERVICE_URL: 'http://localhost:56150/_connector' },
        { admins: [], isPlain: true, standIn: 'http://localhost:56150/_connector' },
      ],
      [
        'anybody on this machine, which has a name of its own',
        { TEAMS_ANONYMOUS: '1', PUBLIC_URL: 'http://localhost:3000' },
        { ...without, publicUrl: 'http://localhost:3000' },
      ],
    ])('%s', (_, env, teams) => {
      expect(readConfig(env).teams).toEqual(teams);
    });

    const id =
      'TEAMS_APP_ID must be the Microsoft App ID of the bot, such as 11111111-2222-3333-4444-555555555555, not “Sopwith”.';
    const print =
      'TEAMS_CERTIFICATE_THUMBPRINT must be the SHA-1 thumbprint of the certificate, 40 hexadecimal digits.';
    const address = 'must be an address that begins with https:// or http://';
    const anybody = 'TEAMS_ANONYMOUS believes anybody to be Teams:';
    it.each<[Record<string, string>, readonly string[]]>([
      [password, ['Teams also needs TEAMS_APP_ID (or TEAMS_ANONYMOUS=1, to try it on this machine alone).']],
      [
        { TEAMS_TENANT_ID: tenant },
        ['Teams also needs TEAMS_APP_ID (or TEAMS_ANONYMOUS=1, to try it on this machine alone).'],
      ],
      [
        { TEAMS_ADMINS: 'ana@harbour.example' },
        ['Teams also needs TEAMS_APP_ID (or TEAMS_ANONYMOUS=1, to try it on this machine alone).'],
      ],
      [
        { TEAMS_PLAIN: '1' },
        ['Teams also needs TEAMS_APP_ID (or TEAMS_ANONYMOUS=1, to try it on this machine alone).'],
      ],
      [app, ['Teams also needs TEAMS_APP_PASSWORD, or TEAMS_CERTIFICATE_FILE and TEAMS_CERTIFICATE_THUMBPRINT.']],
      [{ ...bot, TEAMS_ANONYMOUS: '1' }, [`${anybody} leave it out where there is a TEAMS_APP_ID.`]],
      [
        { TEAMS_ANONYMOUS: '1', PUBLIC_URL: 'https://sopwith.example.com' },
        [`${anybody} it is for this machine alone, and PUBLIC_URL leads here from outside.`],
      ],
      [
        { TEAMS_ANONYMOUS: '1', PUBLIC_URL: 'http://localhost.example.com' },
        [`${anybody} it is for this machine alone, and PUBLIC_URL leads here from outside.`],
      ],
      [{ ...bot, TEAMS_CERTIFICATE_FILE: 'any.key' }, [TOGETHER]],
      [{ ...bot, TEAMS_CERTIFICATE_THUMBPRINT: thumbprint }, [TOGETHER]],
      [{ ...bot, TEAMS_WORKSPACE: 'slack-T0ACME000' }, [expect.stringContaining('also needs TEAMS_TENANT_ID')]],
      [
        { TEAMS_APP_ID: 'Sopwith', TEAMS_APP_PASSWORD: 'short', TEAMS_TENANT_ID: 'harbour.example' },
        [
          id,
          'TEAMS_APP_PASSWORD must be the value of the client secret, not its id.',
          'TEAMS_TENANT_ID must be the directory (tenant) id, not “harbour.example”.',
        ],
      ],
      [{ ...app, TEAMS_CERTIFICATE_FILE: 'any.key', TEAMS_CERTIFICATE_THUMBPRINT: thumbprint.slice(2) }, [print]],
      [{ ...app, TEAMS_CERTIFICATE_FILE: 'any.key', TEAMS_CERTIFICATE_THUMBPRINT: 'x'.repeat(40) }, [print]],
      [
        { TEAMS_ANONYMOUS: 'yes', TEAMS_PLAIN: 'true' },
        ['TEAMS_ANONYMOUS must be 1, or left out.', 'TEAMS_PLAIN must be 1, or left out.'],
      ],
      [{ ...bot, TEAMS_SERVICE_URL: 'localhost:56150' }, [`TEAMS_SERVICE_URL ${address}, not “localhost:56150”.`]],
    ])('%j lack something, which is said in a sentence each', (env, sentences) => {
      expect(refusal(env).split('\n')).toEqual(sentences);
    });

    describe('with a certificate', () => {
      const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 });
      const pem = privateKey.export({ type: 'pkcs8', format: 'pem' });
      const closed = privateKey.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'hush' });
      let folder: string;
      beforeAll(async () => {
        folder = await mkdtemp(join(tmpdir(), 'sopwith-certificate-'));
        const public_ = publicKey.export({ type: 'spki', format: 'pem' });
        for (const [name, text] of Object.entries({ open: pem, closed, public: public_, empty: '' }))
          await writeFile(join(folder, `${name}.pem`), text);
      });
      afterAll(() => rm(folder, { recursive: true }));

      const given = (name: string, print = thumbprint) => ({
        ...{ ...app, TEAMS_CERTIFICATE_FILE: join(folder, name), TEAMS_CERTIFICATE_THUMBPRINT: print },
      });

      it('read its private key, and its thumbprint with or without colons', () => {
        const certificate = { thumbprint, privateKey: pem };
        expect(readConfig(given('open.pem')).teams).toEqual({ appId, certificate, ...without });
        const withColons = (thumbprint.match(/../g) ?? []).join(':');
        expect(readConfig(given('open.pem', withColons)).teams).toEqual({ appId, certificate, ...without });
      });

      it.each(['none.pem', 'closed.pem', 'public.pem', 'empty.pem', '.'])(
        'refuse %s, and repeat nothing of it',
        (name) => {
          const said = refusal(given(name));
          expect(said).toBe(
            `TEAMS_CERTIFICATE_FILE: ${join(folder, name)} cannot be read as a private key in PEM, without a password.`,
          );
        },
      );
    });

    it('repeat no secret', () => {
      expect(refusal({ ...app, TEAMS_APP_PASSWORD: 'hush7' })).not.toContain('hush7');
    });
  });

  describe('in a file', () => {
    let folder: string;
    let file: string;
    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'sopwith-settings-'));
      file = join(folder, '.env');
      await writeFile(file, '# ours\nPORT=4001\nLOG_LEVEL="warn"\n');
    });
    afterAll(() => rm(folder, { recursive: true }));

    it('are read, and what the environment says wins', () => {
      expect(readConfig(withFile({}, file))).toMatchObject({ port: 4001, logLevel: 'warn' });
      expect(readConfig(withFile({ PORT: '4002' }, file))).toMatchObject({ port: 4002, logLevel: 'warn' });
    });

    it('need no file', () => {
      expect(withFile({ PORT: '1' }, join(folder, 'none'))).toEqual({ PORT: '1' });
      expect(() => withFile({}, folder)).toThrow(/cannot be read \(EISDIR\)/);
    });
  });
});

/** What is said about settings that are refused; '' if they are taken. */
function refusal(env: Record<string, string>): string {
  try {
    readConfig(env);
    return '';
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
}
