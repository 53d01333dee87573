/** Many who listen over HTTP while runs move: how soon all have heard, what that costs taps, and what a listener holds. */
import { get, type IncomingMessage } from 'node:http';
import { setTimeout } from 'node:timers/promises';
import type { Program } from './library-program.ts';
import { quantile } from './measure.ts';
import { type Line, short } from './report.ts';

const LISTENERS = 500;
const TAPS = 100;
const PER_SECOND = 5;

export async function listenersOf(program: Program): Promise<readonly Line[]> {
  await tapping(program, 20);
  const alone = await tapping(program, TAPS);
  const token = (at: number) => ({ authorization: `Bearer ${program.tokens[at % program.tokens.length]}` });
  return [
    ...(await listened(program, alone, { what: '/api/stream', path: '/api/stream', headers: token })),
    ...(await listened(program, alone, {
      ...{ what: '/library/changes', path: '/library/changes' },
      headers: () => ({ cookie: program.cookie, 'sec-fetch-dest': 'empty' }),
    })),
  ];
}

interface Listening {
  readonly what: string;
  readonly path: string;
  readonly headers: (at: number) => Readonly<Record<string, string>>;
}

async function listened(program: Program, alone: Tapped, { what, path, headers }: Listening): Promise<readonly Line[]> {
  const before = await program.memory();
  let heard = 0;
  let all = Promise.withResolvers<number>();
  const hear = (chunk: string) => {
    heard += chunk.split('\nid: ').length - 1;
    if (heard >= LISTENERS) all.resolve(performance.now());
  };
  const streams: IncomingMessage[] = [];
  // Few at a time, as people come.
  while (streams.length < LISTENERS) {
    const some = Array.from({ length: 20 }, (_, at) =>
      listen(`${program.address}${path}`, headers(streams.length + at), hear),
    );
    streams.push(...(await Promise.all(some)));
  }
  const holding = (await program.memory()) - before;
  const tapped = await tapping(program, TAPS, () => {
    heard = 0;
    all = Promise.withResolvers();
    return all.promise;
  });
  for (const stream of streams) stream.destroy();
  await setTimeout(1_000);
  const told = (times: readonly number[]) =>
    `p50 ${short(quantile(times, 0.5))} ms, p99 ${short(quantile(times, 0.99))} ms`;
  return [
    { what: `${what}: from a tap until the last of ${LISTENERS} has heard (${TAPS})`, measured: told(tapped.heard) },
    {
      what: 'a tap over HTTP meanwhile',
      measured: told(tapped.answered),
      beside: `nobody listens: ${told(alone.answered)}`,
    },
    { what: 'memory of a listener', measured: `${short(holding / 1024 / LISTENERS)} KB` },
  ];
}

/** A connection of its own; resolves once it is told of changes. */
function listen(
  address: string,
  headers: Readonly<Record<string, string>>,
  hear: (chunk: string) => void,
): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const asked = get(address, { agent: false, headers: { accept: 'text/event-stream', ...headers } }, (response) => {
      if (response.statusCode !== 200) return reject(new Error(`${address}: ${response.statusCode}`));
      // It is cut off at the end.
      response.on('error', () => undefined);
      response
        .setEncoding('utf8')
        .on('data', hear)
        .once('data', () => resolve(response));
    });
    asked.on('error', reject);
  });
}

interface Tapped {
  readonly answered: number[];
  readonly heard: number[];
}

/** Notes in a run, at an even pace, each once all have heard of the one before. */
async function tapping(
  { address, tokens, run }: Program,
  count: number,
  isHeard?: () => Promise<number>,
): Promise<Tapped> {
  const [answered, heard]: [number[], number[]] = [[], []];
  for (let tap = 0; tap < count; tap += 1) {
    const next = setTimeout(1_000 / PER_SECOND);
    const told = isHeard?.();
    const began = performance.now();
    const response = await fetch(`${address}/api/runs/${run}/commands`, {
      method: 'POST',
      headers: { authorization: `Bearer ${tokens[tap % tokens.length]}`, 'content-type': 'application/json' },
      body: JSON.stringify({ type: 'addNote', text: `The fridge hums, ${tap}.` }),
    });
    if (response.status !== 200) throw new Error(`a tap: ${response.status} ${await response.text()}`);
    await response.arrayBuffer();
    answered.push(performance.now() - began);
    if (told) heard.push((await told) - began);
    await next;
  }
  return { answered, heard };
}
