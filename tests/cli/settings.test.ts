import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ConfigError, readConfig, withFile } from '../../src/config.ts';

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
      let said = '';
      try {
        readConfig(env);
      } catch (error) {
        if (error instanceof ConfigError) said = error.message;
      }
      expect(said.split('\n')).toEqual(sentences);
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
