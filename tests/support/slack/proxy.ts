/** The server that the app takes for Slack: Web API, files, install page, response_url and Socket Mode, with faults. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { type Answered, argsOf, type Call, tokenOf } from './call.ts';
import type { Workspace } from './emulator.ts';
import type { Fault, Faults } from './faults.ts';
import { isJson, parsed, text } from './json.ts';
import type { ResponseUrls } from './response-url.ts';
import type { Link } from './socket.ts';
import { answerTo, readerOf, type WebApi } from './web-api.ts';

/** What the server needs, some of which can be made only when its address is known. */
export interface Behind {
  readonly api: WebApi;
  readonly calls: Call[];
  readonly faults: Faults;
  readonly responses: ResponseUrls;
  readonly link: Link;
  changed(): void;
}

export interface Listening {
  readonly url: string;
  serve(behind: Behind): void;
  close(): Promise<void>;
}

export async function listen(): Promise<Listening> {
  let behind: Behind | undefined;
  const server = createServer((request, response) => {
    if (behind === undefined) response.writeHead(503).end();
    else void route(request, response, behind);
  });
  server.on('upgrade', (request, socket, head) => behind?.link.upgrade(request, socket, head));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    serve: (what) => {
      behind = what;
    },
    close: async () => {
      await behind?.link.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function route(request: IncomingMessage, response: ServerResponse, behind: Behind): Promise<void> {
  try {
    const body = await buffer(request);
    const path = new URL(request.url ?? '/', 'http://slack').pathname;
    if (path.startsWith('/api/')) await webApi(request, response, { behind, body, method: path.slice(5) });
    else if (/^\/(commands|actions)\//.test(path)) await respond(request, response, { behind, body, path });
    else if (path === '/signin') response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(SIGN_IN);
    else await passOn(request, response, { behind, body, path });
  } catch (error) {
    // A fault of the stand-in itself must not look like one of Slack's.
    response.writeHead(599).end(String(error instanceof Error ? error.stack : error));
  } finally {
    behind.changed();
  }
}

const SIGN_IN = '<!DOCTYPE html><html><head><title>Sign in | Slack</title></head><body>Sign in to Acme</body></html>';

async function webApi(
  request: IncomingMessage,
  response: ServerResponse,
  { behind, body, method }: { behind: Behind; body: Buffer; method: string },
): Promise<void> {
  const args = argsOf(request, body);
  const token = tokenOf(request, args);
  const workspace = behind.api.workspaces.find((one) => one.rows.tokens.findOneBy('token', token) !== undefined);
  const channel = text(args.channel) || text(args.channel_id);
  const call: Call = { method, args, token, workspace, channel, at: Date.now() };
  behind.calls.push(call);
  behind.changed();
  await withFault({ request, response, behind }, { method, channel, team: workspace?.id ?? '' }, async () => {
    const answer = await answerTo(call, behind.api);
    return { answer, told: () => (call.answer = answer) };
  });
}

async function respond(
  request: IncomingMessage,
  response: ServerResponse,
  { behind, body, path }: { behind: Behind; body: Buffer; path: string },
): Promise<void> {
  const said = parsed(body.toString('utf8'));
  const args = isJson(said) ? said : {};
  const call: Call = { method: 'response_url', args, token: '', workspace: undefined, channel: '', at: Date.now() };
  behind.calls.push(call);
  behind.changed();
  await withFault({ request, response, behind }, { method: 'response_url', channel: '', team: '' }, async () => {
    const answer = await behind.responses.take(path, args);
    return { answer, told: () => (call.answer = answer) };
  });
}

interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly behind: Behind;
}

async function withFault(
  { request, response, behind }: Exchange,
  call: { method: string; channel: string; team: string },
  act: () => Promise<{ answer: Answered; told: () => void }>,
): Promise<void> {
  const fault = behind.faults.next(call);
  if (fault?.kind === 'held') await fault.until;
  if (fault !== undefined && (await goesWrong(fault, request, response))) return;
  const { answer, told } = await act();
  if (fault?.kind === 'after') {
    request.socket.destroy();
    return;
  }
  told();
  write(response, answer);
}

/** Whether the fault took the place of the call. */
async function goesWrong(fault: Fault, request: IncomingMessage, response: ServerResponse): Promise<boolean> {
  switch (fault.kind) {
    case 'hang':
      return true;
    case 'reset':
      request.socket.destroy();
      return true;
    case 'status':
      response.writeHead(fault.status, { 'content-type': fault.type ?? 'text/html' }).end(fault.body ?? '');
      return true;
    case 'error':
      write(response, { status: 200, body: { ok: false, error: fault.error } });
      return true;
    case 'ratelimited': {
      const headers = fault.retryAfter === undefined ? {} : { 'retry-after': String(fault.retryAfter) };
      write(response, { status: 429, headers, body: { ok: false, error: 'ratelimited' } });
      return true;
    }
    case 'after':
    case 'held':
      return false;
  }
}

function write(response: ServerResponse, { status, headers, body }: Answered): void {
  response
    .writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers })
    .end(JSON.stringify(body));
}

/** Files and the install pages are the emulator's own. */
async function passOn(
  request: IncomingMessage,
  response: ServerResponse,
  { behind, body, path }: { behind: Behind; body: Buffer; path: string },
): Promise<void> {
  const method = path.startsWith('/files-pri/') ? 'download' : path.startsWith('/upload/') ? 'upload' : 'page';
  const workspace = ownerOf(request, path, behind.api.workspaces);
  const token = tokenOf(request);
  const call: Call = { method, args: { path }, token, workspace, channel: '', at: Date.now() };
  behind.calls.push(call);
  behind.changed();
  const fault = behind.faults.next({ method, channel: '', team: workspace?.id ?? '' });
  if (fault?.kind === 'held') await fault.until;
  if (fault !== undefined && (await goesWrong(fault, request, response))) return;
  if (method === 'download' && !mayRead(workspace, token)) {
    // Slack sends whoever may not see a file to its login page, and that page is a success.
    response.writeHead(302, { location: `${behind.api.url}/signin?redir=${encodeURIComponent(path)}` }).end();
    return;
  }
  const file = path.split('/')[2] ?? '';
  const reader = workspace === undefined ? token : readerOf({ workspace, token, args: { file } });
  const answer = await workspace?.fetch(forwarded(request, { body, url: behind.api.url, token: reader }));
  if (answer === undefined) {
    response.writeHead(404).end('not found');
    return;
  }
  const bytes = Buffer.from(await answer.arrayBuffer());
  if (fault?.kind === 'after') {
    request.socket.destroy();
    return;
  }
  response.writeHead(answer.status, Object.fromEntries(answer.headers)).end(bytes);
}

function forwarded(
  request: IncomingMessage,
  { body, url, token }: { body: Buffer; url: string; token: string },
): Request {
  const headers = new Headers();
  if (token !== '') headers.set('authorization', `Bearer ${token}`);
  for (const key of ['content-type', 'cookie']) {
    const value = request.headers[key];
    if (typeof value === 'string') headers.set(key, value);
  }
  const method = request.method ?? 'GET';
  return new Request(new URL(request.url ?? '/', url), {
    ...{ method, headers },
    ...(method === 'GET' || method === 'HEAD' ? {} : { body: new Uint8Array(body) }),
  });
}

/** By token, by the file, by the team that an install page is asked for, or the first there is. */
function ownerOf(request: IncomingMessage, path: string, workspaces: readonly Workspace[]): Workspace | undefined {
  const id = path.split('/')[path.startsWith('/upload/') ? 3 : 2] ?? '';
  if (path.startsWith('/upload/')) {
    return workspaces.find((one) => one.rows.fileUploadSessions.findOneBy('file_id', id) !== undefined);
  }
  if (path.startsWith('/files-pri/')) {
    return workspaces.find((one) => one.rows.files.findOneBy('file_id', id) !== undefined);
  }
  const team = new URL(request.url ?? '/', 'http://slack').searchParams.get('team');
  return workspaces.find((one) => one.id === team) ?? workspaces[0];
}

function mayRead(workspace: Workspace | undefined, token: string): boolean {
  return workspace?.rows.tokens.findOneBy('token', token)?.scopes.includes('files:read') === true;
}
