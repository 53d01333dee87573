/** 5,000 routines that fall due at one instant: timers fire them, effects start their runs. */
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { Handle } from '../src/runtime/handle.ts';
import { openDelivering } from './delivery.ts';
import { inFolder } from './folder.ts';
import { WORKSPACE } from './house.ts';
import { median } from './measure.ts';
import { type Line, short } from './report.ts';
import { expectAccepted } from './workload.ts';

const ROUTINES = 5_000;
const ROUNDS = 3;
/** Seconds until every run is durable. */
const TARGET = 2;
const BEFORE = Date.UTC(2026, 10, 23, 6, 59);
const MINUTE = 60_000;
const ANA = { type: 'member', id: 'ana', identity: 'web:ana' } as const;
const AT_SEVEN = { typed: 'daily 07:00', slots: { times: [420], days: [], months: [], weekdays: [] }, zone: 'UTC' };

export function routines(): Promise<readonly Line[]> {
  return inFolder(async (folder) => {
    const rounds: Fired[] = [];
    for (let round = 0; round < ROUNDS; round++) rounds.push(await oneRound(join(folder, `routines${round}.db`)));
    const of = (pick: (one: Fired) => number) => median(rounds.map(pick)) / 1_000;
    const durable = of((one) => one.durable);
    return [
      {
        what: `${short(ROUTINES)} routines due at one instant, every run durable`,
        measured: `${short(durable)} s (${short(ROUTINES / durable)}/s)`,
        goal: { value: durable, unit: ' s', bound: 'at most', target: TARGET },
      },
      { what: 'until the last card is handed to chat', measured: `${short(of((one) => one.shown))} s` },
    ];
  });
}

/** Milliseconds since the instant. */
interface Fired {
  readonly durable: number;
  readonly shown: number;
}

async function oneRound(file: string): Promise<Fired> {
  let now = BEFORE;
  let started = 0;
  const counting =
    (handle: Handle): Handle =>
    async (envelope) => {
      const reply = await handle(envelope);
      if (envelope.command.type === 'startRun' && reply.status === 'accepted') started += 1;
      return reply;
    };
  const { db, handle, work, worker, chat } = await openDelivering({ file }, { now: () => now, through: counting });
  await Promise.all(
    Array.from({ length: ROUTINES }, async (_, index) =>
      expectAccepted(
        await handle({
          ...{ workspace: WORKSPACE, key: `bench:routine:${index}`, actor: ANA },
          command: {
            ...{ type: 'setRoutine', routine: `r${index}`, sop: work.sop, place: `count:C${index}`, inputs: {} },
            schedule: AT_SEVEN,
          },
        }),
      ),
    ),
  );
  await worker.idle();
  const posts = chat.posts();
  now += MINUTE;
  const began = performance.now();
  worker.wake();
  while (started < ROUTINES) await setImmediate();
  const durable = performance.now() - began;
  await worker.idle();
  const shown = performance.now() - began;
  const told = chat.posts() - posts;
  if (told < ROUTINES * 2) throw new Error(`${told} messages were posted for ${ROUTINES} runs with two cards each`);
  await worker.stop();
  await db.close();
  return { durable, shown };
}
