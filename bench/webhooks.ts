/** Webhooks: how soon and how fast what happens arrives, and what that costs the people who tap meanwhile. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { pino } from 'pino';
import { createCourier } from '../src/adapters/webhooks/courier.ts';
import type { Courier } from '../src/runtime/ports.ts';
import { makeWebhook } from '../src/runtime/webhooks/manage.ts';
import { startWebhooks, type Webhooks } from '../src/runtime/webhooks/webhooks.ts';
import { inFolder } from './folder.ts';
import { type House, openHouse, WORKSPACE } from './house.ts';
import { beside, lanesOf, oneAtATime, type Paced, quantile } from './measure.ts';
import { type Line, short } from './report.ts';
import { expectAccepted, newRuns } from './workload.ts';

const RUNS = 200;
/** Runs of which each tap is waited for until it has arrived. */
const WATCHED = 10;
const PEOPLE = 8;
/** As many as go to one receiver at a time. */
const HANDS = 64;
/** Milliseconds. */
const SOON = 50;
const TAP = 50;
/** Of what the same courier sends with nothing to look up and nothing to make durable. */
const SHARE = 0.2;

interface Receiver {
  readonly url: string;
  readonly host: string;
  readonly bodies: readonly string[];
  /** Resolves when so many have come. */
  until(count: number): Promise<void>;
  close(): void;
}

export function webhooks(): Promise<readonly Line[]> {
  return inFolder(async (folder) => {
    const receiver = await openReceiver();
    let told: Webhooks | undefined;
    const house = await openHouse({ file: join(folder, 'bench.db') }, { committed: () => told?.wake() });
    const courier = createCourier([receiver.host]);
    try {
      const alone = await taps(house);
      const { db, memory } = house;
      const log = pino({ level: 'silent' });
      told = startWebhooks({ db, memory, courier, secret: 's'.repeat(32), now: Date.now, log });
      const wanted = { url: receiver.url, events: ['run', 'step', 'approval', 'exception', 'evidence'] };
      await makeWebhook(told.managing, { ...wanted, workspace: WORKSPACE, by: 'ana' });
      const listened = await taps(house);
      // What happens while nobody sends is sent afterwards, with nothing else to do.
      await told.stop();
      await taps(house);
      const before = receiver.bodies.length;
      const began = performance.now();
      told = startWebhooks({ db, memory, courier, secret: 's'.repeat(32), now: Date.now, log });
      await told.idle();
      const perSecond = ((receiver.bodies.length - before) / (performance.now() - began)) * 1_000;
      const peer = await raw(courier, receiver);
      const soon = await arrivals(house, receiver);
      return lines({ alone, listened, perSecond, peer, soon, count: receiver.bodies.length });
    } finally {
      await told?.stop();
      courier.close();
      receiver.close();
      await house.db.close();
    }
  });
}

interface Found {
  readonly alone: Paced;
  readonly listened: Paced;
  readonly perSecond: number;
  readonly peer: number;
  readonly soon: readonly number[];
  readonly count: number;
}

function lines({ alone, listened, perSecond, peer, soon }: Found): readonly Line[] {
  const [p50, p99] = [quantile(soon, 0.5), quantile(soon, 0.99)];
  return [
    {
      what: `taps of ${PEOPLE} people at once while each event is sent to a webhook`,
      measured: `p50 ${short(listened.p50)} ms, p99 ${short(listened.p99)} ms`,
      beside: `nobody listens: p50 ${short(alone.p50)} ms, p99 ${short(alone.p99)} ms`,
      goal: { value: listened.p99, unit: ' ms', bound: 'at most', target: TAP },
    },
    {
      what: 'events that happened while nobody sent, sent afterwards',
      measured: `${short(perSecond)} a second`,
      beside: `the same courier with nothing to look up or to note: ${short(peer)}`,
      goal: { value: perSecond / peer, unit: ' ×', bound: 'at least', target: SHARE },
    },
    {
      what: 'a tap, until its last event has arrived',
      measured: `p50 ${short(p50)} ms, p99 ${short(p99)} ms`,
      goal: { value: p99, unit: ' ms', bound: 'at most', target: SOON },
    },
  ];
}

async function taps({ handle, work }: House): Promise<Paced> {
  const runs = newRuns(RUNS);
  for (const run of runs) expectAccepted(await handle(work.start(run)));
  const tasks = runs.map((run) => work.taps(run).map((tap) => async () => void expectAccepted(await handle(tap))));
  return beside(lanesOf(tasks, PEOPLE).map((lane) => lane.flat()));
}

/** The same bodies once more, as fast as they go. */
async function raw(courier: Courier, receiver: Receiver): Promise<number> {
  const { url, bodies } = receiver;
  const signal = new AbortController().signal;
  const send = (body: string) => async () =>
    void (await courier.send({ url, headers: { 'content-type': 'application/json' }, body, signal }));
  return (await beside(lanesOf(bodies.map(send), HANDS))).perSecond;
}

async function arrivals({ handle, work }: House, receiver: Receiver): Promise<readonly number[]> {
  const times: number[] = [];
  for (const run of newRuns(WATCHED)) {
    const tasks = [work.start(run), ...work.taps(run)].map((envelope) => async () => {
      const began = performance.now();
      const before = receiver.bodies.length;
      await receiver.until(before + expectAccepted(await handle(envelope)).events.length);
      times.push(performance.now() - began);
    });
    await oneAtATime(tasks);
  }
  return times;
}

function openReceiver(): Promise<Receiver> {
  const bodies: string[] = [];
  let wake: (() => void) | undefined;
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (text: string) => {
      body += text;
    });
    request.on('end', () => {
      bodies.push(body);
      response.writeHead(204).end();
      wake?.();
    });
  });
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
      resolve({
        ...{ url: `http://${host}/hook`, host, bodies },
        async until(count) {
          while (bodies.length < count)
            await new Promise<void>((arrived) => {
              wake = arrived;
            });
        },
        close: () => {
          server.closeAllConnections();
          server.close();
        },
      });
    });
  });
}
