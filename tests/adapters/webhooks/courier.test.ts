/** Messages go to public addresses alone, follow nobody elsewhere, and wait for nobody for ever. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createCourier } from '../../../src/adapters/webhooks/courier.ts';
import { CourierError } from '../../../src/runtime/ports.ts';

describe('the courier', () => {
  let server: Server;
  let port: number;
  let seen: string[] = [];
  let answer: Parameters<typeof createServer>[1] = (_, response) => void response.end();
  beforeAll(async () => {
    server = createServer((request, response) => {
      seen.push(`${request.method} ${request.url}`);
      (answer as (one: typeof request, other: typeof response) => void)(request, response);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    port = (server.address() as AddressInfo).port;
  });
  afterEach(() => {
    seen = [];
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  const sent = async (
    allowed: readonly string[],
    url: string,
    more: { signal?: AbortSignal; patience?: number } = {},
  ) => {
    const { signal = new AbortController().signal, patience } = more;
    const courier = createCourier(allowed, patience);
    try {
      return await courier.send({ url, headers: { 'content-type': 'application/json' }, body: '{}', signal });
    } finally {
      courier.close();
    }
  };

  it.each([
    'https://127.0.0.1:PORT/',
    'https://localhost:PORT/',
    'https://[::1]:PORT/',
    'https://[::ffff:127.0.0.1]:PORT/',
    'https://0.0.0.0:PORT/',
    'https://2130706433:PORT/',
    'https://0x7f.1:PORT/',
    'https://10.0.0.1:PORT/',
    'https://169.254.169.254/latest/meta-data/',
    'https://192.168.1.1/',
    'https://100.64.0.1/',
    'https://[fd00::1]/',
    'https://[fe80::1]/',
    'https://168.63.129.16/',
  ])('does not connect inwards: %s', async (url) => {
    const refused = sent([], url.replace('PORT', String(port)));
    await expect(refused).rejects.toThrow(CourierError);
    await expect(refused).rejects.toThrow('WEBHOOK_HOSTS');
    expect(seen).toEqual([]);
  });

  it('goes to a host that is allowed, and only to that', async () => {
    await expect(sent([`127.0.0.1:${port}`], `http://127.0.0.1:${port}/hook`)).resolves.toEqual({ status: 200 });
    await expect(sent(['127.0.0.1'], `http://127.0.0.1:${port}/hook`)).resolves.toEqual({ status: 200 });
    await expect(sent([`127.0.0.1:${port}`], `https://localhost:${port}/hook`)).rejects.toThrow('WEBHOOK_HOSTS');
    expect(seen).toEqual(['POST /hook', 'POST /hook']);
  });

  it('follows nobody elsewhere', async () => {
    answer = (_, response) => response.writeHead(307, { location: `http://127.0.0.1:${port}/inside` }).end();
    await expect(sent(['127.0.0.1'], `http://127.0.0.1:${port}/hook`)).resolves.toEqual({ status: 307 });
    expect(seen).toEqual(['POST /hook']);
  });

  it('reads when it may come again, in seconds', async () => {
    answer = (_, response) => response.writeHead(503, { 'retry-after': '120' }).end();
    await expect(sent(['127.0.0.1'], `http://127.0.0.1:${port}/`)).resolves.toEqual({
      status: 503,
      retryAfter: 120_000,
    });
  });

  it('takes an answer without an end for what its status says', async () => {
    answer = (_, response) => {
      response.writeHead(200);
      const more = setInterval(() => response.write('x'.repeat(64 * 1024)), 1);
      response.on('close', () => clearInterval(more));
    };
    await expect(sent(['127.0.0.1'], `http://127.0.0.1:${port}/`)).resolves.toEqual({ status: 200 });
  });

  it('says in words why no answer came', async () => {
    answer = (request) => request.socket.destroy();
    await expect(sent(['127.0.0.1'], `http://127.0.0.1:${port}/`)).rejects.toThrow('The connection was cut');
    await expect(sent(['127.0.0.1'], 'http://127.0.0.1:1/')).rejects.toThrow('refused');
    await expect(sent(['127.0.0.1'], `https://127.0.0.1:${port}/`)).rejects.toThrow('does not speak TLS');
    await expect(sent([], 'https://sopwith.invalid/')).rejects.toThrow(/host/);
    const silent = { patience: 50 };
    answer = () => {};
    await expect(sent(['127.0.0.1'], `http://127.0.0.1:${port}/`, silent)).rejects.toThrow('No answer came within');
    const stopped = { signal: AbortSignal.abort() };
    await expect(sent(['127.0.0.1'], `http://127.0.0.1:${port}/`, stopped)).rejects.toThrow(CourierError);
  });

  it('asks as much at once of one host as is under way to a webhook: nothing waits its time away', async () => {
    const waiting: (() => void)[] = [];
    answer = (_, response) => void waiting.push(() => response.end());
    const courier = createCourier([`127.0.0.1:${port}`]);
    const { signal } = new AbortController();
    const url = `http://127.0.0.1:${port}/`;
    const all = Array.from({ length: 64 }, () => courier.send({ url, headers: {}, body: '{}', signal }));
    await expect.poll(() => waiting.length).toBe(64);
    for (const end of waiting) end();
    expect((await Promise.all(all)).map(({ status }) => status)).toEqual(Array(64).fill(200));
    courier.close();
  });
});
