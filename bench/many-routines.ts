/** A database with routines that all fall due at one instant, and runs for people to go on with meanwhile. */
import { openDelivering } from './delivery.ts';
import { WORKSPACE } from './house.ts';
import { expectAccepted, newRuns, publishWorkload, type Workload } from './workload.ts';

/** As many channels as SOPs times this have routines: each SOP has one in each. */
export const CHANNELS = 250;
export const OF_A_CHANNEL = 20;
export const ROUTINES = CHANNELS * OF_A_CHANNEL;

// A Tuesday: each conversation's digest of the day before is due at seven as well, and no digest of the week.
const BEFORE = Date.UTC(2026, 10, 24, 6, 59);
/** The instant. */
export const SEVEN = BEFORE + 60_000;
const AT_SEVEN = { typed: 'daily 07:00', slots: { times: [420], days: [], months: [], weekdays: [] }, zone: 'UTC' };
const ANA = { type: 'member', id: 'ana', identity: 'web:ana' } as const;

/** Fills a file, up to a minute before the instant. Gives the ids of so many runs that have begun. */
export async function fillWithRoutines(file: string, running: number): Promise<readonly string[]> {
  const { db, handle, work, worker } = await openDelivering({ file }, { now: () => BEFORE });
  const works: Workload[] = [];
  for (let copy = 0; copy < OF_A_CHANNEL; copy++) works.push(await publishWorkload(handle, WORKSPACE, `-${copy}`));
  const channels = Array.from({ length: CHANNELS }, (_, channel) => channel);
  const set = works.flatMap(({ sop }, copy) =>
    channels.map((channel) => ({ sop, id: `r${copy}-${channel}`, channel })),
  );
  await Promise.all(
    set.map(async ({ sop, id: routine, channel }) => {
      const where = { sop, place: `count:C${channel}`, inputs: {}, schedule: AT_SEVEN };
      const command = { type: 'setRoutine', routine, ...where } as const;
      expectAccepted(await handle({ workspace: WORKSPACE, key: `bench:${routine}`, actor: ANA, command }));
    }),
  );
  const runs = newRuns(running);
  await Promise.all(runs.map(async (run) => expectAccepted(await handle(work.start(run, 'count:taps')))));
  await worker.idle();
  await worker.stop();
  await db.close();
  return runs;
}
