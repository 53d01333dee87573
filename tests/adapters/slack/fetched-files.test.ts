/** What comes instead of a file: more than was said, and more than fits. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FetchFiles, fileFetcher } from '../../../src/adapters/slack/files.ts';
import type { Team } from '../../../src/adapters/slack/teams.ts';
import { LIMITS } from '../../../src/engine/limits.ts';
import { atMost } from '../../../src/runtime/at-most.ts';

describe('a file', () => {
  let server: Server;
  let fetchFile: FetchFiles;
  let url: string;
  let gone: Promise<unknown>;
  beforeAll(async () => {
    const bomb = gzipSync(new Uint8Array(2 * LIMITS.fileBytes));
    let cut: (value: unknown) => void = () => undefined;
    gone = new Promise((resolve) => {
      cut = resolve;
    });
    server = createServer((request, response) => {
      if (request.url?.endsWith('bomb')) response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb);
      else {
        // It says that it is small and never ends.
        response.writeHead(200, { 'content-type': 'image/png' });
        const more = () => {
          while (response.write(Buffer.alloc(1024 * 1024)));
        };
        response.on('drain', more).on('close', cut);
        more();
      }
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const kept = { put: () => Promise.reject(new Error('nothing is to be kept')), get: async () => undefined };
    fetchFile = fileFetcher(
      { files: kept, db: undefined as never, clock: { now: Date.now } },
      { apiUrl: `${url}/api/` },
    );
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  const team = { token: 'xoxb-1' } as Team;
  const named = (path: string) => ({ id: 'F1', name: 'a.png', size: 10, url_private: `${url}${path}` });

  it('that unpacks into more than is allowed is refused', async () => {
    await expect(fetchFile(team, named('/files-pri/bomb'))).rejects.toThrow(/larger than/);
  });

  it('that never ends is refused, and cut off', async () => {
    await expect(fetchFile(team, named('/files-pri/endless'))).rejects.toThrow(/larger than/);
    await gone;
  });

  it.each([
    '/api/chat.postMessage?text=hello',
    '/files-pri/../api/auth.revoke',
    '/',
    '//files-pri/x',
    '/x/files-pri/y',
  ])('whose address is %s is not fetched', async (path) => {
    await expect(fetchFile(team, named(path))).rejects.toThrow(/lies outside of Slack/);
  });
});

describe("Slack's own hosts", () => {
  const fetchFile = fileFetcher({} as never, { apiUrl: 'https://slack.com/api/' });
  it.each([
    'http://files.slack.com/files-pri/T1-F1/a.png',
    'https://files.slack.com:8443/files-pri/T1-F1/a.png',
    'https://slack.com.evil.example/files-pri/a.png',
    'https://evilslack.com/files-pri/a.png',
    'https://files.slack.com@evil.example/files-pri/a.png',
    'https://slack.com/api/chat.postMessage?channel=C1&text=hello',
    'file:///files-pri/a.png',
    'http://169.254.169.254/files-pri/a.png',
  ])('are not at %s', async (url_private) => {
    await expect(fetchFile({ token: 'x' } as Team, { name: 'a.png', url_private })).rejects.toThrow(/lies outside/);
  });
});

it('works wait for their turn in their order, and one that fails gives its place on', async () => {
  const inTurn = atMost(2);
  const ends: (() => void)[] = [];
  const begun: number[] = [];
  const works = [0, 1, 2, 3].map((number) =>
    inTurn(async () => {
      begun.push(number);
      await new Promise<void>((resolve) => ends.push(resolve));
      if (number === 0) throw new Error('it fails');
      return number;
    }).catch((error: Error) => error.message),
  );
  await Promise.resolve();
  expect(begun).toEqual([0, 1]);
  ends[0]?.();
  expect(await works[0]).toBe('it fails');
  ends[1]?.();
  await works[1];
  expect(begun).toEqual([0, 1, 2, 3]);
  for (const end of ends) end();
  expect(await Promise.all(works)).toEqual(['it fails', 1, 2, 3]);
});
