/** Somebody who receives webhooks, over real HTTP, and checks what comes with the library that the specification's makers give out. */
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';

export interface Received {
  readonly id: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  readonly said: ReturnType<typeof JSON.parse>;
}

export interface Receiver {
  readonly url: string;
  /** To be allowed as an address inside. */
  readonly host: string;
  readonly received: Received[];
  /** What the next ones are answered with; 204 after that. */
  readonly answers: { readonly status: number; readonly headers?: Readonly<Record<string, string>> }[];
  /** Whether a message proves that it is ours by this secret, a moment from `now` at most. */
  proves(one: Received, secret: string): boolean;
  close(): Promise<void>;
}

export async function openReceiver(): Promise<Receiver> {
  const received: Received[] = [];
  const answers: Receiver['answers'] = [];
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (bytes: Buffer) => parts.push(bytes));
    request.on('end', () => {
      const body = Buffer.concat(parts).toString('utf8');
      received.push({
        id: String(request.headers['webhook-id']),
        headers: request.headers,
        body,
        said: JSON.parse(body),
      });
      const { status, headers = {} } = answers.shift() ?? { status: 204 };
      response.writeHead(status, headers).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    ...{ url: `http://${host}/hook`, host, received, answers },
    proves(one, secret) {
      // The clock of a story is not that of the library: what is old is told by the library's own tests.
      const headers = Object.fromEntries(Object.entries(one.headers).map(([name, value]) => [name, String(value)]));
      const signed = new Date(Number(headers['webhook-timestamp']) * 1_000);
      const expected = new Webhook(secret).sign(one.id, signed, one.body);
      return String(headers['webhook-signature']).split(' ').includes(expected);
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
