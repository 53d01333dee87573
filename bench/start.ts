/** 5,000 runs that start at one instant, as routines do at the full hour. */

import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { openDelivering } from './delivery.ts';
import { inFolder } from './folder.ts';
import { median } from './measure.ts';
import { type Line, short } from './report.ts';
import { expectAccepted, newRuns } from './workload.ts';

const RUNS = 5_000;
const ROUNDS = 3;
const CHANNELS = 40;

export async function start(): Promise<readonly Line[]> {
  const rounds: Started[] = [];
  for (let round = 0; round < ROUNDS; round++)
    rounds.push(await inFolder((folder) => startAll(join(folder, 'sopwith.db'))));
  const of = (pick: (one: Started) => number) => median(rounds.map(pick)) / 1000;
  const [durable, shown, all] = [of((one) => one.durable), of((one) => one.shown), of((one) => one.all)];
  return [
    {
      what: `${short(RUNS)} runs at one instant, durable`,
      measured: `${short(durable)} s (${short(RUNS / durable)}/s)`,
      goal: { value: durable, unit: ' s', bound: 'at most', target: 1.5 },
    },
    { what: 'until the last run card is handed to chat', measured: `${short(shown)} s` },
    { what: 'until every first step card is there too', measured: `${short(all)} s` },
  ];
}

/** Milliseconds since all were asked for. */
interface Started {
  readonly durable: number;
  readonly shown: number;
  readonly all: number;
}

async function startAll(file: string): Promise<Started> {
  const { db, handle, work, worker, chat } = await openDelivering({ file });
  await worker.idle();
  const [roots, posts] = [chat.roots(), chat.posts()];
  const began = performance.now();
  let shown = 0;
  const watching = (async () => {
    while (chat.roots() < roots + RUNS) await setImmediate();
    shown = performance.now() - began;
  })();
  const runs = newRuns(RUNS);
  await Promise.all(
    runs.map(async (run, index) => expectAccepted(await handle(work.start(run, `count:C${index % CHANNELS}`)))),
  );
  const durable = performance.now() - began;
  await watching;
  await worker.idle();
  const all = performance.now() - began;
  const told = chat.posts() - posts;
  if (told !== RUNS * 2) throw new Error(`${told} messages were posted for ${RUNS} runs with two cards each`);
  await worker.stop();
  await db.close();
  return { durable, shown, all };
}
