/** Taps on SQLite against better-sqlite3 writing the same rows, with 10,000 open runs in the database. */
import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openDatabase } from '../src/store/database.ts';
import { inFolder } from './folder.ts';
import { houseOver, openHouse } from './house.ts';
import { copyRun } from './many-runs.ts';
import { beside, lanesOf, middle, oneAtATime, type Paced, ratioOf } from './measure.ts';
import { openRawSqlite } from './raw-sqlite.ts';
import { type RowWrite, recording } from './recording.ts';
import { type Line, short } from './report.ts';
import { expectAccepted, newRuns } from './workload.ts';

const OPEN = 10_000;
const ROUNDS = 11;
/** Runs of a round: each is tapped from its first step to its end. */
const RUNS = 64;
const IN_FLIGHT = 32;

export function tap(): Promise<readonly Line[]> {
  return inFolder(async (folder) => {
    const [file, peer] = [join(folder, 'ours.db'), join(folder, 'peer.db')];
    const runs = newRuns(RUNS * (ROUNDS + 1) * 2);
    await fill(file, runs);
    await copyFile(file, peer);
    const rows = await recordedRows(file, join(folder, 'recorded.db'), runs);

    const { db, handle, work } = await openHouse({ file });
    const raw = openRawSqlite(peer);
    const tapsOf = (run: string) => work.taps(run).map((one) => async () => expectAccepted(await handle(one)));
    const alone: Paced[] = [];
    const limit: Paced[] = [];
    const together: Paced[] = [];
    const grouped: Paced[] = [];
    for (let round = 0; round <= ROUNDS; round++) {
      const some = runs.slice(round * RUNS * 2, (round + 1) * RUNS * 2);
      const [here, there] = [some.slice(0, RUNS), some.slice(RUNS)];
      const rawTaps = here.flatMap((run) => rows.get(run) ?? []).map((tapRows) => () => raw.write(tapRows));
      const ours = await oneAtATime(here.flatMap(tapsOf));
      const theirs = await oneAtATime(rawTaps);
      const shared = await beside(lanesOf(there, IN_FLIGHT).map((lane) => lane.flatMap(tapsOf)));
      const groups = groupsOf(there.map((run) => rows.get(run) ?? []));
      const rawGroups = await oneAtATime(groups.map((taps) => () => raw.write(taps.flat())));
      // The first round only warms up.
      if (round === 0) continue;
      alone.push(ours);
      limit.push(theirs);
      together.push(shared);
      grouped.push({ ...rawGroups, perSecond: rawGroups.perSecond * IN_FLIGHT });
    }
    raw.close();
    await db.close();
    return lines({ alone, limit, together, grouped }, rowsPerTap(rows));
  });
}

type Rounds = Readonly<Record<'alone' | 'limit' | 'together' | 'grouped', readonly Paced[]>>;

function lines({ alone, limit, together, grouped }: Rounds, rows: number): readonly Line[] {
  const [one, raw, many, group] = [middle(alone), middle(limit), middle(together), middle(grouped)];
  const rawText = `raw ${short(raw.perSecond)}/s, p50 ${short(raw.p50)} ms, p99 ${short(raw.p99)} ms`;
  return [
    {
      what: `tap, one at a time (${short(rows)} rows)`,
      measured: `${short(one.perSecond)}/s, p50 ${short(one.p50)} ms`,
      beside: rawText,
      goal: { value: ratioOf(alone, limit), unit: ' ×', bound: 'at least', target: 0.7 },
    },
    {
      what: `taps, ${IN_FLIGHT} in flight`,
      measured: `${short(many.perSecond)}/s, p50 ${short(many.p50)} ms, p99 ${short(many.p99)} ms`,
      beside: `raw one at a time; raw ${IN_FLIGHT} in one transaction: ${short(group.perSecond)}/s`,
      goal: { value: ratioOf(together, limit), unit: ' ×', bound: 'at least', target: 1.5 },
    },
    {
      what: `commit p99 at ${short(OPEN)} open runs`,
      measured: `${short(one.p99)} ms`,
      goal: { value: one.p99, unit: ' ms', bound: 'at most', target: 3 },
    },
  ];
}

/** The runs that will be tapped, among open ones that nobody touches. */
async function fill(file: string, runs: readonly string[]): Promise<void> {
  const { db, handle, work } = await openHouse({ file });
  await Promise.all(runs.map(async (run) => expectAccepted(await handle(work.start(run)))));
  await db.close();
  copyRun(file, runs[0] ?? '', OPEN, 1);
}

/** What the taps of these runs write, tap by tap, found out on a copy of the database. */
async function recordedRows(
  file: string,
  copy: string,
  runs: readonly string[],
): Promise<ReadonlyMap<string, readonly (readonly RowWrite[])[]>> {
  await copyFile(file, copy);
  const recorder = recording(await openDatabase({ file: copy }));
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
  await recorder.db.close();
  return rows;
}

function rowsPerTap(rows: ReadonlyMap<string, readonly (readonly RowWrite[])[]>): number {
  const taps = [...rows.values()].flat();
  return taps.reduce((sum, each) => sum + each.length, 0) / taps.length;
}

/** The first taps of the first lanes' runs, then their second ones, … as many at a time as are in flight. */
function groupsOf<Tap>(runs: readonly (readonly Tap[])[]): readonly (readonly Tap[])[] {
  const groups: Tap[][] = [];
  for (let first = 0; first < runs.length; first += IN_FLIGHT) {
    const some = runs.slice(first, first + IN_FLIGHT);
    for (const index of (some[0] ?? []).keys()) groups.push(some.flatMap((taps) => taps[index] ?? []));
  }
  return groups;
}
