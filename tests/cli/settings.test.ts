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
