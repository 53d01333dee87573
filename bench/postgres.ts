/** Taps on PostgreSQL, 32 in flight, against the same rows in one statement a tap on 32 connections. */
import pg from 'pg';
import { openDatabase } from '../src/store/database.ts';
import { migrate } from '../src/store/migrate.ts';
import { houseOver, openHouse } from './house.ts';
import { beside, lanesOf, middle, type Paced, ratioOf } from './measure.ts';
import { openRawPostgres } from './raw-postgres.ts';
import { type RowWrite, recording } from './recording.ts';
import { type Line, short } from './report.ts';
import { withPostgres } from './server.ts';
import { expectAccepted, newRuns } from './workload.ts';

const ROUNDS = 5;
const IN_FLIGHT = 32;
/** Runs of a round. */
const RUNS = 96;

export function postgres(): Promise<readonly Line[]> {
  return withPostgres(async (server) => {
    const runs = newRuns(RUNS * (ROUNDS + 1));
    const template = await database(server, 'bench_template');
    await fill(template, runs);
    const [ours, peer, copy] = [
      await database(server, 'bench_ours', 'bench_template'),
      await database(server, 'bench_peer', 'bench_template'),
      await database(server, 'bench_recorded', 'bench_template'),
    ];
    const rows = await recordedRows(copy, runs);
    const { db, handle, work } = await openHouse({ url: ours });
    const raw = await openRawPostgres(peer, IN_FLIGHT);
    const taps: Paced[] = [];
    const limit: Paced[] = [];
    for (let round = 0; round <= ROUNDS; round++) {
      const lanes = lanesOf(runs.slice(round * RUNS, (round + 1) * RUNS), IN_FLIGHT);
      const ourLanes = lanes.map((lane) =>
        lane.flatMap((run) => work.taps(run).map((one) => async () => expectAccepted(await handle(one)))),
      );
      const rawLanes = lanes.map((lane, index) =>
        lane.flatMap((run) => rows.get(run) ?? []).map((tap) => () => raw.connections[index]?.(tap)),
      );
      const [a, b] = [await beside(ourLanes), await beside(rawLanes)];
      // The first round only warms up.
      if (round > 0) taps.push(a);
      if (round > 0) limit.push(b);
    }
    await raw.close();
    await db.close();
    const [one, other] = [middle(taps), middle(limit)];
    return [
      {
        what: `taps, ${IN_FLIGHT} in flight`,
        measured: `${short(one.perSecond)}/s, p50 ${short(one.p50)} ms, p99 ${short(one.p99)} ms`,
        beside: `one statement: ${short(other.perSecond)}/s, p50 ${short(other.p50)} ms, p99 ${short(other.p99)} ms`,
        goal: { value: ratioOf(taps, limit), unit: ' ×', bound: 'at least', target: 0.7 },
      },
    ];
  });
}

/** A database of this name, made anew; a copy of `template` if there is one. */
async function database(server: string, name: string, template = 'template1'): Promise<string> {
  const client = new pg.Client(server);
  await client.connect();
  await client.query(`drop database if exists ${name} with (force)`);
  await client.query(`create database ${name} template ${template}`);
  await client.end();
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}

async function fill(url: string, runs: readonly string[]): Promise<void> {
  const { db, handle, work } = await openHouse({ url });
  await Promise.all(runs.map(async (run) => expectAccepted(await handle(work.start(run)))));
  await db.close();
}

async function recordedRows(
  url: string,
  runs: readonly string[],
): Promise<ReadonlyMap<string, readonly (readonly RowWrite[])[]>> {
  const opened = await openDatabase({ url });
  await migrate(opened);
  const recorder = recording(opened);
  const { handle, work } = await houseOver(recorder.db);
  recorder.taken();
  const rows = new Map<string, readonly (readonly RowWrite[])[]>();
  for (const run of runs) {
    const taps: (readonly RowWrite[])[] = [];
    for (const each of work.taps(run)) {
      expectAccepted(await handle(each));
      taps.push(recorder.taken());
    }
    rows.set(run, taps);
  }
  await opened.close();
  return rows;
}
