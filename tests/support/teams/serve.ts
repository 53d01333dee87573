/** One server for all that the program takes for Microsoft. Each part of it answers what is its own, in turn. */
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { parsed } from '../slack/json.ts';

export interface Asked {
  readonly method: string;
  /** As it came, with the query. */
  readonly target: string;
  /** Without the query, and decoded. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  /** The address that was called, without a slash at its end. */
  readonly origin: string;
}

export interface Answered {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Bytes and texts go as they are, anything else as JSON. */
  readonly body?: unknown;
}

/** `hang`: never answered; `reset`: the connection breaks. Undefined: that is somebody else's. */
export type Reaction = Answered | 'hang' | 'reset' | undefined;
export type Room = (asked: Asked) => Reaction | Promise<Reaction>;

export interface Served {
  readonly url: string;
  close(): Promise<void>;
}

export async function serve(rooms: readonly Room[]): Promise<Served> {
  const server = createServer((request, response) => void answer(rooms, request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** The token that was shown, or ''. */
export function bearerOf({ headers }: Asked): string {
  return /^Bearer (\S+)$/i.exec(headers.authorization ?? '')?.[1] ?? '';
}

export function jsonOf({ body }: Asked): unknown {
  return parsed(body.toString('utf8'));
}

async function answer(rooms: readonly Room[], request: IncomingMessage, response: ServerResponse): Promise<void> {
  try {
    const reaction = await reactionOf(rooms, await read(request));
    if (reaction === 'reset') request.socket.destroy();
    else if (reaction !== 'hang') write(response, reaction);
  } catch (error) {
    // A fault of the stand-in itself must not look like one of Microsoft's.
    write(response, { status: 599, body: String(error instanceof Error ? error.stack : error) });
  }
}

async function read(request: IncomingMessage): Promise<Asked> {
  const { method = 'GET', url: target = '/', headers } = request;
  const origin = `http://${headers.host}`;
  const { pathname, searchParams: query } = new URL(target, origin);
  return { method, target, path: decodeURIComponent(pathname), query, headers, body: await buffer(request), origin };
}

async function reactionOf(rooms: readonly Room[], asked: Asked): Promise<Exclude<Reaction, undefined>> {
  for (const room of rooms) {
    const reaction = await room(asked);
    if (reaction !== undefined) return reaction;
  }
  return { status: 404, body: { error: { code: 'NotFound', message: `${asked.method} ${asked.path}` } } };
}

function write(response: ServerResponse, { status, headers, body }: Answered): void {
  const isRaw = body === undefined || typeof body === 'string' || body instanceof Uint8Array;
  response.writeHead(status, { ...(isRaw ? {} : { 'content-type': 'application/json; charset=utf-8' }), ...headers });
  response.end(isRaw ? body : JSON.stringify(body));
}
