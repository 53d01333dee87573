/** Clients that take their time, over real connections: they are let go of, and nobody else notices. */
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { published } from '../../stories/publishing.ts';
import { openWorkplace, type Workplace } from '../../stories/workplace.ts';
import { tea } from '../../support/sops.ts';
import { type Calling, calling } from '../api/caller.ts';

const PATIENCE = { headers: 150, request: 300, silence: 500 };
const MEGABYTE = 1024 * 1024;

let work: Workplace;
let caller: Calling;
let token: string;
let port: number;
let sop: string;
const faults: unknown[] = [];
/** Of an answer without an end: how much of it was made, and when nobody takes it any more. */
let made = 0;
const cut = Promise.withResolvers<number>();
beforeAll(async () => {
  const log = pino({ level: 'error' }, { write: (line) => faults.push(line) });
  work = await openWorkplace('sqlite', { patience: PATIENCE, log });
  caller = calling(work);
  token = await caller.as('ana');
  sop = await published(work, tea('{id: boil, title: Boil water, role: opener}'));
  work.app.web.get('/endless', () => {
    const pull = (to: ReadableStreamDefaultController<Uint8Array>) => {
      made += 1;
      to.enqueue(new Uint8Array(MEGABYTE));
    };
    return new Response(new ReadableStream({ pull, cancel: () => cut.resolve(made) }));
  });
  // What is loaded when it is first wanted keeps everybody waiting.
  await Promise.all([work.app.web.request('http://localhost/library'), caller.call('GET', '/openapi.json')]);
  port = Number(new URL(await work.app.listen()).port);
});
afterAll(() => work.end());

/** A connection over which this is said, and then nothing more. */
async function saying(...lines: readonly string[]): Promise<Socket> {
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  // Being cut off is what is waited for.
  socket.on('error', () => undefined);
  socket.write(lines.join('\r\n'));
  return socket;
}

const HOST = 'Host: localhost';
const bearer = () => `Authorization: Bearer ${token}`;

async function isStillAnswering(): Promise<void> {
  const headers = { authorization: `Bearer ${token}`, connection: 'close' };
  const { status } = await fetch(`http://127.0.0.1:${port}/api/sops?limit=1`, { headers });
  expect(status).toBe(200);
  expect(faults).toEqual([]);
}

describe.concurrent('a client that is slow', () => {
  const beginnings: readonly (readonly [string, () => readonly string[]])[] = [
    ['says nothing', () => []],
    ['never ends its headers', () => ['GET /library HTTP/1.1', HOST, 'X-More: ']],
    [
      'never ends a form',
      () => ['POST /library/settings/tokens HTTP/1.1', HOST, 'Origin: http://localhost', ...FORM, '', 'csrf='],
    ],
    ['never ends a command', () => [`POST /api/sops/${sop}/run HTTP/1.1`, HOST, bearer(), ...JSON_OF, '', '{"place":']],
    [
      'never ends one in pieces',
      () => [`POST /api/sops/${sop}/run HTTP/1.1`, HOST, bearer(), ...PIECES, '', '9', '{"place":', ''],
    ],
    ['never ends an upload', () => ['POST /api/files HTTP/1.1', HOST, bearer(), ...UPLOAD]],
    ['never ends a document', () => ['POST /api/sops/import HTTP/1.1', HOST, bearer(), ...UPLOAD]],
  ];
  const FORM = ['Content-Type: application/x-www-form-urlencoded', 'Content-Length: 90'];
  const JSON_OF = ['Content-Type: application/json', 'Content-Length: 90'];
  const PIECES = ['Content-Type: application/json', 'Transfer-Encoding: chunked'];
  const UPLOAD = [
    ...['Content-Type: multipart/form-data; boundary=x', 'Content-Length: 9000', '', '--x'],
    ...['Content-Disposition: form-data; name="file"; filename="a.txt"', '', 'half of it'],
  ];

  it.each(beginnings)('%s: it is cut off', async (_, lines) => {
    const socket = await saying(...lines());
    const said = await text(socket);
    // Nothing of it was taken for a whole request.
    expect(said).not.toMatch(/^HTTP\/1.1 2/);
    await isStillAnswering();
  });

  it('takes nothing of what it asked for: it is cut off, and what would have come is not made', async () => {
    const socket = (await saying('GET /endless HTTP/1.1', HOST, '', '')).pause();
    expect(await cut.promise).toBe(made);
    socket.destroy();
    await isStillAnswering();
  });
});
