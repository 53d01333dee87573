/** 5,000 runs that start at one instant, as routines do at the full hour, with the worker delivering their cards. */
import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { openDatabase } from '../src/store/database.ts';
import { openDelivering } from './delivery.ts';
import { inFolder } from './folder.ts';
import { houseOver, openHouse } from './house.ts';
import { median } from './measure.ts';
import { openRawSqlite } from './raw-sqlite.ts';
import { type RowWrite, recording } from './recording.ts';
import { type Line, short } from './report.ts';
import { expectAccepted, newRuns } from './workload.ts';

const RUNS = 5_000;
const ROUNDS = 3;
const CHANNELS = 40;
/** Starts that the peer writes in one transaction: as many as the store puts into one commit. */
const GROUP = 64;

export function start(): Promise<readonly Line[]> {
  return inFolder(async (folder) => {
    const rounds: Started[] = [];
    for (let round = 0; round < ROUNDS; round++) rounds.push(await oneRound(folder, round));
    const of = (pick: (one: Started) => number) => median(rounds.map(pick)) / 1000;
    const [durable, shown, raw] = [of((one) => one.durable), of((one) => one.shown), of((one) => one.raw)];
    const ratio = median(rounds.map((one) => one.raw / one.durable));
    return [
      {
        what: `${short(RUNS)} runs at one instant, durable`,
        measured: `${short(durable)} s (${short(RUNS / durable)}/s)`,
        beside: `raw, ${GROUP} starts a transaction: ${short(raw)} s`,
        goal: { value: ratio, unit: ' ×', bound: 'at least', target: 0.5 },
      },
      { what: 'until the last run card is handed to chat', measured: `${short(shown)} s` },
      { what: 'until every first step card is there too', measured: `${short(of((one) => one.all))} s` },
    ];
  });
}

/** Milliseconds since all were asked for. */
interface Started {
  readonly durable: number;
  readonly shown: number;
  readonly all: number;
  readonly raw: number;
}

async function oneRound(folder: string, round: number): Promise<Started> {
  const named = (name: string) => join(folder, `${name}${round}.db`);
  const [file, copy, peer] = [named('ours'), named('copy'), named('peer')];
  await (await openHouse({ file })).db.close();
  await copyFile(file, copy);
  await copyFile(file, peer);
  const starts = await recordedStarts(copy);
  const ours = await startAll(file);
  const connection = openRawSqlite(peer);
  const began = performance.now();
  for (let first = 0; first < starts.length; first += GROUP)
    connection.write(starts.slice(first, first + GROUP).flat());
  const raw = performance.now() - began;
  connection.close();
  return { ...ours, raw };
}

async function startAll(file: string): Promise<Omit<Started, 'raw'>> {
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

/** What as many starts write, start by start. */
async function recordedStarts(file: string): Promise<readonly (readonly RowWrite[])[]> {
  const recorder = recording(await openDatabase({ file }));
  const { db, handle, work } = await houseOver(recorder.db);
  recorder.taken();
  await Promise.all(newRuns(RUNS).map(async (run) => expectAccepted(await handle(work.start(run)))));
  await db.close();
  const byRun = Map.groupBy(recorder.taken(), ({ row }) => row.run_id ?? row.stream ?? row.id);
  return [...byRun.values()];
}
