/** Whether a tap costs more when the database has grown: 100 runs in it, or 100,000 and 10,000 open ones. */
import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openDelivering } from './delivery.ts';
import { inFolder } from './folder.ts';
import { openHouse } from './house.ts';
import { copyRun } from './many-runs.ts';
import { middle, oneAtATime, type Paced } from './measure.ts';
import { type Line, short } from './report.ts';
import { expectAccepted, newRuns } from './workload.ts';

const FINISHED = 100_000;
const OPEN = 10_000;
const FEW = 100;
const ROUNDS = 5;
/** Runs of a round. */
const RUNS = 40;

export function growth(): Promise<readonly Line[]> {
  return inFolder(async (folder) => {
    const [small, large] = [join(folder, 'small.db'), join(folder, 'large.db')];
    const runs = newRuns(RUNS * (ROUNDS + 1));
    const { finished, open } = await samples(small, runs);
    await copyFile(small, large);
    copyRun(small, finished, FEW, 1);
    copyRun(large, finished, FINISHED, 1);
    copyRun(large, open, OPEN, 2);
    const [few, many] = await Promise.all([openHouse({ file: small }), openHouse({ file: large })]);
    const paces: { readonly few: Paced[]; readonly many: Paced[] } = { few: [], many: [] };
    for (let round = 0; round <= ROUNDS; round++) {
      const some = runs.slice(round * RUNS, (round + 1) * RUNS);
      const tapsIn = ({ handle, work }: typeof few) =>
        oneAtATime(some.flatMap((run) => work.taps(run)).map((one) => async () => expectAccepted(await handle(one))));
      const [a, b] = [await tapsIn(few), await tapsIn(many)];
      // The first round only warms up.
      if (round > 0) paces.few.push(a);
      if (round > 0) paces.many.push(b);
    }
    await few.db.close();
    await many.db.close();
    const [before, after] = [middle(paces.few), middle(paces.many)];
    return [
      {
        what: `tap among ${short(FINISHED)} finished, ${short(OPEN)} open runs`,
        measured: `p50 ${short(after.p50)} ms, p99 ${short(after.p99)} ms`,
        beside: `among ${FEW}: p50 ${short(before.p50)} ms, p99 ${short(before.p99)} ms`,
        goal: { value: after.p50 / before.p50, unit: ' ×', bound: 'at most', target: 1.3 },
      },
    ];
  });
}

/** A database with the runs to be tapped, one run that was done and delivered, and one that has only begun. */
async function samples(file: string, runs: readonly string[]): Promise<{ finished: string; open: string }> {
  const { db, handle, work, worker } = await openDelivering({ file });
  const [finished = '', open = ''] = newRuns(2);
  for (const run of [finished, open, ...runs]) expectAccepted(await handle(work.start(run)));
  for (const one of work.taps(finished)) {
    expectAccepted(await handle(one));
    await worker.idle();
  }
  await worker.stop();
  await db.close();
  return { finished, open };
}
